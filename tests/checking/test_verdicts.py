"""Verdicts, as pairs of what was written and what is said or runs."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from text2sql.catalog import Catalog, Column, Table
from text2sql.errors import SettingsError
from text2sql.stages.checking import Budget, Checker, CheckRules, RowFilter, judge_cost, visible_catalog
from text2sql.stages.checking.functions import DIALECTS, listed_functions
from text2sql.types import CheckedSql, Plan, Rejected

HERE = Path(__file__).parent


def pairs(name):
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def plain(sql):
    """On one line, so that a pair is easy to read."""
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")")


def rules_of(pair):
    rules = dict(pair.get("rules", {}))
    if "row_filters" in rules:
        rules["row_filters"] = tuple(RowFilter(*each) for each in rules["row_filters"])
    if "extra_functions" in rules:
        rules["extra_functions"] = frozenset(rules["extra_functions"])
    return {"row_limit": None, **rules}


@pytest.mark.parametrize("pair", pairs("refusals"), ids=lambda pair: pair["sql"][:50])
def test_refusals_say_what_to_write_instead(checker, pair):
    verdict = checker(pair.get("dialect", "duckdb")).check(pair["sql"])
    assert isinstance(verdict, Rejected)
    assert verdict.problem == pair["says"]
    assert verdict.sql == pair["sql"]


@pytest.mark.parametrize("pair", pairs("rewritings"), ids=lambda pair: pair["sql"][:50])
def test_what_runs_instead(make_checker, pair):
    verdict = make_checker(pair.get("dialect", "duckdb"), **rules_of(pair)).check(pair["sql"])
    assert isinstance(verdict, CheckedSql), verdict.problem
    assert plain(verdict.text) == pair["runs"]


def test_a_verdict_tells_what_is_read(checker):
    verdict = checker("duckdb").check(
        "WITH paid AS (SELECT customer_id, amount FROM orders WHERE status = 'paid') "
        "SELECT c.name, sum(p.amount) FROM paid AS p JOIN customers AS c ON c.id = p.customer_id GROUP BY 1"
    )
    assert verdict.tables == ("orders", "customers")
    assert set(verdict.columns) == {
        ("orders", "customer_id"),
        ("orders", "amount"),
        ("orders", "status"),
        ("customers", "id"),
        ("customers", "name"),
    }
    assert verdict.dialect == "duckdb"
    assert verdict.row_limit == 1_001


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT c.id, c.email, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id, c.email",
        "SELECT email, count(*) FROM customers GROUP BY id, email",
        "SELECT id, email AS 이메일, count(*) FROM customers GROUP BY id, 이메일",
        "SELECT id, email, count(*) FROM customers GROUP BY 1, 2",
        "SELECT DISTINCT id, email FROM customers",
        "SELECT id, email FROM customers ORDER BY region DESC, email",
        "SELECT count(email), count(*) FROM customers WHERE phone IS NOT NULL",
        "SELECT x.e FROM (SELECT email AS e FROM customers) AS x",
        "SELECT email FROM customers UNION ALL SELECT note FROM orders",
    ],
)
def test_masked_columns_may_stand_where_the_answer_stays_true(checker, sql):
    """Next to its table's primary key a masked value changes no group; behind another one it only breaks ties."""
    verdict = checker("duckdb").check(sql)
    assert isinstance(verdict, CheckedSql), verdict.problem
    assert "'***'" in verdict.text


def test_personal_columns_can_be_refused_altogether(checker):
    guard = checker("duckdb", personal="refuse")
    assert "cannot be read" in guard.check("SELECT email FROM customers").problem
    assert "cannot be read" in guard.check("SELECT * FROM customers").problem
    assert isinstance(guard.check("SELECT id, name FROM customers"), CheckedSql)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_in_any_case_and_quotes_find_their_table(checker, dialect):
    quote = {"mysql": "`", "bigquery": "`", "spark": "`", "databricks": "`"}.get(dialect, '"')
    stored = "ORDERS" if dialect == "snowflake" else "orders"
    for name in (
        "orders",
        "Orders",
        "ORDERS",
        "main.orders",
        "shop.orders",
        "public.orders",
        f"{quote}{stored}{quote}",
    ):
        assert isinstance(checker(dialect).check(f"SELECT id FROM {name}"), CheckedSql), name


def test_postgres_names_are_given_as_the_catalog_spells_them():
    catalog = Catalog("shop", "postgres", (Table("Orders", (Column("userId", "integer"),)), Table("order", ())))
    checker = Checker(catalog, CheckRules(row_limit=None))
    assert plain(checker.check("SELECT userid FROM orders").text) == 'SELECT "userId" FROM "Orders"'
    assert plain(checker.check('SELECT o."userId" FROM "Orders" o').text) == 'SELECT o."userId" FROM "Orders" AS o'
    assert plain(checker.check("SELECT count(*) FROM ORDERS").text) == 'SELECT count(*) FROM "Orders"'


