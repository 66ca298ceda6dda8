"""Predictions of our own pipeline: each question goes all the way, as a person's would.

What is scored is the SQL as it was written, before the gate added a LIMIT and policies, because gold has none; it had
to pass the gate and run all the same.
"""

from dataclasses import replace
from threading import Lock

from text2sql.errors import BudgetExceeded, ModelError, ModelUnavailable
from text2sql.evaluation.opening import OpenDatabases
from text2sql.evaluation.turns import TurnsBefore
from text2sql.evaluation.types import Case, Prediction
from text2sql.interfaces import Spending
from text2sql.pipeline import with_cost_approved
from text2sql.types import Answer, Answered, LinkedSchema, Step
from text2sql.usage import Usage


def asked_text(case: Case) -> str:
    """A question as our pipeline is asked it, with the knowledge that the benchmark hands out."""
    return f"{case.question}\n{case.evidence}" if case.evidence else case.question


class PipelineSystem:
    """Asks our own pipeline. Safe to call from several threads."""

    def __init__(self, databases: OpenDatabases, turns: TurnsBefore) -> None:
        """Take what to ask.

        Args:
            databases: opened under the cases' names.
            turns: the earlier turns of conversations.
        """
        self._databases = databases
        self.turns = turns

    def __call__(self, case: Case) -> Prediction:
        """What the pipeline makes of a question. What the cost guard would ask about is allowed: nobody is there.

        Raises:
            ModelUnavailable: the model cannot be used at all.
            BudgetExceeded: the day's money was used up before this question cost anything.
            Text2SqlError: the database failed.
        """
        made = Prediction(case.id, None, "failed")
        try:
            made = self._asked(case)
        finally:
            # Whatever became of it, the next turn must not wait forever.
            self.turns.keep(case, made)
        return made

    def _asked(self, case: Case) -> Prediction:
        linked: list[LinkedSchema] = []
        history = self.turns.before(case)

        def watch(step: Step) -> None:
            if isinstance(step.value, LinkedSchema):
                linked.append(step.value)

        with self._databases.lent(case.database) as opened:
            asked = replace(opened.question(asked_text(case)), history=history)
            counted = _Counted(opened.pipeline.spending)
            pipeline = replace(with_cost_approved(opened.pipeline), spending=counted)
            try:
                answer = pipeline.answer(asked, watch)
            except ModelUnavailable:
                raise
            except ModelError as error:
                if isinstance(error, BudgetExceeded) and not counted.usage.calls:
                    raise
                return Prediction(case.id, None, "failed", str(error), usage=counted.usage)
        return _prediction(case, answer, linked[-1] if linked else None)


class _Counted:
    """Counts what one question costs, so that it is known when the question fails, and passes it on."""

    def __init__(self, ledger: Spending | None) -> None:
        self.usage = Usage()
        self._ledger = ledger
        self._lock = Lock()

    def check(self, spent: Usage) -> None:
        if self._ledger is not None:
            self._ledger.check(spent)

    def add(self, usage: Usage) -> None:
        with self._lock:
            self.usage += usage
        if self._ledger is not None:
            self._ledger.add(usage)


def _prediction(case: Case, answer: Answer, linked: LinkedSchema | None) -> Prediction:
    answered = isinstance(answer, Answered)
    tables = linked.tables if linked else ()
    return Prediction(
        case=case.id,
        sql=answer.candidate.sql if isinstance(answer, Answered) else None,
        status=answer.status,
        message="" if answered else getattr(answer, "message", ""),
        confidence=answer.candidate.confidence if isinstance(answer, Answered) else None,
        seconds=answer.receipt.seconds,
        usage=answer.receipt.usage,
        tables=tuple(each.table.name for each in tables),
        columns=tuple(f"{each.table.name}.{column}" for each in tables for column in each.columns),
        standalone=answer.question.text if answer.question else "",
        result_columns=tuple(column.name for column in answer.result.columns) if isinstance(answer, Answered) else (),
        intent=answer.candidate.intent if isinstance(answer, Answered) else "",
    )
