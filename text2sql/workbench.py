"""What a question goes through besides the figure: the gate for whoever tries SQL, and the account of steps and calls.

Everything that reaches the warehouse passes here, so there is one place where SQL is checked, planned, judged by its
cost and run.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TypeVar

from text2sql.catalog import Language
from text2sql.errors import OutOfTime, QueryFailed, QuestionStopped
from text2sql.interfaces import Knowledge, Spending, Warehouse
from text2sql.messages import say
from text2sql.prompting import Allowance
from text2sql.stages.checking import Budget, Checker, judge_cost
from text2sql.stages.choosing import fingerprint
from text2sql.types import (
    Limits,
    OnStep,
    Rejected,
    StageName,
    Step,
    StepValue,
    Trial,
)
from text2sql.usage import ModelCall, Streamed, Usage

T = TypeVar("T", bound=StepValue)
R = TypeVar("R")


@dataclass
class Course:
    """What one question has gone through so far: seconds for each stage, calls of models.

    Steps are told on the thread that asked; what other threads do is only counted.
    """

    on_step: OnStep
    seconds: dict[StageName, float] = field(default_factory=dict)
    calls: list[ModelCall] = field(default_factory=list)
    _last: float = 0.0
    _thread: int = field(default_factory=threading.get_ident)

    def timed(self, stage: StageName, work: Callable[[], R]) -> R:
        """The work's value; its seconds are added to the stage's."""
        started = perf_counter()
        try:
            return work()
        finally:
            self._last = perf_counter() - started
            self.seconds[stage] = self.seconds.get(stage, 0.0) + self._last

    def report(self, stage: StageName, value: StepValue) -> None:
        """Tell a step that has been timed."""
        if threading.get_ident() == self._thread:
            self.on_step(Step(stage, value, self._last))

    def step(self, stage: StageName, work: Callable[[], T]) -> T:
        """Time the work and tell its value."""
        value = self.timed(stage, work)
        self.report(stage, value)
        return value

    @property
    def usage(self) -> Usage:
        """All calls together."""
        return sum((call.usage for call in self.calls), Usage())


@dataclass(frozen=True)
class Gate:
    """What SQL has to pass to reach rows: the checker, the warehouse's plan, the cost guard, the limits."""

    checker: Checker
    warehouse: Warehouse
    limits: Limits = Limits()
    budget: Budget = Budget()
    """How much a query may be expected to cost; above its asking thresholds a person is asked first."""


@dataclass
class GatedWorkbench:
    """A :class:`~text2sql.interfaces.Workbench` over one gate, for one question."""

    knowledge: Knowledge
    gate: Gate
    course: Course
    allowance: Allowance = Allowance()
    spending: Spending | None = None
    language: Language = "en"
    _trials: dict[str, Trial] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def plan(self, sql: str) -> Trial:
        """Check and dry run; what is estimated to cost more than the budget is a problem."""
        with self._lock:
            known = self._trials.get(sql)
            if known is None:
                known = self._trials[sql] = self._planned(sql)
            return known

    def run(self, sql: str) -> Trial:
        """Check, dry run and run, once for each text; what a person has to allow first is only planned."""
        with self._lock:
            trial = self.plan(sql)
            if trial.checked is None or trial.plan is None or trial.problem or trial.result is not None:
                return trial
            if judge_cost(trial.plan, self.gate.budget) == "ask":
                return trial
            self._may_go_on()
            checked = trial.checked
            try:
                result = self.course.step("run", lambda: self.gate.warehouse.run(checked, self.gate.limits))
            except QueryFailed as error:
                trial = replace(trial, problem=str(error))
            else:
                trial = replace(trial, result=result, fingerprint=fingerprint(result, checked.ordered))
            self._trials[sql] = trial
            return trial

    def may_call(self) -> None:
        """Whether a model may be called once more.

        Raises:
            QuestionStopped, OutOfTime, BudgetExceeded: no.
        """
        self._may_go_on()
        if self.spending is not None:
            self.spending.check(self.course.usage)

    def called(self, call: ModelCall) -> None:
        """Keep account of a call."""
        with self._lock:
            self.course.calls.append(call)
        if self.spending is not None:
            self.spending.add(call.usage)

    def said(self, text: str, purpose: str) -> None:
        """Show words of the model as they arrive."""
        self.course.report("write", Streamed(text, purpose))

    def _may_go_on(self) -> None:
        if self.allowance.stopped():
            raise QuestionStopped("The question was stopped.")
        if self.allowance.seconds_left() <= 0:
            raise OutOfTime(
                "The time for this question is used up. Ask something smaller, or raise `seconds` under [model]."
            )

    def _planned(self, sql: str) -> Trial:
        checked = self.course.step("check", lambda: self.gate.checker.check(sql))
        if isinstance(checked, Rejected):
            return Trial(sql, checked.problem)
        try:
            plan = self.course.step("dry_run", lambda: self.gate.warehouse.dry_run(checked))
        except QueryFailed as error:
            return Trial(sql, str(error), checked)
        if judge_cost(plan, self.gate.budget) == "refuse":
            problem = say(self.language, "pipeline.too_costly", rows=f"{plan.estimated_rows or 0:,}")
            return Trial(sql, problem, checked, plan)
        return Trial(sql, "", checked, plan)
