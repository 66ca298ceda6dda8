"""A catalog in parts: a change touches its own part, and what comes of it is what building anew would give."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.test_index import CountingEmbedder, Shop
from text2sql.corpus import parts
from text2sql.corpus.building import build_index
from text2sql.corpus.index import open_knowledge
from text2sql.corpus.parts import divided, parts_for
from text2sql.corpus.state import read_state
from text2sql.vector_stores.memory import MemoryVectorStore

NAMES = ("orders", "customers", "상품", "returns", "배송", "stock", "Coupons", "reviews")


@pytest.fixture
def shop(tmp_path, monkeypatch) -> Shop:
    monkeypatch.setattr(parts, "_UNDIVIDED", 2)
    monkeypatch.setattr(parts, "_TABLES", 2)
    return Shop(tmp_path, NAMES)


def files(shop: Shop, *kinds: str) -> dict[str, str]:
    state = read_state(shop.index)
    return {role: file.name for role, file in state.files.items() if role.startswith(kinds)}


def seen(knowledge) -> tuple:
    """Everything that searching finds."""
    words = ("주문", "orders id", "region 상품", "배송 coupons", "서울")
    return (
        knowledge.catalog,
        knowledge.samples,
        [knowledge.matching(kind, text, 9) for kind in ("table", "column", "sample") for text in words],
        [
            {(hit.id, round(hit.score, 6)) for hit in knowledge.nearest(kind, text, 99)}
            for kind in ("table", "column", "sample")
            for text in words
        ],
        [knowledge.values(text, 9) for text in words],
    )


def built_anew(shop: Shop, folder):
    embedder, store = CountingEmbedder(), MemoryVectorStore()
    build_index(folder, shop.sources, embedder, store, lambda *_: None)
    return open_knowledge(folder, embedder, store)


def test_a_changed_card_rewrites_its_part_alone(shop):
    shop.build()
    before = files(shop, "catalog", "introspected", "words-", "facts", "documents", "samples", "values")
    shop.card("table: orders\ndescription: 고객이 낸 주문")
    shop.build()
    after = files(shop, "catalog", "introspected", "words-", "facts", "documents", "samples", "values")
    changed = {role for role in before if before[role] != after[role]}
    (part,) = {role.partition("/")[2] for role in changed}
    roles = ("catalog", "words-table", "words-column", "facts", "documents")
    assert changed == {f"{role}/{part}" for role in roles}
    assert shop.open().catalog.table("orders").description.ko == "고객이 낸 주문"
    assert [table.name for table in shop.open().catalog.tables] == list(NAMES)


def test_parts_that_nobody_changed_are_not_even_read(shop, monkeypatch):
    shop.build()
    read: list[int] = []
    original = parts.StoredCatalog.tables
    monkeypatch.setattr(parts.StoredCatalog, "tables", lambda self, part: read.append(part) or original(self, part))
    shop.card("table: 상품\ndescription: 파는 것")
    shop.build()
    assert read == [parts.part_of("상품", parts_for(len(NAMES)))]


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("tables"), st.lists(st.sampled_from(NAMES), unique=True).map(tuple)),
        st.tuples(
            st.just("card"),
            st.sampled_from([
                "table: orders\nsynonyms: [주문, 거래]",
                "table: orders\nhidden: true",
                "table: orders\njoins: [{columns: [id], to: 상품, to_columns: [id]}]",
                "table: orders\ncolumns: {region: {personal: true}}",
                "table: coupons\ncolumns: {region: {values: {서울: [수도]}}}",
            ]),
        ),
        st.tuples(st.just("sample"), st.sampled_from(["SELECT COUNT(*) FROM orders", "SELECT 1 FROM 상품"])),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(CHANGES)
def test_an_index_brought_up_to_date_is_the_one_that_building_anew_gives(tmp_path_factory, changes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_UNDIVIDED", 2)
        patch.setattr(parts, "_TABLES", 2)
        shop = Shop(tmp_path_factory.mktemp("shop"), NAMES)
        shop.build()
        for number, (what, value) in enumerate(changes):
            if what == "tables":
                shop.tables, shop.location = value, str(number + 2)
            elif what == "card":
                shop.card(value)
            else:
                shop.sample(f"question: 주문은 몇 건?\nsql: {value}")
            shop.build()
        assert seen(shop.open()) == seen(built_anew(shop, tmp_path_factory.mktemp("anew")))


def test_one_damaged_part_is_mended_from_what_the_warehouse_said(shop):
    shop.build()
    path = shop.index / files(shop, "words-table")["words-table/1"]
    path.write_bytes(bytes(path.stat().st_size))
    shop.build()
    assert shop.introspections == 1
    assert shop.open().matching("table", "상품", 1)[0].id == "상품"
    raw = shop.index / files(shop, "introspected")["introspected/0"]
    raw.unlink()
    shop.build()
    assert shop.introspections == 2 and len(shop.open().catalog.tables) == len(NAMES)


def test_where_a_table_belongs_follows_from_its_name_alone():
    assert [parts_for(count) for count in (0, 512, 513, 1_000, 10_000)] == [1, 1, 4, 4, 64]
    groups = divided(NAMES, str, 4)
    assert sorted(name for group in groups for name in group) == sorted(NAMES)
    again = divided([name.upper() for name in NAMES[::-1]], str, 4)
    assert [{name.upper() for name in group} for group in groups] == [set(group) for group in again]


def test_vectors_made_for_another_embedder_are_not_taken_for_its_own(shop):
    shop.build()
    sources = replace(shop.sources, location="2")
    other, store = CountingEmbedder(32), MemoryVectorStore()
    assert build_index(shop.index, sources, other, store, lambda *_: None).embedded == 3 * len(NAMES)
