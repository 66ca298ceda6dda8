from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, Column, ColumnProfile, Join, SampleQuery, Table, ValueLabels
from text2sql.corpus.knowledge import NoValues, SearchedKnowledge, knowledge_of
from text2sql.corpus.value_building import build_values, values_of
from text2sql.corpus.vectors import DenseSearch
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.stages.linking import LinkBudget, link
from text2sql.types import Hit, LinkedSchema, LinkedValue, Question
from text2sql.vector_stores.memory import MemoryVectorStore


def number(name: str, *synonyms: str) -> Column:
    return Column(name, "INTEGER", "number", synonyms=synonyms)


def table(name: str, *columns: Column, synonyms: tuple[str, ...] = ()) -> Table:
    return Table(name, (number("id"), *columns), primary_key=("id",), synonyms=synonyms)


REGION = Column("region", "TEXT", "text", profile=ColumnProfile(distinct=2, common=("서울", "부산")))
STATUS = Column("status", "TEXT", "text", values=(ValueLabels("cancelled", ("취소",)),))
SHOP = Catalog(
    "shop",
    "duckdb",
    (
        table("customers", REGION, synonyms=("고객",)),
        table("orders", number("customer_id"), number("net_amount", "매출"), STATUS, synonyms=("주문",)),
        table("order_items", number("order_id"), number("product_id"), number("quantity")),
        table("products", number("price", "가격"), synonyms=("상품",)),
        table("employees", number("salary", "급여"), synonyms=("직원",)),
    ),
    (
        Join("orders", ("customer_id",), "customers", ("id",)),
        Join("order_items", ("order_id",), "orders", ("id",)),
        Join("order_items", ("product_id",), "products", ("id",), inferred=True),
    ),
)
SAMPLES = (
    SampleQuery("late", ("배송이 늦은 주문은?", "which orders are late?"), "SELECT 1", tables=("orders",)),
    SampleQuery("pay", ("직원 급여의 평균은?",), "SELECT 2", tables=("employees",)),
)


def knowledge(catalog: Catalog = SHOP, samples: tuple[SampleQuery, ...] = SAMPLES) -> SearchedKnowledge:
    values = build_values(None, catalog, values_of(catalog, None, lambda *_: None))
    return knowledge_of(catalog, samples, HashingEmbedder(), MemoryVectorStore(), values)


def linked(text: str, budget: LinkBudget | None = None, **known) -> LinkedSchema:
    question = Question(text, "ko", date(2026, 11, 21))
    return link(question, knowledge(**known), budget or LinkBudget())


def names(schema: LinkedSchema) -> list[str]:
    return [each.table.name for each in schema.tables]


SMALL = LinkBudget(whole_tables=2, tables=3, columns=3)


def test_a_small_schema_goes_in_whole_with_the_best_table_first():
    schema = linked("직원 급여")
    assert schema.whole
    assert set(names(schema)) == {each.name for each in SHOP.tables}
    assert names(schema)[0] == "employees"
    assert schema.tables[0].score == 1.0
    assert set(schema.joins) == set(SHOP.joins)
    assert all(each.columns == tuple(column.name for column in each.table.columns) for each in schema.tables)


def test_tables_that_join_the_chosen_ones_come_along():
    schema = linked("고객별 상품 가격", SMALL)
    assert not schema.whole
    assert {"customers", "products", "orders", "order_items"} == set(names(schema))
    assert set(schema.joins) == set(SHOP.joins)


def test_tables_that_nothing_speaks_of_stay_out():
    assert "employees" not in names(linked("고객의 주문", SMALL))


def test_a_value_speaks_for_its_table_and_keeps_its_column():
    schema = linked("서울에서 취소된 것", LinkBudget(whole_tables=1, tables=2, columns=0))
    assert {"customers", "orders"} <= set(names(schema))
    assert {(each.value, each.words) for each in schema.values} == {("서울", "서울"), ("cancelled", "취소")}
    columns = {each.table.name: each.columns for each in schema.tables}
    assert "region" in columns["customers"]
    assert "status" in columns["orders"]


