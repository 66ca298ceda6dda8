"""A small representation of analytical SQL without FROM: what is asked, not how tables are joined.

Joins follow from the tables that are mentioned (:mod:`text2sql.writers.offline.joins`), the idea of IRNet's SemQL
(Guo et al., 2019, section 2.2): people do not say joins, so a parser should not have to guess them.
"""

from dataclasses import dataclass
from typing import Literal

from text2sql.catalog import Measure, NamedFilter
from text2sql.language import Period

GrainName = Literal["hour", "day", "week", "month", "quarter", "year", "weekday", "hour_of_day"]
Function = Literal["measure", "count", "sum", "avg", "min", "max", "median"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in", "between", "is null", "is not null", "like"]
OverTime = Literal["growth", "growth_rate", "rose", "fell", "cumulative", "moving"]
PairWants = Literal["beside", "difference", "quotient", "attained", "missed"]
OverGroups = Literal["count", "avg", "max", "min", "sum"]
Literals = tuple[str | int | float | bool, ...]
ELAPSED = "elapsed"
"""The name of conditions on the time between two dates, which relate tables by themselves."""


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A column by table and name, as the catalog spells them."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure: a business measure, a count of rows, or an aggregate of a column."""

    table: str
    """The table whose rows it aggregates."""
    function: Function
    column: ColumnRef | None = None
    measure: Measure | None = None
    distinct: bool = False
    averaged: bool = False
    """The business measure adds up, and its average for a row was asked for."""
    share: bool = False
    """The figure of a group as a share of all groups, 0 to 1."""
    portion: "tuple[Condition, ...]" = ()
    """The figure over the rows where these hold, as a share of the figure over all rows, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a figure is broken down by: a column, or a date column cut to a grain."""

    column: ColumnRef
    grain: GrainName | None = None
    hidden: bool = False
    """Grouped by but not shown: the key that keeps two customers of one name apart."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A condition on a column."""

    column: ColumnRef
    operator: Operator
    values: Literals = ()
    average: bool = False
    """Compared with the column's average over the rows of the same period instead of with values."""


@dataclass(frozen=True, slots=True)
class Within:
    """A date column lies in a half-open period."""

    column: ColumnRef
    period: Period


@dataclass(frozen=True, slots=True)
class Named:
    """A business term that is a condition over one table."""

    table: str
    filter: NamedFilter
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Exists:
    """Rows of another table that refer to the one asked about exist, or none do."""

    table: str
    conditions: "tuple[RowCondition, ...]" = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """One of these holds; all speak of one table."""

    conditions: "tuple[Compare | Within | Named, ...]"


RowCondition = Compare | Within | Named | Either
Condition = RowCondition | Exists


@dataclass(frozen=True, slots=True)
class Having:
    """A bound on a figure of a group."""

    measurement: Measurement
    operator: Operator
    values: Literals
    average: bool = False
    """Compared with the average figure of a group instead of with values."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """What the rows are sorted by: a figure, a column or a dimension."""

    by: Measurement | ColumnRef | Dimension
    descending: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same figure in two periods."""

    column: ColumnRef
    current: Period
    previous: Period
    wants: Literal["difference", "growth_rate", "both"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """The same figure over two kinds of rows, and what one has more than the other."""

    first: RowCondition
    second: RowCondition


@dataclass(frozen=True, slots=True)
class Pairing:
    """Another query's figure beside this one's, of the same groups."""

    second: "Representation"
    wants: PairWants


@dataclass(frozen=True, slots=True)
class Representation:
    """One question as a query. Without measurements it lists rows of ``table``."""

    table: str
    """The table whose rows are aggregated or listed."""
    columns: tuple[ColumnRef, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    conditions: tuple[Condition, ...] = ()
    having: tuple[Having, ...] = ()
    ordering: tuple[Ordering, ...] = ()
    limit: int | None = None
    offset: int = 0
    """How many rows are passed over: 2 for "the third highest"."""
    limit_within: tuple[Dimension, ...] = ()
    """The limit holds within each of these groups instead of for the whole result."""
    distinct: bool = False
    comparison: Comparison | None = None
    over_groups: OverGroups | None = None
    """Aggregate the groups once more: how many groups there are, or the average figure of a group."""
    over_dimensions: tuple[Dimension, ...] = ()
    """Of ``dimensions`` those that stay when the others are aggregated: the average per customer, by grade."""
    contrast: Contrast | None = None
    over_time: OverTime | None = None
    """Beside the figure of each grain of time: what it grew by since the one before, or the sum of all up to it."""
    window: int | None = None
    """Of a moving average: over how many grains of time, the one itself among them."""
    pairing: Pairing | None = None


def table_of(condition: Condition) -> str:
    """The table a condition speaks of."""
    if isinstance(condition, Either):
        return table_of(condition.conditions[0])
    return condition.column.table if isinstance(condition, Compare | Within) else condition.table
