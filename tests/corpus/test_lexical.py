import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, Column, LocalText, Measure, SampleQuery, Table, ValueLabels
from text2sql.corpus import lexical
from text2sql.corpus.documents import column_text, spoken, table_text
from text2sql.corpus.knowledge import lexical_index
from text2sql.corpus.lexical import LexicalIndex, LexicalPart

AMOUNT = Column("net_amount", "DECIMAL", "number", synonyms=("매출", "revenue"), unit="KRW")
STATUS = Column("status", "TEXT", "text", values=(ValueLabels("cancelled", ("취소",)),))
SECRET = Column("nick", "TEXT", "text", personal=True, values=())
ORDERS = Table(
    "orders",
    (AMOUNT, STATUS, SECRET),
    description=LocalText("What customers bought", "고객이 산 것"),
    measures=(Measure("paying customers", "COUNT(*)", label=LocalText(ko="구매 고객 수")),),
    synonyms=("주문",),
)
CATALOG = Catalog("shop", "duckdb", (ORDERS, Table("webVisits", (Column("visit_id", "INTEGER", "number"),))))
SAMPLES = (SampleQuery("late", ("배송이 늦은 주문",), "SELECT 1", description=LocalText(en="late parcels")),)


def found(kind, *words) -> list[str]:
    return [hit.id for hit in lexical_index(kind, CATALOG, SAMPLES).search(words, 9)]


def test_documents_are_found_by_names_synonyms_descriptions_and_codes():
    assert found("table", "주문") == ["orders"]
    assert found("table", "visit") == ["webVisits"]
    assert found("column", "매출")[0] == "orders.net_amount"
    assert found("column", "취소") == ["orders.status"]
    assert found("sample", "parcel") == ["late"]
    assert found("table", "nothing", "of", "this") == []


def test_rare_words_count_more_and_reading_back_changes_nothing():
    documents = [("a", "주문 주문 고객"), ("b", "주문 상품"), ("c", "주문 고객 상품 배송")]
    index = LexicalIndex.build(documents, str.split)
    assert index.search(["주문", "배송"], 9)[0].id == "c"
    assert [hit.id for hit in index.search(["상품"], 9)] == ["b", "c"]
    again = LexicalIndex([LexicalPart.unpacked(LexicalPart.of(documents, str.split).packed())])
    assert again.search(["고객", "상품"], 2) == index.search(["고객", "상품"], 2)
    assert (
        index.search(["고객"], 0) == index.search([], 5) == LexicalIndex.build([], str.split).search(["고객"], 5) == ()
    )


def test_texts_speak_both_languages_and_of_business_terms():
    text = table_text(ORDERS)
    assert all(
        words in text for words in ("고객이 산 것", "What customers bought", "구매 고객 수", "net amount", "revenue")
    )
    assert column_text(ORDERS, STATUS).endswith("cancelled, 취소")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("order_items", "order items"),
        ("orderItems", "order items"),
        ("HTTPLog", "httplog"),
        ("주문_내역", "주문 내역"),
        ("a--b", "a b"),
    ],
)
def test_names_are_spoken(name, words):
    assert spoken(name) == words


@settings(deadline=None)
@given(
    st.lists(st.text("가나다라ab ", max_size=12), max_size=8), st.text("가나다라ab ", max_size=12), st.integers(0, 9)
)
def test_many_numbers_are_added_up_to_the_same_at_once(texts, question, count):
    index = LexicalIndex.build(((str(number), text) for number, text in enumerate(texts)), str.split)
    with pytest.MonkeyPatch.context() as patch:
        one_by_one = index.search(question.split(), count)
        patch.setattr(lexical, "_FEW", -1)
        at_once = index.search(question.split(), count)
    assert [hit.id for hit in at_once] == [hit.id for hit in one_by_one]
    assert [hit.score for hit in at_once] == pytest.approx([hit.score for hit in one_by_one])
