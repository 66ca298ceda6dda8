"""What a follow-up cannot touch of the learned parser's query: kept as it is beside what the rules can edit.

*Singers older than the average one from their country, only those from France*: the rules have no words for the nested
query, but the condition that is added has nothing to do with it. The rest is edited as rules edit, brought back into
the parser's language, and rendered together with what was kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from text2sql.catalog import Language
from text2sql.language import Period
from text2sql.writers.offline.bases import Base
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.queries import (
    Aggregate,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Query,
    Select,
    Star,
)
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.translating import translated
from text2sql.writers.offline.learned.wording import Wording
from text2sql.writers.offline.readings import Parser
from text2sql.writers.offline.rendering import NotExpressible
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Dimension,
    Either,
    Measurement,
    Representation,
    Within,
)
from text2sql.writers.offline.representation import Condition as RuleCondition

_AGGREGATES: dict[str, Aggregate] = {"count": "count", "sum": "sum", "avg": "avg", "min": "min", "max": "max"}
_COMPARISONS: dict[str, Comparison] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "like": "like",
    "is null": "is null", "is not null": "is not null",
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Conditions in the parser's language that stay with a query of the rules'."""

    conditions: tuple[Condition, ...]
    rendering: QueryRendering

    def select(self, query: Representation) -> Select:
        """The query with what is kept, in the parser's language.

        Raises:
            NotExpressible: that language has no words for what the query became.
        """
        wrapped = query.comparison or query.contrast or query.over_time or query.over_groups or query.pairing
        if wrapped or query.limit_within or query.offset:
            raise NotExpressible(query.table)
        where = (*(self._condition(each) for each in query.conditions), *self.conditions)
        having = tuple(
            _compared(_figure(each.measurement, each.average), each.operator, each.values) for each in query.having
        )
        shown = [Expression(_plain(each)) for each in query.dimensions if not each.hidden]
        shown += [_figure(each) for each in query.measurements]
        shown += [Expression(each) for each in query.columns]
        return Select(
            items=tuple(shown),
            distinct=query.distinct,
            where=_all_of(where),
            group=tuple(_plain(each) for each in query.dimensions) if query.measurements or having else (),
            having=_all_of(having),
            order=tuple(Ordering(_ordered(each.by), each.descending) for each in query.ordering),
            limit=query.limit,
            tables=(query.table,),
        )

    def sql(self, query: Representation) -> str:
        """SQL of the query with what is kept.

        Raises:
            NotExpressible: as :meth:`select`, or nothing connects its tables.
        """
        try:
            return self.rendering.sql(self.select(query))
        except NotConnected as error:
            raise NotExpressible(query.table) from error

    def reading(self, language: Language) -> str:
        """What is kept, in words."""
        return Wording(language).conditions(self.conditions)

    def _condition(self, condition: RuleCondition) -> Condition:
        if isinstance(condition, Within):
            names = self.rendering.trees.catalog.table(condition.column.table)
            details = names.column(condition.column.column) if names is not None else None
            years = details is not None and details.effective_kind == "number"
            found = _all_of(tuple(_bounds(condition.column, condition.period, years)))
            if found is None:
                raise NotExpressible(condition.column.table)
            return found
        if isinstance(condition, Either):
            return AnyOf(tuple(self._condition(each) for each in condition.conditions))
        if not isinstance(condition, Compare):
            raise NotExpressible("")
        column = Expression(condition.column)
        if condition.average:
            average = Select((Expression(condition.column, "avg"),))
            return Predicate(column, _operator(condition.operator), average)
        return _compared(column, condition.operator, condition.values)


def with_kept(query: Query, parser: Parser) -> Base | None:
    """The query as the rules say it, with what they have no words for kept beside it; None when that is too much."""
    rendering = QueryRendering(JoinTrees(parser.catalog))
    found = translated(query, parser.catalog, parser.graph, rendering.trees)
    if found is None:
        return None
    return Base(found.query, kept=Kept(found.left, rendering) if found.left else None)


def _plain(dimension: Dimension) -> ColumnRef:
    if dimension.grain is not None:
        raise NotExpressible(dimension.column.table)
    return dimension.column


def _figure(figure: Measurement, against_average: bool = False) -> Expression:
    function = _AGGREGATES.get(figure.function)
    if function is None or figure.share or figure.portion or figure.averaged or against_average:
        raise NotExpressible(figure.table)
    return Expression(figure.column or Star(figure.table), function, figure.distinct)


def _ordered(by: Measurement | ColumnRef | Dimension) -> Expression:
    if isinstance(by, Measurement):
        return _figure(by)
    return Expression(_plain(by) if isinstance(by, Dimension) else by)


def _operator(operator: str) -> Comparison:
    if operator not in _COMPARISONS:
        raise NotExpressible("")
    return _COMPARISONS[operator]


def _compared(left: Expression, operator: str, values: tuple[str | int | float | bool, ...]) -> Condition:
    literals = [Literal(each) for each in values]
    if operator == "between":
        return Predicate(left, "between", (literals[0], literals[1]))
    if operator in ("in", "not in"):
        parts = tuple(Predicate(left, "=" if operator == "in" else "!=", each) for each in literals)
        if len(parts) == 1:
            return parts[0]
        return AnyOf(parts) if operator == "in" else AllOf(parts)
    return Predicate(left, _operator(operator), literals[0] if literals else None)


def _bounds(column: ColumnRef, period: Period, years: bool) -> Iterator[Predicate]:
    edges: tuple[tuple[Comparison, date | None], ...] = ((">=", period.start), ("<", period.end))
    for operator, day in edges:
        if day is not None:
            yield Predicate(Expression(column), operator, Literal(day.year if years else day.isoformat()))


def _all_of(parts: tuple[Condition, ...]) -> Condition | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    flat = [one for each in parts for one in (each.parts if isinstance(each, AllOf) else (each,))]
    return AllOf(tuple(flat))
