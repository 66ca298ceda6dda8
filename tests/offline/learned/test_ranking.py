import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offline.learned.shop_scope import SHOP, VALUES
from tests.offline.learned.small_rankers import split
from text2sql.types import ResultColumn, ResultTable, Trial
from text2sql.writers.offline.learned.choosing import Asked, ranked
from text2sql.writers.offline.learned.confidence import (
    NEVER,
    PRECISION,
    Thresholds,
    calibrated,
    decision,
    precision_at,
    threshold_for,
)
from text2sql.writers.offline.learned.executing import Outcome, Proposal, Tried, proposals, shortlist, tried
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.proposing import Proposed
from text2sql.writers.offline.learned.queries import Expression, Literal, Predicate, Select, Star
from text2sql.writers.offline.learned.ranker import Ranker, without_training
from text2sql.writers.offline.learned.ranking import NAMES, Evidence, evidence
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.trees import Trees
from text2sql.writers.offline.representation import ColumnRef

TREES = JoinTrees(SHOP)
RENDERING = QueryRendering(TREES)
NAME = Expression(ColumnRef("customers", "name"))
CITY = Expression(ColumnRef("customers", "city"))
IN_SEOUL = Select((NAME,), where=Predicate(CITY, "=", Literal("서울")))
NOT_CONNECTED = Select((NAME, Expression(ColumnRef("airports", "city"))))


