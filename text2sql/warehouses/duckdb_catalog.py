"""What a DuckDB file says about itself: tables, views, columns, comments and constraints, in four statements."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from text2sql.catalog import Column, ColumnKind, Join, LocalText, Table
from text2sql.types import Value
from text2sql.warehouses.names import TableName, described
from text2sql.warehouses.profiling import ProfileSql
from text2sql.warehouses.structure import Structure

DEFAULT_SCHEMA = "main"

PROFILE_SQL = ProfileSql(
    distinct_estimate="APPROX_COUNT_DISTINCT({x})",
    common="CAST(APPROX_TOP_K({x}, {count}) AS VARCHAR[])",
    sampled="{source} TABLESAMPLE SYSTEM ({percent} PERCENT)",
    parses_as_date="TRY_CAST({x} AS TIMESTAMP)",
    matches="REGEXP_FULL_MATCH({x}, '{pattern}')",
)

_OURS = "database_name = current_database() AND NOT internal"
_TABLES = f"""
    SELECT schema_name, table_name, comment, FALSE AS is_view, estimated_size FROM duckdb_tables() WHERE {_OURS}
    UNION ALL
    SELECT schema_name, view_name, comment, TRUE, NULL FROM duckdb_views() WHERE {_OURS}
    ORDER BY 1, 2"""
_COLUMNS = f"""
    SELECT schema_name, table_name, column_name, data_type, is_nullable, comment
    FROM duckdb_columns() WHERE {_OURS} ORDER BY 1, 2, column_index"""
_KEYS = """
    SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
    FROM duckdb_constraints()
    WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
    ORDER BY 1, 2, constraint_index"""

Rows = Callable[[str], Sequence[tuple[Value, ...]]]


def read_structure(rows: Rows) -> Structure:
    """The structure of the open database, in order of schema and name."""
    columns: dict[TableName, list[Column]] = defaultdict(list)
    for schema, table, name, kind, nullable, comment in rows(_COLUMNS):
        columns[_place(schema, table)].append(
            Column(
                name=str(name),
                type=str(kind),
                kind=kind_of_type(str(kind)),
                nullable=bool(nullable),
                description=_text(comment),
                description_source="human" if comment else "derived",
            )
        )
    primary, joins = _keys(rows)
    tables = []
    places = {}
    for schema, name, comment, is_view, estimate in rows(_TABLES):
        place = _place(schema, name)
        places[place.shown] = place
        tables.append(
            Table(
                name=place.shown,
                columns=tuple(columns[place]),
                schema=place.schema,
                view=bool(is_view),
                primary_key=primary.get(place, ()),
                row_count=int(str(estimate)) if estimate is not None else None,
                description=_text(comment),
                description_source="human" if comment else "derived",
            )
        )
    return Structure(tuple(tables), places, joins)


def _keys(rows: Rows) -> tuple[dict[TableName, tuple[str, ...]], tuple[Join, ...]]:
    primary = {}
    joins = []
    for schema, table, kind, names, to_table, to_names in rows(_KEYS):
        place = _place(schema, table)
        if kind == "PRIMARY KEY":
            primary[place] = _strings(names)
        else:
            joins.append(Join(place.shown, _strings(names), _place(schema, to_table).shown, _strings(to_names)))
    return primary, tuple(joins)


def _place(schema: Value, name: Value) -> TableName:
    return TableName(None if schema == DEFAULT_SCHEMA else str(schema), str(name))


def _strings(names: Value) -> tuple[str, ...]:
    return tuple(str(name) for name in names) if isinstance(names, list | tuple) else ()


def _text(comment: Value) -> LocalText:
    return described(str(comment)) if comment else LocalText()


_KINDS: tuple[tuple[tuple[str, ...], ColumnKind], ...] = (
    (("TIMESTAMP", "DATETIME"), "timestamp"),
    (("DATE",), "date"),
    (("TIME",), "time"),
    (("BOOL",), "boolean"),
    (("JSON",), "json"),
    (("VARCHAR", "ENUM", "UUID"), "text"),
    (("DECIMAL", "DOUBLE", "FLOAT", "BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT", "BIGNUM"), "number"),
    (("UBIGINT", "UHUGEINT", "UINTEGER", "USMALLINT", "UTINYINT"), "number"),
)


def kind_of_type(spelled: str) -> ColumnKind:
    """The kind of a DuckDB type; lists, structs, maps, blobs and intervals are "other"."""
    if spelled.endswith("]"):
        return "other"
    return next((kind for starts, kind in _KINDS if spelled.startswith(starts)), "other")
