"""Tables, columns and keys of a warehouse through SQLAlchemy's inspector, as plain rows that can cross to the parent.

The first cell tells what a row is:

    ("table", schema, name, comment, is_view)
    ("column", schema, table, name, type, kind, nullable, comment)
    ("primary", schema, table, [columns])
    ("foreign", schema, table, [columns], to_schema, to_table, [to_columns])

``schema`` is None in the default schema.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy
from sqlalchemy import exc, types
from sqlalchemy.engine.reflection import Inspector, ObjectKind

from text2sql.catalog import ColumnKind
from text2sql.warehouses.sql_dialects import SqlDialect

Row = tuple[object, ...]

_PARTITIONS = """
    SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relispartition"""


def reflected(connection: sqlalchemy.Connection, dialect: SqlDialect) -> Iterator[Row]:
    """The rows of all tables and views the connection may see."""
    inspector = sqlalchemy.inspect(connection)
    default = inspector.default_schema_name
    partitions = _partitions(connection, dialect)
    for schema in _schemas(inspector, dialect):
        told = None if schema in (None, default) else schema
        hidden = {name for place, name in partitions if place == (schema or default)}
        yield from _tables(inspector, schema, told, hidden)
        yield from _columns(inspector, schema, told, hidden)
        yield from _keys(inspector, schema, (told, default), hidden)


def _schemas(inspector: Inspector, dialect: SqlDialect) -> Sequence[str | None]:
    """The default schema, and the others where a warehouse's schemas are not catalogues of their own."""
    if not dialect.other_schemas:
        return (None,)
    names = [name for name in inspector.get_schema_names() if name not in dialect.system_schemas]
    others = [name for name in names if name != inspector.default_schema_name and not name.startswith("pg_t")]
    return (None, *sorted(others))


def _partitions(connection: sqlalchemy.Connection, dialect: SqlDialect) -> set[tuple[str, str]]:
    """Partitions of PostgreSQL, which are tables too but nothing anyone asks about."""
    if dialect.name != "postgres":
        return set()
    return {(str(schema), str(name)) for schema, name in connection.exec_driver_sql(_PARTITIONS).fetchall()}


def _tables(inspector: Inspector, schema: str | None, told: str | None, hidden: set[str]) -> Iterator[Row]:
    views = set(inspector.get_view_names(schema))
    with suppress(NotImplementedError):
        views |= set(inspector.get_materialized_view_names(schema))
    comments: dict[str, str] = {}
    with suppress(NotImplementedError, exc.SQLAlchemyError):
        found = inspector.get_multi_table_comment(schema, kind=ObjectKind.ANY)
        comments = {name: str(comment["text"]) for (_, name), comment in found.items() if comment.get("text")}
    for name in sorted({*inspector.get_table_names(schema), *views} - hidden):
        yield "table", told, name, comments.get(name), name in views


def _columns(inspector: Inspector, schema: str | None, told: str | None, hidden: set[str]) -> Iterator[Row]:
    for (_, table), columns in inspector.get_multi_columns(schema, kind=ObjectKind.ANY).items():
        if table in hidden:
            continue
        for column in columns:
            kind = column["type"]
            spelled = _spelled(kind, inspector)
            comment = column.get("comment")
            nullable = bool(column.get("nullable", True))
            yield "column", told, table, str(column["name"]), spelled, kind_of_type(kind), nullable, comment


def _keys(
    inspector: Inspector, schema: str | None, schemas: tuple[str | None, str | None], hidden: set[str]
) -> Iterator[Row]:
    told, default = schemas
    with suppress(NotImplementedError):
        for (_, table), key in inspector.get_multi_pk_constraint(schema, kind=ObjectKind.TABLE).items():
            if key and key["constrained_columns"] and table not in hidden:
                yield "primary", told, table, list(key["constrained_columns"])
    with suppress(NotImplementedError):
        for (_, table), joins in inspector.get_multi_foreign_keys(schema, kind=ObjectKind.TABLE).items():
            for join in joins if table not in hidden else ():
                to_schema = join["referred_schema"]
                to_told = told if to_schema is None else (None if to_schema == default else to_schema)
                here, there = list(join["constrained_columns"]), list(join["referred_columns"])
                yield "foreign", told, table, here, to_told, join["referred_table"], there


def _spelled(kind: types.TypeEngine[Any], inspector: Inspector) -> str:
    """The type as the warehouse spells it."""
    try:
        return str(kind.compile(dialect=inspector.dialect))
    except (exc.CompileError, NotImplementedError):
        return type(kind).__name__.upper()


_KINDS: tuple[tuple[type[types.TypeEngine[Any]], ColumnKind], ...] = (
    (types.Boolean, "boolean"),
    (types.DateTime, "timestamp"),
    (types.Date, "date"),
    (types.Time, "time"),
    (types.JSON, "json"),
    (types.Interval, "other"),
    (types.Numeric, "number"),
    (types.Integer, "number"),
    (types.String, "text"),
    (types.Uuid, "text"),
)


def kind_of_type(kind: types.TypeEngine[Any]) -> ColumnKind:
    """The kind of a SQLAlchemy type; arrays, ranges, binary and unknown types are "other"."""
    return next((ours for theirs, ours in _KINDS if isinstance(kind, theirs)), "other")
