"""The figure: how a question becomes an answer, on one screen.

    question ─ recall ─ link ─ write ─ check ─ dry run ─ choose ─ run ─ narrate ─ answer
                                 ▲        │        │                │
                                 └─ problem, in words the writer can act on (at most ``max_attempts``)

Refusing and asking back are values. Exceptions mean that the warehouse or a model failed, and pass through.
"""

from dataclasses import dataclass, replace
from time import monotonic

from text2sql.auditing import audited
from text2sql.errors import ModelError, OutOfTime, PromptTooLong
from text2sql.interfaces import Audit, Follower, Knowledge, Narrator, Reranker, Spending, Warehouse, Writer
from text2sql.messages import say
from text2sql.prompting import Allowance
from text2sql.stages.checking import Budget, Checker, judge_cost
from text2sql.stages.choosing import Proven, choose
from text2sql.stages.clarifying import MOST_ASKED, settled, times_asked, without_asking
from text2sql.stages.declining import with_alternatives
from text2sql.stages.grounding import is_grounded
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
    Reading,
    Receipt,
    Refused,
    ResultTable,
    Step,
    Trial,
    Written,
)
from text2sql.workbench import Course, Gate, GatedWorkbench


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
    reranker: Reranker | None = None
    """Orders what was retrieved anew; None leaves it as it is."""
    narrator: Narrator | None = None
    """Tells results in words; None leaves it to rules."""
    max_attempts: int = 3
    budget: Budget = Budget()
    """How much a query may be expected to cost before a person is asked, and before it is refused."""
    spending: Spending | None = None
    """Keeps account of money spent on models; None when nobody does."""
    audit: Audit | None = None
    """Is told of every question; None when nobody keeps it."""
    seconds: float | None = None
    """How long all the work on a question may take; None means that only queries have a deadline."""
    follower: Follower | None = None
    """Makes follow-ups stand on their own; None reads every question by itself."""

    def answer(self, question: Question, on_step: OnStep = _ignore, allowance: Allowance | None = None) -> Answer:
        """Answer a question.

        Args:
            question: what was asked, with the turns before it.
            on_step: told every value as it appears.
            allowance: when to stop; None means after ``seconds``.

        Raises:
            WarehouseError: the data source failed for a reason that rewriting the SQL cannot mend.
            ModelError: the language model failed, or time or money is used up.
            QuestionStopped: the person who asked stopped it.
        """
        course = Course(on_step)
        with audited(self.audit, self.knowledge.catalog.database, self.writer, question, course) as audit:
            answer = self._answer(question, course, allowance or Allowance(self.deadline()))
            audit.settle(answer)
        return answer

    def deadline(self) -> float | None:
        """When work on a question that begins now has to end, in :func:`time.monotonic` seconds; None for never."""
        return None if self.seconds is None else monotonic() + self.seconds

    def _answer(self, question: Question, course: Course, allowance: Allowance) -> Answer:
        gate = Gate(self.checker, self.warehouse, self.limits, self.budget)
        bench = GatedWorkbench(self.knowledge, gate, course, allowance, self.spending, question.language)
        asked_before = times_asked(question)
        question = course.step("recall", lambda: recall(question, self.follower, bench))
        linked = course.step("link", lambda: link(question, self.knowledge, self.link_budget, self.reranker))
        attempts: list[Attempt] = []
        for _ in range(self.max_attempts):
            try:
                written = self._written(question, linked, tuple(attempts), bench)
            except PromptTooLong:
                if (fewer := self._linked_narrowly(question, linked, course)) is None:
                    raise
                linked, written = fewer, self._written(question, fewer, tuple(attempts), bench)
            told = _Told(self, course, question, linked, attempts)
            if isinstance(written, Clarify):
                written = self._settled(written, question, linked, bench, asked_before)
            if isinstance(written, Declined):
                written = with_alternatives(written, linked, question.language)
            if isinstance(written, Clarify | Declined):
                course.report("write", written)
                return replace(written, question=question, receipt=told.receipt(offered=_likeliest(written)))
            proven = _proven(written, attempts, bench)
            if not proven:
                continue
            chosen = choose(proven)
            if judge_cost(chosen.plan, self.budget) == "ask":
                return replace(_ask_first(question, chosen), question=question, receipt=told.receipt(chosen))
            trial = bench.run(chosen.candidate.sql)
            if trial.result is not None:
                return told.answered(chosen, trial.result, _in_words(self.narrator, question, chosen, trial, bench))
            attempts.append(Attempt(chosen.candidate, trial.problem))
        message = say(question.language, "pipeline.none_valid", problem=attempts[-1].problem)
        return Refused(message, tuple(attempts), question, told.receipt())

    def _written(
        self, question: Question, linked: LinkedSchema, attempts: tuple[Attempt, ...], bench: GatedWorkbench
    ) -> Written:
        try:
            return bench.course.timed("write", lambda: self.writer.write(question, linked, attempts, bench))
        except OutOfTime as error:
            if attempts:
                raise OutOfTime(f"{error} The last problem was: {attempts[-1].problem}") from error
            raise

    def _settled(
        self, asked: Clarify, question: Question, linked: LinkedSchema, bench: GatedWorkbench, asked_before: int
    ) -> Written:
        """What is left to ask once the readings have been run."""

        def tell(candidate: Candidate, trial: Trial) -> str:
            if trial.checked is None or trial.result is None:
                return ""
            return narrate(question, linked, candidate, trial.checked, trial.result, self.writer.model).summary

        readings = tuple(self._with_candidate(each, question, linked, bench) for each in asked.readings)
        left = settled(replace(asked, readings=readings), bench, tell)
        if isinstance(left, Clarify) and asked_before >= MOST_ASKED:
            return without_asking(left, question.language)
        return left

    def _with_candidate(
        self, reading: Reading, question: Question, linked: LinkedSchema, bench: GatedWorkbench
    ) -> Reading:
        """A reading with its query; one that a model put in words is written by it, and stays words when that fails."""
        if reading.candidate is not None or not reading.question or self.writer.model is None:
            return reading
        try:
            written = self._written(replace(question, text=reading.question), linked, (), bench)
        except ModelError:
            return reading
        if isinstance(written, Clarify | Declined):
            return reading
        return replace(reading, sql=written[0].sql, candidate=written[0])

    def _linked_narrowly(self, question: Question, linked: LinkedSchema, course: Course) -> LinkedSchema | None:
        """Half of what was linked, for a prompt that did not fit; None when there is nothing to leave out."""
        if len(linked.tables) < 2:
            return None
        fewer = self.link_budget.narrowed(len(linked.tables))
        return course.step("link", lambda: link(question, self.knowledge, fewer, self.reranker))


