from pathlib import Path

import pytest

from text2sql.catalog import Catalog, Column, ColumnProfile, Join, LocalText, Table, ValueLabels
from text2sql.corpus.cards import apply_cards, read_cards
from text2sql.errors import KnowledgeError

CARD = """
# written by people
table: orders
description: {en: "One order of a customer.", ko: "고객의 주문 한 건."}
row: 주문 한 건
label: {en: orders, ko: 주문}
synonyms: [order, 주문]
time: ordered_at
columns:
  net_amount: {description: 할인 뒤 금액, synonyms: [매출, revenue], unit: KRW}
  status: {values: {cancelled: [취소, canceled], paid: 결제, no: [], on: [켜짐], 2024-01-01: [새해], 007: [본드]}}
  phone: {personal: true}
joins: [{columns: [customer_id], to: customers, to_columns: [id]}]
measures:
  - name: net revenue
    label: {en: net revenue, ko: 순매출}
    synonyms: [매출]
    expression: SUM(net_amount)
    filter: status <> 'cancelled'
    unit: KRW
    assumption: {ko: "매출 = 취소 제외"}
filters: [{name: paid, condition: "status = 'paid'", synonyms: [결제 완료]}]
"""


@pytest.fixture
def catalog() -> Catalog:
    profile = ColumnProfile(common=("010-1234-5678",), minimum="010")
    return Catalog(
        "shop",
        "duckdb",
        (
            Table(
                "Orders",
                (
                    Column("id", "INTEGER", "number"),
                    Column("customer_id", "INTEGER", "number"),
                    Column("NET_AMOUNT", "DECIMAL", "number", description=LocalText("from the comment")),
                    Column("status", "VARCHAR", "text"),
                    Column("phone", "VARCHAR", "text", profile=profile),
                    Column("ordered_at", "TIMESTAMP", "timestamp"),
                ),
            ),
            Table("customers", (Column("id", "INTEGER", "number"),)),
        ),
        (Join("Orders", ("customer_id",), "customers", ("id",), inferred=True, evidence="same name"),),
    )


def write(folder: Path, text: str, name: str = "orders.yaml") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        read_cards(folder)
    return str(caught.value)


def test_what_people_wrote_wins_over_the_warehouse(tmp_path, catalog):
    write(tmp_path, CARD)
    merged = apply_cards(catalog, read_cards(tmp_path))
    orders = merged.table("orders")
    amount = orders.column("net_amount")
    assert orders.description == LocalText("One order of a customer.", "고객의 주문 한 건.")
    assert orders.description_source == "human"
    assert orders.row == LocalText(ko="주문 한 건")
    assert orders.time_column == "ordered_at"
    assert (amount.name, amount.description.ko, amount.unit) == ("NET_AMOUNT", "할인 뒤 금액", "KRW")
    assert orders.measures[0].filter == "status <> 'cancelled'"
    assert orders.filters[0].synonyms == ("결제 완료",)
    assert merged.table("customers").description_source == "derived"


def test_a_join_that_people_wrote_replaces_the_inferred_one(tmp_path, catalog):
    write(tmp_path, CARD)
    assert apply_cards(catalog, read_cards(tmp_path)).joins == (Join("Orders", ("customer_id",), "customers", ("id",)),)


def test_codes_stay_text_whatever_yaml_would_make_of_them(tmp_path):
    write(tmp_path, CARD)
    status = read_cards(tmp_path)[0].columns[1]
    assert [value.value for value in status.values] == ["cancelled", "paid", "no", "on", "2024-01-01", "007"]
    assert status.values[1] == ValueLabels("paid", ("결제",))


def test_a_personal_column_keeps_no_values(tmp_path, catalog):
    write(tmp_path, CARD)
    phone = apply_cards(catalog, read_cards(tmp_path)).table("orders").column("phone")
    assert phone.personal
    assert phone.profile is None


def test_a_hidden_table_leaves_with_its_joins(tmp_path, catalog):
    write(tmp_path, "table: customers\nhidden: true")
    merged = apply_cards(catalog, read_cards(tmp_path))
    assert [table.name for table in merged.tables] == ["Orders"]
    assert merged.joins == ()


def test_cards_for_what_does_not_exist_change_nothing(tmp_path, catalog):
    write(tmp_path, "table: ghosts\njoins: [{columns: [a], to: orders, to_columns: [b]}]")
    write(tmp_path, "table: orders\ntime: nowhere\ncolumns: {ghost: {personal: true}}", "b.yaml")
    assert apply_cards(catalog, read_cards(tmp_path)) == catalog


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("table: orders\ndescriptoin: x", ["line 2", "unknown key `descriptoin`", "did you mean `description`"]),
        ("table: orders\ncolumns: {a: {unitt: KRW}}", ["line 2", "columns.a", "did you mean `unit`"]),
        ("table: orders\nlabel: {kr: 주문}", ["line 2", "label", "unknown key `kr`"]),
        ("table: orders\ntable: others", ["line 2", "`table` occurs twice"]),
        ("table: orders\ncolumns:\n\tid: {}", ["line 3", "tab"]),
        ("description: no table", ["`table` is missing"]),
        ("table: [a", ["not YAML"]),
        ("- a\n- b", ["line 1", "expected a mapping"]),
        ("table: orders\nhidden: maybe", ["line 2", "true or false"]),
        ("table: orders\njoins: [{columns: [a, b], to: c, to_columns: [d]}]", ["joins[1]", "as many"]),
        ("table: orders\nmeasures: [{name: x}]", ["measures[1]", "`expression` is missing"]),
        ("table: &a [*a]", ["line 1", "aliases"]),
        ("table: " + "[" * 20 + "]" * 20, ["nested too deeply"]),
        ("table: " + "[" * 100_000, ["nested too deeply"]),
        ("table: a\x00b", ["not YAML"]),
    ],
)
def test_a_wrong_card_is_named_with_its_line_and_what_to_do(tmp_path, text, words):
    path = write(tmp_path, text)
    said = complaint(tmp_path)
    assert str(path) in said
    for word in words:
        assert word in said


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "orders.yaml"
    path.write_bytes("table: 주문".encode("cp949"))
    assert "UTF-8" in complaint(tmp_path)
    path.write_bytes(b"\xff\xfet\x00a\x00")
    assert "UTF-8" in complaint(tmp_path)


def test_two_cards_for_one_table_are_refused(tmp_path):
    write(tmp_path, "table: orders")
    write(tmp_path, "table: ORDERS", "second.yaml")
    assert "orders.yaml" in complaint(tmp_path)


def test_no_folder_and_empty_files_are_no_cards(tmp_path):
    assert read_cards(tmp_path / "missing") == ()
    write(tmp_path, "# nothing yet\n")
    write(tmp_path, "\ufefftable: 주문\n", "주문.yaml")
    assert [card.table for card in read_cards(tmp_path)] == ["주문"]
