"""Samples chosen by what a question asks for."""

import pytest

from tests.offline.shop import SHOP
from tests.prompted.tasks import linked, task
from text2sql.catalog import SampleQuery
from text2sql.types import Question
from text2sql.writers.prompted.samples import (
    MASK,
    NUMBER,
    chosen_samples,
    masked,
    schema_words,
    skeleton,
    skeleton_similarity,
)
from text2sql.writers.prompted.strategy import Strategy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many customers have more than 3 orders?", ("how", "many", MASK, "have", "more", "than", NUMBER, MASK)),
        ("주문이 3건보다 많은 고객은 몇 명?", (MASK, NUMBER, "건", "많은", MASK, "몇", "명")),
        ("products called 'Blue Mug'", (MASK, "called", MASK)),
    ],
)
def test_schema_words_numbers_and_quotations_are_masked(text, expected):
    assert masked(text, schema_words(SHOP)) == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT name, age FROM singer WHERE age > 20", "SELECT _ FROM _ WHERE _ > _"),
        ("select s.name from singer as s where s.city = '서울, x';", "SELECT _ FROM _ WHERE _ = _"),
        (
            'SELECT "지역", COUNT(*) FROM t1 JOIN t2 ON t1.a = t2.b GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 3',
            "SELECT _ , COUNT ( * ) FROM _ JOIN _ ON _ = _ GROUP BY _ ORDER BY COUNT ( * ) DESC LIMIT _",
        ),
    ],
)
def test_a_skeleton_keeps_keywords_functions_and_signs(sql, expected):
    assert " ".join(skeleton(sql)) == expected


def test_equal_shapes_are_alike_and_others_less():
    one = skeleton("SELECT name FROM singer WHERE age > 20")
    assert skeleton_similarity(one, skeleton("SELECT title FROM song WHERE sales > 1")) == 1.0
    assert skeleton_similarity(one, skeleton("SELECT COUNT(*) FROM song GROUP BY year")) < 0.6
    assert skeleton_similarity((), ()) == 0.0


ABOUT_ORDERS = SampleQuery("subject", ("취소된 주문의 채널은?",), "SELECT channel FROM orders")
OF_THE_SHAPE = SampleQuery(
    "shape",
    ("리뷰가 가장 많은 상품 5개",),
    "SELECT product_id, COUNT(*) FROM reviews GROUP BY 1 ORDER BY 2 DESC LIMIT 5",
)
ASKED = Question("주문이 가장 많은 고객 3개", "ko", task().question.today)


def chosen(strategy, preliminary=""):
    asked = task(strategy, question=ASKED, schema=linked(samples=(ABOUT_ORDERS, OF_THE_SHAPE)))
    return [each.sample.id for each in chosen_samples(asked, preliminary)]


def test_linked_keeps_the_order_of_schema_linking():
    assert chosen(Strategy("t", samples=1)) == ["subject"]


def test_masked_prefers_what_is_asked_in_the_same_way():
    assert chosen(Strategy("t", choosing="masked")) == ["shape", "subject"]


def test_a_skeleton_goes_before_the_words():
    plain = "SELECT region FROM customers"
    assert chosen(Strategy("t", choosing="skeleton"), plain) == ["subject", "shape"]
    assert chosen(Strategy("t", choosing="skeleton"), "") == ["shape", "subject"]
