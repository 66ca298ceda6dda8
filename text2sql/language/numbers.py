"""Finds the numbers of a question and what they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from text2sql.language.folding import fold
from text2sql.language.numerals import Numeral, numerals
from text2sql.language.quotations import is_quoted


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and the words or figures that it is written in."""

    start: int
    """Offset of the first character in the text, a currency sign included."""
    end: int
    """Offset after the last character, the unit included."""
    text: str
    value: int | float
    """Multiplied out: 30000 for 3만, 2500000 for "2.5 million". A percentage keeps its figures: 50 for 50%."""
    unit: str
    """What is counted, as written: 개, 원, %, "points", or the currency sign before it; empty when unknown."""


def find_numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[NumberMention, ...]:
    """All numbers of a text from left to right, except those that touch a span in ``taken`` (periods, usually).

    Figures inside names (Q3, SKU12), dates, times, versions and telephone numbers are no numbers.
    """
    folded = fold(text)
    found = []
    for numeral in numerals(folded, folded.folded_spans(taken)):
        if (numeral.weak and numeral.unit_end == numeral.end) or is_quoted(folded, numeral.start, numeral.unit_end):
            continue
        start, end = folded.span(numeral.start, numeral.unit_end)
        unit = unit_of(folded.text, numeral)
        found.append(NumberMention(start, end, text[start:end], numeral.value, unit))
    return tuple(found)


def unit_of(text: str, numeral: Numeral) -> str:
    """The unit of a number as it stands in the folded text: after it, else the currency sign before it."""
    after = text[numeral.end : numeral.unit_end].strip()
    if after:
        return after
    sign = text[numeral.start : numeral.start + 1]
    return sign if sign in "$₩€£¥" else ""
