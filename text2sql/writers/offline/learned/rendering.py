"""From the parser's language to SQL in any dialect: joins put back, names quoted, literals typed by their columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.learned.headings import headings
from text2sql.writers.offline.learned.joining import Edge, JoinTrees, said_edges
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
from text2sql.writers.offline.learned.scope import is_number
from text2sql.writers.offline.representation import ColumnRef

_AGGREGATES = {"count": exp.Count, "sum": exp.Sum, "avg": exp.Avg, "min": exp.Min, "max": exp.Max}
_SIGNS = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul, "/": exp.Div}
_COMPARISONS = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE, "like": exp.Like}
_SETS = {"union": exp.Union, "intersect": exp.Intersect, "except": exp.Except}
_LOOSE_GROUPS = {"sqlite", "mysql"}
"""Dialects that show a column which is neither grouped by nor aggregated."""


@dataclass(frozen=True)
class QueryRendering:
    """Renders queries over one catalog."""

    trees: JoinTrees

    @cached_property
    def _names(self) -> Expressions:
        return Expressions(self.trees.catalog)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        """First words of keywords that have several, ``ORDER BY``: alone they are no names either."""
        tokenizer = Dialect.get_or_raise(self.trees.catalog.dialect).tokenizer_class
        return frozenset(word.split()[0] for word in tokenizer.KEYWORDS if " " in word)

    def identifier(self, name: str) -> exp.Identifier:
        """A name as it has to be written."""
        plain = self._names.identifier(name)
        return exp.to_identifier(name, quoted=True) if name.upper() in self._first_words else plain

    def sql(self, query: Query) -> str:
        """The query in the catalog's dialect.

        Raises:
            NotConnected: nothing connects the tables of one of its SELECTs.
        """
        return self._headed(query, self.tree(query)).sql(dialect=self.trees.catalog.dialect)

    def _headed(self, query: Query, tree: exp.Query) -> exp.Query:
        """The tree with names for the computed columns of its result, which nested queries have no use for."""
        first = query.left if isinstance(query, Combined) else query
        shown: exp.Expr = tree
        while isinstance(shown, exp.SetOperation):
            shown = shown.this
        names = headings(first, self.trees.catalog)
        named = [
            exp.alias_(item, self.identifier(name), copy=False) if name else item
            for item, name in zip(shown.expressions, names, strict=True)
        ]
        shown.set("expressions", named)
        return tree

    def tree(self, query: Query) -> exp.Query:
        """The query as a tree of SQL.

        Raises:
            NotConnected: as :meth:`sql`.
        """
        if isinstance(query, Combined):
            return _SETS[query.operator](this=self.tree(query.left), expression=self.tree(query.right), distinct=True)
        return _One(self, self._names, query).tree()


class _One:
    """Renders one SELECT: its tables have short names when there is more than one."""

    def __init__(self, rendering: QueryRendering, names: Expressions, select: Select) -> None:
        self._rendering = rendering
        self._names = names
        self._select = select
        tables = mentioned(select)
        self._edges = rendering.trees.tree(tables, said_edges(said_joins(select)))
        ordered = [tables[0], *(end for edge in self._edges for end in (edge.left, edge.right))]
        self._tables = tuple(dict.fromkeys(ordered))
        self._loose = rendering.trees.catalog.dialect in _LOOSE_GROUPS

    def tree(self) -> exp.Select:
        """The SELECT."""
        select = self._select
        tree = exp.Select(expressions=[self._expression(item) for item in select.items])
        tree = self._from(tree)
        said = {frozenset(pair) for pair in said_joins(select)}
        where = [each for each in conjuncts(select.where) if not _is_join(each, said)]
        if where:
            tree.set("where", exp.Where(this=exp.and_(*map(self._condition, where))))
        if select.group:
            tree.set("group", exp.Group(expressions=[self._column(column) for column in self._groups()]))
        if select.having is not None:
            tree.set("having", exp.Having(this=self._condition(select.having)))
        if select.order:
            tree.set("order", exp.Order(expressions=[self._ordering(each) for each in select.order]))
        if select.limit is not None:
            tree.set("limit", exp.Limit(expression=exp.Literal.number(select.limit)))
        if select.distinct:
            tree.set("distinct", exp.Distinct())
        return tree

    def _from(self, tree: exp.Select) -> exp.Select:
        tree = tree.from_(self._table(self._tables[0]))
        reached, waiting = {self._tables[0]}, list(self._edges)
        for edge in self._edges:
            new = edge.right if edge.left in reached else edge.left
            if new in reached:
                continue
            reached.add(new)
            # Edges that a query names may close a circle: all that touch the new table hold at once.
            touching = [each for each in waiting if {each.left, each.right} <= reached]
            waiting = [each for each in waiting if each not in touching]
            tree = tree.join(self._table(new), on=exp.and_(*(on for each in touching for on in self._on(each))))
        return tree

    def _on(self, edge: Edge) -> Iterator[exp.Expr]:
        for left, right in edge.on:
            yield exp.EQ(
                this=self._column(ColumnRef(edge.left, left)), expression=self._column(ColumnRef(edge.right, right))
            )

    def _alias(self, table: str) -> str:
        return f"t{self._tables.index(table) + 1}"

    def _table(self, name: str) -> exp.Expr:
        table = self._names.table(name)
        bare = exp.Table(this=self._rendering.identifier(table.name), db=table.args.get("db"))
        return exp.alias_(bare, self._alias(name), table=True) if len(self._tables) > 1 else bare

    def _column(self, column: ColumnRef) -> exp.Column:
        name = self._rendering.identifier(column.column)
        if len(self._tables) == 1:
            return exp.Column(this=name)
        return exp.Column(this=name, table=exp.to_identifier(self._alias(column.table)))

    def _expression(self, expression: Expression) -> exp.Expr:
        operand = expression.operand
        if isinstance(operand, Star):
            if expression.aggregate is not None:
                return exp.Count(this=exp.Star())
            several = len(self._tables) > 1
            return (
                exp.Column(this=exp.Star(), table=exp.to_identifier(self._alias(operand.table)))
                if several
                else exp.Star()
            )
        tree = self._arithmetic(operand) if isinstance(operand, Arithmetic) else self._column(operand)
        if expression.aggregate is None:
            return tree
        return _AGGREGATES[expression.aggregate](this=exp.Distinct(expressions=[tree]) if expression.distinct else tree)

    def _arithmetic(self, operand: Arithmetic) -> exp.Expr:
        left, right = (
            exp.paren(self._expression(side), copy=False)
            if isinstance(side, Expression) and isinstance(side.operand, Arithmetic) and side.aggregate is None
            else self._expression(side if isinstance(side, Expression) else Expression(side))
            for side in (operand.left, operand.right)
        )
        return _SIGNS[operand.operator](this=left, expression=right)

    def _groups(self) -> Iterable[ColumnRef]:
        """What to group by. Strict dialects want every plain column that is shown or sorted by among it."""
        if self._loose:
            return self._select.group
        shown = [*self._select.items, *(each.expression for each in self._select.order)]
        plain = [each.operand for each in shown if each.aggregate is None and isinstance(each.operand, ColumnRef)]
        return dict.fromkeys((*self._select.group, *plain))

    def _ordering(self, ordering: Ordering) -> exp.Ordered:
        # As the rules write it: an unknown value is never "the most" and never "the least", in any dialect.
        expression = self._expression(ordering.expression)
        return exp.Ordered(this=expression, desc=ordering.descending, nulls_first=False)

    def _condition(self, condition: Condition) -> exp.Expr:
        if isinstance(condition, Predicate):
            return self._predicate(condition)
        parts = [self._condition(part) for part in condition.parts]
        return exp.paren(exp.and_(*parts) if isinstance(condition, AllOf) else exp.or_(*parts))

    def _predicate(self, predicate: Predicate) -> exp.Expr:
        left, right, operator = self._expression(predicate.left), predicate.right, predicate.operator
        if operator in ("is null", "is not null"):
            tree: exp.Expr = exp.Is(this=left, expression=exp.Null())
            return exp.not_(tree) if operator == "is not null" else tree
        if isinstance(right, tuple):
            low, high = (self._literal(each, predicate) for each in right)
            return exp.Between(this=left, low=low, high=high)
        if operator in ("in", "not in"):
            assert isinstance(right, Select | Combined)
            tree = exp.In(this=left, query=self._rendering.tree(right).subquery())
            return exp.not_(tree) if operator == "not in" else tree
        other = self._right(predicate)
        if operator == "not like":
            return exp.not_(exp.Like(this=left, expression=other))
        return _COMPARISONS[operator](this=left, expression=other)

    def _right(self, predicate: Predicate) -> exp.Expr:
        right = predicate.right
        if isinstance(right, Select | Combined):
            return self._rendering.tree(right).subquery()
        if isinstance(right, Expression):
            return self._expression(right)
        assert isinstance(right, Literal)
        return self._literal(right, predicate)

    def _literal(self, literal: Literal, predicate: Predicate) -> exp.Expr:
        """Text or number, as the column it is compared with holds it."""
        value, operand = literal.value, predicate.left.operand
        kind = self._names.details(operand).kind if isinstance(operand, ColumnRef) else "number"
        if predicate.left.aggregate == "count":
            kind = "number"
        textual = "like" in predicate.operator or (kind not in ("number", "other", "boolean"))
        if isinstance(value, str):
            return exp.Literal.string(value) if textual or not is_number(value) else exp.Literal.number(value)
        return exp.Literal.string(str(value)) if textual else exp.Literal.number(value)


def _is_join(condition: Condition, said: set[frozenset[ColumnRef]]) -> bool:
    return (
        isinstance(condition, Predicate)
        and condition.operator == "="
        and isinstance(condition.right, Expression)
        and frozenset((condition.left.operand, condition.right.operand)) in said
    )
