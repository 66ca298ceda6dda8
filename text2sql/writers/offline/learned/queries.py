"""The language the learned parser speaks: SQL without FROM, with nested queries and set operations.

It exists beside :mod:`text2sql.writers.offline.representation` because that one speaks of business measures, periods
and rows that exist, while this one must be able to say what people write in SQL over schemas nobody described. Like
SemQL (Guo et al., 2019) and NatSQL (Gan et al., 2021) it leaves out joins: tables follow from what is mentioned.

Not in it: the same table twice in one SELECT, queries in FROM, correlated queries, windows, CASE, dates cut to grains.
"""

import typing
from collections.abc import Iterator
from dataclasses import dataclass

from text2sql.writers.offline.representation import ColumnRef

Aggregate = typing.Literal["count", "sum", "avg", "min", "max"]
ArithmeticOperator = typing.Literal["+", "-", "*", "/"]
Comparison = typing.Literal[
    "=", "!=", "<", "<=", ">", ">=", "like", "not like", "between", "in", "not in", "is null", "is not null"
]
SetOperator = typing.Literal["union", "intersect", "except"]


@dataclass(frozen=True, slots=True)
class Star:
    """The rows of a table: ``count(*)`` when counted, ``*`` when listed."""

    table: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two figures of a row put together, or two figures of a group."""

    operator: ArithmeticOperator
    left: "ColumnRef | Expression"
    right: "ColumnRef | Expression"


Operand = ColumnRef | Star | Arithmetic


@dataclass(frozen=True, slots=True)
class Expression:
    """An operand, aggregated or as it is."""

    operand: Operand
    aggregate: Aggregate | None = None
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """A value to compare with: text as the cell spells it, or a number."""

    value: str | int | float


@dataclass(frozen=True, slots=True)
class Predicate:
    """A comparison. ``right`` is a pair for ``between`` and None for ``is null`` and ``is not null``.

    A column compared with a column of another table says how the two tables are joined.
    """

    left: Expression
    operator: Comparison
    right: "Literal | tuple[Literal, Literal] | Expression | Query | None" = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of two or more conditions hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of two or more conditions holds."""

    parts: tuple["Condition", ...]


Condition = Predicate | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Ordering:
    """One key of ORDER BY."""

    expression: Expression
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT."""

    items: tuple[Expression, ...]
    distinct: bool = False
    where: Condition | None = None
    group: tuple[ColumnRef, ...] = ()
    having: Condition | None = None
    order: tuple[Ordering, ...] = ()
    limit: int | None = None
    tables: tuple[str, ...] = ()
    """Further tables to join that nothing else mentions."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Two queries as sets of rows."""

    operator: SetOperator
    left: Select
    right: "Query"


Query = Select | Combined


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that all have to hold; none for None."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def predicates(condition: Condition | None) -> Iterator[Predicate]:
    """Every comparison of a condition, from left to right, without those of nested queries."""
    if isinstance(condition, Predicate):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from predicates(part)


def comparisons(select: Select) -> Iterator[Predicate]:
    """Every comparison of a SELECT, of WHERE and then of HAVING, without those of nested queries."""
    yield from predicates(select.where)
    yield from predicates(select.having)


def operands(expression: Expression) -> Iterator[ColumnRef | Star]:
    """The columns and counted tables of an expression, from left to right."""
    operand = expression.operand
    if isinstance(operand, Arithmetic):
        for side in (operand.left, operand.right):
            yield from operands(side if isinstance(side, Expression) else Expression(side))
    else:
        yield operand


def expressions(select: Select) -> Iterator[Expression]:
    """Every expression of a SELECT, without those of nested queries."""
    yield from select.items
    for predicate in comparisons(select):
        yield predicate.left
        if isinstance(predicate.right, Expression):
            yield predicate.right
    yield from (Expression(column) for column in select.group)
    yield from (ordering.expression for ordering in select.order)


def mentioned(select: Select) -> tuple[str, ...]:
    """The tables a SELECT speaks of, each once, in the order in which they are mentioned."""
    found = [operand.table for expression in expressions(select) for operand in operands(expression)]
    return tuple(dict.fromkeys((*found, *select.tables)))


def selects(query: Query) -> Iterator[Select]:
    """Every SELECT of a query: the outermost first, nested ones after the one they stand in."""
    if isinstance(query, Combined):
        yield query.left
        yield from _nested(query.left)
        yield from selects(query.right)
    else:
        yield query
        yield from _nested(query)


def _nested(select: Select) -> Iterator[Select]:
    for predicate in comparisons(select):
        if isinstance(predicate.right, Select | Combined):
            yield from selects(predicate.right)


def said_joins(select: Select) -> tuple[tuple[ColumnRef, ColumnRef], ...]:
    """Pairs of columns of two tables that have to be equal for every row: joins that the query names itself."""
    found = []
    for part in conjuncts(select.where):
        if isinstance(part, Predicate) and part.operator == "=" and isinstance(part.right, Expression):
            one, other = part.left.operand, part.right.operand
            if isinstance(one, ColumnRef) and isinstance(other, ColumnRef) and one.table != other.table:
                found.append((one, other))
    return tuple(found)


def literals(query: Query) -> Iterator[tuple[Predicate, Literal]]:
    """Every literal of a query with the comparison it stands in."""
    for select in selects(query):
        for predicate in comparisons(select):
            right = predicate.right
            for each in right if isinstance(right, tuple) else (right,):
                if isinstance(each, Literal):
                    yield predicate, each
