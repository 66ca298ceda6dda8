"""A query without one of its conditions at a time."""

import duckdb
import pytest

from text2sql.stages.checking.relaxing import relaxed


def flat(sql):
    return " ".join(sql.split())


@pytest.mark.parametrize(
    ("sql", "without"),
    [
        ("SELECT 1 AS n", []),
        ("SELECT a FROM t WHERE x = '제주'", [("x = '제주'", "SELECT a FROM t")]),
        (
            "SELECT a FROM t WHERE x = 1 AND (y = 2 OR z = 3)",
            [("x = 1", "SELECT a FROM t WHERE y = 2 OR z = 3"), ("y = 2 OR z = 3", "SELECT a FROM t WHERE x = 1")],
        ),
        (
            "SELECT a, COUNT(*) FROM t WHERE x = 1 GROUP BY a HAVING COUNT(*) > 5 LIMIT 3",
            [
                ("x = 1", "SELECT a, COUNT(*) FROM t GROUP BY a HAVING COUNT(*) > 5 LIMIT 3"),
                ("COUNT(*) > 5", "SELECT a, COUNT(*) FROM t WHERE x = 1 GROUP BY a LIMIT 3"),
            ],
        ),
        ("SELECT FROM WHERE (", []),
    ],
)
def test_each_condition_is_dropped_alone(sql, without):
    assert [(each.condition, flat(each.sql)) for each in relaxed(sql, "duckdb")] == without


def test_conditions_inside_a_subquery_are_found_and_all_variants_run():
    sql = (
        "WITH kept AS (SELECT * FROM (VALUES ('서울', 1), ('부산', 2)) AS v(region, n) WHERE n > 1) "
        "SELECT region FROM kept WHERE region = '서울'"
    )
    variants = relaxed(sql, "duckdb")
    with duckdb.connect() as connection:
        found = {each.condition: connection.sql(each.sql).fetchall() for each in variants}
    assert found == {"n > 1": [("서울",)], "region = '서울'": [("부산",)]}


def test_a_query_of_many_conditions_is_relaxed_in_the_first_ones():
    sql = "SELECT a FROM t WHERE " + " AND ".join(f"c{number} = 1" for number in range(50))
    assert len(relaxed(sql, "duckdb")) == 12
