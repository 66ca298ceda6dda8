"""What a query may speak of: the tables and columns of a schema and the values of a question, as numbered places.

The network points at places, so their order is a contract: tables as in the catalog, columns table by table, values
as :func:`~text2sql.writers.offline.learned.values.value_candidates` gave them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from text2sql.catalog import Catalog, ColumnKind
from text2sql.writers.offline.learned.queries import Literal
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

_RANGES = ("<", "<=", ">", ">=", "between")
_FIGURES: frozenset[ColumnKind] = frozenset({"number", "other"})
"""Kinds that may be added up. Other: a type that nobody knows may well be a number."""


@dataclass(frozen=True)
class Scope:
    """A schema and the values of one question."""

    catalog: Catalog
    values: tuple[ValueCandidate, ...] = ()

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(table.name for table in self.catalog.tables)

    @cached_property
    def columns(self) -> tuple[ColumnRef, ...]:
        """Every column."""
        return tuple(ColumnRef(table.name, column.name) for table in self.catalog.tables for column in table.columns)

    @cached_property
    def kinds(self) -> tuple[ColumnKind, ...]:
        """The kind of each column's values."""
        return tuple(column.effective_kind for table in self.catalog.tables for column in table.columns)

    @cached_property
    def table_places(self) -> dict[str, int]:
        """The place of each table, by name."""
        return {name: place for place, name in enumerate(self.tables)}

    @cached_property
    def column_places(self) -> dict[ColumnRef, int]:
        """The place of each column."""
        return {column: place for place, column in enumerate(self.columns)}

    @cached_property
    def figures(self) -> tuple[int, ...]:
        """Places of the columns that may be added up."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind in _FIGURES)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Places of the values that are numbers."""
        return tuple(place for place, value in enumerate(self.values) if is_number(value.literal))

    @cached_property
    def equal_to(self) -> tuple[tuple[int, ...], ...]:
        """For each column, the values it may be compared with."""
        return tuple(
            tuple(place for place, value in enumerate(self.values) if self._fits(column, kind, value))
            for column, kind in zip(self.columns, self.kinds, strict=True)
        )

    @cached_property
    def like(self) -> tuple[tuple[int, ...], ...]:
        """For each column, the values that may be searched for in it."""
        said = tuple(place for place, value in enumerate(self.values) if value.source != "constant")
        return tuple(() if kind == "boolean" else said for kind in self.kinds)

    def values_for(self, comparison: str, column: int) -> tuple[int, ...]:
        """The values that a column may be compared with in this way."""
        if "like" in comparison:
            return self.like[column]
        if comparison in _RANGES and self.kinds[column] == "number":
            return self._numbers_for[column]
        return self.equal_to[column]

    def comparable(self, comparison: str) -> tuple[int, ...]:
        """The columns that there are enough values for to compare them in this way."""
        if comparison not in self._comparable:
            fewest, every = 2 if comparison == "between" else 1, range(len(self.columns))
            found = tuple(place for place in every if len(self.values_for(comparison, place)) >= fewest)
            self._comparable[comparison] = found
        return self._comparable[comparison]

    @cached_property
    def _comparable(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _numbers_for(self) -> tuple[tuple[int, ...], ...]:
        numbers = {*self.numbers}
        return tuple(tuple(place for place in fitting if place in numbers) for fitting in self.equal_to)

    def place_of(self, literal: Literal, among: Sequence[int]) -> int | None:
        """The first of these values that says the same as a literal; None when none does."""
        return next((place for place in among if same_value(self.values[place].literal, literal.value)), None)

    def _fits(self, column: ColumnRef, kind: ColumnKind, value: ValueCandidate) -> bool:
        if value.places:
            return column in value.places
        return is_number(value.literal) or kind not in ("number", "boolean")


def is_number(value: str | int | float) -> bool:
    """Whether it is a number, or text that reads as one."""
    if not isinstance(value, str):
        return True
    try:
        float(value)
    except ValueError:
        return False
    return value.strip().lower() not in ("nan", "inf", "-inf", "infinity")


def same_value(one: str | int | float, other: str | int | float) -> bool:
    """Whether two literals say the same: equal as numbers, or as text whatever the case."""
    if is_number(one) and is_number(other):
        return float(one) == float(other)
    return str(one).strip().casefold() == str(other).strip().casefold()
