"""SQLite files, read with SQLite's own driver in a worker process (``sqlite_worker.py``).

Why not through SQLAlchemy or an Arrow conversion: ``docs/decisions/0002-sqlite-through-its-own-driver.md``.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from text2sql.catalog import Catalog
from text2sql.errors import CannotOpen
from text2sql.interfaces import Lookup, OnProgress
from text2sql.types import CheckedSql, Limits, Plan, ResultTable, Value
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.names import TableName
from text2sql.warehouses.profiles import frequent_values, profiled_catalog
from text2sql.warehouses.sqlite_catalog import PROFILE_SQL, read_structure
from text2sql.warehouses.worker_database import Source, WorkerDatabase
from text2sql.warehouses.worker_process import OpenFailed


class SqliteWarehouse:
    """A SQLite file. Nothing is opened, and no process started, before it is needed or :meth:`warm` is called."""

    dialect = "sqlite"

    def __init__(self, path: Path, limits: Limits = Limits(), name: str = "") -> None:
        self._path = path
        self._name = name or path.stem
        self._database = WorkerDatabase(Source("sqlite", str(path), partial(_cannot_open, path)), limits)

    def warm(self) -> None:
        """Start the worker process and return at once."""
        self._database.warm()

    def introspect(self, on_progress: OnProgress) -> Catalog:
        """Tables, views, columns, keys and profiles; SQLite keeps no comments.

        Raises:
            CannotOpen: the file cannot be read, or it has no tables.
        """
        structure = read_structure(self._read)
        if not structure.tables:
            raise CannotOpen(f"{self._path} has no tables. Load some data into it, or name another file.")
        catalog = Catalog(self._name, self.dialect, structure.tables, structure.joins, notes=structure.notes)
        return profiled_catalog(catalog, structure.places, self._read, PROFILE_SQL, on_progress)

    def dry_run(self, sql: CheckedSql) -> Plan:
        """Plan the query without reading a row: the names of its result; SQLite estimates nothing.

        Raises:
            QueryFailed: SQLite refuses it.
        """
        return self._database.plan(sql.text)

    def run(self, sql: CheckedSql, limits: Limits) -> ResultTable:
        """Run the query within the limits.

        Raises:
            QueryFailed: it failed, or needed more memory than it may use.
            DeadlineExceeded: it was stopped at ``limits.seconds``.
        """
        return self._database.run(sql.text, limits)

    def distinct_values(self, table: str, column: str, count: int) -> tuple[str, ...]:
        """At most ``count`` distinct values of a column as text, most frequent first."""
        return frequent_values(self._read, PROFILE_SQL, TableName(None, table), column, count)

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
        """Stop the worker process."""
        self._database.close()

    def _read(self, sql: str, rows: int, seconds: float) -> Sequence[tuple[Value, ...]]:
        return self._database.read(sql, rows, seconds)


def _cannot_open(path: Path, error: OpenFailed) -> CannotOpen:
    return CannotOpen(told_plainly(path, str(error)))


def told_plainly(path: Path, complaint: str) -> str:
    """SQLite's complaint about opening a file, as a sentence that says what to do."""
    lower = complaint.lower()
    if "locked" in lower:
        return f"{path} is locked by another program. Close that program, or ask about a copy of the file."
    if "unable to open" in lower:
        return f"{path} does not exist or may not be read by this user. Check the path and its permissions."
    return (
        f"{path} is damaged and SQLite cannot open it ({one_line(complaint)[:160]}). "
        "Restore it from a backup, or recover it with: sqlite3 FILE .recover"
    )
