"""Gold SQL to queries of the parser's language, and what the language cannot say.

The joins that FROM spells out are left out where :mod:`~text2sql.writers.offline.learned.joining` finds them again,
and said otherwise. :mod:`training.parser.coverage` measures how much survives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from text2sql.catalog import Catalog
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected, said_edges
from text2sql.writers.offline.learned.queries import (
    Aggregate,
    AnyOf,
    Arithmetic,
    ArithmeticOperator,
    Combined,
    Comparison,
    Condition,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Query,
    Select,
    SetOperator,
    Star,
    conjuncts,
    mentioned,
    said_joins,
)
from text2sql.writers.offline.representation import ColumnRef
from training.parser.gold_parts import (
    ROWS,
    NotSayable,
    Pair,
    all_expressions,
    all_of,
    any_of,
    as_sets,
    equal_columns,
    negated,
    number_of,
    pairs_of,
    with_counted,
)

__all__ = ["NotSayable", "read_gold"]

_COMPARISONS: dict[type[exp.Expr], Comparison] = {
    exp.EQ: "=",
    exp.NEQ: "!=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.Like: "like",
}
_TURNED: dict[Comparison, Comparison] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_AGGREGATES: dict[type[exp.Expr], Aggregate] = {exp.Sum: "sum", exp.Avg: "avg", exp.Min: "min", exp.Max: "max"}
_SIGNS: dict[type[exp.Expr], ArithmeticOperator] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_SETS: dict[type[exp.Expr], SetOperator] = {exp.Union: "union", exp.Intersect: "intersect", exp.Except: "except"}


def read_gold(sql: str, trees: JoinTrees) -> Query:
    """A query of the parser's language that says what the SQL says.

    Args:
        sql: SQL as Spider writes it: SQLite with names in any case and texts in double quotes.
        trees: the joins of its database.

    Raises:
        NotSayable: it cannot be said.
    """
    try:
        tree = parse_one(sql, dialect="sqlite")
    except SqlglotError as error:
        raise NotSayable("SQL that cannot be parsed") from error
    return _query(tree, trees)


def _query(tree: exp.Expr, trees: JoinTrees) -> Query:
    tree = tree.unnest()
    operator = _SETS.get(type(tree))
    if operator is None:
        if not isinstance(tree, exp.Select):
            raise NotSayable(f"a {tree.key}")
        return _One(tree, trees).select()
    if tree.args.get("order") or tree.args.get("limit"):
        raise NotSayable("order or limit of a set operation")
    left, right = _query(tree.this, trees), _query(tree.expression, trees)
    if not isinstance(left, Select):
        raise NotSayable("nested set operations on the left")
    if operator == "union" and tree.args.get("distinct") is False:
        raise NotSayable("union all")
    return Combined(operator, replace(left, distinct=False), _without_distinct(right))


def _without_distinct(query: Query) -> Query:
    """The query where DISTINCT says nothing: nested, or a side of a set operation."""
    return replace(query, distinct=False) if isinstance(query, Select) else query


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of FROM by every name they go by, and the columns on which they are joined."""

    names: dict[str, str]
    tables: tuple[str, ...]


