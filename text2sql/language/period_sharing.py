"""Reads all stretches of days of a text, and lets neighbours share a year that is said once: "Q1 and Q2 2025"."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from text2sql.language.calendars import Calendar, Period, PeriodGrain
from text2sql.language.folding import Folded
from text2sql.language.moment_reading import MomentReader
from text2sql.language.moments import Moment, in_year, resolve
from text2sql.language.period_reading import PeriodReader
from text2sql.language.phrases import is_hangul
from text2sql.language.pieces import Piece, cut
from text2sql.language.stretches import Stretch
from text2sql.language.tables import word_list, word_set

_LONGEST_NOUN = 10
"""How much may stand between a period and the link to the next one: 3월 매출과 4월 매출."""
_MOST_WORDS = 3
_SAME_AFTER = re.compile(r" ?의? ?(?:같은|동일한?) ?(?:기간|날짜|일자|시기)")
_SAME_BEFORE = re.compile(r"\b(?:the )?same (?:days|dates|period|span|stretch|time) (?:of|in|from|during|last) $")
_Placed = tuple[int, int, Stretch]


def read_stretches(folded: Folded, today: Calendar, left_out: Callable[[int, int], bool]) -> Iterator[_Placed]:
    """All stretches from left to right with their span of the folded text, those that mean nothing included.

    Args:
        folded: the text.
        today: what is counted from.
        left_out: whether a span of the folded text speaks of no period, such as what is only compared with.
    """
    pieces = cut(folded.text)
    reader = PeriodReader(MomentReader(folded, pieces, today))
    placed: list[_Placed] = []
    at = 0
    while at < len(pieces):
        stretch = reader.stretch(at) if pieces[at].meanings else None
        if stretch is None:
            at += 1
            continue
        at = stretch.end
        placed.append(_place(pieces, stretch))
        if len(placed) > 1 and _linked(folded.text, placed[-2][1], placed[-1][0]):
            placed[-2:] = _shared(folded.text, placed[-2], placed[-1], today)
    placed = [each for each in placed if not left_out(each[0], each[1])]
    yield from _same_days(folded.text, _of_years(folded.text, placed, today), today)


def _place(pieces: tuple[Piece, ...], stretch: Stretch) -> _Placed:
    return pieces[stretch.first].start, pieces[stretch.end - 1].end, stretch


def _linked(text: str, start: int, end: int) -> bool:
    """Whether nothing but a link stands between two periods, or in Korean a noun with one."""
    between = text[start:end].strip()
    links = word_list("periods.toml", "marks", "link")
    if between in links:
        return True
    return len(between) <= _LONGEST_NOUN and all(map(is_hangul, between)) and between.endswith(links)


def _shared(text: str, left: _Placed, right: _Placed, today: Calendar) -> tuple[_Placed, _Placed]:
    """Both periods, one with the year of the other if it has none of its own."""
    one, other = left[2].moment, right[2].moment
    if one is not None and other is not None and (parted := _with_the_part(text, left, right, today)) is not None:
        return parted
    if one is None or other is None or one.grain != other.grain or one.fiscal != other.fiscal:
        return left, right
    if other.day is not None and other.month is None and one.month is not None:
        dated = other._replace(year=one.year, month=one.month)  # 3월 4,5일
        return left, (*right[:2], right[2]._replace(period=resolve(dated, today), moment=dated))
    if one.year is not None and _lacks_year(other):
        return left, _in_year(right, other, one.year, today)
    if other.year is not None and _lacks_year(one) and not is_hangul(text[left[1] - 1]):
        return _in_year(left, one, other.year, today), right
    return left, right


def _of_years(text: str, placed: list[_Placed], today: Calendar) -> list[_Placed]:
    """A part of a year and the years it is of, with words between: "Q3 revenue this year", 10월 매출 작년과 올해.

    The part is that of the first of the years, and each year is that part of itself. Anything else that is named, or
    a clause of its own between them, leaves all as they are.
    """
    moments = [each[2].moment for each in placed]
    known = [moment for moment in moments if moment is not None]
    parts = next((at for at, moment in enumerate(known) if not _is_part(moment)), len(known))
    if len(known) < len(placed) or not 0 < parts < len(known) or known[parts].named != {"year"}:
        return placed
    first = placed[parts]
    if not _is_noun(text[placed[parts - 1][1] : first[0]], is_hangul(text[placed[parts - 1][1] - 1])):
        return placed
    rest = placed[parts + 1 :]
    if parts > 1:
        if rest or not all(_linked(text, one[1], other[0]) for one, other in pairwise(placed[:parts])):
            return placed
        dated = [_part_of(each, known[parts], today) for each in placed[:parts]]
        return [*dated, (*first[:2], dated[-1][2])]
    years = [first]
    if rest and known[2].named == {"year"} and _linked(text, first[1], rest[0][0]):
        years, rest = placed[1:3], placed[3:]
    if any(each[2].moment is None or each[2].moment.year is None or len(each[2].moment.named) < 2 for each in rest):
        return placed
    found = [(*each[:2], _part_of(placed[0], known[at], today)[2]) for at, each in enumerate(years, 1)]
    return [(*placed[0][:2], found[0][2]), *found, *rest]


def _part_of(placed: _Placed, year: Moment, today: Calendar) -> _Placed:
    """A part of a year that is that of a given year."""
    start, end, stretch = placed
    assert stretch.moment is not None
    dated = stretch.moment._replace(year=year.year)
    return start, end, stretch._replace(period=resolve(dated, today), moment=dated)


def _same_days(text: str, placed: list[_Placed], today: Calendar) -> list[_Placed]:
    """A month, quarter or year of which only the days that another one has: 10월 같은 기간, "same days of May".

    Of a period that still runs, those up to today.
    """
    if len(placed) != 2 or any(each[2].moment is None and each[2].kind != "range" for each in placed):
        return placed
    for at, (start, end, stretch) in enumerate(placed):
        after, before = _SAME_AFTER.match(text, end), _SAME_BEFORE.search(text[:start])
        other = placed[1 - at][2]
        if (after is None and before is None) or stretch.period is None or other.period is None:
            continue
        period = _days_like(other.period, stretch.period, stretch.grain, today)
        if period is None:
            continue
        placed = [*placed]
        placed[at] = (
            before.start() if before else start,
            after.end() if after else end,
            stretch._replace(period=period, grain=other.grain, kind="range", moment=None),
        )
        if other.period.end is not None and other.period.end > today.tomorrow and other.period.start is not None:
            running = Period(other.period.start, today.tomorrow)
            placed[1 - at] = (*placed[1 - at][:2], other._replace(period=running))
        return placed
    return placed


def _days_like(like: Period, whole: Period, grain: PeriodGrain, today: Calendar) -> Period | None:
    """The days of a month (quarter, year) that another period has of its own."""
    if None in (like.start, like.end, whole.start, whole.end) or grain not in ("month", "quarter", "half", "year"):
        return None
    assert like.start is not None and like.end is not None and whole.start is not None and whole.end is not None
    own = today.unit_of(like.start, grain).start
    end = min(like.end, today.tomorrow)
    if own is None or end <= like.start:
        return None
    start = whole.start + (like.start - own)
    stop = min(start + (end - like.start), whole.end)
    return Period(start, stop) if whole.start <= start < stop else None


def _is_part(moment: Moment) -> bool:
    return _lacks_year(moment) and bool(moment.named & {"month", "quarter", "half"}) and not moment.fiscal


def _is_noun(between: str, korean: bool) -> bool:
    """Whether a noun or two stand between a part and its year, and no clause of their own."""
    words = between.replace(",", " ").replace("(", " ").replace(":", " ").split()
    if korean:
        return (
            0 < len(words) <= _MOST_WORDS
            and all(all(map(is_hangul, word)) for word in words)
            and not any(word.endswith(word_list("periods.toml", "apart", "korean")) for word in words)
        )
    return 0 < len(words) <= _MOST_WORDS + 1 and not set(words) & word_set("periods.toml", "apart", "words")


def _with_the_part(text: str, left: _Placed, right: _Placed, today: Calendar) -> tuple[_Placed, _Placed] | None:
    """Two years of which one says the part that both mean: 작년과 올해 10월, "October 2024 and 2025"."""
    one, other = left[2].moment, right[2].moment
    if one is None or other is None or one.fiscal or other.fiscal:
        return None
    whole, dated = (one, other) if is_hangul(text[left[1] - 1]) else (other, one)
    parts = dated.named - {"year"}
    if whole.named != {"year"} or dated.year is None or parts not in ({"month"}, {"quarter"}, {"half"}):
        return None
    moment = dated._replace(year=whole.year)
    placed = left if whole is one else right
    found = (*placed[:2], placed[2]._replace(period=resolve(moment, today), grain=dated.grain, moment=moment))
    return (found, right) if whole is one else (left, found)


def _lacks_year(moment: Moment) -> bool:
    return moment.year is None and moment.week is None and moment.weekday is None and moment.which == "latest"


def _in_year(placed: _Placed, moment: Moment, year: int, today: Calendar) -> _Placed:
    start, end, stretch = placed
    dated = moment._replace(year=year)
    return start, end, stretch._replace(period=in_year(moment, year, today), moment=dated)