def test_keys_are_kept_whatever_the_budget():
    schema = linked("고객의 주문", LinkBudget(whole_tables=1, tables=2, columns=0))
    assert {each.table.name: each.columns for each in schema.tables}["orders"] == ("id", "customer_id")


def test_pruning_keeps_the_columns_the_question_speaks_of():
    schema = linked("주문 매출", LinkBudget(whole_tables=1, tables=1, columns=1))
    assert "net_amount" in schema.tables[0].columns
    assert "status" not in schema.tables[0].columns


def test_a_sample_asked_again_scores_one_in_either_language():
    for text in ("배송이 늦은 주문은?", "which orders are late?"):
        best = linked(text).samples[0]
        assert best.sample.id == "late"
        assert best.score > 0.999


def test_an_alike_sample_speaks_for_its_tables():
    assert names(linked("배송이 늦은 주문은 몇 건?", SMALL))[0] == "orders"


def test_without_dense_search_a_sample_scores_by_shared_words():
    dense = DenseSearch(HashingEmbedder(), MemoryVectorStore(), lambda kind: 0)
    words_only = SearchedKnowledge(SHOP, SAMPLES, dense, replace(knowledge()._open, values=NoValues))
    schema = link(Question("직원 급여의 평균은?", "ko", date(2026, 11, 21)), words_only, LinkBudget())
    assert [(each.sample.id, each.score) for each in schema.samples] == [("pay", 1.0)]


def test_the_same_words_in_many_columns_do_not_crowd_out_other_values():
    class Crowded:
        catalog, samples = SHOP, ()

        def nearest(self, kind, text, count):
            return ()

        def matching(self, kind, text, count):
            return (Hit("products", 3.0),) if kind == "table" else ()

        def values(self, text, count):
            crowd = [LinkedValue("orders", f"c{number}", "서울", "서울", 1.0) for number in range(50)]
            return (
                *crowd,
                LinkedValue("products", "name", "서울", "서울", 1.0),
                LinkedValue("t", "c", "취소", "취소", 0.9),
            )

    schema = link(Question("서울 취소", "ko", date(2026, 11, 21)), Crowded(), LinkBudget(values=8))
    assert {each.words for each in schema.values} == {"서울", "취소"}
    assert "products" in {each.table for each in schema.values}


def test_nothing_known_is_an_empty_schema():
    schema = linked("아무 말", catalog=Catalog("empty", "duckdb", ()), samples=())
    assert (schema.tables, schema.joins, schema.values, schema.samples) == ((), (), (), ())


def test_documents_that_the_catalog_no_longer_has_are_passed_over():
    class Stale:
        catalog, samples = SHOP, SAMPLES

        def nearest(self, kind, text, count):
            return (Hit("gone.column" if kind == "column" else "gone", 0.9),)

        matching = nearest

        def values(self, text, count):
            return (LinkedValue("gone", "column", "서울", "서울", 1.0),)

    schema = link(Question("서울", "ko", date(2026, 11, 21)), Stale(), SMALL)
    assert names(schema) == []
    assert schema.samples == ()


def test_names_with_dots_are_found():
    dotted = Catalog("shop", "duckdb", (table("sales.2024", number("net.amount", "매출")), *SHOP.tables))
    schema = linked("매출", LinkBudget(whole_tables=1, tables=2, columns=2), catalog=dotted)
    assert "net.amount" in {each.table.name: each.columns for each in schema.tables}["sales.2024"]


KNOWN = knowledge()


