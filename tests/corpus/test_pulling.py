from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, Column, ColumnProfile, LocalText, Table
from text2sql.corpus.cards import apply_cards, card_of, pull, read_cards
from text2sql.corpus.cards.pulling import new_card
from text2sql.corpus.summarising import summary
from text2sql.corpus.yaml_files import parse_yaml
from text2sql.errors import KnowledgeError

STATUS = ColumnProfile(distinct=3, common=("paid", "no", "취소: 반품"))
ORDERS = Table(
    "orders",
    (
        Column("id", "INTEGER", "number"),
        Column("status", "VARCHAR", "text", profile=STATUS),
        Column("e-mail", "VARCHAR", "text", personal=True, profile=None),
        Column("주문 금액", "DECIMAL(10, 2)", "number", description=LocalText(ko="원 단위: 할인 뒤")),
    ),
    row_count=1234,
    description=LocalText("Orders: all of them # even those", "주문"),
    time_column="ordered_at",
)
CATALOG = Catalog(
    "shop", "duckdb", (ORDERS, Table("sales/2024: 서울", (Column("no", "INT"),)), Table("SALES?2024: 서울", ()))
)


def test_every_table_gets_a_card_that_reads_back(tmp_path):
    folder = tmp_path / "schemas" / "shop"
    written = pull(CATALOG, folder)
    assert sorted(path.name for path in written) == ["SALES_2024_ 서울-2.yaml", "orders.yaml", "sales_2024_ 서울.yaml"]
    cards = {card.table: card for card in read_cards(folder)}
    assert set(cards) == {table.name for table in CATALOG.tables}
    columns = {column.name: column for column in cards["orders"].columns}
    assert list(columns) == ["id", "status", "e-mail", "주문 금액"]
    assert [value.value for value in columns["status"].values] == ["paid", "no", "취소: 반품"]
    assert columns["e-mail"].personal
    assert columns["주문 금액"].description.ko == "원 단위: 할인 뒤"
    assert cards["orders"].description == ORDERS.description


def test_how_values_are_written_is_remarked():
    profile = ColumnProfile(format="numbers with \x85")  # which ends a line in YAML
    table = Table(
        "t",
        (
            Column("day", "VARCHAR", "text", profile=ColumnProfile(format="YYYYMMDD")),
            Column("단위", "TEXT", "text", profile=profile),
        ),
    )
    text = new_card(table)
    assert "  day: {}  # VARCHAR, written as YYYYMMDD" in text.splitlines()
    assert len(card_of(parse_yaml(text, Path("t.yaml"))).columns) == 2


def test_pulling_twice_writes_nothing(tmp_path):
    pull(CATALOG, tmp_path)
    assert pull(CATALOG, tmp_path) == ()


OWN = """\
# 우리 팀이 쓴 카드
table: ORDERS      # in capitals
synonyms: [주문]

columns:
    status:
        values:
            paid: [결제]   # the usual one
        description: |
            여러 줄로
            쓴 설명
    # the key
    id: {description: 번호}

# what follows stays
filters: [{name: paid, condition: "status = 'paid'"}]
"""


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        OWN.replace("\n", "\r\n"),
        "\ufeff" + OWN,
        OWN.replace("    id: {description: 번호}\n", "    id:\n"),
        OWN.replace("    # the key\n    id: {description: 번호}\n", ""),
        OWN.partition("\n\n# what")[0],
        "table: orders\ncolumns:\n  id:\n    synonyms:\n    - 번호\n    - number",
    ],
    ids=[
        "plain",
        "windows",
        "byte order mark",
        "empty last column",
        "block text last",
        "no newline at the end",
        "list last",
    ],
)
def test_a_card_that_people_wrote_only_gains_lines(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode())
    assert pull(Catalog("shop", "duckdb", (ORDERS,)), tmp_path) == (path,)
    after = path.read_bytes().decode()
    gained = [line for line in after.splitlines() if line not in text.splitlines()]
    assert [line for line in after.splitlines() if line not in gained] == text.splitlines()
    assert ("\r\n" in text) == ("\r\n" in after)
    (card,) = read_cards(tmp_path)
    assert {column.name for column in card.columns} == {"id", "status", "e-mail", "주문 금액"}
    assert pull(Catalog("shop", "duckdb", (ORDERS,)), tmp_path) == ()


@pytest.mark.parametrize("text", ["table: orders", "table: orders\ncolumns: {id: {}}", "table: orders\nhidden: true"])
def test_a_card_with_no_safe_place_is_left_alone(tmp_path, text):
    path = tmp_path / "orders.yaml"
    path.write_text(text)
    assert pull(Catalog("shop", "duckdb", (ORDERS,)), tmp_path) == ()
    assert path.read_text() == text


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "schemas").write_text("a file")
    with pytest.raises(KnowledgeError, match="check its permissions"):
        pull(CATALOG, tmp_path / "schemas" / "shop")


NAMES = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
MANY = st.lists(NAMES, min_size=1, max_size=4, unique=True)


@settings(max_examples=200, deadline=None)
@given(NAMES, MANY, MANY, st.text(max_size=30))
def test_names_and_values_of_any_kind_read_back(tmp_path_factory, name, columns, values, words):
    profile = ColumnProfile(distinct=len(values), common=tuple(values))
    table = Table(
        name,
        tuple(Column(column, "TEXT", "text", profile=profile) for column in columns),
        description=LocalText(en=words),
    )
    folder = tmp_path_factory.getbasetemp()
    undescribed = replace(table, description=LocalText())
    remarked = new_card(undescribed, summary(undescribed, Catalog("shop", "duckdb", (undescribed,))))
    assert card_of(parse_yaml(remarked, folder / "remarked.yaml")).table == name
    root = parse_yaml(new_card(table), folder / "card.yaml")
    card = card_of(root)
    assert card.table == name
    assert [column.name for column in card.columns] == columns
    assert all([value.value for value in column.values] == values for column in card.columns)
    apply_cards(Catalog("shop", "duckdb", (table,)), [card])
