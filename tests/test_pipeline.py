"""The figure: what happens between a question and its answer, with every socket a fake."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.chat import answer_reading
from text2sql.errors import ModelError, OutOfTime, PromptTooLong, QuestionStopped
from text2sql.pipeline import Pipeline
from text2sql.prompting import Allowance
from text2sql.stages.checking import Budget, Checker
from text2sql.stages.linking import LinkBudget
from text2sql.types import Answered, Candidate, Clarify, Declined, Question, Reading, Refused

QUESTION = Question("주문 수는?", "ko", date(2026, 11, 21))


def candidate(sql, confidence=0.9):
    return Candidate(sql=sql, reading="주문 수", confidence=confidence, origin="model")


def pipeline(writer, warehouse=None):
    return Pipeline(FakeKnowledge(SHOP), writer, warehouse or FakeWarehouse(), Checker(SHOP))


def test_an_answer_carries_its_rows_and_its_receipt():
    steps = []
    answer = pipeline(FakeWriter((candidate("SELECT COUNT(*) AS n FROM orders"),))).answer(QUESTION, steps.append)
    assert isinstance(answer, Answered)
    assert answer.result.rows == ((1,),)
    assert answer.receipt.model is None
    assert "모델은 호출하지 않았습니다." in answer.trust.reasons
    assert [step.stage for step in steps] == ["recall", "link", "write", "check", "dry_run", "run", "narrate"]
    assert dict(answer.receipt.seconds).keys() >= {"link", "write", "check", "dry_run", "run", "narrate"}


def test_a_problem_goes_back_to_the_writer_in_words():
    writer = FakeWriter((candidate("SELECT regin FROM customers"),), (candidate("SELECT region FROM customers"),))
    warehouse = FakeWarehouse(refused=("regin",))
    answer = pipeline(writer, warehouse).answer(QUESTION)
    assert isinstance(answer, Answered)
    assert "regin" in writer.seen[1][0].problem
    assert len(answer.receipt.attempts) == 1


def test_sql_that_writes_never_reaches_the_warehouse():
    warehouse = FakeWarehouse()
    writer = FakeWriter(*[(candidate("DELETE FROM orders"),)] * 3)
    answer = pipeline(writer, warehouse).answer(QUESTION)
    assert isinstance(answer, Refused)
    assert len(answer.attempts) == 3
    assert warehouse.ran == []


def test_a_query_that_fails_while_running_is_written_anew():
    writer = FakeWriter((candidate("SELECT net_amount FROM orders"),), (candidate("SELECT status FROM orders"),))
    answer = pipeline(writer, FakeWarehouse(fails_running=("net_amount",))).answer(QUESTION)
    assert isinstance(answer, Answered)
    assert "net_amount" in answer.receipt.attempts[0].problem


def test_the_surest_reading_of_the_grammar_is_run():
    warehouse = FakeWarehouse()
    drafts = (candidate("SELECT status FROM orders", 0.4), candidate("SELECT channel FROM orders", 0.8))
    writer = FakeWriter(tuple(replace(draft, origin="grammar") for draft in drafts))
    pipeline(writer, warehouse).answer(QUESTION)
    assert len(warehouse.ran) == 1
    assert "channel" in warehouse.ran[0]


class VaryingWarehouse(FakeWarehouse):
    """Every query that counts gives 7, every other one its own text."""

    def run(self, sql, limits):
        self.rows = ((7 if "COUNT" in sql.text else sql.text,),)
        return super().run(sql, limits)


def test_the_result_that_most_candidates_agree_on_is_the_answer():
    warehouse = VaryingWarehouse()
    drafts = ("SELECT status FROM orders", "SELECT COUNT(*) FROM orders", "SELECT COUNT(order_id) FROM orders")
    writer = FakeWriter(tuple(candidate(sql, 0.9 - at / 10) for at, sql in enumerate(drafts)))
    answer = pipeline(writer, warehouse).answer(QUESTION)
    assert answer.result.rows == ((7,),)
    assert answer.candidate.agreement == (2, 3)
    assert "후보 3개 중 2개가 같은 결과를 냈습니다." in answer.trust.reasons
    assert len(warehouse.ran) == 3


def test_an_expensive_query_is_asked_about_and_runs_once_allowed():
    warehouse = FakeWarehouse(rows=((1,),) * 50)
    writer = FakeWriter((candidate("SELECT status FROM orders"),))
    guarded = replace(pipeline(writer, warehouse), budget=Budget(ask_rows=10, refuse_rows=1000))
    answer = guarded.answer(QUESTION)
    assert isinstance(answer, Clarify)
    assert "50" in answer.message
    assert warehouse.ran == []
    allowed = answer_reading(guarded, QUESTION, answer.readings[0], lambda step: None)
    assert isinstance(allowed, Answered)
    assert len(allowed.result.rows) == 50


def test_a_writer_cannot_try_out_what_a_person_has_to_allow():
    class Trying(FakeWriter):
        def write(self, question, linked, attempts, workbench):
            self.trial = workbench.run("SELECT status FROM orders")
            return (candidate("SELECT status FROM orders"),)

    warehouse, writer = FakeWarehouse(rows=((1,),) * 50), Trying()
    answer = replace(pipeline(writer, warehouse), budget=Budget(ask_rows=10)).answer(QUESTION)
    assert isinstance(answer, Clarify)
    assert (writer.trial.problem, writer.trial.result) == ("", None)
    assert warehouse.ran == []


def test_a_query_past_the_budget_goes_back_to_the_writer_and_never_runs():
    warehouse = FakeWarehouse(rows=((1,),) * 50)
    writer = FakeWriter(*[(candidate("SELECT status FROM orders"),)] * 3)
    answer = replace(pipeline(writer, warehouse), budget=Budget(refuse_rows=10)).answer(QUESTION)
    assert isinstance(answer, Refused)
    assert "50" in writer.seen[1][0].problem
    assert warehouse.ran == []


class LongWinded(FakeWriter):
    """Finds every prompt too long that holds more than one table."""

    def write(self, question, linked, attempts, workbench):
        if len(linked.tables) > 1:
            raise PromptTooLong("The prompt is too long.")
        return (candidate(f"SELECT COUNT(*) FROM {linked.tables[0].table.name}"),)


def test_a_prompt_that_is_too_long_is_tried_once_more_with_fewer_tables():
    steps = []
    narrow = replace(pipeline(LongWinded()), link_budget=LinkBudget(0, 0, tables=2))
    assert isinstance(narrow.answer(QUESTION, steps.append), Answered)
    assert [step.stage for step in steps].count("link") == 2


def test_a_stopped_question_ends_between_calls_of_the_model():
    class Caller(FakeWriter):
        def write(self, question, linked, attempts, workbench):
            workbench.may_call()

    with pytest.raises(QuestionStopped):
        pipeline(Caller()).answer(QUESTION, allowance=Allowance(stopped=lambda: True))
    with pytest.raises(OutOfTime):
        pipeline(Caller()).answer(QUESTION, allowance=Allowance(deadline=0.0))


def test_asking_back_and_declining_are_answers():
    for outcome in (Clarify("어느 쪽인가요?", (Reading("주문 수"),)), Declined("모르겠습니다.")):
        answer = pipeline(FakeWriter(outcome)).answer(QUESTION)
        assert answer.status == outcome.status
        assert answer.question == QUESTION
        assert answer.receipt.database == "shop"


def test_decomposed_korean_is_composed_before_anything_reads_it():
    import unicodedata

    seen = []
    decomposed = Question(unicodedata.normalize("NFD", "  주문   수는? "), "ko", date(2026, 11, 21))
    pipeline(FakeWriter(Declined("모르겠습니다."))).answer(decomposed, lambda step: seen.append(step.value))
    assert seen[0].text == "주문 수는?"


class Telling:
    """Says what it was told to say."""

    def __init__(self, words):
        self.words = words

    def summarise(self, question, candidate, trial, workbench):
        if isinstance(self.words, Exception):
            raise self.words
        return self.words


@pytest.mark.parametrize(
    ("words", "used"),
    [("주문은 1건입니다.", True), ("주문은 99건입니다.", False), (ModelError("It is busy. Try again."), False)],
)
def test_a_models_words_are_used_when_their_figures_are_the_results(words, used):
    told = replace(pipeline(FakeWriter((candidate("SELECT COUNT(*) AS n FROM orders"),))), narrator=Telling(words))
    answer = told.answer(QUESTION)
    assert (answer.summary == words) is used
    assert "1" in answer.summary


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_answer_of_the_parser_says_how_likely_it_is_right(language):
    asked = replace(QUESTION, language=language)
    for confidence, said in ((0.91, "91%"), (0.23, "23%")):
        written = replace(candidate("SELECT COUNT(*) AS n FROM orders", confidence), origin="parser")
        trust = pipeline(FakeWriter((written,))).answer(asked).trust
        assert said in trust.reasons[0]
        assert any(said in each for each in trust.warnings) is (confidence < 0.5)
        assert trust.level == ("uncertain" if confidence < 0.5 else "checked")


@pytest.mark.parametrize(
    ("sql", "confidence", "level"),
    [
        ("SELECT COUNT(*) AS n FROM orders", 0.7, "checked"),
        ("SELECT COUNT(*) AS n FROM orders", 0.3, "uncertain"),
        ("SELECT 1 AS n", 0.9, "uncertain"),
    ],
)
def test_an_answer_is_believed_no_more_than_its_writer_believes_it(sql, confidence, level):
    assert pipeline(FakeWriter((candidate(sql, confidence),))).answer(QUESTION).trust.level == level
