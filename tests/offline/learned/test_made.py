"""The invented databases that parser and ranker are trained on are whole: every query of theirs runs and gives rows."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

import training.parser.made
from training.parser.made import made_questions

FOLDER = Path(training.parser.made.__file__).with_name("made")
FILES = {path.stem: path for path in FOLDER.glob("**/*.sql")}
QUESTIONS = tuple(made_questions())


def test_every_database_has_forty_questions_in_two_languages():
    assert {each.database for each in QUESTIONS} == set(FILES)
    assert all(sum(each.database == name for each in QUESTIONS) == 40 for name in FILES)
    assert all(any("가" <= letter <= "힣" for letter in each.korean) for each in QUESTIONS)


def test_no_database_serves_two_purposes():
    by_purpose = {each.database: each.purpose for each in QUESTIONS}
    assert Counter(by_purpose.values()) == {"training": 144, "validation": 16, "ranking": 80}
    assert {name for name, purpose in by_purpose.items() if purpose == "ranking"} == {
        path.stem for path in FOLDER.glob("ranking/*.sql")
    }


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_query_gives_rows(name):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(FILES[name].read_text("utf-8"))
        empty = [
            each.gold for each in QUESTIONS if each.database == name and not connection.execute(each.gold).fetchall()
        ]
    assert empty == []
