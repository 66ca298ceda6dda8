"""What happens while an answer is made: live on a terminal's error stream, silent everywhere else."""

import sys
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING

from text2sql.catalog import Language
from text2sql.messages import say
from text2sql.types import Answer, Candidate, CheckedSql, LinkedSchema, Plan, Receipt, Rejected, ResultTable, Step
from text2sql.usage import Streamed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID
    from rich.status import Status

_STREAMED_SHOWN = 120
"""Newest letters of a model's words that are shown while they arrive."""


class Progress:
    """A bar while a database is indexed, a line with the newest step while a question is answered.

    Used as a context; whatever is live is taken away at its end. Without a terminal nothing is imported or shown.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._started = perf_counter()
        self._console: Console | None = None
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._line: Status | None = None
        self._streamed = ""
        self.steps = 0

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Take away whatever is live: what is shown next has the terminal to itself."""
        self._end_bar()
        self._end_line()

    def on_step(self, step: Step) -> None:
        """Show a step of the pipeline; words of a model are shown as they arrive, the newest ones."""
        if isinstance(step.value, Streamed):
            self._streamed = (self._streamed + step.value.text)[-_STREAMED_SHOWN:]
            told = " ".join(self._streamed.split())
        else:
            self.steps += 1
            self._streamed = ""
            told = told_step(step, self._language)
        if self._console is None or not told:
            return
        from rich.markup import escape

        self._end_bar()
        if self._line is None:
            self._line = self._console.status("")
            self._line.start()
        self._line.update(escape(told))

    def on_progress(self, what: str, done: int, total: int) -> None:
        """Show how far indexing is; a total of 0 means that nobody knows."""
        if self._console is None:
            return
        from rich.markup import escape

        if self._bar is None:
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as RichProgress

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = RichProgress(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("", total=None)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, description=escape(what), completed=done, total=total or None)

    def say(self, words: str) -> None:
        """A sentence that stays, on the error stream."""
        self.end()
        print(words, file=sys.stderr)

    def folded(self, answer: Answer) -> str:
        """All steps in one line, with what a model's calls took."""
        return folded(self._language, self.steps, perf_counter() - self._started, answer.receipt)

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None

    def _end_line(self) -> None:
        if self._line is not None:
            self._line.stop()
            self._line = None


def folded(language: Language, steps: int, seconds: float, receipt: Receipt) -> str:
    """The steps of an answer in one line: how many, how long, and tokens and money when a model was called."""
    if not receipt.calls:
        return say(language, "terminal.steps", steps=steps, seconds=seconds)
    usage = receipt.usage
    read = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
    cost = say(language, "terminal.cost_unknown") if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
    tokens = f"{read + usage.output_tokens:,}"
    return say(
        language, "terminal.steps_model", steps=steps, seconds=seconds, model=receipt.model, tokens=tokens, cost=cost
    )


def told_step(step: Step, language: Language) -> str:
    """A step in a line; empty when there is nothing to tell."""
    value = step.value
    if isinstance(value, LinkedSchema):
        counts = {"tables": len(value.tables), "values": len(value.values), "samples": len(value.samples)}
        return say(language, "terminal.linking", **counts)
    if isinstance(value, Candidate):
        return say(language, "terminal.writing", confidence=value.confidence)
    if isinstance(value, CheckedSql):
        return say(language, "terminal.checking")
    if isinstance(value, Rejected):
        return say(language, "terminal.refusing", problem=value.problem)
    if isinstance(value, Plan):
        return say(language, "terminal.planning")
    if isinstance(value, ResultTable):
        return say(language, "terminal.running", rows=f"{len(value.rows):,}", seconds=value.seconds)
    return ""
