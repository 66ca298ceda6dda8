"""Calendar moments as people name them, often without the year, and the days they stand for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from text2sql.language.calendars import Calendar, Period, PeriodGrain, add_months, add_units

Which = Literal["latest", "before", "this", "next"]
"""Which one is meant when the year is left open: the latest that has begun, the latest before the current one ("last
March"), this year's, or the next one to begin."""
_LEAP_CYCLE = 9
_COMBINATIONS: frozenset[frozenset[str]] = frozenset(
    frozenset(names.split())
    for names in (
        "year", "month", "quarter", "half", "day", "week", "weekday", "year month", "year quarter", "year half",
        "month day", "year month day", "week weekday",
    )
)  # fmt: skip


class Moment(NamedTuple):
    """A year, half, quarter, month, week or day, as far as it was named; None means that it was not."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    week: date | None = None
    """The first day of the week."""
    weekday: int | None = None
    """0 is Monday. Without a week the latest such day before today."""
    fiscal: bool = False
    """Years and quarters are fiscal ones."""
    relative: bool = False
    """It was named by its distance from today."""
    bare: bool = False
    """The year is four figures with nothing to say that they are a year."""
    which: Which = "latest"
    anchor: date | None = None
    """For "three months ago": the day three months ago, where a range that starts then starts."""

    @property
    def named(self) -> frozenset[str]:
        """The units that were named."""
        return frozenset(name for name in _UNITS if getattr(self, name) is not None)

    @property
    def grain(self) -> PeriodGrain:
        """The finest unit that was named."""
        if self.day is not None or self.weekday is not None:
            return "day"
        if self.week is not None:
            return "week"
        if self.month is not None:
            return "month"
        if self.quarter is not None:
            return "quarter"
        return "half" if self.half is not None else "year"

    def possible(self) -> bool:
        """Whether its parts can be parts of one moment and exist in some year."""
        if self.named not in _COMBINATIONS:
            return False
        limits = ((self.month, 12), (self.quarter, 4), (self.half, 2), (self.day, 31))
        return all(number is None or 1 <= number <= most for number, most in limits)

    def merged(self, other: "Moment") -> "Moment | None":
        """Both together, or None when they cannot be parts of one moment."""
        if self.named & other.named or not self.named | other.named:
            return None
        both = self._replace(
            **{name: getattr(other, name) for name in other.named},
            fiscal=self.fiscal or other.fiscal,
            relative=self.relative or other.relative,
            bare=self.bare and other.bare,
            which=self.which if self.which != "latest" else other.which,
            anchor=None,
        )
        return both if both.named in _COMBINATIONS else None


_UNITS = ("year", "half", "quarter", "month", "day", "week", "weekday")


def relative(today: Calendar, count: int, grain: PeriodGrain) -> Moment:
    """The unit so many units after the current one; before it when negative.

    Raises:
        ValueError, OverflowError: it lies outside the calendar.
    """
    start = today.unit_of(add_units(today.unit_of(today.today, grain).start or today.today, count, grain), grain).start
    assert start is not None
    if grain == "day":
        return Moment(start.year, month=start.month, day=start.day, relative=True)
    if grain == "week":
        return Moment(week=start, relative=True)
    if grain == "month":
        return Moment(start.year, month=start.month, relative=True)
    if grain == "quarter":
        return Moment(start.year, quarter=(start.month + 2) // 3, relative=True)
    if grain == "half":
        return Moment(start.year, half=1 if start.month < 7 else 2, relative=True)
    return Moment(start.year, relative=True)


def resolve(moment: Moment, today: Calendar) -> Period | None:
    """The days of a moment; None when they do not exist.

    A moment without a year is the latest one that has begun: December asked for in November is last year's, November
    this year's.
    """
    if not moment.possible():
        return None
    if moment.weekday is not None and moment.week is None:
        return _weekday(moment, today)
    if moment.week is not None:
        return _in_week(moment, today)
    if moment.year is not None:
        return in_year(moment, moment.year, today)
    if moment.day is not None and moment.month is None:
        return None
    found = (in_year(moment, year, today) for year in _years(moment, today))
    return next((period for period in found if period is not None and _fits(moment.which, period, today)), None)


def in_year(moment: Moment, year: int, today: Calendar) -> Period | None:
    """The days of a moment in a year; None when they do not exist: 29 February, the 30th of a short month."""
    if not 2 <= year <= 9998:
        return None
    if moment.day is not None:
        try:
            start = date(year, moment.month or 1, moment.day)
        except ValueError:
            return None
        return Period(start, start + timedelta(days=1))
    first = today.fiscal_start(year) if moment.fiscal else date(year, 1, 1)
    length, number = next(((months, number) for months, number in _numbered(moment) if number is not None), (12, 1))
    start = add_months(first, (number - 1) * length)
    return Period(start, add_months(start, length))


def _numbered(moment: Moment) -> Iterator[tuple[int, int | None]]:
    yield 1, moment.month
    yield 3, moment.quarter
    yield 6, moment.half


def _years(moment: Moment, today: Calendar) -> Iterator[int]:
    year = today.fiscal_year_of(today.today) if moment.fiscal else today.today.year
    if moment.which == "this":
        yield year
    elif moment.which == "next":
        yield from range(year, year + _LEAP_CYCLE)
    else:
        yield from range(year, year - _LEAP_CYCLE, -1)


def _fits(which: Which, period: Period, today: Calendar) -> bool:
    assert period.start is not None and period.end is not None
    if which == "this":
        return True
    if which == "next":
        return period.start > today.today
    return period.end <= today.today if which == "before" else period.start <= today.today


def _weekday(moment: Moment, today: Calendar) -> Period:
    assert moment.weekday is not None
    if moment.which == "this":
        start = _in_week(moment._replace(week=today.week_of(today.today)), today).start
        assert start is not None
    elif moment.which == "next":
        start = today.today + timedelta(days=(moment.weekday - today.today.weekday() - 1) % 7 + 1)
    else:
        back = (today.today.weekday() - moment.weekday) % 7
        start = today.today - timedelta(days=back or (7 if moment.which == "before" else 0))
    return Period(start, start + timedelta(days=1))


def _in_week(moment: Moment, today: Calendar) -> Period:
    assert moment.week is not None
    if moment.weekday is None:
        return Period(moment.week, moment.week + timedelta(days=7))
    first = 0 if today.week_starts_on == "monday" else 6
    start = moment.week + timedelta(days=(moment.weekday - first) % 7)
    return Period(start, start + timedelta(days=1))


def resolve_range(left: Moment, right: Moment, today: Calendar) -> tuple[Period, Period] | None:
    """The days of both ends of a range; what one end leaves out is taken from the other.

    "2024년 1월~3월" ends in 2024, "November to February 2025" starts in 2024. Without any year the range starts with
    the latest such start, unless it reaches over the end of the year: then the latest such end decides. None when an
    end does not exist or the range would end before it starts.
    """
    left, right = _shared(left, right)
    if not _is_fixed(left) and not _is_fixed(right):
        ends = _without_year(left, right, today)
    elif left.year is not None and not _is_fixed(right):
        ends = resolve(left, today), _first_after(right, left, today)
    elif right.year is not None and not _is_fixed(left):
        ends = _last_before(left, right, today), resolve(right, today)
    else:
        ends = resolve(left, today), resolve(right, today)
    first, last = ends
    if first is None or last is None or first.start is None or last.end is None or first.start >= last.end:
        return None
    return first, last


def _is_fixed(moment: Moment) -> bool:
    """Whether its year is known or does not matter."""
    return moment.year is not None or moment.week is not None or moment.weekday is not None


def _shared(left: Moment, right: Moment) -> tuple[Moment, Moment]:
    """A day without a month belongs to the month of the other end; a fiscal year holds for both."""
    fiscal = left.fiscal or right.fiscal
    if right.day is not None and right.month is None:
        right = right._replace(month=left.month, year=right.year or left.year)
    if left.day is not None and left.month is None:
        left = left._replace(month=right.month, year=left.year or right.year)
    if right.day is not None and left.day is not None and left.month == right.month and left.year is None:
        left = left._replace(year=right.year)
    return left._replace(fiscal=fiscal), right._replace(fiscal=fiscal)


def _first_after(right: Moment, left: Moment, today: Calendar) -> Period | None:
    start = resolve(left, today)
    if start is None or start.start is None or left.year is None:
        return None
    found = (in_year(right, year, today) for year in (left.year, left.year + 1))
    return next((end for end in found if end is not None and end.end is not None and end.end > start.start), None)


def _last_before(left: Moment, right: Moment, today: Calendar) -> Period | None:
    end = resolve(right, today)
    if end is None or end.end is None or right.year is None:
        return None
    found = (in_year(left, year, today) for year in (right.year, right.year - 1))
    return next(
        (start for start in found if start is not None and start.start is not None and start.start < end.end), None
    )


def _without_year(left: Moment, right: Moment, today: Calendar) -> tuple[Period | None, Period | None]:
    first = resolve(left, today)
    if first is None or first.start is None:
        return None, None
    year = today.fiscal_year_of(first.start) if left.fiscal else first.start.year
    last = in_year(right, year, today)
    if last is not None and last.end is not None and last.end > first.start:
        return first, last
    last = resolve(right, today)
    if last is None or last.start is None:
        return first, None
    year = today.fiscal_year_of(last.start) if right.fiscal else last.start.year
    return _last_before(left, right._replace(year=year), today), last
