"""What a query is made of: its tables, columns, conditions and shape, read from its tree for reports and comparison.

This is for telling people what kind of question a system is good at and where it went wrong. Nothing here decides
whether a prediction is right: that is what ``scoring`` does, by results. SQL that sqlglot cannot read has no parts.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from text2sql.evaluation.types import Schema

# sqlglot says on stderr what it does not support; here such SQL simply has no parts.
logging.getLogger("sqlglot").addHandler(logging.NullHandler())

FEATURES = ("joins", "nesting", "set operations", "grouping", "aggregation", "ordering", "windows", "time", "plain")
"""What a query may use; ``plain`` is one that uses none of the others."""

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.ILike, exp.Is, exp.Between, exp.In)
_TIME_NAMES = re.compile(r"date|time|julianday|^(year|month|quarter|week|day)$", re.IGNORECASE)
_LONGEST = 10_000
"""Characters; nobody's gold is as long, and reading takes time by the square of a chain's length."""
_DAY = re.compile(r"^\d{4}-\d{2}(-\d{2})?\b")


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of WHERE or HAVING."""

    left: str
    """The column or expression compared, without aliases."""
    operator: str
    right: str
    """The value, or the expression compared with; ``(query)`` for a nested one."""


@dataclass(frozen=True, slots=True)
class QueryParts:
    """The parts of a query, nested ones included, in an order that does not depend on how it was written."""

    tables: tuple[str, ...]
    """Sorted, once for each use."""
    columns: frozenset[str]
    """As ``table.column``, or ``.column`` when the table is not known; what the query itself names and
    conditions of joins are left out."""
    joined: bool
    joins: tuple[str, ...]
    """Comparisons of a column with a column, however they were written."""
    conditions: tuple[Condition, ...]
    projections: tuple[str, ...]
    """Of the outermost query, sorted."""
    aggregates: tuple[str, ...]
    grouping: tuple[str, ...]
    ordering: tuple[str, ...]
    """With its direction, in order; the limit last."""
    set_operations: tuple[str, ...]
    nested: int
    """Queries inside the outermost one, set operations' arms not counted."""
    distinct: bool
    windows: bool
    time: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Its tables, each once."""
        return tuple(sorted(set(self.tables)))


def features_of(parts: QueryParts | None) -> tuple[str, ...]:
    """Which of :data:`FEATURES` a query uses, in their order; none when it could not be read."""
    if parts is None:
        return ()
    used = {
        "joins": parts.joined,
        "nesting": parts.nested > 0,
        "set operations": bool(parts.set_operations),
        "grouping": bool(parts.grouping),
        "aggregation": bool(parts.aggregates),
        "ordering": bool(parts.ordering),
        "windows": parts.windows,
        "time": parts.time,
    }
    return tuple(name for name in FEATURES if used.get(name)) or ("plain",)


def read_query(sql: str, dialect: str, schema: Schema | None = None) -> QueryParts | None:
    """The parts of a query; None when it cannot be read or is longer than a query is.

    Args:
        sql: one statement.
        dialect: sqlglot's name of its dialect.
        schema: tells whose a column is when the query does not.
    """
    if len(sql) > _LONGEST:
        return None
    try:
        tree = parse_one(sql, dialect=dialect)
    except (SqlglotError, RecursionError, ValueError):
        return None
    return _Reader(tree, _columns_by_table(schema)).parts() if isinstance(tree, exp.Query) else None


def _columns_by_table(schema: Schema | None) -> Mapping[str, frozenset[str]]:
    if schema is None:
        return {}
    found: dict[str, set[str]] = {table.lower(): set() for table in schema.tables}
    for place, column in schema.columns:
        if place >= 0:
            found[schema.tables[place].lower()].add(column.lower())
    return {table: frozenset(columns) for table, columns in found.items()}


@dataclass(frozen=True)
class _Reader:
    tree: exp.Query
    columns_of: Mapping[str, frozenset[str]]
    """By table, in lower case; empty when no schema is known."""

    def parts(self) -> QueryParts:
        tree = self.tree
        inner = {each.alias.lower() for each in tree.find_all(exp.CTE, exp.Subquery) if each.alias}
        tables = [table.name.lower() for table in tree.find_all(exp.Table) if table.name.lower() not in inner]
        joins = self._join_conditions()
        in_joins = {id(column) for node in joins for column in node.find_all(exp.Column)}
        made = {each.alias.lower() for each in tree.find_all(exp.Alias)}
        columns = [self._name(each) for each in tree.find_all(exp.Column) if id(each) not in in_joins]
        selects = sum(1 for _ in tree.find_all(exp.Select))
        operations = [type(each).__name__.lower() for each in tree.find_all(exp.SetOperation)]
        grouped = [each for group in tree.find_all(exp.Group) for each in group.expressions]
        return QueryParts(
            tables=tuple(sorted(tables)),
            columns=frozenset(name for name in columns if name and not (name[0] == "." and name[1:] in made)),
            joined=tree.find(exp.Join) is not None,
            joins=tuple(sorted(" = ".join(sorted(map(self._said, node.iter_expressions()))) for node in joins)),
            conditions=tuple(sorted(self._conditions(joins), key=lambda each: (each.left, each.operator, each.right))),
            projections=tuple(sorted(self._said(each) for each in _unaliased(tree))),
            aggregates=tuple(
                sorted(
                    self._said(each) for each in tree.find_all(exp.AggFunc) if not isinstance(each.parent, exp.Window)
                )
            ),
            grouping=tuple(sorted(self._said(each) for each in grouped)),
            ordering=tuple(self._ordering()),
            set_operations=tuple(sorted(operations)),
            nested=max(0, selects - 1 - len(operations)),
            distinct=any(True for _ in tree.find_all(exp.Distinct)),
            windows=any(True for _ in tree.find_all(exp.Window)),
            time=_speaks_of_time(tree),
        )

    def _join_conditions(self) -> list[exp.Expr]:
        """Comparisons of a column with a column that are not about a nested query's outside."""
        found: list[exp.Expr] = []
        for node in self.tree.find_all(exp.EQ):
            left, right = node.this, node.expression
            both = isinstance(left, exp.Column) and isinstance(right, exp.Column)
            if both and not self._is_text(left) and not self._is_text(right):
                found.append(node)
        return found

    def _conditions(self, joins: list[exp.Expr]) -> Iterator[Condition]:
        left_out = {id(node) for node in joins}
        for node in self.tree.find_all(*_COMPARISONS):
            if id(node) in left_out or not (node.find_ancestor(exp.Where, exp.Having, exp.Join)):
                continue
            operator = type(node).__name__.lower()
            yield Condition(
                self._said(node.this),
                ("not " if isinstance(node.parent, exp.Not) else "") + operator,
                self._right(node),
            )

    def _right(self, node: exp.Expr) -> str:
        if isinstance(node, exp.Between):
            return f"{self._said(node.args['low'])} {self._said(node.args['high'])}"
        if isinstance(node, exp.In):
            query = node.args.get("query")
            return "(query)" if query else ", ".join(sorted(self._said(each) for each in node.expressions))
        return self._said(node.expression)

    def _ordering(self) -> Iterator[str]:
        for order in self.tree.find_all(exp.Order):
            for each in order.expressions:
                down = isinstance(each, exp.Ordered) and each.args.get("desc")
                yield self._said(each.this if isinstance(each, exp.Ordered) else each) + (" desc" if down else "")
        for limit in self.tree.find_all(exp.Limit):
            yield f"limit {limit.expression.sql() if limit.expression else ''}"

    def _said(self, node: exp.Expr) -> str:
        """An expression in one form of words: names resolved, in lower case; texts as they are."""
        if isinstance(node, exp.Query | exp.Subquery):
            return "(query)"
        copy = node.copy()
        # A copy has lost its surroundings, so names are resolved on the original, which has the same order.
        for old, new in zip(list(node.find_all(exp.Column)), list(copy.find_all(exp.Column)), strict=True):
            name = self._name(old)
            told = exp.Literal.string(old.name) if not name else exp.column(exp.to_identifier(name.lstrip(".")))
            if new is copy:
                return told.sql()
            new.replace(told)
        return copy.sql(normalize=True, comments=False)

    def _name(self, column: exp.Column) -> str:
        """``table.column``, ``.column``, or empty when it is a text in double quotes."""
        if self._is_text(column):
            return ""
        name = column.name.lower()
        sources = self._sources(column)
        if column.table:
            return f"{sources.get(column.table.lower(), '')}.{name}"
        owners = {table for table in sources.values() if name in self.columns_of.get(table, ())}
        if not owners and len(set(sources.values())) == 1 and not self.columns_of:
            owners = set(sources.values())
        return f"{owners.pop() if len(owners) == 1 else ''}.{name}"

    def _is_text(self, column: exp.Column) -> bool:
        """Whether it is really a text: SQLite reads ``"France"`` as one when there is no such column."""
        if column.table or not isinstance(column.this, exp.Identifier) or not column.this.args.get("quoted"):
            return False
        if self.columns_of:
            return not any(column.name.lower() in names for names in self.columns_of.values())
        parent = column.parent
        return isinstance(parent, _COMPARISONS) and parent.this is not column

    def _sources(self, column: exp.Column) -> dict[str, str]:
        """Tables by the name they go by where the column stands; inner names win, nested queries' names are unknown."""
        found: dict[str, str] = {}
        select = column.find_ancestor(exp.Select)
        while select is not None:
            for table in select.find_all(exp.Table):
                if table.find_ancestor(exp.Select) is select:
                    found.setdefault(table.alias_or_name.lower(), table.name.lower())
            select = select.find_ancestor(exp.Select)
        return found


def _unaliased(tree: exp.Query) -> Iterator[exp.Expr]:
    """What the outermost query gives out."""
    for each in tree.selects:
        yield each.this if isinstance(each, exp.Alias) else each


def _speaks_of_time(tree: exp.Expr) -> bool:
    days = any(each.is_string and _DAY.match(each.name) for each in tree.find_all(exp.Literal))
    return days or any(_is_time(each) for each in tree.find_all(exp.Func, exp.Interval))


def _is_time(node: exp.Expr) -> bool:
    name = node.name if isinstance(node, exp.Anonymous) else type(node).__name__
    return isinstance(
        node, exp.Interval | exp.CurrentDate | exp.CurrentTimestamp | exp.TimeToStr | exp.Extract
    ) or bool(_TIME_NAMES.search(name))
