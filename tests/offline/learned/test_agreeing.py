"""Small words and what they call for, in both languages."""

import pytest

from tests.offline.learned.shop_scope import SHOP
from text2sql.writers.offline.learned.agreeing import Agreement, agreement, parts_said
from text2sql.writers.offline.learned.queries import (
    AllOf,
    AnyOf,
    Arithmetic,
    Combined,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Select,
    Star,
)
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

CITY, NAME, AGE = (Expression(ColumnRef("customers", each)) for each in ("city", "name", "age"))
IN_SEOUL, IN_BUSAN = Predicate(CITY, "=", Literal("서울")), Predicate(CITY, "=", Literal("부산"))
PLAIN = Select((NAME,))


@pytest.mark.parametrize("text", ["names in 서울 or 부산", "서울 또는 부산 고객의 이름", "서울이거나 부산인 고객"])
def test_an_or_calls_for_alternatives(text):
    either = Select((NAME,), where=AnyOf((IN_SEOUL, IN_BUSAN)))
    assert agreement(text, either, (), SHOP).either == 0
    assert agreement(text, Select((NAME,), where=AllOf((IN_SEOUL, IN_BUSAN))), (), SHOP).either == -1
    assert agreement("names in 서울 and 부산", either, (), SHOP).either == 1


@pytest.mark.parametrize("text", ["names not in 서울", "서울에 없는 고객", "customers without 서울"])
def test_a_not_calls_for_a_difference(text):
    kept = Select((NAME,), where=Predicate(CITY, "!=", Literal("서울")))
    without = Combined("except", PLAIN, Select((NAME,), where=IN_SEOUL))
    assert [agreement(text, each, (), SHOP).negation for each in (kept, without, PLAIN)] == [0, 0, -1]


@pytest.mark.parametrize(
    ("text", "query", "field"),
    [
        ("the oldest customer", Select((NAME,), limit=1), "extreme"),
        ("가장 나이 많은 고객", Select((Expression(AGE.operand, "max"),)), "extreme"),
        ("도시별 고객", Select((NAME,), group=(CITY.operand,)), "groups_said"),
        ("average age", Select((Expression(AGE.operand, "avg"),)), "average"),
        ("나이 합계", Select((Expression(AGE.operand, "sum"),)), "total"),
        ("how many customers", Select((Expression(Star("customers"), "count"),)), "counted"),
        ("고객은 몇 명이야?", Select((Expression(Star("customers"), "count"),)), "counted"),
        ("the average attendance", Select((Expression(ColumnRef("concerts", "Average_Attendance")),)), "average"),
    ],
)
def test_other_words_call_for_what_they_say(text, query, field):
    assert getattr(agreement(text, query, (), SHOP), field) == 0
    assert getattr(agreement(text, PLAIN, (), SHOP), field) == -1
    assert getattr(agreement("names", query, (), SHOP), field) == 1


def test_texts_are_used_once_where_they_are_and_not_forgotten():
    values = (
        ValueCandidate("서울", 0, 2, "cell", (CITY.operand,)),
        ValueCandidate("Kim", 3, 8, "quoted"),
    )
    twice = Select((NAME,), where=AllOf((IN_SEOUL, Predicate(NAME, "=", Literal("서울")))))
    found = agreement("서울 'Kim'", twice, values, SHOP)
    assert (found.repeated_values, found.cells_elsewhere, found.texts_unused) == (1, 1, 1)
    meant = Select((NAME,), where=AllOf((IN_SEOUL, Predicate(NAME, "like", Literal("%Kim%")))))
    assert agreement("서울 'Kim' 포함", meant, values, SHOP) == Agreement(parts_said=1)


JOINED, AMOUNT = Expression(ColumnRef("customers", "joined")), Expression(ColumnRef("orders", "amount"))


