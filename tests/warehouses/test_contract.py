"""What every warehouse promises, proven on each of them over the same data."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.errors import DeadlineExceeded, QueryFailed, WarehouseError
from text2sql.interfaces import Lookup
from text2sql.types import Limits, ResultTable
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import OpenWarehouse, open_warehouse

PROVIDERS = ("duckdb", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
ENDLESS = {
    "duckdb": "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT COUNT(*) FROM r",
    "sqlite": "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT COUNT(*) FROM r",
    "postgres": "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT COUNT(*) FROM r",
}


@pytest.fixture(params=PROVIDERS, scope="module")
def warehouse(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenWarehouse]:
    where = {
        "duckdb": lambda: str(request.getfixturevalue("duckdb_file")),
        "sqlite": lambda: str(request.getfixturevalue("sqlite_file")),
        "postgres": lambda: request.getfixturevalue("postgres").url(),
    }[request.param]()
    opened = open_warehouse(parse_location(where, tmp_path_factory.mktemp("data")))
    opened.warm()
    yield opened
    opened.close()


def run(warehouse: OpenWarehouse, sql: str, limits: Limits = Limits()) -> ResultTable:
    return warehouse.run(unchecked(sql, warehouse.dialect), limits)


def test_introspection_finds_tables_columns_kinds_and_keys(warehouse: OpenWarehouse) -> None:
    seen: list[tuple[str, int, int]] = []
    catalog = warehouse.introspect(lambda what, done, total: seen.append((what, done, total)))
    assert catalog.dialect == warehouse.dialect
    assert {"customers", "주문 내역", "reviews", "paid_orders"} <= {table.name for table in catalog.tables}
    orders = catalog.table("주문 내역")
    assert orders is not None and orders.row_count == 600 and orders.primary_key == ("order",)
    kinds = {column.name: column.kind for column in orders.columns}
    assert kinds == {
        "order": "number",
        "customer_id": "number",
        '금액 "원"': "number",
        "status": "text",
        "paid_at": "timestamp",
        "is_gift": "number",
        "day_text": "text",
        "extra": "text",
    }
    view = catalog.table("paid_orders")
    assert view is not None and view.view and view.row_count == 360
    joins = {(join.table, join.columns, join.to_table): join for join in catalog.joins}
    assert not joins["주문 내역", ("customer_id",), "customers"].inferred
    guessed = joins["reviews", ("customer_id",), "customers"]
    assert guessed.inferred and "100 %" in guessed.evidence
    assert next(step for step in seen if step[0] == "reviews")[2] == len(catalog.tables)
    assert catalog.notes == ()


def test_profiles_tell_values_and_hide_personal_ones(warehouse: OpenWarehouse) -> None:
    catalog = warehouse.introspect(unwatched)
    orders, customers = catalog.table("주문 내역"), catalog.table("customers")
    assert orders is not None and customers is not None
    columns = {column.name: column for column in (*orders.columns, *customers.columns)}
    status, extra, region = columns["status"].profile, columns["extra"].profile, columns["region"].profile
    assert status is not None and status.common[0] == "paid" and set(status.common) == {"paid", "cancelled", "shipped"}
    assert status.distinct == 3 and status.null_share == 0
    assert extra is not None and extra.null_share == 0.25 and extra.looks_like == "json"
    assert region is not None and set(region.common) == {"서울", "부산", "대구"}
    assert columns["is_gift"].effective_kind == "boolean"
    assert columns["day_text"].effective_kind == "date"
    joined = columns["joined"].profile
    assert joined is not None and joined.minimum == "2024-01-13"
    for name in ("name", "contact"):  # by its name in a table of people, and by its values
        assert columns[name].personal and columns[name].profile is None


def test_rows_come_back_as_plain_values_and_say_when_there_were_more(warehouse: OpenWarehouse) -> None:
    joined_tables = '"주문 내역" o JOIN customers c ON c.id = o.customer_id'
    sql = f'SELECT "order", "금액 ""원""", status, joined FROM {joined_tables} ORDER BY 1'
    result = run(warehouse, sql, Limits(rows=5))
    assert [column.name for column in result.columns] == ["order", '금액 "원"', "status", "joined"]
    assert len(result.rows) == 5 and result.truncated and result.seconds >= 0
    number, amount, status, joined = result.rows[1]
    assert (number, float(str(amount)), status) == (1001, 10.5, "paid")
    assert joined in (date(2024, 3, 3), "2024-03-03")  # SQLite has no dates
    assert not run(warehouse, "SELECT 1 AS n WHERE 1 = 0").truncated
    assert len(run(warehouse, f"{sql} LIMIT 5", Limits(rows=5)).rows) == 5
    assert not run(warehouse, f"{sql} LIMIT 5", Limits(rows=5)).truncated


