"""The default: cheap first, and each doubt named."""

from dataclasses import replace

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWorkbench
from tests.offline.shop import SHOP
from tests.prompted.tasks import ENGLISH, KOREAN, sql_reply, task
from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelBusy, OutOfTime
from text2sql.models.scripted import ScriptedModel
from text2sql.pipeline import Pipeline
from text2sql.prompting import Reply
from text2sql.stages.checking import Budget, Checker
from text2sql.types import Answered, Attempt, Clarify, Declined, Question, Refused
from text2sql.writers.prompted.auto import OUTVOTED, STOOD_BY, UNDOUBTED, UNSETTLED, auto
from text2sql.writers.prompted.doubts import asks_for_several, doubts, fanned_out
from text2sql.writers.prompted.strategies import AUTO
from text2sql.writers.prompted.writer import PromptedWriter

EMPTY = ()
A, B, C = "SELECT a", "SELECT b", "SELECT c"


def done(*texts, results=(), problems=(), question=KOREAN):
    asked = task(AUTO, *(sql_reply(text) if isinstance(text, str) else text for text in texts),
                 results=results, problems=problems, question=question)  # fmt: skip
    return asked, auto(asked)


def purposes(asked):
    return [call.purpose for call in asked.workbench.calls]


def test_a_result_without_doubts_costs_one_call():
    asked, (found,) = done(A)
    assert (found.sql, found.confidence, found.agreement) == (A, UNDOUBTED, None)
    assert purposes(asked) == ["write"]


def test_a_model_that_stands_by_its_query_settles_the_doubt():
    asked, (found,) = done(A, "SELECT  a;", results={A: EMPTY, "SELECT  a": EMPTY})
    assert (found.confidence, found.agreement) == (STOOD_BY, (2, 2))
    assert "의심스러운 점: 결과에 행이 없습니다." in found.reasoning
    assert purposes(asked) == ["write", "second look"]
    said = asked.asking.model.prompts[1].messages
    assert [message.role for message in said] == ["user", "assistant", "user"]
    assert "결과에 행이 없습니다." in said[2].text


def test_looks_that_differ_are_settled_by_a_third():
    asked, (found,) = done(A, B, C, results={A: EMPTY, B: ((2,),), C: ((2,),)})
    assert found.sql in (B, C)
    assert (found.confidence, found.agreement) == (STOOD_BY, (2, 3))
    assert purposes(asked) == ["write", "second look", "third look"]
    assert len(asked.asking.model.prompts[2].messages) == 1


def test_two_empty_results_against_one_with_rows_stay_in_doubt():
    _, (found,) = done(A, B, C, results={A: EMPTY, B: ((2,),), C: EMPTY})
    assert (found.sql, found.confidence) == (C, OUTVOTED)


def test_three_different_results_leave_the_one_with_fewest_doubts():
    _, (found,) = done(A, B, C, results={A: EMPTY, B: ((2,),), C: ((None,),)})
    assert (found.sql, found.confidence, found.agreement) == (B, UNSETTLED, (1, 3))


def test_further_looks_that_say_nothing_do_no_harm():
    _, (found,) = done(A, Reply("?"), B, results={A: EMPTY}, problems={B: "There is no column b."})
    assert (found.sql, found.confidence, found.agreement) == (A, UNSETTLED, None)
    asked, (found,) = done(A, ModelBusy("Busy."), ModelBusy("Busy."), results={A: EMPTY})
    assert (found.sql, purposes(asked)) == (A, ["write"])
    assert isinstance(
        done(A, Reply("", {"outcome": "ask", "question_back": "언제요?"}), results={A: EMPTY})[1], Clarify
    )


def test_what_the_gate_refuses_goes_back_to_it_without_another_call():
    asked, (found,) = done(A, problems={A: "There is no column a."})
    assert found.sql == A
    assert purposes(asked) == ["write"]
    again = replace(task(AUTO, sql_reply(B)), attempts=(Attempt(found, "There is no column a."),))
    assert auto(again)[0].sql == B
    assert purposes(again) == ["repair"]


def test_declining_is_an_answer():
    assert done(Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다."}))[1] == Declined(
        "날씨 자료가 없습니다."
    )


def test_budget_and_time_pass_through_at_every_look():
    class Poor(FakeWorkbench):
        def may_call(self):
            if self.calls:
                raise BudgetExceeded("The money for this question is used up.")

    asked = task(AUTO, sql_reply(A), results={A: EMPTY})
    poor = Poor(asked.workbench.knowledge, results={A: EMPTY})
    with pytest.raises(BudgetExceeded):
        auto(replace(asked, workbench=poor, asking=replace(asked.asking, workbench=poor)))
    with pytest.raises(OutOfTime):
        auto(task(AUTO, sql_reply(A), OutOfTime("Too late."), results={A: EMPTY}))


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("지역별 고객 수", True),
        ("월별 매출", True),
        ("매출 상위 5개 상품", True),
        ("등급별로 주문 수를 알려줘", True),
        ("revenue by month", True),
        ("top 5 products by revenue", True),
        ("list all products", True),
        ("지난달 매출은?", False),
        ("특별 할인 주문 수", False),
        ("별점 평균", False),
        ("가장 비싼 상품", False),
        ("the cheapest product", False),
        ("average list price", False),
        ("", False),
    ],
)
def test_which_questions_ask_for_several_rows(text, several):
    assert asks_for_several(text) is several


