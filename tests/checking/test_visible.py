"""What a person may not see is not spoken of either: not in what is searched, not in what a model is sent."""

from datetime import date

import pytest

from tests.fakes import FakeKnowledge
from text2sql.catalog import Catalog, Column, ColumnProfile, Join, LocalText, Measure, SampleQuery, Table, ValueLabels
from text2sql.corpus.knowledge import knowledge_of
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.prompts import Wording, sql_prompt
from text2sql.stages.checking import CheckRules, RowFilter, VisibleKnowledge, visible_knowledge
from text2sql.stages.linking import LinkBudget, link
from text2sql.stages.linking.abilities import KnowsFamilies, KnowsPhrases
from text2sql.types import LinkedValue, Question
from text2sql.vector_stores.memory import MemoryVectorStore

ORDERS = Table(
    "orders",
    (
        Column("id", "INT", "number"),
        Column("region", "TEXT", "text", profile=ColumnProfile(common=("비밀지역", "서울"))),
        Column("status", "TEXT", "text", values=(ValueLabels("paid", ("결제",)),)),
        Column("margin", "INT", "number", profile=ColumnProfile(minimum="-777", maximum="99887")),
    ),
    primary_key=("id",),
    row_count=4_321,
    measures=(
        Measure("profit", "SUM(margin)", label=LocalText(ko="이익")),
        Measure("orders", "COUNT(*)", label=LocalText(ko="주문 수")),
    ),
)
SALARIES = Table("salaries", (Column("order_id", "INT", "number"), Column("amount", "INT", "number")))
CATALOG = Catalog("shop", "duckdb", (ORDERS, SALARIES), (Join("salaries", ("order_id",), "orders", ("id",)),))
SAMPLES = (
    SampleQuery("count", ("주문은 몇 건?",), "SELECT COUNT(*) FROM orders", tables=("orders",)),
    SampleQuery("pay", ("급여 합계는?",), "SELECT SUM(amount) FROM salaries", tables=("salaries",)),
    SampleQuery("profit", ("이익은?",), 'SELECT SUM("MARGIN") FROM orders', tables=("orders",)),
)
VALUES = (
    LinkedValue("orders", "region", "비밀지역", "비밀지역", 1.0),
    LinkedValue("orders", "status", "paid", "결제", 1.0),
    LinkedValue("salaries", "amount", "1", "이익", 1.0),
)
QUESTION = Question("비밀지역에서 결제된 주문의 이익", "ko", date(2026, 11, 21))


def sent(rules):
    """Everything that a model would be sent."""
    knowledge = VisibleKnowledge(FakeKnowledge(CATALOG, SAMPLES, VALUES), rules)
    linked = link(QUESTION, knowledge, LinkBudget())
    prompt = sql_prompt(QUESTION, linked, Wording(), linked.samples)
    return prompt.text.replace(QUESTION.text, "")


def test_hidden_tables_and_columns_are_not_spoken_of():
    rules = CheckRules(hidden_tables=frozenset({"Salaries"}), hidden_columns=frozenset({("orders", "margin")}))
    said = sent(rules)
    assert "COUNT(*)" in said and "region" in said
    for secret in ("salaries", "amount", "급여", "margin", "MARGIN", "이익", "99887"):
        assert secret not in said, secret


def test_rows_outside_a_filter_are_not_spoken_of():
    said = sent(CheckRules(row_filters=(RowFilter("orders", "region = :region"),), attributes={"region": "서울"}))
    assert "'paid'" in said
    for secret in ("비밀지역", "99887", "-777", "4,321", "4321"):
        assert secret not in said, secret


@pytest.mark.parametrize("kind", ["table", "column", "sample"])
def test_searching_finds_only_what_is_visible(kind):
    from text2sql.types import Hit

    class Everything(FakeKnowledge):
        def matching(self, kind, text, count):
            ids = {"table": ("salaries", "orders"), "column": ("orders.margin", "salaries.amount", "orders.id")}
            return tuple(Hit(each, 1.0) for each in ids.get(kind, ("pay", "profit", "count")))

    rules = CheckRules(hidden_tables=frozenset({"salaries"}), hidden_columns=frozenset({("orders", "margin")}))
    knowledge = VisibleKnowledge(Everything(CATALOG, SAMPLES), rules)
    (found,) = knowledge.matching(kind, "이익", 10)
    assert found.id in ("orders", "orders.id", "count")
    assert knowledge.catalog.joins == ()


def many_tables(hidden=()):
    """Thirty subjects with the same tables, of which one word tells which is meant; some are hidden."""
    tables, joins = [], []
    for number in range(30):
        subject = f"subject{number}"
        fields = (
            Column("id", "INT", "number"),
            Column(f"{subject} 금액", "INT", "number"),
            Column("region", "TEXT", "text"),
        )
        tables += [Table(f"{subject}_orders", fields), Table(f"{subject}_customers", fields)]
        joins.append(Join(f"{subject}_orders", ("id",), f"{subject}_customers", ("id",)))
    return Catalog(
        "many",
        "duckdb",
        tuple(table for table in tables if table.name not in hidden),
        tuple(join for join in joins if not {join.table, join.to_table} & set(hidden)),
    )


def searched(catalog):
    return knowledge_of(catalog, (), HashingEmbedder(), MemoryVectorStore())


@pytest.mark.parametrize(
    "text", ["orders of subject7 by region", "subject12 고객의 금액", "how many subject3 customers"]
)
def test_a_large_schema_is_linked_for_restricted_people_as_if_the_rest_did_not_exist(text):
    hidden = {"subject12_orders", "subject7_customers"}
    restricted = visible_knowledge(searched(many_tables()), CheckRules(hidden_tables=frozenset(hidden)))
    assert isinstance(restricted, KnowsPhrases)
    assert isinstance(restricted, KnowsFamilies)
    question, budget = Question(text, "ko", date(2026, 11, 21)), LinkBudget(tables=4)
    found, alone = link(question, restricted, budget), link(question, searched(many_tables(hidden)), budget)
    assert [each.table.name for each in found.tables] == [each.table.name for each in alone.tables]
    assert not any(
        "subject12 orders" in phrase or "subject7 customers" in phrase for phrase in restricted.phrases.words
    )
    assert len(restricted.family_numbers) == len(restricted.catalog.tables)


def test_hidden_columns_are_no_names_either():
    catalog = Catalog("large", "duckdb", (ORDERS, *(Table(f"t{n}", ORDERS.columns[:2]) for n in range(40))))
    restricted = visible_knowledge(searched(catalog), CheckRules(hidden_columns=frozenset({("orders", "margin")})))
    assert "region" in restricted.phrases.words
    assert not any("margin" in phrase for phrase in restricted.phrases.words)
    assert restricted.closeness(["margin"]).shape == (1, len(restricted.phrases.words))
