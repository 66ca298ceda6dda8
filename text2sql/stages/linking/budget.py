"""How much of a schema goes to the writer."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class LinkBudget:
    """How much goes in."""

    whole_columns: int = 200
    """A schema with at most this many columns …"""
    whole_tables: int = 25
    """… and this many tables goes in whole."""
    tables: int = 10
    """Tables kept of a larger one, before those that only join them."""
    columns: int = 80
    """Columns kept of a larger one, beside keys and columns that hold a value the question names."""
    samples: int = 8
    values: int = 30
    unlikely_table: float = 0.0
    """A table that adds less than this, from 0 to 1, to the likelihood that no table is missing is left out of a larger
    schema unless it is the likeliest; …"""
    unlikely_column: float = 0.0
    """… and so is a column, unless it is a key or holds a value the question names."""

    def narrowed(self, tables: int) -> "LinkBudget":
        """About half of everything, for when ``tables`` linked tables made a prompt too long; nothing goes in whole."""
        return replace(
            self,
            whole_columns=0,
            whole_tables=0,
            tables=max(1, tables // 2),
            columns=self.columns // 2,
            samples=self.samples // 2,
            values=self.values // 2,
        )
