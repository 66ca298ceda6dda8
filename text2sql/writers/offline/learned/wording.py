"""A query of the parser's language in words of the question's language: how the question was read.

The pieces are those the rules use, so that a person sees one way of speaking whoever wrote the SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from text2sql.catalog import Language
from text2sql.messages import say
from text2sql.writers.offline.learned.queries import (
    AllOf,
    Arithmetic,
    Combined,
    Condition,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Query,
    Select,
    Star,
    conjuncts,
    mentioned,
    said_joins,
)
from text2sql.writers.offline.representation import ColumnRef

_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "in": "∈", "not in": "∉"}
_SETS = {"union": "∪", "intersect": "∩", "except": "∖"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Tells queries in one language."""

    language: Language

    def reading(self, query: Query) -> str:
        """One line: what is shown · groups · conditions · order."""
        if isinstance(query, Combined):
            return f"({self.reading(query.left)}) {_SETS[query.operator]} ({self.reading(query.right)})"
        parts = [self._subject(query)]
        parts += [self._say("by", what=self._column(column, query)) for column in query.group]
        joins = said_joins(query)
        where = [each for each in conjuncts(query.where) if not _is_join(each, joins)]
        parts += [self._condition(each, query) for each in (*where, *conjuncts(query.having))]
        if query.order:
            parts.append(self._order(query.order[0], query))
        elif query.limit is not None:
            parts.append(str(query.limit))
        return " · ".join(dict.fromkeys(parts))

    def conditions(self, conditions: Iterable[Condition]) -> str:
        """Conditions by themselves, with the tables of their columns."""
        together = Select(items=(), where=AllOf(tuple(conditions)))
        return " · ".join(self._condition(each, together) for each in conjuncts(together.where))

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, f"offline.{key}", **values)

    def _subject(self, select: Select) -> str:
        shown = [self._expression(item, select) for item in select.items]
        if any(item.aggregate is not None for item in select.items) or select.group:
            return ", ".join(shown)
        if all(isinstance(item.operand, Star) for item in select.items):
            return self._say("list_of", what=", ".join(shown))
        return self._say("columns_of", columns=", ".join(shown), what=", ".join(mentioned(select)[:1]))

    def _expression(self, expression: Expression, select: Select) -> str:
        operand = expression.operand
        if isinstance(operand, Star):
            return operand.table if expression.aggregate is None else self._say("count_of", what=operand.table)
        if isinstance(operand, Arithmetic):
            sides = (
                self._expression(side if isinstance(side, Expression) else Expression(side), select)
                for side in (operand.left, operand.right)
            )
            what = f" {operand.operator} ".join(sides)
        else:
            what = self._column(operand, select)
        if expression.aggregate is None:
            return what
        if expression.aggregate == "count":
            return self._say("count_distinct" if expression.distinct else "count_of", what=what)
        return self._say(expression.aggregate, what=what)

    def _column(self, column: ColumnRef, select: Select) -> str:
        return f"{column.table}.{column.column}" if len(mentioned(select)) > 1 else column.column

    def _condition(self, condition: Condition, select: Select) -> str:
        if isinstance(condition, Predicate):
            return self._predicate(condition, select)
        parts = [self._condition(part, select) for part in condition.parts]
        if isinstance(condition, AllOf):
            return f"({', '.join(parts)})"
        return self._say("either", conditions=", ".join(parts))

    def _predicate(self, predicate: Predicate, select: Select) -> str:
        column, right = self._expression(predicate.left, select), predicate.right
        if right is None:
            return self._say("is_missing" if predicate.operator == "is null" else "is_present", column=column)
        if isinstance(right, tuple):
            return self._say("between", column=column, low=right[0].value, high=right[1].value)
        if isinstance(right, Literal) and "like" in predicate.operator:
            told = self._say("contains", column=column, value=str(right.value).strip("%"))
            return self._say("not_term", term=told) if predicate.operator == "not like" else told
        if isinstance(right, Select | Combined):
            values = f"({self.reading(right)})"
        else:
            values = str(right.value) if isinstance(right, Literal) else self._expression(right, select)
        return self._say("bound", column=column, operator=_SIGNS[predicate.operator], values=values)

    def _order(self, ordering: Ordering, select: Select) -> str:
        what = self._expression(ordering.expression, select)
        if select.limit is None:
            return self._say("largest_first" if ordering.descending else "smallest_first", what=what)
        return self._say("top" if ordering.descending else "bottom", what=what, count=select.limit)


def _is_join(condition: Condition, joins: tuple[tuple[ColumnRef, ColumnRef], ...]) -> bool:
    return isinstance(condition, Predicate) and any(
        condition.left.operand == one and isinstance(condition.right, Expression) and condition.right.operand == other
        for one, other in joins
    )
