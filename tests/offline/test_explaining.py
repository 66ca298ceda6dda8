"""Rules tell the words of their answers as the learned parser does."""

from datetime import date

import pytest

from tests.fakes import FakeWorkbench
from tests.offline.shop import SHOP
from text2sql.language import detect_language
from text2sql.types import LinkedSchema, LinkedTable, LinkedValue, Question
from text2sql.writers.offline import OfflineWriter

LINKED = LinkedSchema(
    SHOP,
    tuple(LinkedTable(table, 1.0, tuple(column.name for column in table.columns)) for table in SHOP.tables),
    SHOP.joins,
    (LinkedValue("customers", "region", "서울", "서울", 1.0), LinkedValue("customers", "region", "서울", "Seoul", 1.0)),
    (),
    whole=True,
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("revenue in Seoul", {"revenue": "orders.net_revenue", "Seoul": "customers.region = '서울'"}),
        ("서울 매출", {"매출": "orders.net_revenue", "서울": "customers.region = '서울'"}),
    ],
)
def test_the_words_of_a_rules_answer_are_linked(text, links):
    question = Question(text, detect_language(text), date(2026, 11, 21))
    (candidate,) = OfflineWriter().write(question, LINKED, (), FakeWorkbench())
    told = candidate.explanation
    assert {each.words: each.meant for each in told.links} == links
    assert told.left_over == ()
    assert told.sure == candidate.confidence
