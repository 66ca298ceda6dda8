"""What a catalog calls its tables and columns: phrases, the terms in them, and their meanings kept in the index."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.test_index import Shop
from text2sql.catalog import Catalog, Column, LocalText, Table
from text2sql.corpus import building
from text2sql.corpus.index import known_phrases
from text2sql.corpus.phrases import Bags, Meanings, Phrases, packed, unpacked, vectors_of
from text2sql.corpus.state import read_state
from text2sql.embedders.hashing import HashingEmbedder

ORDERS = Table(
    "sales.orderItems",
    (
        Column("net_amount", "INTEGER", "number", synonyms=("매출",), description=LocalText(en="after discounts")),
        Column("id", "INTEGER", "number"),
    ),
    schema="sales",
    label=LocalText(ko="주문 품목"),
)
CATALOG = Catalog("shop", "duckdb", (ORDERS, Table("empty", ()), Table("id", (Column("id", "INTEGER", "number"),))))
PHRASES = Phrases.of(CATALOG)


def said(bag):
    return {PHRASES.words[phrase] for phrase in bag}


def test_names_are_phrases_as_they_are_said_and_in_single_words():
    assert said(PHRASES.tables[0]) == {"order items", "주문 품목"}
    assert said(PHRASES.rows[0]) == {"net amount", "매출"}
    assert said(PHRASES.told[0]) == {"net amount", "매출", "after discounts"}
    assert {"net", "amount", "order", "items", "주문", "품목"} <= set(PHRASES.words)
    assert "discounts" not in PHRASES.words
    assert PHRASES.words[0] == "id"
    assert PHRASES.first_columns.tolist() == [0, 2, 2, 3]
    assert PHRASES.bearers[0] == 2


def test_a_term_is_rarer_the_fewer_names_hold_it():
    assert PHRASES.rarity("매출") > PHRASES.rarity("id")
    assert {PHRASES.words[phrase] for phrase in PHRASES.holders["amount"]} == {"net amount", "amount"}


def test_bags_take_the_largest_of_each_and_nothing_for_an_empty_one():
    bags = Bags([(0, 2), (), (1,)])
    assert np.allclose(bags.best(np.array([[0.1, 0.2, 0.3]], dtype=np.float32)), [[0.3, 0.0, 0.2]])
    assert Bags([]).best(np.zeros((2, 3), dtype=np.float32)).shape == (2, 0)
    assert bags.best(np.zeros((0, 3), dtype=np.float32)).shape == (0, 3)


@settings(deadline=None)
@given(st.lists(st.text(), max_size=5, unique=True))
def test_vectors_survive_being_packed(words):
    embedder = HashingEmbedder(16)
    vectors = vectors_of(words, embedder)
    again, read = unpacked(packed(words, vectors))
    assert list(again) == words
    assert np.allclose(read, vectors, atol=1e-3)


def test_what_is_not_whole_is_told():
    content = packed(["매출"], vectors_of(["매출"], HashingEmbedder(16)))
    for broken in (b"", content[:-2], b"{}\n"):
        with pytest.raises(ValueError):
            unpacked(broken)


def test_a_word_is_closest_to_itself_and_words_are_embedded_once():
    embedder = HashingEmbedder(64)
    meanings = Meanings.of(PHRASES.words, embedder)
    close = meanings.closeness(["매출", "amount", "매출"])
    assert close.shape == (3, len(PHRASES.words))
    assert PHRASES.words[int(close[0].argmax())] == "매출"
    assert np.allclose(close[0], close[2])
    assert meanings.closeness([]).shape == (0, len(PHRASES.words))


def test_a_large_schema_keeps_the_meanings_of_its_names_and_embeds_only_new_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "FEW_PHRASES", 2)
    shop = Shop(tmp_path)
    shop.build()
    kept = known_phrases(shop.index, read_state(shop.index))
    assert set(kept) == {"orders", "customers", "상품", "id", "region"}
    shop.tables, shop.location = (*shop.tables, "반품"), "2"
    shop.build()
    assert {"반품"} == {text for text in shop.embedder.texts if text in {"orders", "customers", "상품", "반품", "id"}}
    shop.embedder.texts.clear()
    shop.open().closeness(["반품"])
    assert shop.embedder.texts == ["반품"]


def test_damaged_meanings_are_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "FEW_PHRASES", 2)
    shop = Shop(tmp_path)
    shop.build()
    (file,) = shop.index.glob("phrases-*")
    file.write_bytes(b"\x00" * file.stat().st_size)
    assert shop.open().closeness(["상품"]).max() == pytest.approx(1.0, abs=1e-3)
