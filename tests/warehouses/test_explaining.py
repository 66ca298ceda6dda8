"""Replies of EXPLAIN. PostgreSQL's come from a real server in ``test_sqlalchemy.py``; the others' shapes are from their
documentation, with values of our own."""

import pytest

from text2sql.errors import QueryFailed
from text2sql.warehouses.explaining import (
    Estimate,
    Parse,
    parse_bigquery,
    parse_mysql,
    parse_postgres,
    parse_redshift,
    parse_snowflake,
    parse_spark,
    parse_trino,
    says_nothing,
)

POSTGRES = """[{"Plan": {"Node Type": "Aggregate", "Plan Rows": 1, "Plan Width": 8, "Plans": [
  {"Node Type": "Hash Join", "Plan Rows": 5000, "Plan Width": 0, "Plans": [
    {"Node Type": "Seq Scan", "Relation Name": "orders", "Plan Rows": 5000, "Plan Width": 4},
    {"Node Type": "Seq Scan", "Relation Name": "고객", "Plan Rows": 120, "Plan Width": 10}]}]}}]"""
REDSHIFT = """XN HashAggregate  (cost=131.97..133.41 rows=576 width=17)
  ->  XN Hash Join DS_DIST_NONE  (cost=4.50..131.07 rows=8798 width=17)
        Hash Cond: ("outer".listid = "inner".listid)
        ->  XN Seq Scan on sales  (cost=0.00..34.56 rows=3456 width=8)
        ->  XN Hash  (cost=3.60..3.60 rows=36 width=13)
              ->  XN Seq Scan on "행사"  (cost=0.00..3.60 rows=36 width=13)"""
MYSQL = """{"query_block": {"select_id": 1, "cost_info": {"query_cost": "912.4"}, "nested_loop": [
  {"table": {"table_name": "orders", "access_type": "ALL", "rows_examined_per_scan": 9000,
    "rows_produced_per_join": 900, "cost_info": {"read_cost": "1.0", "data_read_per_join": "2M"}}},
  {"table": {"table_name": "고객", "access_type": "eq_ref", "rows_examined_per_scan": 1, "rows_produced_per_join": 900,
    "cost_info": {"read_cost": "225", "data_read_per_join": "64K"}}}]}}"""
MARIADB = (
    '{"query_block": {"select_id": 1, "table": {"table_name": "t", "access_type": "ALL", "rows": 41, "filtered": 100}}}'
)
TRINO = """{"inputTableColumnInfos": [
  {"table": {"catalog": "hive", "schemaTable": {"schema": "sales", "table": "orders"}}, "constraint": {"none": false},
   "estimate": {"outputRowCount": 15000.0, "outputSizeInBytes": 1597294.0, "cpuCost": 1597294.0, "networkCost": 0.0}},
  {"table": {"catalog": "hive", "schemaTable": {"schema": "sales", "table": "고객"}},
   "estimate": {"outputRowCount": "NaN", "outputSizeInBytes": "NaN"}}],
  "estimate": {"outputRowCount": 22500.0, "outputSizeInBytes": "NaN", "cpuCost": "NaN"}}"""
SNOWFLAKE = """GlobalStats:
    partitionsTotal=48
    partitionsAssigned=12
    bytesAssigned=1048576
Operations:
1:0     ->Result  ORDERS.REGION, COUNT(*)
1:1          ->Aggregate  aggExprs: [COUNT(*)], groupKeys: [ORDERS.REGION]
1:2               ->TableScan  SHOP.PUBLIC.ORDERS  REGION  {partitionsTotal=48, partitionsAssigned=12}"""
SPARK = """== Optimized Logical Plan ==
Aggregate [region#1], [region#1, count(1) AS n#2L], Statistics(sizeInBytes=8.0 MiB)
+- Join Inner, (id#3 = order_id#4), Statistics(sizeInBytes=24.0 MiB, rowCount=1.20E+6)
   :- Relation spark_catalog.default.orders[region#1,id#3] parquet, Statistics(sizeInBytes=16.0 KiB, rowCount=1000)
   +- Relation spark_catalog.default.items[order_id#4] parquet, Statistics(sizeInBytes=2.0 MiB, rowCount=50000)

== Physical Plan ==
AdaptiveSparkPlan isFinalPlan=false"""
BIGQUERY = """{"configuration": {"dryRun": true}, "statistics": {"totalBytesProcessed": "5242880",
  "query": {"schema": {"fields": [{"name": "지역", "type": "STRING"}]}}}, "status": {"state": "DONE"}}"""


@pytest.mark.parametrize(
    ("parse", "reply", "expected"),
    [
        (parse_postgres, POSTGRES, Estimate(5_000, 5_000 * 4 + 120 * 10)),
        (parse_redshift, REDSHIFT, Estimate(8_798, 3_456 * 8 + 36 * 13)),
        (parse_mysql, MYSQL, Estimate(9_000, 2 * 2**20 + 64 * 2**10)),
        (parse_mysql, MARIADB, Estimate(41, None)),
        (parse_trino, TRINO, Estimate(22_500, 1_597_294)),
        (parse_snowflake, SNOWFLAKE, Estimate(None, 2**20)),
        (parse_spark, SPARK, Estimate(1_200_000, 16 * 2**10 + 2 * 2**20)),
        (parse_bigquery, BIGQUERY, Estimate(None, 5_242_880)),
        (says_nothing, "anything", Estimate()),
    ],
)
def test_estimates_are_read_from_the_reply(parse: Parse, reply: str, expected: Estimate) -> None:
    assert parse(reply) == expected


@pytest.mark.parametrize(
    "parse",
    [parse_postgres, parse_redshift, parse_mysql, parse_trino, parse_snowflake, parse_spark, parse_bigquery],
)
@pytest.mark.parametrize(
    "reply", ["", "no plan", "{", "[]", '{"estimate": 5}', '[{"Plan Rows": "many"}]', "한글 rows= width="]
)
def test_a_reply_of_another_version_is_no_estimate_and_no_crash(parse: Parse, reply: str) -> None:
    assert parse(reply) == Estimate()


def test_sparks_errors_come_back_as_rows_and_are_errors_all_the_same() -> None:
    reply = (
        "Error occurred during query planning: \n[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `regin` cannot "
        "be resolved. Did you mean one of the following? [`region`].; line 1 pos 7;\n'Project ['regin]"
    )
    with pytest.raises(QueryFailed, match="regin"):
        parse_spark(reply)
