"""Downloads: all rows and not only those shown, through the same gate; pictures with Korean."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from tests.ui.conftest import CANDIDATE
from text2sql.errors import DeadlineExceeded
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker, CheckRules
from text2sql.types import Chart, Limits, Question, ResultColumn, ResultTable
from ui.charts import chart_of
from ui.exporting import picture_bytes, whole
from ui.turns import OpenPage

TODAY = date(2026, 11, 21)
MANY = FakeWarehouse(tuple((f"지역{number}", number) for number in range(30)), ("region", "customers_count"))


def open_over(warehouse):
    few, many = (Checker(SHOP, CheckRules(row_limit=rows)) for rows in (10, 20))
    shown = Pipeline(FakeKnowledge(SHOP), FakeWriter((CANDIDATE,)), warehouse, few, Limits(rows=10))
    everything = replace(shown, checker=many, limits=Limits(rows=20))
    return OpenPage("shop", shown, TODAY, lambda text: Question(text, "ko", TODAY), everything=everything)


def test_a_download_holds_what_the_page_left_out():
    opened = open_over(MANY)
    answer = opened.pipeline.answer(opened.question("지역별 고객 수"))
    assert len(answer.result.rows) == 10 and answer.result.truncated
    assert len(whole(opened, answer).rows) == 20
    assert MANY.ran[-1].endswith("LIMIT 21")
    assert not opened.lock.locked()


def test_a_download_that_fails_never_passes_for_the_whole():
    class FailsLater(FakeWarehouse):
        def run(self, sql, limits):
            if limits.rows > 10:
                raise DeadlineExceeded("The query took longer than 30 s and was stopped.")
            return super().run(sql, limits)

    opened = open_over(FailsLater(MANY.rows, MANY.columns))
    answer = opened.pipeline.answer(opened.question("지역별 고객 수"))
    with pytest.raises(DeadlineExceeded):
        whole(opened, answer)
    assert not opened.lock.locked()


def test_pictures_are_made_without_a_network():
    pytest.importorskip("vl_convert")
    columns = (ResultColumn("지역", "X"), ResultColumn("매출", "X"))
    drawn = chart_of(ResultTable(columns, (("서울", 3), ("부산", 2)), False, 0.0), Chart("bar", "지역", "매출"))
    assert picture_bytes(drawn, "png").startswith(b"\x89PNG")
    assert "서울" in picture_bytes(drawn, "svg").decode()


@pytest.mark.parametrize("day", [date(2026, 1, 1), datetime(2026, 1, 1)])
def test_a_course_of_time_is_drawn_as_a_picture_too(day):
    pytest.importorskip("vl_convert")
    columns = (ResultColumn("월", "X"), ResultColumn("매출", "X"))
    rows = ((day, Decimal("3.5")), (day.replace(month=2), Decimal(2)))
    drawn = chart_of(ResultTable(columns, rows, False, 0.0), Chart("line", "월", "매출"))
    assert {row["x"] for row in drawn.to_dict()["datasets"].popitem()[1]} == {
        "2026-01-01T00:00:00",
        "2026-02-01T00:00:00",
    }
    assert picture_bytes(drawn, "png").startswith(b"\x89PNG")
