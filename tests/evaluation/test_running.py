import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.made import case, manifest, verdict
from text2sql.errors import BudgetExceeded, ModelBusy, ModelUnavailable, UsageError
from text2sql.evaluation.journal import JOURNAL, Journal
from text2sql.evaluation.manifest import Method
from text2sql.evaluation.running import Judge, RunOptions, Selection, run
from text2sql.evaluation.types import Prediction
from text2sql.usage import Usage

CASES = tuple(case(number) for number in range(12))


def scored(asked, prediction):
    told = verdict(asked, prediction.sql, correct=int(asked.id) % 3 > 0)
    return type(told)(asked, prediction, *(getattr(told, name) for name in told.__slots__[2:]))


class Paid:
    """A system that counts what it is asked."""

    def __init__(self, cost=0.5, fails=None, after=None):
        self.asked, self.cost, self.fails, self.after = [], cost, fails or {}, after

    def __call__(self, asked):
        self.asked.append(asked.id)
        if asked.id in self.fails:
            raise self.fails[asked.id]
        return Prediction(asked.id, f"SELECT {asked.id}", "answered", usage=Usage(1, 1, 1, self.cost))


def work(folder, predict, cases=CASES, made=None, fresh=False, on_outcome=None, **options):
    with Journal(folder, made or manifest(), fresh) as journal:
        return run(cases, predict, Judge(scored), journal, RunOptions(**options), on_outcome)


def test_outcomes_come_in_the_order_of_the_questions():
    threads = set()

    def predict(asked):
        threads.add(threading.current_thread().name)
        return Prediction(asked.id, "SELECT 1", "answered")

    done = run(CASES, predict, Judge(scored), None, RunOptions(jobs=3))
    assert [each.id for each in done.outcomes] == [each.id for each in CASES]
    assert done.not_run == 0
    assert threading.current_thread().name not in threads


def test_a_second_run_asks_nothing_and_says_the_same(tmp_path):
    first, again = work(tmp_path, Paid()), work(tmp_path, nobody := Paid())
    assert again.outcomes == first.outcomes
    assert (nobody.asked, again.resumed) == ([], 12)
    assert len(work(tmp_path, other := Paid(), fresh=True).outcomes) == len(other.asked) == 12


@given(cut=st.integers(0, 100_000))
def test_a_journal_cut_anywhere_goes_on_with_the_same_verdicts(tmp_path_factory, cut):
    folder = tmp_path_factory.mktemp("cut")
    whole = work(folder, Paid(), CASES[:4])
    text = (folder / JOURNAL).read_bytes()
    kept = text[: cut % (len(text) + 1)]
    (folder / JOURNAL).write_bytes(kept)
    lines = [json.loads(line) for line in kept.decode("utf-8", "replace").split("\n")[:-1]]
    paid_for = {line["prediction"]["case"] for line in lines if "prediction" in line and "id" not in line}
    again = work(folder, system := Paid(), CASES[:4])
    assert again.outcomes == whole.outcomes
    assert set(system.asked) == {each.id for each in CASES[:4]} - paid_for


