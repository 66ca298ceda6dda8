"""The parts of a query that exact match compares: Spider's own small grammar, not SQL's.

A column is named ``table.column`` in lower case with the table's real name, ``*`` is itself. What the grammar has no
place for (kinds of joins, aliases of columns, arithmetic of three terms, CASE, functions) makes a query unreadable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

NO_AGGREGATE = "none"
Combination = Literal["intersect", "except", "union"]


class Unreadable(Exception):
    """The official parser cannot read the query; exact match then compares an empty one."""


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """A column, perhaps aggregated."""

    aggregate: str
    column: str
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class ValueUnit:
    """A column unit, or two with an arithmetic sign between them."""

    sign: str
    left: ColumnUnit
    right: ColumnUnit | None = None


ConditionValue: TypeAlias = "float | str | ColumnUnit | ReadQuery | None"


@dataclass(frozen=True, slots=True)
class Condition:
    """``left operator first``, or ``left BETWEEN first AND second``."""

    negated: bool
    operator: str
    left: ValueUnit
    first: ConditionValue
    second: ConditionValue = None


Conditions = tuple[Condition | str, ...]
"""Conditions in the even places, ``and`` or ``or`` in the odd ones."""


@dataclass(frozen=True, slots=True)
class Selected:
    """One item of SELECT."""

    aggregate: str
    unit: ValueUnit


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query as read; two are compared part by part."""

    selected: tuple[Selected, ...] = ()
    distinct: bool = False
    sources: tuple["str | ReadQuery", ...] = ()
    """Tables by name, and derived tables."""
    joined_on: Conditions = ()
    where: Conditions = ()
    groups: tuple[ColumnUnit, ...] = ()
    having: Conditions = ()
    direction: str = ""
    """The last ``asc`` or ``desc`` of ORDER BY, ``asc`` when none is written, empty without ORDER BY."""
    order: tuple[ValueUnit, ...] = ()
    limited: bool = False
    """Whether there is a LIMIT; its number does not count."""
    combined: tuple[tuple[Combination, "ReadQuery"], ...] = ()
    """The query after INTERSECT, EXCEPT or UNION; at most one."""

    def arm(self, combination: Combination) -> "ReadQuery | None":
        """The query after that word."""
        return dict(self.combined).get(combination)


@dataclass(frozen=True, slots=True)
class Structure:
    """Tables and columns of a database in lower case, and which columns stand for each other."""

    tables: Mapping[str, tuple[str, ...]]
    same_as: Mapping[str, str]
    """From a column to the one that stands for it and those it is joined with by foreign keys (as ``table.column``)."""


EMPTY = ReadQuery()
"""What an unreadable prediction is compared as."""
