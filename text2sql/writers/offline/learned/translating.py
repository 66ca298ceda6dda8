"""From the parser's language to the rules' representation, so that follow-ups can edit what the parser wrote.

Not everything has words there: nested queries, set operations, arithmetic, a pattern that must not match. A condition
without words is left over, to be kept as it is beside the edited query (:mod:`~.keeping`); anything else without words
makes the whole untranslatable. Nobody believes a translation: whoever asked for it runs it beside the original.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from text2sql.catalog import Catalog
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.queries import (
    AnyOf,
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
from text2sql.writers.offline.learned.scope import is_number
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Dimension,
    Either,
    Exists,
    Having,
    Literals,
    Measurement,
    Operator,
    Representation,
    RowCondition,
)
from text2sql.writers.offline.representation import Condition as RuleCondition
from text2sql.writers.offline.representation import Ordering as RuleOrdering

Comparing = OneOf["=", "!=", "<", "<=", ">", ">="]
_COMPARING: dict[str, Comparing] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@dataclass(frozen=True, slots=True)
class Translation:
    """A query in the rules' representation, and the conditions that it has no words for."""

    query: Representation
    left: tuple[Condition, ...] = ()


class _NoWords(Exception):
    """The rules' representation cannot say it."""


def translated(query: Query, catalog: Catalog, graph: JoinGraph, trees: JoinTrees) -> Translation | None:
    """The query as the rules would say it; None when they cannot.

    Args:
        query: of the learned parser.
        catalog: what it is about.
        graph: how the rules join tables.
        trees: how the parser joins them.
    """
    if not isinstance(query, Select) or said_joins(query):
        return None
    try:
        tables = trees.tables(mentioned(query))
        return _Translator(query, catalog, graph, _finest(mentioned(query), tables, graph)).translation()
    except (NotConnected, _NoWords):
        return None


def _finest(spoken: Sequence[str], tables: frozenset[str], graph: JoinGraph) -> str:
    """The table whose rows those of the join are: the one that all others are looked up from."""
    for name in dict.fromkeys((*spoken, *sorted(tables))):
        if tables <= graph.upward_from(name).keys():
            return name
    raise _NoWords


