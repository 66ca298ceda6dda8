"""The invented databases that the parser is trained on are whole: every query of theirs runs and gives rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import training.parser.made
from training.parser.made import made_questions

FOLDER = Path(training.parser.made.__file__).with_name("made")
QUESTIONS = tuple(made_questions())


def test_every_database_has_forty_questions_in_two_languages():
    names = {path.stem for path in FOLDER.glob("*.sql")}
    assert {each.database for each in QUESTIONS} == names
    assert all(sum(each.database == name for each in QUESTIONS) == 40 for name in names)
    assert all(any("가" <= letter <= "힣" for letter in each.korean) for each in QUESTIONS)
    assert len({each.database for each in QUESTIONS if each.held}) == 16


@pytest.mark.parametrize("name", sorted({each.database for each in QUESTIONS}))
def test_every_query_gives_rows(name):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((FOLDER / f"{name}.sql").read_text("utf-8"))
        empty = [
            each.gold for each in QUESTIONS if each.database == name and not connection.execute(each.gold).fetchall()
        ]
    assert empty == []
