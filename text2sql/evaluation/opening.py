"""Opened databases lent to one thread at a time, so that a pipeline is never asked two questions at once.

A database is opened when it is first needed, once more for each thread that needs it at the same moment, and the ones
that nobody has used for longest are closed again: a benchmark has more databases than a machine has room for processes.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from text2sql.interfaces import Warehouse
from text2sql.pipeline import Pipeline
from text2sql.types import Question

if TYPE_CHECKING:
    from text2sql.stages.checking import Checker


class Opened(Protocol):
    """What is needed of an opened database; the assembly's is one."""

    @property
    def pipeline(self) -> Pipeline:
        """Answers questions."""

    @property
    def warehouse(self) -> Warehouse:
        """Runs checked SQL."""

    @property
    def checker(self) -> "Checker":
        """The gate."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever asks should know."""

    def question(self, text: str) -> Question:
        """A question in its language and relative to the database's day."""

    def close(self) -> None:
        """End its processes."""


class OpenDatabases:
    """Databases by name, opened as they are needed. Used as a context; safe to use from several threads."""

    def __init__(self, open_one: Callable[[str], Opened], most_idle: int = 4) -> None:
        """Nothing is opened yet.

        Args:
            open_one: opens the database of a name.
            most_idle: databases kept open while nobody uses them.
        """
        self._open_one = open_one
        self._most_idle = most_idle
        self._lock = Lock()
        self._opening: dict[str, Lock] = {}
        self._idle: OrderedDict[int, tuple[str, Opened]] = OrderedDict()

    @contextmanager
    def lent(self, name: str) -> Iterator[Opened]:
        """A database that nobody else uses until the end of the block.

        Raises:
            Text2SqlError: it cannot be opened.
        """
        opened = self._taken(name)
        try:
            yield opened
        finally:
            self._give_back(name, opened)

    def close(self) -> None:
        """Close all that are idle."""
        with self._lock:
            left, self._idle = list(self._idle.values()), OrderedDict()
        for _, opened in left:
            opened.close()

    def __enter__(self) -> "OpenDatabases":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _taken(self, name: str) -> Opened:
        with self._lock:
            key = next((key for key, (known, _) in reversed(self._idle.items()) if known == name), None)
            if key is not None:
                return self._idle.pop(key)[1]
            # Two threads must not build the index of one database at the same time.
            opening = self._opening.setdefault(name, Lock())
        with opening:
            return self._open_one(name)

    def _give_back(self, name: str, opened: Opened) -> None:
        with self._lock:
            self._idle[id(opened)] = (name, opened)
            surplus = self._idle.popitem(last=False)[1][1] if len(self._idle) > self._most_idle else None
        if surplus is not None:
            surplus.close()
