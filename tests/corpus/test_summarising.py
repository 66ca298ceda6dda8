"""What is said of a table that nobody described, and that it overrides nothing and reaches no model."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.corpus.test_storing  # noqa: F401  registers how profiles are made up
from text2sql.catalog import Catalog, Column, ColumnProfile, Join, LocalText, Table, ValueLabels
from text2sql.corpus.cards import pull, read_cards
from text2sql.corpus.summarising import described_or_summary, summary
from text2sql.stages.checking import CheckRules, visible_catalog

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
    assert described_or_summary(told, SHOP) == told.description
    assert described_or_summary(ORDERS, SHOP).ko.startswith("id마다")


def test_who_may_not_see_a_table_does_not_read_its_name() -> None:
    rules = CheckRules(hidden_tables=frozenset({"고객"}), hidden_columns=frozenset({("주문", "상태")}))
    seen = visible_catalog(SHOP, rules)
    [orders] = [table for table in seen.tables if table.name == "주문"]
    said = described_or_summary(orders, seen)
    assert "order_lines" in said.en and "고객 (" not in said.en and "상태" not in said.ko


def test_a_new_card_begins_with_it_as_a_remark(tmp_path: Path) -> None:
    pull(SHOP, tmp_path)
    lines = (tmp_path / "주문.yaml").read_text("utf-8").splitlines()
    assert lines[0].startswith("# One row per id.") and lines[1].startswith("# id마다 한 행.")
    assert not any(card.description for card in read_cards(tmp_path))


@settings(max_examples=60, deadline=None)
@given(st.from_type(Catalog))
def test_any_catalog_can_be_summarised(catalog: Catalog) -> None:
    for table in catalog.tables:
        assert "\n" not in summary(table, catalog).en
