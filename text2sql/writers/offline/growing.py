"""Figures over time of which each is held against those before it: moving averages, and the time that grew the most."""

import re
from dataclasses import replace

from text2sql.language import MovingMention
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.representation import ColumnRef, Dimension, OverTime

_RATE = re.compile(
    r"%|[율률](?:이|은|을|로|의|도)?(?![가-힣])|퍼센트|\brate\b|\bpercent|\bfastest\b|\bproportionally\b", re.IGNORECASE
)
_FALLING = "decline"
_CHANGES = ("growth", _FALLING)


def read_moving(draft: Draft) -> None:
    """An average over the last so many days, weeks or months, for each of them."""
    for word in [*draft.unused("moving")]:
        said = word.mention.special
        assert isinstance(said, MovingMention)
        word.used = True
        grains = [each.grain for each in draft.dimensions if each.grain]
        if grains not in ([], [said.unit]) or draft.window is not None:
            draft.doubt(1.2, said.text)
            continue
        if not grains:
            draft.dimensions.append(Dimension(ColumnRef("", ""), said.unit))
        draft.over_time, draft.window = "moving", said.count


def doubt_moving(draft: Draft) -> None:
    """A moving average of several figures, or of the first few groups, is another query."""
    if draft.over_time == "moving" and (len(draft.figures) != 1 or draft.having or draft.limit is not None):
        draft.over_time = None
        draft.doubt(1.2)


def changes(draft: Draft) -> list[Word]:
    """Words of growing or falling that nothing has used yet."""
    return [word for word in draft.unused("cue") if word.meaning.cue in _CHANGES]


def turn_around(draft: Draft) -> None:
    """What fell the most has the lowest difference."""
    if any(word.meaning.cue == _FALLING for word in draft.words):
        draft.ordering = [replace(each, descending=not each.descending) for each in draft.ordering]


def ranked_change(draft: Draft) -> OverTime | None:
    """By what the times of a ranking are sorted that grew the most: the difference, or the rate where that is said.

    None where something else is ranked.
    """
    shown = [each for each in draft.dimensions if not each.hidden]
    if draft.limit is None or len(shown) != 1 or shown[0].grain is None or len(draft.figures) != 1 or draft.having:
        return None
    return "growth_rate" if _RATE.search(draft.text) else "growth"
