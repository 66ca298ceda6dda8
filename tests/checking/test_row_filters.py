"""Row filters: rows outside them never influence a result; where that is not sure, the query is refused."""

import os
from dataclasses import replace

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from tests.checking.random_queries import TABLES, queries
from text2sql.catalog import Catalog, Column, Table
from text2sql.errors import SettingsError
from text2sql.stages.checking import Checker, CheckRules, RowFilter
from text2sql.types import CheckedSql, Rejected

EXAMPLES = int(os.environ.get("TEXT2SQL_EXAMPLES", "60"))
"""Queries tried; TEXT2SQL_EXAMPLES=10000 for a long run."""

TYPES = {"int": "INTEGER", "text": "VARCHAR"}

CATALOG = Catalog(
    "shop",
    "duckdb",
    tuple(
        Table(name, tuple(Column(column, TYPES[kind]) for column, kind in columns.items()))
        for name, columns in {**TABLES, "user_regions": {"user_id": "int", "region": "text"}}.items()
    ),
)

RULES = CheckRules(
    row_limit=None,
    hidden_tables=frozenset({"user_regions"}),
    row_filters=(
        RowFilter("orders", "region = :region"),
        RowFilter("orders", "amount < :most OR amount IS NULL"),
        RowFilter("customers", "region IN (SELECT region FROM user_regions WHERE user_id = :user)"),
        RowFilter("지역", "region IN :regions"),
    ),
    attributes={"region": "KR", "most": 7, "user": 1, "regions": ("KR", "서울")},
)

ROWS = """
INSERT INTO orders
SELECT i, i % 6, i % 10, CASE i % 4 WHEN 0 THEN 'KR' WHEN 1 THEN 'US' WHEN 2 THEN NULL ELSE '서울' END
FROM range(24) t(i);
INSERT INTO customers
SELECT i, 'n' || i % 3, CASE i % 3 WHEN 0 THEN 'KR' WHEN 1 THEN 'US' END, CASE WHEN i < 2 THEN NULL ELSE i // 2 END
FROM range(8) t(i);
INSERT INTO "지역" VALUES ('KR', '한국'), ('US', '미국'), ('서울', NULL), (NULL, '어딘가');
INSERT INTO user_regions VALUES (1, 'KR'), (1, '서울'), (2, 'US');
"""

OUTSIDE = """
DELETE FROM orders WHERE NOT coalesce(region = 'KR' AND (amount < 7 OR amount IS NULL), false);
DELETE FROM customers WHERE region IS NULL OR region NOT IN ('KR', '서울');
DELETE FROM "지역" WHERE region IS NULL OR region NOT IN ('KR', '서울');
"""


def database(*statements):
    connection = duckdb.connect()
    for table in CATALOG.tables:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    for statement in statements:
        connection.execute(statement)
    return connection


def rows(connection, sql):
    return sorted(map(repr, connection.execute(sql).fetchall()))


WHOLE = database(ROWS)
ALLOWED_ROWS = database(ROWS, OUTSIDE)
CHECKER = Checker(CATALOG, RULES)
UNFILTERED = Checker(CATALOG, replace(RULES, row_filters=()))


@given(queries())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="TEXT2SQL_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
def test_rows_outside_a_filter_never_influence_the_result(sql):
    """The filtered query over all rows returns what the unfiltered one returns where the forbidden rows are gone."""
    checked = CHECKER.check(sql)
    if isinstance(checked, Rejected):
        assert isinstance(UNFILTERED.check(sql), Rejected), f"refused only because of the filters: {checked.problem}"
        return
    try:
        expected = rows(ALLOWED_ROWS, UNFILTERED.check(sql).text)
        found = rows(WHOLE, checked.text)
    except duckdb.NotImplementedException:
        return  # DuckDB cannot plan every correlated query; what it cannot run shows nothing
    assert found == expected


