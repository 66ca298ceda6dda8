"""The page in every state, headless: empty, answered, asked back, declined, failed; in both languages."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from tests.fakes import FakeWarehouse
from tests.ui.conftest import CANDIDATE, PAGE, clicked, words
from text2sql.errors import DeadlineExceeded
from text2sql.types import Clarify, Declined, Reading, ResultColumn, ResultTable


class TooSlow(FakeWarehouse):
    def run(self, sql, limits):
        raise DeadlineExceeded("The query ran longer than 30 s and was stopped. Narrow the period.")


def test_it_is_never_empty(page):
    app = page()
    assert not app.exception
    assert app.title[0].value == "Ask your data"
    examples = [button.label for button in app.button if button.label.startswith("What about")]
    assert len(examples) == 6


def test_it_speaks_korean(page):
    app = page()
    app.sidebar.segmented_control(key="language").set_value("한국어").run()
    assert not app.exception
    assert app.title[0].value == "데이터에 물어보세요"
    assert len([button for button in app.button if button.label.startswith("질문")]) == 6


def test_another_database_starts_a_new_conversation(page):
    app = page((CANDIDATE,))
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.sidebar.selectbox(key="database").set_value("warehouse").run()
    assert not app.exception
    assert app.session_state["turns"] == []


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
    readings = (Reading("다른 질문", question="지역별 고객 수"),)
    app = page(Clarify("어느 쪽인가요?", readings), Declined("모르겠습니다.", ("월별 매출",)), (CANDIDATE,))
    app.chat_input[0].set_value("수는?").run()
    assert "어느 쪽인가요?" in words(app)
    clicked(app, "다른 질문")
    assert "모르겠습니다." in words(app)
    clicked(app, "월별 매출")
    assert not app.exception
    assert [turn.question for turn in app.session_state["turns"]] == ["수는?", "지역별 고객 수", "월별 매출"]
    assert "서울 3" in words(app)


def test_a_chosen_reading_runs_through_the_gate_and_is_marked_as_chosen(page):
    good, bad = (
        Reading("고객 수", "SELECT region, COUNT(*) FROM customers GROUP BY region"),
        Reading("전부", "DROP TABLE x"),
    )
    warehouse = FakeWarehouse((("서울", 3),), ("region", "customers_count"))
    app = page(Clarify("어느 쪽인가요?", (good, bad)), warehouse=warehouse)
    app.chat_input[0].set_value("수는?").run()
    clicked(app, "고객 수")
    assert not app.exception
    assert "직접 고른 해석입니다" in words(app)
    assert app.session_state["turns"][-1].outcome.trust.level == "uncertain"
    clicked(app, "전부")
    assert app.session_state["turns"][-1].outcome.status == "refused"
    assert len(warehouse.ran) == 1


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


def result(rows, *names):
    return ResultTable(tuple(ResultColumn(name, "X") for name in names), tuple(rows), False, 0.0)


def test_values_that_a_browser_cannot_hold_are_shown_exactly(page):
    from decimal import Decimal

    odd = (2**70, Decimal("12.50"), b"\x00\xff", ["목록"], float("nan"))
    app = page((CANDIDATE,), warehouse=FakeWarehouse((odd,), ("a", "a", "c[0].d", "e", "f")))
    app.chat_input[0].set_value("지역별 고객 수").run()
    assert not app.exception
    shown = app.dataframe[0].value
    assert list(shown.columns) == ["a", "a (2)", "c[0].d", "e", "f"]
    assert list(shown.iloc[0])[:4] == [str(2**70), 12.5, "00ff", "['목록']"]


def test_a_chart_of_odd_names_has_names_of_its_own():
    from text2sql.types import Chart
    from ui.charts import chart_of

    drawn = chart_of(result([("서울", 3), (None, None)], "a.b[0]", "합계"), Chart("bar", "a.b[0]", "합계")).to_dict()
    assert drawn["encoding"]["y"]["field"] == "x"
    assert drawn["encoding"]["y"]["title"] == "a.b[0]"


def test_what_was_typed_is_shown_as_it_was_typed():
    from ui.wording import plain

    assert plain("$a$ *b* [c](d) :red[e]") == r"\$a\$ \*b\* \[c\]\(d\) \:red\[e\]"


def test_all_approved_questions_are_found_while_one_types(page):
    app = page((CANDIDATE,))
    finder = app.selectbox(key="find_question")
    assert finder.value is None and finder.options == [f"What about number {number}?" for number in range(8)]
    finder.set_value("What about number 7?").run()
    assert not app.exception
    assert [turn.question for turn in app.session_state["turns"]] == ["What about number 7?"]
    assert "find_question" not in [box.key for box in app.selectbox]


def test_a_question_that_cannot_be_answered_is_declined_with_others_that_can(page):
    app = page(Declined("모르겠습니다."))
    app.chat_input[0].set_value("날씨는?").run()
    assert not app.exception
    assert len([button for button in app.button if (button.key or "").startswith("suggestion1-")]) == 3


def test_a_failure_shows_the_sql_that_was_tried(page):
    app = page((CANDIDATE,), warehouse=TooSlow())
    app.chat_input[0].set_value("매출").run()
    assert [each.value for each in app.code] == [CANDIDATE.sql]
    assert any(button.label == "Ask again" for button in app.button)


def test_readings_show_what_each_of_them_gives(page):
    readings = (
        Reading("결제 금액", "SELECT 1", figure="매출 15원"),
        Reading("주문 금액", "SELECT 2", figure="매출 17원"),
    )
    app = page(Clarify("어느 쪽인가요?", readings))
    app.chat_input[0].set_value("매출은?").run()
    labels = [button.label for button in app.button if (button.key or "").startswith("reading")]
    assert labels == ["결제 금액 — 매출 15원", "주문 금액 — 매출 17원"]


def test_of_a_long_result_it_is_told_how_long(page):
    class Long(FakeWarehouse):
        def run(self, sql, limits):
            if "COUNT(*)" in sql.text:
                return result([(12_345,)], "rows_in_all")
            return ResultTable((ResultColumn("region", "X"),), (("서울",),) * 3, True, 0.0)

    listed = replace(CANDIDATE, sql="SELECT region FROM customers")
    app = page((listed,), warehouse=Long())
    app.chat_input[0].set_value("고객 목록").run()
    assert not app.exception
    assert "Showing the first 3 of 12,345 rows." in words(app)
