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

from text2sql.afterwards import Emptied, is_empty, what_emptied
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
                self.emptied = self._explained(answer)
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
        self._keep(question, answer)
        return answer

    def _explained(self, answer: Answer) -> tuple[Emptied, ...]:
        if not isinstance(answer, Answered) or not is_empty(answer.result):
            return ()
        allowance = Allowance(monotonic() + _EXPLAINING_SECONDS, self.stopped.is_set)
        try:
            return what_emptied(self.opened.pipeline, answer.candidate.sql, allowance)
        except Text2SqlError:
            return ()  # the answer is there; why it is empty stays unsaid

    def _keep(self, question: Question, answer: Answer) -> None:
        if self.opened.store is not None:
            self.opened.store.append(self.conversation, turn_of(question, answer))

    def _on_step(self, step: Step) -> None:
        if self.stopped.is_set():
            raise QuestionStopped("The question was stopped.")
        self.steps.append(step)

    @contextmanager
    def _turn_to_ask(self) -> "Iterator[None]":
        """Wait for the pipeline, which answers one question at a time; a stopped question waits no longer."""
        opened = self.opened
        while not opened.lock.acquire(timeout=_LOOK_AGAIN_SECONDS):
            if self.stopped.is_set():
                raise QuestionStopped("The question was stopped.")
        try:
            with opened.guard:
                opened.running.append(self)
            yield
        finally:
            with opened.guard:
                opened.running.remove(self)
            opened.lock.release()

    def _interrupt(self) -> None:
        """End the running query for as long as this question is the one that runs; a query may be begun again."""
        for _ in range(_INTERRUPTIONS):
            with self.opened.guard:
                if self in self.opened.running:
                    self.opened.interrupt()
            if self.done.wait(_LOOK_AGAIN_SECONDS * 2):
                return
