"""Self-consistency by execution: the same winner as a full vote, with as few replies as it takes."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeWorkbench
from tests.prompted.tasks import sql_reply, task
from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelBusy, QuestionStopped, ReplyMalformed
from text2sql.prompting import Allowance, Prompt, Reply
from text2sql.types import Candidate, Clarify, Declined, Plan, Trial
from text2sql.usage import Usage
from text2sql.writers.prompted.strategies import SELF_CONSISTENCY
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.voting import Ballot, Vote, vote
from text2sql.writers.prompted.writer import METHODS

PROMPT = Prompt("", "", ())
STRATEGY = Strategy("t", candidates=5, temperature=1.0)
SEVEN, EIGHT, NOTHING = ((7,),), ((8,),), ()


def voted(*replies, results=(), problems=(), voters=None):
    asked = task(STRATEGY, *replies, results=results, problems=problems)
    return asked, vote(asked, [PROMPT] * (voters or len(replies)))


def test_the_result_that_most_agree_on_wins_whatever_its_texts():
    texts = ("SELECT 8", "SELECT 7 -- a", "SELECT 7 -- b", "SELECT 주문", "SELECT 7 -- c")
    results = {text: SEVEN for text in texts if "7" in text} | {"SELECT 8": EIGHT, "SELECT 주문": ((9,),)}
    asked, (winner,) = voted(*(sql_reply(text) for text in texts), results=results)
    assert "7" in winner.sql
    votes, ran = winner.agreement  # the fifth reply is read only when it may still change the outcome
    assert (votes, ran in (3, 4, 5)) == (3, True)
    assert winner.confidence == pytest.approx(4 / (ran + 2))
    assert len(asked.workbench.calls) >= ran


def test_what_fails_has_no_vote():
    failing = {"SELECT a": "There is no column a.", "SELECT b": "There is no column b."}
    _, (winner,) = voted(
        sql_reply("SELECT a"), sql_reply("SELECT b"), ModelBusy("Busy. Try again."), Reply("?"), sql_reply("SELECT 7"),
        problems=failing,
    )  # fmt: skip
    assert (winner.sql, winner.agreement) == ("SELECT 7", (1, 1))
    assert winner.confidence == pytest.approx(2 / 6)


def test_when_nothing_can_run_different_candidates_go_to_the_gate():
    texts = ["SELECT a", "SELECT a", "SELECT b"]
    _, found = voted(*map(sql_reply, texts), problems={"SELECT a": "No a.", "SELECT b": "No b."})
    assert sorted(each.sql for each in found) == ["SELECT a", "SELECT b"]


def test_declining_and_asking_back_win_only_by_votes():
    refusal = Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다."})
    asking = Reply("", {"outcome": "ask", "question_back": "어느 매출인가요?", "readings": ("순매출", "총매출")})
    _, found = voted(refusal, sql_reply("SELECT 1"), sql_reply("SELECT 1"))
    assert isinstance(found, tuple)
    assert voted(refusal, refusal, sql_reply("SELECT 1"))[1] == Declined("날씨 자료가 없습니다.")
    assert isinstance(voted(asking, asking, refusal)[1], Clarify)


def test_of_equals_the_one_with_rows_wins():
    results = {"SELECT none": NOTHING, "SELECT 1": ((1,),)}
    _, (winner,) = voted(sql_reply("SELECT none"), sql_reply("SELECT 1"), results=results)
    assert winner.sql == "SELECT 1"


def test_a_strategy_with_several_candidates_votes_and_one_without_does_not():
    asked = task(SELF_CONSISTENCY, lambda prompt: sql_reply("SELECT 7"))
    (winner,) = METHODS[SELF_CONSISTENCY.method](asked)
    assert winner.agreement[0] >= 3
    asked = task(Strategy("t"), sql_reply("SELECT 7"))
    assert METHODS["single"](asked)[0].agreement is None
    assert asked.workbench.tried == []


class Waiting:
    """Answers once every prompt was sent, but for the last one, whose answer comes only when it is asked to stop."""

    name = "waiting"

    def __init__(self):
        self.all_sent, self.stopped = threading.Barrier(5), threading.Event()

    def complete(self, prompt: Prompt, allowance: Allowance) -> Reply:
        last = self.all_sent.wait(timeout=10) == 0
        while last:
            if allowance.stopped():
                self.stopped.set()
                raise QuestionStopped("Stopped.")
            threading.Event().wait(0.001)
        return replace(sql_reply("SELECT 7"), usage=Usage(1, 10, 5))


def test_calls_that_cannot_change_the_outcome_are_asked_to_stop():
    asked = task(STRATEGY)
    model = Waiting()
    waited_for = replace(asked, asking=replace(asked.asking, model=model))
    (winner,) = vote(waited_for, [PROMPT] * 5)
    assert model.stopped.is_set()
    assert winner.agreement in ((3, 3), (4, 4))
    assert sum((call.usage for call in asked.workbench.calls), Usage()).calls == 4


def test_errors_pass_through_when_no_prompt_is_answered():
    for error in (ModelBusy("a"), BudgetExceeded("b")):
        with pytest.raises(type(error)):
            voted(error, error)
    with pytest.raises(ReplyMalformed):
        voted(Reply("?"), Reply("!"))


def test_a_candidate_that_takes_too_long_costs_only_its_vote():
    class Slow(FakeWorkbench):
        def run(self, sql):
            if "slow" in sql:
                raise DeadlineExceeded("It took too long.")
            return super().run(sql)

    def on(bench, *texts):
        asked = task(STRATEGY, *map(sql_reply, texts))
        return vote(replace(asked, workbench=bench), [PROMPT] * len(texts))

    assert on(Slow(), "SELECT slow", "SELECT 1")[0].sql == "SELECT 1"
    with pytest.raises(DeadlineExceeded):
        on(Slow(), "SELECT slow", "SELECT slow")


def test_stopping_the_question_ends_the_vote():
    class Stopped(FakeWorkbench):
        def run(self, sql):
            raise QuestionStopped("The question was stopped.")

    asked = task(STRATEGY, *[sql_reply("SELECT 1")] * 3)
    with pytest.raises(QuestionStopped):
        vote(replace(asked, workbench=Stopped()), [PROMPT] * 3)


def test_sql_that_was_only_planned_stands_for_its_text():
    class Costly(FakeWorkbench):
        def run(self, sql):
            return Trial(sql, plan=Plan(10**9))

    asked = task(STRATEGY, *map(sql_reply, ("SELECT  1", "SELECT 1;", "SELECT 2")))
    (winner,) = vote(replace(asked, workbench=Costly()), [PROMPT] * 3)
    assert winner.agreement in ((2, 2), (2, 3))


def candidate(choice):
    return Vote(Candidate(f"SELECT {choice}", "", 0.6, "model"), choice, 1)


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=1, max_size=9), st.randoms())
def test_stopping_early_never_changes_the_winner(choices, chance):
    whole = Ballot(len(choices), [candidate(choice) for choice in choices])
    chance.shuffle(choices)
    early = Ballot(len(choices))
    for choice in choices:
        early.votes.append(candidate(choice))
        if early.decided:
            break
    assert early.winner == whole.winner
