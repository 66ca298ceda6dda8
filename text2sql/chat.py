"""remember, answer, remember: a conversation around the pipeline; and an answer to a reading that a person chose."""

from dataclasses import dataclass, replace

from text2sql.interfaces import ConversationStore, Workbench
from text2sql.messages import say
from text2sql.pipeline import Pipeline, with_cost_approved
from text2sql.prompting import Allowance
from text2sql.types import Answer, Answered, Attempt, Candidate, LinkedSchema, OnStep, Question, Reading, Turn


def remembered(
    pipeline: Pipeline,
    store: ConversationStore,
    conversation: str,
    question: Question,
    on_step: OnStep,
    allowance: Allowance | None = None,
) -> tuple[Answer, int]:
    """Answer with the conversation's earlier turns at hand and remember the new one; also how many there were."""
    turns = store.turns(conversation)
    answer = pipeline.answer(replace(question, history=turns), on_step, allowance)
    answered = answer if isinstance(answer, Answered) else None
    told = answer.summary if isinstance(answer, Answered) else answer.message
    asked = answer.question or question
    sql = answered.sql.text if answered else None
    turn = Turn(question.text, asked.text, sql, told, answer.status, answer.receipt.usage.cost_usd)
    store.append(conversation, turn)
    return answer, len(turns)


def answer_reading(pipeline: Pipeline, question: Question, reading: Reading, on_step: OnStep) -> Answer:
    """The answer to one of the readings that were offered, through the same gate as any other SQL.

    It is never more than "look twice": the writer was not sure of it, and only the person knows what was meant.
    """
    allowed = with_cost_approved(pipeline) if reading.costly else pipeline
    chosen = replace(allowed, writer=_ChosenReading(reading), max_attempts=1)
    answer = chosen.answer(question, on_step)
    if not isinstance(answer, Answered) or reading.costly:
        return answer
    reasons = (say(question.language, "page.chosen"), *answer.trust.reasons[1:])
    return replace(answer, trust=replace(answer.trust, level="uncertain", reasons=reasons))


@dataclass
class _ChosenReading:
    """A writer that proposes what a person chose."""

    reading: Reading
    name: str = "chosen"
    model: str | None = None
    strategy: str = ""

    def write(
        self, question: Question, linked: LinkedSchema, attempts: tuple[Attempt, ...], workbench: Workbench
    ) -> tuple[Candidate, ...]:
        """What was chosen."""
        return (Candidate(self.reading.sql, self.reading.text, 1.0, "grammar"),)

    def rehearse(self, question: Question, linked: LinkedSchema) -> None:
        """Nothing to prepare."""
