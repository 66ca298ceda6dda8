"""Asking back only when it makes a difference, with the figure of each reading, and not more than twice."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWorkbench, FakeWriter
from tests.offline.shop import SHOP
from text2sql.chat import remembered
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.stages.clarifying import settled, times_asked, without_asking
from text2sql.types import Answered, Candidate, Clarify, Declined, Question, Reading, ResultColumn, ResultTable, Turn

TODAY = date(2026, 11, 21)


def reading(text, sql):
    return Reading(text, sql, candidate=Candidate(sql, text, 0.8, "grammar"))


GROSS, NET, PAID = reading("총매출", "gross"), reading("순매출", "net"), reading("결제액", "paid")
ASKED = Clarify("어느 쪽인가요?", (GROSS, NET))


def told(candidate, trial):
    return f"{trial.result.rows[0][0]}원"


def test_readings_with_one_result_need_no_asking():
    (candidate,) = settled(ASKED, FakeWorkbench(), told)
    assert (candidate.sql, candidate.agreement) == ("gross", (2, 2))


def test_readings_with_different_results_are_offered_with_their_figures():
    bench = FakeWorkbench(results={"net": ((90,),), "gross": ((100,),), "paid": ((90,),)})
    left = settled(Clarify("?", (GROSS, NET, PAID)), bench, told)
    assert [(each.text, each.figure) for each in left.readings] == [("총매출", "100원"), ("순매출", "90원")]


def test_a_reading_that_cannot_run_is_none():
    (candidate,) = settled(ASKED, FakeWorkbench(problems={"gross": "no such column"}), told)
    assert (candidate.sql, candidate.agreement) == ("net", None)
    problems = {"gross": "no such column", "net": "neither"}
    assert [each.sql for each in settled(ASKED, FakeWorkbench(problems=problems), told)] == ["gross", "net"]


def test_what_its_writer_does_not_believe_is_offered_even_when_alone():
    left = settled(Clarify("?", (NET,), sure=False), FakeWorkbench(), told)
    assert [each.figure for each in left.readings] == ["1원"]
    assert isinstance(without_asking(left, "ko"), Declined)


def turn(question, *offered, status="clarify"):
    return Turn(question, question, None, "", status, readings=offered)


@pytest.mark.parametrize(
    ("turns", "times"),
    [
        ((), 0),
        ((turn("매출은?", GROSS),), 1),
        ((turn("매출은?", GROSS), turn("매출은", NET)), 2),
        ((turn("이번 달?", Reading("이번 달 매출", question="매출은?")),), 1),
        ((turn("매출은?", GROSS), turn("고객 수는?", NET)), 0),
        ((turn("매출은?", GROSS), turn("매출은?", status="answered")), 0),
        ((turn("매출은?", replace(GROSS, costly=True)),), 0),
    ],
)
def test_asking_the_same_is_counted(turns, times):
    assert times_asked(Question("매출은?", "ko", TODAY, history=turns)) == times


class Counting(FakeWarehouse):
    """Every query gives its own length."""

    def run(self, sql, limits):
        super().run(sql, limits)
        return ResultTable((ResultColumn("n", "BIGINT"),), ((len(sql.text),),), False, 0.0)


ORDERS = reading("주문 수", "SELECT COUNT(*) AS n FROM orders")
BUYERS = reading("주문한 고객 수", "SELECT COUNT(DISTINCT customer_id) AS n FROM orders")


def conversation(*lines, replies=(), warehouse=None):
    """What was answered to some lines, each asked back about as long as there are replies."""
    pipeline = Pipeline(FakeKnowledge(SHOP), FakeWriter(*replies), warehouse or Counting(), Checker(SHOP))
    store = MemoryConversations()
    return [
        remembered(pipeline, store, "c", Question(line, detect_language(line), TODAY), lambda step: None)[0]
        for line in lines
    ]


@pytest.mark.parametrize("reply", ["2", "두 번째요", "the second one", "고객", "주문한 고객 수"])
def test_a_reply_chooses_a_reading(reply):
    asked, answered = conversation("주문은?", reply, replies=[Clarify("어느 쪽인가요?", (ORDERS, BUYERS))])
    assert [bool(each.figure) for each in asked.readings] == [True, True]
    assert isinstance(answered, Answered) and "DISTINCT" in answered.sql.text
    assert (answered.question.text, answered.question.original) == ("주문은?", reply)


def test_a_question_is_asked_back_twice_at_most():
    replies = [Clarify("어느 쪽인가요?", (ORDERS, BUYERS))] * 3
    answers = conversation("주문은?", "주문은?", "주문은?", replies=replies)
    assert [each.status for each in answers] == ["clarify", "clarify", "answered"]
    assert answers[2].trust.level == "uncertain"
    assert "두 번" in answers[2].trust.assumptions[-1]


def test_readings_of_a_model_are_written_and_run():
    class Model(FakeWriter):
        model = "scripted"

    said = (Reading("주문 수", question="주문 수는?"), Reading("주문 고객", question="주문한 고객 수는?"))
    in_words = Clarify("어느 쪽인가요?", said)
    for warehouse, statuses in ((Counting(), "clarify"), (FakeWarehouse(), "answered")):
        writer = Model(in_words, (ORDERS.candidate,), (BUYERS.candidate,))
        answer = Pipeline(FakeKnowledge(SHOP), writer, warehouse, Checker(SHOP)).answer(Question("?", "ko", TODAY))
        assert answer.status == statuses


def test_an_honest_no_says_what_the_data_could_answer():
    (answer,) = conversation("오늘 날씨는?", replies=[Declined("날씨 자료가 없습니다.")])
    assert answer.message.startswith("날씨 자료가 없습니다.")
    assert "순매출" in answer.message and answer.suggestions
