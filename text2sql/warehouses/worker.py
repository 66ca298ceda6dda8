"""The inside of a worker process: one engine, one file, one statement at a time, and a way out of every dead end.

The process dies with its parent because the parent's end of standard input closes: a death signal tied to the parent's
*thread* (``PR_SET_PDEATHSIG``) would kill the worker when a web server retires the thread that happened to start it.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

from text2sql.warehouses.process_limits import Watchdog, keep_one_arena, nearly_full
from text2sql.warehouses.wire import (
    Failure,
    FailureKind,
    Fetched,
    LookUp,
    Open,
    Opened,
    Planned,
    PlanQuery,
    ReadStructure,
    Reply,
    Request,
    Timed,
    decode_request,
    encode_reply,
    read_frame,
    write_frame,
)

MOST_RESULT_BYTES = 64 * 1024 * 1024
"""A result stops growing here, and says that it was truncated."""
BATCH_ROWS = 500
_CELL_BYTES = 16


class EngineFailure(Exception):
    """An engine's error, already sorted by what it means."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind: FailureKind = kind


class Engine(Protocol):
    """What a worker needs from a database library."""

    def open(self, request: Open) -> None:
        """Open the file for reading, locked down, and limit the process."""

    def plan(self, sql: str) -> Planned:
        """Plan one SELECT."""

    def run(self, sql: str, rows: int) -> Fetched:
        """Run one SELECT and keep at most ``rows`` rows."""

    def structure(self) -> Fetched:
        """Tables, columns and keys as rows."""

    def look_up(self, asked: LookUp) -> Fetched:
        """Values of one column that equal or hold some texts; the texts are bound, never part of a statement."""

    def begin(self, seconds: float) -> None:
        """The next statement may take ``seconds``."""

    def interrupt(self) -> None:
        """Stop the running statement; called from another thread."""


def fetch(fetch_many: Callable[[int], list[tuple[object, ...]]], rows: int) -> tuple[list[tuple[object, ...]], bool]:
    """At most ``rows`` rows and :data:`MOST_RESULT_BYTES`, and whether there was more."""
    kept: list[tuple[object, ...]] = []
    size = 0
    while len(kept) <= rows:
        batch = fetch_many(min(BATCH_ROWS, rows + 1 - len(kept)))
        if not batch:
            return kept, False
        for row in batch:
            size += sum(len(cell) if isinstance(cell, str | bytes) else _CELL_BYTES for cell in row)
            if size > MOST_RESULT_BYTES:
                return kept, True
            kept.append(row)
    return kept[:rows], True


def serve(engine: Engine) -> None:
    """Answer requests from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_one_arena()
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    spill: list[str] = []

    def listen() -> None:
        while (payload := read_frame(requests)) is not None:
            waiting.put(payload)
        for folder in spill:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    Thread(target=listen, daemon=True).start()
    watchdog, answered = Watchdog(engine.interrupt), 0
    while True:
        request = decode_request(waiting.get())
        if isinstance(request, Open):
            spill.append(request.spill_folder)
        # What is full from the start stays in use: another process would be no emptier.
        full = answered > 0 and nearly_full()
        reply = Failure("full", "earlier statements left no room") if full else _answer(engine, request, watchdog)
        write_frame(replies, _encoded(reply))
        answered += isinstance(request, Timed)


def _encoded(reply: Reply) -> bytes:
    """The reply as bytes; a failure instead when there is no memory left for that."""
    try:
        return encode_reply(reply)
    except MemoryError:
        return encode_reply(Failure("memory", "the result does not fit"))


def _answer(engine: Engine, request: Request, watchdog: Watchdog) -> Reply:
    try:
        if isinstance(request, Open):
            engine.open(request)
            return Opened()
        engine.begin(request.seconds)
        with watchdog.watching(request.seconds):
            return _timed(engine, request)
    except EngineFailure as failure:
        return Failure(failure.kind, str(failure)[:8_000])
    except MemoryError as error:
        return Failure("memory", str(error))
    except Exception as error:
        # The edge of the process: what is not told here would look like a crash to the parent.
        return Failure("broken", f"{type(error).__name__}: {error}"[:8_000])


def _timed(engine: Engine, request: Timed) -> Reply:
    if isinstance(request, ReadStructure):
        return engine.structure()
    if isinstance(request, LookUp):
        return engine.look_up(request)
    if isinstance(request, PlanQuery):
        return engine.plan(request.sql)
    return engine.run(request.sql, request.rows)
