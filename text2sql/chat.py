"""remember, answer, remember: a conversation around the pipeline; and an answer to a reading that a person chose."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from text2sql.interfaces import ConversationStore, Workbench
from text2sql.messages import say
from text2sql.pipeline import Pipeline, with_cost_approved
from text2sql.prompting import Allowance
from text2sql.stages.recalling import chosen_reading
from text2sql.types import (
    Answer,
    Answered,
    Attempt,
    Candidate,
    Carried,
    Clarify,
    LinkedSchema,
    OnStep,
    Question,
    Reading,
    Turn,
)


def remembered(
    pipeline: Pipeline,
    store: ConversationStore,
    conversation: str,
    question: Question,
    on_step: OnStep,
    allowance: Allowance | None = None,
) -> tuple[Answer, int]:
    """Answer with the conversation's earlier turns at hand and remember the new one; also how many there were.

    Nothing is written before there is an answer, and then all of it at once: a process that dies loses no turn.
    """
    turns = store.turns(conversation)
    chosen = chosen_reading(question.text, turns)
    if chosen is None:
        answer = pipeline.answer(replace(question, history=turns), on_step, allowance)
    else:
        answer = _as_chosen(pipeline, replace(question, history=turns), chosen, on_step, allowance)
    store.append(conversation, turn_of(question, answer))
    return answer, len(turns)


def _as_chosen(
    pipeline: Pipeline, question: Question, reading: Reading, on_step: OnStep, allowance: Allowance | None
) -> Answer:
    """The answer to a reply that chose a reading of the question before it."""
    last = question.history[-1]
    asked = replace(question, text=reading.question or last.standalone_question, original=question.text)
    if reading.sql:
        return answer_reading(pipeline, asked, reading, on_step, allowance)
    return replace(pipeline, follower=None).answer(asked, on_step, allowance)


def turn_of(question: Question, answer: Answer) -> Turn:
    """What a conversation keeps of a question and its answer; never rows."""
    asked = answer.question or question
    answered = answer if isinstance(answer, Answered) else None
    return Turn(
        question=question.text,
        standalone_question=asked.text,
        sql=answered.sql.text if answered else None,
        summary=answer.summary if isinstance(answer, Answered) else answer.message,
        status=answer.status,
        cost_usd=answer.receipt.usage.cost_usd,
        columns=tuple(column.name for column in answered.result.columns) if answered else (),
        asked_at=datetime.now(UTC),
        carried=asked.carried,
        dropped=asked.dropped,
        intent=answered.candidate.intent if answered else "",
        readings=tuple(map(_offered, answer.readings)) if isinstance(answer, Clarify) else (),
    )


def _offered(reading: Reading) -> Reading:
    intent = reading.intent if reading.candidate is None else reading.candidate.intent
    return replace(reading, figure="", candidate=None, intent=intent)


def without(question: Question, chip: Carried) -> Question:
    """The question to ask again after a person took away something that it carried over.

    Args:
        question: as an answer holds it, with the turns before it.
        chip: one of its ``carried``.
    """
    typed = question.original or question.text
    return replace(question, text=typed, original="", carried=(), draft=None, dropped=(*question.dropped, chip))


def answer_reading(
    pipeline: Pipeline, question: Question, reading: Reading, on_step: OnStep, allowance: Allowance | None = None
) -> Answer:
    """The answer to one of the readings that were offered, through the same gate as any other SQL.

    It is never more than "look twice": the writer was not sure of it, and only the person knows what was meant.
    """
    allowed = with_cost_approved(pipeline) if reading.costly else pipeline
    chosen = replace(allowed, writer=_ChosenReading(reading), follower=None, max_attempts=1)
    answer = chosen.answer(question, on_step, allowance)
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
        said = self.reading
        return (said.candidate or Candidate(said.sql, said.text, 1.0, "grammar", intent=said.intent),)

    def rehearse(self, question: Question, linked: LinkedSchema) -> None:
        """Nothing to prepare."""
