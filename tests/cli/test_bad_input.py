"""Bad input: each gives one clear sentence with what to do, the right exit code, and loses nothing."""

import csv
import json
import os
import sqlite3

import pytest

from tests.cli.conftest import one_sentence, run


@pytest.mark.parametrize("question", ["", "   ", "x" * 10_000])
def test_no_question_and_too_long_a_question(home, question):
    one_sentence(run(home, "ask", question), 2)


def test_unknown_database_missing_file_and_binary_file(home, tmp_path):
    one_sentence(run(home, "ask", "매출", "-d", "shpo"), 2)
    one_sentence(run(home, "ask", "매출", "-d", tmp_path / "없는 파일.duckdb"), 5)
    binary = tmp_path / "binary.db"
    binary.write_bytes(bytes(range(256)) * 40)
    one_sentence(run(home, "ask", "매출", "-d", binary), 5)


def test_corrupted_database_and_empty_folder(home, demo_file, tmp_path):
    corrupted = tmp_path / "corrupted.duckdb"
    content = bytearray(demo_file.read_bytes()[:200_000])
    content[8_192:100_000] = os.urandom(100_000 - 8_192)
    corrupted.write_bytes(content)
    one_sentence(run(home, "ask", "매출", "-d", corrupted), 5)
    (tmp_path / "empty").mkdir()
    one_sentence(run(home, "ask", "매출", "-d", tmp_path / "empty"), 5)


def test_unknown_setting_names_file_and_nearest_key(home, tmp_path):
    (tmp_path / "text2sql.toml").write_text('defualt_database = "shop"\n')
    told = run(tmp_path, "ask", "매출")
    one_sentence(told, 2)
    assert "text2sql.toml" in told.err
    assert "default_database" in told.err


def test_a_data_folder_that_is_a_file(home, tmp_path):
    (tmp_path / "data").write_text("")
    told = run(home, "ask", "매출", TEXT2SQL_DATA_FOLDER=str(tmp_path / "data"))
    one_sentence(told, 2)


def test_a_model_that_cannot_be_used(home):
    one_sentence(run(home, "ask", "매출", "--model", "bedrock"), 2)
    nobody = {"AWS_PROFILE": "nobody", "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere"}
    one_sentence(run(home, "ask", "매출", "--model", "apac.some.model", **nobody), 6)


def test_a_read_only_data_folder_without_an_index(home, tmp_path):
    tmp_path.chmod(0o500)
    told = run(home, "ask", "매출", as_anybody=True, TEXT2SQL_DATA_FOLDER=str(tmp_path / "data"))
    one_sentence(told, 2)
    assert "TEXT2SQL_DATA_FOLDER" in told.err


def test_a_read_only_data_folder_with_an_index_is_enough_to_ask(home, tmp_path):
    data = tmp_path / "data"
    assert run(home, "index", TEXT2SQL_DATA_FOLDER=str(data)).returncode == 0
    folders = [path for path in (data, *data.rglob("*")) if path.is_dir()]
    files = [path for path in data.rglob("*") if path.is_file()]
    for path, mode in [*((path, 0o400) for path in files), *((path, 0o500) for path in folders)]:
        path.chmod(mode)
    told = run(home, "ask", "등급별 고객 수", as_anybody=True, TEXT2SQL_DATA_FOLDER=str(data))
    for path in folders:
        path.chmod(0o700)
    assert told.returncode == 0, told.err
    assert "SELECT" in told.out
    assert sorted(path for path in data.rglob("*") if path.is_file()) == sorted(files)


def test_a_question_that_is_no_text(home):
    one_sentence(run(home, "ask", "-", stdin=b"\xff\xfe\x00"), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "매출", "지역"),
        ("ask", "매출", "--format", "xml"),
        ("sak", "매출"),
        ("ask", "매출", "--settings", "없는 파일.toml"),
        ("link", ""),
        ("prompt", "  "),
        ("check", "없는 파일.sql"),
        ("check", "-d", "shop", "--catalog", "x.json"),
        ("check", "--dialect", "cobol"),
        ("ask", "매출", "-d", "https://example.com/data.csv"),
        ("ask", "매출", "-d", "nodialect://host/db"),
    ],
)
def test_wrong_usage(home, arguments):
    one_sentence(run(home, *arguments), 2)


def test_a_demo_that_was_never_built(home, tmp_path):
    (tmp_path / "text2sql.toml").write_text('[databases.shop]\nlocation = "shop.duckdb"\n')
    told = run(tmp_path, "ask", "매출")
    one_sentence(told, 2)
    assert "text2sql demo" in told.err


def test_the_demo_overwrites_nobodys_file(tmp_path):
    own = tmp_path / "shop.duckdb"
    own.write_bytes(b"somebody's own")
    (tmp_path / "text2sql.toml").write_text('[databases.shop]\nlocation = "shop.duckdb"\n')
    one_sentence(run(tmp_path, "demo", "--rebuild"), 2)
    assert own.read_bytes() == b"somebody's own"


def test_names_with_spaces_quotes_hangul_and_keywords_and_a_table_without_names(tmp_path):
    folder = tmp_path / "자료"
    folder.mkdir()
    with (folder / "주문 내역 (2026).csv").open("w", encoding="utf-8", newline="") as file:
        rows = [
            ["주문 번호", "order", "금 액", 'it\'s "quoted"'],
            [1, "a", 100, "x"],
            [2, "b", 250, "y"],
            [3, "a", 50, "z"],
        ]
        csv.writer(file).writerows(rows)
    (folder / "select.csv").write_text(",,\n1,2,3\n")
    told = run(
        tmp_path, "ask", "금 액 합계", "-d", folder, "--format", "json", TEXT2SQL_DATA_FOLDER=str(tmp_path / "data")
    )
    assert told.returncode == 0, told.err
    assert json.loads(told.out)["rows"] == [[400]]
    told = run(tmp_path, "prompt", "금 액 합계", "-d", folder, TEXT2SQL_DATA_FOLDER=str(tmp_path / "data"))
    assert 'CREATE TABLE "주문 내역 (2026)" (' in told.out
    assert '"it\'s ""quoted""" VARCHAR' in told.out
    assert 'CREATE TABLE "select" (' in told.out


def test_a_sqlite_database_without_foreign_keys(tmp_path):
    path = tmp_path / "가게.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE shops (shop_id INTEGER PRIMARY KEY, city TEXT);"
        "CREATE TABLE sales (shop_id INTEGER, amount REAL);"
        "INSERT INTO shops VALUES (1, '서울'), (2, '부산'); INSERT INTO sales VALUES (1, 10), (1, 20), (2, 5);"
    )
    connection.close()
    data = str(tmp_path / "data")
    told = run(tmp_path, "ask", "number of sales", "-d", path, "--format", "csv", TEXT2SQL_DATA_FOLDER=data)
    assert told.returncode == 0, told.err
    assert told.out == "sales_count\n3\n"


def test_a_file_of_the_same_name_does_not_get_the_demos_cards(home, tmp_path):
    (tmp_path / "shop.csv").write_text("city,amount\n서울,1\n", "utf-8")
    data = str(tmp_path / "data")
    told = run(home, "index", "-d", tmp_path / "shop.csv", TEXT2SQL_DATA_FOLDER=data)
    assert told.returncode == 0, told.err
    assert "1 tables, 2 columns, 0 samples" in told.out
