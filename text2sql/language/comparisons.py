"""Finds what a figure is compared with: 전년 동기 대비, vs last month, year over year, growth."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from text2sql.language.calendars import ComparisonKind
from text2sql.language.folding import Folded, fold
from text2sql.language.phrases import Phrases
from text2sql.language.quotations import is_quoted
from text2sql.language.tables import word_list, word_set

Wants = Literal["difference", "growth_rate", "both"]
_Span = tuple[int, int, ComparisonKind]
_KINDS: tuple[ComparisonKind, ...] = (
    "previous_year", "previous_quarter", "previous_month", "previous_week", "previous_day", "previous_period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparisonMention:
    """A comparison with an earlier period and the words that ask for it."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    kind: ComparisonKind
    """Which earlier period; give it to :func:`text2sql.language.shift`."""
    wants: Wants
    """The difference, the growth rate, or "both" when the question does not say."""


def find_comparisons(text: str) -> tuple[ComparisonMention, ...]:
    """All comparisons of a text from left to right, without overlaps.

    Words that say what is wanted are mentions of their own: "전년 대비 매출 증가율" has two, both about the previous
    year and both for the growth rate. Alone, "증가율" compares with the period before.
    """
    folded = fold(text)
    wishes = [wish for wish in _wishes().find(folded.text) if not is_quoted(folded, wish[0], wish[1])]
    framed = [each for each in _framed(folded, bool(wishes)) if not is_quoted(folded, each[0], each[1])]
    if not framed and not any(alone for _, _, (_, alone) in wishes):
        return ()
    wants = _wanted({wish for _, _, (wish, _) in wishes})
    kind = framed[0][2] if framed else "previous_period"
    lone = [(start, end, kind) for start, end, _ in wishes if not _overlaps(start, end, framed)]
    found = []
    for first, last, each in sorted([*framed, *lone]):
        start, end = folded.span(first, last)
        found.append(ComparisonMention(start, end, text[start:end], each, wants))
    return tuple(found)


def _framed(folded: Folded, wished: bool) -> Iterator[_Span]:
    """Earlier periods with the words that make comparisons of them; some phrases need none."""
    before, after = _frames()
    text, done = folded.text, 0
    for start, end, (kind, alone) in _references().find(text):
        first, last = start, end
        opening = before.ending_at(text, start - 1) if text[max(0, start - 1) : start] == " " else None
        closing = after.at(text, end) or (after.at(text, end + 1) if text[end : end + 1] == " " else None)
        if opening is not None and opening[0] >= done:
            first = opening[0]
        elif closing is not None:
            last = closing[0]
        elif not alone or (text[start:end] in _doubtful() and not wished and folded.cased[start:end].islower()):
            continue
        done = last
        yield first, last, kind


def _overlaps(start: int, end: int, others: "list[_Span]") -> bool:
    return any(first < end and start < last for first, last, _ in others)


def _wanted(wishes: set[Wants]) -> Wants:
    return next(iter(wishes)) if len(wishes) == 1 else "both"


@cache
def _references() -> Phrases[tuple[ComparisonKind, bool]]:
    """Earlier periods, and whether naming one is a comparison already."""
    return Phrases(_reference_entries())


def _reference_entries() -> Iterator[tuple[str, tuple[ComparisonKind, bool]]]:
    for kind in _KINDS:
        for phrase in word_list("comparisons.toml", "phrases", kind):
            yield phrase, (kind, True)
        for base in word_list("comparisons.toml", "bases", kind):
            yield base, (kind, False)


@cache
def _frames() -> tuple[Phrases[None], Phrases[None]]:
    before, after = word_list("comparisons.toml", "frames", "before"), word_list("comparisons.toml", "frames", "after")
    return Phrases(dict.fromkeys(before)), Phrases(dict.fromkeys(after))


@cache
def _wishes() -> Phrases[tuple[Wants, bool]]:
    """What may be asked for, and whether asking for it is a comparison already."""
    wishes: tuple[Wants, ...] = ("growth_rate", "difference")
    refines = word_list("comparisons.toml", "wants", "only_refines")
    return Phrases(
        [
            (word, (wish, word not in refines))
            for wish in wishes
            for word in word_list("comparisons.toml", "wants", wish)
        ]
    )


@cache
def _doubtful() -> frozenset[str]:
    return word_set("comparisons.toml", "wants", "doubtful")
