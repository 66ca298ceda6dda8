"""What an answer says about the words it comes from, how sure it is and what else was close."""

from pathlib import Path

import pytest

from tests.offline.learned.concerts import AGE, COUNTRY, NAME, make, talk
from text2sql.terminal.formats import answer_object, json_text
from text2sql.types import Answered, Clarify
from text2sql.warehouses.sqlite import SqliteWarehouse
from text2sql.writers.offline.learned.queries import AllOf, Literal, Ordering, Predicate, Select

FRENCH = Predicate(COUNTRY, "=", Literal("France"))
OLD = Predicate(AGE, ">", Literal(30))
QUERIES = {
    "Names of singers from France older than 30": (
        Select((NAME,), where=AllOf((FRENCH, OLD))),
        Select((AGE,), where=FRENCH),
    ),
    "Red haired singers": (Select((NAME,), where=FRENCH),),
    "The 5 singers": (Select((NAME,), order=(Ordering(AGE, True),), limit=3),),
    "Which 가수 are from France?": (Select((NAME,), where=FRENCH),),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    path = Path(tmp_path_factory.mktemp("concerts")) / "concerts.sqlite"
    make(path)
    opened = SqliteWarehouse(path)
    yield opened
    opened.close()


def explained(warehouse, question, **more):
    (answer,) = talk(warehouse, QUERIES, question, **more)
    assert answer.receipt.explanation is not None
    return answer, answer.receipt.explanation


def test_words_are_linked_to_what_they_were_read_as(warehouse):
    answer, told = explained(warehouse, "Names of singers from France older than 30")
    assert isinstance(answer, Answered)
    assert [(each.words, each.meant) for each in told.links] == [
        ("Names", "singer.name"),
        ("singers", "singer"),
        ("France", "singer.country = 'France'"),
    ]
    assert told.left_over == ()
    assert told.sure == answer.candidate.confidence == pytest.approx(0.9)
    assert 0 < told.next_sure <= told.sure
    assert told.next_sql not in ("", answer.candidate.sql)


def test_the_same_is_told_to_people_and_to_programs(warehouse):
    answer, told = explained(warehouse, "Names of singers from France older than 30")
    reasons = "\n".join(answer.trust.reasons)
    for said in ("90%", "France → singer.country = 'France'", f"({told.next_sure:.0%}): {told.next_reading}"):
        assert said in reasons
    receipt = answer_object(answer)["receipt"]
    assert receipt["explanation"]["links"][2] == {
        "words": "France", "meant": "singer.country = 'France'", "likeness": 1.0
    }  # fmt: skip
    assert "left_over" in json_text(receipt)


def test_words_and_numbers_that_the_query_says_nothing_of_are_a_warning(warehouse):
    answer, told = explained(warehouse, "Red haired singers")
    assert told.left_over == ("Red", "haired")
    assert any("Red, haired" in each for each in answer.trust.warnings)
    assert explained(warehouse, "The 5 singers")[1].left_over == ("5",)


def test_a_word_is_linked_by_its_meaning_where_letters_do_not_agree(warehouse):
    _, told = explained(warehouse, "Which 가수 are from France?")
    assert [(each.words, each.meant) for each in told.links if each.words == "가수"] == [("가수", "singer")]


def test_what_is_only_offered_is_explained_too(warehouse):
    answer, told = explained(warehouse, "Names of singers from France older than 30", threshold=0.99)
    assert isinstance(answer, Clarify)
    assert told.links
    assert told.sure == pytest.approx(0.9)
