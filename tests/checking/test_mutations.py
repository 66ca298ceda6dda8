"""Fuzzing: mutated attacks and mutated ordinary queries. A check ends in a verdict; what it lets through only reads.

``TEXT2SQL_EXAMPLES=100000 pytest tests/checking/test_mutations.py`` for a long run.
"""

import contextlib
import os
import random
import sqlite3
from pathlib import Path

import duckdb
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checking.conftest import ATTACKS, shop, shop_rules
from text2sql.stages.checking import Checker
from text2sql.stages.checking.functions import DIALECTS
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.types import CheckedSql, Rejected

HERE = Path(__file__).parent
EXAMPLES = int(os.environ.get("TEXT2SQL_EXAMPLES", "1200"))
CHECKERS = {dialect: Checker(shop(dialect), shop_rules()) for dialect in DIALECTS}

PIECE_TEXT = """
( ) , ; ' " ` [ ] { } -- /* */ /*! # \\ . .. * + - / % || :: : => -> ->> @ $1 ? := = <> != ! > < NULL 0 1 -1 1e9 'x'
E'x' SELECT FROM WHERE GROUP BY ORDER LIMIT OFFSET UNION ALL INTERSECT EXCEPT JOIN LATERAL NATURAL USING ON AS
WITH RECURSIVE INTO INSERT UPDATE DELETE DROP CREATE ALTER COPY ATTACH SET PRAGMA CALL EXECUTE FOR SHARE RETURNING
TABLE VALUES EXPLAIN CASE WHEN THEN ELSE END CAST DISTINCT OVER FILTER WITHIN QUALIFY WINDOW PIVOT UNNEST EXISTS IN
NOT IS BETWEEN LIKE
orders customers salaries ssn email main.salaries information_schema.tables sqlite_master read_csv('/etc/passwd')
pg_sleep(5) repeat('x',9) nextval('s') count(*) id amount 주문 "주문 내역" \u200b \u00a0 \x00 \ud55c DELETE\u00a0FROM
"""
PIECES = PIECE_TEXT.split()


