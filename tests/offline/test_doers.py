"""Who did something is what is counted; what they did is said of them."""

from dataclasses import replace

import pytest

from tests.offline.shop import CUSTOMERS, ORDERS, SHOP, column
from tests.offline.test_grammar import plain, write
from text2sql.catalog import LocalText, NamedFilter
from text2sql.types import Clarify

VIPS = NamedFilter("vip_customers", "grade = 'vip'", LocalText("VIP customers", "VIP 고객"), ("VIP customer",))
STATUS = column("status", "text", ("member status",), [("withdrawn", ("left", "탈퇴")), ("dormant", ("dormant",))])
PEOPLE = replace(CUSTOMERS, columns=(*CUSTOMERS.columns, STATUS), filters=(VIPS,))
BOUGHT = replace(ORDERS, synonyms=(*ORDERS.synonyms, "ordered", "bought"))
MEMBERS = replace(SHOP, tables=(PEOPLE, BOUGHT, *SHOP.tables[2:]))


@pytest.mark.parametrize(
    "question",
    [
        "How many VIP customers ordered last month?",
        "How many VIP customers bought something last month?",
        "How many VIP customers have placed an order last month?",
        "몇 명의 VIP 고객이 지난달에 주문했어?",
    ],
)
def test_who_did_something_is_counted_and_not_what_they_did(question):
    written = write(question, catalog=MEMBERS)
    assert not isinstance(written, Clarify), written
    sql = plain(written[0].sql)
    assert sql.startswith("SELECT COUNT(*) AS customers_count FROM customers WHERE customers.grade = 'vip' AND EXISTS(")
    assert "orders.ordered_at >= CAST('2026-10-01' AS DATE)" in sql


@pytest.mark.parametrize(
    "question",
    [
        "How many orders did VIP customers place last month?",
        "How many VIP customer orders last month?",
        "지난달 VIP 고객의 주문 수",
    ],
)
def test_what_was_done_is_counted_when_it_is_asked_for(question):
    sql = plain(write(question, catalog=MEMBERS)[0].sql)
    assert sql.startswith("SELECT COUNT(*) AS orders_count FROM orders JOIN customers")
    assert "EXISTS" not in sql


def test_a_verb_with_an_object_is_no_state_of_who_did_it():
    written = write("How many customers left an order last month?", catalog=MEMBERS)
    readings = [each.sql for each in written.readings] if isinstance(written, Clarify) else [written[0].sql]
    assert all("withdrawn" not in each for each in readings)
    assert "withdrawn" in write("How many customers left?", catalog=MEMBERS)[0].sql


def test_a_period_beside_what_became_of_lasting_rows_is_not_when_they_came():
    launched = column("launched_on", "date", ("launch date",))
    things = replace(SHOP.tables[2], columns=(*SHOP.tables[2].columns, launched), time_column="launched_on")
    catalog = replace(MEMBERS, tables=(PEOPLE, BOUGHT, things, *SHOP.tables[3:]))
    written = write("How many products were cancelled last month?", catalog=catalog)
    assert isinstance(written, Clarify) or "launched_on" not in written[0].sql
    assert "launched_on" in write("How many products last month?", catalog=catalog)[0].sql
