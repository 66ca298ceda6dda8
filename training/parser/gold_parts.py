"""Small pieces of reading gold: joins compared, the table of ``count(*)`` put in, conditions put together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from text2sql.writers.offline.learned.joining import Edge
from text2sql.writers.offline.learned.queries import (
    AllOf,
    AnyOf,
    Arithmetic,
    Comparison,
    Condition,
    Expression,
    Predicate,
    Select,
    Star,
    conjuncts,
    expressions,
)
from text2sql.writers.offline.representation import ColumnRef

Pair = tuple[ColumnRef, ColumnRef]
ROWS = "text2sql_rows"
"""The table of ``count(*)`` until it is known which one is counted."""
_NEGATED: dict[Comparison, Comparison] = {
    "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "like": "not like", "in": "not in",
    "is null": "is not null",
}  # fmt: skip


class NotSayable(Exception):
    """The language has no way to say it; the message is the kind of thing it is."""


def pairs_of(edges: Iterable[Edge]) -> list[Pair]:
    """The pairs of columns that edges join."""
    return [(ColumnRef(each.left, left), ColumnRef(each.right, right)) for each in edges for left, right in each.on]


def as_sets(pairs: Iterable[Pair]) -> frozenset[frozenset[ColumnRef]]:
    """Pairs whatever their order."""
    return frozenset(frozenset(pair) for pair in pairs)


def equal_columns(pairs: Iterable[Pair]) -> frozenset[frozenset[ColumnRef]]:
    """Which columns are equal, whichever pairs say so."""
    found: list[set[ColumnRef]] = []
    for pair in pairs:
        touched = [each for each in found if each & set(pair)]
        found = [each for each in found if not each & set(pair)]
        found.append(set(pair).union(*touched))
    return frozenset(map(frozenset, found))


def all_expressions(select: Select) -> list[Expression]:
    """Every expression of a SELECT, those inside of others included."""
    flat = []
    waiting = list(expressions(select))
    while waiting:
        expression = waiting.pop()
        flat.append(expression)
        operand = expression.operand
        if isinstance(operand, Arithmetic):
            waiting += [side for side in (operand.left, operand.right) if isinstance(side, Expression)]
    return flat


def with_counted(select: Select, table: str) -> Select:
    """The query with the table that its ``count(*)`` counts."""

    def figure(expression: Expression) -> Expression:
        operand = expression.operand
        if operand == Star(ROWS):
            return replace(expression, operand=Star(table))
        if isinstance(operand, Arithmetic):
            left, right = (
                figure(side) if isinstance(side, Expression) else side for side in (operand.left, operand.right)
            )
            return replace(expression, operand=replace(operand, left=left, right=right))
        return expression

    def condition(part: Condition) -> Condition:
        if isinstance(part, Predicate):
            return replace(part, left=figure(part.left))
        return replace(part, parts=tuple(map(condition, part.parts)))

    return replace(
        select,
        items=tuple(map(figure, select.items)),
        having=condition(select.having) if select.having else None,
        order=tuple(replace(each, expression=figure(each.expression)) for each in select.order),
    )


def all_of(parts: Sequence[Condition]) -> Condition | None:
    """All of these conditions; None for none."""
    flat = [each for part in parts for each in conjuncts(part)]
    return AllOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def any_of(parts: Sequence[Condition]) -> AnyOf:
    """One of these conditions, those of an OR among them spread out."""
    return AnyOf(tuple(each for part in parts for each in (part.parts if isinstance(part, AnyOf) else (part,))))


def negated(condition: Condition) -> Condition:
    """What holds when the condition does not.

    Raises:
        NotSayable: there is no comparison for it.
    """
    if isinstance(condition, AnyOf):
        return AllOf(tuple(map(negated, condition.parts)))
    if isinstance(condition, AllOf):
        return any_of([negated(part) for part in condition.parts])
    operator = _NEGATED.get(condition.operator)
    if operator is None:
        raise NotSayable(f"not {condition.operator}")
    return replace(condition, operator=operator)


def number_of(text: str) -> int | float:
    """The number that a text spells, whole where it is written so."""
    number = float(text)
    return int(number) if number.is_integer() and "." not in text else number
