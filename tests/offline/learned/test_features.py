"""What the network sees: values that a question may mention, words in identifiers, and relations to the schema."""

import hashlib

import numpy as np
import pytest

from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.types import LinkedValue
from text2sql.writers.offline.learned.features import (
    DIMENSIONS,
    WordVectors,
    read_question,
    schema_side,
)
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.relations import RELATIONS, without_match
from text2sql.writers.offline.learned.values import MOST_VALUES, value_candidates
from text2sql.writers.offline.representation import ColumnRef

STADIUM = Table(
    "stadium",
    (Column("Stadium_ID", "int", "number"), Column("Name", "text", "text"), Column("Capacity", "int", "number")),
    primary_key=("Stadium_ID",),
)
CONCERT = Table(
    "concert",
    (Column("concertId", "int", "number"), Column("Stadium_ID", "int", "number"), Column("Theme", "text", "text")),
    primary_key=("concertId",),
)
CATALOG = Catalog("show", "sqlite", (STADIUM, CONCERT), (Join("concert", ("Stadium_ID",), "stadium", ("Stadium_ID",)),))
SAME = {"경기장": "stadium", "이름": "name", "수용": "capacity"}
"""What stands for a multilingual embedder: words that mean the same have the same vector."""


def embed(texts):
    rows = []
    for text in texts:
        seed = int.from_bytes(hashlib.sha256(SAME.get(text, text).encode()).digest()[:4], "big")
        row = np.random.default_rng(seed).normal(size=DIMENSIONS)
        rows.append((row / np.linalg.norm(row)).tolist())
    return rows


@pytest.fixture
def vectors():
    return WordVectors(embed)


@pytest.fixture
def side(vectors):
    tables = [(table, tuple(column.name for column in table.columns)) for table in CATALOG.tables]
    return schema_side(CATALOG, tables, vectors)


def seen(text, side, vectors, linked=()):
    return read_question(text, side, value_candidates(text, linked), vectors)


def test_values_are_cells_quotations_numbers_dates_and_names_of_the_question():
    text = "Which of 'Somerset Park' and Balmoor, opened after 2012-03-04 in Aberdeen, hold more than 4,000?"
    linked = (
        LinkedValue("stadium", "Name", "Balmoor ", "Balmoor", 1.0),
        LinkedValue("concert", "Theme", "Balmoor ", "Balmoor", 1.0),
    )
    found = {each.literal: each for each in value_candidates(text, linked)}
    assert found["Balmoor "].places == (ColumnRef("stadium", "Name"), ColumnRef("concert", "Theme"))
    assert {"Somerset Park", "2012-03-04", "Aberdeen", 4000, 1, 2} <= set(found)
    assert found[1].source == "constant" and found["Aberdeen"].source == "name"
    assert text[found[4000].start : found[4000].end] == "4,000"


@pytest.mark.parametrize("text", ["names that contain the letter s", "글자 s가 들어간 이름", "with an 's' in it"])
def test_a_single_letter_is_a_value_where_it_is_called_one(text):
    assert "s" in {each.literal for each in value_candidates(text, ())}
    assert "s" not in {each.literal for each in value_candidates("whose name s it is", ())}


def test_korean_values_are_found_and_their_number_is_bounded():
    found = value_candidates("수용 인원이 3만 명 넘는 '서울' 경기장 5곳", ())
    assert {30000, 5, "서울"} <= {each.literal for each in found}
    many = " ".join(f"'name{number}'" for number in range(50))
    assert len(value_candidates(many, ())) == MOST_VALUES


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("stuFname", ("student", "first", "name")),
        ("dept_id", ("department", "id")),
        ("HTTPServerNo", ("http", "server", "number")),
        ("주문_금액", ("주문", "금액")),
        ("_", ("_",)),
    ],
)
def test_identifiers_are_read_as_words(identifier, words):
    assert words_of(identifier) == words


def test_shapes_fit_and_relations_are_known_numbers(side, vectors):
    features = seen("What is the capacity of each stadium?", side, vectors)
    rows = features.words + features.tables + features.columns + features.values
    assert (features.words, features.tables, features.columns) == (7, 2, 6)
    assert features.vectors.shape == (rows, DIMENSIONS)
    assert features.flags.shape[0] == features.kinds.shape[0] == rows
    assert features.relations.shape == (rows, rows) and features.relations.max() < RELATIONS
    assert features.likeness.shape[1:] == (7, 8)


def test_a_name_that_stands_in_the_question_is_related_to_it_and_can_be_forgotten(side, vectors):
    features = seen("capacity of stadiums", side, vectors)
    other = seen("theme of stadiums", side, vectors)
    column = features.words + features.tables + 2
    assert features.relations[0, column] != other.relations[0, column]
    forgotten = without_match(features.relations, features.words, features.tables, np.ones(8, dtype=bool))
    assert forgotten[0, column] == other.relations[0, column]
    assert (forgotten[features.words :, features.words :] == features.relations[3:, 3:]).all()


def test_a_korean_word_finds_the_english_name_by_its_meaning(side, vectors):
    features = seen("경기장의 이름은?", side, vectors)
    names = [features.likeness[0, word].argmax() for word in range(features.words)]
    assert names == [0, 3]


def test_a_korean_word_of_the_dictionary_stands_in_the_english_name(side, vectors):
    features = seen("공연장 이름과 주제", side, vectors)
    other = seen("쀍뛟 쀍뛟과 쀍뛟", side, vectors)
    theme, name = features.words + features.tables + 5, features.words + features.tables + 1
    assert features.relations[2, theme] != other.relations[2, theme]
    assert features.relations[1, name] != other.relations[1, name]
    assert features.likeness[0, 2, 7] > 0.99 > other.likeness[0, 2, 7]


def test_a_cell_ties_its_words_to_the_column_that_holds_it(side, vectors):
    linked = (LinkedValue("concert", "Theme", "Free choice", "free choice", 1.0),)
    with_cell = seen("themes like free choice", side, vectors, linked)
    without = seen("themes like free choice", side, vectors)
    theme = with_cell.words + with_cell.tables + 5
    assert with_cell.relations[2, theme] != without.relations[2, theme]
    assert with_cell.relations[theme, -3] != with_cell.relations[theme, -1]


def test_vectors_are_remembered_and_forgotten_when_there_are_too_many():
    asked = []

    def embedding(texts):
        asked.append(list(texts))
        return embed(texts)

    vectors = WordVectors(embedding, most=3)
    first = vectors.of(["a", "b", "a"])
    assert (vectors.of(["b", "a"]) == first[1::-1]).all()
    assert asked == [["a", "b"]]
    assert vectors.of(["c", "d", "가"]).shape == (3, DIMENSIONS)
    assert vectors.of([]).shape == (0, DIMENSIONS)
