"""Functions that may stand in a FROM clause, and the columns they offer."""

from collections.abc import Iterable

from sqlglot import exp

from text2sql.stages.checking.names import Naming
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.scopes import Source
from text2sql.stages.checking.tables import Field

_ONE_VALUE_NAMES = (
    "generate_series range generate_array generate_date_array generate_timestamp_array sequence unnest explode "
    "explode_outer json_array_elements json_array_elements_text jsonb_array_elements jsonb_array_elements_text "
    "json_object_keys jsonb_object_keys regexp_split_to_table string_to_table split_to_table array_to_rows"
)
_ONE_VALUE = frozenset(_ONE_VALUE_NAMES.split())

_COLUMNS: dict[str, tuple[str, ...]] = {
    "json_each": ("key", "value", "type", "atom", "id", "parent", "fullkey", "path", "json", "rowid"),
    "json_tree": ("key", "value", "type", "atom", "id", "parent", "fullkey", "path", "json", "rowid"),
    "json_each_text": ("key", "value"),
    "jsonb_each": ("key", "value"),
    "jsonb_each_text": ("key", "value"),
    "flatten": ("seq", "key", "path", "index", "value", "this"),
    "posexplode": ("pos", "col"),
    "posexplode_outer": ("pos", "col"),
    "stack": (),
    "inline": (),
    "inline_outer": (),
    "json_tuple": (),
}
"""Names of the columns each offers; empty where only an alias with columns tells them."""


def function_source(node: exp.Expr, call: exp.Expr, naming: Naming) -> Source:
    """The source that a table function is, under its alias.

    Args:
        node: what stands in the FROM clause and carries the alias.
        call: the function itself.
        naming: the dialect's rules for names.

    Raises:
        NotAllowed: this function does not belong in a FROM clause.
    """
    name = "unnest" if isinstance(call, exp.Unnest) else call.name.lower()
    if not isinstance(call, exp.Unnest | exp.Anonymous) or (name not in _ONE_VALUE and name not in _COLUMNS):
        raise NotAllowed(
            f"`{name}` cannot stand in FROM; only tables, subqueries and list functions such as unnest can."
        )
    alias = node.args.get("alias")
    label = alias.this if alias is not None and isinstance(alias.this, exp.Identifier) else None
    columns = [each for each in (alias.args.get("columns") or []) if isinstance(each, exp.Identifier)] if alias else []
    offered = [each.name for each in columns] or list(_COLUMNS.get(name, ())) or _value_names(name, label)
    offset = node.args.get("offset")
    if isinstance(offset, exp.Identifier):
        offered.append(offset.name)
    offered += [name for name in _struct_names(call) if naming.dialect == "bigquery" and name not in offered]
    if label is None and not columns:
        label = exp.to_identifier(name)
    key = naming.key(label) if label is not None else ""
    fields = {
        naming.catalog_key(each): Field(each, naming.catalog_key(each)) for each in _with_ordinality(offered, node)
    }
    return Source(label, key, fields, open=_holds_records(name, columns, naming))


def _struct_names(call: exp.Expr) -> list[str]:
    """The names of the fields in ``UNNEST([STRUCT(1 AS a), …])``, which stand without the list's name as well."""
    values = call.expressions[0] if isinstance(call, exp.Unnest) and len(call.expressions) == 1 else None
    first = values.expressions[0] if isinstance(values, exp.Array) and values.expressions else None
    fields = first.expressions if isinstance(first, exp.Struct) else []
    return [each.name for each in fields if isinstance(each, exp.PropertyEQ)]


def _value_names(name: str, label: exp.Identifier | None) -> list[str]:
    own = [name, "value", "col", "unnest"] if name in _ONE_VALUE else []
    return [label.name, *own] if label is not None else own


def _with_ordinality(offered: Iterable[str], node: exp.Expr) -> list[str]:
    return [*offered, "ordinality"] if node.args.get("ordinality") else list(offered)


def _holds_records(name: str, columns: list[exp.Identifier], naming: Naming) -> bool:
    """Whether its fields are those of its values, as in BigQuery's ``UNNEST(items) AS item`` with ``item.price``."""
    if name in ("stack", "inline", "inline_outer", "json_tuple"):
        return not columns
    return name in ("unnest", "explode") and naming.dialect in ("bigquery", "duckdb", "trino", "athena", "postgres")
