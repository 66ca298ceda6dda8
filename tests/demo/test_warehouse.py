"""Building: the same rows from the same seed, whole files only, and what is known without opening one."""

import json
import threading
from datetime import date

import duckdb
import pytest

from tests.demo.conftest import AS_OF, SMALL
from text2sql.demo import warehouse
from text2sql.demo.warehouse import build, is_current, read_as_of
from text2sql.errors import CannotOpen, UsageError

TINY = 0.01


def checksums(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        ]
        return {
            table: connection.execute(f"SELECT count(*), sum(hash({table})) FROM {table}").fetchone()
            for table in tables
        }


def test_the_same_seed_and_day_give_the_same_rows(tmp_path, small_shop):
    build(tmp_path / "again.duckdb", AS_OF, scale=SMALL)
    assert checksums(tmp_path / "again.duckdb") == checksums(small_shop)


def test_the_number_of_threads_does_not_matter(tmp_path, monkeypatch):
    connect = duckdb.connect
    for threads in (1, 3):
        monkeypatch.setattr(
            duckdb, "connect", lambda path, threads=threads: connect(path, config={"threads": str(threads)})
        )
        build(tmp_path / f"{threads}.duckdb", AS_OF, scale=0.05)
    monkeypatch.undo()
    assert checksums(tmp_path / "1.duckdb") == checksums(tmp_path / "3.duckdb")


def test_another_seed_gives_another_shop(tmp_path):
    build(tmp_path / "7.duckdb", AS_OF, scale=TINY)
    build(tmp_path / "8.duckdb", AS_OF, seed=8, scale=TINY)
    seven, eight = checksums(tmp_path / "7.duckdb"), checksums(tmp_path / "8.duckdb")
    assert {table for table in seven if seven[table] == eight[table]} <= {"fiscal_calendar", "categories"}


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 1, 1), date(2027, 3, 31), date(1999, 12, 31)])
def test_any_day_can_be_the_last_one(tmp_path, day):
    path = tmp_path / "상점.duckdb"
    build(path, day, scale=TINY)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT max(order_date) FROM orders").fetchone() == (day,)
        assert connection.execute("SELECT min(order_date) < max(order_date) - 1090 FROM orders").fetchone() == (True,)


def test_what_was_built_is_known_without_opening_it(tmp_path):
    path = tmp_path / "shop.duckdb"
    assert read_as_of(path) is None
    assert not is_current(path, AS_OF)
    build(path, AS_OF, scale=TINY)
    path.write_bytes(b"not opened")
    assert read_as_of(path) == AS_OF
    assert is_current(path, AS_OF)
    assert not is_current(path, date(2026, 11, 21))
    assert json.loads((tmp_path / "shop.duckdb.json").read_text(encoding="utf-8"))["as_of"] == "2026-11-20"


def test_a_warehouse_of_other_sql_is_not_current(tmp_path, monkeypatch):
    path = tmp_path / "shop.duckdb"
    build(path, AS_OF, scale=TINY)
    monkeypatch.setattr(warehouse, "_version", lambda: 1)
    assert read_as_of(path) == AS_OF
    assert not is_current(path, AS_OF)


@pytest.mark.parametrize("words", ["", "[]", "{", '{"as_of": "yesterday"}', '{"as_of": "2026-11-20"}'])
def test_a_damaged_description_is_an_unknown_warehouse(tmp_path, words):
    path = tmp_path / "shop.duckdb"
    path.touch()
    (tmp_path / "shop.duckdb.json").write_text(words, encoding="utf-8")
    assert read_as_of(path) is None
    assert not is_current(path, AS_OF)


def test_an_interrupted_build_leaves_the_old_warehouse(tmp_path, monkeypatch):
    path = tmp_path / "shop.duckdb"
    build(path, AS_OF, scale=TINY)
    before = checksums(path)
    scripts = warehouse._scripts()
    monkeypatch.setattr(warehouse, "_scripts", lambda: (*scripts[:-1], "SELECT no_such_thing"))
    with pytest.raises(duckdb.BinderException):
        build(path, date(2026, 11, 21), scale=TINY)
    assert checksums(path) == before
    assert read_as_of(path) == AS_OF
    assert [entry.name for entry in tmp_path.iterdir() if "building" in entry.name] == []


def test_remains_of_a_killed_build_are_no_obstacle(tmp_path):
    (tmp_path / ".shop.duckdb.building").write_bytes(b"half a database")
    (tmp_path / ".shop.duckdb.building.wal").write_bytes(b"half a log")
    build(tmp_path / "shop.duckdb", AS_OF, scale=TINY)
    assert is_current(tmp_path / "shop.duckdb", AS_OF)


def test_two_builds_at_once_leave_one_whole_warehouse(tmp_path):
    path = tmp_path / "shop.duckdb"
    days = (AS_OF, AS_OF, date(2026, 11, 19))
    threads = [threading.Thread(target=build, args=(path, day), kwargs={"scale": TINY}) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT max(order_date) FROM orders").fetchone() == (read_as_of(path),)


def test_those_who_waited_do_not_build_the_same_again(tmp_path, monkeypatch):
    path = tmp_path / "shop.duckdb"
    build(path, AS_OF, scale=TINY)
    with warehouse._alone(path) as waited:
        assert not waited
    built = []
    monkeypatch.setattr(warehouse, "_replace", lambda path, wanted: built.append(wanted))
    build(path, AS_OF, scale=TINY)
    assert len(built) == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(CannotOpen, match=r"taken.*choose a writable folder"):
        build(tmp_path / "taken" / "shop.duckdb", AS_OF, scale=TINY)
    (tmp_path / "folder.duckdb").mkdir()
    with pytest.raises(CannotOpen, match=r"folder\.duckdb.*choose"):
        build(tmp_path / "folder.duckdb", AS_OF, scale=TINY)


def test_impossible_wishes_are_refused(tmp_path):
    with pytest.raises(UsageError, match="scale"):
        build(tmp_path / "shop.duckdb", AS_OF, scale=0)
    with pytest.raises(UsageError, match="out of range"):
        build(tmp_path / "shop.duckdb", date(1, 1, 1))
    assert list(tmp_path.iterdir()) == []
