"""Which of the offered readings a reply chooses."""

import pytest

from text2sql.stages.recalling import chosen_reading
from text2sql.types import Reading, Turn

OFFERED = (Reading("순매출 · 지역별", "a"), Reading("총매출 · 지역별", "b"), Reading("net revenue by brand", "c"))


def turns(*readings, status="clarify"):
    return (Turn("매출은?", "매출은?", None, "", status, readings=readings),)


CHOICES = (
    ("1", 0), ("2번", 1), ("(3)", 2), ("두 번째로", 1), ("첫째", 0), ("third one", 2), ("option 2", 1),
    ("마지막 거", 2), ("Last", 2), ("총매출요", 1), ("순매출로 해줘", 0), ("brand", 2),
    ("매출", None), ("지역별", None), ("4", None), ("0", None), ("지난달 고객 수", None), ("", None), ("?", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "place"), CHOICES)
def test_a_reading_is_chosen_by_number_place_or_words_of_its_own(text, place):
    assert chosen_reading(text, turns(*OFFERED)) == (None if place is None else OFFERED[place])


def test_nothing_is_chosen_when_nothing_was_offered():
    assert chosen_reading("1", ()) is None
    assert chosen_reading("1", turns(*OFFERED, status="answered")) is None
    assert chosen_reading("1", (*turns(*OFFERED), Turn("a", "a", None, "", "declined"))) is None


def test_what_costs_much_is_allowed_by_a_yes():
    costly = Reading("주문 전체", "SELECT 1", costly=True)
    assert chosen_reading("네", turns(costly)) == chosen_reading("OK!", turns(costly)) == costly
    assert chosen_reading("주문", turns(costly)) is None
