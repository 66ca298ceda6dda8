"""A package beside ours is asked through a process and judged; here it is one that was made for the test."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest

from benchmarks.beside.asking import Asking
from benchmarks.beside.ln2sql import dump
from benchmarks.beside.table import row
from benchmarks.beside.wording import in_names
from text2sql.evaluation.benchmarks import read_spider
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring

QUESTIONS = {
    "How many singers are there?": "SELECT count(*) FROM singer",
    "가수 이름을 모두 보여줘": "SELECT Name FROM singer",
    "Who sleeps?": "SELECT Name FROM singer",
    "Who falls?": "SELECT Name FROM singer",
    "Who raises?": "SELECT Name FROM singer",
    "List every singer's song name.": "SELECT Song_Name FROM singer",
}
ADAPTER = """
import os, sys, time
sys.path.insert(0, {clone!r})
from benchmarks.beside.serving import Package, Reply, serve

def ask(file, question):
    print("packages print things")
    if "sleeps" in question:
        time.sleep(60)
    if "falls" in question:
        os._exit(3)
    if "raises" in question:
        raise KeyError("nothing")
    if "이름" in question:
        return Reply("SELECT Name FROM singer", "answered")
    if "Song_Name" in question:
        return Reply("SELECT Song_Name FROM singer", "answered")
    return Reply("SELECT 7", "answered")

serve(Package(lambda file: file, ask))
"""


@pytest.fixture(scope="module")
def spider(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spider")
    place = folder / "database" / "concerts" / "concerts.sqlite"
    place.parent.mkdir(parents=True)
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(
            "CREATE TABLE singer (Singer_ID INTEGER PRIMARY KEY, Name TEXT, Song_Name TEXT,"
            " Band_ID INT REFERENCES band);"
            "CREATE TABLE band (Band_ID INTEGER PRIMARY KEY, Name TEXT);"
            "INSERT INTO singer VALUES (1, '아이유', '밤편지', NULL), (2, 'Joe', 'Sun', NULL);"
        )
    cases = [{"db_id": "concerts", "question": text, "query": sql} for text, sql in QUESTIONS.items()]
    (folder / "dev.json").write_text(json.dumps(cases, ensure_ascii=False), "utf-8")
    columns = [[-1, "*"], [0, "Singer_ID"], [0, "Name"], [0, "Song_Name"], [0, "Band_ID"], [1, "Band_ID"], [1, "Name"]]
    schema = {
        "db_id": "concerts",
        "table_names_original": ["singer", "band"],
        "column_names_original": columns,
        "foreign_keys": [[4, 5]],
    }
    (folder / "tables.json").write_text(json.dumps([schema]), "utf-8")
    return folder


def command(tmp_path):
    import benchmarks.beside.serving

    clone = benchmarks.beside.serving.__file__.rsplit("/benchmarks/", 1)[0]
    (tmp_path / "adapter.py").write_text(ADAPTER.format(clone=clone), "utf-8")
    return sys.executable, str(tmp_path / "adapter.py")


def test_a_package_is_asked_and_judged_whatever_becomes_of_a_question(spider, tmp_path):
    data_set = read_spider(spider)
    lines = list(Asking(command(tmp_path), seconds=1.0).answers(data_set))
    said = [json.loads(line) for line in lines]
    assert [each["id"] for each in said] == [case.id for case in data_set.cases]
    assert [each["status"] for each in said] == ["answered", "answered", "failed", "failed", "failed", "answered"]
    assert said[1]["sql"] == "SELECT Name FROM singer"
    assert "longer than 1 s" in said[2]["message"] and "nothing" in said[4]["message"]
    (tmp_path / "made.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with Databases(data_set.databases) as databases:
        told = row("made", tmp_path / "made.jsonl", data_set, Scorer(databases, Scoring(also=())))
    assert told.startswith("| made | 1 (16.7%) | 3 | 2 | 33.3% |")


def test_helped_it_hears_the_names_of_the_schema(spider, tmp_path):
    data_set = read_spider(spider)
    schema = data_set.schemas["concerts"]
    assert in_names("How many singers are there?", schema) == "How many singer are there"
    assert in_names("Names of the bands!", schema) == "Name of the band"
    assert in_names("가수 몇 명?", schema) == "가수 몇 명"
    helped = [json.loads(line) for line in Asking(command(tmp_path), 1.0, helped=True).answers(data_set)]
    assert helped[-1]["sql"] == "SELECT Song_Name FROM singer"


def test_the_dump_for_ln2sql_has_keys_apart_from_columns(spider):
    said = dump(str(spider / "database" / "concerts" / "concerts.sqlite"))
    assert "CREATE TABLE `singer` (\n  `Singer_ID` INTEGER,\n  `Name` TEXT" in said
    assert "ALTER TABLE `singer` ADD PRIMARY KEY (`Singer_ID`);" in said
    assert "ALTER TABLE `singer` ADD FOREIGN KEY (`Band_ID`) REFERENCES `band` (`Band_ID`);" in said
