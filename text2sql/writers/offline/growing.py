"""Figures over time of which each is held against those before it: moving averages, and the time that grew the most."""

import re
from dataclasses import replace

from text2sql.language import ComparisonMention, MovingMention
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.figures import grain_name
from text2sql.writers.offline.representation import ColumnRef, Dimension, OverTime

_RATE = re.compile(
    r"%|[율률](?:이|은|을|로|의|도)?(?![가-힣])|퍼센트|\brate\b|\bpercent|\bfastest\b|\bproportionally\b", re.IGNORECASE
)
_FALLING = "decline"
_CHANGES = ("growth", _FALLING)
_GRAINS = ("grain_day", "grain_week", "grain_month", "grain_quarter", "grain_year")
_WHICH = re.compile(r"(?:\b(?:which|what)|어느|어떤|무슨)\s+$", re.IGNORECASE)
_WHEN = re.compile(r"\s+(?:when|where|(?:in|during) which)\b", re.IGNORECASE)
_MANY = re.compile(r"\bhow (?:many|much|often)\b|몇\s?(?:개|번|달|주|일|분기|해|년)|얼마나", re.IGNORECASE)
_EITHER_WAY = re.compile(r"증감|변화|change|growth", re.IGNORECASE)


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
    _read_changed_times(draft)


def _read_changed_times(draft: Draft) -> None:
    """The months of which a figure is below, or above, that of the month before: "which months did revenue decline"."""
    changed = changes(draft)
    times = [word for word in draft.words if word.meaning.cue in _GRAINS and not word.mention.grouped]
    if len(changed) != 1 or len(times) != 1 or draft.over_time or any(draft.unused("ranking")):
        return
    grain = grain_name(times[0].meaning.cue)
    wanted = Dimension(ColumnRef("", ""), grain)
    if not _asked(draft, *times, *changed) or any(each != wanted for each in draft.dimensions):
        return
    against = [*draft.unused("comparison")]
    for word in against:
        said = word.mention.special
        if not isinstance(said, ComparisonMention) or said.kind not in ("previous_period", f"previous_{grain}"):
            return
    for word in (*changed, *times, *against):
        word.used = True
    draft.dimensions = [wanted]
    draft.over_time = "fell" if changed[0].meaning.cue == _FALLING else "rose"
    draft.window = 2


def _asked(draft: Draft, time: Word, changed: Word) -> bool:
    """Whether times are asked for, those in which something went one way: 떨어진 달, "which months"."""
    before, after = draft.text[: time.mention.start], draft.text[time.mention.end :]
    said = changed.mention.text
    if _EITHER_WAY.search(said) or _RATE.search(said) or _MANY.search(draft.text):
        return False
    beside = draft.korean and not draft.text[changed.mention.end : time.mention.start].strip()
    beside = beside and changed.mention.end <= time.mention.start
    return beside or _WHICH.search(before) is not None or _WHEN.match(after) is not None


def doubt_moving(draft: Draft) -> None:
    """A moving average of several figures, or of the first few groups, is another query."""
    if draft.over_time in ("moving", "rose", "fell") and (
        len(draft.figures) != 1 or draft.having or draft.limit is not None
    ):
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
