import gzip
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.catalog import Catalog
from text2sql.errors import CannotOpen
from text2sql.types import Limits
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import open_warehouse

Rows = tuple[tuple[object, ...], ...]


def ask(place: Path, data: Path, sql: str) -> Rows:
    warehouse = open_warehouse(parse_location(str(place), data))
    try:
        return warehouse.run(unchecked(sql), Limits()).rows
    finally:
        warehouse.close()


def catalog_of(place: Path, data: Path) -> Catalog:
    warehouse = open_warehouse(parse_location(str(place), data))
    try:
        return warehouse.introspect(unwatched)
    finally:
        warehouse.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data folder"


def test_csv_as_korean_excel_writes_it(tmp_path: Path, data: Path) -> None:
    text = '지역,매출 합계,"메모 ""큰"""\n서울,100,"쉼표, 있음"\n부산,200,"줄\n바꿈"\n'
    expected = (("서울", 100, "쉼표, 있음"), ("부산", 200, "줄\n바꿈"))
    files = {
        "cp949.csv": text.encode("cp949"),
        "bom.csv": text.encode("utf-8-sig"),
        "utf16.csv": text.replace(",", "\t").replace("쉼표\t", "쉼표,").encode("utf-16"),
        "packed.csv.gz": gzip.compress(text.encode("cp949")),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "zipped.csv.zip", "w") as archive:
        archive.writestr("안.csv", text.encode("utf-8"))
    for table in ("cp949", "bom", "utf16", "packed", "zipped"):
        sql = f'SELECT 지역, "매출 합계", "메모 ""큰""" FROM {table} ORDER BY 2'
        assert ask(tmp_path, data, sql) == expected, table


def test_a_file_that_is_cp949_only_far_down(tmp_path: Path, data: Path) -> None:
    (tmp_path / "late.csv").write_bytes(b"a,b\n" + b"x,1\n" * 100_000 + "서울,2\n".encode("cp949"))
    assert ask(tmp_path / "late.csv", data, "SELECT a, b FROM late WHERE b = 2") == (("서울", 2),)


def test_types_are_those_that_every_value_has(tmp_path: Path, data: Path) -> None:
    (tmp_path / "types.csv").write_text(
        "zip,big,n,amount,day,moment,flag,mixed,late,zoned\n"
        "01234,12345678901234567890,1,1.50,2024-01-02,2024-01-02 03:04:05,true,1,2,2024-01-02T03:04:05Z\n"
        "99999,2,NA,-3,2024/2/3,2024-01-03,false,x,,2024-01-02T03:04:05+09:00\n" + "12345,3,3,.5,,,,y,7,\n" * 2_500 +
        "12345,3,3,.5,,,,y,n/a yet,\n",
        encoding="utf-8",
    )  # fmt: skip
    columns = {
        column.name: column.type
        for table in catalog_of(tmp_path / "types.csv", data).tables
        for column in table.columns
    }
    assert columns == {
        "zip": "VARCHAR",  # leading zeros
        "big": "VARCHAR",  # more digits than a number keeps
        "n": "BIGINT",  # NA is missing
        "amount": "DOUBLE",
        "day": "DATE",
        "moment": "TIMESTAMP",
        "flag": "BOOLEAN",
        "mixed": "VARCHAR",
        "late": "VARCHAR",  # line 2,503 is no number
        "zoned": "TIMESTAMP WITH TIME ZONE",
    }
    rows = ask(tmp_path / "types.csv", data, "SELECT zip, big, n, amount, day, moment FROM types LIMIT 2")
    assert rows[0] == ("01234", "12345678901234567890", 1, 1.5, date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5))
    assert rows[1] == ("99999", "2", None, -3.0, date(2024, 2, 3), datetime(2024, 1, 3))


def test_a_word_for_missing_is_missing_in_the_whole_file_and_only_there(tmp_path: Path, data: Path) -> None:
    (tmp_path / "planes.csv").write_text("tail,year\nNA,2001\nN1,NA\n", encoding="utf-8")
    (tmp_path / "countries.csv").write_text("code,name\nNA,Namibia\nKR,한국\n", encoding="utf-8")
    assert ask(tmp_path, data, "SELECT tail, year FROM planes ORDER BY year NULLS LAST") == ((None, 2001), ("N1", None))
    assert ask(tmp_path, data, "SELECT code FROM countries WHERE name = 'Namibia'") == (("NA",),)
    assert any("NA was read as a missing value" in note for note in catalog_of(tmp_path, data).notes)


