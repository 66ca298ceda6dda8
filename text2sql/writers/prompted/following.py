"""Follow-ups with a model: it says whether a message needs the conversation, and writes the complete question."""

from dataclasses import replace
from typing import Literal

from text2sql.prompting import Reply
from text2sql.prompts.following import follow_prompt
from text2sql.types import Carried, Question
from text2sql.writers.prompted.replies import with_fields
from text2sql.writers.prompted.task import Asking

_KINDS: tuple[Literal["period", "filter", "grouping", "measure", "limit", "order"], ...] = (
    "period", "filter", "grouping", "measure", "limit", "order",
)  # fmt: skip
_LONGEST = 2_000
"""Letters of a question that a model may make; a longer one is none."""


def follow_with_model(question: Question, asking: Asking) -> Question | None:
    """The complete question; None when the model says that it was complete.

    A reply that cannot be used leaves the question as it was typed, with the conversation for the writer to see.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
    """
    reply = with_fields(asking.ask_quietly(follow_prompt(question)))
    kind, standalone = reply.words("kind"), " ".join(reply.words("standalone").split())
    if kind == "independent":
        return None
    if kind != "follow_up" or not 0 < len(standalone) <= _LONGEST:
        return question
    return replace(question, text=standalone, original=question.original or question.text, carried=_carried(reply))


def _carried(reply: Reply) -> tuple[Carried, ...]:
    found = []
    for line in reply.lines("kept"):
        kind, _, label = line.strip().removeprefix("-").partition(":")
        for known in _KINDS:
            if kind.strip().casefold() == known and label.strip():
                found.append(Carried(known, label.strip(), removable=known != "measure"))
    return tuple(dict.fromkeys(found))
