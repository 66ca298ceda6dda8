"""The outside of a worker process: starts it, asks it, and kills it when it does not answer in time.

Never forks this process, which may have threads and a loaded model: the worker is a fresh interpreter that imports one
database library. It is started early and waited for late, so that its imports overlap with ours.
"""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import Literal
from weakref import finalize

import text2sql
from text2sql.errors import CannotOpen, DeadlineExceeded, QueryFailed, WarehouseError
from text2sql.warehouses.spilling import SpillFolder
from text2sql.warehouses.wire import (
    BadFrame,
    Failure,
    Fetched,
    LookUp,
    Open,
    Opened,
    Planned,
    PlanQuery,
    ReadStructure,
    Reply,
    RunQuery,
    Timed,
    decode_reply,
    encode_request,
    read_frame,
    write_frame,
)

GRACE_SECONDS = 0.5
"""From the polite interrupt at the deadline to the kill."""
_START_SECONDS = 60.0
_AT_ONCE_SECONDS = 0.05
_BOOTSTRAP = "import sys; sys.path.extend({paths!r}); from text2sql.warehouses.{module} import main; main()"

EngineName = Literal["duckdb", "sqlite", "sqlalchemy"]


class OpenFailed(Exception):
    """The engine could not open its source; the message is the engine's own, for the warehouse to translate."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.kind = failure.kind


class WorkerProcess:
    """One worker over one source; restarted when it had to be killed. Safe to share between threads."""

    def __init__(self, engine: EngineName, source: str, memory_megabytes: int) -> None:
        self._engine: EngineName = engine
        self._source = source
        self.memory_megabytes = memory_megabytes
        self._lock = Lock()
        self._running: _Running | None = None
        self._closed = False

    def warm(self) -> None:
        """Start the process without waiting for it."""
        with self._lock:
            self._ensure_started()

    def plan(self, sql: str, seconds: float) -> Planned:
        """What the engine says about a statement.

        Raises:
            OpenFailed: the source cannot be opened.
            QueryFailed, DeadlineExceeded: as the engine says.
        """
        reply = self._ask(PlanQuery(sql, seconds), seconds)
        if isinstance(reply, Planned):
            return reply
        raise WarehouseError("The database process gave an answer to another question; try again.")

    def run(self, sql: str, rows: int, seconds: float) -> Fetched:
        """Rows of a statement.

        Raises:
            OpenFailed: the source cannot be opened.
            QueryFailed, DeadlineExceeded: as the engine says.
        """
        reply = self._ask(RunQuery(sql, rows, seconds), seconds)
        if isinstance(reply, Fetched):
            return reply
        raise WarehouseError("The database process gave an answer to another question; try again.")

    def structure(self, seconds: float) -> Fetched:
        """The source's tables, columns and keys as rows.

        Raises:
            OpenFailed: the source cannot be opened.
            QueryFailed, DeadlineExceeded: as the engine says.
        """
        reply = self._ask(ReadStructure(seconds), seconds)
        if isinstance(reply, Fetched):
            return reply
        raise WarehouseError("The database process gave an answer to another question; try again.")

    def look_up(self, asked: LookUp) -> Fetched:
        """Values of a column.

        Raises:
            OpenFailed: the source cannot be opened.
            QueryFailed, DeadlineExceeded: as the engine says.
        """
        reply = self._ask(asked, asked.seconds)
        if isinstance(reply, Fetched):
            return reply
        raise WarehouseError("The database process gave an answer to another question; try again.")

    def process_id(self) -> int | None:
        """The system's number for the process, or None while there is none."""
        running = self._running
        return None if running is None else running.process_id

    def close(self) -> None:
        """Stop the process, also in the middle of a statement that another thread waits for."""
        self._closed = True
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    def _ask(self, request: Timed, seconds: float) -> Reply:
        with self._lock:
            running, reply = self._exchanged(request, seconds)
            if (reply is None and running.ended_at_once) or _is_full(reply):
                # It was dying already, of something that happened while it was idle, or is full of earlier statements.
                self._drop(running)
                running, reply = self._exchanged(request, seconds)
            if isinstance(reply, Failure):
                self._fail(running, reply, seconds)
            if reply is not None:
                return reply
            if self._closed:
                raise _closed()
            raise _too_slow(seconds) if running.killed else _too_big(self.memory_megabytes)

    def _exchanged(self, request: Timed, seconds: float) -> tuple["_Running", Reply | None]:
        """A process and its reply; without one the process is gone."""
        running = self._opened()
        try:
            reply = running.exchange(request, seconds + GRACE_SECONDS)
        except BaseException:
            # An interrupted wait (Ctrl-C) leaves a reply on its way that would answer the next question.
            self._drop(running)
            raise
        if reply is None:
            self._drop(running)
        return running, reply

    def _fail(self, running: "_Running", failure: Failure, seconds: float) -> None:
        if failure.kind in ("memory", "broken"):
            self._drop(running)
        if failure.kind == "deadline":
            raise _too_slow(seconds)
        if failure.kind == "memory":
            raise _too_big(self.memory_megabytes)
        if failure.kind == "broken":
            raise QueryFailed(f"The database engine failed on this query ({failure.message}). Write it in another way.")
        raise QueryFailed(failure.message)

    def _opened(self) -> "_Running":
        """A process with the file open; a process that died while idle is replaced once."""
        for _ in range(2):
            running = self._ensure_started()
            with suppress(OSError):
                failure = running.wait_until_open()
                if failure is not None:
                    self._drop(running)
                    raise OpenFailed(failure)
                return running
            self._drop(running)
        raise CannotOpen("The process that reads the database does not start. Check that Python can start processes.")

    def _ensure_started(self) -> "_Running":
        if self._closed:
            raise _closed()
        running = self._running
        if running is None or not running.alive():
            if running is not None:
                running.stop()
            running = self._running = _Running(self._engine, self._source, self.memory_megabytes)
        return running

    def _drop(self, running: "_Running") -> None:
        running.stop()
        if self._running is running:
            self._running = None


