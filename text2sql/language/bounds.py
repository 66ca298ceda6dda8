"""Finds comparisons with numbers: 3건 이상, more than 100, between 10 and 20."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from text2sql.language.folding import Folded, fold
from text2sql.language.numbers import unit_of
from text2sql.language.numerals import Numeral, numerals
from text2sql.language.phrases import Phrases
from text2sql.language.quotations import is_quoted
from text2sql.language.tables import word_list

Operator = Literal[">", ">=", "<", "<=", "=", "between"]
_OPERATORS: tuple[Operator, ...] = (">=", ">", "<=", "<", "=")
_OFTEN = ("번", "회", "차례")
_EXACTLY = "만"
_JUST = re.compile(r"\b(?:only|just)\s+$")
_PARTICLES = ("을 ", "를 ", "이 ", "가 ", "은 ", "는 ", "도 ", "을", "를", "이", "가", "도", "은", "는", " ", "")


@dataclass(frozen=True, slots=True)
class BoundMention:
    """A comparison with one number or two, and the words that make it."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    operator: Operator
    """What is compared stands left of it: ">=" for 이상. "between" includes both ends."""
    low: int | float
    """The number; for "between" the lower one."""
    high: int | float | None
    """The higher number of "between", else None."""
    unit: str
    """The unit of the number as written, as in :class:`text2sql.language.NumberMention`."""


def find_bounds(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[BoundMention, ...]:
    """All such comparisons from left to right, without overlaps.

    Those whose number touches a span in ``taken`` (periods, usually) are left out.
    """
    folded = fold(text)
    found = numerals(folded, folded.folded_spans(taken))
    mentions: list[BoundMention] = []
    done = 0
    pairs = {first: _between(folded, first, second) for first, second in pairwise(found)}
    for numeral in found:
        if numeral.start < done:
            continue
        mention = pairs.get(numeral) or _one_sided(folded, numeral, done)
        if mention is not None and not is_quoted(folded, mention[0], mention[1]):
            done = mention[1]
            mentions.append(_mention(folded, *mention))
    return tuple(mentions)


_Found = tuple[int, int, Operator, "int | float", "int | float | None", str]


def _mention(
    folded: Folded, first: int, last: int, operator: Operator, *rest: "int | float | str | None"
) -> BoundMention:
    low, high, unit = rest
    assert isinstance(low, int | float) and not isinstance(high, str) and isinstance(unit, str)
    start, end = folded.span(first, last)
    return BoundMention(start, end, folded.original[start:end], operator, low, high, unit)


def _one_sided(folded: Folded, numeral: Numeral, done: int) -> "_Found | None":
    text = folded.text
    before = words_before_a_number().ending_at(text, numeral.start - (text[numeral.start - 1 : numeral.start] == " "))
    after = _after_number(text, numeral.unit_end) or _only(text, numeral)
    if before is not None and before[0] < done:
        before = None
    if before is None and after is None:
        return None
    operator = after[1] if after is not None else before[1] if before is not None else "="
    first = before[0] if before is not None else numeral.start
    last = after[0] if after is not None else numeral.unit_end
    return first, last, operator, numeral.value, None, unit_of(text, numeral)


def _only(text: str, numeral: Numeral) -> tuple[int, Operator] | None:
    """한 번만: exactly so often. Of things that are counted 만 limits what is shown: 3개만."""
    end = numeral.unit_end
    if text[numeral.start : numeral.end] in ("once", "twice") and _JUST.search(text[: numeral.start]):
        return end, "="
    often = text[numeral.end : end].strip() in _OFTEN
    return (end + 1, "=") if often and text.startswith(_EXACTLY, end) else None


def _after_number(text: str, end: int) -> tuple[int, Operator] | None:
    for particle in _PARTICLES:
        if text.startswith(particle, end):
            found = words_after_a_number().at(text, end + len(particle))
            if found is not None:
                return found
    return None


def _between(folded: Folded, first: Numeral, second: Numeral) -> "_Found | None":
    text = folded.text
    link = text[first.unit_end : second.start].strip()
    if link not in word_list("bounds.toml", "between", "links"):
        return None
    opening = _opening().ending_at(text, first.start - (text[first.start - 1 : first.start] == " "))
    closing = _closing().at(text, second.unit_end) or _closing().at(text, second.unit_end + 1)
    enough = link in word_list("bounds.toml", "between", "enough")
    if opening is None and closing is None and not enough and not (link == "-" and second.unit_end > second.end):
        return None
    low, high = _scaled(first, second), second.value
    if low >= high:
        return None
    start = opening[0] if opening is not None else first.start
    end = closing[0] if closing is not None else second.unit_end
    return start, end, "between", low, high, unit_of(text, second) or unit_of(text, first)


def _scaled(first: Numeral, second: Numeral) -> int | float:
    """The lower number, which may leave its multiplier to the higher one: 10~20만원, between 1 and 2 million."""
    if first.scale == 1 and second.scale > 1 and first.unit_end == first.end and first.value < second.unscaled:
        return first.value * second.scale
    return first.value


@cache
def words_before_a_number() -> Phrases[Operator]:
    """What compares with the number after it: at least, more than."""
    return _operators("before")


@cache
def words_after_a_number() -> Phrases[Operator]:
    """What compares with the number before it: 이상, 보다 큰, or more."""
    return _operators("after")


def _operators(side: str) -> Phrases[Operator]:
    return Phrases([(word, operator) for operator in _OPERATORS for word in word_list("bounds.toml", side, operator)])


@cache
def _opening() -> Phrases[None]:
    return Phrases(dict.fromkeys(word_list("bounds.toml", "between", "opening")))


@cache
def _closing() -> Phrases[None]:
    return Phrases(dict.fromkeys(word_list("bounds.toml", "between", "closing")))