def _proven(written: tuple[Candidate, ...], attempts: list[Attempt], bench: GatedWorkbench) -> list[Proven]:
    """The candidates that pass the gate; what fails becomes an attempt for the writer to learn from.

    Several candidates of a model are run, so that their results can be compared.
    """
    compared = len(written) > 1 and any(each.origin == "model" for each in written)
    proven = []
    for candidate in written:
        bench.course.report("write", candidate)
        trial = bench.run(candidate.sql) if compared else bench.plan(candidate.sql)
        if trial.problem or trial.checked is None or trial.plan is None:
            attempts.append(Attempt(candidate, trial.problem))
        else:
            proven.append(Proven(candidate, trial.checked, trial.plan, trial.fingerprint))
    return proven


def _in_words(
    narrator: Narrator | None, question: Question, chosen: Proven, trial: Trial, bench: GatedWorkbench
) -> str:
    """The result in a model's words, when they hold no figure but its own; empty when the rules' words are to be used.

    The rows are there: a model that fails to tell them costs its words and nothing else.
    """
    if narrator is None or trial.result is None:
        return ""
    try:
        text = bench.course.timed("narrate", lambda: narrator.summarise(question, chosen.candidate, trial, bench))
    except ModelError:
        return ""
    said = (question.text, chosen.candidate.reading, chosen.sql.text)
    return text if is_grounded(text, trial.result, said) else ""


def _likeliest(written: Clarify | Declined) -> Candidate | None:
    """The first reading that is offered with its query."""
    readings = written.readings if isinstance(written, Clarify) else ()
    return next((each.candidate for each in readings if each.candidate is not None), None)


def _ask_first(question: Question, chosen: Proven) -> Clarify:
    """The query is known, but what it is estimated to read is for a person to allow."""
    rows, size = chosen.plan.estimated_rows, chosen.plan.estimated_bytes
    amount = f"{rows:,}" if rows is not None else "?"
    key = "pipeline.ask_cost_bytes" if size is not None else "pipeline.ask_cost"
    message = say(question.language, key, rows=amount, megabytes=f"{(size or 0) / 1e6:,.0f}")
    return Clarify(message, (Reading(chosen.candidate.reading, chosen.sql.text, costly=True),))


@dataclass(frozen=True)
class _Told:
    """What is known about the way to an answer, for its receipt."""

    pipeline: Pipeline
    course: Course
    question: Question
    linked: LinkedSchema
    attempts: list[Attempt]

    def answered(self, chosen: Proven, result: ResultTable, in_words: str) -> Answered:
        """The answer, told in a model's words or, without them, by rules."""
        model = self.pipeline.writer.model
        told = self.course.timed(
            "narrate", lambda: narrate(self.question, self.linked, chosen.candidate, chosen.sql, result, model)
        )
        summary = in_words or told.summary
        self.course.report("narrate", summary)
        trust = told.trust
        if self.attempts:
            said = say(self.question.language, "narrate.corrected", count=len(self.attempts))
            trust = replace(trust, warnings=(*trust.warnings, said))
        return Answered(
            question=self.question,
            candidate=chosen.candidate,
            sql=chosen.sql,
            result=result,
            summary=summary,
            trust=trust,
            chart=told.chart,
            receipt=self.receipt(chosen),
        )

    def receipt(self, chosen: Proven | None = None, offered: Candidate | None = None) -> Receipt:
        """Everything needed to repeat and audit it: of what answered, or of the likeliest of what is offered."""
        candidate = offered if chosen is None else chosen.candidate
        calls, writer = self.course.calls, self.pipeline.writer
        return Receipt(
            database=self.pipeline.knowledge.catalog.database,
            dialect=self.pipeline.warehouse.dialect,
            writer=writer.name,
            model=calls[-1].model if calls else writer.model,
            today=self.question.today,
            tables=tuple((linked_table.table.name, linked_table.score) for linked_table in self.linked.tables),
            values=self.linked.values,
            samples=tuple((linked_sample.sample.id, linked_sample.score) for linked_sample in self.linked.samples),
            attempts=tuple(self.attempts),
            checks=("read_only", "known_names", "dry_run") if chosen else (),
            estimated_rows=chosen.plan.estimated_rows if chosen else None,
            seconds=tuple(self.course.seconds.items()),
            usage=self.course.usage,
            prompt_hash=calls[0].prompt_hash if calls else "",
            strategy=writer.strategy if calls else "",
            calls=tuple(calls),
            explanation=None if candidate is None else candidate.explanation,
        )


def with_cost_approved(pipeline: Pipeline) -> Pipeline:
    """The same pipeline for a person who has allowed what a query is estimated to cost; what is refused stays so."""
    return replace(pipeline, budget=replace(pipeline.budget, ask_rows=None, ask_bytes=None))
