"""recall: make a question stand on its own, given the turns before it.

Which words of a question point back is a matter of language and is read here; what the question then means depends on
what it follows, and is worked out by a :class:`~text2sql.interfaces.Follower`: with a language model, or by editing the
previous query. A question that stands on its own starts clean: nothing of the conversation goes with it.
"""

import unicodedata
from dataclasses import replace

from text2sql.interfaces import Follower, Reference, Workbench
from text2sql.stages.recalling.changes import Change, changes
from text2sql.stages.recalling.choices import chosen_reading
from text2sql.stages.recalling.references import references
from text2sql.types import Question

__all__ = ["Change", "changes", "chosen_reading", "recall", "references"]


def recall(question: Question, follower: Follower | None = None, workbench: Workbench | None = None) -> Question:
    """The question, complete when it is a follow-up.

    Its text is in composed form (NFC) and its spaces are tidied; offsets found later refer to this.

    Args:
        question: what was typed, with the turns before it.
        follower: completes follow-ups; None leaves every question as it is.
        workbench: what the follower may use.
    """
    text = " ".join(unicodedata.normalize("NFC", question.text).split())
    tidy = replace(question, text=text, original=question.text if question.text != text else question.original)
    if follower is None or workbench is None or not question.history:
        return tidy
    reference = references(text)
    said = any(turn.status == "answered" or turn.readings for turn in question.history)
    if not said and not _may_follow(reference):
        return replace(tidy, history=())
    followed = follower.follow(tidy, reference, workbench)
    return replace(tidy, history=()) if followed is None else followed


def _may_follow(reference: Reference) -> bool:
    """Whether words may speak of something before them though nothing before them was answered."""
    speaks = reference.pointing or reference.edits or reference.adds or reference.earlier
    return bool(speaks or reference.elliptic or reference.inside)
