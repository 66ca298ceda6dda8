import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.catalog import Column
from text2sql.errors import CannotOpen, QueryFailed
from text2sql.types import Limits
from text2sql.warehouses.sqlite import SqliteWarehouse


@contextmanager
def warehouse_of(path: Path, script: str = "") -> Iterator[SqliteWarehouse]:
    if script:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
            connection.commit()
    warehouse = SqliteWarehouse(path)
    try:
        yield warehouse
    finally:
        warehouse.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "학교 (1)?.sqlite"


def columns_of(warehouse: SqliteWarehouse, table: str) -> dict[str, Column]:
    found = warehouse.introspect(unwatched).table(table)
    assert found is not None
    return {column.name: column for column in found.columns}


def test_bytes_that_are_no_text_do_not_stop_a_query(path: Path) -> None:
    script = "CREATE TABLE t (name TEXT, b BLOB); INSERT INTO t VALUES (CAST(x'ed9598ff61' AS TEXT), x'00ff');"
    with warehouse_of(path, script) as warehouse:
        result = warehouse.run(unchecked("SELECT name, b FROM t", "sqlite"), Limits())
        assert result.rows == (("하a", b"\x00\xff"),)
        assert [column.type for column in result.columns] == ["TEXT", "BLOB"]
        assert columns_of(warehouse, "t")["name"].kind == "text"


def test_kinds_follow_the_values_where_the_declaration_does_not(path: Path) -> None:
    script = """
    CREATE TABLE t (id INTEGER PRIMARY KEY, iso DATE, odd DATE, epoch TIMESTAMP, is_open bool, is_new INT, price,
      n NUMBER);
    INSERT INTO t VALUES (1, '2024-01-02', '1/2/2024', 1704132245, 'T', 1, 1.5, 'many');
    INSERT INTO t VALUES (2, '2024-02-03', '', 1704132246, 'F', 0, 2, 'few');
    CREATE VIEW v AS SELECT upper(is_open) AS loud, price * 2 AS twice FROM t;
    """
    with warehouse_of(path, script) as warehouse:
        kinds = {name: column.effective_kind for name, column in columns_of(warehouse, "t").items()}
        assert kinds == {
            "id": "number",
            "iso": "date",
            "odd": "text",
            "epoch": "number",
            "is_open": "text",
            "is_new": "boolean",
            "price": "number",
            "n": "text",
        }
        view = {name: column.effective_kind for name, column in columns_of(warehouse, "v").items()}
        assert view == {"loud": "text", "twice": "number"}


def test_keys_are_spelled_like_the_columns_they_mean_and_dangling_ones_dropped(path: Path) -> None:
    script = """
    CREATE TABLE Parent (ID INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE child (parent_id INTEGER REFERENCES PARENT, gone_id INTEGER REFERENCES gone (id), other INTEGER,
      FOREIGN KEY (OTHER) REFERENCES parent (id));
    """
    with warehouse_of(path, script) as warehouse:
        joins = {
            (join.table, join.columns, join.to_table, join.to_columns) for join in warehouse.introspect(unwatched).joins
        }
        assert joins == {
            ("child", ("parent_id",), "Parent", ("ID",)),
            ("child", ("other",), "Parent", ("ID",)),
        }


def test_keys_nobody_declared_are_inferred_with_evidence(path: Path) -> None:
    script = """
    CREATE TABLE singers (id INTEGER, name TEXT);
    CREATE TABLE songs (song_id INTEGER, singer_id INTEGER, year INTEGER);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO singers SELECT i, '가수' || i FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)
      INSERT INTO songs SELECT i, 1 + i % 50, 1 + i % 30 FROM n;
    """
    with warehouse_of(path, script) as warehouse:
        (join,) = warehouse.introspect(unwatched).joins
        assert (join.table, join.columns, join.to_table) == ("songs", ("singer_id",), "singers")
        assert join.inferred and join.evidence.startswith("100 % of the 50 values of songs.singer_id")


def test_a_broken_view_is_left_out_and_full_text_tables_work(path: Path) -> None:
    script = """
    CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1); CREATE VIEW good AS SELECT i FROM t;
    CREATE VIEW bad AS SELECT i FROM gone;
    CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('서울 출장'), ('부산 여행');
    """
    with warehouse_of(path, script) as warehouse:
        catalog = warehouse.introspect(unwatched)
        assert [table.name for table in catalog.tables] == ["good", "notes", "t"]
        assert len(catalog.notes) == 1 and catalog.notes[0].startswith("bad was left out because it cannot be read")
        found = warehouse.run(unchecked("SELECT body FROM notes WHERE notes MATCH '부산'", "sqlite"), Limits())
        assert found.rows == (("부산 여행",),)


def test_reading_is_all_that_is_allowed(path: Path, tmp_path: Path) -> None:
    with warehouse_of(path, "CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)") as warehouse:
        before = path.read_bytes()
        for sql in (
            f"ATTACH '{tmp_path}/other.db' AS other",
            f"VACUUM INTO '{tmp_path}/copy.db'",
            "PRAGMA journal_mode = WAL",
            "PRAGMA query_only = OFF",
            "SELECT load_extension('x')",
            "UPDATE sqlite_master SET sql = ''",
            "INSERT INTO t VALUES (2)",
            "CREATE TEMP TABLE x (i)",
            "SAVEPOINT s",
            "ANALYZE",
        ):
            with pytest.raises(QueryFailed):
                warehouse.run(unchecked(sql, "sqlite"), Limits())
        assert path.read_bytes() == before
        assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_write_ahead_log_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (i INTEGER)")
        connection.execute("INSERT INTO t VALUES (7)")
        connection.commit()
        with warehouse_of(path) as warehouse:
            assert warehouse.run(unchecked("SELECT i FROM t", "sqlite"), Limits()).rows == ((7,),)


def test_damaged_files(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (i INTEGER, s TEXT)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "가나다" * 20) for n in range(3_000)])
        connection.commit()
    content = path.read_bytes()
    header = content[:16] + b"\xff" * 84 + content[100:]
    pages = content[:100] + b"\xff" * (len(content) - 100)
    for damaged in (header, pages, content[:50]):
        path.write_bytes(damaged)
        with warehouse_of(path) as warehouse, pytest.raises(CannotOpen, match=r"damaged|can be read") as caught:
            warehouse.introspect(unwatched)
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == damaged


def test_files_without_tables_and_missing_files(path: Path, tmp_path: Path) -> None:
    with (
        warehouse_of(path, "CREATE TABLE t (i); DROP TABLE t") as warehouse,
        pytest.raises(CannotOpen, match="no tables"),
    ):
        warehouse.introspect(unwatched)
    with warehouse_of(tmp_path / "none.db") as warehouse, pytest.raises(CannotOpen, match="does not exist"):
        warehouse.introspect(unwatched)
    assert not (tmp_path / "none.db").exists()
