"""Finds what a question wants the most or the least of: top 5, 가장 많은, cheapest, 내림차순."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from text2sql.language.english import singular
from text2sql.language.folding import Folded, fold
from text2sql.language.korean import only_particles
from text2sql.language.numerals import Numeral, numerals
from text2sql.language.phrases import Phrases, begins_word
from text2sql.language.places import place_before, place_reached
from text2sql.language.quotations import is_quoted
from text2sql.language.tables import word_list

_WORD = re.compile(r"[a-z]+")
_RANKS = re.compile(r"1(?: ?[위등])?(?: ?[~–-] ?|부터 ?|에서 ?)([0-9]{1,4}) ?[위등](?:까지)?(?![가-힣]*[0-9])")
_FROM_ON = re.compile(r" ?[가-힣]{0,6}부터(?: [가-힣]{1,3} [가-힣]{0,6} ?순(?:으로|서로|서대로)?)?(?![가-힣])")
"""많은 것부터, 높은 곳부터 낮은 곳 순으로."""
_ONE_PLACE = re.compile(r"(?:인|는|은|가|를|의|와|과|랑)?(?= [가-힣0-9]|[?.,]|$)(?! ?(?:부터|에서|[~–-]))")
"""After 2위: that one alone."""
_UP_TO_A_NOUN = re.compile(r"(?: [가-힣a-z]+){1,2} ?")
_BOUNDED = re.compile(r" ?(?:이상|이하|미만|초과|넘|이내|정도|로|으로|씩|중)")
_LAST_WORDS = re.compile(r"([a-z]+) (?:the |their |its |his |her |our )?$")
_MOST_ROWS = 1_000_000
_How = Literal["dated", "plain", "whole", "order", "leading", "none"]


@dataclass(frozen=True, slots=True)
class RankingMention:
    """A wish for the first rows in some order, or just for the order."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    count: int | None
    """How many are wanted; None when no number was said."""
    descending: bool
    """Whether the largest, newest or best comes first. 싼, "cheapest" and "oldest" are ascending."""
    adjective: str
    """The word that says by what, in lower case: "expensive" of "most expensive" but all of "least expensive", 많은 of
    가장 많은, "top"."""
    superlative: bool
    """One row is wanted, or those that tie for the first place: "the cheapest product", 가장 비싼 상품. False when a
    number says how many, and when nothing does: "top customers", "the cheapest products", 많은 순."""
    place: int = 1
    """Which one is wanted where that is not the first: 3 for "the third highest"."""


class _Entry(NamedTuple):
    descending: bool
    how: _How
    adjective: str = ""


class _Span(NamedTuple):
    start: int
    end: int
    rows: int | None
    entry: _Entry
    superlative: bool
    place: int = 1


