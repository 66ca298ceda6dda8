"""Follow-ups to answers of the learned parser, over a real file that nobody described."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offline.learned.concerts import (
    AGE,
    CONCERTS_COUNTED,
    COUNTRY,
    NAME,
    SINGERS_COUNTED,
    column,
    make,
    talk,
)
from tests.offline.learned.shop_scope import SHOP
from text2sql.types import Answered, Declined
from text2sql.warehouses.sqlite import SqliteWarehouse
from text2sql.writers.offline.intents import written_down
from text2sql.writers.offline.learned.intents import Parsed, parsed_read_back, parsed_written_down
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.keeping import Kept
from text2sql.writers.offline.learned.queries import (
    AllOf,
    AnyOf,
    Combined,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Select,
    Star,
)
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.rendering import NotExpressible
from text2sql.writers.offline.representation import ColumnRef, Pairing, Representation

FRENCH = Predicate(COUNTRY, "=", Literal("France"))
PER_STADIUM = Select((column("stadium", "name"), CONCERTS_COUNTED), group=(ColumnRef("concert", "stadium_id"),))
UNDER_OLDEST = Predicate(AGE, "<", Select((Expression(AGE.operand, "max"),)))
IN_2014 = Select((NAME,), where=Predicate(column("concert", "year"), "=", Literal(2014)))
QUERIES = {
    "Names of all singers": (Select((NAME,)),),
    "Names and ages of singers from France": (Select((NAME, AGE), where=FRENCH),),
    "The stadiums and their concerts": (PER_STADIUM,),
    "Who is not the very oldest singer?": (Select((NAME,), where=UNDER_OLDEST),),
    "Who sang in 2014?": (IN_2014,),
    "Who is from France or old?": (
        Select((NAME,), where=AnyOf((FRENCH, Predicate(AGE, ">", Literal(50))))),
    ),
    "Stadiums that nobody used": (
        Select((column("stadium", "name"),), where=Predicate(
            column("stadium", "stadium_id"), "not in", Select((column("concert", "stadium_id"),)))),
    ),
    "Countries with more than one singer": (
        Select((COUNTRY,), group=(COUNTRY.operand,), having=Predicate(SINGERS_COUNTED, ">", Literal(1))),
    ),
    "The country with the most singers": (
        Select((COUNTRY,), group=(COUNTRY.operand,), order=(Ordering(SINGERS_COUNTED, True),), limit=1),
    ),
    "Older than average": (
        Select((NAME,), where=Predicate(AGE, ">", Select((Expression(AGE.operand, "avg"),)))),
    ),
    "Names on both sides": (Combined("intersect", Select((NAME,)), Select((NAME,), where=FRENCH)),),
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    path = tmp_path_factory.mktemp("concerts") / "concerts.sqlite"
    make(path)
    opened = SqliteWarehouse(path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("questions", "rows"),
    [
        (["Names of all singers", "only those from France"], [("Justin Brown",), ("Rose White",), ("John Nizinik",)]),
        (
            ["Names of all singers", "only those from France", "sort by age"],
            [("John Nizinik",), ("Rose White",), ("Justin Brown",)],
        ),
        (
            ["Names of all singers", "and how many are there per country?"],
            [("France", 3), ("Netherlands", 2), ("Korea", 1)],
        ),
        (
            ["Names and ages of singers from France", "older than 30", "oldest first"],
            [("John Nizinik", 43), ("Rose White", 41)],
        ),
        (["Names and ages of singers from France", "what about Korea?"], [("Timbaland", 32)]),
        (["The stadiums and their concerts", "at least 2 concerts"], [("Somerset Hall", 3)]),
        (["The stadiums and their concerts", "top 1"], [("Somerset Hall", 3)]),
        (["Who sang in 2014?", "only those from Korea"], [("Timbaland",)]),
        (["Who is from France or old?", "how many?"], [(4,)]),
        (["Stadiums that nobody used", "how many?"], [(1,)]),
        (["Countries with more than one singer", "only those from France"], [("France",)]),
        (["Older than average", "only those from France"], [("Rose White",), ("John Nizinik",)]),
    ],
)
def test_what_the_parser_answered_is_edited(warehouse, questions, rows):
    *_, answer = talk(warehouse, QUERIES, *questions)
    assert isinstance(answer, Answered), answer.message
    assert sorted(answer.result.rows) == sorted(rows)
    if "sort" in questions[-1] or "first" in questions[-1]:
        assert list(answer.result.rows) == rows


@pytest.mark.parametrize(
    ("questions", "rows"),
    [
        (["Names of all singers", "프랑스 가수만"], [("Justin Brown",), ("Rose White",), ("John Nizinik",)]),
        (
            ["Names of all singers", "프랑스만", "나이순으로 정렬"],
            [("John Nizinik",), ("Rose White",), ("Justin Brown",)],
        ),
        (["Names of all singers", "국가별로 몇 명이야?"], [("France", 3), ("Netherlands", 2), ("Korea", 1)]),
        (["The stadiums and their concerts", "콘서트가 많은 순으로"], [("Somerset Hall", 3), ("Raith Park", 1)]),
        (["The stadiums and their concerts", "2014년만"], [("Raith Park", 1), ("Somerset Hall", 1)]),
    ],
)
def test_a_korean_follow_up_finds_english_names_and_values(warehouse, questions, rows):
    *_, answer = talk(warehouse, QUERIES, *questions)
    assert isinstance(answer, Answered), answer.message
    assert sorted(answer.result.rows) == sorted(rows)
    if "순" in questions[-1]:
        assert list(answer.result.rows) == rows


def test_what_rules_have_no_words_for_is_kept_beside_the_edit(warehouse):
    _, edited, again = talk(
        warehouse, QUERIES, "Who is not the very oldest singer?", "only those from Netherlands", "how many are there?"
    )
    assert edited.result.rows == (("Ann Berg",),)
    assert "MAX(" in edited.sql.text
    assert "age" in edited.candidate.reading
    assert again.result.rows == ((1,),)


def test_a_reading_that_was_chosen_is_edited_like_an_answer(warehouse):
    offered, chosen, edited = talk(
        warehouse, QUERIES, "Who is not the very oldest singer?", "1", "only those from Netherlands", threshold=0.99
    )
    assert (offered.status, chosen.status) == ("clarify", "answered")
    assert edited.result.rows == (("Ann Berg",),)


def test_an_edit_is_no_surer_than_what_it_edits(warehouse):
    first, second, third = talk(
        warehouse, QUERIES, "Names of all singers", "only those from France", "sort by age", share=0.62
    )
    assert [round(each.candidate.confidence, 2) for each in (first, second, third)] == [0.62] * 3
    assert {each.candidate.origin for each in (first, second, third)} == {"parser"}


@pytest.mark.parametrize("follow_up", ["only those from France", "프랑스만"])
def test_what_cannot_be_edited_is_declined(warehouse, follow_up):
    _, answer = talk(warehouse, QUERIES, "Names on both sides", follow_up)
    assert isinstance(answer, Declined)
    assert "Names on both sides" in answer.message


def test_a_word_that_means_nothing_here_is_named(warehouse):
    _, answer = talk(warehouse, QUERIES, "Names of all singers", "고래상어만")
    assert isinstance(answer, Declined)
    assert "고래상어" in answer.message


PREDICATES = st.builds(
    Predicate,
    st.sampled_from([NAME, AGE, Expression(Star("orders"), "count")]),
    st.sampled_from(["=", "<", "like", "between", "is null"]),
    st.none()
    | st.builds(Literal, st.text(max_size=5) | st.integers() | st.just("서울"))
    | st.just((Literal(1), Literal(2.5))),
)
CITY = Expression(ColumnRef("customers", "city"))


@settings(deadline=None)
@given(st.lists(PREDICATES.map(lambda each: Predicate(CITY, each.operator, each.right)), min_size=2, max_size=3))
def test_what_is_written_down_is_read_back(parts):
    inner = Select((CITY,), where=AllOf(tuple(parts)), order=(Ordering(CITY, True),), limit=3)
    query = Combined("union", Select((CITY,), where=Predicate(CITY, "in", inner)), inner)
    assert parsed_read_back(parsed_written_down(Parsed(query, 0.25)), SHOP) == Parsed(query, 0.25)
    rules = Representation("customers", columns=(ColumnRef("customers", "city"),), limit=2)
    assert parsed_read_back(parsed_written_down(Parsed(rules, 0.5)), SHOP) == Parsed(rules, 0.5)


def test_what_is_of_another_time_is_forgotten():
    gone = Select((Expression(ColumnRef("customers", "street")),))
    assert parsed_read_back(parsed_written_down(Parsed(gone, 0.5)), SHOP) is None
    assert parsed_read_back(parsed_written_down(Parsed(Select((CITY,), tables=("streets",)), 0.5)), SHOP) is None
    assert parsed_read_back(written_down(Representation("customers")), SHOP) is None
    for broken in ("", "[]", "{}", '{"is": "Parsed"}', '{"is": "Parsed", "sure": 1, "query": {"is": "Sel"}}'):
        assert parsed_read_back(broken, SHOP) is None


def test_what_the_parsers_language_has_no_words_for_is_told_and_not_dropped():
    kept = Kept((), QueryRendering(JoinTrees(SHOP)))
    listed = Representation("customers", columns=(ColumnRef("customers", "name"),), limit=1)
    assert kept.sql(listed).endswith("LIMIT 1")
    paired = Pairing(Representation("orders"), "difference")
    for query in (replace(listed, offset=2), replace(listed, pairing=paired)):
        with pytest.raises(NotExpressible):
            kept.select(query)