@pytest.mark.parametrize("text", ["customers who joined after 2024", "2024년 이후에 가입한 고객"])
def test_a_year_is_compared_with_what_holds_years(text):
    dated = Select((NAME,), where=Predicate(JOINED, ">", Literal("2024-12-31")))
    odd = Select((NAME,), where=Predicate(AMOUNT, ">", Literal(2024)))
    told = [agreement(text, each, (), SHOP) for each in (dated, odd, PLAIN)]
    assert [(each.years_elsewhere, each.years_unused, each.dates_unused) for each in told] == [
        (0, 0, 0),
        (1, 0, 1),
        (0, 1, 1),
    ]
    assert agreement("customers", odd, (), SHOP).years_elsewhere == 0


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("customers older than 30", ">"),
        ("customers with an age of 30 or more", ">="),
        ("customers with fewer than 30 orders", "<"),
        ("at most 30 years old", "<="),
        ("나이가 30세 이상인 고객", ">="),
        ("30살 미만 고객", "<"),
        ("나이가 30을 넘는 고객", ">"),
    ],
)
def test_a_number_is_compared_as_the_words_beside_it_say(text, operator):
    values = (ValueCandidate(30, text.index("30"), text.index("30") + 2, "number"),)
    told = {
        each: agreement(text, Select((NAME,), where=Predicate(AGE, each, Literal(30))), values, SHOP).compared_otherwise
        for each in (">", "<", ">=", "<=")
    }
    assert told == {each: float(each != operator) for each in told}


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("the highest age", 1),
        ("the lowest age", 0),
        ("가장 높은 나이", 1),
        ("최저 나이", 0),
        ("at most the lowest age", 0),
    ],
)
def test_the_most_is_not_the_least(text, high):
    by_order = [Select((NAME,), order=(Ordering(AGE, descending),), limit=1) for descending in (False, True)]
    assert [agreement(text, each, (), SHOP).extremes_against for each in by_order] == [high, 1 - high]
    by_figure = [Select((Expression(AGE.operand, name),)) for name in ("min", "max")]
    assert [agreement(text, each, (), SHOP).extremes_against for each in by_figure] == [high, 1 - high]
    assert agreement("the highest of those with at least 3", by_order[1], (), SHOP).extremes_against == 0


def test_a_table_is_no_cell():
    named = Select((NAME,), where=Predicate(CITY, "=", Literal("Customers")))
    assert agreement("customers", named, (), SHOP).names_as_cells == 1
    assert agreement("customers", Select((NAME,), where=IN_SEOUL), (), SHOP).names_as_cells == 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What are the names and ids of customers?", 2),
        ("Show the name, phone, and payment method for all customers", 3),
        ("Find the titles of papers whose author is Kim", 1),
        ("How many customers are there?", 0),
        ("서울에 사는 고객의 이름과 나이를 알려줘", 2),
        ("고객의 이름", 1),
    ],
)
def test_the_parts_of_a_list_are_counted(text, parts):
    assert parts_said(text) == parts
    assert agreement(text, PLAIN, (), SHOP).parts_beyond == (1 - parts if parts else 0)


@pytest.mark.parametrize("text", ["customers who joined in October", "orders in Q3 2026", "10월에 가입한 고객"])
def test_a_period_calls_for_a_column_that_holds_time(text):
    dated = Select((NAME,), where=Predicate(JOINED, ">", Literal("2026-10-01")))
    odd = Select((NAME,), where=Predicate(AMOUNT, "=", Literal(10)))
    assert [agreement(text, each, (), SHOP).period_unused for each in (dated, odd, PLAIN)] == [0, 1, 1]
    assert agreement("customers in 서울", odd, (), SHOP).period_unused == 0


@pytest.mark.parametrize("text", ["what percentage of customers", "휴면 고객이 몇 퍼센트야?", "취소 비율"])
def test_a_share_calls_for_a_division(text):
    total = Expression(AMOUNT.operand, "sum")
    divided = Select((Expression(Arithmetic("/", total, Expression(ColumnRef("orders", "discount"), "sum"))),))
    assert [agreement(text, each, (), SHOP).share_unsaid for each in (divided, PLAIN)] == [0, 1]
    assert agreement("customers", PLAIN, (), SHOP).share_unsaid == 0
