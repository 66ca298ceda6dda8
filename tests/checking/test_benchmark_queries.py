"""No false refusals: the gold queries of Spider, SParC, CoSQL and BIRD pass, and return what they returned."""

import json
import os
import sqlite3
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from text2sql.catalog import Catalog, Column, Table
from text2sql.stages.checking import Checker, CheckRules
from text2sql.types import CheckedSql

BENCH = Path(os.environ.get("TEXT2SQL_BENCH") or Path(__file__).parents[3] / "shared" / "bench")

pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]

REFUSED = {
    "SELECT T1.company_name FROM Third_Party_Companies AS T1 JOIN Maintenance_Contracts AS T2 ON T1.company_id  =  "
    "T2.maintenance_contract_company_id JOIN Ref_Company_Types AS T3 ON T1.company_type_code  =  T3.company_type_code "
    "ORDER BY T2.contract_end_date DESC LIMIT 1": "reads Ref_Company_Types, which neither schema nor database has",
}
"""The gold queries that are refused, each with its reason."""


@cache
def catalogs():
    found = {}
    for name in ("spider/tables.json", "bird/dev_tables.json"):
        for described in json.loads((BENCH / name).read_text(encoding="utf-8")):
            columns = defaultdict(list)
            for (table, column), kind in zip(
                described["column_names_original"], described["column_types"], strict=True
            ):
                columns[table].append(Column(column, kind))
            names = described["table_names_original"]
            tables = tuple(Table(name, tuple(columns[index])) for index, name in enumerate(names))
            found[described["db_id"]] = Catalog(described["db_id"], "sqlite", tables)
    return found


def gold(source):
    """Pairs of database and query, each once."""
    read = lambda name: json.loads((BENCH / name).read_text(encoding="utf-8"))  # noqa: E731
    if source in ("sparc", "cosql"):
        pairs = (
            (session.get("database_id") or session["db_id"], turn["query"])
            for session in read(f"{source}/dev.json")
            for turn in session["interaction"]
        )
    elif source == "bird":
        pairs = ((each["db_id"], each["SQL"]) for each in read("bird/mini_dev.json"))
    else:
        pairs = ((each["db_id"], each["query"]) for each in read(f"spider/{source}.json"))
    return tuple(dict.fromkeys(pairs))


@cache
def verdict(database, sql):
    """What the gate says; asked once for both tests."""
    return checker_of(database).check(sql)


@cache
def checker_of(database):
    return Checker(catalogs()[database], CheckRules(row_limit=None))


SOURCES = ("train_spider", "train_others", "dev", "sparc", "cosql", "bird")


@pytest.mark.parametrize("source", SOURCES)
def test_gold_queries_are_allowed(source):
    refused = [
        f"{database}: {sql}\n    {said.problem}"
        for database, sql in gold(source)
        if not isinstance(said := verdict(database, sql), CheckedSql) and sql not in REFUSED
    ]
    assert not refused, "\n".join(refused)


@pytest.mark.parametrize("source", [source for source in SOURCES if source != "bird"])
def test_checked_gold_returns_what_the_gold_returns(source):
    """Every query that runs gives the same rows in the same order, as written and as checked.

    BIRD's databases are not part of the data. The gold that SQLite itself cannot read (``! =``) has nothing to compare.
    """
    connections = {}
    different = []
    for database, sql in gold(source):
        path = BENCH / "spider" / "database" / database / f"{database}.sqlite"
        if not path.exists() or sql in REFUSED:
            continue
        if database not in connections:
            connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
            connection.text_factory = lambda text: text.decode(errors="ignore")
            connections[database] = connection
        connection = connections[database]
        try:
            written = connection.execute(sql).fetchall()
        except sqlite3.Error:
            continue
        checked = verdict(database, sql).text
        if connection.execute(checked).fetchall() != written:
            different.append(f"{database}: {sql}\n    {checked}")
    for connection in connections.values():
        connection.close()
    assert not different, "\n".join(different)
