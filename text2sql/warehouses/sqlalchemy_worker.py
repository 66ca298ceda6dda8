"""A warehouse behind a SQLAlchemy URL, inside a worker process: one read-only transaction a statement, rolled back.

The process is what bounds a driver: it can be killed when a server does not answer, and a reply of two gigabytes cannot
take more memory than allowed. What differs between warehouses is in :mod:`text2sql.warehouses.sql_dialects`.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from time import monotonic, perf_counter
from typing import Any, Protocol, cast

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.sql.elements import quoted_name

from text2sql.warehouses.explaining import Estimate
from text2sql.warehouses.looking_up import longest_value
from text2sql.warehouses.process_limits import limit_growth
from text2sql.warehouses.reflecting import reflected
from text2sql.warehouses.sql_dialects import SqlDialect, dialect_of, with_driver
from text2sql.warehouses.wire import Fetched, LookUp, Open, Planned
from text2sql.warehouses.worker import EngineFailure, fetch, serve

_CONNECT_SECONDS = 10
_POWERFUL = """
    SELECT rolsuper AND current_setting('server_version_num')::int >= 140000
    FROM pg_catalog.pg_roles WHERE rolname = current_user"""
_WITHOUT_POWER = "SET LOCAL ROLE pg_read_all_data"
"""A superuser of PostgreSQL can read the server's files and run its programs with a SELECT."""
_REGAINS_POWER = re.compile(r"set_config|_to_xml|dblink|ts_stat|ts_rewrite|U&", re.IGNORECASE)
"""What could undo that from within a SELECT: changing settings, running text as SQL, and spelling either in escapes."""
_RECYCLE_SECONDS = 1_800
"""Connections older than this are replaced: firewalls drop idle ones silently."""


class _Cursor(Protocol):
    """What every DBAPI cursor has (PEP 249)."""

    description: Sequence[Sequence[object]] | None

    def execute(self, statement: str) -> object:
        """Run a statement."""

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        """The next rows."""

    def close(self) -> None:
        """Release it."""


