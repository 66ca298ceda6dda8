"""From question and prediction to verdict: which rule decides, what each says, and what goes wrong."""

import pytest

from text2sql.errors import UsageError
from text2sql.evaluation.scoring import KEPT_ROWS, RULES, TIMED, Scorer, Scoring
from text2sql.evaluation.scoring.efficiency import r_ves, time_ratio, ves
from text2sql.evaluation.types import Case, Execution, Prediction, Schema

SCHEMA = Schema("가게", ("주문",), ((-1, "*"), (0, "이름"), (0, "금액")))


class Tables:
    """A runner whose results are written down; what is not written fails."""

    def __init__(self, rows, late=(), seconds=()):
        self.rows, self.late = rows, late
        self.times = list(seconds)
        self.asked = []

    def run(self, database, sql):
        self.asked.append(sql)
        if sql in self.late:
            return Execution((), (), 1.0, "The query ran longer than 1 s and was stopped.", late=True)
        if sql not in self.rows:
            return Execution((), (), 0.0, "no such table")
        rows = tuple(self.rows[sql])
        return Execution(("a",), rows, 0.0, truncated=len(rows) > 5_000, row_count=len(rows))

    def seconds(self, database, sql):
        return self.times.pop(0)


def case(*gold, **more):
    return Case("7", "가게", "주문이 몇 건이야?", gold, "ko", **more)


def answer(sql, status="answered", message=""):
    return Prediction("7", sql, status, message)


def score(rows, gold, predicted, **scoring):
    schemas = {"가게": SCHEMA}
    return Scorer(Tables(rows), Scoring(**scoring), schemas).verdict(case(gold), answer(predicted))


def test_every_rule_speaks_for_itself():
    rows = {"G": [("가", 1), ("나", 2), ("나", 2)], "P": [(2, "나"), (1, "가"), (2, "나")], "S": [("나", 2), ("가", 1)]}
    assert dict(score(rows, "G", "P").scores) == {
        "test-suite": 1,
        "bird": 0,
        "strict": 0,
        "subset": 1,
        "rows": 1,
        "soft-f1": pytest.approx(0, abs=0.01),
        "valid": 1,
    }
    assert dict(score(rows, "G", "S").scores)["bird"] == 1
    assert dict(score(rows, "G", "S").scores)["test-suite"] == 0


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_chosen_decides_and_is_named(rule):
    sql = "SELECT 금액 FROM 주문"
    runner = Tables({sql: [(1,)], "SELECT 이름 FROM 주문": [("가",)]}, seconds=[1.0] * 20)
    scorer = Scorer(runner, Scoring(rule, ()), {"가게": SCHEMA})
    right, wrong = (scorer.verdict(case(sql), answer(each)) for each in (sql, "SELECT 이름 FROM 주문"))
    assert (right.rule, right.correct, wrong.correct) == (rule, True, rule == "valid")
    assert [name for name, _ in right.scores] == [rule]


def test_distinct_counts_only_where_it_is_kept():
    rows = {"SELECT DISTINCT a": [(1,)], "SELECT  a": [(1,), (1,)], "SELECT a": [(1,), (1,)]}
    assert score(rows, "SELECT DISTINCT a", "SELECT a").correct
    kept = score(rows, "SELECT DISTINCT a", "SELECT a", keep_distinct=True)
    assert (kept.correct, kept.gold.rows, kept.predicted.rows) == (False, ((1,),), ((1,), (1,)))


def test_any_of_several_golds_is_right_and_is_the_one_shown():
    rows = {"G": [(1,)], "H": [(2,)], "P": [(2,)]}
    verdict = Scorer(Tables(rows)).verdict(case("G", "H"), answer("P"))
    assert (verdict.correct, verdict.gold.rows) == (True, ((2,),))


def test_rows_that_a_person_wrote_decide_whatever_the_rule():
    expected = (("서울", "1,200"),)
    verdict = Scorer(Tables({"P": [(1200.0, "서울")]})).verdict(case(expected=expected), answer("P"))
    assert (verdict.correct, verdict.rule, verdict.gold.rows) == (True, "rows", expected)
    none = Scorer(Tables({})).verdict(case(expected=expected), answer(None, "declined", "그런 표가 없습니다."))
    assert (none.correct, none.rule, none.problem) == (False, "rows", "그런 표가 없습니다.")


