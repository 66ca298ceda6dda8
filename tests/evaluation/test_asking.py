from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.evaluation.made import case
from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelBusy, ModelUnavailable
from text2sql.evaluation.asking import PipelineSystem
from text2sql.evaluation.opening import OpenDatabases
from text2sql.evaluation.turns import GoldTurns, OwnTurns
from text2sql.evaluation.types import Prediction
from text2sql.pipeline import Pipeline
from text2sql.types import Question
from text2sql.usage import Usage


@dataclass(frozen=True)
class SpendingPipeline(Pipeline):
    """Spends, then fails."""

    error: Exception | None = None
    calls: int = 0
    heard: list[Question] = field(default_factory=list)

    def answer(self, question, on_step=None, allowance=None):
        self.heard.append(question)
        for _ in range(self.calls):
            self.spending.add(Usage(1, 10, 1, 0.25))
        raise self.error


class FakeOpened:
    notes = ()

    def __init__(self, error=None, calls=0):
        self.closed = False
        self.pipeline = SpendingPipeline(None, None, None, None, error=error, calls=calls)

    def question(self, text):
        return Question(text, "ko", date(2026, 11, 21))

    def close(self):
        self.closed = True


def asked(opened, asked_case=None, turns=None):
    with OpenDatabases(lambda name: opened) as databases:
        return PipelineSystem(databases, turns or GoldTurns(()))(asked_case or case())


def test_what_a_failed_question_cost_is_known():
    prediction = asked(FakeOpened(ModelBusy("바쁨"), 3))
    assert (prediction.status, prediction.message) == ("failed", "바쁨")
    assert prediction.usage == Usage(3, 30, 3, 0.75)
    # The money of this question is used up; the next one may have some.
    assert asked(FakeOpened(BudgetExceeded("question"), 1)).status == "failed"


@pytest.mark.parametrize("error", [ModelUnavailable("no"), BudgetExceeded("day"), DeadlineExceeded("late")])
def test_what_ends_a_run_and_what_is_no_models_fault_passes_through(error):
    with pytest.raises(type(error)):
        asked(FakeOpened(error))


def test_evidence_and_the_right_turns_before_go_with_a_question():
    talk = [case(turn, interaction="대화", turn=turn, gold=(f"SELECT {turn}",)) for turn in range(3)]
    turns = GoldTurns([*reversed(talk), case(9)])
    assert [turn.sql for turn in turns.before(talk[2])] == ["SELECT 0", "SELECT 1"]
    assert turns.before(talk[0]) == turns.before(case(9)) == ()
    opened = FakeOpened(ModelBusy("-"))
    asked(opened, case(2, evidence="VIP는 등급 1"), turns)
    question = opened.pipeline.heard[0]
    assert question.text.endswith("VIP는 등급 1")
    assert len(question.history) == 2


def test_a_turn_waits_for_the_answers_before_it_and_builds_on_them():
    talk = [case(turn, interaction="대화", turn=turn, gold=(f"SELECT {turn}",)) for turn in range(4)]
    turns = OwnTurns(talk, talk[1:])
    with ThreadPoolExecutor(1) as threads:
        last = threads.submit(turns.before, talk[3])
        turns.keep(talk[1], Prediction("1", None, "failed", "바쁨"))
        assert not last.done()
        turns.keep(talk[2], Prediction("2", "SELECT 'own'", "answered", standalone="홀로", intent="{}"))
        seen = last.result(timeout=10)
    # The first was left out by a filter, so gold stands in for it.
    assert [turn.sql for turn in seen] == ["SELECT 0", None, "SELECT 'own'"]
    assert [turn.status for turn in seen] == ["answered", "declined", "answered"]
    assert (seen[2].standalone_question, seen[2].intent) == ("홀로", "{}")


def test_what_fails_does_not_keep_the_next_turn_waiting_and_a_resumed_run_asks_nothing_again():
    talk = [case(turn, interaction="대화", turn=turn) for turn in range(3)]
    turns = OwnTurns(talk, talk)
    turns.resume({"0": Prediction("0", "SELECT 7", "answered")})
    with pytest.raises(ModelUnavailable):
        asked(FakeOpened(ModelUnavailable("no")), talk[1], turns)
    assert [turn.sql for turn in turns.before(talk[2])] == ["SELECT 7", None]


def test_databases_are_lent_to_one_at_a_time_and_the_idlest_is_closed():
    made = []

    def open_one(name):
        made.append((name, FakeOpened()))
        return made[-1][1]

    with OpenDatabases(open_one, most_idle=2) as databases:
        with databases.lent("가") as first, databases.lent("가") as second:
            assert first is not second
        with databases.lent("가") as again:
            assert again in (first, second)
        with databases.lent("나"):
            pass
        assert [opened.closed for _, opened in made].count(True) == 1
    assert all(opened.closed for _, opened in made)
    assert [name for name, _ in made] == ["가", "가", "나"]