class Tables:
    """A workbench over answers by SQL; what it does not know fails."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def run(self, sql):
        self.asked.append(sql)
        if sql not in self.answers:
            return Trial(sql, "There is no such column.")
        rows = self.answers[sql]
        columns = tuple(ResultColumn(f"c{n}", "TEXT") for n in range(len(rows[0]) if rows else 1))
        return Trial(
            sql, result=ResultTable(columns, tuple(rows), False, 0.0), fingerprint=repr(sorted(map(repr, rows)))
        )


def ran(sql, score=-1.0, source="network", fingerprint="one", query=None, blank=False):
    return Tried(Proposal(sql, score, source, query), Outcome(1, 0 if blank else 3, blank, fingerprint))


def test_a_text_both_propose_stands_once_and_what_does_not_connect_not_at_all():
    sql = RENDERING.sql(IN_SEOUL)
    found = proposals(
        [Proposed(IN_SEOUL, -0.5), Proposed(NOT_CONNECTED, -0.1)], [(sql, 0.9), ("SELECT 1", 0.4)], RENDERING
    )
    assert [(each.sql, each.source) for each in found] == [(sql, "network"), ("SELECT 1", "rules")]


def test_the_best_of_the_rules_is_run_even_when_the_network_is_surer_of_many():
    many = tuple(Proposal(f"SELECT {n}", -0.1 * n, "network") for n in range(8))
    short = shortlist((*many, Proposal("SELECT 'rules'", -9.0, "rules")))
    assert len(short) == 5
    assert short[1].source == "rules"


def test_what_fails_is_dropped_and_no_more_than_the_best_few_are_run():
    bench = Tables({"SELECT 1": [(1,)], "SELECT 3": []})
    proposed = tuple(Proposal(f"SELECT {n}", -n, "network") for n in range(9))
    assert [each.proposal.sql for each in tried(proposed, bench)] == ["SELECT 1", "SELECT 3"]
    assert len(bench.asked) == 5


def test_zero_and_null_say_nothing():
    bench = Tables({"SELECT 0": [(0,)], "SELECT 1": [(None,)], "SELECT 2": [(0,), (5,)]})
    found = tried(tuple(Proposal(f"SELECT {n}", -n, "network") for n in range(3)), bench)
    assert [each.outcome.blank for each in found] == [True, True, False]


def test_words_of_the_question_that_the_query_says_are_counted():
    question = "이름 of customers in 서울"
    full, bare = evidence(
        [ran("a", query=IN_SEOUL), ran("b", query=Select((Expression(Star("orders"), "count"),)))],
        question, VALUES, TREES,
    )  # fmt: skip
    assert full.words_said > bare.words_said
    assert (full.cells_used, bare.cells_used) == (1.0, 0.0)


def test_results_that_agree_are_seen():
    found = evidence([ran("a", -0.5), ran("b", -2.0, fingerprint="two"), ran("c", -1.0, source="rules")], "", (), TREES)
    assert [each.rules_agree for each in found] == [1.0, 0.0, 1.0]
    assert found[0].same_result_share > found[1].same_result_share
    assert (found[0].behind_best, round(found[1].behind_best, 6)) == (0.0, 1.5)
    only = evidence([ran("a")], "", (), TREES)
    assert only[0].rules_agree == -1.0


def test_tables_passed_through_are_counted():
    far = Select((NAME, Expression(ColumnRef("products", "이름"))))
    (found,) = evidence([ran("a", query=far)], "", (), TREES)
    assert (found.tables, found.passed_through) == (4.0, 2.0)


def two_trees():
    """blank? then -2 else (score <= -1? then 0.5 else 1.5); and always 0.25."""
    blank, score = NAMES.index("blank"), NAMES.index("score")
    return Trees(
        base=-0.5,
        roots=np.array([0, 5]),
        asked=np.array([blank, score, -1, -1, -1, -1]),
        bounds=np.array([0.5, -1.0, 0, 0, 0, 0]),
        left=np.array([1, 2, 0, 0, 0, 0]),
        right=np.array([4, 3, 0, 0, 0, 0]),
        leaves=np.array([0, 0, 0.5, 1.5, -2.0, 0.25]),
    )


def full_results_first():
    """Prefers what says something; how likely anything is right, the two trees say."""
    return Ranker(split(NAMES.index("blank"), -0.5, 3.0, -1.0), two_trees())


def test_trees_are_followed_to_their_leaves():
    rows = np.array([[getattr(each, name) for name in NAMES] for each in
                     (Evidence(score=-1.0), Evidence(score=-0.9), Evidence(blank=1.0))])  # fmt: skip
    assert two_trees().odds(rows) == pytest.approx([-0.5 + 0.25 + leaf for leaf in (0.5, 1.5, -2.0)])


def test_each_proposal_is_held_against_each_other_one():
    said = full_results_first().standings([Evidence(blank=1.0, score=-0.1), Evidence(score=-1.0), Evidence(score=-3.0)])
    # The difference in "blank" is -1 only for a full result beside a blank one.
    assert [each.preferred for each in said] == pytest.approx([-1.0, 1.0, 1.0])
    odds = [-0.5 + 0.25 + leaf for leaf in (-2.0, 0.5, 0.5)]  # The winner's is not the lowest.
    assert [each.probability for each in said] == pytest.approx([1 / (1 + math.exp(-each)) for each in odds])


def test_one_alone_is_preferred_to_nothing_and_none_have_no_standing():
    (alone,) = full_results_first().standings([Evidence(score=-1.0)])
    assert (alone.preferred, round(alone.probability, 6)) == (0.0, round(1 / (1 + math.exp(-0.25)), 6))
    assert full_results_first().standings([]) == ()


def test_how_clearly_it_won_tells_how_likely_it_is_right():
    least = split(len(NAMES) + 1, 2.0, -1.0, 1.0)
    ranker = Ranker(split(NAMES.index("blank"), -0.5, 3.0, -1.0), least)
    clear, _ = ranker.standings([Evidence(), Evidence(blank=1.0)])
    unclear, *_ = ranker.standings([Evidence(), Evidence()])
    assert clear.probability > 0.5 > unclear.probability


def test_nothing_is_likelier_than_the_winner():
    believes_blank_ones = split(NAMES.index("blank"), 0.5, -2.0, 2.0)
    ranker = Ranker(split(NAMES.index("blank"), -0.5, 3.0, -1.0), believes_blank_ones)
    full, blank = ranker.standings([Evidence(), Evidence(blank=1.0)])
    assert full.preferred > blank.preferred
    assert full.probability == blank.probability


def test_a_ranker_is_read_as_it_was_written(tmp_path):
    kept = replace(full_results_first(), thresholds=Thresholds(0.4, 0.6, 0.9), korean=Thresholds(0.5, 0.8, 0.95))
    kept.save(tmp_path / "ranker.npz")
    ranker = Ranker.load(tmp_path / "ranker.npz")
    assert (ranker.thresholds_for("en"), ranker.thresholds_for("ko")) == (kept.thresholds, kept.korean)
    found = [Evidence(score=-1.0), Evidence(score=-0.9), Evidence(blank=1.0)]
    assert ranker.standings(found) == kept.standings(found)


def test_a_ranker_that_asks_for_what_is_gone_is_refused(tmp_path):
    replace(full_results_first(), names=("score", "moon")).save(tmp_path / "old.npz")
    with pytest.raises(ValueError, match="moon"):
        Ranker.load(tmp_path / "old.npz")


def test_without_trees_a_result_that_says_nothing_is_less_likely():
    full, blank = without_training([Evidence(score=-1.0), Evidence(score=-1.0, blank=1.0)])
    assert 0 < blank.probability < full.probability < 1
    assert blank.preferred < full.preferred


JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(JUDGED, st.sampled_from(sorted(PRECISION.values())))
def test_from_the_threshold_on_precision_holds(judged, target):
    likely, right = zip(*judged, strict=True)
    threshold = threshold_for(target, likely, right)
    answered = [is_right for probability, is_right in judged if probability >= threshold]
    assert not answered or sum(answered) >= target * len(answered) - 1e-9


@given(JUDGED)
def test_fewer_errors_never_answers_what_more_answers_would_not(judged):
    likely, right = zip(*judged, strict=True)
    thresholds = calibrated(likely, right)
    assert thresholds.more_answers <= thresholds.balanced <= thresholds.fewer_errors


def test_the_surest_half():
    assert precision_at(0.5, [0.9, 0.8, 0.2, 0.1], [True, False, True, True]) == 0.5


def test_what_to_do_depends_on_the_appetite():
    thresholds = Thresholds(0.4, 0.6, 0.9)
    assert decision([0.7, 0.2], "balanced", thresholds) == "answer"
    assert decision([0.7, 0.2], "fewer errors", thresholds) == "ask"
    assert decision([0.05], "more answers", thresholds) == "decline"
    assert decision([], "more answers", thresholds) == "decline"


def test_always_answers_whatever_ran_and_nothing_else():
    assert [decision([0.03, 0.02], "always", each) for each in (Thresholds(0.4, 0.6, 0.9), NEVER)] == ["answer"] * 2
    assert decision([], "always", NEVER) == "decline"


def test_the_likeliest_that_runs_comes_first_and_equal_results_once():
    everyone = Select((NAME,))
    asked = Asked(
        "names in 서울",
        VALUES,
        beam=(Proposed(NOT_CONNECTED, -0.01), Proposed(IN_SEOUL, -0.7), Proposed(everyone, -0.9)),
        rules=(("SELECT upper(name)", 0.3), ("SELECT broken", 0.99)),
    )
    rows = [("Kim",), ("Lee",)]
    bench = Tables({RENDERING.sql(IN_SEOUL): [], RENDERING.sql(everyone): rows, "SELECT upper(name)": rows})
    found = ranked(asked, RENDERING, bench)
    assert [each.proposal.sql for each in found] == [RENDERING.sql(everyone), RENDERING.sql(IN_SEOUL)]
    assert found[0].probability > found[1].probability


def test_what_the_gate_sent_back_is_not_run_again():
    asked = Asked("", (), rules=(("SELECT 1", 0.9),), failed=frozenset({"SELECT 1"}))
    bench = Tables({"SELECT 1": [(1,)]})
    assert ranked(asked, RENDERING, bench) == ()
    assert bench.asked == []


def test_trees_decide_where_there_are_some():
    asked = Asked("", (), rules=(("SELECT 1", 0.9), ("SELECT 2", 0.2)))
    bench = Tables({"SELECT 1": [], "SELECT 2": [(2,)]})
    found = ranked(asked, RENDERING, bench, full_results_first())
    assert [each.proposal.sql for each in found] == ["SELECT 2", "SELECT 1"]
