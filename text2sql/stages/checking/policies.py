"""Policies, applied where tables are read: row filters, hidden columns, masks.

A table that a policy touches is replaced, at every reference, by a subquery that offers only the visible columns of the
allowed rows, under the name it had. Nothing around it can reach past that subquery, whatever it is.
"""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from text2sql.catalog import Column
from text2sql.stages.checking.names import Naming
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.scopes import TableUse

MASK = "***"
"""What is shown of a personal text; personal values of other kinds become NULL."""

RowConditions = Mapping[str, exp.Expr | None]
"""For each filtered table the condition its rows must meet; None closes the table."""


def apply_policies(uses: Sequence[TableUse], conditions: RowConditions, naming: Naming) -> None:
    """Replace every use of a table that a policy touches.

    Raises:
        NotAllowed: the person's attributes do not say which rows may be seen.
    """
    for use in uses:
        name = use.known.name
        if name in conditions and conditions[name] is None:
            raise NotAllowed(f"Table `{name}` is closed to you: its row filter needs facts about you that are missing.")
        if name in conditions or use.closed or use.known.hides_columns or _masks(use):
            _wrap(use, conditions.get(name), naming)


def _masks(use: TableUse) -> bool:
    return any(field.personal for field in use.known.fields.values())


def _wrap(use: TableUse, condition: exp.Expr | None, naming: Naming) -> None:
    node = use.node
    if node.args.get("sample") is not None:
        raise NotAllowed(f"A sample of `{use.known.name}` cannot be taken; read the table without TABLESAMPLE.")
    alias = node.args.get("alias")
    name = alias.this if alias is not None and alias.this is not None else node.this
    table = exp.Table(this=node.this.copy(), db=_copied(node, "db"), catalog=_copied(node, "catalog"))
    select = exp.Select(expressions=_columns(use, naming), from_=exp.From(this=table))
    if condition is not None:
        select.set("where", exp.Where(this=condition.copy()))
        _fence(select, naming.dialect)
    if _encloses(select, node):
        return
    columns = alias.args.get("columns") if alias is not None else None
    wrapped = exp.Subquery(this=select, alias=exp.TableAlias(this=name.copy(), columns=columns))
    for argument in ("joins", "laterals"):
        if node.args.get(argument):
            wrapped.set(argument, node.args[argument])
    node.replace(wrapped)


def _fence(select: exp.Select, dialect: str) -> None:
    """Keep the engine from evaluating the query's own conditions on rows that the filter has not let through.

    An optimizer may reorder conditions, and one that fails (``CAST(note AS INTEGER)``) says in its message which value
    it failed on. No condition moves below a LIMIT or OFFSET. The engines named here carry little cost for it; those
    that spread a query over many machines would gather all rows on one, and go without (see ``docs/safety.md``).
    """
    if dialect in ("duckdb", "postgres", "sqlite"):
        select.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    if dialect == "sqlite":
        select.set("limit", exp.Limit(expression=exp.Neg(this=exp.Literal.number(1))))
    elif dialect == "mysql":
        select.set("limit", exp.Limit(expression=exp.Literal.number(2**63 - 1)))


def _encloses(wanted: exp.Select, node: exp.Table) -> bool:
    """Whether the table already stands in the very subquery that would replace it: checked SQL, checked again."""
    clause = node.parent
    select = clause.parent if isinstance(clause, exp.From) else None
    return isinstance(select, exp.Select) and isinstance(select.parent, exp.Subquery) and select == wanted


def _copied(node: exp.Expr, argument: str) -> exp.Expr | None:
    part = node.args.get(argument)
    return part.copy() if part is not None else None


def _columns(use: TableUse, naming: Naming) -> list[exp.Expr]:
    fields = use.known.fields
    keys = [key for key in fields if use.closed or key in use.used] or list(fields)[:1]
    if not keys:
        raise NotAllowed(f"Table `{use.known.name}` has no column you may see; use another table.")
    return [_column(use.known.columns[key], masked=fields[key].personal, naming=naming) for key in keys]


def _column(column: Column, *, masked: bool, naming: Naming) -> exp.Expr:
    name = naming.written(column.name)
    read = exp.Column(this=name)
    if not masked:
        return read
    shown: exp.Expr = exp.Literal.string(MASK) if column.kind in ("text", "other") else exp.Null()
    present = exp.Not(this=exp.Is(this=read, expression=exp.Null()))
    return exp.alias_(exp.Case(ifs=[exp.If(this=present, true=shown)]), name.copy())
