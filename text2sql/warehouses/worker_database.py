"""A database behind worker processes, in our own nouns and errors: what all warehouses of this folder share."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

from text2sql.errors import DeadlineExceeded, QueryFailed, Text2SqlError
from text2sql.interfaces import Lookup
from text2sql.types import Limits, Plan, ResultColumn, ResultTable, Value
from text2sql.warehouses.complaints import one_line
from text2sql.warehouses.personal_contents import holds_personal
from text2sql.warehouses.wire import Fetched, LookUp
from text2sql.warehouses.worker_process import EngineName, OpenFailed, WorkerProcess

LEAST_MEGABYTES = 384
"""A worker with less has no room for a query besides the library itself."""
PLAN_SECONDS = 10.0
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """What workers open, with which library, and how that library's complaints are told to a person."""

    engine: EngineName
    text: str = field(repr=False)
    """A file's path, or a URL with its password."""
    told_plainly: Callable[[OpenFailed], Text2SqlError]
    processes: int = 1
    """How many statements may run at the same time."""


class WorkerDatabase:
    """Plans and runs statements in workers. Safe to share between threads."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._memory = max(LEAST_MEGABYTES, limits.memory_megabytes)
        self._idle: list[WorkerProcess] = []
        self._all: list[WorkerProcess] = []
        self._changed = Condition()
        self._closed = False

    def warm(self) -> None:
        """Start a worker without waiting for it."""
        with self._lent() as worker:
            worker.warm()

    def plan(self, sql: str) -> Plan:
        """Names, types and estimates, as far as the library tells them.

        Raises:
            CannotOpen, UsageError: the source cannot be opened.
            QueryFailed, DeadlineExceeded: the statement cannot be planned.
        """
        with self._lent() as worker, self._translated(sql):
            planned = worker.plan(sql, min(PLAN_SECONDS, self._limits.seconds))
        columns = tuple(ResultColumn(name, kind) for name, kind in planned.columns)
        return Plan(columns, planned.estimated_rows, planned.estimated_bytes)

    def run(self, sql: str, limits: Limits) -> ResultTable:
        """Rows within the limits; workers with other memory than asked for are replaced.

        Raises:
            CannotOpen, UsageError: the source cannot be opened.
            QueryFailed, DeadlineExceeded: the statement failed or was stopped.
        """
        memory = max(LEAST_MEGABYTES, limits.memory_megabytes)
        with self._lent(memory) as worker, self._translated(sql):
            fetched = worker.run(sql, limits.rows, limits.seconds)
        return _result(fetched)

    def read(self, sql: str, rows: int, seconds: float) -> Sequence[tuple[Value, ...]]:
        """Rows of a statement of our own, in the worker that is there."""
        with self._lent() as worker, self._translated(sql):
            return worker.run(sql, rows, seconds).rows

    def structure(self, seconds: float) -> Sequence[tuple[Value, ...]]:
        """Tables, columns and keys as rows, from libraries that have no SQL for it."""
        with self._lent() as worker, self._translated():
            return worker.structure(seconds).rows

    def look_up(self, asked: Lookup) -> tuple[str, ...]:
        """Values that hold nothing personal; see :class:`text2sql.interfaces.ValueLookup`.

        Raises:
            CannotOpen, UsageError: the source cannot be opened.
            QueryFailed, DeadlineExceeded: the column cannot be read in time, or all connections are in use.
        """
        wanted = LookUp(
            asked.schema,
            asked.table,
            asked.column,
            [_storable(text) for text in asked.texts],
            [_storable(text) for text in asked.parts],
            asked.exact,
            asked.share,
            asked.values,
            asked.seconds,
        )
        with self._lent(patience=asked.seconds) as worker, self._translated():
            rows = worker.look_up(wanted).rows
        return tuple(value for value in map(str, (cell for (cell,) in rows)) if not holds_personal(value))

    def process_ids(self) -> tuple[int, ...]:
        """The system's numbers of the worker processes, for those who watch them from outside."""
        with self._changed:
            numbers = [worker.process_id() for worker in self._all]
        return tuple(number for number in numbers if number is not None)

    def close(self) -> None:
        """Stop all workers, also those in the middle of a statement."""
        with self._changed:
            self._closed = True
            workers, self._all = self._all, []
            self._idle = []
            self._changed.notify_all()
        for worker in workers:
            worker.close()

    @contextmanager
    def _lent(self, memory: int | None = None, patience: float | None = None) -> Iterator[WorkerProcess]:
        """A worker nobody else uses meanwhile, made when there are not enough; ``patience`` is in seconds."""
        worker = self._borrow(memory or self._memory, patience)
        try:
            yield worker
        finally:
            with self._changed:
                if worker in self._all and worker.memory_megabytes == self._memory:
                    self._idle.append(worker)
                elif worker in self._all:
                    self._all.remove(worker)
                    worker.close()
                self._changed.notify()

    def _borrow(self, memory: int, patience: float | None) -> WorkerProcess:
        end = None if patience is None else monotonic() + patience
        with self._changed:
            if memory != self._memory:
                for worker in self._idle:
                    self._all.remove(worker)
                    worker.close()
                self._idle, self._memory = [], memory
            while not self._idle and len(self._all) >= self._source.processes and not self._closed:
                left = None if end is None else end - monotonic()
                if not self._changed.wait(left) and left is not None:
                    raise DeadlineExceeded("All connections to the warehouse are in use; try again later.")
            if self._idle:
                return self._idle.pop()
            worker = WorkerProcess(self._source.engine, self._source.text, self._memory)
            if self._closed:
                worker.close()
            else:
                self._all.append(worker)
            return worker

    @contextmanager
    def _translated(self, sql: str = "") -> Iterator[None]:
        try:
            yield
        except OpenFailed as error:
            raise self._source.told_plainly(error) from error
        except QueryFailed as error:
            raise QueryFailed(one_line(str(error), sql)) from error


def _storable(text: str) -> str:
    """Without what no warehouse keeps: NUL and halves of characters."""
    return _UNSTORABLE.sub("", text)


def _result(fetched: Fetched) -> ResultTable:
    columns = tuple(ResultColumn(name, kind) for name, kind in fetched.columns)
    return ResultTable(columns, fetched.rows, fetched.truncated, fetched.seconds)