@pytest.mark.parametrize(
    ("status", "right"), [("clarify", True), ("declined", True), ("answered", False), ("failed", False)]
)
def test_a_question_without_an_answer_wants_none(status, right):
    verdict = Scorer(Tables({"P": [(1,)]})).verdict(case("G", answerable=False), answer("P", status))
    assert (verdict.correct, verdict.rule) == (right, "abstain")


def test_gold_that_fails_is_told_and_nothing_is_right():
    verdict = score({"P": [(1,)]}, "G", "P")
    assert not verdict.correct
    assert verdict.problem == "Gold fails: no such table"
    assert dict(verdict.scores)["valid"] == 1


def test_a_prediction_that_fails_or_is_missing_is_wrong_also_against_an_empty_gold():
    failed = score({"G": []}, "G", "P")
    assert (failed.correct, failed.problem) == (False, "The prediction fails: no such table")
    missing = Scorer(Tables({"G": []})).verdict(case("G"), answer(None, "clarify"))
    assert (missing.correct, missing.predicted, missing.problem) == (
        False,
        None,
        "There is no SQL: the system asked back.",
    )


def test_a_late_query_is_late_for_every_rule_and_costs_its_deadline_once():
    runner = Tables({"SELECT DISTINCT 1": [(1,)], "SELECT  1": [(1,)]}, late={"SELECT  2", "SELECT DISTINCT 2"})
    verdict = Scorer(runner).verdict(case("SELECT DISTINCT 1"), answer("SELECT DISTINCT 2"))
    assert "longer than" in verdict.problem
    assert [sql for sql in runner.asked if "2" in sql] == ["SELECT  2"]


def test_results_too_large_to_compare_are_told_and_those_kept_are_cut():
    rows = {"G": [(n,) for n in range(2_000)], "P": [(1,)] * 6_000}
    large = score(rows, "G", "P")
    assert large.problem == "The prediction gives more than 6,000 rows, which are not compared."
    same = score(rows, "G", "G")
    assert (same.correct, len(same.gold.rows), same.gold.row_count) == (True, KEPT_ROWS, 2_000)


def test_exact_match_is_left_out_where_gold_cannot_be_read():
    verdict = score({"WITH g AS (SELECT 1) SELECT 1": [(1,)], "P": [(1,)]}, "WITH g AS (SELECT 1) SELECT 1", "P")
    assert verdict.correct
    assert "exact" not in dict(verdict.scores)
    assert "grammar" in score({"G": [(1,)]}, "G", "G", rule="exact").problem


def test_speed_counts_for_right_queries_only():
    rows = {"G": [(1,)], "P": [(1,)], "W": [(2,)]}
    runner = Tables(rows, seconds=[4.0, 1.0] * 3)
    scorer = Scorer(runner, Scoring("ves", (), rounds=3))
    assert scorer.verdict(case("G"), answer("P")).scores == (("ves", 2.0),)
    assert scorer.verdict(case("G"), answer("W")).scores == (("ves", 0.0),)
    assert runner.times == []


def test_formulas_of_speed():
    # One round in fifty went astray and is left out, as BIRD does beyond three standard deviations.
    assert time_ratio([1.0] * 49 + [500.0], [2.0] * 50) == pytest.approx(0.5)
    assert ves(0.25) == 0.5
    assert [round(r_ves(ratio) ** 2, 9) for ratio in (2, 1.99, 1, 0.99, 0.5, 0.3, 0.2)] == [
        1.25,
        1,
        1,
        0.75,
        0.75,
        0.5,
        0.25,
    ]
    with pytest.raises(ValueError, match="one round"):
        time_ratio([], [])


def test_a_rule_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(UsageError, match=r"no rule 'best'.*test-suite"):
        Scorer(Tables({}), Scoring("best"))
    assert set(TIMED) < set(RULES)
