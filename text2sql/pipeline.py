"""The figure: how a question becomes an answer, on one screen.

    question ─ recall ─ link ─ write ─ check ─ dry run ─ choose ─ run ─ narrate ─ answer
                                 ▲        │        │                │
                                 └─ problem, in words the writer can act on (at most ``max_attempts``)

Refusing and asking back are values. Exceptions mean that the warehouse or a model failed, and pass through.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

from text2sql.errors import QueryFailed
from text2sql.interfaces import Knowledge, Warehouse, Writer
from text2sql.messages import say
from text2sql.stages.checking import Checker
from text2sql.stages.choosing import Proven, choose
from text2sql.stages.linking import LinkBudget, link
from text2sql.stages.narrating import narrate
from text2sql.stages.recalling import recall
from text2sql.types import (
    Answer,
    Answered,
    Attempt,
    Candidate,
    Clarify,
    Declined,
    Limits,
    LinkedSchema,
    OnStep,
    Question,
    Receipt,
    Refused,
    Rejected,
    ResultTable,
    StageName,
    Step,
    StepValue,
    with_receipt,
)

T = TypeVar("T", bound=StepValue)
R = TypeVar("R")


def _ignore(step: Step) -> None:
    """Nobody is watching."""


@dataclass(frozen=True)
class Pipeline:
    """One database, ready to be asked. Put together in ``assembly.py``; used by one thread at a time."""

    knowledge: Knowledge
    writer: Writer
    warehouse: Warehouse
    checker: Checker
    limits: Limits = Limits()
    link_budget: LinkBudget = LinkBudget()
    max_attempts: int = 3

    def answer(self, question: Question, on_step: OnStep = _ignore) -> Answer:
        """Answer a question.

        Args:
            question: what was asked, with the turns before it.
            on_step: told every value as it appears.

        Raises:
            WarehouseError: the data source failed for a reason that rewriting the SQL cannot mend.
            ModelError: the language model failed.
        """
        course = _Course(on_step)
        question = course.step("recall", lambda: recall(question))
        linked = course.step("link", lambda: link(question, self.knowledge, self.link_budget))
        for _ in range(self.max_attempts):
            written = course.timed("write", lambda: self.writer.write(question, linked, tuple(course.attempts)))
            if isinstance(written, Clarify | Declined):
                course.report("write", written)
                return with_receipt(written, question, self._receipt(course, question, linked))
            proven = [survivor for candidate in written if (survivor := self._prove(candidate, course))]
            if not proven:
                continue
            chosen = choose(proven)
            result = self._run(chosen, course)
            if result is not None:
                return self._answered(course, question, linked, chosen, result)
        problem = course.attempts[-1].problem
        message = say(question.language, "pipeline.none_valid", problem=problem)
        return Refused(message, tuple(course.attempts), question, self._receipt(course, question, linked))

    def _prove(self, candidate: Candidate, course: "_Course") -> Proven | None:
        """Check and dry run; what fails becomes an attempt for the writer to learn from."""
        course.report("write", candidate)
        checked = course.step("check", lambda: self.checker.check(candidate.sql))
        if isinstance(checked, Rejected):
            course.attempts.append(Attempt(candidate, checked.problem))
            return None
        try:
            plan = course.step("dry_run", lambda: self.warehouse.dry_run(checked))
        except QueryFailed as error:
            course.attempts.append(Attempt(candidate, str(error)))
            return None
        return Proven(candidate, checked, plan)

    def _run(self, chosen: Proven, course: "_Course") -> ResultTable | None:
        """Run it; a query that only fails while running (a date that is none) goes back to the writer as well."""
        try:
            return course.step("run", lambda: self.warehouse.run(chosen.sql, self.limits))
        except QueryFailed as error:
            course.attempts.append(Attempt(chosen.candidate, str(error)))
            return None

    def _answered(
        self, course: "_Course", question: Question, linked: LinkedSchema, chosen: Proven, result: ResultTable
    ) -> Answered:
        told = course.timed(
            "narrate", lambda: narrate(question, linked, chosen.candidate, chosen.sql, result, self.writer.model)
        )
        course.report("narrate", told.summary)
        return Answered(
            question=question,
            candidate=chosen.candidate,
            sql=chosen.sql,
            result=result,
            summary=told.summary,
            trust=told.trust,
            chart=told.chart,
            receipt=self._receipt(course, question, linked, chosen),
        )

    def _receipt(
        self, course: "_Course", question: Question, linked: LinkedSchema, chosen: Proven | None = None
    ) -> Receipt:
        return Receipt(
            database=self.knowledge.catalog.database,
            dialect=self.warehouse.dialect,
            writer=self.writer.name,
            model=self.writer.model,
            today=question.today,
            tables=tuple((linked_table.table.name, linked_table.score) for linked_table in linked.tables),
            values=linked.values,
            samples=tuple((linked_sample.sample.id, linked_sample.score) for linked_sample in linked.samples),
            attempts=tuple(course.attempts),
            checks=("read_only", "known_names", "dry_run") if chosen else (),
            estimated_rows=chosen.plan.estimated_rows if chosen else None,
            seconds=tuple(course.seconds.items()),
        )


@dataclass
class _Course:
    """What one question has gone through so far: attempts sent back, seconds for each stage."""

    on_step: OnStep
    attempts: list[Attempt] = field(default_factory=list)
    seconds: dict[StageName, float] = field(default_factory=dict)
    _last: float = 0.0

    def timed(self, stage: StageName, work: Callable[[], R]) -> R:
        started = perf_counter()
        try:
            return work()
        finally:
            self._last = perf_counter() - started
            self.seconds[stage] = self.seconds.get(stage, 0.0) + self._last

    def report(self, stage: StageName, value: StepValue) -> None:
        self.on_step(Step(stage, value, self._last))

    def step(self, stage: StageName, work: Callable[[], T]) -> T:
        value = self.timed(stage, work)
        self.report(stage, value)
        return value