def test_percent_signs_and_quotes_are_no_placeholders(warehouse: OpenWarehouse) -> None:
    sql = """SELECT COUNT(*) FROM reviews WHERE "select" LIKE 'O''Hara%' AND "select" LIKE '% 7 !% ok' ESCAPE '!'"""
    assert run(warehouse, sql).rows == ((1,),)


def test_a_dry_run_names_the_columns_and_reads_nothing(warehouse: OpenWarehouse) -> None:
    plan = warehouse.dry_run(
        unchecked('SELECT status, COUNT(*) AS "건수" FROM "주문 내역" GROUP BY status', warehouse.dialect)
    )
    assert [column.name for column in plan.columns] == ["status", "건수"]
    if warehouse.dialect != "sqlite":
        assert plan.estimated_rows is not None and plan.estimated_rows >= 600
        assert all(column.type for column in plan.columns)
    slow = ENDLESS[warehouse.dialect]
    assert warehouse.dry_run(unchecked(slow, warehouse.dialect)).columns


def test_a_wrong_query_is_told_in_one_line_with_the_name_that_is_wrong(warehouse: OpenWarehouse) -> None:
    with pytest.raises(QueryFailed) as caught:
        warehouse.dry_run(unchecked("SELECT regin\nFROM customers", warehouse.dialect))
    message = str(caught.value)
    assert "regin" in message and "\n" not in message and "LINE" not in message and "FROM customers" not in message
    with pytest.raises(QueryFailed, match="no_such_table"):
        warehouse.dry_run(unchecked("SELECT * FROM no_such_table", warehouse.dialect))
    with pytest.raises(QueryFailed):
        warehouse.dry_run(unchecked("SELEC 1", warehouse.dialect))


def test_a_complaint_about_a_cell_does_not_say_what_is_in_it(warehouse: OpenWarehouse) -> None:
    """Else a comparison of the wrong kind would read out a personal column, into a prompt and a log."""
    for sql in ("CAST(contact AS INTEGER) = 5", "CAST(contact AS DATE) > '2024-01-01'", "CAST(name AS DECIMAL(4)) = 1"):
        try:
            run(warehouse, f"SELECT COUNT(*) FROM customers WHERE {sql}")
        except QueryFailed as error:
            assert "user" not in str(error) and "김" not in str(error)
        else:
            assert warehouse.dialect == "sqlite"  # which makes a number of any text


def test_a_query_that_fails_while_running_leaves_the_warehouse_usable(warehouse: OpenWarehouse) -> None:
    failing = {"sqlite": "SELECT abs(-9223372036854775808)", "postgres": "SELECT 1 / (MAX(id) - 30) FROM customers"}
    sql = failing.get(warehouse.dialect, "SELECT CAST(name AS INTEGER) FROM customers")
    with pytest.raises(QueryFailed) as caught:
        run(warehouse, sql)
    assert "\n" not in str(caught.value)
    assert run(warehouse, "SELECT COUNT(*) FROM customers").rows == ((30,),)


def test_a_query_past_its_deadline_is_stopped_and_the_next_one_runs(warehouse: OpenWarehouse) -> None:
    with pytest.raises(DeadlineExceeded, match=r"longer than 0\.3 s"):
        run(warehouse, ENDLESS[warehouse.dialect], Limits(seconds=0.3))
    assert run(warehouse, "SELECT COUNT(*) FROM customers").rows == ((30,),)


