"""The chart that is suggested, and the sentence that goes with it."""

from datetime import date

import pytest

from text2sql.stages.narrating import suggest_chart
from text2sql.types import ResultColumn, ResultTable

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]


def table(name, values):
    columns = (ResultColumn(name, "DATE"), ResultColumn("revenue", "BIGINT"))
    return ResultTable(columns, tuple((value, 10 * at) for at, value in enumerate(values)), False, 0.0)


@pytest.mark.parametrize(
    ("values", "kind"),
    [(MONTHS, "line"), (MONTHS[::-1], "line"), ([MONTHS[2], MONTHS[0], MONTHS[1]], "bar"), (["서울", "부산"], "bar")],
)
def test_only_a_course_of_time_is_a_line(values, kind):
    assert suggest_chart(table("month" if values[0] != "서울" else "region", values)).kind == kind


def test_columns_of_unlike_values_do_not_end_in_an_error():
    assert suggest_chart(table("year", [2024, "unknown", None])).kind == "bar"