def test_decomposed_hangul_is_the_same_name(checker):
    import unicodedata

    written = unicodedata.normalize("NFD", 'SELECT 금액 FROM "주문 내역"')
    assert plain(checker("duckdb", row_limit=None).check(written).text) == 'SELECT "금액" FROM "주문 내역"'


def test_rules_hide_whichever_of_the_names_carries_a_schema():
    catalog = Catalog("shop", "duckdb", (Table("hr.pay", (Column("id", "INT"),), schema="hr"), Table("pay", ())))
    for name in ("pay", "hr.pay", "main.pay", "PAY"):
        hidden = visible_catalog(catalog, CheckRules(hidden_tables=frozenset({name})))
        assert "hr.pay" not in [table.name for table in hidden.tables] or name == "main.pay"
        checker = Checker(catalog, CheckRules(hidden_tables=frozenset({name})))
        assert isinstance(checker.check("SELECT count(*) FROM pay"), Rejected)


def test_the_visible_catalog_has_nothing_that_is_hidden(checker):
    from tests.checking.conftest import shop, shop_rules

    visible = visible_catalog(shop("duckdb"), shop_rules())
    assert "salaries" not in [table.name for table in visible.tables]
    assert "ssn" not in [column.name for column in visible.table("customers").columns]
    assert len(visible.tables) == len(shop("duckdb").tables) - 1


def test_an_unknown_dialect_stops_the_program():
    with pytest.raises(SettingsError, match="cannot be checked; use one of"):
        Checker(Catalog("shop", "oracle", ()))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_lists_of_functions_name_their_source_and_hold_nothing_dangerous(dialect):
    text = (files("text2sql.stages.checking") / "functions" / f"{dialect}.txt").read_text("utf-8")
    assert text.startswith("# Functions a query may call on") and "# Source: " in text
    dangerous = (
        "pg_sleep sleep benchmark load_file load_extension readfile writefile getenv read_csv read_text read_parquet "
        "query query_table dblink lo_import lo_export pg_read_file pg_ls_dir current_setting set_config nextval setval "
        "currval java_method reflect try_reflect input_file_name get_ddl external_query query_to_xml ts_stat version "
        "current_user session_user user database current_database current_schema get_lock pg_advisory_lock random rand "
        "uuid gen_random_uuid randomblob zeroblob list_resize array_resize list_reduce reduce aggregate array_fill "
        "sys_exec eval exec system edit json_execute_serialized_sql duckdb_settings txid_current http_get ai_query"
    )
    assert not listed_functions(dialect) & set(dangerous.split())
    assert {"count", "sum", "avg", "min", "max", "coalesce", "round", "lower", "upper"} <= listed_functions(dialect)


def test_listed_functions_exist_in_duckdb():
    """A misspelt name on the list would refuse the function that was meant."""
    import duckdb

    syntax = {
        "coalesce",
        "if",
        "ifnull",
        "iif",
        "nullif",
        "grouping",
        "grouping_id",
        "percentile_cont",
        "percentile_disc",
    }
    syntax |= {"array", "date", "first_value", "json", "row", "unnest", "map"}
    rows = duckdb.connect().execute("SELECT DISTINCT lower(function_name) FROM duckdb_functions()").fetchall()
    assert listed_functions("duckdb") - {name for (name,) in rows} <= syntax


@pytest.mark.parametrize(
    ("rows", "size", "verdict"),
    [
        (None, None, "allow"),
        (10, 10, "allow"),
        (100, 10, "allow"),
        (101, 10, "ask"),
        (10, 5_001, "ask"),
        (1_001, 10, "refuse"),
        (10, 50_001, "refuse"),
        (101, 50_001, "refuse"),
    ],
)
def test_the_cost_guard(rows, size, verdict):
    budget = Budget(ask_rows=100, refuse_rows=1_000, ask_bytes=5_000, refuse_bytes=50_000)
    assert judge_cost(Plan((), rows, size), budget) == verdict
    assert judge_cost(Plan((), rows, size), Budget()) == "allow"


def test_names_with_signs_are_written_in_quotes():
    names = ('금액 "원"', "면적[㎡]", "it's", "가격(원)", "100%", "select", "a;b--c")
    for dialect, quote in (("duckdb", '"'), ("sqlite", '"'), ("postgres", '"'), ("mysql", "`"), ("trino", '"')):
        catalog = Catalog("shop", dialect, (Table("표 1", tuple(Column(name, "INT") for name in names)),))
        text = Checker(catalog, CheckRules(row_limit=None)).check(f"SELECT * FROM {quote}표 1{quote}").text
        quoted = ", ".join(quote + name.replace(quote, quote * 2) + quote for name in names)
        assert plain(text) == f"SELECT {quoted} FROM {quote}표 1{quote}"


def test_snowflake_names_in_lower_case_stand_for_upper_case_unless_they_need_quotes():
    catalog = Catalog("shop", "snowflake", (Table("orders", (Column("id", "INT"), Column("unit price", "INT"))),))
    text = Checker(catalog, CheckRules(row_limit=None)).check('SELECT * FROM "ORDERS" WHERE ID > 1').text
    assert plain(text) == 'SELECT id, "unit price" FROM "ORDERS" WHERE ID > 1'