def test_a_killed_process_has_paid_for_what_it_was_told(tmp_path):
    code = f"""
import os, signal
from pathlib import Path
from tests.evaluation.test_running import CASES, Paid, work
class Killed(Paid):
    def __call__(self, asked):
        if asked.id == "5":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(asked)
work(Path({str(tmp_path)!r}), Killed(), jobs=1)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=os.getcwd(), check=False)
    assert ended.returncode == -signal.SIGKILL
    again = work(tmp_path, system := Paid())
    assert sorted(system.asked, key=int) == [str(number) for number in range(5, 12)]
    assert len(again.outcomes) == 12


def test_a_run_with_other_settings_is_not_mixed_in(tmp_path):
    work(tmp_path, Paid(), CASES[:1])
    with pytest.raises(UsageError, match=r"other rule\. .*--fresh"):
        work(tmp_path, Paid(), made=manifest(method=Method("bird", "offline")))
    with pytest.raises(UsageError, match="other databases"):
        work(tmp_path, Paid(), made=manifest(databases=(("공연", "changed"),)))
    assert work(tmp_path, Paid(), made=manifest(seed=1, selection=())).resumed == 1


def test_two_runs_do_not_share_a_folder(tmp_path):
    with Journal(tmp_path, manifest()), pytest.raises(UsageError, match="Another evaluation"):
        Journal(tmp_path, manifest())


def test_a_cost_ceiling_stops_cleanly_and_counts_what_was_paid_before(tmp_path):
    first = work(tmp_path, Paid(), jobs=1, max_cost=2.0)
    assert (len(first.outcomes), first.not_run, first.stopped) == (4, 8, "cost")
    again = work(tmp_path, system := Paid(), jobs=1, max_cost=3.0)
    assert (len(again.outcomes), len(system.asked)) == (6, 2)


def test_what_failed_counts_towards_the_ceiling_also_later(tmp_path):
    def failing(asked):
        return Prediction(asked.id, None, "failed", "말이 끊겼다", usage=Usage(2, 1, 1, 0.5))

    first = work(tmp_path, failing, jobs=1, max_cost=1.0)
    assert ([each.usage.calls for each in first.outcomes], first.stopped) == ([2, 2], "cost")
    again = work(tmp_path, system := Paid(), jobs=1, max_cost=1.5)
    assert (system.asked, again.stopped) == (["0"], "cost")


def test_a_ceiling_cannot_be_kept_when_a_price_is_unknown():
    done = run(CASES, Paid(cost=None), Judge(scored), None, RunOptions(jobs=1, max_cost=1.0))
    assert (len(done.outcomes), done.stopped) == (1, "unpriced")


def test_the_settings_budget_stops_the_run():
    done = run(CASES, Paid(fails={"3": BudgetExceeded("used up")}), Judge(scored), None, RunOptions(jobs=1))
    assert (len(done.outcomes), done.stopped) == (3, "budget")


def test_a_question_that_fails_is_an_outcome_and_is_asked_again(tmp_path):
    done = work(tmp_path, Paid(fails={"3": ModelBusy("바쁨")}))
    failed = done.outcomes[3]
    assert (failed.status, failed.message, failed.correct, failed.error_class) == ("failed", "바쁨", False, "failed")
    again = work(tmp_path, system := Paid())
    assert system.asked == ["3"]
    assert again.outcomes[3].correct is False
    assert again.outcomes[3].status == "answered"


def test_a_mistake_of_ours_costs_its_question_only(tmp_path):
    done = work(tmp_path, Paid(fails={"3": TypeError("뜻밖")}))
    assert len(done.outcomes) == 12
    assert done.outcomes[3].message == "Unexpected TypeError: 뜻밖"
    work(tmp_path, system := Paid())
    assert system.asked == ["3"]


def test_a_verdict_that_cannot_be_given_is_tried_again_without_paying(tmp_path):
    def broken(asked, prediction):
        if asked.id == "4":
            raise RecursionError("깊다")
        return scored(asked, prediction)

    with Journal(tmp_path, manifest()) as journal:
        done = run(CASES, Paid(), Judge(broken), journal)
    assert (done.outcomes[4].correct, done.outcomes[4].problem) == (False, "Unexpected RecursionError: 깊다")
    again = work(tmp_path, nobody := Paid())
    assert (nobody.asked, again.resumed, again.outcomes[4].correct) == ([], 11, True)


def test_half_a_letter_is_kept(tmp_path):
    odd = (case(1, question="\ud83d?"),)
    first = work(tmp_path, Paid(), odd)
    assert work(tmp_path, nobody := Paid(), odd).outcomes == first.outcomes
    assert nobody.asked == []


def test_a_model_that_cannot_be_used_ends_the_run(tmp_path):
    with pytest.raises(ModelUnavailable):
        work(tmp_path, Paid(fails={"2": ModelUnavailable("no credentials")}), jobs=1)
    assert work(tmp_path, Paid()).resumed == 2


def test_an_interruption_keeps_what_is_there(tmp_path):
    def interrupt(outcome, done, total):
        if done == 5:
            raise KeyboardInterrupt

    first = work(tmp_path, Paid(), jobs=1, on_outcome=interrupt)
    assert (first.stopped, len(first.outcomes)) == ("interrupted", 5)
    assert work(tmp_path, Paid()).resumed == 5


def test_a_sample_is_the_seeds_and_keeps_conversations_whole():
    talk = tuple(case(100 + turn, interaction="대화", turn=turn) for turn in range(3))
    cases = (*CASES, *talk)
    chosen = [Selection(sample=4, seed=seed).of(cases) for seed in range(20)]
    assert chosen == [Selection(sample=4, seed=seed).of(cases) for seed in range(20)]
    assert len({tuple(each.id for each in some) for some in chosen}) > 5
    assert {sum(bool(each.interaction) for each in some) for some in chosen} == {0, 3}


def test_filters():
    cases = (case(1), case(2, language="en"), case(3, database="b", hardness="hard"), case(4, hardness="hard"))
    ids = [
        [each.id for each in Selection(**chosen).of(cases)]
        for chosen in (
            {"databases": frozenset({"공연"})},
            {"languages": frozenset({"ko"}), "hardness": frozenset({"hard"})},
            {"limit": 1},
            {},
        )
    ]
    assert ids == [["1", "2", "4"], ["3", "4"], ["1"], ["1", "2", "3", "4"]]
