"""Samples chosen by what a question asks for."""

from tests.prompted.tasks import linked, task
from text2sql.catalog import SampleQuery
from text2sql.types import Question
from text2sql.writers.prompted.samples import samples_shown
from text2sql.writers.prompted.strategy import Strategy

ABOUT_ORDERS = SampleQuery("subject", ("취소된 주문의 채널은?",), "SELECT channel FROM orders")
OF_THE_SHAPE = SampleQuery(
    "shape",
    ("리뷰가 가장 많은 상품 5개",),
    "SELECT product_id, COUNT(*) FROM reviews GROUP BY 1 ORDER BY 2 DESC LIMIT 5",
)
ASKED = Question("주문이 가장 많은 고객 3개", "ko", task().question.today)


def chosen(strategy, preliminary=""):
    asked = task(strategy, question=ASKED, schema=linked(samples=(ABOUT_ORDERS, OF_THE_SHAPE)))
    return [each.sample.id for each in samples_shown(asked, preliminary)]


def test_linked_keeps_the_order_of_schema_linking():
    assert chosen(Strategy("t", samples=1)) == ["subject"]


def test_masked_prefers_what_is_asked_in_the_same_way():
    assert chosen(Strategy("t", choosing="masked")) == ["shape", "subject"]


def test_a_skeleton_goes_before_the_words():
    plain = "SELECT region FROM customers"
    assert chosen(Strategy("t", choosing="skeleton"), plain) == ["subject", "shape"]
    assert chosen(Strategy("t", choosing="skeleton"), "") == ["shape", "subject"]
