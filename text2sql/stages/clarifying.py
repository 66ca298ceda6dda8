"""clarify: ask back only when it makes a difference, and show what difference it makes.

The readings of a question are run through the gate. Those with equal results are one reading; when only one is left
there is nothing to ask. What is still asked shows the figure of every reading, and never more than twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from text2sql.catalog import Language
from text2sql.interfaces import Workbench
from text2sql.messages import say
from text2sql.types import Candidate, Clarify, Declined, Question, Reading, Trial, Turn

MOST_ASKED = 2
"""How often one question may be asked back; after that it is answered as best as can be, or declined."""
_MOST_RUN = 4
_GUESS = 0.4
"""Confidence of the likeliest reading after asking did not help; below what trust calls certain."""

Tell = Callable[[Candidate, Trial], str]
"""The result of a candidate in words."""


def settled(asked: Clarify, workbench: Workbench, tell: Tell) -> Clarify | tuple[Candidate, ...]:
    """The question back with the figure of each reading, or the candidates when there is nothing to ask.

    A reading whose query fails is none. When all fail they are handed back, so that their problems are told.
    """
    kept: dict[str, Reading] = {}
    agreed: dict[str, int] = {}
    for reading in asked.readings[:_MOST_RUN]:
        if reading.candidate is None:
            kept[reading.text] = reading
            continue
        trial = workbench.run(reading.candidate.sql)
        if trial.problem:
            continue
        result = trial.fingerprint or reading.candidate.sql
        agreed[result] = agreed.get(result, 0) + 1
        if result not in kept:
            figure = tell(reading.candidate, trial) if trial.result is not None else ""
            kept[result] = replace(reading, figure=figure)
    candidates = tuple(each.candidate for each in asked.readings if each.candidate is not None)
    if candidates and not kept:
        return candidates
    if not asked.sure or len(kept) != 1 or not agreed:
        return replace(asked, readings=tuple(kept.values()))
    (result, only), *_ = kept.items()
    assert only.candidate is not None
    agreement = (agreed[result], agreed[result]) if agreed[result] > 1 else None
    return (replace(only.candidate, agreement=agreement),)


def without_asking(asked: Clarify, language: Language) -> tuple[Candidate, ...] | Declined:
    """What becomes of a question that has been asked back often enough: its likeliest reading, said to be a guess."""
    likely = next((each.candidate for each in asked.readings if each.candidate is not None), None)
    if likely is None or not asked.sure:
        message = say(language, "pipeline.asked_enough")
        return Declined(message, tuple(each.question or each.text for each in asked.readings))
    guess = say(language, "pipeline.guessed", reading=likely.reading)
    confidence = min(likely.confidence, _GUESS)
    return (replace(likely, confidence=confidence, assumptions=(*likely.assumptions, guess)),)


def times_asked(question: Question) -> int:
    """How often the same question was asked back already, in the turns right before it.

    It is the same when it is put again in the same words, or in those of a reading that was offered for it.
    """
    said, count = {_plain(question.original), _plain(question.text)}, 0
    for turn in reversed(question.history):
        if not _is_asked_back(turn) or not said & _wordings(turn):
            break
        said, count = said | _wordings(turn), count + 1
    return count


def _is_asked_back(turn: Turn) -> bool:
    return turn.status == "clarify" and not any(each.costly for each in turn.readings)


def _wordings(turn: Turn) -> set[str]:
    offered: Sequence[str] = [each.question or each.text for each in turn.readings]
    return {_plain(each) for each in (turn.question, turn.standalone_question, *offered)}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?.!")