class SqlAlchemyEngine:
    """One pooled connection."""

    def __init__(self) -> None:
        self._engine: sqlalchemy.Engine | None = None
        self._dialect: SqlDialect | None = None
        self._powerful = False
        self._running: sqlalchemy.Connection | None = None
        self._seconds = 0.0
        self._end = 0.0

    def open(self, request: Open) -> None:
        """Connect once, to prove that the URL works, then cap the process."""
        dialect = dialect_of(request.source)
        if dialect is None:
            raise EngineFailure("driver", "unknown dialect")
        arguments = {dialect.connect_seconds: _CONNECT_SECONDS} if dialect.connect_seconds else {}
        try:
            engine = sqlalchemy.create_engine(
                with_driver(request.source, dialect),
                pool_size=1,
                max_overflow=0,
                pool_pre_ping=True,
                pool_recycle=_RECYCLE_SECONDS,
                connect_args=arguments,
                hide_parameters=True,
            )
            with engine.connect() as connection:
                if dialect.name == "postgres":
                    self._powerful = bool(connection.exec_driver_sql(_POWERFUL).scalar())
                connection.rollback()
        except (exc.NoSuchModuleError, ImportError) as error:
            raise EngineFailure("driver", str(error)) from error
        except Exception as error:
            # Drivers raise their own exceptions while connecting, and each is a reason why this cannot be opened.
            raise EngineFailure("open", _message(error)) from error
        self._engine, self._dialect = engine, dialect
        limit_growth(request.memory_megabytes)

    def begin(self, seconds: float) -> None:
        """The next statement may take ``seconds``."""
        self._seconds = seconds
        self._end = monotonic() + seconds

    def interrupt(self) -> None:
        """Ask the server to cancel what is running, where the driver can; the parent's kill is behind this."""
        running = self._running
        if running is None:
            return
        with suppress(Exception):
            driver = cast(Any, running.connection.driver_connection)
            if hasattr(driver, "cancel"):
                driver.cancel()

    def plan(self, sql: str) -> Planned:
        """What the dialect's EXPLAIN says, and the names and types of the result where a server-side cursor tells."""
        with self._transaction() as (connection, dialect):
            columns: tuple[tuple[str, str], ...] = ()
            if dialect.name == "postgres":
                with self._declared(connection, sql) as cursor:
                    columns = _columns(cursor)
            estimate = _estimate(connection, dialect, sql)
            return Planned(columns, estimate.rows, estimate.bytes)

    def run(self, sql: str, rows: int) -> Fetched:
        """Rows as the server sends them."""
        start = perf_counter()
        with self._transaction() as (connection, dialect):
            lent = self._declared(connection, sql) if dialect.name == "postgres" else _streamed(connection, sql)
            with lent as cursor:
                kept, truncated = fetch(lambda count: self._batch(cursor, count), rows)
                columns = _columns(cursor)
        return Fetched(columns, tuple(tuple(row) for row in kept), truncated, perf_counter() - start)

    def look_up(self, asked: LookUp) -> Fetched:
        """Values of one column; SQLAlchemy binds the texts in the driver's own way."""
        start = perf_counter()
        with self._transaction() as (connection, _):
            rows = connection.execute(_lookup(asked)).fetchmany(asked.rows)
        return Fetched((("value", ""),), tuple((str(value),) for (value,) in rows), False, perf_counter() - start)

    def structure(self) -> Fetched:
        """Tables, columns and keys, through SQLAlchemy's inspector."""
        with self._transaction() as (connection, dialect):
            rows = tuple((list(row),) for row in reflected(connection, dialect))
            return Fetched((("row", ""),), rows, truncated=False, seconds=0.0)

    def _batch(self, cursor: _Cursor, count: int) -> list[tuple[object, ...]]:
        """The next rows; a statement's timeout counts anew for every fetch, so the clock is ours."""
        if monotonic() > self._end:
            raise EngineFailure("deadline", "the time is over")
        return cursor.fetchmany(count)

    @contextmanager
    def _transaction(self) -> Iterator[tuple[sqlalchemy.Connection, SqlDialect]]:
        """A read-only transaction with a deadline, rolled back whatever happens."""
        if self._engine is None or self._dialect is None:
            raise EngineFailure("broken", "a statement came before a URL")
        times = {
            "milliseconds": max(1, round(self._seconds * 1_000)),
            "seconds": max(1, round(self._seconds + 0.5)),
        }
        try:
            with self._engine.connect() as connection:
                self._running = connection
                try:
                    power = (_WITHOUT_POWER,) if self._powerful else ()
                    for statement in (*self._dialect.begin, *power):
                        connection.exec_driver_sql(statement.format(**times))
                    yield connection, self._dialect
                finally:
                    self._running = None
                    with suppress(exc.SQLAlchemyError):
                        connection.rollback()
        except (EngineFailure, MemoryError):
            raise
        except Exception as error:
            # Whatever a driver raises on a checked statement is the statement's failure, in the driver's words.
            raise self._failure(error, self._dialect) from error

    @contextmanager
    def _declared(self, connection: sqlalchemy.Connection, sql: str) -> Iterator[_Cursor]:
        """A server-side cursor of PostgreSQL: DECLARE takes one SELECT or VALUES, without writing CTEs or INTO.

        psycopg sends it in the extended protocol, which refuses a second statement.
        """
        if self._powerful and _REGAINS_POWER.search(sql):
            raise EngineFailure("refused", "this is not allowed to a superuser; connect as a role that may only read")
        driver = cast(Any, connection.connection.driver_connection)
        with driver.cursor(name="text2sql") as cursor:
            cursor.execute(sql)
            yield cursor
        if "advisory" in sql.lower():
            # Locks of the session survive the rollback, and the connection would keep them.
            connection.invalidate()

    def _failure(self, error: Exception, dialect: SqlDialect) -> EngineFailure:
        message = _message(error)
        late = monotonic() > self._end or any(word in message.lower() for word in dialect.late)
        return EngineFailure("deadline" if late else "query", message)


