"""What is said of rows that belong to others: orders of customers, and how they compare with their like."""

from tests.offline.test_grammar import plain, write
from text2sql.types import Clarify


def test_related_rows_are_held_against_their_average_within_the_same_period():
    written = write("지난달 결제 금액이 평균보다 높은 주문을 한 고객")
    assert isinstance(written, Clarify)
    sql = plain(written.readings[0].sql)
    within = "orders.ordered_at >= CAST('2026-10-01' AS DATE) AND orders.ordered_at < CAST('2026-11-01' AS DATE)"
    assert f"orders.net_amount > (SELECT AVG(orders.net_amount) FROM orders WHERE {within})" in sql
