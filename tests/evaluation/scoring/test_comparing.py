"""What "the same result" means under each rule, held against definitions that try everything."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.evaluation.scoring.comparing import (
    gold_within,
    same_as_written,
    same_rows,
    same_set,
    same_up_to_columns,
    soft_f1,
)

CELLS = st.sampled_from([None, 0, 1, 2, "1", "서울", "부산"])
"""Few, so that equal columns and rows are common; no floats, whose printing the official quick test looks at."""


@st.composite
def tables(draw, most_columns=4):
    width = draw(st.integers(1, most_columns))
    return draw(st.lists(st.tuples(*[CELLS] * width), max_size=4))


@st.composite
def related_tables(draw):
    """A result and another made from it by moving columns and rows, and sometimes a cell."""
    gold = draw(tables())
    width = len(gold[0]) if gold else 1
    order = draw(st.permutations(range(width)))
    rows = [tuple(row[place] for place in order) for row in gold]
    rows = draw(st.permutations(rows))
    if rows and draw(st.booleans()):
        rows[0] = (draw(CELLS), *rows[0][1:])
    return gold, list(rows)


def by_trying_every_order(gold, predicted, ordered):
    if not gold and not predicted:
        return True
    if len(gold) != len(predicted) or len(gold[0]) != len(predicted[0]):
        return False
    for order in permutations(range(len(gold[0]))):
        moved = [tuple(row[place] for place in order) for row in predicted]
        if moved == gold if ordered else Counter(moved) == Counter(gold):
            return True
    return False


@given(related_tables() | st.tuples(tables(), tables()), st.booleans())
def test_spider_match_is_what_trying_every_order_of_columns_says(both, ordered):
    gold, predicted = both
    assert same_up_to_columns(gold, predicted, ordered) == by_trying_every_order(gold, predicted, ordered)


@given(related_tables(), st.booleans())
def test_the_order_of_columns_never_matters_to_spider(both, ordered):
    gold, _ = both
    assert same_up_to_columns(gold, [row[::-1] for row in gold], ordered)


@given(related_tables() | st.tuples(tables(), tables()))
def test_stricter_rules_never_forgive_what_looser_ones_blame(both):
    gold, predicted = both
    if same_rows(gold, predicted, ordered=True):
        assert same_rows(gold, predicted, ordered=False)
    if same_rows(gold, predicted, ordered=False):
        assert same_up_to_columns(gold, predicted, ordered=False)
        assert same_set(gold, predicted)
        assert soft_f1(gold, predicted) == 1 or len(set(gold)) > 1
    if same_up_to_columns(gold, predicted, ordered=False):
        assert gold_within(gold, predicted, ordered=False)


@given(tables(), CELLS)
def test_a_further_column_is_forgiven_only_by_the_rule_that_says_so(gold, cell):
    wider = [(cell, *row) for row in gold]
    assert gold_within(gold, wider, ordered=True)
    if gold:
        assert not same_up_to_columns(gold, wider, ordered=False)
        assert not gold_within(wider, gold, ordered=False)


def test_what_nobody_can_see_is_no_difference_to_the_rule_that_forgives():
    day = date(2026, 3, 1)
    gold, predicted = [(datetime(2026, 3, 1), 0.1 + 0.2)], [(0.3, day)]
    assert gold_within(gold, predicted, ordered=True)
    assert gold_within([(Decimal("0.30"),)], [(0.1 + 0.2,)], ordered=True)
    assert not gold_within([(datetime(2026, 3, 1, 1),)], [(day,)], ordered=True)
    assert not gold_within([(0.3,)], [(0.300001,)], ordered=True)
    assert not same_rows(gold, [(day, 0.3)], ordered=True)


@given(tables(), tables())
def test_soft_f1_stays_between_nothing_and_one(gold, predicted):
    assert 0 <= soft_f1(gold, predicted) <= 1
    assert soft_f1(gold, gold) == 1


def test_soft_f1_weighs_cells_by_the_columns_of_gold():
    gold = [("사과", 325), ("배",), ("감", 119)]
    predicted = [(325, "사과"), (191, "배"), ("감",)]
    # Found 1 + 1 + 1/2; only predicted 191, a whole of gold's one column; only in gold 119, a half.
    precision, recall = 2.5 / 3.5, 2.5 / 3
    assert soft_f1(gold, predicted) == pytest.approx(2 * precision * recall / (precision + recall))


def test_rows_in_order_count_only_where_asked():
    gold = [("가", 1), ("나", 2)]
    assert same_up_to_columns(gold, gold[::-1], ordered=False)
    assert not same_up_to_columns(gold, gold[::-1], ordered=True)
    assert same_up_to_columns(gold, [(1, "가"), (2, "나")], ordered=True)


def test_numbers_equal_across_types_and_text_does_not():
    assert same_up_to_columns([(1,)], [(1.0,)], ordered=False)
    assert not same_up_to_columns([(1,)], [("1",)], ordered=False)


def test_the_official_quick_test_turns_down_whole_floats_beside_a_close_fraction():
    # "1<class" sorts before "1.2", "1.0" after it is compared as text: equal rows, yet the official verdict is no.
    assert same_rows([(1, 1.2)], [(1.0, 1.2)], ordered=False)
    assert not same_up_to_columns([(1, 1.2)], [(1.0, 1.2)], ordered=False)


def test_many_alike_columns_are_decided_at_once():
    rows = [tuple((row + column) % 2 for column in range(14)) for row in range(6)]
    other = [tuple(row[::-1]) for row in rows]
    assert same_up_to_columns(rows, other, ordered=False)
    assert not same_up_to_columns(rows, [*other[:-1], (7, *other[-1][1:])], ordered=False)


@pytest.mark.parametrize(
    ("written", "given_cell", "same"),
    [
        ("3", 3.0, True),
        ("3", 3.4, False),
        ("12.35", 12.3456, True),
        ("12.35", Decimal("12.345"), True),
        ("12.35", 12.36, False),
        ("1,200", 1200, True),
        ("-0.0", 0, True),
        ("1e3", 1000, True),
        ("007", 7, False),
        ("007", "007", True),
        ("2026-11-21", date(2026, 11, 21), True),
        ("2026-11-21", datetime(2026, 11, 21), True),
        ("2026-11-21 09:30:00", datetime(2026, 11, 21, 9, 30), True),
        (" 서울 ", "서울", True),
        ("true", True, True),
        ("1", True, True),
        ("", None, True),
        (None, None, True),
        (None, 0, False),
        (None, "None", False),
        ("1" * 40, int("1" * 40), True),
    ],
)
def test_rows_as_a_person_writes_them(written, given_cell, same):
    assert same_as_written([(written,)], [(given_cell,)], ordered=False) is same


def test_written_rows_forgive_columns_and_round_each_column_as_it_is_written():
    expected = [("서울", "10.5", "3"), ("부산", "7", "4")]
    result = [(4, 7.04, "부산", "x"), (3, 10.46, "서울", "y")]
    assert same_as_written(expected, result, ordered=False)
    assert not same_as_written(expected, result, ordered=True)
    assert not same_as_written(expected, result[:1], ordered=False)
    assert not same_as_written([("서울",), ("부산", "7")], result, ordered=False)
