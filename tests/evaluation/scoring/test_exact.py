"""Exact-set match on one small schema: what counts, what does not, and what the official parser cannot read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.evaluation.scoring.exact.grammar import Unreadable
from text2sql.evaluation.scoring.exact.hardness import hardness
from text2sql.evaluation.scoring.exact.matching import exact_match
from text2sql.evaluation.scoring.exact.reading import read_query
from text2sql.evaluation.scoring.exact.structures import structure_of
from text2sql.evaluation.scoring.exact.tokens import tokens
from text2sql.evaluation.types import Schema

SCHEMA = Schema(
    "음악",
    ("Singer", "Song", "Award"),
    ((-1, "*"), (0, "ID"), (0, "Name"), (0, "Age"), (1, "Singer_ID"), (1, "Title"), (1, "Sales"), (2, "Song_ID")),
    ((4, 1),),
)
STRUCTURE = structure_of(SCHEMA)
JOINED = "FROM singer AS T1 JOIN song AS T2 ON T1.id = T2.singer_id"


def matches(gold, predicted):
    return exact_match(gold, predicted, STRUCTURE)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name , age FROM singer", "select AGE, Name from SINGER;"),
        ("SELECT DISTINCT name FROM singer", "SELECT name FROM singer"),
        ("SELECT name FROM singer WHERE age > 20", "SELECT T1.name FROM singer AS T1 WHERE T1.age > 35.5"),
        ('SELECT age FROM singer WHERE name = "김철수"', "SELECT age FROM singer WHERE name = '이영희'"),
        (
            "SELECT name FROM singer WHERE age > 1 AND name != 'x'",
            "SELECT name FROM singer WHERE name != 'y' AND age > 1",
        ),
        (f"SELECT T2.title {JOINED} WHERE T1.id = 1", f"SELECT T2.title {JOINED} WHERE T2.singer_id = 2"),
        (f"SELECT T2.title {JOINED}", "SELECT T2.title FROM singer AS T1 JOIN song AS T2"),
        (f"SELECT count(*) {JOINED} GROUP BY T1.id", f"SELECT count(*) {JOINED} GROUP BY T2.singer_id"),
        ("SELECT name FROM singer ORDER BY age LIMIT 1", "SELECT name FROM singer ORDER BY age ASC LIMIT 3"),
        (
            "SELECT name FROM singer EXCEPT SELECT title FROM song",
            "SELECT name FROM singer EXCEPT SELECT title FROM song ;",
        ),
        ("SELECT name FROM singer WHERE age = id or name = 'x'", "SELECT name FROM singer WHERE age = id"),
    ],
)
def test_the_same_parts(gold, predicted):
    assert matches(gold, predicted)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name FROM singer", "SELECT name , name FROM singer"),
        ("SELECT max(age) FROM singer", "SELECT min(age) FROM singer"),
        ("SELECT name FROM singer WHERE age > 20", "SELECT name FROM singer WHERE age >= 20"),
        ("SELECT name FROM singer WHERE age > 20", "SELECT name FROM singer WHERE NOT age > 20"),
        (
            "SELECT name FROM singer WHERE age > 1 AND name != 'x'",
            "SELECT name FROM singer WHERE age > 1 OR name != 'x'",
        ),
        ("SELECT name FROM singer ORDER BY age DESC", "SELECT name FROM singer ORDER BY age"),
        ("SELECT name FROM singer ORDER BY age , name", "SELECT name FROM singer ORDER BY name , age"),
        ("SELECT name FROM singer ORDER BY age LIMIT 1", "SELECT name FROM singer ORDER BY age"),
        ("SELECT count(*) FROM singer", "SELECT count(*) FROM song"),
        (f"SELECT T1.name {JOINED}", "SELECT name FROM singer"),
        ("SELECT name FROM singer GROUP BY name HAVING count(*) > 1", "SELECT name FROM singer GROUP BY name"),
        (
            "SELECT name FROM singer UNION SELECT title FROM song",
            "SELECT name FROM singer EXCEPT SELECT title FROM song",
        ),
        (
            "SELECT name FROM singer WHERE id IN (SELECT singer_id FROM song WHERE sales > 1)",
            "SELECT name FROM singer WHERE id IN (SELECT DISTINCT singer_id FROM song WHERE sales > 1)",
        ),
        (
            "SELECT count(*) FROM (SELECT title FROM song WHERE sales > 1)",
            "SELECT count(*) FROM (SELECT title FROM song WHERE sales > 2)",
        ),
    ],
)
def test_other_parts(gold, predicted):
    assert matches(gold, gold)
    assert not matches(gold, predicted)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name AS 이름 FROM singer",
        "SELECT name FROM singer T1",
        "SELECT name FROM singer , song",
        f"SELECT name {JOINED.replace('JOIN', 'LEFT JOIN')}",
        "SELECT name FROM singer WHERE age=5",
        "SELECT name FROM singer WHERE age IN (1, 2)",
        "SELECT name FROM singer WHERE name = 'Bob''s' AND age = '",
        "SELECT lower(name) FROM singer",
        "SELECT age + id + 1 FROM singer",
        "SELECT title FROM singer",
        "SELECT song.name FROM singer AS song",
        "SELECT `name` FROM singer",
        "DELETE FROM singer",
        "SELECT name",
        "",
        "이름을 보여줘",
        "SELECT * FROM (" * 5_000,
    ],
)
def test_what_the_official_parser_cannot_read_matches_nothing(sql):
    with pytest.raises(Unreadable):
        read_query(sql, STRUCTURE)
    assert not matches("SELECT name FROM singer", sql)


@given(st.text(alphabet="selctfromwhyandj *(),.;=<>!'\"`T1가\n", max_size=60))
def test_any_text_is_read_or_unreadable_and_nothing_else(text):
    for sql in (text, f"SELECT name FROM singer {text}", f"SELECT {text} FROM singer WHERE age > 1"):
        try:
            read_query(sql, STRUCTURE)
        except Unreadable:
            assert not matches("SELECT name FROM singer", sql)
        else:
            assert matches(sql, sql)


def test_words_are_told_apart_by_blanks_and_a_few_signs_only():
    assert tokens("SELECT count(*),T1.a FROM t WHERE b>= 5 AND c ='가 나' AND d=1;") == (
        *("select", "count", "(", "*", ")", ",", "t1.a", "from", "t", "where"),
        *("b", ">=", "5", "and", "c", "=", '"가 나"', "and", "d=1", ";"),
    )


def test_chains_of_foreign_keys_join_the_first_family_that_fits():
    columns = ((-1, "*"), (0, "a"), (1, "a"), (2, "a"), (3, "a"))
    chain = Schema("d", ("p", "q", "r", "s"), columns, ((4, 3), (2, 1), (3, 2)))
    assert structure_of(chain).same_as == {"p.a": "p.a", "q.a": "p.a", "r.a": "q.a", "s.a": "q.a"}


def test_names_come_from_the_file_where_there_is_one():
    structure = structure_of(SCHEMA, [("Singer", "Stage_Name")])
    assert structure.tables == {"singer": ("stage_name",)}


@pytest.mark.parametrize(
    ("sql", "level"),
    [
        ("SELECT count(*) FROM singer", "easy"),
        ("SELECT name FROM singer WHERE age > 1", "easy"),
        ("SELECT name , age FROM singer WHERE age > 1", "medium"),
        (f"SELECT T1.name {JOINED} WHERE T2.sales > 1", "medium"),
        ("SELECT name FROM singer WHERE id NOT IN (SELECT singer_id FROM song)", "hard"),
        (f"SELECT T1.name {JOINED} GROUP BY T1.id ORDER BY count(*) DESC LIMIT 1", "extra"),
        ("SELECT name AS 이름 FROM singer", ""),
    ],
)
def test_hardness(sql, level):
    assert hardness(sql, STRUCTURE) == level