@given(queries())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="TEXT2SQL_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
def test_without_policies_a_checked_query_returns_what_the_written_one_returns(sql):
    checked = UNFILTERED.check(sql)
    if isinstance(checked, Rejected):
        return
    try:
        written = WHOLE.execute(sql)
        columns, expected = [each[0] for each in written.description], sorted(map(repr, written.fetchall()))
    except duckdb.NotImplementedException:
        return  # DuckDB cannot plan every correlated query
    found = WHOLE.execute(checked.text)
    assert [each[0].lower() for each in found.description] == [name.lower() for name in columns]
    assert sorted(map(repr, found.fetchall())) == expected


def test_a_filter_applies_at_every_reference():
    sql = """
        WITH recent AS (SELECT id FROM orders)
        SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM recent), count(*)
        FROM orders AS a JOIN main.orders AS b ON a.id = b.id
        WHERE EXISTS (SELECT 1 FROM "orders" WHERE id = a.id)
    """
    text = CHECKER.check(sql).text
    assert text.count("region = 'KR'") == 5
    assert WHOLE.execute(text).fetchall() == ALLOWED_ROWS.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "WITH user_regions AS (SELECT 1 AS user_id, 'US' AS region) SELECT * FROM customers",
        "WITH User_Regions(user_id, region) AS (SELECT 1, 'US') SELECT * FROM customers",
        "WITH x AS (WITH user_regions AS (SELECT 1 AS u, 'US' AS region) SELECT * FROM customers) SELECT * FROM x",
        "SELECT * FROM (WITH orders AS (SELECT * FROM orders) SELECT * FROM orders) x",
        "WITH customers AS (SELECT * FROM customers) SELECT * FROM customers",
    ],
)
def test_a_cte_cannot_stand_between_a_filter_and_its_table(sql):
    assert "choose another name" in CHECKER.check(sql).problem


def test_a_missing_attribute_closes_the_table():
    checker = Checker(CATALOG, replace(RULES, attributes={"most": 7, "user": 1, "regions": ()}))
    assert "closed to you" in checker.check("SELECT count(*) FROM orders").problem
    assert isinstance(checker.check("SELECT count(*) FROM customers"), CheckedSql)


def test_no_value_means_no_row():
    checker = Checker(CATALOG, replace(RULES, attributes={**RULES.attributes, "regions": ()}))
    assert WHOLE.execute(checker.check('SELECT count(*) FROM "지역"').text).fetchall() == [(0,)]


@pytest.mark.parametrize("value", ["x' OR '1'='1", "x'; DROP TABLE orders; --", "\\", "'", "한'글"])
def test_an_attribute_is_only_ever_a_value(value):
    checker = Checker(CATALOG, replace(RULES, attributes={**RULES.attributes, "region": value}))
    assert WHOLE.execute(checker.check("SELECT count(*) FROM orders").text).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("row_filter", "says"),
    [
        (RowFilter("order", "region = 'KR'"), "not in the catalog"),
        (RowFilter("orders", "regin = 'KR'"), "did you mean `region`"),
        (RowFilter("orders", "region = 'KR"), "not closed"),
        (RowFilter("orders", "region = 'KR') OR (1 = 1"), "not one condition"),
        (RowFilter("orders", "true) UNION SELECT 1 FROM orders WHERE (true"), "not one condition"),
        (RowFilter("orders", ""), "not one condition"),
        (RowFilter("orders", "region = getenv('REGION')"), "not allowed"),
        (RowFilter("orders", "1 = 1; DROP TABLE orders"), "one statement"),
    ],
)
def test_a_filter_that_cannot_be_applied_stops_the_program(row_filter, says):
    with pytest.raises(SettingsError, match=says):
        Checker(CATALOG, CheckRules(row_filters=(row_filter,)))


def test_filters_work_in_every_dialect_and_schema():
    for dialect in ("sqlite", "postgres", "mysql", "snowflake", "bigquery", "trino", "spark"):
        catalog = Catalog("shop", dialect, (*CATALOG.tables, Table("sales.targets", (Column("region", "VARCHAR"),))))
        rules = CheckRules(
            row_filters=(RowFilter("sales.targets", "region = :region"),), attributes={"region": "O'Neill"}
        )
        text = Checker(catalog, rules).check("SELECT count(*) FROM sales.targets AS t").text
        assert "sales.targets" in text and "Neill" in text and "AS t" in text
