"""What a worker process may take: address space, and time.

Both must hold when the process is nearly full, so that nothing here is made anew for a statement: a thread needs 8 MB
of address space for its stack, and one that a statement before left no room for would fail a healthy ``SELECT 1``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import CDLL
from threading import Condition, Thread
from time import monotonic

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``."""
_NEARLY_FULL = 1 / 8
"""Of the limit. DuckDB keeps what it read of a large table and works in the rest: measured, it stays below 5/6."""


def keep_one_arena() -> None:
    """Let all threads take memory from one place, where the C library is glibc.

    It sets 64 MB of address space aside for every thread's own arena: of a worker's limit that is the larger part.
    Measured with DuckDB 1.5 and two threads: 128 MB mapped after opening instead of 320, and no query slower.
    """
    with suppress(AttributeError, OSError, TypeError):
        CDLL(None).mallopt(_ARENA_MAX, 1)


def limit_address_space(megabytes: int) -> None:
    """Let the process map at most that much memory, where the system can hold it to that (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def limit_growth(megabytes: int) -> None:
    """Let the process map that much more than it has mapped now, where the system tells how much that is (Linux)."""
    mapped = _mapped_megabytes()
    if mapped is not None:
        limit_address_space(mapped + megabytes)


def nearly_full() -> bool:
    """Whether less than an eighth of the address space is left; never so where the system does not tell.

    Engines give address space back late or not at all: after some large statements a small one would fail.
    """
    try:
        import resource
    except ImportError:
        return False
    limit, mapped = resource.getrlimit(resource.RLIMIT_AS)[0], _mapped_megabytes()
    if mapped is None or limit == resource.RLIM_INFINITY:
        return False
    return mapped > limit // 1024 // 1024 * (1 - _NEARLY_FULL)


def _mapped_megabytes() -> int | None:
    with suppress(OSError, ValueError, StopIteration), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmSize:")) // 1024
    return None


class Watchdog:
    """One thread that interrupts a statement at its deadline, started before any limit is set."""

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._changed = Condition()
        self._deadline: float | None = None
        Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Interrupt what runs inside after ``seconds``; nothing that runs later is hit."""
        self._set(monotonic() + seconds)
        try:
            yield
        finally:
            self._set(None)

    def _set(self, deadline: float | None) -> None:
        with self._changed:
            self._deadline = deadline
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while True:
                left = None if self._deadline is None else self._deadline - monotonic()
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                self._deadline = None
                # Still holding the condition: the statement cannot end and the next begin meanwhile.
                with suppress(Exception):  # whatever an engine says to it, the next deadline must be kept too
                    self._interrupt()
