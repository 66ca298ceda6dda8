"""A small SQLite benchmark moved to DuckDB: data keeps its values, gold its results, and losses are told."""

import sqlite3

import pytest

from text2sql.errors import CannotOpen
from text2sql.evaluation.scoring import Databases
from text2sql.evaluation.scoring.migration import migrated, translated_predictions
from text2sql.evaluation.scoring.migration.copying import copied_to_duckdb
from text2sql.evaluation.scoring.migration.translating import Untranslatable, to_duckdb
from text2sql.evaluation.types import Case, DataSet, Prediction, Schema

COLUMNS = {"이름", "도시", "금액", "city", "amount"}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(
            'CREATE TABLE 주문 (이름 TEXT, 도시 TEXT, 금액 INTEGER, "mixed up" INT, 비고 REAL, 사진 BLOB)'
        )
        rows = [("김철수", "Seoul", 10, 1, None, b"\1"), ("이영희", "Busan", 30, "x", None, None)]
        connection.executemany(
            "INSERT INTO 주문 VALUES (?, ?, ?, ?, ?, ?)", [*rows, ("박민수", "Seoul", 25, None, None, None)]
        )
        connection.execute("CREATE TABLE empty (a INTEGER, b)")
    connection.close()
    return path


def test_a_copy_keeps_every_value_and_tells_what_changed_its_type(shop, tmp_path):
    copy = copied_to_duckdb(shop, tmp_path / "copies")
    with Databases({"s": shop}) as old, Databases({"d": copy.path}, engine="duckdb") as new:
        for sql in ("SELECT 이름, 도시, 금액, 비고, 사진 FROM 주문 ORDER BY 금액", "SELECT a, b FROM empty"):
            assert new.run("d", sql).problem == ""
            assert new.run("d", sql).rows == old.run("s", sql).rows
        assert new.run("d", 'SELECT "mixed up" FROM 주문 ORDER BY 금액').rows == (("1",), (None,), ("x",))
    assert copy.notes == ("주문.mixed up holds integer and text and became text.",)
    assert sorted(path.name for path in shop.parent.iterdir()) == ["copies", "shop.sqlite"]


def test_a_file_that_is_no_database_cannot_be_copied(tmp_path):
    (tmp_path / "bad.sqlite").write_bytes(b"nothing" * 100)
    with pytest.raises(CannotOpen):
        copied_to_duckdb(tmp_path / "bad.sqlite", tmp_path / "copies")


@pytest.mark.parametrize(
    ("sqlite", "duckdb"),
    [
        ('SELECT 이름 FROM 주문 WHERE 도시 = "Seoul"', "SELECT 이름 FROM 주문 WHERE 도시 = 'Seoul'"),
        ('SELECT "도시" FROM 주문 WHERE 이름 LIKE "김%";', "SELECT \"도시\" FROM 주문 WHERE 이름 ILIKE '김%'"),
        (
            "SELECT 이름, 도시, count(*) FROM 주문 GROUP BY 도시",
            "SELECT ANY_VALUE(이름), 도시, COUNT(*) FROM 주문 GROUP BY 도시",
        ),
        ("SELECT 이름, max(금액) FROM 주문", "SELECT ARG_MAX(이름, 금액), MAX(금액) FROM 주문"),
        (
            "SELECT 이름 FROM 주문 WHERE 금액 = (SELECT max(금액) FROM 주문)",
            "SELECT 이름 FROM 주문 WHERE 금액 = (SELECT MAX(금액) FROM 주문)",
        ),
    ],
)
def test_what_sqlite_allows_and_duckdb_does_not(sqlite, duckdb):
    assert to_duckdb(sqlite, COLUMNS) == duckdb


def test_what_cannot_be_read_is_told():
    with pytest.raises(Untranslatable):
        to_duckdb("SELECT FROM WHERE (", COLUMNS)


def test_questions_that_survive_and_those_that_do_not(shop, tmp_path):
    golds = (
        'SELECT count(*) FROM 주문 WHERE 도시 LIKE "seoul"',
        "SELECT 이름, max(금액) FROM 주문",
        "SELECT avg(금액) * 1.5, 도시 FROM 주문 GROUP BY 도시 ORDER BY 도시",
        "SELECT 도시 + 1 FROM 주문",
        "SELECT nothing FROM 주문",
        "SELECT (((",
    )
    cases = [Case(str(place), "shop", "몇 건?", (gold,), "ko") for place, gold in enumerate(golds)]
    cases.append(Case("6", "gone", "몇 건?", ("SELECT 1",), "ko"))
    moved = migrated(DataSet("small", tuple(cases), {"shop": shop}, (), ("odd",)), tmp_path / "copies")
    assert [case.id for case in moved.cases] == ["0", "1", "2"]
    assert (moved.name, moved.dialect, moved.notes[0]) == ("small on duckdb", "duckdb", "odd")
    assert [note.split(":")[0] for note in moved.notes[2:-1]] == [
        f"Question {id} did not survive" for id in (3, 4, 5, 6)
    ]
    assert moved.notes[-1] == "3 of 7 questions survived the move to DuckDB."
    with Databases(moved.databases, engine="duckdb") as databases:
        assert databases.run("shop", moved.cases[1].gold[0]).rows == (("이영희", 30),)


def test_predictions_written_for_sqlite_are_translated():
    schema = Schema("shop", ("주문",), ((-1, "*"), (0, "도시")))
    cases = tuple(Case(id, "shop", "?", ("SELECT 1",), "ko") for id in ("0", "1", "2"))
    data_set = DataSet("small", cases, {}, (), (), {"shop": schema}, "duckdb")
    given = {"0": Prediction("0", '도시 = "서울"', "answered"), "1": Prediction("1", None, "declined")}
    given["2"] = Prediction("2", "SELECT (((", "answered")
    moved, notes = translated_predictions(given, data_set)
    assert moved["0"].sql == "도시 = '서울'"
    assert (moved["1"], moved["2"]) == (given["1"], given["2"])
    assert len(notes) == 1
