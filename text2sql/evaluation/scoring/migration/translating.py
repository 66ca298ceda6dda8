"""SQLite's SQL as DuckDB's: sqlglot's translation, and before it the four liberties of SQLite that it leaves in.

- ``"France"`` is text where no column has that name.
- LIKE knows no case.
- A column beside an aggregate need not be grouped by: it comes from any row of the group, and beside a single MAX or
  MIN from the row that has it.
- ``=`` compares numbers with text: left as it is; where DuckDB refuses to, the query does not survive.
"""

from collections.abc import Collection, Iterator, Sequence

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError


class Untranslatable(Exception):
    """sqlglot cannot read the query."""


def to_duckdb(sql: str, columns: Collection[str]) -> str:
    """A SQLite query in DuckDB's SQL.

    Args:
        sql: one SELECT.
        columns: names of all columns of the database, in lower case.

    Raises:
        Untranslatable: it cannot be read.
    """
    try:
        tree = parse_one(sql.strip().rstrip(";"), read="sqlite")
        _texts(tree, columns)
        for select in list(tree.find_all(exp.Select)):
            _ungrouped(select)
        for like in list(tree.find_all(exp.Like)):
            like.replace(exp.ILike(this=like.this.copy(), expression=like.expression.copy()))
        return tree.sql("duckdb")
    except (SqlglotError, RecursionError) as error:
        raise Untranslatable(str(error).splitlines()[0]) from error


def _texts(tree: exp.Expr, columns: Collection[str]) -> None:
    """Names in double quotes that no column has become text."""
    aliases = {alias.alias.lower() for alias in tree.find_all(exp.Alias)}
    for column in list(tree.find_all(exp.Column)):
        name = column.this
        quoted = isinstance(name, exp.Identifier) and name.args.get("quoted") and not column.table
        if quoted and column.name.lower() not in columns and column.name.lower() not in aliases:
            column.replace(exp.Literal.string(column.name))


def _ungrouped(select: exp.Select) -> None:
    """Columns beside aggregates that are not grouped by, as SQLite reads them."""
    group = select.args.get("group")
    shown = [*select.expressions, *_ordering(select)]
    aggregates = [found for each in shown for found in _own(each, exp.AggFunc)]
    if group is None and not aggregates:
        return
    grouped = group.expressions if group is not None else []
    names = {each.name.lower() for each in grouped if isinstance(each, exp.Column)}
    extremes = [found for found in aggregates if isinstance(found, exp.Max | exp.Min)]
    for column in [found for each in shown for found in _own(each, exp.Column)]:
        if not isinstance(column, exp.Column) or column.name.lower() in names or isinstance(column.this, exp.Star):
            continue
        if column.find_ancestor(exp.AggFunc, exp.Window) or any(each == column for each in grouped):
            continue
        column.replace(_from_some_row(column, extremes))


def _from_some_row(column: exp.Column, extremes: Sequence[exp.Expr]) -> exp.Expr:
    if len({each.sql() for each in extremes}) == 1:
        kind = exp.ArgMax if isinstance(extremes[0], exp.Max) else exp.ArgMin
        return kind(this=column.copy(), expression=extremes[0].this.copy())
    return exp.AnyValue(this=column.copy())


def _ordering(select: exp.Select) -> list[exp.Expr]:
    order = select.args.get("order")
    return [] if order is None else list(order.expressions)


def _own(root: exp.Expr, kind: type[exp.Expr]) -> Iterator[exp.Expr]:
    """Nodes of a kind that belong to this SELECT, not to a query inside of it."""
    for node in root.walk(prune=lambda each: isinstance(each, exp.Query)):
        if isinstance(node, kind) and not isinstance(node, exp.Query):
            yield node