def test_parquet_keeps_its_types(tmp_path: Path, data: Path) -> None:
    table = pa.table(
        {"금액": pa.array([Decimal("1.50")], pa.decimal128(10, 2)), "tags": [["a", "b"]], "d": [date(2024, 1, 2)]}
    )
    pq.write_table(table, tmp_path / "주문 2024.parquet")
    assert ask(tmp_path / "주문 2024.parquet", data, 'SELECT * FROM "주문 2024"') == (
        (Decimal("1.50"), ["a", "b"], date(2024, 1, 2)),
    )


def test_one_bad_file_of_a_folder_is_named_and_the_rest_is_used(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "폴더"
    (folder / "year=2024").mkdir(parents=True)
    (folder / "good.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "ragged.csv").write_text("a,b,c\n1,2,3\n4,5\n" * 2, encoding="utf-8")
    (folder / "cut.parquet").write_bytes(b"PAR1" + b"\0" * 50)
    (folder / "broken.parquet").write_bytes(b"PAR1" + b"\0" * 50 + b"PAR1")
    (folder / "GOOD.tsv").write_text("a\tb\n3\t4\n", encoding="utf-8")
    catalog = catalog_of(folder, data)
    assert {table.name for table in catalog.tables} == {"GOOD", "good_2"}
    notes = "\n".join(catalog.notes)
    assert "ragged.csv was left out: it is ragged: line 3 has 2 columns instead of 3" in notes
    assert "cut.parquet was left out" in notes and "broken.parquet was left out" in notes
    assert "are not read (year=2024)" in notes
    assert "good.csv became the table good_2" in notes


def test_a_single_ragged_file_is_an_error_that_says_where(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("a,b\n" + "1,2\n" * 3_000 + "3,4,5\n", encoding="utf-8")
    with pytest.raises(
        CannotOpen, match=r"orders\.csv is ragged: line 3002 has 3 columns instead of 2\. Mend"
    ) as caught:
        open_warehouse(parse_location(str(path), data))
    assert "3,4,5" not in str(caught.value)  # the line may hold personal data
    assert not list(data.rglob("*.duckdb"))
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert ask(path, data, "SELECT a, b FROM orders") == ((1, 2),)


def test_a_folder_without_one_good_file(tmp_path: Path, data: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2,3\n1\n", encoding="utf-8")
    (tmp_path / "b.parquet").write_bytes(b"PAR1----")
    with pytest.raises(CannotOpen, match=r"No file of .* can be read: a\.csv was left out"):
        open_warehouse(parse_location(str(tmp_path), data))


def test_files_are_converted_once_and_again_when_they_change(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    seen: list[str] = []

    def read() -> Rows:
        warehouse = open_warehouse(
            parse_location(str(path), data), Limits(), lambda what, done, total: seen.append(what)
        )
        try:
            return warehouse.run(unchecked("SELECT a FROM a"), Limits()).rows
        finally:
            warehouse.close()

    assert (read(), read()) == (((1,),), ((1,),))
    assert seen == ["a.csv", "a.csv"]  # begun, done; the second opening converted nothing
    path.write_text("a\n22\n", encoding="utf-8")
    assert read() == ((22,),)
    assert len(list(data.rglob("*.duckdb"))) == 1


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "occupied").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CannotOpen, match=r"cannot be written .* set another data folder\."):
        open_warehouse(parse_location(str(tmp_path / "a.csv"), tmp_path / "occupied" / "data"))


def test_table_and_column_names_may_be_anything(tmp_path: Path, data: Path) -> None:
    (tmp_path / 'select "x" 주문.csv').write_text("order,group by,나이; drop\n1,2,3\n", encoding="utf-8")
    catalog = catalog_of(tmp_path, data)
    assert [table.name for table in catalog.tables] == ['select "x" 주문']
    assert [column.name for column in catalog.tables[0].columns] == ["order", "group by", "나이; drop"]
    assert ask(tmp_path, data, 'SELECT "order", "나이; drop" FROM "select ""x"" 주문"') == ((1, 3),)