def corpus():
    for path in sorted(ATTACKS.glob("*.yaml")):
        if path.stem != "catalog":
            for group in yaml.safe_load(path.read_text(encoding="utf-8")):
                yield from group["sql"]
    for path in sorted((HERE / "allowed").glob("*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


CORPUS = tuple(dict.fromkeys(corpus()))


def mutated(seed):
    """A query of the corpus after a few cuts, copies, swaps and insertions; the same for the same seed."""
    chance = random.Random(seed)
    words = chance.choice(CORPUS).replace("(", " ( ").replace(")", " ) ").split(" ")
    for _ in range(chance.randint(0, 5)):
        place = chance.randrange(len(words) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            words.insert(place, chance.choice(PIECES))
        elif kind == 1 and words:
            del words[place : place + chance.randint(1, 4)]
        elif kind == 2:
            other = chance.choice(CORPUS).split(" ")
            start = chance.randrange(len(other))
            words[place:place] = other[start : start + chance.randint(1, 8)]
        elif kind == 3 and words:
            words[place:place] = words[place : place + chance.randint(1, 6)] * chance.randint(1, 3)
        elif kind == 4 and words:
            index = chance.randrange(len(words))
            words[index] = chance.choice(
                (words[index].swapcase(), f'"{words[index]}"', words[index] + chr(chance.randrange(1, 0x3000)))
            )
        elif len(words) > 1:
            first, second = chance.randrange(len(words)), chance.randrange(len(words))
            words[first], words[second] = words[second], words[first]
    return " ".join(words)


class Reading:
    """Engines that hold the shop and allow nothing but reading: they say so when a checked query is no read."""

    def __init__(self, folder):
        path = folder / "shop.duckdb"
        with duckdb.connect(str(path)) as writer:
            writer.execute((HERE / "shop.sql").read_text(encoding="utf-8"))
        self.duckdb = duckdb.connect(
            str(path), read_only=True, config={"enable_external_access": "false", "memory_limit": "512MB"}
        )
        self.sqlite = sqlite3.connect(":memory:")
        for table in shop("sqlite").tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            self.sqlite.execute(f'CREATE TABLE "{table.name}" ({columns})')
        for function in ("json_each", "json_tree"):  # SQLite notes them in its own tables when they are first used
            self.sqlite.execute(f"SELECT * FROM {function}('[]')")
        self.written = []
        self.sqlite.set_authorizer(self.authorize)

    def authorize(self, action, first, second, database, trigger):
        reads = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
        if action not in reads or (action == sqlite3.SQLITE_READ and (first == "salaries" or second == "ssn")):
            self.written.append((action, first, second))
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    def refuses(self, checked):
        """What the engine has against this as a read; other errors (types, ambiguity) are not the gate's business."""
        if checked.dialect == "duckdb":
            try:
                kinds = self.duckdb.extract_statements(checked.text)
                if len(kinds) != 1 or kinds[0].type != duckdb.StatementType.SELECT:
                    return f"no single SELECT: {kinds}"
                self.duckdb.execute(f"EXPLAIN {checked.text}")
            except (duckdb.PermissionException, duckdb.IOException, duckdb.InvalidInputException) as error:
                return str(error)
            except duckdb.Error:
                return ""
        if checked.dialect == "sqlite":
            self.written.clear()
            with contextlib.suppress(sqlite3.Error):
                self.sqlite.execute(f"EXPLAIN {checked.text}").fetchall()
            return str(self.written) if self.written else ""
        return ""


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return Reading(tmp_path_factory.mktemp("reading"))


@given(st.integers(0, 2**48), st.sampled_from(DIALECTS))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="TEXT2SQL_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_mutated_query_is_refused_cleanly_or_only_reads(reading, seed, dialect):
    sql = mutated(seed)
    checker = CHECKERS[dialect]
    try:
        verdict = checker._check(sql)  # without the last resort, which turns a crash into a refusal
    except NotAllowed:
        assert isinstance(checker.check(sql), Rejected)
        return
    assert "salaries" not in verdict.tables and ("customers", "ssn") not in verdict.columns
    assert not reading.refuses(verdict), f"{dialect}: {sql}\n{verdict.text}"
    again = checker.check(verdict.text)
    assert isinstance(again, CheckedSql), f"{dialect}: {sql}\n{verdict.text}\n{again.problem}"


@given(st.text(max_size=200), st.sampled_from(DIALECTS))
@settings(max_examples=EXAMPLES // 3, deadline=None, database=None, derandomize="TEXT2SQL_EXAMPLES" not in os.environ)
def test_any_text_gets_a_verdict(text, dialect):
    assert isinstance(CHECKERS[dialect].check(text), CheckedSql | Rejected)
    assert isinstance(
        CHECKERS[dialect].check(f"SELECT '{text}', \"{text}\" FROM orders -- {text}"), CheckedSql | Rejected
    )


@pytest.mark.parametrize(
    "sql",
    [
        "(" * 5_000,
        "SELECT " + "(" * 3_000 + "1" + ")" * 3_000,
        "SELECT " + "-" * 7_000 + "1",
        "SELECT " + "NOT " * 3_900 + "true",
        "SELECT " + "1 + " * 3_900 + "1",
        "SELECT " + "1 AND " * 3_900 + "1",
        "SELECT " + "CASE WHEN " * 1_000 + "1",
        "SELECT 1" + " UNION ALL SELECT 1" * 1_900,
        "SELECT " + "a." * 3_000 + "a FROM orders",
        "SELECT " + "[" * 4_000,
        "SELECT * FROM " + "(SELECT * FROM " * 1_500 + "orders" + ")" * 1_500,
        "SELECT 1 FROM orders" + " JOIN orders ON true" * 1_500,
        "SELECT id FROM orders WHERE id IN (" + "1," * 3_900 + "1)",
        "WITH " + ", ".join(f"a{index} AS (SELECT 1)" for index in range(900)) + " SELECT 1",
        "SELECT 'x" + "y" * 60_000 + "'",
        "SELECT " + "~" * 7_000 + "1",
        "SELECT " + "x -> " * 3_900 + "x",
        "SELECT 1" + "::int" * 3_900,
        "SELECT 1" + "[1]" * 2_500,
        "SELECT " + "INTERVAL " * 7_000,
        "SELECT " + "a COLLATE " * 3_900 + "b",
        "SELECT " + "EXISTS(" * 50 + "SELECT 1" + ")" * 50,
        "SELECT " + "DISTINCT " * 7_000 + "1",
        "SELECT " + "lower(" * 59 + "'x'" + ")" * 59,
        "SELECT id " + "x " * 7_900,
        "SELECT " + ", ".join("id" for _ in range(3_900)) + " FROM orders",
    ],
)
@pytest.mark.parametrize("dialect", ("bigquery", "duckdb", "mysql", "postgres", "sqlite"))
def test_size_and_depth_never_crash(sql, dialect):
    assert isinstance(CHECKERS[dialect].check(sql), CheckedSql | Rejected)
