"""The page in every state, headless: empty, answered, asked back, declined, failed; in both languages."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.catalog import SampleQuery
from text2sql.errors import DeadlineExceeded
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Candidate, Clarify, Declined, Reading

PAGE = Path(__file__).parents[2] / "ui" / "app.py"
SAMPLES = tuple(
    SampleQuery(f"s{number}", (f"질문 {number}번은?", f"What about number {number}?"), "SELECT 1")
    for number in range(8)
)
CANDIDATE = Candidate(
    "SELECT region, COUNT(*) AS customers_count FROM customers GROUP BY region",
    "고객 수 · 지역별",
    0.9,
    "grammar",
    assumptions=("가입일 기준",),
)


class TooSlow(FakeWarehouse):
    def run(self, sql, limits):
        raise DeadlineExceeded("The query ran longer than 30 s and was stopped. Narrow the period.")


@pytest.fixture
def page(monkeypatch):
    """Opens the page over a pipeline whose writer gives the replies of the test."""
    import streamlit as st

    from ui import opening
    from ui.answering import OpenPage

    st.cache_resource.clear()

    def open_with(*replies, warehouse=None, samples=SAMPLES):
        warehouse = warehouse or FakeWarehouse((("서울", 3), ("부산", 2)), ("region", "customers_count"))
        pipeline = Pipeline(FakeKnowledge(SHOP, samples), FakeWriter(*replies), warehouse, Checker(SHOP))
        monkeypatch.setattr(
            opening, "open_page", lambda name, arguments: OpenPage("shop", pipeline, date(2026, 11, 21))
        )
        return AppTest.from_file(str(PAGE), default_timeout=30).run()

    return open_with


def words(app):
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.title)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_it_is_never_empty(page):
    app = page()
    assert not app.exception
    assert app.title[0].value == "Ask your data"
    examples = [button.label for button in app.button if button.label.startswith("What about")]
    assert len(examples) == 6


def test_without_samples_it_asks_about_its_largest_tables(page):
    app = page(samples=())
    assert any(button.label == "How many order items?" for button in app.button)


def test_an_example_is_answered_with_words_table_reasons_and_sql(page):
    app = page((CANDIDATE,))
    next(button for button in app.button if button.label.startswith("What about")).click().run()
    assert not app.exception
    said = words(app)
    assert "고객 수 · 지역별" in said
    assert "서울 3" in said
    assert "가입일 기준" in said
    assert "No model was called." in said
    assert list(app.dataframe[0].value["region"]) == ["서울", "부산"]
    assert "GROUP BY" in app.code[0].value


def test_a_typed_korean_question_is_answered_in_korean(page):
    app = page((CANDIDATE,))
    app.chat_input[0].set_value("지역별 고객 수는? $100 * 2").run()
    assert not app.exception
    assert "모델은 호출하지 않았습니다." in words(app)
    assert app.session_state["turns"][0].question == "지역별 고객 수는? $100 * 2"


def test_readings_and_suggestions_can_be_clicked(page):
    readings = (Reading("주문 수", "SELECT COUNT(*) FROM orders"), Reading("다른 질문", question="지역별 고객 수"))
    app = page(Clarify("어느 쪽인가요?", readings), Declined("모르겠습니다.", ("월별 매출",)), (CANDIDATE,))
    app.chat_input[0].set_value("수는?").run()
    assert "어느 쪽인가요?" in words(app)
    assert "SELECT COUNT(*) FROM orders" in app.code[0].value
    next(button for button in app.button if button.label == "지역별 고객 수").click().run()
    assert "모르겠습니다." in words(app)
    next(button for button in app.button if button.label == "월별 매출").click().run()
    assert not app.exception
    assert len(app.session_state["turns"]) == 3
    assert "서울 3" in words(app)


def test_a_failure_is_one_sentence_and_the_page_goes_on(page):
    app = page((CANDIDATE,), (CANDIDATE,), warehouse=TooSlow())
    app.chat_input[0].set_value("매출").run()
    assert not app.exception
    assert "ran longer than 30 s" in words(app)
    app.chat_input[0].set_value("매출").run()
    assert len(app.session_state["turns"]) == 2


def test_a_rerun_asks_nothing_again(page):
    app = page((CANDIDATE,))
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.run()
    assert not app.exception
    assert len(app.session_state["turns"]) == 1


def test_a_database_that_cannot_be_opened_is_said(page, monkeypatch):
    from text2sql.errors import CannotOpen
    from ui import opening

    app = page()

    def fail(name, arguments):
        raise CannotOpen("shop.duckdb is damaged. Run `text2sql demo --rebuild`.")

    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setattr(opening, "open_page", fail)
    app = AppTest.from_file(str(PAGE), default_timeout=30).run()
    assert not app.exception
    assert "is damaged" in app.error[0].value


def test_csv_opens_in_excel_with_korean():
    from text2sql.types import ResultColumn, ResultTable
    from ui.showing import csv_bytes

    result = ResultTable((ResultColumn("지역", "VARCHAR"), ResultColumn("n", "BIGINT")), (("서울", None),), False, 0.0)
    assert csv_bytes(result) == "\ufeff지역,n\r\n서울,\r\n".encode()
