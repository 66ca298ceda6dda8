import gzip
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from text2sql.errors import CannotOpen, Text2SqlError, UsageError
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.recognising import recognise

KOREAN = "지역,매출\n서울,10\n부산,20\n"


def write_parquet(path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), path)


def write_duckdb(path: Path) -> None:
    duckdb.connect(str(path)).close()


def write_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (i INTEGER)")
    connection.close()


def write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.csv", KOREAN.encode("cp949"))


@pytest.mark.parametrize(
    ("name", "write", "kind"),
    [
        ("data.csv", write_duckdb, "duckdb"),
        ("data.duckdb", write_sqlite, "sqlite"),
        ("data", write_sqlite, "sqlite"),
        ("data.db", write_parquet, "files"),
        ("data.txt", lambda path: path.write_text(KOREAN, encoding="utf-8"), "files"),
        ("data", lambda path: path.write_text(KOREAN, encoding="cp949"), "files"),
        ("매출 2024.csv", lambda path: path.write_text(KOREAN, encoding="utf-8-sig"), "files"),
        ("utf16.csv", lambda path: path.write_text(KOREAN.replace(",", "\t"), encoding="utf-16"), "files"),
        ("packed.csv.gz", lambda path: path.write_bytes(gzip.compress(KOREAN.encode("cp949"))), "files"),
        ("packed.csv.zip", write_zip, "files"),
    ],
)
def test_files_are_recognised_by_what_is_in_them(
    tmp_path: Path, name: str, write: Callable[[Path], object], kind: str
) -> None:
    path = tmp_path / name
    write(path)
    assert parse_location(str(path), tmp_path / "data folder").kind == kind


def test_encoding_and_packing_are_part_of_what_is_recognised(tmp_path: Path) -> None:
    cp949, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    cp949.write_text(KOREAN, encoding="cp949")
    packed.write_bytes(gzip.compress(KOREAN.encode("utf-8")))
    assert (recognise(cp949).encoding, recognise(cp949).packing) == ("cp949", "")
    assert (recognise(packed).encoding, recognise(packed).packing) == ("utf-8", "gzip")


def test_sqlite_and_duckdb_urls_are_files(tmp_path: Path) -> None:
    write_sqlite(tmp_path / "a.db")
    write_duckdb(tmp_path / "b.duckdb")
    assert parse_location(f"sqlite:///{tmp_path}/a.db", tmp_path).kind == "sqlite"
    assert parse_location(f"duckdb:///{tmp_path}/b.duckdb", tmp_path).kind == "duckdb"
    assert parse_location(f"sqlite:///{tmp_path}/a.db", tmp_path) == parse_location(f"{tmp_path}/a.db", tmp_path)


def test_a_key_is_a_safe_folder_name_and_belongs_to_one_place(tmp_path: Path) -> None:
    names = ["매출.csv", "매출 (1).csv", "sales.csv", "SALES!.csv"]
    for name in names:
        (tmp_path / name).write_text(KOREAN, encoding="utf-8")
    keys = [parse_location(str(tmp_path / name), tmp_path).key for name in names]
    keys.append(parse_location(str(tmp_path), tmp_path).key)
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)
    assert parse_location(str(tmp_path / "매출.csv"), tmp_path).key == keys[0]
    assert keys[2].startswith("sales-")


def test_a_fingerprint_changes_with_every_file_that_counts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n1\n", encoding="utf-8")
    location = parse_location(str(tmp_path), tmp_path)
    first = location.fingerprint()
    (tmp_path / "notes.md").write_text("nothing", encoding="utf-8")
    assert location.fingerprint() == first
    (tmp_path / "b.csv").write_text("y\n1\n", encoding="utf-8")
    second = location.fingerprint()
    (tmp_path / "b.csv").write_text("y\n12\n", encoding="utf-8")
    third = location.fingerprint()
    os.utime(tmp_path / "b.csv", ns=(1, 1))
    assert len({first, second, third, location.fingerprint()}) == 4


def test_a_write_ahead_log_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write_sqlite(path)
    location = parse_location(str(path), tmp_path)
    before = location.fingerprint()
    (tmp_path / "a.db-wal").write_bytes(b"")
    assert location.fingerprint() == before
    (tmp_path / "a.db-wal").write_bytes(b"more")
    assert location.fingerprint() != before


@pytest.mark.parametrize("password", ["s3cr3t", "p@ss:w0rd/s3cr3t"])
def test_a_password_is_never_shown(tmp_path: Path, password: str) -> None:
    url = "postgresql://ann:{}@db.example.com:5432/shop?token={}&sslmode=require"
    location = parse_location(url.format(password, "s3cr3t"), tmp_path)
    assert location.kind == "url" and location.name == "shop" and location.fingerprint() is None
    shown = repr(location) + location.shown + location.key + str(location)
    assert "s3cr3t" not in shown and "p@ss" not in shown
    assert "ann@db.example.com:5432/shop" in location.shown and "sslmode=require" in location.shown
    assert password in location.url
    assert parse_location(url.format("other", "x"), tmp_path).key == location.key


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is not a database or a table"),
        ("fake.duckdb", os.urandom(4096).replace(b"DUCK", b"XXXX"), "is not a database or a table"),
        ("cut.parquet", b"PAR1" + b"\0" * 100, "its end is missing"),
        ("bad.csv.gz", b"\x1f\x8b\x08\x00garbage", "damaged gzip"),
        ("bad.zip", b"PK\x03\x04garbage", "damaged or encrypted zip"),
        ("latin.csv", "naïve,é\x81\n".encode("latin-1") * 3, "neither UTF-8 nor CP949"),
        ("README.md", "# 제목\n\nA text, with words.\n".encode(), "a text without columns"),
    ],
)
def test_files_that_hold_no_tables_are_told_apart(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotOpen, match=says) as caught:
        parse_location(str(tmp_path / name), tmp_path)
    assert name in str(caught.value) and str(caught.value).endswith(".")


def test_an_excel_workbook_is_named_as_such(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "매출.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(CannotOpen, match="Excel workbook"):
        parse_location(str(tmp_path / "매출.xlsx"), tmp_path)


def test_folders_without_tables(tmp_path: Path) -> None:
    empty, databases = tmp_path / "빈 폴더", tmp_path / "databases"
    empty.mkdir()
    databases.mkdir()
    write_sqlite(databases / "a.db")
    with pytest.raises(CannotOpen, match="holds no CSV or Parquet files"):
        parse_location(str(empty), tmp_path)
    with pytest.raises(CannotOpen, match=r"holds databases, not tables. Name one of them: .*a\.db"):
        parse_location(str(databases), tmp_path)


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("", UsageError, "No database was named"),
        ("shp", UsageError, "neither a database in the settings nor a file"),
        ("no/such/file.duckdb", CannotOpen, "does not exist"),
        ("없는 파일.csv", CannotOpen, "does not exist"),
        ("sqlite://", UsageError, "needs the path of a file"),
        ("duckdb:///:memory:", UsageError, "needs the path of a file"),
        ("https://example.com/data.csv", UsageError, "is not a database. Download"),
        ("x" * 5000, UsageError, "is neither|is not a path"),
        ("a\0b", UsageError, "is not a path"),
    ],
)
def test_what_is_no_data_source(tmp_path: Path, text: str, error: type[Text2SqlError], says: str) -> None:
    with pytest.raises(error, match=says):
        parse_location(text, tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text(KOREAN, encoding="utf-8")
    path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        with pytest.raises(CannotOpen, match="may not be read by this user"):
            parse_location(str(path), tmp_path)
    finally:
        os.seteuid(0)
