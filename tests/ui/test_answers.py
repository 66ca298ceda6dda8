"""What surrounds an answer: chips, what changed, charts, steps, stopping, taking a conversation up again."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from tests.ui.conftest import CANDIDATE, clicked, words
from text2sql.conversations.memory import MemoryConversations
from text2sql.errors import QueryFailed
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Candidate, Carried, Question, ResultColumn, ResultTable, Turn
from ui.turns import OpenPage, Wanted
from ui.working import Working

SEOUL = Carried("filter", "서울")
FOLLOWED = Candidate(
    "SELECT COUNT(*) AS customers_count FROM customers WHERE region = '서울'", "서울 고객 수", 0.9, "grammar"
)


class KeepsSeoul:
    """A follower that carries one filter over, unless the person took it away."""

    def follow(self, question, reference, workbench):
        return None if SEOUL in question.dropped else replace(question, carried=(SEOUL,))


def test_what_a_follow_up_keeps_can_be_taken_away(page):
    store = MemoryConversations()
    app = page((CANDIDATE,), (FOLLOWED,), (CANDIDATE,), store=store, follower=KeepsSeoul())
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.chat_input[0].set_value("서울만").run()
    assert not app.exception
    difference = next(each.body for each in app.get("html"))
    assert "<ins>" in difference and "&#x27;서울&#x27;" in difference
    chip = next(button for button in app.button if button.label.startswith("서울"))
    chip.click().run()
    assert not app.exception
    [conversation] = store.conversations()
    assert [turn.dropped for turn in store.turns(conversation)] == [(), (), (SEOUL,)]


def test_a_conversation_is_taken_up_again_after_a_reload(page):
    store = MemoryConversations()
    store.append("abc", Turn("지역별 고객 수", "지역별 고객 수", "SELECT region FROM customers", "서울 3", "answered"))
    app = page((CANDIDATE,), store=store, conversation="abc")
    assert not app.exception
    assert "서울 3" in words(app)
    assert app.code[0].value == "SELECT region FROM customers"
    clicked(app, "Ask again")
    assert not app.exception
    assert list(app.dataframe[0].value["region"]) == ["서울", "부산"]
    assert len(store.turns("abc")) == 2


def test_a_chart_can_be_changed_without_asking_again(page):
    warehouse = FakeWarehouse((("서울", 3, "a"), ("부산", 2, "b")), ("region", "customers_count", "kind"))
    app = page((CANDIDATE,), warehouse=warehouse)
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.selectbox(key="kind1").set_value("Line").run()
    app.selectbox(key="color1").set_value("kind").run()
    assert not app.exception
    drawn = app.session_state["chart1"]
    assert (drawn.kind, drawn.x, drawn.y, drawn.color) == ("line", "region", "customers_count", "kind")
    app.selectbox(key="kind1").set_value("none").run()
    assert "chart1" not in app.session_state
    assert len(warehouse.ran) == 1


def test_steps_fold_into_a_line_and_can_be_unfolded(page):
    app = page((CANDIDATE,))
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.run()
    turn = app.session_state["turns"][0]
    assert turn.folded.startswith(f"{len(turn.steps) + 1} steps")
    assert any("customers 1.00" in line for line in turn.steps)
    assert "Dry run passed" in words(app)


def test_a_refusal_shows_what_was_tried(page):
    bad = Candidate("DELETE FROM customers", "지우기", 0.9, "model")
    app = page((bad,), (bad,), (bad,))
    app.chat_input[0].set_value("고객을 지워 줘").run()
    assert not app.exception
    assert [each.value for each in app.code] == ["DELETE FROM customers"] * 3


class Slow(FakeWarehouse):
    """A query that runs until it is interrupted."""

    def __init__(self):
        super().__init__()
        self.begun, self.interrupted = threading.Event(), threading.Event()

    def run(self, sql, limits):
        self.begun.set()
        assert self.interrupted.wait(30)
        raise QueryFailed("The process was ended.")


def open_over(warehouse, *replies, interrupt=lambda: None):
    pipeline = Pipeline(FakeKnowledge(SHOP), FakeWriter(*replies), warehouse, Checker(SHOP))
    store = MemoryConversations()
    today = date(2026, 11, 21)
    return OpenPage("shop", pipeline, today, lambda text: Question(text, "ko", today), store, interrupt)


def test_stopping_ends_the_running_query_and_leaves_no_turn():
    slow = Slow()
    opened = open_over(slow, (CANDIDATE,), (CANDIDATE,), interrupt=slow.interrupted.set)
    working = Working(Wanted("지역별 고객 수"), opened, "abc", "ko").start()
    assert slow.begun.wait(30)
    working.stop()
    assert working.done.wait(30)
    assert isinstance(working.outcome, str)
    assert opened.store.turns("abc") == ()
    assert opened.running == [] and not opened.lock.locked()


def test_stopping_a_question_that_waits_interrupts_nobody_else():
    slow = Slow()
    opened = open_over(slow, (CANDIDATE,), (CANDIDATE,), interrupt=slow.interrupted.set)
    first = Working(Wanted("지역별 고객 수"), opened, "abc", "ko").start()
    assert slow.begun.wait(30)
    second = Working(Wanted("등급별 고객 수"), opened, "def", "ko").start()
    second.stop()
    assert second.done.wait(30)
    assert not slow.interrupted.is_set() and not first.done.is_set()
    first.stop()
    assert first.done.wait(30)


def test_a_stopped_question_is_told_at_once(page):
    opened = open_over(FakeWarehouse(), (CANDIDATE,))
    working = Working(Wanted("지역별 고객 수"), opened, "abc", "en")
    working.stopped.set()
    app = page()
    app.session_state["working"] = working
    app.run()
    assert not app.exception
    assert "You stopped it." in words(app)
    assert "working" not in app.session_state


def test_an_answer_survives_another_pass_of_the_page(page):
    opened = open_over(FakeWarehouse((("서울", 3),), ("region", "customers_count")), (CANDIDATE,))
    working = Working(Wanted("지역별 고객 수"), opened, "abc", "en").start()
    app = page()
    app.session_state["working"] = working
    app.run()
    assert not app.exception
    assert "지역 서울, 고객 수 3" in words(app)


def test_a_mistake_of_ours_is_not_swallowed(page):
    class Broken(FakeWarehouse):
        def dry_run(self, sql):
            raise ZeroDivisionError("ours")

    app = page((CANDIDATE,), warehouse=Broken())
    app.chat_input[0].set_value("지역별 고객 수").run()
    assert app.exception[0].message == "ours"
    app.run()
    assert not app.exception


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "'</div><img src=x onerror=alert(1)>'"])
def test_a_difference_is_text_and_not_markup(hostile):
    from ui.outcomes import difference

    shown = difference("SELECT 1", f"SELECT {hostile}")
    assert "<script" not in shown and "<img" not in shown


def test_a_chart_of_a_column_named_twice_is_drawn():
    from text2sql.types import Chart
    from ui.charts import chart_of

    columns = (ResultColumn("월", "DATE"), ResultColumn("n", "X"), ResultColumn("n", "X"))
    table = ResultTable(columns, ((date(2026, 1, 1), 1, 5), (date(2026, 2, 1), 2, 6)), False, 0.0)
    drawn = chart_of(table, Chart("line", "월", "n")).to_dict()
    assert drawn["encoding"]["x"]["type"] == "temporal"


def test_an_empty_result_names_the_condition_and_offers_to_drop_it(page):
    class NobodyOnJeju(FakeWarehouse):
        def run(self, sql, limits):
            found = super().run(sql, limits)
            return replace(found, rows=() if "제주" in sql.text else found.rows)

    empty = replace(FOLLOWED, sql="SELECT region FROM customers WHERE region = '제주'")
    app = page((empty,), warehouse=NobodyOnJeju((("서울",),), ("region",)))
    app.chat_input[0].set_value("제주 고객").run()
    assert not app.exception
    assert "Without one of these" in words(app)
    next(button for button in app.button if button.label.startswith("without")).click().run()
    assert not app.exception
    assert list(app.dataframe[0].value["region"]) == ["서울"]
    assert "<del>" in next(each.body for each in app.get("html"))
