"""What a checker is told besides the catalog: limits, extra functions, and policies over tables, columns and rows.

All of it is frozen and has safe defaults. ``assembly.py`` builds it from the settings and the table cards; nothing in
here reads a file or the environment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal

from text2sql.stages.checking.names import alike, generous_parts, same_table

Attribute = str | int | float | bool | tuple[str, ...] | tuple[int, ...]
"""A fact about the person who asks: a text, a number, or several of them for ``IN :name``."""

PersonalColumns = Literal["mask", "refuse", "allow"]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Only the rows of ``table`` for which ``condition`` is true may influence a result."""

    table: str
    """The table's name as in the catalog, with its schema where it has one."""
    condition: str
    """SQL over the table's own columns in the warehouse's dialect. ``:name`` stands for an attribute of the person
    who asks; ``IN :names`` for one that holds several values. It may read other tables in a subquery."""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """What a query may do besides reading known tables and columns."""

    row_limit: int | None = 1_000
    """Rows a person gets. A query without an outer LIMIT gets ``row_limit + 1``: the extra row tells that there were
    more. None adds no LIMIT."""
    extra_functions: frozenset[str] = frozenset()
    """Functions allowed besides the dialect's list, in any case: user-defined ones, or listed ones that were judged
    unsafe in general."""
    hidden_tables: frozenset[str] = frozenset()
    """Tables that do not exist for the person who asks, as named in the catalog."""
    hidden_columns: frozenset[tuple[str, str]] = frozenset()
    """Pairs of table and column that do not exist for the person who asks."""
    personal: PersonalColumns = "mask"
    """What happens to columns marked personal: shown as ``***``, refused, or treated like any other."""
    row_filters: tuple[RowFilter, ...] = ()
    """Several filters of one table must all hold."""
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: MappingProxyType({}))
    """Facts about the person who asks, by name; the parameters of the row filters. A filter whose attribute is
    missing closes its table."""

    def hides_table(self, name: str) -> bool:
        """Whether the table of the catalog does not exist for the person who asks."""
        parts = generous_parts(name)
        return any(same_table(hidden, parts) for hidden in _by_last_part(self.hidden_tables).get(parts[-1], ()))

    def columns_hidden_in(self, name: str) -> frozenset[str]:
        """The hidden columns of a table of the catalog, in lower case."""
        parts = generous_parts(name)
        return frozenset(
            alike(column).casefold()
            for table, column in self.hidden_columns
            if same_table(generous_parts(table), parts)
        )


@cache
def _by_last_part(names: frozenset[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Names by their last part, so that a catalog of ten thousand tables is gone through once for all rules."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        parts = generous_parts(name)
        found[parts[-1]] = (*found.get(parts[-1], ()), parts)
    return found