def test_doubts_are_told_in_the_questions_language():
    asked = task(AUTO, results={A: ((1,),), B: ((None, None),)})
    one = asked.workbench.run(A)
    assert doubts(Question("지역별 고객 수", "ko", KOREAN.today), one, SHOP) == (
        "여러 행을 묻는 질문인데 결과가 한 행뿐입니다.",
    )
    assert doubts(ENGLISH, asked.workbench.run(B), SHOP) == ("Every value of the result is empty (NULL).",)
    assert doubts(ENGLISH, one, SHOP) == ()


ITEMS = "orders o JOIN order_items i ON i.order_id = o.order_id"


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (f"SELECT SUM(o.net_amount) FROM {ITEMS}", [("net_amount", "order_items")]),
        (f"SELECT region, AVG(net_amount) FROM {ITEMS} JOIN customers USING (customer_id) GROUP BY 1", [
            ("net_amount", "order_items")
        ]),
        (f"SELECT SUM(i.line_amount) FROM {ITEMS}", []),
        (f"SELECT COUNT(DISTINCT o.order_id) FROM {ITEMS}", []),
        ("SELECT SUM(net_amount) FROM orders WHERE order_id IN (SELECT order_id FROM order_items)", []),
        ("SELECT region, SUM(net_amount) FROM orders JOIN customers USING (customer_id) GROUP BY 1", []),
    ],
)  # fmt: skip
def test_sums_over_rows_that_a_join_repeats(sql, found):
    checked = Checker(SHOP).check(sql)
    assert list(fanned_out(sql, checked, SHOP)) == found


def test_a_further_look_that_takes_too_long_leaves_the_first():
    class Slow(FakeWorkbench):
        def run(self, sql):
            if sql != A:
                raise DeadlineExceeded("It took too long.")
            return super().run(sql)

    asked = task(AUTO, sql_reply(A), sql_reply(B), sql_reply(C))
    (found,) = auto(replace(asked, workbench=Slow(results={A: EMPTY})))
    assert (found.sql, found.confidence) == (A, UNSETTLED)


class EmptyThenNot(FakeWarehouse):
    def run(self, sql, limits):
        self.rows = () if "'취소'" in sql.text else ((7,),)
        return super().run(sql, limits)


def pipeline(model, warehouse):
    return Pipeline(FakeKnowledge(SHOP), PromptedWriter(model, AUTO), warehouse, Checker(SHOP))


def test_through_the_pipeline_a_wrong_literal_is_found_by_its_empty_result():
    right = "SELECT COUNT(*) AS n FROM orders WHERE status = 'cancelled'"
    model = ScriptedModel([
        sql_reply("SELECT COUNT(*) AS n FROM orders WHERE stat = '취소'"),
        sql_reply("SELECT COUNT(*) AS n FROM orders WHERE status = '취소'"),
        sql_reply(right),
        sql_reply(right + " AND 1 = 1"),
    ])  # fmt: skip
    answer = pipeline(model, EmptyThenNot()).answer(Question("취소된 주문 수는?", "ko", KOREAN.today))
    assert isinstance(answer, Answered)
    assert answer.result.rows == ((7,),)
    assert answer.candidate.agreement == (2, 3)
    assert [call.purpose for call in answer.receipt.calls] == ["write", "repair", "second look", "third look"]
    assert answer.receipt.usage.calls == 4
    assert len(answer.receipt.attempts) == 1
    assert "후보 3개 중 2개가 같은 결과를 냈습니다." in answer.trust.reasons


def test_through_the_pipeline_a_query_that_never_passes_costs_at_most_two_calls_an_attempt():
    model = ScriptedModel(lambda prompt: sql_reply(f"SELECT no_{len(model.prompts)} FROM orders"))
    assert isinstance(pipeline(model, FakeWarehouse()).answer(KOREAN), Refused)
    assert len(model.prompts) == 3


def test_what_a_person_has_to_allow_is_not_tried_out():
    warehouse = FakeWarehouse(rows=((1,),) * 50)
    model = ScriptedModel([sql_reply("SELECT status FROM orders")])
    guarded = replace(pipeline(model, warehouse), budget=Budget(ask_rows=10, refuse_rows=1_000))
    assert isinstance(guarded.answer(KOREAN), Clarify)
    assert warehouse.ran == []
