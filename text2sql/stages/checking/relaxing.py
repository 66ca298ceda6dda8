"""A query without one of its conditions, for each of them: so that an empty result can say which one emptied it.

The variants are as untrusted as any SQL and go through the gate. Row filters are no conditions of the text, so they
stay whatever is dropped here.
"""

from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

_MOST = 12
"""Conditions that are dropped in turn; a query with more of them is relaxed in its first ones."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A query without a condition."""

    condition: str
    """What was dropped, as it stands in the query."""
    sql: str


def relaxed(sql: str, dialect: str) -> tuple[Relaxed, ...]:
    """The query without each of the conditions that WHERE and HAVING join with AND; none when it cannot be read."""
    try:
        tree = sqlglot.parse_one(sql, read=dialect)
    except (SqlglotError, RecursionError):
        return ()
    count = sum(len(_conditions(clause)) for clause in _clauses(tree))
    return tuple(_without(tree, place, dialect) for place in range(min(count, _MOST)))


def _clauses(tree: exp.Expr) -> list[exp.Expr]:
    return list(tree.find_all(exp.Where, exp.Having, bfs=False))


def _conditions(clause: exp.Expr) -> list[exp.Expr]:
    inside = clause.this
    return list(inside.flatten()) if isinstance(inside, exp.And) else [inside]


def _without(tree: exp.Expr, place: int, dialect: str) -> Relaxed:
    """The query without its condition number ``place``, counted over all clauses."""
    copied = tree.copy()
    for clause in _clauses(copied):
        conditions = _conditions(clause)
        if place >= len(conditions):
            place -= len(conditions)
            continue
        dropped = conditions[place].sql(dialect=dialect)
        rest = [each.copy() for each in (*conditions[:place], *conditions[place + 1 :])]
        if rest:
            clause.set("this", exp.and_(*rest, copy=False))
        else:
            clause.pop()
        return Relaxed(dropped, copied.sql(dialect=dialect, pretty=True))
    raise AssertionError("a condition that was counted is there")
