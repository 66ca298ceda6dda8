"""Telling the audit about a question, whatever came of it: answered, declined, refused, stopped or failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from text2sql.errors import QuestionStopped
from text2sql.interfaces import Audit, Writer
from text2sql.types import Answer, Answered, Question
from text2sql.usage import AuditEntry, Decision
from text2sql.workbench import Course


@dataclass
class _Outcome:
    decision: Decision = "failed"
    standalone: str = ""
    sql: str | None = None
    reason: str = ""

    def settle(self, answer: Answer) -> None:
        """What came of it."""
        self.decision = answer.status
        self.standalone = answer.question.text if answer.question else ""
        if isinstance(answer, Answered):
            self.sql = answer.sql.text
        else:
            self.reason = answer.message


@contextmanager
def audited(
    audit: Audit | None, database: str, writer: Writer, question: Question, course: Course
) -> Iterator[_Outcome]:
    """The audit is told when the block ends, also when it ends with an error, which passes through.

    Raises:
        KnowledgeError: the audit cannot be written; then nothing is answered.
    """
    outcome, started = _Outcome(), perf_counter()
    try:
        yield outcome
    except BaseException as error:
        stopped = isinstance(error, QuestionStopped) or not isinstance(error, Exception)
        outcome.decision = "stopped" if stopped else "failed"
        outcome.reason = str(error)
        raise
    finally:
        if audit is not None:
            calls = tuple(course.calls)
            audit.record(
                AuditEntry(
                    database=database,
                    question=question.text,
                    standalone_question=outcome.standalone or question.text,
                    decision=outcome.decision,
                    sql=outcome.sql,
                    reason=outcome.reason,
                    writer=writer.name,
                    model=calls[-1].model if calls else writer.model,
                    strategy=writer.strategy if calls else "",
                    calls=calls,
                    usage=course.usage,
                    seconds=round(perf_counter() - started, 3),
                )
            )
