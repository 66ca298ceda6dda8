"""Finds by which unit of time a question wants its figures broken down."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from text2sql.language.folding import Folded, fold
from text2sql.language.korean import only_particles
from text2sql.language.phrases import Phrases, begins_word, hangul_run, is_hangul
from text2sql.language.quotations import is_quoted
from text2sql.language.tables import word_list, word_set

Grain = Literal["hour", "day", "week", "month", "quarter", "year", "weekday", "hour_of_day"]
_GRAINS: tuple[Grain, ...] = ("hour", "day", "week", "month", "quarter", "year", "weekday", "hour_of_day")


@dataclass(frozen=True, slots=True)
class GrainMention:
    """A unit of time by which figures are broken down, and the words that say so."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character; particles after it (월별로) are left out."""
    text: str
    grain: Grain | None
    """"hour" and "day" are points on the time line, "hour_of_day" and "weekday" fold it: all Mondays together. None for
    "trend", "추이": a development is asked for and its unit is to be chosen."""


def find_grains(text: str) -> tuple[GrainMention, ...]:
    """All such words of a text from left to right, without overlaps."""
    folded = fold(text)
    found = []
    for first, last, grain in _spans(folded):
        if is_quoted(folded, first, last):
            continue
        start, end = folded.span(first, last)
        found.append(GrainMention(start, end, text[start:end], grain))
    return tuple(found)


def _spans(folded: Folded) -> Iterator[tuple[int, int, Grain | None]]:
    text, at = folded.text, 0
    while at < len(text):
        if begins_word(text, at):
            found = _phrases().at(text, at)
            if found is not None and not _is_length(text, at) and not _goes_on(text, at, found[0]):
                yield at, found[0], found[1]
                at = found[0]
                continue
        elif is_hangul(text[at]):
            found = _inside().at(text, at)
            if found is not None and not text[at - 1].isdigit() and text[at - 1 : at + 1] != "개월":
                yield at, found[0], found[1]
                at = found[0]
                continue
        at += 1


def _is_length(text: str, at: int) -> bool:
    """Whether a number stands before it: 3주간, 두 달간."""
    if not is_hangul(text[at]):
        return False
    before = text[:at].rstrip()
    return before[-1:].isdigit() or before.rpartition(" ")[2] in word_list("grains.toml", "length", "before")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether "a month" is followed by what makes it something else: "a month ago"."""
    if text[start:end] not in word_list("grains.toml", "only_at_end", "words"):
        return False
    rest = text[end:].lstrip()
    return bool(rest) and rest[0].isalnum()


@cache
def _phrases() -> Phrases[Grain | None]:
    return Phrases(_entries(), _leaves_whole)


@cache
def _inside() -> Phrases[Grain | None]:
    ending = word_set("grains.toml", "inside", "words")
    return Phrases([(phrase, grain) for phrase, grain in _entries() if phrase in ending], _leaves_whole)


def _entries() -> Iterator[tuple[str, Grain | None]]:
    for grain in _GRAINS:
        for phrase in word_list("grains.toml", "phrases", grain):
            yield phrase, grain
    for phrase in word_list("grains.toml", "phrases", "trend"):
        yield phrase, None


def _leaves_whole(phrase: str, rest: str) -> bool:
    """A noun may follow without a space (월별매출), but 일간지 is a newspaper and 주간보호 is none of a week."""
    if only_particles(phrase.replace(" ", ""), rest):
        return True
    return phrase[-1] in "별마다" and hangul_run(rest, 0) >= 2
