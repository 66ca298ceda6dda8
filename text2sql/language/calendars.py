"""Half-open periods of days and the arithmetic of weeks, months, quarters and fiscal years on them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

WeekStart = Literal["monday", "sunday"]
FiscalNaming = Literal["start", "end"]
PeriodGrain = Literal["day", "week", "month", "quarter", "half", "year"]
"""The unit a period is made of; "half" is half a year."""
ComparisonKind = Literal[
    "previous_year", "previous_quarter", "previous_month", "previous_week", "previous_day", "previous_period"
]
GRAINS: tuple[PeriodGrain, ...] = ("day", "week", "month", "quarter", "half", "year")
"""The units from the shortest to the longest."""
MONTHS: dict[PeriodGrain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""The units that are whole numbers of months."""
_MONTHS_BACK: dict[ComparisonKind, int] = {"previous_year": 12, "previous_quarter": 3, "previous_month": 1}
_DAYS_BACK: dict[ComparisonKind, int] = {"previous_week": 7, "previous_day": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to but not including ``end``."""

    start: date | None
    """None means since ever."""
    end: date | None
    """The day after the last one; None means open-ended."""


class Calendar(NamedTuple):
    """Today, and how a company counts weeks and years."""

    today: date
    fiscal_year_start_month: int = 1
    """1 to 12; 1 means that fiscal years are calendar years."""
    week_starts_on: WeekStart = "monday"
    fiscal_year_named_by: FiscalNaming = "end"
    """Whether fiscal year 2025 starts or ends in 2025 when the two differ: the end as in most companies' "FY25", the
    start as in Japan and for Korean insurers."""

    @property
    def tomorrow(self) -> date:
        """The end of every period that goes up to today."""
        return self.today + timedelta(days=1)

    def week_of(self, day: date) -> date:
        """The first day of the week of a day."""
        offset = day.weekday() if self.week_starts_on == "monday" else (day.weekday() + 1) % 7
        return day - timedelta(days=offset)

    def fiscal_start(self, year: int) -> date:
        """The first day of a fiscal year."""
        month = self.fiscal_year_start_month
        earlier = month > 1 and self.fiscal_year_named_by == "end"
        return date(year - 1 if earlier else year, month, 1)

    def fiscal_year_of(self, day: date) -> int:
        """The fiscal year a day belongs to."""
        return next(year for year in (day.year + 1, day.year, day.year - 1) if self.fiscal_start(year) <= day)

    def unit_of(self, day: date, grain: PeriodGrain) -> Period:
        """The day, week, month, quarter, half or year that a day lies in."""
        if grain == "day":
            return Period(day, day + timedelta(days=1))
        if grain == "week":
            start = self.week_of(day)
            return Period(start, start + timedelta(days=7))
        length = MONTHS[grain]
        start = date(day.year, (day.month - 1) // length * length + 1, 1)
        return Period(start, add_months(start, length))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter.

    Raises:
        ValueError: the result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"{months} months from {day} is outside the calendar. Ask for fewer.")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_units(day: date, count: int, grain: PeriodGrain) -> date:
    """A day some days, weeks, months, quarters, halves or years later (earlier when negative).

    Raises:
        ValueError: the result lies outside the years 1 to 9999.
        OverflowError: likewise, for days and weeks.
    """
    if grain in ("day", "week"):
        return day + timedelta(days=count * (7 if grain == "week" else 1))
    return add_months(day, count * MONTHS[grain])


def shift(period: Period, kind: ComparisonKind) -> Period:
    """The period to compare with: the same days a year, quarter, month, week or day earlier, or what came just before.

    Whole months stay whole months (February 2024 has 29 days, February 2023 has 28); other periods keep their days,
    and days that the earlier month does not have become its last one. An open side stays open.

    Raises:
        ValueError: ``previous_period`` of a period with an open side, which has no length.
    """
    if kind == "previous_period":
        return _before(period)
    months = _MONTHS_BACK.get(kind)
    if months is None:
        days = timedelta(days=_DAYS_BACK[kind])
        return Period(period.start and period.start - days, period.end and period.end - days)
    if _whole_months(period) is not None:
        return Period(
            period.start and add_months(period.start, -months), period.end and add_months(period.end, -months)
        )
    # The last day is moved, not the day after it: the month before "up to 30 March" goes up to 28 February.
    last = period.end and add_months(period.end - timedelta(days=1), -months)
    return Period(period.start and add_months(period.start, -months), last and last + timedelta(days=1))


def _before(period: Period) -> Period:
    if period.start is None or period.end is None:
        raise ValueError("An open period has none before it. Give it a first and a last day.")
    months = _whole_months(period)
    if months:
        return Period(add_months(period.start, -months), period.start)
    return Period(period.start - (period.end - period.start), period.start)


def _whole_months(period: Period) -> int | None:
    """How many calendar months a period consists of, or None; an open side counts as the edge of a month."""
    if (period.start and period.start.day != 1) or (period.end and period.end.day != 1):
        return None
    if period.start is None or period.end is None:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
