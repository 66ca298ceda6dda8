"""DuckDB files, read by a locked-down worker process (``duckdb_worker.py``); the default warehouse.

This side never imports duckdb: it costs 60 ms to import, and SQL a model wrote must not run in this process.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from text2sql.catalog import Catalog
from text2sql.errors import CannotOpen
from text2sql.interfaces import Lookup, OnProgress
from text2sql.types import CheckedSql, Limits, Plan, ResultTable, Value
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.duckdb_catalog import PROFILE_SQL, read_structure
from text2sql.warehouses.names import TableName
from text2sql.warehouses.profiles import frequent_values, profiled_catalog
from text2sql.warehouses.structure import Structure
from text2sql.warehouses.worker_database import Source, WorkerDatabase
from text2sql.warehouses.worker_process import OpenFailed

_STRUCTURE_SECONDS = 60.0
_STRUCTURE_ROWS = 5_000_000


class DuckDbWarehouse:
    """A DuckDB file. Nothing is opened, and no process started, before it is needed or :meth:`warm` is called."""

    dialect = "duckdb"

    def __init__(self, path: Path, limits: Limits = Limits(), name: str = "", notes: tuple[str, ...] = ()) -> None:
        self._path = path
        self._name = name or path.stem
        self._notes = notes
        self._database = WorkerDatabase(Source("duckdb", str(path), partial(_cannot_open, path)), limits)
        self._structure: Structure | None = None

    def warm(self) -> None:
        """Start the worker process and return at once; it gets ready while the caller does something else."""
        self._database.warm()

    def introspect(self, on_progress: OnProgress) -> Catalog:
        """Tables, views, columns, comments, keys and profiles.

        Raises:
            CannotOpen: the file cannot be read, or it has no tables.
        """
        self._structure = None
        structure = self._structured()
        catalog = Catalog(self._name, self.dialect, structure.tables, structure.joins, notes=self._notes)
        return profiled_catalog(catalog, structure.places, self._read, PROFILE_SQL, on_progress)

    def dry_run(self, sql: CheckedSql) -> Plan:
        """Plan the query without reading a row; the estimate is that of the largest step.

        Raises:
            QueryFailed: DuckDB refuses it.
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
        place = self._structured().places.get(table, TableName(None, table))
        return frequent_values(self._read, PROFILE_SQL, place, column, count)

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

    def _structured(self) -> Structure:
        if self._structure is None:
            structure = read_structure(lambda sql: self._read(sql, _STRUCTURE_ROWS, _STRUCTURE_SECONDS))
            if not structure.tables:
                raise CannotOpen(f"{self._path} has no tables. Load some data into it, or name another file.")
            self._structure = structure
        return self._structure

    def _read(self, sql: str, rows: int, seconds: float) -> Sequence[tuple[Value, ...]]:
        return self._database.read(sql, rows, seconds)


def _cannot_open(path: Path, error: OpenFailed) -> CannotOpen:
    return CannotOpen(told_plainly(path, str(error)))


def told_plainly(path: Path, complaint: str) -> str:
    """DuckDB's complaint about opening a file, as a sentence that says what to do."""
    lower = complaint.lower()
    if "permission denied" in lower:
        return f"{path} may not be read by this user. Give read permission, or run as a user who has it."
    if "could not set lock" in lower or "conflicting lock" in lower:
        return f"{path} is open for writing in another program. Close that program, or ask about a copy of the file."
    if "version number" in lower or "newer version" in lower:
        return f"{path} was written by a newer DuckDB. Upgrade with: pip install -U duckdb"
    if "no such file" in lower or "does not exist" in lower or "cannot open file" in lower:
        return f"{path} does not exist. Check the path."
    return (
        f"{path} is damaged and DuckDB cannot open it ({one_line(complaint)[:160]}). "
        "Restore it from a backup, or export what still opens with DuckDB's own shell."
    )
