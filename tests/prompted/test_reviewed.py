"""A second model reads what the first wrote."""

from dataclasses import replace

import pytest

from tests.fakes import FakeWarehouse
from tests.offline.shop import SHOP
from tests.prompted.tasks import ENGLISH, sql_reply, task
from text2sql.errors import BudgetExceeded, ModelBusy, OutOfTime, ReplyMalformed
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import Reply
from text2sql.prompts.results import result_text
from text2sql.stages.checking import Checker, CheckRules
from text2sql.types import Attempt, Declined, ResultColumn, ResultTable
from text2sql.workbench import Course, Gate, GatedWorkbench
from text2sql.writers.prompted.reviewed import reviewed
from text2sql.writers.prompted.strategies import REVIEWED

A, B = "SELECT region FROM customers", "SELECT grade FROM customers"
PROBLEM = "등급이 아니라 지역을 셉니다."


def review(verdict, problem=""):
    return Reply("", {"reasoning": "…", "verdict": verdict, "problem": problem})


def done(written, reviews, results=(), **more):
    reviewer = ScriptedModel(reviews, name="reviewer")
    asked = task(REVIEWED, *(sql_reply(text) for text in written), reviewer=reviewer, results=results, **more)
    return asked, reviewer, reviewed(asked)


def test_a_query_found_correct_costs_two_calls_of_two_models():
    asked, reviewer, (found,) = done([A], [review("correct")])
    assert [(call.purpose, call.model) for call in asked.workbench.calls] == [
        ("write", "scripted"),
        ("review", "reviewer"),
    ]
    assert (found.sql, found.confidence, found.assumptions) == (A, 0.8, ())
    assert "검토 결과 잘못된 점이 없습니다." in found.reasoning
    (prompt,) = reviewer.prompts
    assert A in prompt.text
    assert "지난달 취소된 주문의 매출" in prompt.text
    assert prompt.form.name == "review_sql"


def test_a_query_found_wrong_is_written_anew_and_the_better_one_is_taken():
    results = {A: ((1,),), B: ((2,),)}
    asked, _, (found,) = done([A, B], [review("wrong", PROBLEM), review("correct")], results)
    assert (found.sql, found.confidence) == (B, 0.6)
    assert PROBLEM in found.reasoning
    assert found.assumptions == ()
    assert PROBLEM in asked.asking.model.prompts[1].messages[-1].text
    assert [call.purpose for call in asked.workbench.calls] == ["write", "review", "repair", "review"]


def test_a_second_query_that_is_no_better_lowers_the_confidence():
    _, _, (found,) = done([A, B], [review("wrong", PROBLEM), review("wrong", "연도가 빠졌습니다.")])
    assert (found.sql, found.confidence) == (B, 0.2)
    assert found.assumptions == ("검토에서 찾은 문제: 연도가 빠졌습니다.",)


@pytest.mark.parametrize(
    "second", [sql_reply(A + ";"), Reply("?"), Reply("", {"outcome": "decline", "reason": "몰라요"})]
)
def test_a_writer_without_a_better_query_leaves_the_first_one_in_doubt(second):
    reviewer = ScriptedModel([review("wrong", PROBLEM)])
    (found,) = reviewed(task(REVIEWED, sql_reply(A), second, reviewer=reviewer))
    assert (found.sql, found.confidence) == (A, 0.2)
    assert found.assumptions == (f"검토에서 찾은 문제: {PROBLEM}",)


@pytest.mark.parametrize(
    "said", [review("unsure", "기간"), review("wrong"), review("maybe"), Reply("?"), ReplyMalformed("?")]
)
def test_a_review_that_names_no_mistake_changes_nothing_but_the_confidence(said):
    asked, _, (found,) = done([A], [said])
    assert (found.sql, found.confidence) == (A, 0.5)
    assert len(found.assumptions) == 1
    assert len(asked.asking.model.prompts) == 1


def test_a_review_that_came_as_text_is_read():
    _, _, (found,) = done([A], [Reply('검토했습니다. {"verdict": "correct", "problem": ""}')])
    assert found.confidence == 0.8


def test_what_the_gate_refuses_is_not_reviewed():
    _, reviewer, (found,) = done([A], [], problems={A: "There is no column."})
    assert reviewer.prompts == []
    again = replace(
        task(REVIEWED, sql_reply(B), reviewer=ScriptedModel([review("correct")])), attempts=(Attempt(found, "…"),)
    )
    assert reviewed(again)[0].sql == B


def test_declining_and_errors_pass_through():
    declining = task(REVIEWED, Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다."}))
    assert reviewed(declining) == Declined("날씨 자료가 없습니다.")
    with pytest.raises(ModelBusy):
        reviewed(task(REVIEWED, ModelBusy("Busy. Try again.")))
    for error in (OutOfTime("Too late."), BudgetExceeded("Too much.")):
        with pytest.raises(type(error)):
            done([A], [error])
        with pytest.raises(type(error)):
            reviewed(task(REVIEWED, sql_reply(A), error, reviewer=ScriptedModel([review("wrong", PROBLEM)])))


def test_a_reviewer_that_fails_leaves_the_query_unreviewed_and_says_so():
    _, _, (found,) = done([A], [ModelBusy("Busy. Try again.")])
    assert (found.sql, found.confidence) == (A, 0.5)
    assert "Busy. Try again." in found.assumptions[0]


def gated(asked, rules=CheckRules(), rows=(("kim@example.com",),)):
    gate = Gate(Checker(SHOP, rules), FakeWarehouse(rows, ("said",)))
    bench = GatedWorkbench(asked.workbench.knowledge, gate, Course(lambda step: None))
    asking, reviewing = replace(asked.asking, workbench=bench), replace(asked.reviewing, workbench=bench)
    return replace(asked, asking=asking, reviewing=reviewing, workbench=bench)


@pytest.mark.parametrize(
    ("sql", "cell_values", "shown"),
    [
        ("SELECT region FROM customers", True, True),
        ("SELECT region FROM customers", False, False),
        ("SELECT name FROM customers", True, False),
        ("SELECT upper(name) AS region FROM customers", True, False),
    ],
)
def test_rows_are_shown_to_the_reviewer_only_where_they_may_be(sql, cell_values, shown):
    reviewer = ScriptedModel([review("correct")])
    strategy = replace(REVIEWED, cell_values=cell_values)
    asked = gated(task(strategy, sql_reply(sql), reviewer=reviewer, question=ENGLISH), CheckRules(personal="allow"))
    reviewed(asked)
    (prompt,) = reviewer.prompts
    assert ("kim@example.com" in prompt.text) is shown
    assert "1 rows; columns: said BIGINT" in prompt.text


def test_a_result_is_told_in_bounded_text():
    rows = tuple((f"긴 글 {at} " * 40, None, b"\x00" * 9) for at in range(100))
    columns = tuple(ResultColumn(name, "VARCHAR") for name in ("a", "b", "c"))
    text = result_text(ResultTable(columns, rows, True, 0.0), 20, 1_000)
    head, first, *_, last = text.splitlines()
    assert head == "more than 100 rows; columns: a VARCHAR, b VARCHAR, c VARCHAR"
    assert first.endswith("… | NULL | (9 bytes)")
    assert len(text) < 1_100
    assert last.endswith("further rows are not shown)")
    assert result_text(ResultTable(columns, rows, False, 0.0), 0).count("\n") == 0
