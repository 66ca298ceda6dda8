import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.errors import CannotOpen, QueryFailed
from text2sql.types import Limits
from text2sql.warehouses.duckdb import DuckDbWarehouse

Rows = tuple[tuple[object, ...], ...]


@contextmanager
def warehouse_of(path: Path, *statements: str) -> Iterator[DuckDbWarehouse]:
    if statements:
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
    warehouse = DuckDbWarehouse(path)
    try:
        yield warehouse
    finally:
        warehouse.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "가게 (1).duckdb"


def test_every_type_comes_back_as_a_plain_value(path: Path) -> None:
    cells = {
        "1::HUGEINT * 99999999999999999999": 99999999999999999999,
        "1.5::DECIMAL(10, 2)": Decimal("1.50"),
        "'한글'": "한글",
        "true": True,
        "NULL": None,
        "DATE '2024-01-02'": date(2024, 1, 2),
        "TIMESTAMP '2024-01-02 03:04:05.25'": datetime(2024, 1, 2, 3, 4, 5, 250_000),
        "TIME '01:02:03'": time(1, 2, 3),
        "INTERVAL 2 DAY": timedelta(days=2),
        "'ab'::BLOB": b"ab",
        "[1, 2]": [1, 2],
        "{'a': 1, 'b': DATE '2024-01-01'}": {"a": 1, "b": date(2024, 1, 1)},
        "MAP {'a': 1}": {"a": 1},
        "'00000000-0000-0000-0000-000000000005'::UUID": "00000000-0000-0000-0000-000000000005",
        "'101'::BIT": "101",
        "'x'::ENUM ('x', 'y')": "x",
        "DATE '9999-12-31' + 1": "10000-01-01",
        "'{\"a\": 1}'::JSON": '{"a": 1}',
        "'inf'::DOUBLE": float("inf"),
    }
    with warehouse_of(path, "CREATE TABLE t (i INTEGER)") as warehouse:
        result = warehouse.run(unchecked(f"SELECT {', '.join(cells)}"), Limits())
        assert dict(zip(cells, result.rows[0], strict=True)) == cells
        zoned = warehouse.run(unchecked("SELECT TIMESTAMPTZ '2024-01-02 03:04:05+09'"), Limits()).rows[0][0]
        assert isinstance(zoned, datetime) and zoned.timestamp() == 1704132245
        assert [column.type for column in result.columns][:3] == ["HUGEINT", "DECIMAL(10,2)", "VARCHAR"]


