"""A bar on a terminal's error stream while questions are scored, with the share that is right and what it cost."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from text2sql.evaluation.outcomes import Outcome
from text2sql.usage import Usage

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class ScoreProgress:
    """Told of every outcome; shows nothing without a terminal. Used as a context."""

    def __init__(self, system: str) -> None:
        self._system = system
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._right = self._scored = 0
        self._usage = Usage()

    def __enter__(self) -> "ScoreProgress":
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.markup import escape
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)
            self._task = self._bar.add_task(escape(self._system), total=None)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, outcome: Outcome, done: int, total: int) -> None:
        """One more question is done."""
        self._right += outcome.correct
        self._scored += 1
        self._usage += outcome.usage
        if self._bar is not None and self._task is not None:
            from rich.markup import escape

            told = f"{self._system} · {self._right / self._scored:.1%} right{self._cost()}"
            self._bar.update(self._task, description=escape(told), completed=done, total=total)

    def _cost(self) -> str:
        if not self._usage.calls:
            return ""
        return " · price unknown" if self._usage.cost_usd is None else f" · ${self._usage.cost_usd:.2f}"
