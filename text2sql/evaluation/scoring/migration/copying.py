"""Copies a SQLite file into a DuckDB file, each column with the one type that holds all its values.

SQLite lets a column hold anything; DuckDB does not. A column of whole numbers becomes BIGINT, one with fractions
DOUBLE, one of bytes BLOB, and one that mixes becomes text, with a note. Dates stay the text that they are in SQLite.
The way is through Parquet, which the warehouse's own conversion reads: no other door to DuckDB is opened here.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from text2sql.errors import CannotOpen
from text2sql.types import Value
from text2sql.warehouses.files import converted
from text2sql.warehouses.location import parse_location

if TYPE_CHECKING:
    import pyarrow

_BATCH = 20_000
_KINDS = {
    frozenset({"integer"}): "integer",
    frozenset({"real"}): "real",
    frozenset({"integer", "real"}): "real",
    frozenset({"text"}): "text",
    frozenset({"blob"}): "blob",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """A DuckDB file and what was lost on the way to it."""

    path: Path
    tables: tuple[tuple[str, tuple[str, ...]], ...]
    """Table names with their columns."""
    notes: tuple[str, ...]


def copied_to_duckdb(source: Path, folder: Path) -> Copied:
    """A DuckDB copy of a SQLite file, kept in ``folder``.

    Keys and views are not copied.

    Raises:
        CannotOpen: the file is no SQLite database or has no tables, or the copy cannot be written.
    """
    notes: list[str] = []
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as staging:
        target = Path(staging) / source.stem
        target.mkdir()
        try:
            tables = tuple(_export(source, target, notes))
        except sqlite3.Error as error:
            raise CannotOpen(f"{source} cannot be read ({error}). Download it again.") from error
        if not tables:
            raise CannotOpen(f"{source} has no tables. Download it again.")
        made = converted(parse_location(str(target), Path(staging)), lambda what, done, total: None)
        path = folder / f"{source.stem}.duckdb"
        made.path.replace(path)
    return Copied(path, tables, (*notes, *made.notes))


def _export(source: Path, target: Path, notes: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write each table as a Parquet file; gives its name and its columns."""
    still = "" if Path(f"{source}-wal").exists() else "&immutable=1"
    with closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro{still}", uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "ignore")
        listed = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        for (table,) in listed.fetchall():
            if "/" in table or "\0" in table or table.startswith("."):
                notes.append(f"The table {table} was left out: its name cannot be a file's.")
                continue
            columns = connection.execute(
                f"SELECT name, type FROM pragma_table_info({_quoted(table, chr(39))})"
            ).fetchall()
            kinds = [_kind(connection, table, name, declared, notes) for name, declared in columns]
            names = tuple(name for name, _ in columns)
            _write(connection, table, names, kinds, target / f"{table}.parquet")
            yield table, names


def _kind(connection: sqlite3.Connection, table: str, column: str, declared: str, notes: list[str]) -> str:
    """What a column becomes: the type of its values, the declared one's where it has none."""
    rows = connection.execute(f"SELECT DISTINCT typeof({_quoted(column)}) FROM {_quoted(table)}").fetchall()
    found = frozenset(kind for (kind,) in rows) - {"null"}
    if not found:
        declared = declared.upper()
        return (
            "integer"
            if "INT" in declared
            else "real"
            if any(w in declared for w in ("REAL", "FLOA", "DOUB"))
            else "text"
        )
    kind = _KINDS.get(found)
    if kind is None:
        notes.append(f"{table}.{column} holds {' and '.join(sorted(found))} and became text.")
    return kind or "text"


def _write(connection: sqlite3.Connection, table: str, names: Sequence[str], kinds: Sequence[str], file: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {"integer": pyarrow.int64(), "real": pyarrow.float64(), "text": pyarrow.string(), "blob": pyarrow.binary()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in zip(names, kinds, strict=True)])
    cursor = connection.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)}")
    with parquet.ParquetWriter(file, schema) as writer:
        while rows := cursor.fetchmany(_BATCH):
            writer.write_table(pyarrow.Table.from_arrays(list(_arrays(rows, schema, kinds)), schema=schema))


def _arrays(rows: list[tuple[Value, ...]], schema: "pyarrow.Schema", kinds: Sequence[str]) -> Iterator["pyarrow.Array"]:
    import pyarrow

    for values, field, kind in zip(zip(*rows, strict=True), schema, kinds, strict=True):
        plain = [_as_text(value) for value in values] if kind == "text" else list(values)
        yield pyarrow.array(plain, field.type)


def _as_text(value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)


def _quoted(name: str, mark: str = '"') -> str:
    return mark + name.replace(mark, mark * 2) + mark
