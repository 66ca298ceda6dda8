"""SQLite inside its worker process: opened read-only, everything but reading denied, one SELECT at a time.

The process is the lock that holds when the others do not help: a single ``replace()`` of a long text by a long text
runs for hours inside one step of SQLite's machine, where no progress handler is called.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, perf_counter
from urllib.parse import quote

from text2sql.warehouses.looking_up import lookup_statement
from text2sql.warehouses.process_limits import limit_address_space
from text2sql.warehouses.wire import FailureKind, Fetched, LookUp, Open, Planned
from text2sql.warehouses.worker import MOST_RESULT_BYTES, EngineFailure, fetch, serve

_OUTSIDE_MEGABYTES = 64
"""Of the process, for Python and results on their way out."""
_STEPS = 20_000
"""Machine steps between two looks at the clock: about a millisecond."""

_READ_PRAGMAS = frozenset({"table_xinfo", "table_info", "foreign_key_list", "index_list", "index_info", "data_version"})
_UNSAFE_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})


class SqliteEngine:
    """One read-only connection."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._deadline = 0.0

    def open(self, request: Open) -> None:
        """Cap the process, open the file, prove that it can be read, then deny everything else."""
        limit_address_space(request.memory_megabytes)
        try:
            connection = _connect(Path(request.source))
            connection.text_factory = _lenient_text
            heap = (request.memory_megabytes - _OUTSIDE_MEGABYTES) * 1024 * 1024
            for pragma in (
                "query_only = ON",
                "trusted_schema = OFF",
                "cell_size_check = ON",
                "temp_store = MEMORY",
                "cache_size = -65536",
                f"hard_heap_limit = {heap}",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
        except sqlite3.Error as error:
            raise EngineFailure("open", str(error)) from error
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_RESULT_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000)
        connection.set_authorizer(_authorize)
        connection.set_progress_handler(self._late, _STEPS)
        self._connection = connection

    def begin(self, seconds: float) -> None:
        """The next statement may take ``seconds``."""
        self._deadline = monotonic() + seconds

    def interrupt(self) -> None:
        """Stop the running statement."""
        if self._connection is not None:
            self._connection.interrupt()

    def plan(self, sql: str) -> Planned:
        """The names of the result. SQLite has no result types and estimates nothing."""
        statement = sql.strip().rstrip(";")
        try:
            self._ready().execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            cursor = self._ready().execute(f"SELECT * FROM (\n{statement}\n) LIMIT 0")
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _failure(error) from error
        return Planned(tuple((str(entry[0]), "") for entry in cursor.description or ()), None)

    def run(self, sql: str, rows: int) -> Fetched:
        """Rows as SQLite steps to them."""
        start = perf_counter()
        cursor = self._ready().cursor()
        try:
            cursor.execute(sql)
            kept, truncated = fetch(cursor.fetchmany, rows)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _failure(error) from error
        finally:
            with suppress(sqlite3.Error):
                cursor.close()
        if cursor.description is None:
            raise EngineFailure("refused", "only one reading SELECT statement is allowed")
        names = [str(entry[0]) for entry in cursor.description]
        columns = tuple((name, _storage_class([row[place] for row in kept])) for place, name in enumerate(names))
        return Fetched(columns, tuple(kept), truncated, perf_counter() - start)

    def look_up(self, asked: LookUp) -> Fetched:
        """Values of one column; the texts are bound. Without case means so for ASCII only, as SQLite has it."""
        start = perf_counter()
        statement = lookup_statement(asked)
        try:
            rows = self._ready().execute(statement.sql, statement.parameters).fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _failure(error) from error
        return Fetched((("value", ""),), tuple(rows), False, perf_counter() - start)

    def structure(self) -> Fetched:
        """Not needed: the structure is read with SQL."""
        raise EngineFailure("broken", "the structure is read with SQL here")

    def _ready(self) -> sqlite3.Connection:
        if self._connection is None:
            raise EngineFailure("broken", "a statement came before a file")
        return self._connection

    def _late(self) -> int:
        return int(monotonic() > self._deadline)


def _connect(path: Path) -> sqlite3.Connection:
    """A read-only connection. A database in WAL mode on a read-only disk can only be opened as one nobody changes."""
    uri = f"file:{quote(str(path))}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
    except sqlite3.OperationalError as error:
        if "unable to open" not in str(error) or not path.exists():
            raise
        connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


def _authorize(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    """Allow reading; deny writing, attaching, pragmas, transactions and everything SQLite may invent."""
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second in _UNSAFE_FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _READ_PRAGMAS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        # How SQLite declares a table function or a full-text table to itself; a real UPDATE of sqlite_master is
        # refused by SQLite unless a pragma, denied here, allows it.
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _lenient_text(raw: bytes) -> str:
    """Text without the bytes that are no UTF-8: old files hold Latin-1, and one bad name must not stop a query."""
    return raw.decode("utf-8", "ignore")


_CLASSES = {int: "INTEGER", float: "REAL", str: "TEXT", bytes: "BLOB"}


def _storage_class(values: list[object]) -> str:
    """The storage class that all values share (a result has no other type), or empty."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        return "REAL"
    return _CLASSES.get(kinds.pop(), "") if len(kinds) == 1 else ""


def _failure(error: Exception) -> EngineFailure:
    code = getattr(error, "sqlite_errorcode", None)
    kinds: dict[int | None, FailureKind] = {
        sqlite3.SQLITE_INTERRUPT: "deadline",
        sqlite3.SQLITE_NOMEM: "memory",
        sqlite3.SQLITE_AUTH: "refused",
    }
    kind = kinds.get(code, "query")
    if kind == "refused":
        return EngineFailure(kind, f"only one reading SELECT statement is allowed ({error})")
    return EngineFailure(kind, str(error))


def main() -> None:
    """Serve until the parent goes away."""
    serve(SqliteEngine())
