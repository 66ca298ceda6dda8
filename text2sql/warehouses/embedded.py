"""A database in a file, read by a worker process: what the DuckDB and SQLite warehouses have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from text2sql.errors import CannotOpen, QueryFailed
from text2sql.types import Limits, Plan, ResultColumn, ResultTable
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.worker_process import EngineName, OpenFailed, WorkerProcess

LEAST_MEGABYTES = 384
"""A worker with less has no room for a query besides the library itself."""
PLAN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """The file, the library that reads it, and how that library's complaints are told to a person."""

    engine: EngineName
    path: Path
    told_plainly: Callable[[Path, str], str]


class EmbeddedDatabase:
    """Plans and runs statements in the worker, in our own nouns and errors."""

    def __init__(self, file: EmbeddedFile, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._memory = max(LEAST_MEGABYTES, limits.memory_megabytes)
        self._worker = WorkerProcess(file.engine, file.path, self._memory)

    def warm(self) -> None:
        """Start the worker without waiting for it."""
        self._worker.warm()

    def plan(self, sql: str) -> Plan:
        """Names, types and the estimate of the largest step, as far as the library tells them.

        Raises:
            CannotOpen: the file cannot be opened.
            QueryFailed, DeadlineExceeded: the statement cannot be planned.
        """
        try:
            planned = self._worker.plan(sql, min(PLAN_SECONDS, self._limits.seconds))
        except OpenFailed as error:
            raise self._cannot_open(error) from error
        except QueryFailed as error:
            raise QueryFailed(one_line(str(error))) from error
        return Plan(tuple(ResultColumn(name, kind) for name, kind in planned.columns), planned.estimated_rows)

    def run(self, sql: str, limits: Limits) -> ResultTable:
        """Rows within the limits; a worker with other memory than asked for is replaced.

        Raises:
            CannotOpen: the file cannot be opened.
            QueryFailed, DeadlineExceeded: the statement failed or was stopped.
        """
        memory = max(LEAST_MEGABYTES, limits.memory_megabytes)
        if memory != self._memory:
            self._worker.close()
            self._worker, self._memory = WorkerProcess(self._file.engine, self._file.path, memory), memory
        return self.read(sql, limits.rows, limits.seconds)

    def read(self, sql: str, rows: int, seconds: float) -> ResultTable:
        """Rows of a statement, in the worker that is there."""
        try:
            fetched = self._worker.run(sql, rows, seconds)
        except OpenFailed as error:
            raise self._cannot_open(error) from error
        except QueryFailed as error:
            raise QueryFailed(one_line(str(error))) from error
        columns = tuple(ResultColumn(name, kind) for name, kind in fetched.columns)
        return ResultTable(columns, fetched.rows, fetched.truncated, fetched.seconds)

    def close(self) -> None:
        """Stop the worker."""
        self._worker.close()

    def _cannot_open(self, error: OpenFailed) -> CannotOpen:
        return CannotOpen(self._file.told_plainly(self._file.path, str(error)))
