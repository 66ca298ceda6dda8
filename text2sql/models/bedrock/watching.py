"""Waiting that ends: for a reply, for a free place, for the next try; at the deadline and as soon as somebody stops it.

The vendor's calls block and cannot be interrupted. They run on threads of their own, which are left behind when the
question is over: whoever asked gets on at once, and the thread ends with its connection.
"""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from text2sql.errors import OutOfTime, QuestionStopped
from text2sql.prompting import Allowance

Value = TypeVar("Value")
Piece = TypeVar("Piece")
_LOOK = 0.05
"""Seconds between two looks whether the question was stopped."""


def go_on(allowance: Allowance) -> None:
    """Whether the work may go on.

    Raises:
        QuestionStopped: the person who asked has stopped it.
        OutOfTime: the deadline has passed.
    """
    if allowance.stopped():
        raise QuestionStopped("The question was stopped.")
    if allowance.seconds_left() <= 0:
        raise OutOfTime(
            "The time for this question is used up. Ask something smaller, or raise `seconds` under [model]."
        )


def pause(seconds: float, allowance: Allowance) -> None:
    """Wait.

    Raises:
        QuestionStopped, OutOfTime: as :func:`go_on`.
    """
    until = threading.Event()
    while seconds > 0:
        go_on(allowance)
        step = min(_LOOK, seconds, allowance.seconds_left())
        until.wait(step)
        seconds -= max(step, 0.001)
    go_on(allowance)


class Places:
    """A limit on calls at once."""

    def __init__(self, count: int) -> None:
        """Take how many calls there may be at once."""
        self._free = threading.BoundedSemaphore(count)

    def take(self, allowance: Allowance) -> None:
        """Wait for a free place; give it back with :meth:`leave`, from any thread.

        Raises:
            QuestionStopped, OutOfTime: as :func:`go_on`.
        """
        while not self._free.acquire(timeout=min(_LOOK, max(allowance.seconds_left(), 0.001))):
            go_on(allowance)

    def leave(self) -> None:
        """Free the place."""
        self._free.release()


class Line(Generic[Piece]):
    """What a call on its own thread and the thread that waits for it share."""

    def __init__(self) -> None:
        self.pieces: SimpleQueue[Piece | None] = SimpleQueue()
        """What arrives; None when there is no more."""
        self._lock = threading.Lock()
        self._over = False
        self._cut: Callable[[], object] | None = None

    @property
    def over(self) -> bool:
        """Whether nobody waits any more."""
        return self._over

    def may_be_cut_by(self, cut: Callable[[], object]) -> None:
        """How the connection is ended from another thread; at once when nobody waits any more."""
        with self._lock:
            self._cut = cut
            if not self._over:
                return
        cut()

    def hang_up(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            self._over, cut = True, self._cut
        if cut is not None:
            cut()


def watched(
    work: Callable[[Line[Piece]], Value],
    allowance: Allowance,
    on_piece: Callable[[Piece], None],
    afterwards: Callable[[], None],
) -> Value:
    """What the work returns, done on a thread of its own; its pieces are told on this one as they arrive.

    Args:
        work: the blocking call. What it raises is raised here.
        allowance: when to stop waiting for it.
        on_piece: called with every piece.
        afterwards: called on the work's thread when the work has really ended, however long that takes.

    Raises:
        QuestionStopped, OutOfTime: as :func:`go_on`; the work is left behind.
    """
    line: Line[Piece] = Line()
    values: list[Value] = []
    failures: list[BaseException] = []

    def working() -> None:
        try:
            values.append(work(line))
        except BaseException as error:
            failures.append(error)
        finally:
            afterwards()
            line.pieces.put(None)

    threading.Thread(target=working, name="bedrock-call", daemon=True).start()
    try:
        _told(line, allowance, on_piece)
    except BaseException:
        line.hang_up()
        raise
    if failures:
        raise failures[0]
    return values[0]


def _told(line: Line[Piece], allowance: Allowance, on_piece: Callable[[Piece], None]) -> None:
    while True:
        try:
            piece = line.pieces.get(timeout=min(_LOOK, max(allowance.seconds_left(), 0.001)))
        except Empty:
            go_on(allowance)
            continue
        if piece is None:
            return
        go_on(allowance)
        on_piece(piece)