def test_a_wide_result_stops_at_its_bytes_and_says_so(path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE t AS SELECT repeat('x', 1000000) AS s FROM range(100)") as warehouse:
        result = warehouse.run(unchecked("SELECT s FROM t"), Limits(rows=1_000, memory_megabytes=2_048))
        assert result.truncated and 50 < len(result.rows) < 80


def test_rows_stream_so_that_a_huge_result_costs_only_what_is_kept(path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE t (i INTEGER)") as warehouse:
        result = warehouse.run(unchecked("SELECT * FROM range(10000000000)"), Limits(rows=3))
        assert result.rows == ((0,), (1,), (2,)) and result.truncated


def test_estimates_multiply_where_tables_are_not_joined(path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE t AS SELECT range AS i FROM range(1000)") as warehouse:
        crossed = warehouse.dry_run(unchecked("SELECT COUNT(*) FROM t a, t b, t c")).estimated_rows
        single = warehouse.dry_run(unchecked("SELECT i FROM t")).estimated_rows
        assert crossed is not None and crossed >= 900_000_000
        assert single == 1_000


def test_suggestions_survive_in_one_line(path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE orders (region VARCHAR)") as warehouse:
        with pytest.raises(QueryFailed, match=r'"regin" not found.*Candidate bindings: "region"'):
            warehouse.dry_run(unchecked("SELECT regin FROM orders"))
        with pytest.raises(QueryFailed, match='Did you mean "orders"'):
            warehouse.dry_run(unchecked("SELECT * FROM ordes"))


def test_a_view_that_cannot_be_read_is_left_out_and_named(path: Path, tmp_path: Path) -> None:
    csv = tmp_path / "outside.csv"
    csv.write_text("a\n1\n", encoding="utf-8")
    statements = ("CREATE TABLE t (i INTEGER)", f"CREATE VIEW outside AS FROM read_csv('{csv}')")
    with warehouse_of(path, *statements) as warehouse:
        catalog = warehouse.introspect(unwatched)
        assert [table.name for table in catalog.tables] == ["t"]
        assert len(catalog.notes) == 1 and catalog.notes[0].startswith("outside was left out because it cannot be read")


def test_names_of_every_sort_and_tables_without_rows(path: Path) -> None:
    statements = (
        'CREATE TABLE "select" ("from" INTEGER, "두 단어" VARCHAR, "q""uote" DATE, "%s{x}" DOUBLE)',
        'CREATE TABLE "빈 table" (id INTEGER PRIMARY KEY)',
        "INSERT INTO \"select\" VALUES (1, '값', '2024-01-02', 1.5)",
    )
    with warehouse_of(path, *statements) as warehouse:
        catalog = warehouse.introspect(unwatched)
        table, empty = catalog.table("select"), catalog.table("빈 table")
        assert table is not None and [column.name for column in table.columns] == ["from", "두 단어", 'q"uote', "%s{x}"]
        assert all(column.profile is not None for column in table.columns)
        assert empty is not None and empty.row_count == 0 and empty.columns[0].profile is None
        assert warehouse.distinct_values("select", "두 단어", 5) == ("값",)


def test_a_thousand_tables(path: Path) -> None:
    with warehouse_of(
        path, *(f"CREATE TABLE t{n} (id INTEGER, t{(n + 1) % 1000}_id INTEGER)" for n in range(1000))
    ) as warehouse:
        catalog = warehouse.introspect(unwatched)
        assert len(catalog.tables) == 1000


def test_a_file_without_tables(path: Path) -> None:
    with (
        warehouse_of(path, "SELECT 1") as warehouse,
        pytest.raises(CannotOpen, match="has no tables"),
    ):
        warehouse.introspect(unwatched)


def test_a_missing_file(tmp_path: Path) -> None:
    with warehouse_of(tmp_path / "none.duckdb") as warehouse, pytest.raises(CannotOpen, match="does not exist"):
        warehouse.introspect(unwatched)


def _cut(content: bytes) -> bytes:
    return content[:6000]


def _scrambled(content: bytes) -> bytes:
    return content[:16] + bytes(byte ^ 0x5A for byte in content[16:])


@pytest.mark.parametrize("damage", [_cut, _scrambled])
def test_a_damaged_file_is_told_and_not_touched(path: Path, damage: Callable[[bytes], bytes]) -> None:
    with warehouse_of(path, "CREATE TABLE t AS SELECT range AS i, 'x' || range AS s FROM range(50000)"):
        pass
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    with warehouse_of(path) as warehouse, pytest.raises(CannotOpen, match=r"damaged|newer DuckDB") as caught:
        warehouse.introspect(unwatched)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == damaged


def test_a_file_that_another_program_writes(path: Path) -> None:
    writer = (
        "import duckdb, sys\n"
        f"connection = duckdb.connect({str(path)!r})\n"
        "connection.execute('CREATE TABLE t (i INTEGER)')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", writer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        with warehouse_of(path) as warehouse, pytest.raises(CannotOpen, match="open for writing in another program"):
            warehouse.introspect(unwatched)
    finally:
        process.communicate()


def test_several_readers_share_a_file(path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE t AS SELECT 5 AS i") as one, warehouse_of(path) as two:
        for warehouse in (one, two):
            assert warehouse.run(unchecked("SELECT i FROM t"), Limits()).rows == ((5,),)


def test_changes_not_yet_merged_into_the_file_are_seen(path: Path) -> None:
    crashed = (
        "import duckdb, os\n"
        f"connection = duckdb.connect({str(path)!r}, config={{'checkpoint_threshold': '1GB'}})\n"
        "connection.execute('CREATE TABLE t AS SELECT 7 AS i')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", crashed], check=True)
    assert path.with_name(path.name + ".wal").exists()
    with warehouse_of(path) as warehouse:
        assert warehouse.run(unchecked("SELECT i FROM t"), Limits()).rows == ((7,),)
