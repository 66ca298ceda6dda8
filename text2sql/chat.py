"""remember, answer, remember: a conversation around the pipeline."""

from dataclasses import replace

from text2sql.interfaces import ConversationStore
from text2sql.pipeline import Pipeline
from text2sql.types import Answer, Answered, OnStep, Question, Turn


def remembered(
    pipeline: Pipeline, store: ConversationStore, conversation: str, question: Question, on_step: OnStep
) -> tuple[Answer, int]:
    """Answer with the conversation's earlier turns at hand and remember the new one; also how many there were."""
    turns = store.turns(conversation)
    answer = pipeline.answer(replace(question, history=turns), on_step)
    answered = answer if isinstance(answer, Answered) else None
    told = answered.summary if answered else answer.message if not isinstance(answer, Answered) else ""
    asked = answer.question or question
    turn = Turn(question.text, asked.text, answered.sql.text if answered else None, told, answer.status)
    store.append(conversation, turn)
    return answer, len(turns)
