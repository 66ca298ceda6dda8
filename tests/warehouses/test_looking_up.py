"""From a question to a value that no index holds, in real warehouses with more values than are kept."""

import sqlite3

import duckdb
import pytest

from tests.warehouses.raw_sql import unwatched
from text2sql.corpus.value_building import VALUES_PER_COLUMN, build_values, values_of
from text2sql.corpus.values_in_warehouse import LookupBudget, WarehouseValues
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import open_warehouse

MANY = VALUES_PER_COLUMN + 500
TABLE = "CREATE TABLE items (id INTEGER PRIMARY KEY, title VARCHAR(60), maker VARCHAR(60))"
ROWS = [(number, f"aa 상품 {number:05}", f"maker{number}@example.com") for number in range(MANY)]
ROWS += [(MANY + 1, "zz 설악산 둘레길 지도", "x@example.com"), (MANY + 2, "zz O'Brien's Folly", "y@example.com")]


def as_duckdb(request, folder):
    path = folder / "많은 값.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLE)
        values = ", ".join(
            f"({number}, '{title.replace(chr(39), chr(39) * 2)}', '{maker}')" for number, title, maker in ROWS
        )
        connection.execute(f"INSERT INTO items VALUES {values}")
    return str(path)


def as_sqlite(request, folder):
    path = folder / "많은 값.db"
    connection = sqlite3.connect(path)
    connection.execute(TABLE)
    connection.executemany("INSERT INTO items VALUES (?, ?, ?)", ROWS)
    connection.commit()
    connection.close()
    return str(path)


def as_postgres(request, folder):
    server = request.getfixturevalue("postgres")
    server.as_superuser("CREATE DATABASE many")
    values = ", ".join(
        f"({number}, '{title.replace(chr(39), chr(39) * 2)}', '{maker}')" for number, title, maker in ROWS
    )
    server.as_superuser(f"{TABLE}; INSERT INTO items VALUES {values}; GRANT SELECT ON items TO owner; ANALYZE;", "many")
    return server.url(database="many")


@pytest.mark.parametrize(
    "make",
    [as_duckdb, as_sqlite, pytest.param(as_postgres, marks=pytest.mark.postgres)],
    ids=lambda make: make.__name__,
)
def test_a_value_past_the_cap_is_found_and_a_personal_column_is_not_searched(make, request, tmp_path):
    warehouse = open_warehouse(parse_location(make(request, tmp_path), tmp_path))
    asked = []
    try:
        catalog = warehouse.introspect(unwatched)
        index = build_values(None, catalog, values_of(catalog, warehouse, unwatched))
        assert [(each.table, each.column) for each in index.capped] == [("items", "title")]

        class Watched:
            def look_up(self, lookup):
                asked.append(lookup.column)
                return warehouse.look_up(lookup)

        values = WarehouseValues(index, Watched(), catalog, frozenset(), LookupBudget(seconds=20))

        def found(text):
            return {(each.value, each.words, each.source) for each in values.find(text, 50)}

        assert found("'설악산 둘레길' 지도는 몇 개 팔렸어?") == {
            ("zz 설악산 둘레길 지도", "설악산 둘레길", "warehouse")
        }
        assert ("zz O'Brien's Folly", "zz O'Brien's Folly", "warehouse") in found("sales of \"zz O'Brien's Folly\"")
        assert found("who sold '; DROP TABLE items; --'?") == set()
        assert set(asked) == {"title"}
    finally:
        warehouse.close()
