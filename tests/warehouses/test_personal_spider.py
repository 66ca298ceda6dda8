"""How many columns of Spider's databases are taken for personal data: the figures in docs/knowledge.md.

Nobody labelled these columns, so the tests hold what was read through by hand: names flag few columns, and values flag
none that a name has not, in 150 databases of places, sports, flights, products and made-up people.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.linking.test_spider import BENCH
from text2sql.catalog import ColumnKind
from text2sql.warehouses.personal import personal_by_name
from text2sql.warehouses.personal_contents import personal_by_values
from text2sql.warehouses.profiling import SAMPLE_ROWS

pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]
NOT_OF_PEOPLE = ("store", "supplier", "building", "hotel", "branch", "department", "company", "shop")
KINDS: tuple[tuple[str, ColumnKind], ...] = (
    ("int", "number"), ("real", "number"), ("num", "number"), ("time", "timestamp"), ("date", "date"),
    ("bool", "boolean"),
)  # fmt: skip


def columns() -> Iterator[tuple[str, str, ColumnKind, list[object]]]:
    """Table, column, kind and sampled values of every column."""
    for file in sorted((BENCH / "spider" / "database").rglob("*.sqlite")):
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            database.text_factory = lambda content: content.decode("utf-8", "replace")
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                named = database.execute(f"PRAGMA table_info('{table}')").fetchall()
                rows = database.execute(f'SELECT * FROM "{table}" LIMIT {SAMPLE_ROWS}').fetchall()
                for place, (_, name, spelled, *_) in enumerate(named):
                    kind = next((kind for word, kind in KINDS if word in spelled.lower()), "text")
                    yield table, name, kind, [row[place] for row in rows]


def test_few_columns_are_flagged_and_values_flag_no_others() -> None:
    found = list(columns())
    by_name = {(table, name) for table, name, kind, _ in found if personal_by_name(table, name, kind)}
    by_values = {(table, name) for table, name, _, values in found if personal_by_values(values)}
    doubtful = {each for each in by_name if any(word in f"{each[0]} {each[1]}".lower() for word in NOT_OF_PEOPLE)}
    flagged = sum(1 for table, name, *_ in found if (table, name) in by_name)
    print(f"{len(found)} columns, {flagged} by name ({flagged / len(found):.1%}), of organisations {sorted(doubtful)}")
    print(f"{len(by_values)} columns by values, of which not by name: {sorted(by_values - by_name)}")
    assert flagged / len(found) < 0.07
    assert len(by_values) > 30 and not by_values - by_name
