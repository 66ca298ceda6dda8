"""Files that other programs open: Korean stays Korean, texts stay texts, no digit is lost."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.exports import as_file, unique_names
from text2sql.types import ResultColumn, ResultTable

openpyxl = pytest.importorskip("openpyxl")
parquet = pytest.importorskip("pyarrow.parquet")


def table(rows, *names):
    return ResultTable(tuple(ResultColumn(name, "X") for name in names), tuple(rows), False, 0.0)


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_excel(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["answer"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_csv_has_a_mark_for_excel_and_korean():
    assert as_file(table([("서울", None)], "지역", "n"), "csv") == "\ufeff지역,n\n서울,\n".encode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("＝합계(A1)", "'＝합계(A1)"),
        ("+82 2-123-4567", "+82 2-123-4567"),
        ("-5", "-5"),
        ("서울=수도", "서울=수도"),
    ],
)
def test_a_cell_is_never_a_formula(text, written):
    assert read_csv(as_file(table([(text,)], "a"), "csv"))[1] == [written]
    cell = openpyxl.load_workbook(io.BytesIO(as_file(table([(text,)], "a"), "xlsx")))["answer"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_excel_keeps_days_figures_and_long_numbers():
    rows = [(date(2026, 11, 21), 3, Decimal("12.50"), 2**70, None, True, datetime(2026, 1, 1, tzinfo=UTC), "\x00가")]
    [_, row] = read_excel(as_file(table(rows, *"abcdefgh"), "xlsx"))
    assert row[0] == datetime(2026, 11, 21)
    assert row[1:6] == [3, 12.5, str(2**70), None, True]
    assert row[6:] == ["2026-01-01 00:00:00+00:00", "\N{REPLACEMENT CHARACTER}가"]


def test_parquet_keeps_types_and_takes_what_is_mixed_as_text():
    rows = [(date(2026, 11, 21), Decimal("12.50"), "서울", 1), (None, None, None, "둘")]
    told = parquet.read_table(io.BytesIO(as_file(table(rows, "일", "a", "a", "m"), "parquet")))
    assert told.column_names == ["일", "a", "a (3)", "m"]
    assert told.to_pylist()[0] == {"일": date(2026, 11, 21), "a": Decimal("12.50"), "a (3)": "서울", "m": "1"}


def test_an_empty_result_is_a_file_with_names():
    assert read_csv(as_file(table([], "지역"), "csv")) == [["지역"]]
    assert read_excel(as_file(table([], "지역"), "xlsx")) == [["지역"]]
    assert parquet.read_table(io.BytesIO(as_file(table([], "지역"), "parquet"))).column_names == ["지역"]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(), st.binary(), st.dates(),
    st.datetimes(), st.lists(st.integers()),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=5), st.lists(st.text(), min_size=2, max_size=2))
def test_whatever_a_warehouse_returns_becomes_a_file(rows, names):
    for form in ("csv", "xlsx", "parquet"):
        assert as_file(table(rows, *names), form)


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "가", ""])))
def test_names_are_unique_and_in_order(names):
    unique = unique_names(names)
    assert len(set(unique)) == len(names)
    assert all(given.startswith(name) for given, name in zip(unique, names, strict=True))
