"""What a SQLite file says about itself: tables, views, columns and foreign keys."""

from collections import defaultdict
from collections.abc import Sequence

from text2sql.catalog import Column, ColumnKind, Join, Table
from text2sql.errors import QueryFailed
from text2sql.types import Value
from text2sql.warehouses.names import TableName
from text2sql.warehouses.profiling import ProfileSql, Read
from text2sql.warehouses.structure import Structure

PROFILE_SQL = ProfileSql(text="CAST({x} AS TEXT)")

_SECONDS = 60.0
_ROWS = 2_000_000
_TABLES = """
    SELECT name, type, sql FROM sqlite_master
    WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"""
_COLUMNS = """
    SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c
    WHERE {which} AND c.hidden <> 1 ORDER BY m.name, c.cid"""
_KEYS = """
    SELECT m.name, f.id, f."table", f."from", f."to" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f
    WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq"""


def read_structure(read: Read) -> Structure:
    """The structure of the open file, in order of name; views that cannot be read are named in the notes."""
    entries = [(str(name), kind == "view", str(sql or "")) for name, kind, sql in read(_TABLES, _ROWS, _SECONDS)]
    virtual = tuple(f"{name}_" for name, _, sql in entries if sql.upper().startswith("CREATE VIRTUAL"))
    entries = [entry for entry in entries if not virtual or not entry[0].startswith(virtual)]
    columns, primary, notes = _columns(read, entries)
    tables = tuple(
        Table(name, tuple(columns[name]), view=view, primary_key=primary.get(name, ()))
        for name, view, _ in entries
        if name in columns
    )
    places = {table.name: TableName(None, table.name) for table in tables}
    return Structure(tables, places, _joins(read, tables), tuple(notes))


_Columns = tuple[dict[str, list[Column]], dict[str, tuple[str, ...]], list[str]]


def _columns(read: Read, entries: Sequence[tuple[str, bool, str]]) -> _Columns:
    """Columns and primary keys by table, and what could not be read."""
    rows: list[tuple[Value, ...]] = []
    notes = []
    try:
        rows.extend(read(_COLUMNS.format(which="m.type = 'table'"), _ROWS, _SECONDS))
        one_by_one = [name for name, view, _ in entries if view]
    except QueryFailed:
        one_by_one = [name for name, _, _ in entries]
    for name in one_by_one:
        which = "m.name = '{}'".format(name.replace("'", "''"))
        try:
            rows.extend(read(_COLUMNS.format(which=which), _ROWS, _SECONDS))
        except QueryFailed as error:
            notes.append(f"{name} was left out because it cannot be read: {error}")
    columns: dict[str, list[Column]] = defaultdict(list)
    keys: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for table, column, kind, not_null, place in rows:
        spelled = str(kind or "")
        nullable = not not_null and not place
        columns[str(table)].append(Column(str(column), spelled, kind_of_type(spelled), nullable))
        if place:
            keys[str(table)].append((int(str(place)), str(column)))
    primary = {table: tuple(name for _, name in sorted(parts)) for table, parts in keys.items()}
    return columns, primary, notes


def _joins(read: Read, tables: Sequence[Table]) -> tuple[Join, ...]:
    """Declared foreign keys, spelled like the tables and columns they mean; dangling ones are dropped."""
    by_name = {table.name.lower(): table for table in tables}
    grouped: dict[tuple[str, int, str], list[tuple[str, str | None]]] = defaultdict(list)
    for table, number, to_table, column, to_column in read(_KEYS, _ROWS, _SECONDS):
        key = (str(table), int(str(number)), str(to_table).lower())
        grouped[key].append((str(column), None if to_column is None else str(to_column)))
    joins = []
    for (name, _, to_name), pairs in grouped.items():
        table, to_table = by_name.get(name.lower()), by_name.get(to_name)
        if table is None or to_table is None:
            continue
        named = tuple(column for _, column in pairs if column is not None)
        here = [table.column(column) for column, _ in pairs]
        there = [to_table.column(column) for column in (named or to_table.primary_key)]
        found = tuple(column.name for column in here if column), tuple(column.name for column in there if column)
        if len(found[0]) == len(found[1]) == len(pairs):
            joins.append(Join(table.name, found[0], to_table.name, found[1]))
    return tuple(joins)


_KINDS: tuple[tuple[tuple[str, ...], ColumnKind], ...] = (
    (("DATETIME", "TIMESTAMP"), "timestamp"),
    (("DATE",), "date"),
    (("TIME",), "time"),
    (("BOOL",), "boolean"),
    (("JSON",), "json"),
    (("CHAR", "CLOB", "TEXT", "STRING", "UUID"), "text"),
    (("BLOB", "BINARY"), "other"),
)


def kind_of_type(declared: str) -> ColumnKind:
    """The kind of a declared type, which in SQLite may be any words; no type at all is left to the values."""
    spelled = declared.upper()
    if not spelled:
        return "other"
    return next((kind for words, kind in _KINDS if any(word in spelled for word in words)), "number")
