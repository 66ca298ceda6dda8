"""How far a question's words mean the names of a proposal: by meaning, so Korean counts as English does."""

import pytest

from tests.offline.learned.test_features import CATALOG, embed
from text2sql.writers.offline.learned.features import WordVectors, read_question, schema_side
from text2sql.writers.offline.learned.proposing import Likeness, Support
from text2sql.writers.offline.learned.queries import Expression, Literal, Predicate, Select, Star
from text2sql.writers.offline.learned.relations import owners, whole_matches
from text2sql.writers.offline.learned.values import value_candidates
from text2sql.writers.offline.representation import ColumnRef

NAME = Expression(ColumnRef("stadium", "Name"))
CAPACITY = Expression(ColumnRef("stadium", "Capacity"))
THEME = Expression(ColumnRef("concert", "Theme"))


def read(text):
    vectors = WordVectors(embed)
    tables = [(table, tuple(column.name for column in table.columns)) for table in CATALOG.tables]
    side = schema_side(CATALOG, tables, vectors)
    return read_question(text, side, value_candidates(text, ()), vectors), side


@pytest.mark.parametrize("text", ["capacity of every stadium name", "경기장 이름 수용"])
def test_a_query_that_says_what_the_words_mean_has_more_support(text):
    likeness = Likeness(*read(text))
    meant = likeness.support(Select((NAME, CAPACITY)), 0.9)
    passed_over = likeness.support(Select((NAME,)), 0.9)
    other = likeness.support(Select((NAME, THEME)), 0.9)
    assert meant.words == pytest.approx(1)
    assert passed_over.words < meant.words
    assert other.names < 0.5 < meant.names


def test_a_column_compared_with_a_literal_needs_no_word():
    likeness = Likeness(*read("stadium name"))
    compared = Select((NAME,), where=Predicate(CAPACITY, ">", Literal(3)))
    assert likeness.support(compared, 0.5).names == pytest.approx(1)
    assert likeness.support(Select((CAPACITY,)), 0.5).names < 0.5


def test_a_question_without_words_supports_nothing():
    assert Likeness(*read("?!")).support(Select((Expression(Star("stadium"), "count"),)), 0.4).words == -1
    assert Support() == Support(-1, -1, -1)


def test_training_knows_which_table_owns_a_column_and_which_words_are_a_whole_name():
    features, side = read("capacity of 쀍뛟 stadium")
    counted = owners(features.relations, features.words, features.tables, features.columns)
    assert [side.tables[place] for place in counted] == [column.table for column in side.columns]
    matched = whole_matches(features.relations, features.words, features.tables, features.columns)
    named = {(row, place) for row, place in zip(*matched.nonzero(), strict=True)}
    capacity = len(side.tables) + side.place[ColumnRef("stadium", "Capacity")]
    assert named == {(0, capacity), (3, side.tables.index("stadium"))}
