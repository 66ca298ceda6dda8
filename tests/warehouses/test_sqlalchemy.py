import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.warehouses.postgres_server import PostgresServer
from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.errors import CannotOpen, DeadlineExceeded, QueryFailed, UsageError
from text2sql.types import Limits, ResultTable
from text2sql.warehouses.sql_dialects import DIALECTS, dialect_of, with_driver
from text2sql.warehouses.sqlalchemy import SqlAlchemyWarehouse, structure_of, told_plainly

postgres_only = pytest.mark.postgres


@contextmanager
def warehouse_at(url: str) -> Iterator[SqlAlchemyWarehouse]:
    warehouse = SqlAlchemyWarehouse(url)
    try:
        yield warehouse
    finally:
        warehouse.close()


def run(warehouse: SqlAlchemyWarehouse, sql: str, limits: Limits = Limits()) -> ResultTable:
    return warehouse.run(unchecked(sql, warehouse.dialect), limits)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("oracle://u:s3cr3t@h/db", r"oracle:// is no warehouse we know. Use one of: .*postgresql"),
        (
            "snowflake://u:s3cr3t@account/db",
            r"The driver for snowflake://u@account/db is not installed.*pip install 'snowflake",
        ),
        ("bigquery://project/dataset", r"pip install 'sqlalchemy-bigquery'"),
    ],
)
def test_unknown_warehouses_and_missing_drivers(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("text2sql.warehouses.sqlalchemy.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=says) as caught:
        SqlAlchemyWarehouse(url)
    assert "s3cr3t" not in str(caught.value)


def test_every_supported_dialect_has_a_record() -> None:
    names = {record.name for record in DIALECTS.values()}
    assert names == {
        "postgres", "redshift", "mysql", "trino", "athena", "snowflake", "databricks", "spark", "bigquery"
    }  # fmt: skip
    record = dialect_of("POSTGRES://u@h/db")
    assert record is not None
    assert with_driver("postgres://u:p@h/db?x=1", record) == "postgresql+psycopg://u:p@h/db?x=1"
    assert dialect_of("postgresql+psycopg2://u@h/db") is record


@pytest.mark.parametrize(
    ("complaint", "says"),
    [
        ('FATAL:  password authentication failed for user "ann"', "user name or password"),
        ("(1045, \"Access denied for user 'ann'@'h' (using password: YES)\")", "user name or password"),
        ('could not translate host name "h" to address: Name or service not known', "host in .* is unknown"),
        ('connection to server at "10.0.0.1", port 5432 failed: timeout expired', "Nothing answers"),
        ("connection failed: Connection refused", "Nothing answers"),
        ('FATAL:  database "shp" does not exist', "no database of that name"),
        ('no pg_hba.conf entry for host "h", user "ann"', "may not connect"),
        ("SSL error: certificate verify failed", "cannot be opened: SSL error: certificate verify failed"),
    ],
)
def test_connection_complaints_say_what_to_do(complaint: str, says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        raise AssertionError(told_plainly("postgresql://ann@h/shp", complaint))


def test_a_structure_is_put_together_from_rows() -> None:
    rows = [
        (["table", None, "주문", "주문 한 건", False],),
        (["table", "판매", "v", None, True],),
        (["column", None, "주문", "id", "BIGINT", "number", False, None],),
        (["column", "판매", "v", "x", "", "unheard of", True, "a note"],),
        (["primary", None, "주문", ["id"]],),
        (["foreign", "판매", "v", ["x"], None, "주문", ["id"]],),
    ]
    structure = structure_of(rows)
    order, view = structure.tables
    assert (order.name, order.primary_key, order.description.ko, order.view) == ("주문", ("id",), "주문 한 건", False)
    assert (view.name, view.schema, view.view, view.columns[0].kind) == ("판매.v", "판매", True, "other")
    assert view.columns[0].description.en == "a note"
    (join,) = structure.joins
    assert (join.table, join.columns, join.to_table, join.to_columns) == ("판매.v", ("x",), "주문", ("id",))


@postgres_only
def test_a_wrong_password_a_missing_database_and_a_silent_port(postgres: PostgresServer) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        silent = probe.getsockname()[1]
    cases = {
        postgres.url(password="wrong s3cr3t"): "user name or password",
        postgres.url(user="nobody here"): "user name or password",
        postgres.url(database="없는 곳"): "no database of that name",
        f"postgresql://ann:s3cr3t@127.0.0.1:{silent}/shop": "Nothing answers",
        "postgresql://ann:s3cr3t@no-such-host.invalid/shop": "host in .* is unknown",
        postgres.url(database="empty"): "has no tables that this user may read",
    }
    for url, says in cases.items():
        with warehouse_at(url) as warehouse, pytest.raises(CannotOpen, match=says) as caught:
            warehouse.introspect(unwatched)
        assert "s3cr3t" not in str(caught.value) and "비밀" not in str(caught.value) and "\n" not in str(caught.value)


@postgres_only
def test_only_tables_the_user_may_read_are_kept(postgres: PostgresServer) -> None:
    postgres.as_superuser("GRANT SELECT ON reviews TO reader")
    with warehouse_at(postgres.url("reader", "r")) as warehouse:
        catalog = warehouse.introspect(unwatched)
        assert [table.name for table in catalog.tables] == ["reviews"]
        assert any(
            "customers was left out because it cannot be read: permission denied" in note for note in catalog.notes
        )
        with pytest.raises(QueryFailed, match="permission denied"):
            run(warehouse, "SELECT * FROM customers")


@postgres_only
def test_types_partitions_views_and_comments(postgres: PostgresServer) -> None:
    postgres.as_superuser("CREATE DATABASE kinds OWNER owner", "postgres")
    postgres.as_superuser(
        """
        SET ROLE owner;
        CREATE TYPE mood AS ENUM ('좋음', '나쁨');
        CREATE TABLE t (id BIGSERIAL PRIMARY KEY, u UUID, m mood, j JSONB, a INT[], iv INTERVAL, n NUMERIC(8, 2),
          ok BOOL, ts TIMESTAMPTZ, d DATE, tm TIME, b BYTEA, c CHAR(3), i INET);
        INSERT INTO t VALUES (1, '00000000-0000-0000-0000-000000000005', '좋음', '{"a": [1]}', '{1,2}', '2 days', 1.5,
          TRUE, '2024-01-02 03:04:05+09', '2024-01-02', '01:02:03', 'ab', 'kr', '10.0.0.1');
        CREATE TABLE logs (at DATE, x INT) PARTITION BY RANGE (at);
        CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        INSERT INTO logs VALUES ('2024-05-06', 1);
        CREATE MATERIALIZED VIEW mv AS SELECT COUNT(*) AS n FROM logs;
        """,
        "kinds",
    )
    with warehouse_at(postgres.url(database="kinds")) as warehouse:
        catalog = warehouse.introspect(unwatched)
        assert [(table.name, table.view, table.row_count) for table in catalog.tables] == [
            ("logs", False, 1),
            ("mv", True, 1),
            ("t", False, 1),
        ]
        table = catalog.table("t")
        assert table is not None
        assert {column.name: column.kind for column in table.columns} == {
            "id": "number", "u": "text", "m": "text", "j": "json", "a": "other", "iv": "other", "n": "number",
            "ok": "boolean", "ts": "timestamp", "d": "date", "tm": "time", "b": "other", "c": "text", "i": "other",
        }  # fmt: skip
        result = run(warehouse, "SELECT m, j, a, n, ok, d, b, u, i FROM t")
        assert [str(cell) for cell in result.rows[0]] == [
            "좋음", "{'a': [1]}", "[1, 2]", "1.50", "True", "2024-01-02", "b'ab'",
            "00000000-0000-0000-0000-000000000005", "10.0.0.1",
        ]  # fmt: skip
        assert [column.type for column in result.columns][1:4] == ["jsonb", "int4[]", "numeric(8,2)"]


@postgres_only
def test_estimates_come_from_the_planner(postgres: PostgresServer) -> None:
    with warehouse_at(postgres.url()) as warehouse:
        crossed = warehouse.dry_run(unchecked("SELECT COUNT(*) FROM reviews a, reviews b, reviews c", "postgres"))
        assert crossed.estimated_rows == 90**3 and crossed.estimated_bytes is not None
        assert [(column.name, column.type) for column in crossed.columns] == [("count", "int8")]


@postgres_only
def test_statements_run_side_by_side_and_each_is_rolled_back(postgres: PostgresServer) -> None:
    with warehouse_at(postgres.url()) as warehouse, ThreadPoolExecutor(4) as pool:
        sql = "SELECT pg_backend_pid(), pg_sleep(0.3), current_setting('transaction_read_only')"
        answers = list(pool.map(lambda _: run(warehouse, sql).rows[0], range(8)))
        assert 2 <= len({answer[0] for answer in answers}) <= 4
        assert {answer[2] for answer in answers} == {"on"}
        run(warehouse, "SELECT set_config('statement_timeout', '0', false)")
        assert run(warehouse, "SELECT current_setting('statement_timeout')").rows != (("0",),)


@postgres_only
def test_a_connection_the_server_dropped_is_replaced(postgres: PostgresServer) -> None:
    with warehouse_at(postgres.url()) as warehouse:
        first = run(warehouse, "SELECT pg_backend_pid()").rows[0][0]
        postgres.as_superuser(f"SELECT pg_terminate_backend({first})")
        assert run(warehouse, "SELECT pg_backend_pid()").rows[0][0] != first


@postgres_only
def test_a_statement_that_keeps_sending_rows_is_stopped_too(postgres: PostgresServer) -> None:
    """Each fetch is a statement of its own to the server's timeout; the deadline is for all of them together."""
    with warehouse_at(postgres.url()) as warehouse:
        run(warehouse, "SELECT 1")
        with pytest.raises(DeadlineExceeded):
            run(warehouse, "SELECT pg_sleep(0.05) FROM generate_series(1, 100000)", Limits(seconds=0.4))
        with pytest.raises(DeadlineExceeded):
            run(warehouse, "SELECT 1 FROM generate_series(1, 1000000000)", Limits(rows=10**9, seconds=0.4))


@postgres_only
def test_hints_survive_in_one_line(postgres: PostgresServer) -> None:
    with warehouse_at(postgres.url()) as warehouse:
        with pytest.raises(QueryFailed, match=r'column "regio" does not exist.*HINT: +Perhaps .* "customers.region"'):
            warehouse.dry_run(unchecked("SELECT regio FROM customers", "postgres"))
        with pytest.raises(QueryFailed, match="out of range"):
            run(warehouse, "SELECT * FROM customers WHERE joined = '2024-13-45'")


@postgres_only
def test_no_secret_reaches_the_command_line_of_the_worker(postgres: PostgresServer) -> None:
    with warehouse_at(postgres.url()) as warehouse:
        run(warehouse, "SELECT 1")
        (worker,) = warehouse.process_ids()
        assert "비밀" not in Path(f"/proc/{worker}/cmdline").read_text(encoding="utf-8")