@contextmanager
def _streamed(connection: sqlalchemy.Connection, sql: str) -> Iterator[_Cursor]:
    """A cursor of the driver that does not fetch everything at once, where the driver has such a thing."""
    streaming = connection.execution_options(stream_results=True, no_parameters=True)
    result = streaming.exec_driver_sql(sql)
    try:
        yield cast(_Cursor, result.cursor)
    finally:
        result.close()


def _lookup(asked: LookUp) -> sqlalchemy.Select[str]:
    """The same statement as :func:`text2sql.warehouses.looking_up.lookup_statement`, in any dialect."""
    column = sqlalchemy.column(quoted_name(asked.column, quote=True), sqlalchemy.String)
    schema = quoted_name(asked.schema, quote=True) if asked.schema else None
    source = sqlalchemy.table(quoted_name(asked.table, quote=True), column, schema=schema)
    if asked.exact:
        wanted: sqlalchemy.ColumnElement[bool] = column.in_(list(asked.texts))
    else:
        lower, length = sqlalchemy.func.lower(column), sqlalchemy.func.length(column)
        whole = lower.in_([text.lower() for text in asked.texts])
        parts = (
            (length <= longest_value(part, asked.share)) & lower.contains(part.lower(), autoescape=True)
            for part in asked.parts
        )
        wanted = sqlalchemy.or_(whole, *parts)
    found = sqlalchemy.select(column).select_from(source).where(wanted).group_by(column)
    return found.order_by(sqlalchemy.func.length(column), column).limit(asked.rows)


def _estimate(connection: sqlalchemy.Connection, dialect: SqlDialect, sql: str) -> Estimate:
    if dialect.name == "bigquery":
        return dialect.parse(_bigquery_dry_run(connection, sql))
    if not dialect.explain:
        return Estimate()
    statement = dialect.explain.format(sql=sql)
    if dialect.name == "postgres":
        driver = cast(Any, connection.connection.driver_connection)
        with driver.cursor() as cursor:
            # prepare=True: the extended protocol, which refuses a second statement.
            cursor.execute(statement, prepare=True)
            reply = _text(cursor.fetchall())
    else:
        with _streamed(connection, statement) as cursor:
            reply = _text(cursor.fetchmany(10_000))
    return dialect.parse(reply)


def _bigquery_dry_run(connection: sqlalchemy.Connection, sql: str) -> str:
    """The job resource of a dry run, as JSON; nothing is read and nothing is billed."""
    bigquery = import_module("google.cloud.bigquery")
    client = cast(Any, connection.connection.driver_connection)._client
    job = client.query(sql, job_config=bigquery.QueryJobConfig(dry_run=True, use_query_cache=False))
    return json.dumps(job.to_api_repr() | {"statistics": {"totalBytesProcessed": job.total_bytes_processed}})


def _text(rows: Sequence[Sequence[object]]) -> str:
    """The rows of an EXPLAIN as one text; psycopg has parsed JSON already, which is written out again."""
    cells = [row[0] for row in rows]
    return "\n".join(cell if isinstance(cell, str) else json.dumps(cell) for cell in cells)


def _columns(cursor: _Cursor) -> tuple[tuple[str, str], ...]:
    """Names and types; psycopg spells types the way PostgreSQL does, others hand out codes that say nothing."""
    described = cursor.description or ()
    return tuple((str(entry[0]), str(getattr(entry, "type_display", ""))) for entry in described)


def _message(error: Exception) -> str:
    """The driver's own words, without the statement SQLAlchemy puts behind them."""
    original = getattr(error, "orig", None)
    return str(original if original is not None else error)


def main() -> None:
    """Serve until the parent goes away."""
    serve(SqlAlchemyEngine())
