from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.evaluation.made import case
from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelBusy, ModelUnavailable
from text2sql.evaluation.asking import PipelineSystem, history_of
from text2sql.evaluation.opening import OpenDatabases
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


def asked(opened, asked_case=None, history=None):
    with OpenDatabases(lambda name: opened) as databases:
        return PipelineSystem(databases, history or {})(asked_case or case())


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
    history = history_of([*reversed(talk), case(9)])
    assert [turn.sql for turn in history["2"]] == ["SELECT 0", "SELECT 1"]
    assert history["0"] == ()
    opened = FakeOpened(ModelBusy("-"))
    asked(opened, case(2, evidence="VIP는 등급 1"), history)
    question = opened.pipeline.heard[0]
    assert question.text.endswith("VIP는 등급 1")
    assert len(question.history) == 2


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