@dataclass(frozen=True)
class _Translator:
    select: Select
    catalog: Catalog
    graph: JoinGraph
    table: str

    def translation(self) -> Translation:
        """All of it.

        Raises:
            _NoWords: something besides a condition cannot be said.
        """
        select = self.select
        conditions: list[RuleCondition] = []
        left: list[Condition] = []
        for each in conjuncts(select.where):
            try:
                conditions.append(self._condition(each))
            except _NoWords:
                left.append(each)
        figures = [each for each in select.items if each.aggregate is not None]
        grouped = bool(figures or select.group or select.having is not None)
        query = self._grouped(figures) if grouped else self._listed()
        return Translation(replace(query, conditions=tuple(dict.fromkeys(conditions)), limit=select.limit), tuple(left))

    def _listed(self) -> Representation:
        columns = [column for item in self.select.items for column in self._columns(item)]
        order = tuple(RuleOrdering(self._column(each.expression), each.descending) for each in self.select.order)
        return Representation(
            self.table, columns=tuple(dict.fromkeys(columns)), ordering=order, distinct=self.select.distinct
        )

    def _grouped(self, figures: Sequence[Expression]) -> Representation:
        select = self.select
        if select.distinct and figures:
            raise _NoWords
        shown = [self._column(each) for each in select.items if each.aggregate is None]
        measurements = [self._measurement(each) for each in figures]
        having = tuple(self._having(each) for each in conjuncts(select.having))
        ranked = any(each.expression.aggregate is not None for each in select.order)
        if not measurements and not having and not ranked:
            # Groups of which nothing is asked are distinct rows.
            return replace(self._listed(), distinct=True)
        if not measurements and ranked:
            # The figure that groups are ranked by is shown beside them: without it nothing says that they are groups.
            ordered = (each.expression for each in select.order if each.expression.aggregate is not None)
            measurements = [self._measurement(each) for each in ordered]
        dimensions = self._dimensions(shown)
        return Representation(
            self.table,
            measurements=tuple(dict.fromkeys(measurements)),
            dimensions=tuple(dimensions),
            having=having,
            ordering=tuple(self._ordering(each, dimensions) for each in select.order),
        )

    def _dimensions(self, shown: Sequence[ColumnRef]) -> list[Dimension]:
        """The groups. Rules hide only the keys of what is shown, so a key of anything else is shown as well."""
        tables = {each.table for each in shown}
        dimensions = [Dimension(each) for each in shown]
        for column in self.select.group:
            key = self.graph.referred(column)
            if column not in shown:
                own = next((each for each in (column, key) if each.table in tables), None)
                dimensions.append(Dimension(own or column, hidden=own is not None))
        return dimensions

    def _columns(self, item: Expression) -> list[ColumnRef]:
        if isinstance(item.operand, Star) and item.aggregate is None:
            table = self.catalog.table(item.operand.table)
            return [ColumnRef(table.name, each.name) for each in table.columns] if table is not None else []
        return [self._column(item)]

    def _column(self, expression: Expression) -> ColumnRef:
        if expression.aggregate is not None or not isinstance(expression.operand, ColumnRef):
            raise _NoWords
        return expression.operand

    def _measurement(self, expression: Expression) -> Measurement:
        operand, function = expression.operand, expression.aggregate
        if function == "count" and isinstance(operand, Star):
            return Measurement(self.table, "count")
        if function is None or not isinstance(operand, ColumnRef) or (expression.distinct and function != "count"):
            raise _NoWords
        if function == "count" and not expression.distinct and self._is_key(operand):
            return Measurement(self.table, "count")
        return Measurement(self.table, function, column=operand, distinct=expression.distinct)

    def _is_key(self, column: ColumnRef) -> bool:
        table = self.catalog.table(column.table)
        return table is not None and table.primary_key == (column.column,)

    def _ordering(self, ordering: Ordering, dimensions: Sequence[Dimension]) -> RuleOrdering:
        if ordering.expression.aggregate is not None:
            return RuleOrdering(self._measurement(ordering.expression), ordering.descending)
        column = self._column(ordering.expression)
        dimension = next((each for each in dimensions if each.column == column), None)
        return RuleOrdering(dimension or column, ordering.descending)

    def _having(self, condition: Condition) -> Having:
        if not isinstance(condition, Predicate) or condition.left.aggregate is None:
            raise _NoWords
        operator, values = self._compared(condition, numeric=True)
        return Having(self._measurement(condition.left), operator, values)

    def _condition(self, condition: Condition) -> RuleCondition:
        if isinstance(condition, Predicate):
            return self._exists(condition) if condition.operator in ("in", "not in") else self._compare(condition)
        if not isinstance(condition, AnyOf):
            raise _NoWords
        parts = [self._compare(each) for each in condition.parts if isinstance(each, Predicate)]
        if len(parts) != len(condition.parts) or len({each.column.table for each in parts}) != 1:
            raise _NoWords
        if len({each.column for each in parts}) == 1 and all(each.operator == "=" for each in parts):
            return Compare(parts[0].column, "in", tuple(value for each in parts for value in each.values))
        return Either(tuple(parts))

    def _compare(self, predicate: Predicate) -> Compare:
        column = self._column(predicate.left)
        if isinstance(predicate.right, Select) and _is_average(predicate.right, column):
            if predicate.operator not in _COMPARING:
                raise _NoWords
            return Compare(column, _COMPARING[predicate.operator], average=True)
        table = self.catalog.table(column.table)
        details = table.column(column.column) if table is not None else None
        numeric = details is not None and details.kind in ("number", "other", "boolean")
        return Compare(column, *self._compared(predicate, numeric))

    def _compared(self, predicate: Predicate, numeric: bool) -> tuple[Operator, Literals]:
        operator, right = predicate.operator, predicate.right
        if right is None and (operator == "is null" or operator == "is not null"):
            return operator, ()
        literals = right if isinstance(right, tuple) else (right,)
        values = tuple(_value(each, numeric and operator != "like") for each in literals if isinstance(each, Literal))
        if len(values) != len(literals):
            raise _NoWords
        if operator in _COMPARING:
            return _COMPARING[operator], values
        if operator == "between" or operator == "like":
            return operator, values
        raise _NoWords

    def _exists(self, predicate: Predicate) -> Exists:
        """*IN* over the key that connects two tables is what rules call rows that exist."""
        column, inner = self._column(predicate.left), predicate.right
        if not isinstance(inner, Select) or len(inner.items) != 1 or inner.group or inner.having or inner.limit:
            raise _NoWords
        other = self._column(inner.items[0])
        referring = self.graph.upward(other.table, column.table)
        if mentioned(inner) != (other.table,) or referring is None or len(referring) != 1:
            raise _NoWords
        if (referring[0].columns, referring[0].to_columns) != ((other.column,), (column.column,)):
            raise _NoWords
        conditions: list[RowCondition] = []
        for each in conjuncts(inner.where):
            said = self._condition(each)
            if isinstance(said, Exists):
                raise _NoWords
            conditions.append(said)
        return Exists(other.table, tuple(conditions), negated=predicate.operator == "not in")


def _is_average(select: Select, column: ColumnRef) -> bool:
    return select == Select((Expression(column, "avg"),))


def _value(literal: Literal, numeric: bool) -> str | int | float:
    value = literal.value
    if not numeric:
        return str(value)
    if isinstance(value, str) and is_number(value):
        number = float(value)
        return int(number) if number.is_integer() and "." not in value else number
    return value
