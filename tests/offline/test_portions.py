"""Rows that are spoken of first and then counted or parted; bare nouns with a question mark."""

from dataclasses import replace

import pytest

from tests.offline.shop import CUSTOMERS, SHOP
from tests.offline.test_careful import WIDER
from tests.offline.test_grammar import plain, write
from text2sql.catalog import Catalog, LocalText, NamedFilter
from text2sql.types import Clarify, Declined

VIP = NamedFilter("vip", "grade = 'vip'", LocalText("VIP customers", "VIP 고객"), ())
CATALOG = Catalog(
    "shop",
    "duckdb",
    (replace(CUSTOMERS, filters=(VIP,)), *(each for each in WIDER.tables if each.name != "customers")),
    WIDER.joins,
)


def sql(text, catalog=CATALOG):
    written = write(text, catalog)
    assert not isinstance(written, Clarify | Declined), written
    return plain(written[0].sql)


@pytest.mark.parametrize(
    "question",
    [
        "Of the cancelled orders, what share came with coupon uses?",
        "What share of cancelled orders had coupon uses?",
        "취소 주문 중 쿠폰 사용 비율",
        "취소 주문 중에서 쿠폰 사용 주문의 비율은?",
    ],
)
def test_a_share_is_of_the_rows_that_are_spoken_of_first(question):
    said = sql(question)
    assert "FROM orders WHERE orders.status = 'cancelled'" in said
    assert said.startswith("SELECT (COUNT(*) FILTER(WHERE EXISTS(SELECT 1 FROM coupon_uses")


@pytest.mark.parametrize(
    "question", ["Of our VIP customers, how many ordered last month?", "VIP 고객 중 지난달에 주문한 건 몇 명?"]
)
def test_those_who_are_spoken_of_first_are_counted(question):
    said = sql(question)
    assert "FROM customers WHERE customers.grade = 'vip' AND EXISTS(SELECT 1 FROM orders" in said
    assert "2026-10-01" in said


def test_a_noun_beside_how_many_is_counted():
    assert "FROM orders" in sql("Among VIP customers, how many orders were there last month?")


@pytest.mark.parametrize(
    ("question", "inside"),
    [
        ("Among VIP customers, what share ordered in October?", True),
        ("What share of orders had coupon uses in October?", False),
    ],
)
def test_a_period_of_what_people_did_is_no_period_of_the_people(question, inside):
    said = sql(question)
    exists = said[said.index("EXISTS") : said.index("NULLIF")]
    assert ("2026-10-01" in exists) == inside


@pytest.mark.parametrize(
    "question", ["Orders last week?", "cancelled orders in October?", "어제 취소 주문은?", "지난주 앱 주문?"]
)
def test_a_bare_noun_with_a_question_mark_asks_how_many(question):
    assert sql(question).startswith("SELECT COUNT(*)")


@pytest.mark.parametrize(
    "question", ["Which orders were placed last week?", "지난주 주문 목록은?", "VIP customers?", "orders last week"]
)
def test_what_is_to_be_listed_is_not_counted(question):
    assert "COUNT(" not in sql(question)


def test_when_people_joined_is_no_group():
    assert "GROUP BY" not in sql("가입 고객 중 10월에 주문한 고객 비율", SHOP)