def test_only_one_reading_statement_gets_through_the_second_gate(warehouse: OpenWarehouse) -> None:
    for sql in (
        "SELECT 1; SELECT 2",
        "DELETE FROM reviews",
        "CREATE TABLE stolen (i INTEGER)",
        "SELECT 1; DELETE FROM reviews",
        "DROP VIEW paid_orders",
        "BEGIN",
    ):
        with pytest.raises(QueryFailed):
            run(warehouse, sql)
    assert run(warehouse, "SELECT COUNT(*) FROM reviews").rows == ((90,),)


def test_distinct_values_come_most_frequent_first(warehouse: OpenWarehouse) -> None:
    assert warehouse.distinct_values("주문 내역", "status", 2)[0] == "paid"
    assert len(warehouse.distinct_values("주문 내역", "status", 2)) == 2
    assert set(warehouse.distinct_values("customers", "region", 10)) == {"서울", "부산", "대구"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Lookup(None, "주문 내역", "status", ("PAID", "Shipped", "none")), {"paid", "shipped"}),
        (Lookup(None, "주문 내역", "status", ("paid", "SHIPPED"), exact=True), {"paid"}),
        (Lookup(None, "customers", "region", ("부산", "제주")), {"부산"}),
        (Lookup(None, "reviews", "select", (), ("hara said 7 %",)), {"O'Hara said 7 % ok"}),
        (Lookup(None, "reviews", "select", (), ("hara",)), set()),
        (Lookup(None, "reviews", "select", ("O'Hara said 12 % ok' OR '1'='1", "' OR 1=1 --", ":x %s ?")), set()),
        (Lookup(None, "customers", "contact", ("user7@example.com",)), set()),
        (Lookup(None, "customers", "region", ("부산\0", "\ud83d")), {"부산"}),
    ],
)
def test_texts_are_looked_up_in_a_column(warehouse: OpenWarehouse, asked: Lookup, expected: set[str]) -> None:
    # A worker that was stopped begins anew, which a busy machine may take a second for.
    assert set(warehouse.look_up(replace(asked, seconds=20))) == expected


def test_a_lookup_tells_the_shortest_values_first_and_not_more_than_asked(warehouse: OpenWarehouse) -> None:
    found = warehouse.look_up(Lookup(None, "reviews", "select", (), ("o'hara said",), share=0.1, values=3))
    assert found == ("O'Hara said 1 % ok", "O'Hara said 2 % ok", "O'Hara said 3 % ok")


def test_a_lookup_that_fails_says_so_and_the_next_statement_works(warehouse: OpenWarehouse) -> None:
    with pytest.raises(QueryFailed):
        warehouse.look_up(Lookup(None, "customers", "no such column", ("서울",)))
    assert run(warehouse, "SELECT COUNT(*) FROM reviews").rows == ((90,),)


def test_other_schemas_are_named_and_comments_kept(warehouse: OpenWarehouse) -> None:
    if warehouse.dialect == "sqlite":
        pytest.skip("SQLite has neither schemas nor comments")
    catalog = warehouse.introspect(unwatched)
    summary, customers = catalog.table("판매.2024 요약"), catalog.table("customers")
    assert summary is not None and (summary.schema, summary.bare_name) == ("판매", "2024 요약")
    assert warehouse.distinct_values("판매.2024 요약", "region", 5) == ("서울",)
    assert warehouse.look_up(Lookup("판매", "2024 요약", "region", ("서울",))) == ("서울",)
    assert (
        customers is not None and customers.description.ko == "고객 한 명" and customers.description_source == "human"
    )
    joined = customers.column("joined")
    assert joined is not None and joined.description.en == "sign-up day"


def test_closing_twice_is_fine_and_using_it_afterwards_is_told(duckdb_file: Path, tmp_path: Path) -> None:
    closed = open_warehouse(parse_location(str(duckdb_file), tmp_path))
    assert run(closed, "SELECT 1").rows == ((1,),)
    closed.close()
    closed.close()
    with pytest.raises(WarehouseError, match="closed"):
        run(closed, "SELECT 1")