class _One:
    """Reads one SELECT."""

    def __init__(self, tree: exp.Select, trees: JoinTrees) -> None:
        self._tree = tree
        self._trees = trees
        self._catalog: Catalog = trees.catalog
        self._refuse_what_is_not_said()
        self._from = self._tables()
        self._aliases = {each.alias.lower(): each.this for each in tree.expressions if isinstance(each, exp.Alias)}

    def select(self) -> Select:
        """What it says, with its joins left out where they follow from the rest."""
        tree = self._tree
        group, having, order = tree.args.get("group"), tree.args.get("having"), tree.args.get("order")
        pairs, others = self._joins()
        where = [*others, *([tree.args["where"].this] if tree.args.get("where") else [])]
        conditions = [self._condition(each) for each in where]
        found = Select(
            tuple(item for each in tree.expressions for item in self._items(each)),
            tree.args.get("distinct") is not None,
            all_of(conditions),
            tuple(self._column(each) for each in group.expressions) if group else (),
            self._condition(having.this) if having else None,
            tuple(self._ordering(each) for each in order.expressions) if order else (),
            self._limit(),
        )
        return self._with_joins(self._counting(found), pairs)

    def _refuse_what_is_not_said(self) -> None:
        for clause in ("with_", "with", "windows", "qualify", "offset", "laterals", "distribute"):
            if self._tree.args.get(clause):
                raise NotSayable(clause)
        start = self._tree.args.get("from_") or self._tree.args.get("from")
        if start is None:
            raise NotSayable("no FROM")
        sources = [start.this, *(join.this for join in self._tree.args.get("joins") or ())]
        if any(not isinstance(source, exp.Table) for source in sources):
            raise NotSayable("a query in FROM")
        if any(join.side or join.args.get("using") for join in self._tree.args.get("joins") or ()):
            raise NotSayable("an outer join")
        self._sources = [source for source in sources if isinstance(source, exp.Table)]

    def _tables(self) -> _Found:
        names: dict[str, str] = {}
        tables: list[str] = []
        for source in self._sources:
            table = self._catalog.table(source.name)
            if table is None:
                raise NotSayable("a table that is not there")
            if table.name in tables:
                raise NotSayable("a table joined with itself")
            tables.append(table.name)
            names[(source.alias or source.name).lower()] = table.name
            names.setdefault(source.name.lower(), table.name)
        return _Found(names, tuple(tables))

    def _joins(self) -> tuple[list[Pair], list[exp.Expr]]:
        """Pairs of joined columns, and what ON says besides."""
        pairs, others = [], []
        for join in self._tree.args.get("joins") or ():
            condition = join.args.get("on")
            for part in condition.flatten() if isinstance(condition, exp.And) else [condition] if condition else []:
                part = part.unnest()
                if isinstance(part, exp.Boolean):  # What the parser puts where a join has no ON.
                    continue
                pair = self._pair(part)
                if pair:
                    pairs.append(pair)
                else:
                    others.append(part)
        return pairs, others

    def _pair(self, tree: exp.Expr) -> Pair | None:
        if isinstance(tree, exp.EQ) and isinstance(tree.this, exp.Column) and isinstance(tree.expression, exp.Column):
            one, other = self._column_or_text(tree.this), self._column_or_text(tree.expression)
            if isinstance(one, ColumnRef) and isinstance(other, ColumnRef) and one.table != other.table:
                return one, other
        return None

    def _items(self, tree: exp.Expr) -> Iterator[Expression]:
        tree = tree.unalias()
        if isinstance(tree, exp.Star):
            yield from (Expression(Star(table)) for table in self._from.tables)
        elif isinstance(tree, exp.Column) and isinstance(tree.this, exp.Star):
            yield Expression(Star(self._table_called(tree.table)))
        else:
            yield self._expression(tree)

    def _expression(self, tree: exp.Expr) -> Expression:
        tree = tree.unnest()
        if isinstance(tree, exp.Column) and not tree.table and tree.name.lower() in self._aliases:
            aliased = self._aliases[tree.name.lower()]
            if not (isinstance(aliased, exp.Column) and aliased.name.lower() == tree.name.lower()):
                return self._expression(aliased)
        if isinstance(tree, exp.Count):
            return self._count(tree)
        if type(tree) in _AGGREGATES:
            distinct = isinstance(tree.this, exp.Distinct)
            if distinct and not isinstance(tree, exp.Min | exp.Max):
                raise NotSayable("distinct in a sum or average")
            inner = tree.this.expressions[0] if distinct else tree.this
            return Expression(self._plain(inner), _AGGREGATES[type(tree)])
        if type(tree) in _SIGNS and tree.find(exp.AggFunc):
            return Expression(
                Arithmetic(_SIGNS[type(tree)], self._expression(tree.this), self._expression(tree.expression))
            )
        return Expression(self._plain(tree))

    def _count(self, tree: exp.Count) -> Expression:
        inner = tree.this
        if isinstance(inner, exp.Distinct):
            if len(inner.expressions) != 1 or isinstance(inner.expressions[0], exp.Star):
                raise NotSayable("count of distinct rows")
            return Expression(self._plain(inner.expressions[0]), "count", distinct=True)
        if isinstance(inner, exp.Star | exp.Literal):
            return Expression(Star(ROWS), "count")
        return Expression(self._plain(inner), "count")

    def _plain(self, tree: exp.Expr) -> ColumnRef | Arithmetic:
        tree = tree.unnest()
        if type(tree) in _SIGNS:
            return Arithmetic(_SIGNS[type(tree)], self._column(tree.this), self._column(tree.expression))
        return self._column(tree)

    def _column(self, tree: exp.Expr) -> ColumnRef:
        found = self._column_or_text(tree.unnest()) if isinstance(tree.unnest(), exp.Column) else None
        if not isinstance(found, ColumnRef):
            raise NotSayable(f"a {tree.unnest().key} in place of a column")
        return found

    def _column_or_text(self, tree: exp.Expr) -> ColumnRef | str:
        assert isinstance(tree, exp.Column)
        tables: Sequence[str] = (self._table_called(tree.table),) if tree.table else self._from.tables
        for name in tables:
            table = self._catalog.table(name)
            column = table.column(tree.name) if table else None
            if table and column:
                return ColumnRef(table.name, column.name)
        if isinstance(tree.this, exp.Identifier) and tree.this.quoted and not tree.table:
            return tree.name
        raise NotSayable("a column of an outer query, or none")

    def _table_called(self, name: str) -> str:
        if name.lower() not in self._from.names:
            raise NotSayable("a column of an outer query, or none")
        return self._from.names[name.lower()]

    def _condition(self, tree: exp.Expr) -> Condition:
        tree = tree.unnest()
        if isinstance(tree, exp.And | exp.Or):
            parts = [self._condition(each) for each in (tree.this, tree.expression)]
            return all_of(parts) or parts[0] if isinstance(tree, exp.And) else any_of(parts)
        if isinstance(tree, exp.Not):
            return negated(self._condition(tree.this))
        if isinstance(tree, exp.In):
            return self._in(tree)
        if isinstance(tree, exp.Between):
            low, high = self._literal(tree.args["low"]), self._literal(tree.args["high"])
            return Predicate(self._expression(tree.this), "between", (low, high))
        if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null):
            return Predicate(self._expression(tree.this), "is null")
        return self._compared(tree)

    def _compared(self, tree: exp.Expr) -> Predicate:
        operator = _COMPARISONS.get(type(tree))
        if operator is None:
            raise NotSayable(f"a condition with {tree.key}")
        left, right = tree.this.unnest(), tree.expression.unnest()
        if self._is_value(left) and not self._is_value(right):
            left, right, operator = right, left, _TURNED.get(operator, operator)
        expression = self._expression(left)
        if isinstance(right, exp.Query):
            return Predicate(expression, operator, _without_distinct(_query(right, self._trees)))
        if self._is_value(right):
            return Predicate(expression, operator, self._literal(right))
        return Predicate(expression, operator, self._expression(right))

    def _in(self, tree: exp.In) -> Condition:
        left = self._expression(tree.this)
        if tree.args.get("query"):
            return Predicate(left, "in", _without_distinct(_query(tree.args["query"], self._trees)))
        values = [Predicate(left, "=", self._literal(each)) for each in tree.expressions]
        return values[0] if len(values) == 1 else AnyOf(tuple(values))

    def _is_value(self, tree: exp.Expr) -> bool:
        if isinstance(tree, exp.Column):
            return isinstance(self._column_or_text(tree), str)
        return isinstance(tree, exp.Literal | exp.Neg | exp.Boolean)

    def _literal(self, tree: exp.Expr) -> Literal:
        tree = tree.unnest()
        if isinstance(tree, exp.Column):
            return Literal(str(self._column_or_text(tree)))
        if isinstance(tree, exp.Neg) and isinstance(tree.this, exp.Literal):
            return Literal(number_of(f"-{tree.this.name}"))
        if isinstance(tree, exp.Boolean):
            return Literal(int(tree.this))
        if not isinstance(tree, exp.Literal):
            raise NotSayable(f"a {tree.key} in place of a value")
        return Literal(tree.name if tree.is_string else number_of(tree.name))

    def _ordering(self, tree: exp.Expr) -> Ordering:
        assert isinstance(tree, exp.Ordered)
        return Ordering(self._expression(tree.this), bool(tree.args.get("desc")))

    def _limit(self) -> int | None:
        limit = self._tree.args.get("limit")
        if limit is None:
            return None
        return int(limit.expression.name)

    def _counting(self, select: Select) -> Select:
        """The query with a table for every ``count(*)``."""
        if Expression(Star(ROWS), "count") not in all_expressions(select):
            return select
        named = set(mentioned(select)) - {ROWS}
        unnamed = [table for table in self._from.tables if table not in named]
        counted = (unnamed or self._finest())[0]
        return with_counted(select, counted)

    def _finest(self) -> list[str]:
        """The tables of FROM, first the ones that refer to others and are not referred to: a join has their rows."""
        tables = self._from.tables

        def referred(table: str) -> int:
            return sum(
                join.to_table == table and join.table in tables and join.table != table for join in self._catalog.joins
            )

        return sorted(tables, key=referred)

    def _with_joins(self, select: Select, pairs: list[Pair]) -> Select:
        """The query with what has to be said so that its joins are those of FROM."""
        wanted = set(self._from.tables)
        pairs = [*pairs, *said_joins(select)]
        try:
            if self._agrees(select, wanted, pairs):
                return select
            spoken = replace(select, tables=tuple(each for each in self._from.tables if each not in mentioned(select)))
            if self._agrees(spoken, wanted, pairs):
                return self._fewest(spoken, wanted, pairs)
        except NotConnected:
            pass
        for everything in (False, True):
            spoken = self._saying(select, pairs, everything)
            spoken = replace(spoken, tables=tuple(each for each in self._from.tables if each not in mentioned(spoken)))
            try:
                if self._agrees(spoken, wanted, pairs):
                    break
            except NotConnected:
                continue
        return self._fewest(spoken, wanted, pairs)

    def _fewest(self, select: Select, wanted: set[str], pairs: list[Pair]) -> Select:
        for table in select.tables:
            without = replace(select, tables=tuple(each for each in select.tables if each != table))
            try:
                if self._agrees(without, wanted, pairs):
                    select = without
            except NotConnected:
                continue
        return select

    def _saying(self, select: Select, pairs: list[Pair], everything: bool) -> Select:
        known = set(said_joins(select))
        new = []
        for one, other in pairs:
            usual = self._trees.edge(one.table, other.table)
            said = as_sets([(one, other)])
            unusual = everything or usual is None or as_sets(pairs_of([usual])) != said
            if (one, other) not in known and unusual:
                new.append(Predicate(Expression(one), "=", Expression(other)))
        return replace(select, where=all_of([*new, *conjuncts(select.where)]))

    def _agrees(self, select: Select, wanted: set[str], pairs: list[Pair]) -> bool:
        edges = self._trees.tree(mentioned(select), said_edges(said_joins(select)))
        tables = {*mentioned(select), *(end for each in edges for end in (each.left, each.right))}
        return tables == wanted and equal_columns(pairs_of(edges)) == equal_columns(pairs)
