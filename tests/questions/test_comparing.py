from datetime import date, datetime
from decimal import Decimal

from tests.questions.comparing import answers


def test_extra_columns_and_other_column_order_are_forgiven():
    assert answers([("서울", 3)], [(3, 17, "서울")])


def test_missing_columns_and_other_pairings_are_not():
    assert not answers([("서울", 3)], [("서울",)])
    assert not answers([("서울", 1), ("부산", 2)], [("서울", 2), ("부산", 1)])


def test_rows_count():
    assert not answers([("서울",)], [("서울",), ("서울",)])
    assert not answers([], [(None,)])


def test_types_that_say_the_same():
    assert answers([(date(2026, 10, 1), 0.1)], [(datetime(2026, 10, 1), Decimal("0.10000000001"))])
    assert not answers([(date(2026, 10, 1),)], [(datetime(2026, 10, 1, 5),)])
