"""Finds the periods that a question names, in Korean and English alike.

Conventions, the same in both languages:

- Periods are half-open. Weeks begin on Monday unless told otherwise.
- What leaves out its year is the latest one that has begun: in November 2026 "12월" is December 2025 and "11월" is
  November 2026. "last March" and "지난 3월" are the latest one that is over.
- "last 7 days", "최근 7일" end with today: today and the six days before it. "last 3 months", "최근 3개월" are same-day
  windows that end with today as well: on 21 November from 22 August on. So does the relative date filter of Power BI;
  "last 3 full months" and "last 3 calendar months" end with the last month that is over.
- "3 days ago" and "2 weeks ago" are a day, "2 months ago" is that month, "2년 전" that year; "since 2 months ago"
  begins on the same day two months ago.
- "since", "이후", "부터" include the first day and "until", "까지" the last; "after" begins on the day after, "before",
  "이전" end the day before. Open sides are None.
- "year to date", "올해 들어" and the like end with today.
- Of two periods joined by "and", "or", a comma and the like, one may leave its year to the other: "Q1 and Q2 2025",
  2025년 3월과 4월.
- A part of a year and its year may stand apart: "Q3 revenue this year", 10월 매출 작년과 올해. "October a year ago" is
  the one before the latest. "Same days of October", 10월 같은 기간 are those that the other period has of its month.
- Weekends, weekdays without a week, seasons and hours are no periods but filters, and are left alone. So are dates that
  do not exist, parts that nobody agrees on (작년 말, early March), dates like 3/5/2025 that are read differently in
  different countries, and what is only compared with ("compared to last month", 전년 대비) and
  words inside a quotation.
"""

import re
from dataclasses import dataclass
from datetime import date

from text2sql.language.calendars import Calendar, FiscalNaming, Period, PeriodGrain, WeekStart
from text2sql.language.comparisons import find_comparisons
from text2sql.language.folding import fold
from text2sql.language.period_sharing import read_stretches
from text2sql.language.quotations import is_quoted
from text2sql.language.stretches import PeriodKind


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period and the words that name it."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    """The words; particles that only connect them to the sentence are left out."""
    period: Period
    """The days that are meant."""
    grain: PeriodGrain
    """The finest unit that was named: "month" for 2025년 3월부터 5월까지."""
    kind: PeriodKind
    """How it was named. "bare_year" is a year without anything to say that it is one: "2024 revenue"."""
    fiscal: bool = False
    """A fiscal year or a part of one was named; ``period`` is right only if ``fiscal_year_start_month`` was known."""


_FISCAL = re.compile(r"fiscal|financial|accounting|회계|사업\s?연도|\bfy", re.IGNORECASE)


def find_periods(
    text: str,
    today: date,
    *,
    fiscal_year_start_month: int = 1,
    week_starts_on: WeekStart = "monday",
    fiscal_year_named_by: FiscalNaming = "end",
) -> tuple[PeriodMention, ...]:
    """All periods of a text from left to right, without overlaps, as long as possible.

    Args:
        text: a question in Korean, English or both.
        today: what 오늘 and "last month" are counted from.
        fiscal_year_start_month: 1 to 12.
        week_starts_on: the first day of a week.
        fiscal_year_named_by: whether fiscal year 2025 is the one that starts or that ends in 2025.
    """
    folded = fold(text)
    calendar = Calendar(today, fiscal_year_start_month, week_starts_on, fiscal_year_named_by)
    compared = [(each.start, each.end) for each in find_comparisons(text)]

    def left_out(first: int, last: int) -> bool:
        start, end = folded.span(first, last)
        return is_quoted(folded, first, last) or any(one < end and start < other for one, other in compared)

    found: list[PeriodMention] = []
    for first, last, stretch in read_stretches(folded, calendar, left_out):
        start, end = folded.span(first, last)
        if stretch.period is not None:
            words = text[start:end]
            fiscal = _FISCAL.search(folded.text[first:last]) is not None
            found.append(PeriodMention(start, end, words, stretch.period, stretch.grain, stretch.kind, fiscal))
    return tuple(found)
