"""The figure: what happens between a question and its answer, with every socket a fake."""

from datetime import date

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
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


def test_the_surest_candidate_is_run():
    warehouse = FakeWarehouse()
    writer = FakeWriter((candidate("SELECT status FROM orders", 0.4), candidate("SELECT channel FROM orders", 0.8)))
    pipeline(writer, warehouse).answer(QUESTION)
    assert len(warehouse.ran) == 1
    assert "channel" in warehouse.ran[0]


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
