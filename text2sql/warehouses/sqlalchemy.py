"""Warehouses behind a SQLAlchemy URL, read by worker processes (``sqlalchemy_worker.py``).

This side never imports SQLAlchemy, which costs 340 ms: the worker imports it while the caller does something else.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec

from text2sql.catalog import Catalog, Column, ColumnKind, Join, LocalText, Table
from text2sql.errors import CannotOpen, Text2SqlError, UsageError
from text2sql.interfaces import Lookup, OnProgress
from text2sql.types import CheckedSql, Limits, Plan, ResultTable, Value
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.location import without_password
from text2sql.warehouses.names import TableName, described
from text2sql.warehouses.profiles import frequent_values, profiled_catalog
from text2sql.warehouses.sql_dialects import DIALECTS, SqlDialect, dialect_of
from text2sql.warehouses.structure import Structure
from text2sql.warehouses.worker_database import Source, WorkerDatabase
from text2sql.warehouses.worker_process import OpenFailed

_PROCESSES = 4
"""Statements at the same time; each process holds one pooled connection."""
_STRUCTURE_SECONDS = 120.0


class SqlAlchemyWarehouse:
    """A warehouse reached by a URL. Nothing is connected, and no process started, before it is needed."""

    def __init__(self, url: str, limits: Limits = Limits(), name: str = "") -> None:
        """Check that the dialect is known and its driver installed.

        Raises:
            UsageError: it is not; the message says what to install.
        """
        self._shown = without_password(url)
        self._ways = _ways_of(url)
        self.dialect = self._ways.name
        self._name = name or self.dialect
        self._database = WorkerDatabase(
            Source("sqlalchemy", url, partial(_cannot_open, self._shown, self._ways), _PROCESSES), limits
        )
        self._structure: Structure | None = None

    def warm(self) -> None:
        """Start a worker process, which connects meanwhile; returns at once."""
        self._database.warm()

    def introspect(self, on_progress: OnProgress) -> Catalog:
        """Tables, views, columns, comments, keys and profiles of what the user may read.

        Raises:
            CannotOpen: it cannot be reached, or there is nothing this user may read.
        """
        self._structure = None
        structure = self._structured()
        catalog = Catalog(self._name, self.dialect, structure.tables, structure.joins)
        return profiled_catalog(catalog, structure.places, self._read, self._ways.profile, on_progress)

    def dry_run(self, sql: CheckedSql) -> Plan:
        """What the warehouse's EXPLAIN says, without reading a row.

        Raises:
            QueryFailed: the warehouse refuses it.
        """
        return self._database.plan(sql.text)

    def run(self, sql: CheckedSql, limits: Limits) -> ResultTable:
        """Run the query in a read-only transaction within the limits.

        Raises:
            QueryFailed: it failed.
            DeadlineExceeded: it was stopped at ``limits.seconds``.
        """
        return self._database.run(sql.text, limits)

    def distinct_values(self, table: str, column: str, count: int) -> tuple[str, ...]:
        """At most ``count`` distinct values of a column as text, most frequent first."""
        place = self._structured().places.get(table, TableName(None, table))
        return frequent_values(self._read, self._ways.profile, place, column, count)

    def look_up(self, asked: Lookup) -> tuple[str, ...]:
        """Values of a column that equal or hold some texts.

        Raises:
            WarehouseError: the column cannot be read, or not in time.
        """
        return self._database.look_up(asked)

    def process_ids(self) -> tuple[int, ...]:
        """The system's numbers of the worker processes, for those who watch them from outside."""
        return self._database.process_ids()

    def close(self) -> None:
        """Stop the worker processes and with them their connections."""
        self._database.close()

    def _structured(self) -> Structure:
        if self._structure is None:
            structure = structure_of(self._database.structure(_STRUCTURE_SECONDS))
            if not structure.tables:
                raise CannotOpen(
                    f"{self._shown} has no tables that this user may read. "
                    "Grant SELECT on some, or name another database."
                )
            self._structure = structure
        return self._structure

    def _read(self, sql: str, rows: int, seconds: float) -> Sequence[tuple[Value, ...]]:
        return self._database.read(sql, rows, seconds)


def _cannot_open(shown: str, ways: SqlDialect, error: OpenFailed) -> Text2SqlError:
    if error.kind == "driver":
        return _driver_missing(shown, ways, str(error))
    return CannotOpen(told_plainly(shown, str(error)))


