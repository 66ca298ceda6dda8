"""Reads all stretches of days of a text, and lets neighbours share a year that is said once: "Q1 and Q2 2025"."""

from collections.abc import Iterator

from text2sql.language.calendars import Calendar
from text2sql.language.folding import Folded
from text2sql.language.moment_reading import MomentReader
from text2sql.language.moments import Moment, in_year, resolve
from text2sql.language.period_reading import PeriodReader
from text2sql.language.phrases import is_hangul
from text2sql.language.pieces import Piece, cut
from text2sql.language.stretches import Stretch
from text2sql.language.tables import word_list

_LONGEST_NOUN = 10
"""How much may stand between a period and the link to the next one: 3월 매출과 4월 매출."""
_Placed = tuple[int, int, Stretch]


def read_stretches(folded: Folded, today: Calendar) -> Iterator[_Placed]:
    """All stretches from left to right with their span of the folded text, those that mean nothing included."""
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
    yield from placed


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


def _lacks_year(moment: Moment) -> bool:
    return moment.year is None and moment.week is None and moment.weekday is None and moment.which == "latest"


def _in_year(placed: _Placed, moment: Moment, year: int, today: Calendar) -> _Placed:
    start, end, stretch = placed
    dated = moment._replace(year=year)
    return start, end, stretch._replace(period=in_year(moment, year, today), moment=dated)
