"""What is said of a table that nobody described, and that it overrides nothing and reaches no model."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.corpus.test_storing  # noqa: F401  registers how profiles are made up
from tests.corpus.test_index import Shop
from text2sql.catalog import Catalog, Column, ColumnProfile, Join, LocalText, Table, ValueLabels
from text2sql.corpus.documents import table_text
from text2sql.corpus.summarising import summary, with_summaries
from text2sql.prompts.schema import schema_text
from text2sql.types import LinkedSchema, LinkedTable

ID = Column("id", "INTEGER", "number")
STATUS = ColumnProfile(distinct=3, common=("결제", "취소", "반품"))
DAYS = ColumnProfile(minimum="2024-01-01 00:00:00", maximum="2026-11-20 23:59:59")
ORDERS = Table(
    "주문",
    (
        ID,
        Column("고객_id", "INTEGER", "number"),
        Column("상태", "TEXT", "text", profile=STATUS),
        Column("작성일", "TIMESTAMP", "timestamp", profile=replace(DAYS, minimum="2020-01-01")),
        Column("주문일", "TIMESTAMP", "timestamp", profile=DAYS),
        Column("등급", "INTEGER", "number", values=(ValueLabels("1", ("VIP",)), ValueLabels("2"))),
        Column("연락처", "TEXT", "text", personal=True, values=(ValueLabels("010-1234-5678"),)),
    ),
    primary_key=("id",),
    time_column="주문일",
)
CUSTOMERS = Table("고객", (ID,), primary_key=("id",))
PRODUCTS = Table("products", (ID,), primary_key=("id",))
LINES = Table("order_lines", (Column("order_id", "INT"), Column("no", "INT")), primary_key=("order_id", "no"))
TAGS = Table("order_tags", (Column("order_id", "INT"), Column("tag", "INT")), primary_key=("order_id", "tag"))
INVOICES = Table("invoices", (Column("order_id", "INT"),), primary_key=("order_id",))
SHOP = Catalog(
    "shop",
    "duckdb",
    (ORDERS, CUSTOMERS, PRODUCTS, LINES, TAGS, INVOICES),
    (
        Join("주문", ("고객_id",), "고객", ("id",)),
        Join("order_lines", ("order_id",), "주문", ("id",)),
        Join("order_tags", ("order_id",), "주문", ("id",)),
        Join("order_tags", ("tag",), "products", ("id",)),
        Join("invoices", ("order_id",), "주문", ("id",)),
    ),
)


def test_a_summary_tells_rows_neighbours_dates_and_codes_in_both_languages() -> None:
    said = summary(ORDERS, SHOP)
    assert said.en == (
        "One row per id. Refers to 고객 (고객_id). "
        "Referred to by order_lines (order_id), order_tags (order_id), invoices (order_id). "
        "주문일 runs from 2024-01-01 to 2026-11-20. Codes: 상태 (결제, 취소, 반품), 등급 (1, 2)."
    )
    assert said.ko.startswith("id마다 한 행. 참조하는 테이블: 고객 (고객_id).")
    assert "주문일의 기간: 2024-01-01부터 2026-11-20까지." in said.ko and "코드: 상태 (결제" in said.ko
    assert "010" not in said.en + said.ko


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (LINES, "One row per no, within 주문."),
        (TAGS, "Each row links 주문, products."),
        (INVOICES, "At most one row for each row of 주문."),
        (Table("log", (ID,)), "No key is known: rows may repeat."),
    ],
)
def test_what_a_row_is_follows_from_whose_columns_the_key_holds(table: Table, row: str) -> None:
    assert summary(table, SHOP).en.startswith(row)


def test_without_a_declared_key_the_values_tell_but_amounts_do_not() -> None:
    amounts = Column("금액", "DOUBLE", "number", profile=ColumnProfile(distinct=500, minimum="1.5", maximum="90000"))
    codes = Column("번호", "TEXT", "text", profile=ColumnProfile(distinct=500, minimum="A1", maximum="Z9"))
    table = Table("영수증", (amounts, codes), row_count=500)
    assert "one row per 번호." in summary(table, SHOP).en
    assert "No key" in summary(replace(table, columns=(amounts,)), SHOP).en
    assert summary(replace(table, columns=(amounts,), view=True), SHOP).en == ""


def test_people_and_models_are_never_overridden() -> None:
    told = replace(ORDERS, description=LocalText(ko="고객이 낸 주문"), description_source="model")
    done = with_summaries(replace(SHOP, tables=(told, CUSTOMERS)))
    assert done.tables[0] == told
    assert done.tables[1].description == LocalText() and done.tables[1].summary.ko.startswith("id마다")


def test_neither_a_search_nor_a_prompt_holds_it() -> None:
    done = with_summaries(SHOP)
    for before, after in zip(SHOP.tables, done.tables, strict=True):
        assert after.summary and table_text(after) == table_text(before)

    def prompt(catalog: Catalog) -> str:
        tables = tuple(LinkedTable(each, 1.0, tuple(c.name for c in each.columns)) for each in catalog.tables)
        return schema_text(LinkedSchema(catalog, tables, (), (), (), whole=True), "ko", "described", cell_values=True)

    assert prompt(done) == prompt(SHOP)


def test_an_index_keeps_summaries_and_a_card_takes_them_away(tmp_path) -> None:
    shop = Shop(tmp_path)
    shop.card("table: orders\ndescription: 고객이 낸 주문")
    shop.build()
    tables = {table.name: table for table in shop.open().catalog.tables}
    assert not tables["orders"].summary and tables["상품"].summary.ko


@settings(max_examples=60, deadline=None)
@given(st.from_type(Catalog))
def test_any_catalog_can_be_summarised(catalog: Catalog) -> None:
    for table in with_summaries(catalog).tables:
        assert table.description or "\n" not in table.summary.en