class _Running:
    """One life of the process."""

    def __init__(self, engine: EngineName, source: str, memory_megabytes: int) -> None:
        spill = SpillFolder()
        code = _BOOTSTRAP.format(paths=import_paths(), module=f"{engine}_worker")
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the parent's to handle, also before the worker could ignore it
        )
        self.process_id = self._process.pid
        self.killed = False
        self.ended_at_once = False
        self._open = False
        self._stop = finalize(self, _end, self._process, spill)
        with suppress(OSError):
            self._send(encode_request(Open(source, memory_megabytes, spill.path)))

    def alive(self) -> bool:
        return self._process.poll() is None

    def wait_until_open(self) -> Failure | None:
        """None once the source is open, else the engine's complaint; OSError when the process is gone."""
        if self._open:
            return None
        reply = self._receive(_START_SECONDS)
        if isinstance(reply, Failure):
            return reply
        if not isinstance(reply, Opened):
            raise BrokenPipeError("the worker ended while opening")
        self._open = True
        return None

    def exchange(self, request: Timed, seconds: float) -> Reply | None:
        """The reply, or None when the process ended first."""
        start = monotonic()
        try:
            self._send(encode_request(request))
            reply = self._receive(seconds)
        except OSError:
            reply = None
        self.ended_at_once = reply is None and monotonic() - start < _AT_ONCE_SECONDS
        return reply

    def stop(self) -> None:
        self._stop()

    def _send(self, payload: bytes) -> None:
        assert self._process.stdin is not None
        write_frame(self._process.stdin, payload)

    def _receive(self, seconds: float) -> Reply | None:
        assert self._process.stdout is not None
        timer = Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            payload = read_frame(self._process.stdout)
            return None if payload is None else decode_reply(payload)
        except BadFrame as error:
            raise WarehouseError("The database process sent an answer that cannot be read; try again.") from error
        except ValueError:
            return None  # closed by another thread meanwhile
        finally:
            timer.cancel()

    def _kill(self) -> None:
        self.killed = True
        self._process.kill()


def _end(process: "subprocess.Popen[bytes]", spill: SpillFolder) -> None:
    """Kill the process and remove what it spilled; also called when the owner is forgotten or Python ends."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    spill.remove()


def import_paths() -> list[str]:
    """Where this process finds modules, without the working directory."""
    own = str(Path(text2sql.__file__).resolve().parent.parent)
    return [*(path for path in sys.path if path and Path(path).is_absolute()), own]


def _is_full(reply: Reply | None) -> bool:
    return isinstance(reply, Failure) and reply.kind == "full"


def _closed() -> WarehouseError:
    return WarehouseError("This warehouse was closed; open it again.")


def _too_slow(seconds: float) -> DeadlineExceeded:
    return DeadlineExceeded(
        f"The query took longer than {seconds:g} s and was stopped. Ask about a shorter period or fewer groups."
    )


def _too_big(megabytes: int) -> QueryFailed:
    return QueryFailed(
        f"The query needs more memory than the {megabytes:,} MB it may use. Read fewer columns, group before joining, "
        "or leave out long texts and lists."
    )