def find_rankings(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[RankingMention, ...]:
    """All rankings from left to right, without overlaps, except those that touch a span in ``taken``."""
    folded = fold(text)
    spans = folded.folded_spans(taken)
    mentions = []
    for span in _spans(folded, spans):
        if any(start < span.end and span.start < end for start, end in spans) or is_quoted(
            folded, span.start, span.end
        ):
            continue
        start, end = folded.span(span.start, span.end)
        entry = span.entry
        mentions.append(
            RankingMention(
                start, end, text[start:end], span.rows, entry.descending, entry.adjective, span.superlative, span.place
            )
        )
    return tuple(mentions)


def _spans(folded: Folded, taken: tuple[tuple[int, int], ...]) -> Iterator[_Span]:
    text = folded.text
    counts = {numeral.start: numeral for numeral in numerals(folded, taken)}
    at = 0
    while at < len(text):
        span = _placed(text, at) if begins_word(text, at) else None
        if span is None and at in counts and not _RANKS.match(text, at):
            span = _from_number(text, counts[at])
        if span is None and begins_word(text, at) and text[at] != " ":
            span = _from_word(text, at, counts)
        if span is None:
            at += 1
            continue
        if span.entry.how != "none":
            yield span
        at = span.end


def _placed(text: str, at: int) -> _Span | None:
    """The third highest, 세 번째로 많은, "comes second"."""
    reached = place_reached(text, at)
    if reached is not None:
        return _Span(at, reached[0], None, _Entry(True, "plain", "top"), True, reached[1])
    found = place_before(text, at)
    if found is None:
        return None
    start, place = found
    ranked = _adjectives().at(text, start) or _superlative(text, start)
    if ranked is None or ranked[1].how not in ("plain", "dated"):
        return None
    return _Span(at, ranked[0], None, ranked[1], True, place)


def _from_number(text: str, numeral: Numeral) -> _Span | None:
    """5 cheapest, 1위, 5위까지; 2위 alone is the second one."""
    count = _count(numeral)
    if count is None:
        return None
    unit = text[numeral.end : numeral.unit_end].strip()
    if unit in word_list("rankings.toml", "korean", "ranks"):
        ending = _rank_ends().at(text, numeral.unit_end) or _rank_ends().at(text, numeral.unit_end + 1)
        if ending is not None:
            return _Span(numeral.start, ending[0], count, _Entry(True, "plain", unit), False)
        if count == 1:
            return _Span(numeral.start, numeral.unit_end, 1, _Entry(True, "plain", unit), False)
        only = _ONE_PLACE.match(text, numeral.unit_end)
        return _Span(numeral.start, numeral.unit_end, None, _Entry(True, "plain", unit), True, count) if only else None
    if numeral.unit_end == numeral.end:
        found = _superlative(text, numeral.end + 1) if text[numeral.end : numeral.end + 1] == " " else None
        adverb = found is not None and found[1].adjective.endswith("ly")  # "course 301 most recently"
        if found is not None and found[1].how in ("plain", "dated") and not adverb:
            return _Span(numeral.start, found[0], count, found[1], False)
    return None


def _count(numeral: Numeral) -> int | None:
    whole = isinstance(numeral.value, int) and 0 < numeral.value <= _MOST_ROWS
    return int(numeral.value) if whole else None


def _from_word(text: str, at: int, counts: dict[int, Numeral]) -> _Span | None:
    ranks = _RANKS.match(text, at)
    if ranks is not None:
        return _Span(at, ranks.end(), int(ranks[1]), _Entry(True, "plain", "위"), False)
    skipped = _not_rankings().at(text, at)
    if skipped is not None:
        return _Span(at, skipped[0], None, _Entry(True, "none"), False)
    ordered = _orders().at(text, at)
    if ordered is not None:
        return _Span(at, ordered[0], None, ordered[1], False)
    return _numbered(text, at, counts) or _korean(text, at, counts) or _alone(text, at)


def _numbered(text: str, at: int, counts: dict[int, Numeral]) -> _Span | None:
    """Top 5, 상위 5개, top5, last 10 orders."""
    found = _before_number().at(text, at)
    if found is None:
        glued = _WORD.match(text, at)
        found = _before_number().at(glued.group(), 0) if glued else None
        if glued is None or found is None or glued.end() not in counts:
            return None
        found = glued.end(), found[1]
    end, entry = found
    numeral = counts.get(end) or (counts.get(end + 1) if text[end : end + 1] == " " else None)
    count = _count(numeral) if numeral is not None else None
    if numeral is None or count is None:
        return None
    unit = text[numeral.end : numeral.unit_end].strip()
    if (
        "%" in unit
        or unit in ("percent", "퍼센트", "프로", "per cent")
        or (entry.how == "dated" and _is_time(text, numeral))
    ):
        return None
    last = numeral.unit_end
    extended = _superlative(text, last + 1)
    if extended is not None and unit == "" and extended[1].how == "plain":
        return _Span(at, extended[0], count, extended[1], False)
    return _Span(at, last, count, entry, False)


def _is_time(text: str, numeral: Numeral) -> bool:
    unit = text[numeral.end : numeral.unit_end].strip()
    following = _WORD.match(text, numeral.end + 1)
    time_units = word_list("rankings.toml", "before_number", "time_units")
    return unit in time_units or (following is not None and following.group() in time_units)


def _korean(text: str, at: int, counts: dict[int, Numeral]) -> _Span | None:
    """가장 많은, 제일 비싼 5개, 많은 순으로."""
    adverb = _adverbs().at(text, at)
    if adverb is not None:
        start = adverb[0] + (text[adverb[0] : adverb[0] + 1] == " ")
        found = _adjectives().at(text, start)
        if found is None:
            return None
        end, entry = found
        ordered = _order().at(text, end) or _order().at(text, end + 1)
        if ordered is not None:
            return _Span(at, ordered[0], None, entry, False)
        numeral = counts.get(end + 1)
        if numeral is not None and (count := _count(numeral)) is not None:
            return _Span(at, numeral.unit_end, count, entry, False)
        return _Span(at, end, None, entry, True)
    found = _adjectives().at(text, at)
    if found is None:
        return None
    end = found[0]
    ordered = _order().at(text, end) or (_order().at(text, end + 1) if text[end : end + 1] == " " else None)
    if ordered is None and (from_on := _FROM_ON.match(text, end)):
        return _Span(at, from_on.end(), None, found[1], False)
    if ordered is None and found[1].adjective not in _dated_words() and _rows_follow(text, end, counts):
        return _Span(at, end, None, found[1], True)
    return _Span(at, ordered[0], None, found[1], False) if ordered is not None else None


def _dated_words() -> tuple[str, ...]:
    """Words that are about time as often as about an order: 최근 주문 10건."""
    return (*word_list("rankings.toml", "before_number", "dated_descending"), "처음", "먼저")


def _rows_follow(text: str, end: int, counts: dict[int, Numeral]) -> bool:
    """Whether a noun and how many of it follow an adjective: 매출 높은 지역 세 곳, 많이 팔린 상품 5개."""
    for start, numeral in counts.items():
        between = _UP_TO_A_NOUN.fullmatch(text, end, start) if end < start else None
        unit = text[numeral.end : numeral.unit_end].strip()
        if between and unit in word_list("rankings.toml", "korean", "counted") and _count(numeral) is not None:
            return _BOUNDED.match(text, numeral.unit_end) is None
    return False


def _alone(text: str, at: int) -> _Span | None:
    found = _superlative(text, at)
    if found is None:
        return None
    end, entry = found
    if entry.how == "leading":
        if text[end + 1 : end + 2].isdigit():
            return None  # "top 10%" is neither ten rows nor one
        return _Span(at, end, None, entry, not _plural_follows(text, end))
    if entry.how == "dated":
        return None
    one = entry.adjective in word_list("rankings.toml", "not_rankings", "always")
    return _Span(at, end, None, entry, one or not _plural_follows(text, end) or _is_had(text, at))


def _plural_follows(text: str, end: int) -> bool:
    """Whether the noun after a superlative is an English plural."""
    match = _WORD.match(text, end + 1)
    return match is not None and text[end] == " " and singular(match.group()) != match.group()


def _is_had(text: str, at: int) -> bool:
    """Whether the superlative is of a figure that rows have: "with the highest scores"."""
    match = _LAST_WORDS.search(text, max(0, at - 40), at)
    return match is not None and match[1] in word_list("rankings.toml", "not_rankings", "after_having")


def _superlative(text: str, at: int) -> tuple[int, _Entry] | None:
    """A superlative at a position, with the adjective that "most" and "least" belong to."""
    found = _superlatives().at(text, at) if at < len(text) else None
    if found is None:
        return None
    end, entry = found
    if text[at:end] in ("most", "least") and text[end : end + 1] in (" ", "-"):
        gradable = _gradable().at(text, end + 1)
        if gradable is not None:
            # "least expensive" is no kind of "expensive": whoever looks adjectives up must see the difference.
            first = end + 1 if entry.descending else at
            return gradable[0], _Entry(entry.descending, "plain", text[first : gradable[0]])
    return end, _Entry(entry.descending, entry.how, text[at:end])


def _entries(*groups: tuple[tuple[str, str], bool, _How]) -> Iterator[tuple[str, _Entry]]:
    for path, descending, how in groups:
        for word in word_list("rankings.toml", *path):
            yield word, _Entry(descending, how, word)


@cache
def _before_number() -> Phrases[_Entry]:
    return Phrases(
        _entries(
            (("before_number", "descending"), True, "plain"),
            (("before_number", "ascending"), False, "plain"),
            (("before_number", "dated_descending"), True, "dated"),
            (("before_number", "dated_ascending"), False, "dated"),
        )
    )


@cache
def _superlatives() -> Phrases[_Entry]:
    dated = word_list("rankings.toml", "before_number", "dated_descending")
    entries = dict(
        _entries(
            (("leading", "descending"), True, "leading"),
            (("leading", "ascending"), False, "leading"),
            (("superlatives", "whole_descending"), True, "plain"),
            (("superlatives", "whole_ascending"), False, "plain"),
            (("superlatives", "ascending"), False, "plain"),
            (("superlatives", "descending"), True, "plain"),
        )
    )
    if "last" in entries and "last" in dated:
        entries["last"] = _Entry(True, "dated", "last")
    return Phrases(entries, only_particles)


@cache
def _orders() -> Phrases[_Entry]:
    return Phrases(
        _entries(
            (("orders", "descending"), True, "order"),
            (("orders", "ascending"), False, "order"),
            (("korean", "ordered_descending"), True, "order"),
            (("korean", "ordered_ascending"), False, "order"),
        ),
        only_particles,
    )


@cache
def _adjectives() -> Phrases[_Entry]:
    return Phrases(_entries((("korean", "descending"), True, "plain"), (("korean", "ascending"), False, "plain")))


def _list(*path: str) -> Phrases[None]:
    return Phrases(dict.fromkeys(word_list("rankings.toml", *path)))


@cache
def _adverbs() -> Phrases[None]:
    return _list("korean", "adverbs")


@cache
def _order() -> Phrases[None]:
    return _list("korean", "order")


@cache
def _rank_ends() -> Phrases[None]:
    return _list("korean", "rank_ends")


@cache
def _gradable() -> Phrases[None]:
    return _list("superlatives", "gradable")


@cache
def _not_rankings() -> Phrases[None]:
    return _list("not_rankings", "words")