@settings(max_examples=60, deadline=None)
@given(st.text(), st.integers(0, 5), st.integers(0, 12))
def test_linking_never_fails_and_stays_consistent(text, tables, columns):
    budget = LinkBudget(whole_tables=3, tables=tables, columns=columns)
    schema = link(Question(text, "ko", date(2026, 11, 21)), KNOWN, budget)
    present = {each.table.name: set(each.columns) for each in schema.tables}
    for join in schema.joins:
        assert set(join.columns) <= present[join.table]
        assert set(join.to_columns) <= present[join.to_table]
    for each in schema.tables:
        assert set(each.columns) <= {column.name for column in each.table.columns}
    assert [each.score for each in schema.tables] == sorted((each.score for each in schema.tables), reverse=True)
    assert all(0 <= each.score <= 1 for each in (*schema.samples, *schema.values))


class LastFirst:
    """A reranker that believes the opposite of what it is shown first."""

    name = "last first"

    def rerank(self, query, documents):
        count = len(documents)
        return tuple(Hit(str(at), at / count) for at in reversed(range(count)))


def test_a_reranker_orders_samples_and_weighs_in_on_tables():
    question = Question("지난달 주문의 급여", "ko", date(2026, 11, 21))
    plain = link(question, knowledge(), LinkBudget(0, 0, tables=3))
    other = link(question, knowledge(), LinkBudget(0, 0, tables=3), LastFirst())
    assert [each.sample.id for each in plain.samples] == [each.sample.id for each in other.samples][::-1]
    assert names(plain) != names(other)


class NamesUnknown:
    """Knowledge that searches whole documents and knows no names one by one, like one that is narrowed by rules."""

    def __init__(self, known):
        self.catalog, self.samples = known.catalog, known.samples
        self.nearest, self.matching, self.values = known.nearest, known.matching, known.values


def test_a_large_schema_of_which_names_are_not_known_is_searched_by_words_and_meaning():
    asked = []
    known = NamesUnknown(knowledge())
    nearest = known.nearest
    known.nearest = lambda kind, text, count: asked.append(kind) or nearest(kind, text, count)
    schema = link(Question("직원 급여", "ko", date(2026, 11, 21)), known, LinkBudget(0, 0, tables=2))
    assert names(schema)[0] == "employees"
    assert {"table", "column"} <= set(asked)


def test_columns_and_tables_that_are_unlikely_are_left_out():
    everything = linked("직원 급여", LinkBudget(0, 0))
    likely = linked("직원 급여", LinkBudget(0, 0, unlikely_table=0.5, unlikely_column=1.0))
    assert names(likely) == names(everything)[: len(likely.tables)]
    assert len(likely.tables) < len(everything.tables)
    assert likely.tables[0].columns == ("id",)


def test_a_korean_word_that_no_name_is_spelled_with_stands_for_the_closest_names():
    class Dictionary(HashingEmbedder):
        """Knows one translation."""

        def embed(self, texts, purpose):
            return super().embed(["budget" if text == "쌈짓돈통" else text for text in texts], purpose)

    costs = Table("costs", (number("id"), number("budget")), primary_key=("id",))
    catalog = Catalog("shop", "duckdb", (*SHOP.tables, costs), SHOP.joins)
    known = knowledge_of(catalog, (), Dictionary(), MemoryVectorStore())
    schema = link(Question("올해 쌈짓돈통은 얼마인가?", "ko", date(2026, 11, 21)), known, LinkBudget(0, 0, tables=1))
    assert names(schema) == ["costs"]
    assert "budget" in schema.tables[0].columns


def test_a_korean_word_of_the_dictionary_finds_an_english_name():
    costs = Table("costs", (number("id"), number("budget")), primary_key=("id",))
    catalog = Catalog("shop", "duckdb", (*SHOP.tables, costs), SHOP.joins)
    known = knowledge_of(catalog, (), HashingEmbedder(), MemoryVectorStore())
    schema = link(Question("올해 예산은 얼마인가?", "ko", date(2026, 11, 21)), known, LinkBudget(0, 0, tables=1))
    assert names(schema) == ["costs"]
    assert "budget" in schema.tables[0].columns
