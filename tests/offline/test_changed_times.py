"""Times in which a figure went one way, and conditions that nobody asked for: zeros, and rows counted by "once"."""

import pytest

from tests.offline.shop import SHOP
from tests.offline.test_grammar import plain, write
from text2sql.types import Clarify, Declined


def sql(question):
    (candidate,) = write(question, SHOP)
    return plain(candidate.sql)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("which months did revenue decline", "difference < 0"),
        ("Revenue dropped in which months?", "difference < 0"),
        ("sales went down in which weeks", "difference < 0"),
        ("올해 매출이 떨어진 달은?", "difference < 0"),
        ("전월보다 매출이 늘어난 달", "difference > 0"),
    ],
)
def test_the_times_in_which_a_figure_changed_are_below_or_above_those_before(question, condition):
    said = sql(question)
    assert "LAG(" in said and f"WHERE {condition}" in said and "LIMIT" not in said


@pytest.mark.parametrize(
    "question", ["which products dropped in revenue", "revenue excluding months", "몇 개 달에 매출이 떨어졌어?"]
)
def test_what_nobody_said_is_zero_or_missing_is_no_condition(question):
    answer = write(question, SHOP)
    assert isinstance(answer, Clarify | Declined)


@pytest.mark.parametrize("question", ["customers who ordered only once", "customers who ordered just once"])
def test_once_is_how_often_and_not_how_many_rows(question):
    assert sql(question).endswith("HAVING COUNT(*) = 1")
    assert isinstance(write("customers who ordered twice", SHOP), Clarify | Declined)


def test_rows_without_a_name_are_no_people():
    assert isinstance(write("주문 금액 상위 10명", SHOP), Clarify | Declined)
