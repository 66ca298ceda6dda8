"""How values are written: told from a sample, counted over the whole table, and shown to whoever writes SQL."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouses.postgres_server import PostgresServer
from tests.warehouses.raw_sql import unwatched
from text2sql.catalog import Catalog
from text2sql.prompts.schema import schema_text
from text2sql.types import Limits, LinkedSchema, LinkedTable
from text2sql.warehouses.formats import format_of
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import open_warehouse

DAYS = [date(2024, 1, 3) + timedelta(days=17 * number) for number in range(40)]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([f"{day:%Y%m%d}" for day in DAYS], "YYYYMMDD"),
        ([int(f"{day:%Y%m%d}") for day in DAYS], "YYYYMMDD"),
        ([int(f"{day:%Y%m}") for day in DAYS], "YYYYMM"),
        ([f"{day:%Y%m%d}093015" for day in DAYS], "YYYYMMDDHHMMSS"),
        ([f"{day:%Y-%m}" for day in DAYS], "YYYY-MM"),
        ([f"{day:%Y/%m/%d}" for day in DAYS], "YYYY/MM/DD"),
        ([f"{day.year}. {day.month}. {day.day}." for day in DAYS], "YYYY.MM.DD"),
        ([f"{day.year}년 {day.month}월 {day.day}일" for day in DAYS], "YYYY년 M월 D일"),
        ([f"{day:%d.%m.%Y}" for day in DAYS], "DD.MM.YYYY"),
        ([f"{day:%d/%m/%Y}" for day in DAYS], "DD/MM/YYYY"),
        ([f"{day.month}/{day.day}/{day.year} 10:30" for day in DAYS], "MM/DD/YYYY"),
        (["01/02/2024", "03/04/2024", "05/06/2024"], "MM/DD/YYYY or DD/MM/YYYY"),
        (["12-Jan-2024", "03-Feb-2024", "28-Dec-2023"], "DD-Mon-YYYY"),
        (["January 3, 2024", "May 12, 2024", "June 1, 2023"], "Month D, YYYY"),
        (["09:30", "18:00", "23:59"], "HH:MM"),
        (["12.5", "-3", "0"], "numbers"),
        (["1,200", "350", "12,000,000"], "numbers with commas"),
        (["1,200원", "350원", "12,000원"], "numbers with 원 and commas"),
        (["12.5 kg", "3 kg", "0.75 kg"], "numbers with kg"),
        (["$5", "$ 12.50", "$100"], "numbers with $"),
        (["12%", "3.5%", "100%"], "numbers with %"),
        (["00123", "00456", "12345"], "codes of 5 digits"),
        (["23-OCT-10", "19-SEP-10", "1-NOV-10"], "DD-Mon-YY"),
        ([f"1:{number:02}.{number:03}" for number in range(20)], "digits like 9:99.999"),
        ([f"SKU-{number:04}" for number in range(20)], "codes like AAA-9999"),
        ([f"{number:03}가{number:04}" for number in range(20)], "codes like 999가9999"),
    ],
)
def test_formats_are_told(values: list[str | int], name: str) -> None:
    found = format_of("값", values)
    assert found is not None and found.name == name
    assert all(re.fullmatch(found.pattern, str(value)) for value in values)


@pytest.mark.parametrize(
    "values",
    [
        ["서울", "부산", "대구"],
        ["2024-01-02", "2024-03-04", "2024-05-06"],  # ISO dates are dates
        [*(f"{day:%Y-%m-%d}" for day in DAYS), "2024-02-31"],
        ["5 May", "6 May", "7 May"],
        ["5 kg", "3 lb", "7 oz"],
        [1, 2, 3, 400],
        [20241399, 20240001, 20245050],
        ["13/14/2024", "15/16/2024", "17/18/2024"],
        ["2호선", "3호선 연장", "신분당선"],
        ["12", "3", "n/a", "없음"],
        ["A-1", "B-2"],
        [True, False, None],
        [],
    ],
)
def test_what_has_no_format_gets_none(values: list[object]) -> None:
    assert format_of("값", values) is None  # type: ignore[arg-type]


def test_numbers_are_seconds_since_1970_only_under_a_name_like_a_times() -> None:
    stamps = [1_700_000_000 + 86_400 * number for number in range(9)]
    assert format_of("population", stamps) is None
    for name, values, told in (
        ("created_at", stamps, "seconds since 1970"),
        ("주문일시", [stamp * 1_000 for stamp in stamps], "milliseconds since 1970"),
    ):
        found = format_of(name, values)
        assert found is not None and found.name == told


@given(st.text(max_size=8), st.lists(st.text(max_size=20) | st.integers() | st.booleans() | st.none(), max_size=30))
def test_any_values_can_be_looked_at(name: str, values: list[object]) -> None:
    found = format_of(name, values)  # type: ignore[arg-type]
    assert found is None or (found.name and re.compile(found.pattern))


WRITTEN = """
CREATE TABLE 판매 (
  day INTEGER, paid VARCHAR(20), weight VARCHAR(20), late VARCHAR(20), code VARCHAR(20), note VARCHAR(20))
"""
"""``late`` looks like amounts in the first rows, and is mostly words after them."""
ROWS = [
    (
        int(f"{DAYS[number % 40]:%Y%m%d}"),
        f"{1000 + number:,}원",
        f"{number / 4} kg",
        f"{number} kg" if number < 450 else f"메모 {number}",
        f"A-{number:05}",
        f"자유로운 글 {'가' * (number % 7)}",
    )
    for number in range(3_000)
]


def file_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    values = ", ".join(f"({', '.join(repr(cell) for cell in row)})" for row in ROWS)
    script = f"{WRITTEN}; INSERT INTO 판매 VALUES {values}"
    if kind == "duckdb":
        with duckdb.connect(str(folder / "w.duckdb")) as connection:
            connection.execute(script)
        return str(folder / "w.duckdb")
    if kind == "sqlite":
        with closing(sqlite3.connect(folder / "w.sqlite")) as database:
            database.executescript(script)
        return str(folder / "w.sqlite")
    server: PostgresServer = request.getfixturevalue("postgres")
    server.as_superuser("DROP DATABASE IF EXISTS formats; CREATE DATABASE formats", "postgres")
    server.as_superuser(f"{script}; GRANT SELECT ON 판매 TO owner", "formats")
    return server.url(database="formats")


@pytest.fixture(params=["duckdb", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Catalog]:
    location = parse_location(file_of(request.param, tmp_path, request), tmp_path)
    warehouse = open_warehouse(location, Limits(), unwatched)
    request.addfinalizer(warehouse.close)
    return lambda: warehouse.introspect(unwatched)


def test_profiles_hold_formats_and_prompts_show_them(catalog: Callable[[], Catalog]) -> None:
    found = catalog()
    [table] = found.tables
    formats = {column.name: column.profile.format for column in table.columns if column.profile is not None}
    by_sample_alone = "numbers with kg" if found.dialect == "sqlite" else ""  # SQLite has no regular expressions
    assert formats == {
        "day": "YYYYMMDD",
        "paid": "numbers with 원 and commas",
        "weight": "numbers with kg",
        "late": by_sample_alone,
        "code": "codes like A-99999",
        "note": "",
    }
    linked = LinkedTable(table, 1.0, tuple(column.name for column in table.columns))
    prompt = schema_text(LinkedSchema(found, (linked,), (), (), (), whole=True), "ko", "described", cell_values=False)
    assert "written as YYYYMMDD" in prompt and "2024" not in prompt
