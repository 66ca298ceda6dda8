"""Runs the queries of an evaluation on database files in place, in processes that may be killed.

Gold and predictions are text that nobody has checked. The worker of :mod:`text2sql.warehouses.sqlite_worker` opens the
file read-only and denies everything but reading; a query that hangs costs its deadline, one that outgrows its memory
costs its process, and neither costs the run. Text is decoded ignoring bad bytes, as the official evaluators do.
"""

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Literal

from text2sql.errors import DeadlineExceeded, WarehouseError
from text2sql.evaluation.types import Execution
from text2sql.types import Limits
from text2sql.warehouses.worker_process import OpenFailed, WorkerProcess

EVALUATION_LIMITS = Limits(rows=200_000, seconds=30.0, memory_megabytes=1_024)
"""More rows than any gold of Spider or BIRD gives; the official evaluators wait 60 s (Spider) and 30 s (BIRD)."""
Engine = Literal["sqlite", "duckdb"]
_MOST_IDLE = 6
_MOST_CACHED_ROWS = 5_000
_MOST_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class _Idle:
    database: str
    process: WorkerProcess


class Databases:
    """The databases of a data set, ready to run queries. Safe to share between threads: each query has a process."""

    def __init__(
        self, places: Mapping[str, Path], limits: Limits = EVALUATION_LIMITS, engine: Engine = "sqlite"
    ) -> None:
        self._places = dict(places)
        self._engine: Engine = engine
        self.limits = limits
        self._lock = Lock()
        self._idle: list[_Idle] = []
        self._unusable: dict[str, str] = {}
        self._closed = False
        self._copies: TemporaryDirectory[str] | None = None
        self._known: OrderedDict[tuple[str, str], Execution] = OrderedDict()

    def run(self, database: str, sql: str) -> Execution:
        """What the database says to the query; what goes wrong is told in ``problem``, never raised.

        Results are kept for the next time the same text is asked (gold, and predictions that systems share).
        """
        with self._lock:
            known = self._known.get((database, sql))
        if known is None:
            known = self._executed(database, sql)
            if len(known.rows) <= _MOST_CACHED_ROWS:
                self._remember(database, sql, known)
        return known

    def seconds(self, database: str, sql: str) -> float | None:
        """How long the database takes for the query this time, fetching included; None when it fails."""
        execution = self._executed(database, sql)
        return None if execution.problem else execution.seconds

    def close(self) -> None:
        """Stop every process; one that still runs a query is stopped when the query is done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            copies, self._copies = self._copies, None
        for each in idle:
            each.process.close()
        if copies is not None:
            copies.cleanup()

    def __enter__(self) -> "Databases":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _executed(self, database: str, sql: str) -> Execution:
        problem = self._unusable.get(database, "")
        if database not in self._places:
            problem = f"The database {database} is missing. Put {database}.sqlite into the benchmark's folder."
        if not sql.strip():
            problem = problem or "The query is empty."
        if problem:
            return Execution((), (), 0.0, problem)
        process = self._taken(database)
        start, late = perf_counter(), False
        try:
            fetched = process.run(sql, self.limits.rows, self.limits.seconds)
        except OpenFailed as error:
            problem = f"The database {database} cannot be opened ({error}). Download it again."
            self._unusable[database] = problem
        except DeadlineExceeded:
            late = True
            problem = f"The query ran longer than {self.limits.seconds:g} s and was stopped."
        except WarehouseError as error:
            problem = str(error)
        else:
            self._give_back(database, process)
            names = tuple(name for name, _ in fetched.columns)
            return Execution(names, fetched.rows, fetched.seconds, "", fetched.truncated, len(fetched.rows))
        self._give_back(database, process)
        return Execution((), (), perf_counter() - start, problem, late=late)

    def _taken(self, database: str) -> WorkerProcess:
        """A process of this database that does nothing, or a new one."""
        with self._lock:
            known = next((each for each in reversed(self._idle) if each.database == database), None)
            if known is not None:
                self._idle.remove(known)
                return known.process
            place = self._places[database]
            if self._engine == "sqlite" and _writes_when_read(place):
                place = self._places[database] = self._copied(place)
        return WorkerProcess(self._engine, str(place), self.limits.memory_megabytes)

    def _copied(self, place: Path) -> Path:
        """A private copy; called with the lock held, so that a database is copied once."""
        if self._copies is None:
            self._copies = TemporaryDirectory(prefix="text2sql-evaluation-")
        copy = Path(mkdtemp(dir=self._copies.name)) / place.name
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                copyfile(f"{place}{end}", f"{copy}{end}")
        return copy

    def _give_back(self, database: str, process: WorkerProcess) -> None:
        with self._lock:
            self._idle.append(_Idle(database, process))
            surplus = self._idle.pop(0) if self._closed or len(self._idle) > _MOST_IDLE else None
        if surplus is not None:
            surplus.process.close()

    def _remember(self, database: str, sql: str, execution: Execution) -> None:
        with self._lock:
            self._known[database, sql] = execution
            if len(self._known) > _MOST_CACHED:
                self._known.popitem(last=False)


def _writes_when_read(place: Path) -> bool:
    """Whether SQLite would leave files beside this database just by reading it: it is in write-ahead mode.

    Bytes 18 and 19 of the header say so (SQLite's file format, section 1.3.3). Such a one is read as a copy.
    """
    try:
        with place.open("rb") as file:
            return 2 in file.read(20)[18:20]
    except OSError:
        return False
