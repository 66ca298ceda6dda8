"""What is done to the text of a query before Spider's rule runs it."""

import pytest

from text2sql.evaluation.scoring.preparing import (
    filled_placeholders,
    orders_its_rows,
    runnable_text,
    wants_order,
    without_distinct,
)


@pytest.mark.parametrize(
    ("sql", "plain"),
    [
        ("SELECT DISTINCT name FROM t", "SELECT  name FROM t"),
        ("select count(distinct t1.도시) from t", "select count( t1.도시) from t"),
        ("SELECT DISTINCT(name) FROM t", "SELECT (name) FROM t"),
        (
            "SELECT 'a distinct b', \"distinct\", `distinct` FROM t",
            "SELECT 'a distinct b', \"distinct\", `distinct` FROM t",
        ),
        ("SELECT 1 -- DISTINCT\n, 2", "SELECT 1 -- DISTINCT\n, 2"),
        ("SELECT distinctive FROM t", "SELECT distinctive FROM t"),
        ("SELECT DISTINCT a FROM t; SELECT DISTINCT b FROM t", "SELECT  a FROM t;"),
        ("SELECT ';' AS 끝; x", "SELECT ';' AS 끝;"),
        ("", ""),
    ],
)
def test_distinct_goes_and_only_the_first_statement_stays(sql, plain):
    assert without_distinct(sql) == plain


def test_placeholders_and_split_operators():
    assert filled_placeholders("WHERE a = 'value' AND b > value") == "WHERE a = '1' AND b > 1"
    assert runnable_text("a > = 1 AND b ! = 2 AND c < = 3") == "a >= 1 AND b != 2 AND c <= 3"
    assert runnable_text("SELECT year ( curdate() ) - 나이") == "SELECT 2020- 나이"


@pytest.mark.parametrize(
    ("sql", "official", "own"),
    [
        ("SELECT a FROM t ORDER BY a", True, True),
        ("SELECT a FROM t order  by a", False, True),
        ("SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 3) AS s", True, False),
        ("SELECT 'order by' AS 이름", True, False),
        ("SELECT rank() OVER (ORDER BY a) FROM t", True, False),
        ("SELECT a FROM t", False, False),
    ],
)
def test_whether_rows_must_come_in_order_to_spider_and_to_us(sql, official, own):
    assert wants_order(sql) is official
    assert orders_its_rows(sql) is own
