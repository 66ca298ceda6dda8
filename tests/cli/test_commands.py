"""The commands as scripts see them: exit codes, JSON, one clear sentence for each thing that can be wrong."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import TODAY


@pytest.fixture(scope="module")
def home(demo_file, tmp_path_factory):
    """A folder with settings for the demo, cards and samples of the clone, and an index."""
    from pathlib import Path

    clone = Path(__file__).parents[2]
    folder = tmp_path_factory.mktemp("home")
    (folder / "text2sql.toml").write_text(
        f"""default_database = "shop"
[databases.shop]
location = "{demo_file}"
cards = "{clone / "schemas" / "shop"}"
samples = "{clone / "sample_queries" / "shop"}"
today = {TODAY.isoformat()}
[safety]
personal = "allow"
""",
        "utf-8",
    )
    run(folder, "index")
    return folder


def run(folder, *arguments, stdin="", **environment):
    """One command in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "text2sql.cli", *map(str, arguments)],
        capture_output=True,
        cwd=folder,
        input=stdin.encode(),
        env={**os.environ, "COLUMNS": "200", **environment},
        check=False,
    )
    told.out, told.err = told.stdout.decode(), told.stderr.decode()
    assert "Traceback" not in told.err
    return told


def one_sentence(told, code):
    """Whether the command failed politely."""
    assert told.returncode == code, told.err
    assert told.out == ""
    assert told.err.startswith("text2sql: ")
    assert told.err.rstrip().endswith((".", "`.", '"', "first.", "?"))
    assert len(told.err.splitlines()) <= 2


def test_an_answer_as_json(home):
    told = run(home, "ask", "지난달 지역별 매출 상위 3개", "--format", "json")
    assert told.returncode == 0, told.err
    answer = json.loads(told.out)
    assert answer.keys() >= {
        "question", "standalone_question", "status", "sql", "dialect", "columns", "rows", "truncated", "summary",
        "trust", "receipt",
    }  # fmt: skip
    assert answer["status"] == "answered"
    assert [column["name"] for column in answer["columns"]] == ["region", "net_revenue"]
    assert len(answer["rows"]) == 3
    assert answer["receipt"]["model"] is None
    assert "2026-10-01" in answer["sql"]


@pytest.mark.parametrize(("kind", "begins"), [("csv", "region,"), ("markdown", "| region |"), ("sql", "SELECT")])
def test_other_formats(home, kind, begins):
    told = run(home, "ask", "지역별 고객 수", "--format", kind)
    assert told.returncode == 0, told.err
    assert told.out.startswith(begins)


def test_people_read_words_rows_sql_and_reasons(home):
    told = run(home, "ask", "How many customers are in Busan?")
    assert told.returncode == 0, told.err
    for part in ("number of customers", "Read as", "SELECT", "Why believe it", "no model was called"):
        assert part in told.out


def test_asking_back_and_declining_end_with_3(home):
    assert run(home, "ask", "내일 서울 날씨는?").returncode == 3
    told = run(home, "ask", "average salary of our employees", "--format", "json")
    assert told.returncode == 3
    assert json.loads(told.out)["status"] in ("declined", "clarify")


@pytest.mark.parametrize("question", ["", "   ", "x" * 10_000])
def test_no_question_and_too_long_a_question(home, question):
    one_sentence(run(home, "ask", question), 2)


def test_a_question_from_standard_input(home):
    assert run(home, "ask", "-", "--format", "csv", stdin="지역별 고객 수").returncode == 0


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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_data_folder(home, tmp_path):
    tmp_path.chmod(0o500)
    told = run(home, "ask", "매출", TEXT2SQL_DATA_FOLDER=str(tmp_path / "data"))
    one_sentence(told, 2)
    assert "TEXT2SQL_DATA_FOLDER" in told.err


def test_a_data_folder_that_is_a_file(home, tmp_path):
    (tmp_path / "data").write_text("")
    told = run(home, "ask", "매출", TEXT2SQL_DATA_FOLDER=str(tmp_path / "data"))
    one_sentence(told, 2)


def test_a_model_that_cannot_be_used(home):
    one_sentence(run(home, "ask", "매출", "--model", "bedrock"), 6)


def test_check_tells_allowed_from_refused(home):
    told = run(home, "check", stdin="SELECT COUNT(*) FROM Orders")
    assert told.returncode == 0, told.err
    assert "LIMIT" in told.out
    told = run(home, "check", stdin="DROP TABLE orders")
    assert told.returncode == 4
    assert told.err.startswith("refused: ")


def test_check_lines_against_a_catalog_file(home, tmp_path):
    (tmp_path / "catalog.json").write_text(json.dumps({"주문": {"금액": "INTEGER"}}), "utf-8")
    lines = [
        {"id": 1, "sql": 'SELECT SUM("금액") FROM "주문"'},
        {"id": "둘", "sql": "DELETE FROM 주문"},
        {"id": 3, "sql": "SELECT `금액` FROM `주문`", "dialect": "mysql"},
    ]
    text = "\n".join([*(json.dumps(line, ensure_ascii=False) for line in lines), "no json", '{"id": 5}']) + "\n"
    told = run(home, "check", "--catalog", tmp_path / "catalog.json", "--dialect", "postgres", "--jsonl", stdin=text)
    assert told.returncode == 4
    verdicts = [json.loads(line) for line in told.out.splitlines()]
    assert [verdict["id"] for verdict in verdicts] == [1, "둘", 3, None, 5]
    assert [verdict["allowed"] for verdict in verdicts] == [True, False, True, False, False]
    assert all(verdict.keys() == {"id", "allowed", "reason", "sql"} for verdict in verdicts)
    assert all(verdict["reason"] for verdict in verdicts if not verdict["allowed"])


def test_link_and_its_lines(home):
    told = run(home, "link", "서울 VIP 고객의 취소 주문", "--format", "json")
    assert told.returncode == 0, told.err
    found = json.loads(told.out)
    assert found.keys() == {"tables", "values", "samples"}
    assert any(value["value"] == "cancelled" for value in found["values"]) or found["tables"]
    line = json.dumps({"id": "a", "question": "브랜드별 매출", "database": "shop"}, ensure_ascii=False)
    told = run(home, "link", "--jsonl", stdin=line + "\n")
    assert json.loads(told.out)["id"] == "a"


def test_prompt_shows_what_would_be_sent(home):
    told = run(home, "prompt", "지난달 매출")
    assert told.returncode == 0, told.err
    assert "CREATE TABLE orders" in told.out
    assert "지난달 매출" in told.out
    assert "tokens" in told.err


def test_index_says_when_nothing_changed(home):
    assert "nothing changed" in run(home, "index").out


def test_schema_diff_finds_no_drift_in_the_demo(home):
    told = run(home, "schema", "diff")
    assert told.returncode == 0, told.out + told.err


def test_conversations_are_remembered(home):
    first = run(home, "ask", "지역별 고객 수", "--conversation", "회의 1", "--format", "csv")
    assert first.returncode == 0 and first.err == ""
    second = run(home, "ask", "등급별 고객 수", "--conversation", "회의 1", "--format", "csv")
    assert second.returncode == 0
    assert second.err.strip()


def test_help_teaches(home):
    told = run(home, "ask", "--help")
    assert told.returncode == 0
    assert "text2sql ask" in told.out
    assert run(home, "aks").returncode == 2
