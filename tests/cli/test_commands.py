"""The commands as scripts see them: exit codes, JSON, one clear sentence for each thing that can be wrong."""

import json
import subprocess
import sys

from tests.cli.conftest import CLONE, one_sentence, run


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


def test_a_question_from_standard_input_answered_as_csv(home):
    told = run(home, "ask", "-", "--format", "csv", stdin="지역별 고객 수\n")
    assert told.returncode == 0, told.err
    assert told.out.startswith("region,")
    assert told.err == ""


def test_people_read_words_rows_sql_and_reasons(home):
    told = run(home, "ask", "How many customers are in Busan?")
    assert told.returncode == 0, told.err
    for part in ("number of customers", "Read as", "SELECT", "Why believe it", "no model was called"):
        assert part in told.out


def test_asking_back_and_declining_end_with_3(home):
    told = run(home, "ask", "average salary of our employees", "--format", "json")
    assert told.returncode == 3
    answer = json.loads(told.out)
    assert answer["status"] in ("declined", "clarify")
    assert (answer["sql"], answer["rows"]) == (None, [])
    assert answer["summary"]


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
    assert second.returncode == 0 and second.err == ""
    third = run(home, "ask", "그중 서울만", "--conversation", "회의 1", "--format", "json")
    assert third.returncode == 0
    told = json.loads(third.out)
    assert told["question"] == "그중 서울만" and told["standalone_question"] in third.err
    assert "서울" in told["sql"] and "grade" in told["sql"]


def test_help_teaches(home):
    told = run(home, "ask", "--help")
    assert told.returncode == 0
    assert "text2sql ask" in told.out
    assert run(home, "aks").returncode == 2


def test_settings_and_debug_may_stand_anywhere(home, tmp_path):
    settings = home / "text2sql.toml"
    told = run(tmp_path, "ask", "등급별 고객 수", "--settings", settings, "--format", "csv")
    assert told.returncode == 0, told.err
    code = [sys.executable, "-m", "text2sql.cli", "ask", "매출", "-d", "없는.duckdb", "--debug"]
    told = subprocess.run(code, capture_output=True, cwd=home, check=False)
    assert b"Traceback" in told.stderr


def test_the_same_file_is_the_same_database_however_it_is_named(home, demo_file):
    told = run(home, "ask", "지난달 매출", "-d", demo_file, "--format", "json")
    assert told.returncode == 0, told.err
    receipt = json.loads(told.out)["receipt"]
    assert receipt["database"] == "shop"
    assert receipt["samples"]


def test_a_fixed_language_and_a_configured_model_that_is_not_called(home, tmp_path):
    text = (home / "text2sql.toml").read_text("utf-8")
    added = f'language = "ko"\n{text}[model]\nid = "global.some.model"\n'
    (tmp_path / "text2sql.toml").write_text(added, "utf-8")
    data = str(home / ".text2sql")
    told = run(tmp_path, "ask", "How many customers are in Busan?", TEXT2SQL_DATA_FOLDER=data)
    assert told.returncode == 0, told.err
    assert "모델을 호출하지 않음" in told.out
    assert "global.some.model" in told.err


def test_a_reader_that_goes_away_is_no_error(home):
    command = [sys.executable, "-m", "text2sql.cli", "link", "매출"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home) as linking:
        linking.stdout.close()
        told = linking.stderr.read()
    assert (linking.returncode, told) == (0, b"")


def test_check_goes_on_after_lines_that_are_no_text(home):
    lines = [
        b'{"id": 1, "sql": "SELECT 1"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": "\\udfff", "sql": "SELECT \'\\ud800\'"}',
        b'{"id": 2, "sql": "SELECT 1", "dialect": ["x"]}',
        b"",
        b'{"id": 3, "sql": "SELECT COUNT(*) FROM orders"}',
    ]
    told = run(home, "check", "--jsonl", stdin=b"\n".join(lines))
    assert told.returncode == 4, told.err
    verdicts = [json.loads(line) for line in told.out.splitlines()]
    assert [verdict["id"] for verdict in verdicts] == [1, None, None, "\udfff", 2, 3]
    assert verdicts[0]["allowed"] and verdicts[5]["allowed"]
    assert not any(verdict["allowed"] for verdict in verdicts[1:3])


def test_link_answers_every_line(home):
    lines = ['{"id": 1, "question": "매출", "database": "없는 것"}', "{}", '{"id": 2, "question": "지역별 매출"}']
    told = run(home, "link", "--jsonl", stdin="\n".join(lines))
    assert told.returncode == 2
    found = [json.loads(line) for line in told.out.splitlines()]
    assert [each["id"] for each in found] == [1, None, 2]
    assert found[0].keys() == found[1].keys() == {"id", "error"}
    assert found[2].keys() == {"id", "tables", "values", "samples"}


def test_schema_pull_writes_cards_and_diff_tells_what_drifted(tmp_path):
    (tmp_path / "text2sql.toml").write_text('[databases."판매"]\nlocation = "sales.csv"\n', "utf-8")
    file = tmp_path / "sales.csv"
    file.write_text("city,amount\n서울,1\n부산,2\n", "utf-8")
    told = run(tmp_path, "schema", "pull")
    assert told.returncode == 0, told.err
    assert told.out == f"{tmp_path / 'schemas' / '판매' / 'sales.yaml'}\n"
    assert run(tmp_path, "schema", "diff").returncode == 0
    file.write_text("city,total\n서울,1\n부산,2\n", "utf-8")
    told = run(tmp_path, "schema", "diff")
    assert told.returncode == 3
    assert "total" in told.out and "amount" in told.out


def test_describing_needs_a_model(home):
    one_sentence(run(home, "index", "--describe"), 2)


def test_the_demo_builds_once_and_answers_four_questions(tmp_path):
    from text2sql.commands.demonstrating import QUESTIONS

    (tmp_path / "text2sql.toml").write_text(
        f"""[databases.shop]
location = ".text2sql/shop.duckdb"
cards = "{CLONE / "schemas" / "shop"}"
samples = "{CLONE / "sample_queries" / "shop"}"
""",
        "utf-8",
    )
    told = run(tmp_path, "demo")
    assert told.returncode == 0, told.err
    assert "Built the demo shop" in told.out
    for question in QUESTIONS:
        assert question in told.out
    assert told.out.count("no model was called") + told.out.count("모델을 호출하지 않음") == 4
    assert "Built" not in run(tmp_path, "demo").out


def test_an_expensive_query_is_asked_about_first(home, tmp_path):
    text = (home / "text2sql.toml").read_text("utf-8")
    (tmp_path / "text2sql.toml").write_text(f"{text}[cost]\nask_rows = 2\n", "utf-8")
    asked = ("ask", "등급별 고객 수", "--format", "csv")
    data = str(home / ".text2sql")
    told = run(tmp_path, *asked, TEXT2SQL_DATA_FOLDER=data)
    assert (told.returncode, told.out) == (3, "")
    assert "실행할까요?" in told.err
    allowed = run(tmp_path, *asked, "--yes", TEXT2SQL_DATA_FOLDER=data)
    assert allowed.returncode == 0, allowed.err
    assert allowed.out.startswith("grade,")
