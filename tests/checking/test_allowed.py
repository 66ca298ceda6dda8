"""Ordinary queries of every dialect pass, and what runs means the same as what was written."""

from pathlib import Path

import duckdb
import pytest
import yaml

from text2sql.stages.checking.functions import DIALECTS
from text2sql.types import CheckedSql

ALLOWED = Path(__file__).parent / "allowed"


def queries(name):
    return yaml.safe_load((ALLOWED / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_ordinary_queries_are_allowed(checker, dialect):
    guard = checker(dialect, personal="allow")
    refused = [
        f"{sql}\n    {verdict.problem}"
        for sql in (*queries("everywhere"), *queries(dialect))
        if not isinstance(verdict := guard.check(sql), CheckedSql)
    ]
    assert not refused, "\n".join(refused)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_was_checked_is_allowed_again_and_stays_the_same(checker, dialect):
    """Checked SQL goes through the gate again when a person edits or repeats it."""
    guard = checker(dialect, personal="allow")
    for sql in (*queries("everywhere"), *queries(dialect)):
        once = guard.check(sql).text
        again = guard.check(once)
        assert isinstance(again, CheckedSql), f"{once}\n{again}"
        assert again.text == once


@pytest.fixture(scope="module")
def warehouse():
    connection = duckdb.connect()
    connection.execute((Path(__file__).parent / "shop.sql").read_text(encoding="utf-8"))
    yield connection
    connection.close()


def test_checked_queries_return_what_the_written_ones_return(checker, warehouse):
    """Run on DuckDB, as written and as checked; samples are random and a foreign catalog name has no database here."""
    guard = checker("duckdb", personal="allow", row_limit=None)
    for sql in (*queries("everywhere"), *queries("duckdb")):
        if "SAMPLE" in sql or "shop.main" in sql:
            continue
        written = warehouse.execute(sql)
        columns, rows = [each[0] for each in written.description], written.fetchall()
        checked = warehouse.execute(guard.check(sql).text)
        assert len(checked.description) == len(columns)
        assert sorted(map(repr, checked.fetchall())) == sorted(map(repr, rows)), sql
