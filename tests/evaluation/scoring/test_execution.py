"""Queries nobody has checked: each that misbehaves costs itself and nothing else, and files stay as they were."""

import hashlib
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from text2sql.evaluation.scoring import Databases
from text2sql.types import Limits

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {} FROM n"
STUCK = "SELECT length(replace(hex(zeroblob(10000000)), hex(zeroblob(5000)) || '1', 'x'))"
"""One step of SQLite's machine that no interrupt reaches; only a kill ends it."""
LIMITS = Limits(rows=1_000, seconds=0.5, memory_megabytes=512)


def snapshot(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(folder).iterdir()}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "가게.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE 주문 (이름 TEXT, 금액 INTEGER)")
        connection.executemany("INSERT INTO 주문 VALUES (?, ?)", [("김철수", 10), ("이영희", 20), ("김철수", 10)])
        connection.execute("INSERT INTO 주문 SELECT CAST(x'ff41ec84b8' AS TEXT), 5")
    connection.close()
    return path


@pytest.fixture
def databases(shop):
    with Databases({"shop": shop}, LIMITS) as opened:
        yield opened


def test_rows_names_and_text_with_bad_bytes(databases):
    given = databases.run("shop", "SELECT 이름, 금액 * 1.5 AS 값 FROM 주문 ORDER BY rowid DESC LIMIT 2")
    assert given.columns == ("이름", "값")
    assert given.rows == (("A세", 7.5), ("김철수", 15.0))
    assert (given.problem, given.truncated, given.row_count) == ("", False, 2)


@pytest.mark.parametrize("sql", [ENDLESS.format("max(x)"), STUCK])
def test_a_query_that_hangs_costs_its_deadline_and_the_next_one_runs(databases, sql):
    late = databases.run("shop", sql)
    assert late.late
    assert "0.5 s" in late.problem
    assert databases.run("shop", "SELECT count(*) FROM 주문").rows == ((4,),)


def test_a_late_query_is_not_run_again_when_it_is_asked_again(databases):
    assert databases.run("shop", STUCK) is databases.run("shop", STUCK)


def test_more_rows_than_an_evaluation_reads_are_told(databases):
    many = databases.run("shop", ENDLESS.format("x"))
    assert many.truncated
    assert many.row_count == len(many.rows) == 1_000


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM 주문",
        "CREATE TABLE stolen (a)",
        "ATTACH '{folder}/new.sqlite' AS new",
        "VACUUM INTO '{folder}/copy.sqlite'",
        "PRAGMA journal_mode = WAL",
        "SELECT load_extension('{folder}/x')",
        "SELECT 1; DROP TABLE 주문",
        "SELECT nothing FROM 주문",
        "SELEC",
        "-- 없음",
        " ",
        "SELECT 1\0",
    ],
)
def test_what_is_no_single_reading_query_is_a_problem_and_changes_nothing(databases, shop, sql):
    before = snapshot(shop.parent)
    assert databases.run("shop", sql.format(folder=shop.parent)).problem
    assert snapshot(shop.parent) == before


def test_reading_leaves_nothing_beside_a_database_in_write_ahead_mode(shop):
    with sqlite3.connect(shop) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = snapshot(shop.parent)
    with Databases({"shop": shop}, LIMITS) as opened:
        assert opened.run("shop", "SELECT sum(금액) FROM 주문").rows == ((45,),)
        assert snapshot(shop.parent) == before
    assert snapshot(shop.parent) == before


def test_databases_that_are_missing_or_damaged_are_a_problem_for_their_questions_only(shop, tmp_path):
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database at all" * 100)
    places = {"shop": shop, "damaged": damaged, "gone": tmp_path / "gone.sqlite"}
    with Databases(places, LIMITS) as opened:
        assert "missing" in opened.run("nowhere", "SELECT 1").problem
        assert "cannot be opened" in opened.run("gone", "SELECT 1").problem
        assert "cannot be opened" in opened.run("damaged", "SELECT 1").problem
        assert opened.run("shop", "SELECT 1").rows == ((1,),)


def test_a_query_that_outgrows_its_memory_is_a_problem(databases):
    megabytes = "(SELECT hex(zeroblob(20000000)) AS x)"
    hungry = f"SELECT max(a.x || b.x) FROM {megabytes} AS a, {megabytes} AS b"
    assert databases.run("shop", hungry).problem
    assert databases.run("shop", "SELECT 1").rows == ((1,),)


def worker_processes():
    """Processes of ours that read SQLite."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            command = (place / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and b"sqlite_worker" in command:
            found.add(place.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed where Linux keeps them")
def test_many_threads_over_many_databases_get_their_own_answers_and_leave_no_process(tmp_path):
    places = {}
    for number in range(9):
        places[f"d{number}"] = tmp_path / f"{number}.sqlite"
        with sqlite3.connect(places[f"d{number}"]) as connection:
            connection.execute("CREATE TABLE t AS SELECT ? AS 번호", (number,))
        connection.close()
    before = worker_processes()
    with Databases(places, LIMITS) as opened, ThreadPoolExecutor(6) as threads:
        asked = [(f"d{n % 9}", f"SELECT 번호 * {n} FROM t") for n in range(90)]
        given = list(threads.map(lambda each: opened.run(*each), asked))
        assert worker_processes() > before
    assert [each.rows for each in given] == [((n % 9 * n,),) for n in range(90)]
    assert worker_processes() == before
