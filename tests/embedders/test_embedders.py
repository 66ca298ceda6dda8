"""What every embedder promises."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from text2sql.embedders.hashing import HashingEmbedder
from text2sql.embedders.multilingual import MultilingualEmbedder

TEXTS = ["지난달 매출", "revenue last month", "", "   ", "🙂", "a" * 5_000, "revenue last month"]


@pytest.fixture(scope="module", params=[HashingEmbedder, MultilingualEmbedder])
def embedder(request):
    return request.param()


def cosine(left, right) -> float:
    return sum(one * other for one, other in zip(left, right, strict=True))


def test_every_text_gets_a_unit_vector_in_order(embedder):
    vectors = embedder.embed(TEXTS, "document")
    assert [len(vector) for vector in vectors] == [embedder.dimensions] * len(TEXTS)
    assert [math.sqrt(cosine(vector, vector)) for vector in vectors] == pytest.approx([1.0] * len(TEXTS), abs=1e-3)
    assert vectors[1] == pytest.approx(vectors[6], abs=1e-5)
    assert all(isinstance(number, float) for number in vectors[0])


def test_no_texts_are_no_vectors(embedder):
    assert embedder.embed([], "query") == []


def test_likeness_shows(embedder):
    asked, near, far = embedder.embed(
        ["지난달 매출은 얼마야?", "지난 달 매출이 얼마인가요", "배송이 늦은 주문 목록"], "query"
    )
    assert cosine(asked, near) > cosine(asked, far)


def test_a_batch_is_as_good_as_one_by_one(embedder):
    texts = [f"{number}번 고객의 주문" for number in range(300)]
    assert embedder.embed(texts, "document")[299] == pytest.approx(embedder.embed([texts[299]], "query")[0], abs=1e-4)


def test_several_threads_may_ask(embedder):
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: embedder.embed([text], "query")[0], TEXTS))
    assert found[0] == pytest.approx(embedder.embed([TEXTS[0]], "query")[0], abs=1e-5)


def test_meaning_crosses_languages_in_the_embedded_default():
    multilingual = MultilingualEmbedder()
    multilingual.warm()
    asked, table, other = multilingual.embed(
        ["취소된 주문은 몇 건이야?", "orders, cancelled orders", "web page visits"], "query"
    )
    assert cosine(asked, table) > cosine(asked, other) + 0.1
