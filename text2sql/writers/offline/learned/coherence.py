"""What is odd about a query by itself, whatever was asked: needless tables, strange pairs of columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from text2sql.catalog import Catalog
from text2sql.writers.offline.learned.agreeing import column_of
from text2sql.writers.offline.learned.queries import (
    Combined,
    Expression,
    Literal,
    Predicate,
    Query,
    Select,
    Star,
    comparisons,
    expressions,
    mentioned,
    operands,
    predicates,
    said_joins,
    selects,
)
from text2sql.writers.offline.representation import ColumnRef

_LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Oddities:
    """How often each kind of oddity occurs in a query."""

    needless_tables: float = 0.0
    """Tables of which nothing is used but keys that another table in use has as well."""
    strange_pairs: float = 0.0
    """Columns put side by side by IN or a set operation that neither share a name nor are related by keys."""
    empty_pairs: float = 0.0
    """Set operations of a query with itself, and columns held against all of their own values."""
    odd_values: float = 0.0
    """Ranges from more to less, and numbers other than 0 and 1 that a yes-or-no column is compared with."""


def oddities(query: Query, catalog: Catalog) -> Oddities:
    """The oddities of a query over a catalog."""
    found = list(selects(query))
    pairs = [*_pairs(query), *(pair for select in found for pair in _compared(select))]
    strange = sum(not _related(one, other, catalog) for one, other in pairs)
    return Oddities(
        needless_tables=float(sum(_needless(select, catalog) for select in found)),
        strange_pairs=float(strange),
        empty_pairs=float(_with_itself(query) + sum(_own_values(select) for select in found)),
        odd_values=float(sum(_is_odd(each, catalog) for select in found for each in comparisons(select))),
    )


def _needless(select: Select, catalog: Catalog) -> int:
    tables = mentioned(select)
    joined = {column for pair in said_joins(select) for column in pair}
    used: dict[str, set[str] | None] = {table: set() for table in tables}
    for expression in expressions(select):
        for operand in operands(expression):
            columns = used[operand.table]
            if isinstance(operand, Star):
                used[operand.table] = None
            elif columns is not None and operand not in joined:
                columns.add(operand.column)
    shared = {
        (one, column, other)
        for join in catalog.joins
        for left, right in zip(join.columns, join.to_columns, strict=True)
        for one, column, other in ((join.table, left, join.to_table), (join.to_table, right, join.table))
    }
    return sum(
        bool(columns) and any(all((table, column, other) in shared for column in columns) for other in tables)
        for table, columns in used.items()
        if columns is not None and table not in select.tables
    )


def _pairs(query: Query) -> Iterator[tuple[ColumnRef, ColumnRef]]:
    """What stands side by side in a set operation."""
    if isinstance(query, Combined):
        right = query.right if isinstance(query.right, Select) else query.right.left
        for one, other in zip(query.left.items, right.items, strict=False):
            yield from _both(one, other)
        yield from _pairs(query.right)


def _compared(select: Select) -> Iterator[tuple[ColumnRef, ColumnRef]]:
    """What IN puts side by side, here and inside the query it reads from."""
    for predicate in comparisons(select):
        if isinstance(predicate.right, Select | Combined):
            nested = predicate.right if isinstance(predicate.right, Select) else predicate.right.left
            if predicate.operator in ("in", "not in"):
                yield from _both(predicate.left, nested.items[0])
            yield from _pairs(predicate.right)


def _both(one: Expression, other: Expression) -> Iterator[tuple[ColumnRef, ColumnRef]]:
    plain = one.aggregate is None and other.aggregate is None
    if plain and isinstance(one.operand, ColumnRef) and isinstance(other.operand, ColumnRef):
        yield one.operand, other.operand


def _related(one: ColumnRef, other: ColumnRef, catalog: Catalog) -> bool:
    return one.column.casefold() == other.column.casefold() or _origin(one, catalog) == _origin(other, catalog)


def _origin(column: ColumnRef, catalog: Catalog) -> ColumnRef:
    """The column that this one refers to in the end."""
    for _ in range(_LONGEST_CHAIN):
        following = [
            ColumnRef(join.to_table, right)
            for join in catalog.joins_of(column.table)
            for left, right in zip(join.columns, join.to_columns, strict=True)
            if (join.table, left) == (column.table, column.column)
        ]
        if not following:
            break
        column = following[0]
    return column


def _is_odd(predicate: Predicate, catalog: Catalog) -> bool:
    right = predicate.right
    if isinstance(right, tuple):
        low, high = (each.value for each in right)
        return not isinstance(low, str) and not isinstance(high, str) and low > high
    if not isinstance(right, Literal) or isinstance(right.value, str):
        return False
    column = column_of(predicate.left.operand, catalog)
    return column is not None and column.kind == "boolean" and right.value not in (0, 1)


def _with_itself(query: Query) -> int:
    if not isinstance(query, Combined):
        return 0
    return int(query.left == query.right) + _with_itself(query.right)


def _own_values(select: Select) -> int:
    return sum(
        predicate.operator in ("in", "not in") and predicate.right == Select((predicate.left,))
        for predicate in predicates(select.where)
    )
