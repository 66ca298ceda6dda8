"""Checked SQL on a real PostgreSQL: it returns what was written, and never asks for more than a reader may see."""

from pathlib import Path

import pytest
import yaml

from tests.checking.test_mutations import CHECKERS, EXAMPLES, mutated
from tests.warehouses import postgres_server
from text2sql.catalog import Catalog, Column, Table
from text2sql.stages.checking import Checker, CheckRules, RowFilter
from text2sql.types import CheckedSql

psycopg = pytest.importorskip("psycopg")
from psycopg import errors  # noqa: E402

HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not postgres_server.installed(), reason="PostgreSQL's server programs are not installed"),
]


@pytest.fixture(scope="module")
def reader():
    """A connection that sees neither ``salaries`` nor ``customers.ssn``, and only reads."""
    with postgres_server.running_server() as server:
        server.as_superuser((HERE / "shop_postgres.sql").read_text(encoding="utf-8"))
        with psycopg.connect(server.url("reader", "r"), autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = on; SET statement_timeout = 5000")
            yield connection


def result(connection, sql):
    try:
        return sorted(map(repr, connection.execute(sql).fetchall()))
    except psycopg.Error as error:
        return type(error).__name__


def test_checked_queries_return_what_the_written_ones_return(checker, reader):
    guard = checker("postgres", personal="allow", row_limit=None)
    for name in ("everywhere", "postgres"):
        for sql in yaml.safe_load((HERE / "allowed" / f"{name}.yaml").read_text(encoding="utf-8")):
            if "TABLESAMPLE" not in sql:
                # A star of the written query would ask for customers.ssn, which this reader may not see.
                written = result(reader, sql)
                if written != "InsufficientPrivilege":
                    assert result(reader, guard.check(sql).text) == written, sql


@pytest.mark.parametrize("condition", ["owner IN (SELECT owner FROM mine)", "md5(md5(owner::text)) = md5(md5('1'))"])
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM notes WHERE CAST(body AS INTEGER) = 7",
        "SELECT count(*) FROM notes WHERE id >= 0 AND CAST(body AS INTEGER) = 7",
    ],
)
def test_no_error_tells_a_value_of_a_row_outside_a_filter(reader, condition, sql):
    """The query's own conditions are not tried on forbidden rows: a failing one would print what it failed on."""
    tables = (
        Table("notes", (Column("id", "INTEGER"), Column("owner", "INTEGER"), Column("body", "TEXT"))),
        Table("mine", (Column("owner", "INTEGER"),)),
    )
    rules = CheckRules(row_limit=None, row_filters=(RowFilter("notes", condition),))
    text = Checker(Catalog("shop", "postgres", tables), rules).check(sql).text
    assert reader.execute(text).fetchall() == [(2_500,)]
    with pytest.raises(psycopg.errors.InvalidTextRepresentation, match="secret"):
        reader.execute(text.replace("OFFSET 0", ""))


def test_nothing_accepted_asks_for_what_is_hidden(reader):
    """Mutated queries that pass are planned by a role that could not read what is hidden, nor write."""
    planned = 0
    for seed in range(10 * EXAMPLES):
        verdict = CHECKERS["postgres"].check(mutated(seed))
        if isinstance(verdict, CheckedSql):
            try:
                reader.execute(f"EXPLAIN {verdict.text}")
                planned += 1
            except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as error:
                pytest.fail(f"{verdict.text}\n{error}")
            except psycopg.Error:
                continue  # types and syntax that PostgreSQL does not have; nothing was read
    assert planned > EXAMPLES // 20
