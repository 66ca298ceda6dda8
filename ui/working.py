"""A question being answered on a thread of its own.

The page's script may be run anew at any time (a click, a change of language), which ends the pass that waits. The
answer goes on meanwhile and the next pass takes up where the last one was. That is why this is a thread and not
Streamlit's own stop: a pass that Streamlit ends only notices between two steps, and would take the answer with it.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from text2sql.afterwards import Emptied, is_empty, rows_in_all, what_emptied
from text2sql.catalog import Language
from text2sql.chat import answer_reading, remembered, turn_of
from text2sql.errors import QuestionStopped, Text2SqlError
from text2sql.prompting import Allowance
from text2sql.types import Answer, Answered, Question, Step
from ui.turns import OpenPage, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK_AGAIN_SECONDS = 0.1
_INTERRUPTIONS = 20
_EXPLAINING_SECONDS = 5.0
"""How long is looked for what emptied a result."""
_COUNTING_SECONDS = 1.0
"""How long all rows of a result are counted. The answer waits for it."""


@dataclass(eq=False)
class Working:
    """One question on its way. ``outcome`` is there once ``done`` is set."""

    asked: Wanted
    opened: OpenPage
    conversation: str
    language: Language
    """Of the page when it was asked."""
    steps: list[Step] = field(default_factory=list)
    """Grows while it works; read from other threads."""
    outcome: Answer | str | BaseException = ""
    """The answer, the sentence that says why there is none, or a mistake of ours."""
    emptied: tuple[Emptied, ...] = ()
    """What emptied the result, when it is empty."""
    total: int | None = None
    """Rows in all, when the result shows fewer and they could be counted at once."""
    done: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)
    started: float = field(default_factory=perf_counter)
    seconds: float = 0.0

    def start(self) -> "Working":
        """Begin; returns at once."""
        Thread(target=self._work, name="answering", daemon=True).start()
        return self

    def stop(self) -> None:
        """The person has had enough: calls of models end, and the query that runs for it is interrupted."""
        if not self.stopped.is_set():
            self.stopped.set()
            Thread(target=self._interrupt, name="stopping", daemon=True).start()

    def _work(self) -> None:
        try:
            with self._turn_to_ask():
                self.outcome = answer = self._answered()
                self._look_into(answer)
        except Text2SqlError as error:
            self.outcome = str(error)
        except BaseException as error:  # told by the page, which shows where it came from
            self.outcome = error
        finally:
            self.seconds = perf_counter() - self.started
            self.done.set()

    def _answered(self) -> Answer:
        opened, asked = self.opened, self.asked
        pipeline, store = opened.pipeline, opened.store
        allowance = Allowance(pipeline.deadline(), self.stopped.is_set)
        question = asked.question or opened.question(asked.text)
        if asked.reading is None and asked.question is None and store is not None:
            return remembered(pipeline, store, self.conversation, question, self._on_step, allowance)[0]
        if asked.reading is not None:
            answer = answer_reading(pipeline, question, asked.reading, self._on_step, allowance)
        else:
            answer = pipeline.answer(question, self._on_step, allowance)
        if self.stopped.is_set() and not isinstance(answer, Answered):
            raise QuestionStopped("The question was stopped.")  # a query that was interrupted is no turn to be kept
        self._keep(question, answer)
        return answer

    def _look_into(self, answer: Answer) -> None:
        """What emptied the result, or how many rows it has in all; the answer is there when neither can be told."""
        if not isinstance(answer, Answered):
            return
        pipeline, sql = self.opened.pipeline, answer.candidate.sql
        try:
            if is_empty(answer.result):
                self.emptied = what_emptied(pipeline, sql, self._a_while(_EXPLAINING_SECONDS))
            elif answer.result.truncated:
                self.total = rows_in_all(pipeline, sql, _COUNTING_SECONDS, self._a_while(_EXPLAINING_SECONDS))
        except Text2SqlError:
            return

    def _a_while(self, seconds: float) -> Allowance:
        return Allowance(monotonic() + seconds, self.stopped.is_set)

    def _keep(self, question: Question, answer: Answer) -> None:
        if self.opened.store is not None:
            self.opened.store.append(self.conversation, turn_of(question, answer))

    def _on_step(self, step: Step) -> None:
        self._unless_stopped()
        self.steps.append(step)

    @contextmanager
    def _turn_to_ask(self) -> "Iterator[None]":
        """Wait for the pipeline, which answers one question at a time; a stopped question waits no longer."""
        opened = self.opened
        with self._first_in_line():
            while not opened.lock.acquire(timeout=_LOOK_AGAIN_SECONDS):
                self._unless_stopped()
        try:
            with opened.guard:
                opened.running.append(self)
            yield
        finally:
            with opened.guard:
                opened.running.remove(self)
            opened.lock.release()

    @contextmanager
    def _first_in_line(self) -> "Iterator[None]":
        """Who asked first is answered first. A lock alone lets anybody in, and of thirty some would wait for ever."""
        line, waiting = self.opened.line, self.opened.waiting
        with line:
            waiting.append(self)
        try:
            with line:
                while waiting[0] is not self:
                    self._unless_stopped()
                    line.wait(_LOOK_AGAIN_SECONDS)
            yield
        finally:
            with line:
                waiting.remove(self)
                line.notify_all()

    def _unless_stopped(self) -> None:
        if self.stopped.is_set():
            raise QuestionStopped("The question was stopped.")

    def _interrupt(self) -> None:
        """End the running query for as long as this question is the one that runs; a query may be begun again."""
        for _ in range(_INTERRUPTIONS):
            with self.opened.guard:
                if self in self.opened.running:
                    self.opened.interrupt()
            if self.done.wait(_LOOK_AGAIN_SECONDS * 2):
                return
