"""What differs between the warehouses reached through SQLAlchemy, as one record each.

A record says which driver is needed, what opens a read-only transaction with a deadline, how a statement is explained
and how it is profiled. Nothing else in the code asks which dialect it is talking to.
"""

import re
from dataclasses import dataclass, field

from text2sql.warehouses.explaining import (
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
from text2sql.warehouses.profiling import ProfileSql


@dataclass(frozen=True, slots=True)
class SqlDialect:
    """A warehouse's ways."""

    name: str
    """What sqlglot calls its SQL."""
    driver: str
    """The module that must be importable."""
    package: str
    """What to install when it is not."""
    url_name: str = ""
    """The SQLAlchemy dialect and driver to use whatever the URL says; empty to leave the URL alone."""
    begin: tuple[str, ...] = ()
    """Statements that open every transaction; ``{milliseconds}`` and ``{seconds}`` are the time allowed."""
    explain: str = ""
    """The statement that plans ``{sql}``; empty where there is none."""
    parse: Parse = says_nothing
    profile: ProfileSql = field(default_factory=ProfileSql)
    other_schemas: bool = False
    """Whether tables outside the default schema are read too."""
    system_schemas: frozenset[str] = frozenset()
    late: tuple[str, ...] = ("timeout", "timed out", "time limit")
    """Words in an error that say the time allowed was over."""
    connect_seconds: str = ""
    """The driver's argument for how long connecting may take; empty when it has none."""


_POSTGRES = SqlDialect(
    name="postgres",
    driver="psycopg",
    package="psycopg[binary]",
    url_name="postgresql+psycopg",
    begin=(
        "SET TRANSACTION READ ONLY",
        "SET LOCAL statement_timeout = {milliseconds}",
        "SET LOCAL lock_timeout = {milliseconds}",
        "SET LOCAL idle_in_transaction_session_timeout = 60000",
    ),
    explain="EXPLAIN (FORMAT JSON) {sql}",
    parse=parse_postgres,
    profile=ProfileSql(
        text="CAST({x} AS TEXT)",
        sampled="{source} TABLESAMPLE SYSTEM ({percent})",
        matches="{x} ~ '^({pattern})$'",
        rows="SELECT CAST(reltuples AS BIGINT) FROM pg_catalog.pg_class WHERE oid = CAST('{name}' AS regclass)",
    ),
    other_schemas=True,
    system_schemas=frozenset({"information_schema", "pg_catalog", "pg_toast"}),
    late=("statement timeout", "user request", "lock timeout"),
    connect_seconds="connect_timeout",
)
_REDSHIFT = SqlDialect(
    name="redshift",
    driver="sqlalchemy_redshift",
    package="sqlalchemy-redshift redshift-connector",
    begin=("SET TRANSACTION READ ONLY", "SET statement_timeout TO {milliseconds}"),
    explain="EXPLAIN {sql}",
    parse=parse_redshift,
    profile=ProfileSql(distinct_estimate="APPROXIMATE COUNT(DISTINCT {x})"),
    other_schemas=True,
    system_schemas=frozenset({"information_schema", "pg_catalog", "pg_internal", "pg_automv"}),
    late=("statement timeout", "cancelled on user's request"),
)
_MYSQL = SqlDialect(
    name="mysql",
    driver="pymysql",
    package="pymysql",
    url_name="mysql+pymysql",
    begin=("SET SESSION MAX_EXECUTION_TIME = {milliseconds}", "SET TRANSACTION READ ONLY"),
    explain="EXPLAIN FORMAT=JSON {sql}",
    parse=parse_mysql,
    profile=ProfileSql(mark="`", text="CAST({x} AS CHAR)"),
    late=("maximum statement execution time exceeded", "max_statement_time exceeded"),
    connect_seconds="connect_timeout",
)
_MARIADB = SqlDialect(
    name="mysql",
    driver="pymysql",
    package="pymysql",
    url_name="mariadb+pymysql",
    begin=("SET SESSION max_statement_time = {seconds}", "SET TRANSACTION READ ONLY"),
    explain="EXPLAIN FORMAT=JSON {sql}",
    parse=parse_mysql,
    profile=ProfileSql(mark="`", text="CAST({x} AS CHAR)"),
    late=("max_statement_time exceeded",),
    connect_seconds="connect_timeout",
)
_TRINO = SqlDialect(
    name="trino",
    driver="trino",
    package="trino[sqlalchemy]",
    begin=("SET SESSION query_max_run_time = '{seconds}s'",),
    explain="EXPLAIN (TYPE IO, FORMAT JSON) {sql}",
    parse=parse_trino,
    profile=ProfileSql(distinct_estimate="APPROX_DISTINCT({x})", sampled="{source} TABLESAMPLE SYSTEM ({percent})"),
    late=("exceeded the maximum run time", "query_max_run_time"),
)
_ATHENA = SqlDialect(
    name="athena",
    driver="pyathena",
    package="PyAthena[SQLAlchemy]",
    explain="EXPLAIN (TYPE IO, FORMAT JSON) {sql}",
    parse=parse_trino,
    profile=ProfileSql(distinct_estimate="APPROX_DISTINCT({x})", sampled="{source} TABLESAMPLE SYSTEM ({percent})"),
)
_SNOWFLAKE = SqlDialect(
    name="snowflake",
    driver="snowflake.sqlalchemy",
    package="snowflake-sqlalchemy",
    begin=("ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = {seconds}",),
    explain="EXPLAIN USING TEXT {sql}",
    parse=parse_snowflake,
    profile=ProfileSql(distinct_estimate="APPROX_COUNT_DISTINCT({x})", sampled="{source} SAMPLE SYSTEM ({percent})"),
    late=("statement reached its statement or warehouse timeout",),
)
_DATABRICKS = SqlDialect(
    name="databricks",
    driver="databricks.sqlalchemy",
    package="databricks-sqlalchemy",
    begin=("SET STATEMENT_TIMEOUT = {seconds}",),
    explain="EXPLAIN COST {sql}",
    parse=parse_spark,
    profile=ProfileSql(mark="`", text="CAST({x} AS STRING)", distinct_estimate="APPROX_COUNT_DISTINCT({x})"),
    late=("statement_timeout", "timed out"),
)
_SPARK = SqlDialect(
    name="spark",
    driver="pyhive",
    package="PyHive[hive_pure_sasl]",
    explain="EXPLAIN COST {sql}",
    parse=parse_spark,
    profile=ProfileSql(mark="`", text="CAST({x} AS STRING)", distinct_estimate="APPROX_COUNT_DISTINCT({x})"),
)
_BIGQUERY = SqlDialect(
    name="bigquery",
    driver="sqlalchemy_bigquery",
    package="sqlalchemy-bigquery",
    explain="",
    parse=parse_bigquery,
    profile=ProfileSql(
        mark="`",
        text="CAST({x} AS STRING)",
        distinct_estimate="APPROX_COUNT_DISTINCT({x})",
        sampled="{source} TABLESAMPLE SYSTEM ({percent} PERCENT)",
    ),
)

DIALECTS = {
    "postgresql": _POSTGRES,
    "postgres": _POSTGRES,
    "redshift": _REDSHIFT,
    "mysql": _MYSQL,
    "mariadb": _MARIADB,
    "trino": _TRINO,
    "awsathena": _ATHENA,
    "snowflake": _SNOWFLAKE,
    "databricks": _DATABRICKS,
    "hive": _SPARK,
    "sparksql": _SPARK,
    "bigquery": _BIGQUERY,
}
"""By the first part of a SQLAlchemy URL, before ``+driver``."""


def dialect_of(url: str) -> SqlDialect | None:
    """The record for a URL, or None when we do not know that kind of warehouse."""
    return DIALECTS.get(re.split(r"[+:]", url, maxsplit=1)[0].lower())


def with_driver(url: str, dialect: SqlDialect) -> str:
    """The URL with the driver that was tested with the dialect."""
    return f"{dialect.url_name}://{url.partition('://')[2]}" if dialect.url_name else url
