import pytest

from text2sql.catalog import Catalog, Column, ColumnProfile, SampleParameter, SampleQuery, Table
from text2sql.corpus.cards import drift, read_cards
from text2sql.corpus.samples import runnable


def catalog(*columns: str, kind: str = "INTEGER") -> Catalog:
    return Catalog("shop", "duckdb", (Table("orders", tuple(Column(name, kind) for name in columns)),))


@pytest.fixture
def cards(tmp_path):
    (tmp_path / "orders.yaml").write_text(
        "table: orders\ncolumns: {id: {}, 금액: {}}\ntime: ordered_at\n"
        "measures: [{name: 매출, expression: SUM(금액), filter: 금액 > 0}]\n"
        "filters: [{name: 큰 주문, condition: 금액 > 100}]"
    )
    (tmp_path / "gone.yaml").write_text("table: gone")
    return read_cards(tmp_path)


def lines(*arguments, **named) -> list[str]:
    return [f"{each.kind}: {each.name}" for each in drift(*arguments, **named)]


def test_nothing_drifted_when_cards_and_warehouse_agree(cards):
    agreeing = [card for card in cards if card.table == "orders"]
    assert drift(catalog("id", "금액", "ordered_at"), agreeing, (), lambda _: None)[0].kind == "new column"
    assert lines(catalog("id", "금액"), [agreeing[0]], (), lambda _: None) == ["missing column: orders.ordered_at"]


def test_tables_and_columns_that_came_and_went(cards):
    now = Catalog("shop", "duckdb", (*catalog("id", "region").tables, Table("returns", ())))
    assert set(lines(now, cards, (), lambda _: None)) == {
        "new table: returns",
        "new column: orders.region",
        "missing column: orders.금액",
        "missing column: orders.ordered_at",
        "missing table: gone",
    }


def test_changed_types_show_both(cards):
    before = catalog("id", "금액", "ordered_at", kind="INTEGER")
    now = catalog("id", "금액", "ordered_at", kind="VARCHAR")
    told = [str(each) for each in drift(now, cards, (), lambda _: None, before)]
    assert "type changed: orders.id (INTEGER is now VARCHAR)" in told


def test_codes_that_the_card_does_not_list_are_told_when_all_are_known(tmp_path):
    (tmp_path / "orders.yaml").write_text("table: orders\ncolumns: {상태: {values: {paid: [결제]}}, 채널: {}}", "utf-8")
    cards = read_cards(tmp_path)

    def told(**profile) -> list[str]:
        columns = (Column("상태", "TEXT", "text", profile=ColumnProfile(**profile)), Column("채널", "TEXT"))
        return [str(each) for each in drift(Catalog("shop", "duckdb", (Table("orders", columns),)), cards, (), str)]

    [new] = told(distinct=2, common=("paid", "환불"))
    assert new.startswith("new value: orders.상태 ('환불' is not listed in ")
    assert told(distinct=1, common=("paid",)) == told(distinct=300, common=("paid", "환불")) == []


def test_samples_and_terms_that_no_longer_pass_are_named_with_the_reason(cards):
    asked = []

    def problem(sql: str) -> str | None:
        asked.append(sql)
        return "there is no 금액" if "금액" in sql else None

    samples = (SampleQuery("top", ("q",), "SELECT 금액 FROM orders"), SampleQuery("count", ("q",), "SELECT COUNT(*)"))
    told = {each.name: each.detail for each in drift(catalog("id"), cards, samples, problem) if "broken" in each.kind}
    assert told == dict.fromkeys(["orders: 매출", "orders: 큰 주문", "top"], "there is no 금액")
    assert "SELECT SUM(금액) AS term FROM orders WHERE 금액 > 0" in asked


def test_a_sample_whose_parameter_lost_its_column_is_broken():
    parameter = SampleParameter("region", "value", "서울", "orders", "region")
    sample = SampleQuery("by region", ("q",), "SELECT :region", parameters=(parameter,))
    assert drift(catalog("region"), (), (sample,), lambda _: None)[-1].kind == "new table"
    told = drift(catalog("id"), (), (sample,), lambda _: None)[-1]
    assert (told.kind, told.name) == ("broken sample", "by region")
    assert "orders.region" in told.detail


def test_a_sample_is_checked_with_its_placeholders_filled():
    parameters = (
        SampleParameter("period", "period", "지난달"),
        SampleParameter("top", "number", "10"),
        SampleParameter("region", "value", "O'Fallon", "customers", "region"),
    )
    sql = "SELECT ':top' FROM t WHERE d >= :period_start AND d < :period_end AND r = :region AND x::date = d LIMIT :top"
    assert runnable(SampleQuery("a", ("q",), sql, parameters=parameters)) == (
        "SELECT ':top' FROM t WHERE d >= '2000-01-01' AND d < '2000-02-01' AND r = 'O''Fallon' AND x::date = d LIMIT 10"
    )
