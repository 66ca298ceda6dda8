from datetime import date

import pytest

from text2sql.language import Period, find_periods, shift

TODAY = date(2026, 11, 21)


def _period(text, today=TODAY, **calendar):
    (mention,) = find_periods(text, today, **calendar)
    return f"{mention.period.start or ''}..{mention.period.end or ''}"


@pytest.mark.parametrize(
    ("text", "start_month", "named_by", "expected"),
    [
        ("FY2025", 4, "end", "2024-04-01..2025-04-01"),
        ("FY2025", 4, "start", "2025-04-01..2026-04-01"),
        ("2025 회계연도", 4, "start", "2025-04-01..2026-04-01"),
        ("FY25 Q1", 4, "end", "2024-04-01..2024-07-01"),
        ("Q4 FY2025", 10, "end", "2025-07-01..2025-10-01"),
        ("이번 회계연도", 4, "end", "2026-04-01..2027-04-01"),
        ("last fiscal year", 4, "end", "2025-04-01..2026-04-01"),
        ("this fiscal quarter", 4, "end", "2026-10-01..2027-01-01"),
        ("last fiscal quarter", 12, "end", "2026-06-01..2026-09-01"),
        ("fiscal year to date", 7, "end", "2026-07-01..2026-11-22"),
        # Without the word fiscal, quarters and years stay calendar ones.
        ("2025년 1분기", 4, "end", "2025-01-01..2025-04-01"),
        ("last year", 4, "end", "2025-01-01..2026-01-01"),
    ],
)
def test_fiscal_years_start_when_the_company_says(text, start_month, named_by, expected):
    assert _period(text, fiscal_year_start_month=start_month, fiscal_year_named_by=named_by) == expected


def test_the_fiscal_year_changes_on_its_first_day():
    for today, expected in (("2026-03-31", "2025-04-01..2026-04-01"), ("2026-04-01", "2026-04-01..2027-04-01")):
        assert _period("this fiscal year", date.fromisoformat(today), fiscal_year_start_month=4) == expected


@pytest.mark.parametrize(
    ("today", "monday", "sunday"),
    [
        ("2026-11-21", "2026-11-16..2026-11-23", "2026-11-15..2026-11-22"),
        ("2026-11-22", "2026-11-16..2026-11-23", "2026-11-22..2026-11-29"),
        ("2026-11-23", "2026-11-23..2026-11-30", "2026-11-22..2026-11-29"),
    ],
)
def test_weeks_begin_when_the_company_says(today, monday, sunday):
    day = date.fromisoformat(today)
    assert _period("이번 주", day, week_starts_on="monday") == monday
    assert _period("this week", day, week_starts_on="sunday") == sunday


def test_the_sunday_of_a_week_depends_on_where_the_week_begins():
    assert _period("지난주 일요일", week_starts_on="monday") == "2026-11-15..2026-11-16"
    assert _period("지난주 일요일", week_starts_on="sunday") == "2026-11-08..2026-11-09"


@pytest.mark.parametrize(
    ("start", "end", "kind", "expected"),
    [
        ("2025-03-01", "2025-04-01", "previous_year", "2024-03-01..2024-04-01"),
        ("2025-02-01", "2025-03-01", "previous_year", "2024-02-01..2024-03-01"),
        ("2024-02-29", "2024-03-01", "previous_year", "2023-02-28..2023-03-01"),
        ("2026-01-01", "2026-11-22", "previous_year", "2025-01-01..2025-11-22"),
        ("2025-03-01", "2025-04-01", "previous_month", "2025-02-01..2025-03-01"),
        ("2026-11-01", "2026-11-22", "previous_month", "2026-10-01..2026-10-22"),
        ("2025-03-01", "2025-03-31", "previous_month", "2025-02-01..2025-03-01"),
        ("2025-01-01", "2025-02-01", "previous_month", "2024-12-01..2025-01-01"),
        ("2025-01-01", "2025-04-01", "previous_quarter", "2024-10-01..2025-01-01"),
        ("2026-11-16", "2026-11-23", "previous_week", "2026-11-09..2026-11-16"),
        ("2027-01-01", "2027-01-02", "previous_day", "2026-12-31..2027-01-01"),
        ("2025-01-01", "2025-04-01", "previous_period", "2024-10-01..2025-01-01"),
        ("2026-11-15", "2026-11-22", "previous_period", "2026-11-08..2026-11-15"),
        ("2025-01-01", None, "previous_year", "2024-01-01.."),
        (None, "2025-01-01", "previous_month", "..2024-12-01"),
    ],
)
def test_the_period_to_compare_with(start, end, kind, expected):
    earlier = shift(Period(start and date.fromisoformat(start), end and date.fromisoformat(end)), kind)
    assert f"{earlier.start or ''}..{earlier.end or ''}" == expected


def test_nothing_comes_before_an_open_period():
    with pytest.raises(ValueError, match="first and a last day"):
        shift(Period(None, date(2025, 1, 1)), "previous_period")


@pytest.mark.parametrize(
    ("text", "grain", "kind"),
    [
        ("지난달", "month", "relative"),
        ("2025년 3월 5일", "day", "calendar"),
        ("Q3 2025", "quarter", "calendar"),
        ("상반기", "half", "calendar"),
        ("2024 revenue", "year", "bare_year"),
        ("in 2024", "year", "calendar"),
        ("최근 3개월", "month", "rolling"),
        ("올해 들어", "year", "to_date"),
        ("3월부터 5월까지", "month", "range"),
        ("작년부터 지금까지", "year", "range"),
        ("since 2024", "year", "since"),
        ("어제까지", "day", "until"),
    ],
)
def test_how_a_period_was_named(text, grain, kind):
    (mention,) = find_periods(text, TODAY)
    assert (mention.grain, mention.kind) == (grain, kind)
