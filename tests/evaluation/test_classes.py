import pytest

from tests.evaluation.made import GOLD, case, execution, verdict
from text2sql.evaluation.classes import error_class
from text2sql.evaluation.features import features_of, read_query
from text2sql.evaluation.types import Schema

SHOP = Schema(
    "shop",
    ("orders", "customers"),
    ((-1, "*"), (0, "id"), (0, "customer_id"), (0, "total"), (0, "day"), (1, "id"), (1, "name"), (1, "city")),
)


def named(wanted, given, **results):
    one, other = (read_query(sql, "sqlite", SHOP) for sql in (wanted, given))
    return error_class(verdict(case(gold=(wanted,)), given, correct=False, **results), one, other)


DIFFERENT = {"gold": execution(("서울",), ("부산",)), "predicted": execution(("대구",), columns=("name",))}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ("SELECT name FROM customers", "SELECT city FROM customers", "schema linking"),
        ("SELECT count(*) FROM customers", "SELECT count(*) FROM orders", "schema linking"),
        (
            "SELECT id FROM customers EXCEPT SELECT customer_id FROM orders",
            "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)",
            "nesting",
        ),
        (
            "SELECT name FROM customers c JOIN orders o ON o.customer_id = c.id",
            "SELECT name FROM customers c JOIN orders o ON o.id = c.id",
            "join",
        ),
        ("SELECT name FROM customers", "SELECT name FROM customers c JOIN orders o ON o.customer_id = c.id", "join"),
        (
            "SELECT name FROM customers WHERE city = '서울'",
            "SELECT name FROM customers WHERE city = '부산'",
            "filter value",
        ),
        (
            'SELECT name FROM customers WHERE city = "서울"',
            "SELECT name FROM customers WHERE city = '부산'",
            "filter value",
        ),
        ("SELECT id FROM orders WHERE total > 3", "SELECT id FROM orders WHERE total >= 3", "filter"),
        ("SELECT name FROM customers WHERE city = '서울'", "SELECT name FROM customers", "filter"),
        ("SELECT sum(total) FROM orders", "SELECT avg(total) FROM orders", "aggregation"),
        ("SELECT city, count(*) FROM customers GROUP BY city", "SELECT city, count(*) FROM customers", "aggregation"),
        ("SELECT id FROM orders ORDER BY total DESC", "SELECT id FROM orders ORDER BY total", "order or limit"),
        ("SELECT id FROM orders LIMIT 3", "SELECT id FROM orders LIMIT 1", "order or limit"),
        ("SELECT name, city FROM customers", "SELECT name, city, name FROM customers", "columns"),
        ("SELECT name FROM customers", "SELECT customers.name FROM customers AS customers", "other"),
    ],
)
def test_trees_name_the_most_consequential_difference(gold, predicted, expected):
    assert named(gold, predicted, **DIFFERENT) == expected


def test_results_speak_before_trees():
    extra = execution(("아이유", 1), ("비", 2), columns=("name", "id"))
    assert named(GOLD, "SELECT 1", gold=execution(("비",), ("아이유",)), predicted=extra) == "columns"
    turned = {"gold": execution(("비",), ("아이유",)), "predicted": execution(("아이유",), ("비",))}
    assert named(GOLD, "SELECT total FROM orders", **turned) == "order or limit"


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("no such column: 이름", "schema linking"),
        ('near "SELCT": syntax error', "invalid sql"),
        ("The query ran longer than 30 s and was stopped.", "timeout"),
    ],
)
def test_a_query_that_fails_says_why(problem, expected):
    assert named(GOLD, GOLD, predicted=execution(problem=problem)) == expected


def test_gold_that_fails_is_not_the_systems_fault():
    assert named(GOLD, GOLD, gold=execution(problem="no such table")) == "gold failed"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("refused", "refused"), ("clarify", "abstained"), ("declined", "abstained"), ("failed", "failed")],
)
def test_without_sql_the_status_is_the_class(status, expected):
    assert error_class(verdict(sql=None, status=status, correct=False), None, None) == expected


def test_an_answer_to_what_has_none_and_a_right_one():
    assert error_class(verdict(case(answerable=False, gold=()), correct=False), None, None) == "not declined"
    assert error_class(verdict(), None, None) == ""


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT name FROM customers", ("plain",)),
        ("SELECT a.id FROM orders a, customers b", ("joins",)),
        ("SELECT id FROM orders WHERE total > (SELECT avg(total) FROM orders)", ("nesting", "aggregation")),
        ("SELECT id FROM orders UNION SELECT id FROM customers", ("set operations",)),
        ("SELECT city FROM customers GROUP BY city ORDER BY count(*)", ("grouping", "aggregation", "ordering")),
        ("SELECT rank() OVER (ORDER BY total) FROM orders", ("ordering", "windows")),
        ("SELECT id FROM orders WHERE strftime('%Y', day) = '2026'", ("time",)),
        ("SELECT id FROM orders WHERE day >= '2026-01-01'", ("time",)),
        ("SELECT FROM WHERE", ()),
        ("DROP TABLE orders", ()),
    ],
)
def test_features_of_a_query(sql, expected):
    assert features_of(read_query(sql, "sqlite", SHOP)) == expected


def test_columns_are_those_of_their_tables():
    parts = read_query(
        'SELECT T1.name, total FROM customers T1 JOIN orders T2 ON T2.customer_id = T1.id WHERE city = "서울"',
        "sqlite",
        SHOP,
    )
    assert parts.names == ("customers", "orders")
    assert parts.columns == {"customers.name", "orders.total", "customers.city"}


def test_what_a_query_names_itself_is_no_column_of_a_table():
    parts = read_query(
        "WITH 월 AS (SELECT customer_id AS c, sum(total) AS 합 FROM orders GROUP BY c) SELECT c FROM 월 ORDER BY 합",
        "sqlite",
        SHOP,
    )
    assert (parts.names, parts.columns) == (("orders",), {"orders.customer_id", "orders.total"})
