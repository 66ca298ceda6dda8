"""Which samples are shown: what asks in the same way before what speaks of the same things."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offline.shop import SHOP
from text2sql.catalog import Catalog, Column, SampleQuery, Table
from text2sql.corpus.knowledge import knowledge_of
from text2sql.corpus.shape_index import ShapeIndex, shapes_of
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.shapes import (
    MASK,
    NUMBER,
    Resembling,
    chosen_samples,
    grams,
    likeness,
    masked,
    schema_words,
    skeleton,
    skeleton_similarity,
    words_of,
)
from text2sql.shapes.queries import overlap
from text2sql.stages.linking.samples import similar_samples
from text2sql.vector_stores.memory import MemoryVectorStore


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


def test_words_that_say_what_to_compute_are_no_words_of_the_schema():
    columns = tuple(Column(name, "INTEGER", "number") for name in ("id", "total_count", "average_score", "건수"))
    words = schema_words(Catalog("large", "duckdb", (Table("scores", columns),)))
    assert masked("average score of all, in total?", words) == ("average", MASK, "of", "all", "in", "total")
    assert masked("점수별 건수는?", words)[-1] == "건수"


SUBJECT = SampleQuery("subject", ("고객 등급별 주문 목록",), "SELECT grade, order_id FROM orders")
SHAPE = SampleQuery("shape", ("리뷰가 가장 많은 상품 5개",), "SELECT 1 FROM reviews GROUP BY 1 ORDER BY 2 DESC LIMIT 5")
EQUAL = SampleQuery("equal", ("주문이 가장 많은 리뷰 2개",), "SELECT 1 FROM a JOIN b ON a.x = b.x LIMIT 2")
APPROVED = SampleQuery("approved", ("주문이 가장 많은 상품 7개",), "SELECT 1 FROM c LIMIT 7", approved_by="kim")


def shown(text: str, samples: tuple[SampleQuery, ...], count: int = 8) -> list[str]:
    known = knowledge_of(SHOP, samples, HashingEmbedder(), MemoryVectorStore())
    return [each.sample.id for each in similar_samples(text, (), known, count).shown]


def test_the_same_shape_with_other_words_goes_before_the_same_words_in_another_shape():
    assert shown("고객이 가장 많은 등급 3개", (SUBJECT, SHAPE)) == ["shape", "subject"]
    assert shown("고객 등급별 주문 목록", (SHAPE, SUBJECT)) == ["subject", "shape"]


def test_tables_are_spoken_for_by_the_subject():
    known = knowledge_of(SHOP, (SHAPE, SUBJECT), HashingEmbedder(), MemoryVectorStore())
    assert similar_samples("고객 등급이 가장 많은 주문 3개", (), known, 1).close[0].sample.id == "subject"


def test_the_approved_come_first_among_samples_of_one_shape():
    assert shown("고객이 가장 많은 등급 3개", (SHAPE, EQUAL, APPROVED))[0] == "approved"


def resembling(name: str, sql: str, shape: float, close: float = 0.0, kept: bool = False) -> Resembling:
    return Resembling(SampleQuery(name, (name,), sql), shape, close, kept)


def names(found) -> list[str]:
    return [each.sample.id for each in found]


def test_no_two_of_one_skeleton_unless_there_is_nothing_else():
    found = [
        resembling("a", "SELECT x FROM t", 0.9),
        resembling("b", "SELECT y FROM u", 0.8),
        resembling("c", "SELECT COUNT(*) FROM t", 0.1),
    ]
    assert names(chosen_samples(found, 2)) == ["a", "c"]
    assert names(chosen_samples(found, 3)) == ["a", "c", "b"]


def test_what_was_asked_before_comes_first_and_what_knows_the_tables_is_kept():
    found = [resembling(str(number), f"SELECT {'a, ' * number}COUNT(*) FROM t", 0.9) for number in range(5)]
    found += [resembling("before", "SELECT 1", 0.2, 0.99), resembling("near", "SELECT MAX(a)", 0.1, 0.6, kept=True)]
    chosen = names(chosen_samples(found, 3))
    assert chosen[0] == "before" and chosen[-1] == "near" and len(chosen) == 3


def test_the_skeleton_of_a_preliminary_query_goes_before_the_shape():
    found = [resembling("shape", "SELECT COUNT(*) FROM t", 0.9), resembling("skeleton", "SELECT a FROM b", 0.3)]
    assert names(chosen_samples(found, 2, "SELECT x FROM y")) == ["skeleton", "shape"]
    assert chosen_samples((), 3) == () and chosen_samples(found, 0) == ()


QUESTIONS = st.lists(
    st.lists(st.sampled_from(["몇", "가장", "많은", "고객", "orders", "how", "many", "3", "<mask>"]), max_size=6),
    max_size=30,
)


@settings(deadline=None, max_examples=60)
@given(QUESTIONS, st.lists(st.sampled_from(["몇", "가장", "how", "many", "고객", "3"]), max_size=6), st.integers(0, 9))
def test_the_index_finds_what_comparing_one_by_one_does(questions, asked, count):
    words = frozenset({"고객", "order"})
    samples = tuple(SampleQuery(f"s/{at}", (" ".join(said), "둘"), "SELECT 1") for at, said in enumerate(questions))
    index = ShapeIndex(shapes_of(samples, words), samples)
    shape = grams(masked(" ".join(asked), words))
    beside = {sample.id for sample in samples[:2]}
    found = index.alike(shape, count, beside)
    truth = {each.id: max(overlap(shape, grams(masked(text, words))) for text in each.questions) for each in samples}
    assert found == pytest.approx({identity: truth[identity] for identity in found}) and beside <= found.keys()
    if count and samples:
        assert max(found.values()) == pytest.approx(max(truth.values()))


def test_a_name_that_no_sample_speaks_of_changes_no_shape():
    samples = (SHAPE, SUBJECT)
    said = set().union(*(words_of(text) for each in samples for text in each.questions))
    words = schema_words(SHOP)
    assert words - said
    assert shapes_of(samples, words).packed() == shapes_of(samples, words & said).packed()


def test_without_an_index_of_shapes_the_same_is_found():
    """Somebody who may see a part of the samples compares those."""

    class Plain:
        catalog, samples = SHOP, (SHAPE, SUBJECT, EQUAL)

    known = knowledge_of(SHOP, Plain.samples, HashingEmbedder(), MemoryVectorStore())
    text = "고객이 가장 많은 등급 3개"
    assert likeness(text, (), Plain(), 9, {}) == pytest.approx(likeness(text, (), known, 9, {}))


def test_a_name_or_a_day_is_an_approval():
    assert SampleQuery("a", ("q",), "s", approved_on=date(2026, 1, 31)).is_approved
    assert APPROVED.is_approved and not SHAPE.is_approved
