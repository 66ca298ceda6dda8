"""How long a check takes over a catalog of 10,000 tables: `pytest benchmarks/test_check_speed.py` (pytest-benchmark).

Targets (issue 3): 3 ms in the middle, 15 ms at the 95th percentile, on two cores. The queries are of the kinds that
people and models write, short and long, right and wrong; each is checked once in every round.
"""

import random
from statistics import quantiles
from time import perf_counter

import pytest

from text2sql.catalog import Catalog, Column, Table
from text2sql.stages.checking import Checker, CheckRules, RowFilter
from text2sql.types import Rejected

TABLES = 10_000
COLUMNS = ("id", "customer_id", "product_id", "amount", "quantity", "status", "note", "region", "ordered_on", "금액")

TEMPLATES = (
    "SELECT count(*) FROM {a}",
    "SELECT id, amount FROM {a} WHERE status = 'paid' AND amount > 100 ORDER BY amount DESC LIMIT 10",
    "SELECT region, sum(amount) AS revenue FROM {a} WHERE ordered_on >= DATE '2025-01-01' "
    "GROUP BY region ORDER BY 2 DESC",
    "SELECT a.region, count(DISTINCT b.customer_id), sum(b.금액) FROM {a} AS a "
    "JOIN {b} AS b ON a.customer_id = b.customer_id LEFT JOIN {c} AS c ON c.product_id = b.product_id "
    "WHERE c.status IN ('a', 'b', 'c') GROUP BY a.region HAVING count(*) > 3",
    "WITH monthly AS (SELECT date_trunc('month', ordered_on) AS month, sum(amount) AS revenue FROM {a} GROUP BY 1), "
    "growth AS (SELECT month, revenue, lag(revenue) OVER (ORDER BY month) AS before FROM monthly) "
    "SELECT month, revenue, round(100.0 * (revenue - before) / nullif(before, 0), 1) AS percent "
    "FROM growth ORDER BY month",
    "SELECT * FROM {a} WHERE id IN (SELECT product_id FROM {b} WHERE amount > (SELECT avg(amount) FROM {c}))",
    "SELECT * FROM (SELECT region, status, sum(amount) AS total, rank() OVER (PARTITION BY region ORDER BY sum(amount) "
    "DESC) AS place FROM {a} GROUP BY region, status) AS ranked WHERE place <= 3 ORDER BY region, place",
    "SELECT CASE WHEN a.amount >= 100 THEN 'big' ELSE 'small' END AS size, count(*) FILTER (WHERE b.status = 'paid') "
    "FROM {a} AS a JOIN {b} AS b ON a.id = b.id WHERE EXISTS (SELECT 1 FROM {c} AS c WHERE c.id = a.id) GROUP BY 1",
    "SELECT regin, sum(amount) FROM {a} GROUP BY 1",
    "SELECT sum(amount) FROM {a}s",
    "SELECT id FROM {a}; DROP TABLE {a}",
    "SELECT pg_sleep(10), * FROM {a}",
)


def catalog(dialect):
    columns = tuple(Column(name, "VARCHAR" if name in ("status", "note", "region") else "INTEGER") for name in COLUMNS)
    words = ("orders", "customers", "products", "invoices", "재고", "events", "payments", "visits")
    return Catalog("shop", dialect, tuple(Table(f"{words[n % 8]}_{n:05d}", columns) for n in range(TABLES)))


def queries(tables, count=600):
    chance = random.Random(3)
    names = [table.name for table in tables]
    for index in range(count):
        a, b, c = chance.sample(names, 3)
        yield TEMPLATES[index % len(TEMPLATES)].format(a=a, b=b, c=c)


@pytest.fixture(scope="module", params=["duckdb", "postgres", "sqlite", "snowflake", "bigquery"])
def prepared(request):
    whole = catalog(request.param)
    rules = CheckRules(
        hidden_tables=frozenset({whole.tables[7].name}),
        row_filters=(RowFilter(whole.tables[0].name, "region = :region"),),
        attributes={"region": "KR"},
    )
    checker = Checker(whole, rules)
    checker.check("SELECT 1 FROM nothing")  # the index for hints is made when it is first needed
    return checker, tuple(queries(whole.tables))


def test_check(benchmark, prepared):
    checker, asked = prepared
    benchmark.pedantic(lambda: [checker.check(sql) for sql in asked], rounds=5, warmup_rounds=1)
    seconds = []
    for sql in asked:
        started = perf_counter()
        checker.check(sql)
        seconds.append(perf_counter() - started)
    percentiles = quantiles(seconds, n=100)
    benchmark.extra_info.update(
        queries=len(asked),
        p50_ms=round(percentiles[49] * 1_000, 2),
        p95_ms=round(percentiles[94] * 1_000, 2),
        refused=sum(isinstance(checker.check(sql), Rejected) for sql in asked),
    )
    print(f"\n{checker.dialect}: {benchmark.extra_info}")


def test_index_of_ten_thousand_tables(benchmark):
    whole = catalog("duckdb")
    benchmark.pedantic(lambda: Checker(whole), rounds=5, warmup_rounds=1)


def test_first_unknown_name(benchmark):
    """The first misspelt table builds the index for hints."""
    whole = catalog("duckdb")
    benchmark.pedantic(
        lambda checker: checker.check("SELECT 1 FROM orders_0000x"), setup=lambda: ((Checker(whole),), {}), rounds=5
    )
