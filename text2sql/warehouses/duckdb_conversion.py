"""CSV and Parquet files into one DuckDB file; a program of its own, started by :mod:`text2sql.warehouses.files`.

It runs in a process of its own because reading files needs a DuckDB that is not locked down, and because a damaged file
must not take the caller with it. It runs no SQL but ours. Reads a job from standard input (JSON), writes what became
of each file to standard output (a JSON object a line).
"""

import codecs
import gzip
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

import duckdb

from text2sql.errors import CannotOpen
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.csv_shape import CsvShape, shape_of
from text2sql.warehouses.duckdb_typing import copy_typed
from text2sql.warehouses.names import quoted
from text2sql.warehouses.recognising import Encoding, Recognised, recognise, zipped_name

_HEAD_CHARACTERS = 256 * 1024
_CHUNK = 1024 * 1024
_MOST_LINE_BYTES = 4 * 1024 * 1024
_STAGING = "csv texts"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: int
    """Its place in the job."""
    rows: int = 0
    failed: str = ""
    """Why it could not be converted; empty when it was."""
    note: str = ""
    """What a person should know about how it was read."""


class _Unreadable(Exception):
    """A file that cannot be converted; the message says why, after the file's name."""


def main() -> None:
    """Convert the files of the job on standard input."""
    # DuckDB draws a progress bar on standard output when a query takes long: it must not end up among the outcomes.
    outcomes = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    job = json.loads(sys.stdin.buffer.read())
    connection = duckdb.connect(job["target"], config={"allow_unsigned_extensions": False})
    for setting in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_progress_bar"):
        connection.execute(f"SET {setting} = false")
    for place, (path, table) in enumerate(job["files"]):
        outcome = _convert(connection, place, Path(path), str(table))
        outcomes.write(json.dumps(asdict(outcome)) + "\n")
        outcomes.flush()
    connection.close()


def _convert(connection: duckdb.DuckDBPyConnection, place: int, path: Path, table: str) -> Outcome:
    try:
        what = recognise(path)
        if what.kind == "parquet":
            connection.execute(f"CREATE TABLE {quoted(table)} AS SELECT * FROM read_parquet(?)", [str(path)])
            note = ""
        elif what.kind == "csv":
            note = _load_csv(connection, path, what, table)
        else:
            raise _Unreadable(f"is a {what.kind} database; name it by itself")
        rows = connection.execute(f"SELECT COUNT(*) FROM {quoted(table)}").fetchall()[0][0]
    except (CannotOpen, _Unreadable, duckdb.Error, OSError, RuntimeError) as error:
        return Outcome(place, failed=_why(path, error))
    return Outcome(place, int(rows), note=note)


def _why(path: Path, error: Exception) -> str:
    if isinstance(error, CannotOpen):
        return str(error).removeprefix(str(path)).strip().partition(". ")[0]
    if isinstance(error, _Unreadable):
        return str(error)
    return f"cannot be read: {one_line(str(error))[:200]}"


def _load_csv(connection: duckdb.DuckDBPyConnection, path: Path, what: Recognised, table: str) -> str:
    """Load a CSV file, give its columns their types, and say what a person should know."""
    try:
        with _plain_file(path, what) as plain:
            shape = _load_text(connection, plain)
    except _NotUtf8:
        with _plain_file(path, Recognised("csv", "cp949", what.packing)) as plain:
            shape = _load_text(connection, plain)
    typed = copy_typed(connection, _STAGING, table, shape.names)
    notes = []
    if not shape.header:
        notes.append("it has no header line, so its columns are called column1, column2, …")
    elif shape.titles:
        notes.append(f"the first {shape.titles} lines, above its header, were left out")
    if typed.missing:
        notes.append(f"{', '.join(typed.missing)} was read as a missing value")
    return "; ".join(notes)


class _NotUtf8(Exception):
    """The file's beginning was UTF-8, but not all of it."""


def _load_text(connection: duckdb.DuckDBPyConnection, plain: Path) -> CsvShape:
    """All columns as text, exactly as they stand in a UTF-8 file."""
    with plain.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        shape = shape_of(stream.read(_HEAD_CHARACTERS))
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in shape.names)
    options = (
        f"auto_detect = false, delim = {_literal(shape.delimiter)}, quote = '\"', escape = '\"', header = false, "
        f"skip = {shape.skipped_lines}, nullstr = '', max_line_size = {_MOST_LINE_BYTES}, columns = {{{columns}}}"
    )
    try:
        staging = f"CREATE OR REPLACE TEMP TABLE {quoted(_STAGING)}"
        connection.execute(f"{staging} AS FROM read_csv(?, {options})", [str(plain)])
    except duckdb.Error as error:
        raise _csv_complaint(str(error), len(shape.names)) from error
    return shape


def _csv_complaint(message: str, columns: int) -> Exception:
    if "not utf-8 encoded" in message or "Invalid unicode" in message:
        return _NotUtf8()
    line = re.search(r"CSV Error on Line: (\d+)", message)
    where = f"line {line[1]}" if line else "a line"
    found = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    if found:
        return _Unreadable(f"is ragged: {where} has {found[2]} columns instead of {found[1]}")
    if "unterminated quote" in message or "quote" in message.lower().split("possible")[0]:
        return _Unreadable(f"has a quotation mark that is not closed at {where}")
    if "line size" in message.lower():
        return _Unreadable(f"has a line longer than {_MOST_LINE_BYTES // 1024 // 1024} MB at {where}")
    return _Unreadable(f"cannot be read as {columns} columns: {one_line(message)[:160]}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def _plain_file(path: Path, what: Recognised) -> Iterator[Path]:
    """The file itself when it is plain UTF-8, else a UTF-8 copy that is removed afterwards."""
    if what.packing == "" and what.encoding == "utf-8":
        yield path
        return
    copy = Path(f"{os.getpid()}.utf8.part").resolve()
    try:
        with _unpacked(path, what) as packed, copy.open("wb") as plain:
            _transcode(packed, plain, what.encoding)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _unpacked(path: Path, what: Recognised) -> Iterator[IO[bytes]]:
    if what.packing == "zip":
        with zipfile.ZipFile(path) as archive, archive.open(zipped_name(path, archive)) as stream:
            yield stream
        return
    with gzip.open(path) if what.packing == "gzip" else path.open("rb") as stream:
        yield cast(IO[bytes], stream)


def _transcode(source: IO[bytes], target: IO[bytes], encoding: Encoding) -> None:
    """Copy as UTF-8, a megabyte at a time; UTF-8 itself is copied as it is and judged by DuckDB."""
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)()
    while chunk := source.read(_CHUNK):
        target.write(chunk if decoder is None else _decoded(decoder, chunk, encoding).encode("utf-8"))
    if decoder is not None:
        target.write(_decoded(decoder, b"", encoding, final=True).encode("utf-8"))


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeError as error:
        names = {"cp949": "neither UTF-8 nor CP949", "utf-16": "not UTF-16 to its end"}
        raise _Unreadable(f"is {names.get(encoding, 'in an unknown encoding')}; save it as UTF-8") from error
