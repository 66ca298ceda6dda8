from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.evaluation.statistics import Share, coverage_curve, mcnemar, percentile, recall, wilson


def test_wilson_agrees_with_published_figures():
    # Newcombe 1998, table I, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(st.integers(1, 2000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilson_holds_the_share_and_turns_round_with_it(counted):
    count, total = counted
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    assert wilson(total - count, total) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("count", "total"), [(0, 0), (2, 1), (-1, 3)])
def test_what_is_no_share_has_no_interval(count, total):
    with pytest.raises(ValueError, match="no share"):
        wilson(count, total)


def test_nothing_has_no_share():
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


@given(st.integers(0, 9), st.integers(0, 9))
def test_mcnemar_is_the_share_of_coin_tosses_that_are_as_uneven(gained, lost):
    tosses = list(product((0, 1), repeat=min(gained + lost, 12)))
    if gained + lost > 12:
        return
    uneven = sum(abs(2 * sum(toss) - gained - lost) >= abs(gained - lost) for toss in tosses)
    assert mcnemar(gained, lost) == pytest.approx(uneven / len(tosses))


def test_mcnemar_of_many_questions_does_not_overflow():
    assert mcnemar(20_000, 20_000) == 1.0
    assert mcnemar(30, 0) == pytest.approx(2 / 2**30)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(0, 100))
def test_percentile_is_numpys(values, percent):
    numpy = pytest.importorskip("numpy")
    assert percentile(values, percent) == pytest.approx(float(numpy.percentile(values, percent)), abs=1e-6)


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9, 1.0]), st.booleans()), max_size=20), st.integers(0, 5))
def test_the_curve_says_what_a_threshold_would_have_given(answers, silent):
    points = coverage_curve(answers, len(answers) + silent)
    assert [point.confidence for point in points] == sorted({each for each, _ in answers}, reverse=True)
    for point in points:
        kept = [right for confidence, right in answers if confidence >= point.confidence]
        assert point.answered == Share(len(kept), len(answers) + silent)
        assert point.right == Share(sum(kept), len(kept))


def test_recall_looks_past_case_and_finds_columns_whose_table_is_unknown():
    assert recall(("고객.이름", "Orders.ID"), ("orders.id", "고객.이름", "other.x")) == Share(2, 2)
    assert recall((".name", ".year"), ("singer.name",)) == Share(1, 2)
    assert recall(("singer.name",), ("concert.name",)) == Share(0, 1)
    assert recall((), ("a",)) == Share(0, 0)