def _ways_of(url: str) -> SqlDialect:
    ways = dialect_of(url)
    if ways is None:
        known = ", ".join(sorted({*DIALECTS, "duckdb", "sqlite"}))
        scheme = url.partition("://")[0]
        raise UsageError(f"{scheme}:// is no warehouse we know. Use one of: {known}.")
    try:
        found = find_spec(ways.driver) is not None
    except ImportError:
        found = False
    if not found:
        raise _driver_missing(without_password(url), ways, "")
    return ways


def _driver_missing(shown: str, ways: SqlDialect, complaint: str) -> UsageError:
    why = f" ({one_line(complaint)[:120]})" if complaint else ""
    return UsageError(f"The driver for {shown} is not installed{why}. Install it with: pip install '{ways.package}'")


_WRONG_PASSWORD = re.compile(
    r"(?i)password authentication failed|access denied for user|authentication failed|28P01|28000"
)
_UNKNOWN_HOST = re.compile(
    r"(?i)could not translate host name|name or service not known|getaddrinfo|nodename nor servname|resolve host"
    r"|temporary failure in name resolution|no address associated"
)
_NO_ANSWER = re.compile(
    r"(?i)connection refused|timed? ?out|timeout expired|no route to host|network is unreachable|can't connect"
    r"|could not connect"
)
_NO_DATABASE = re.compile(r"(?i)database .* does not exist|unknown database|3D000")
_NO_ROLE = re.compile(r"(?i)role .* does not exist|no pg_hba\.conf entry|permission denied for database")


def told_plainly(shown: str, complaint: str) -> str:
    """A driver's complaint about connecting, as a sentence that says what to do.

    Args:
        shown: the URL without its password.
        complaint: the driver's words.
    """
    if _WRONG_PASSWORD.search(complaint):
        return f"The user name or password for {shown} is wrong. Check both in the URL."
    if _UNKNOWN_HOST.search(complaint):
        return f"The host in {shown} is unknown. Check its spelling and your network."
    if _NO_DATABASE.search(complaint):
        return f"The server of {shown} has no database of that name. Check the end of the URL."
    if _NO_ROLE.search(complaint):
        return f"The user in {shown} may not connect to this database. Ask its owner for the right to."
    if _NO_ANSWER.search(complaint):
        return f"Nothing answers at {shown}. Check that the database runs, its port, and your network or firewall."
    return f"{shown} cannot be opened: {one_line(complaint)[:200]}. Check the URL."


def structure_of(rows: Sequence[tuple[Value, ...]]) -> Structure:
    """The structure that the worker's rows tell (see :mod:`text2sql.warehouses.reflecting`)."""
    columns: dict[TableName, list[Column]] = defaultdict(list)
    primary: dict[TableName, tuple[str, ...]] = {}
    joins = []
    listed: list[tuple[TableName, str, bool]] = []
    for what, *row in (cells for (cells,) in rows if isinstance(cells, list)):
        place = TableName(None if row[0] is None else str(row[0]), str(row[1]))
        if what == "table":
            listed.append((place, str(row[2] or ""), bool(row[3])))
        elif what == "column":
            columns[place].append(_column(row[2:]))
        elif what == "primary":
            primary[place] = _strings(row[2])
        else:
            to_place = TableName(None if row[3] is None else str(row[3]), str(row[4]))
            joins.append(Join(place.shown, _strings(row[2]), to_place.shown, _strings(row[5])))
    tables = tuple(
        Table(
            name=place.shown,
            columns=tuple(columns[place]),
            schema=place.schema,
            view=view,
            primary_key=primary.get(place, ()),
            description=described(comment) if comment else LocalText(),
            description_source="human" if comment else "derived",
        )
        for place, comment, view in listed
    )
    return Structure(tables, {place.shown: place for place, _, _ in listed}, tuple(joins))


_KINDS: tuple[ColumnKind, ...] = ("number", "text", "date", "timestamp", "time", "boolean", "json")


def _column(cells: Sequence[Value]) -> Column:
    name, spelled, kind, nullable, comment = cells
    return Column(
        name=str(name),
        type=str(spelled),
        kind=next((known for known in _KINDS if known == kind), "other"),
        nullable=bool(nullable),
        description=described(str(comment)) if comment else LocalText(),
        description_source="human" if comment else "derived",
    )


def _strings(cell: Value) -> tuple[str, ...]:
    return tuple(str(item) for item in cell) if isinstance(cell, list | tuple) else ()
