import json
import sqlite3

import pytest

from text2sql.cli import main

SHOP = "create table singer (id integer primary key, name text, country text, age int);"
ROWS = [(1, "아이유", "한국", 31), (2, "비", "한국", 42), (3, "Adele", "영국", 36), (4, "Sia", "호주", 48)]
QUESTIONS = [
    ("How many singers are there?", "SELECT count(*) FROM singer"),
    ("What are the names of singers from 한국?", "SELECT name FROM singer WHERE country = '한국'"),
    ("List names ordered by age.", "SELECT name FROM singer ORDER BY age"),
    ("What is the average age?", "SELECT avg(age) FROM singer"),
]


@pytest.fixture
def spider(tmp_path, monkeypatch):
    """A data set in Spider's format with one database, and a settings file beside it."""
    folder = tmp_path / "spider"
    (folder / "database" / "music").mkdir(parents=True)
    with sqlite3.connect(folder / "database" / "music" / "music.sqlite") as connection:
        connection.executescript(SHOP)
        connection.executemany("insert into singer values (?, ?, ?, ?)", ROWS)
    connection.close()
    asked = [{"db_id": "music", "question": question, "query": sql} for question, sql in QUESTIONS]
    (folder / "dev.json").write_text(json.dumps(asked), "utf-8")
    columns = [[-1, "*"], [0, "id"], [0, "name"], [0, "country"], [0, "age"]]
    tables = {
        "db_id": "music", "table_names_original": ["singer"], "column_names_original": columns, "foreign_keys": [],
        "table_names": ["singer"], "column_names": columns, "primary_keys": [1],
        "column_types": ["text", "number", "text", "text", "number"],
    }  # fmt: skip
    (folder / "tables.json").write_text(json.dumps([tables]), "utf-8")
    (tmp_path / "text2sql.toml").write_text('data_folder = "data"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def predictions(folder, name, *queries):
    (folder / name).write_text("\n".join(queries) + "\n", "utf-8")
    return str(folder / name)


def told(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        main(["eval", *arguments])
    out, err = capsys.readouterr()
    return end.value.code, out, err


GOOD = [sql for _, sql in QUESTIONS]
WORSE = [GOOD[0], "SELECT name FROM singer WHERE country = '미국'", "SELECT nom FROM singer", GOOD[3]]


def test_predictions_are_scored_reported_and_compared(spider, capsys):
    good, worse = predictions(spider, "good.txt", *GOOD), predictions(spider, "나쁨.txt", *WORSE)
    code, out, _ = told(
        capsys, "spider", "--data", "spider", "--predictions", good, "--predictions", worse, "--out", "runs"
    )
    assert code == 0
    assert out.splitlines()[2].split()[:2] == ["good", "100.0"]
    assert out.splitlines()[3].split()[:2] == ["나쁨", "50.0"]
    assert (spider / "runs" / "table.txt").read_text("utf-8") == out
    report = json.loads((spider / "runs" / "나쁨" / "report.json").read_text("utf-8"))
    assert report["accuracy"] | {"interval": None} == {
        "rule": "test-suite", "count": 2, "of": 4, "share": 0.5, "interval": None,
    }  # fmt: skip
    assert report["errors"] == {"schema linking": 1, "filter value": 1}
    page = (spider / "runs" / "나쁨" / "report.html").read_text("utf-8")
    assert "미국" in page
    code, out, err = told(capsys, "compare", "runs/good", "runs/나쁨", "--max-regression", "0.1")
    assert code == 1
    assert "fell by 50.0%" in err
    assert "lost      2" in out
    assert told(capsys, "compare", "runs/나쁨", "runs/good", "--max-regression", "0")[0] == 0


def test_the_same_run_twice_gives_the_same_bytes_but_for_times(spider, capsys):
    file = predictions(spider, "p.txt", *WORSE)
    texts = []
    for out in ("one", "two"):
        told(capsys, "spider", "--data", "spider", "--predictions", file, "--out", out, "--sample", "3", "--seed", "5")
        report = json.loads((spider / out / "report.json").read_text("utf-8"))
        report.pop("times")
        lines = (spider / out / "verdicts.jsonl").read_text("utf-8").splitlines()
        texts.append((json.dumps(report), [line.split('"timed_scores"')[0] for line in lines]))
    assert texts[0] == texts[1]
    assert json.loads(texts[0][0])["manifest"]["selection"] == {"sample": "3"}


def test_exit_codes_for_a_build(spider, capsys):
    worse = predictions(spider, "worse.txt", *WORSE)
    scored = ("spider", "--data", "spider", "--predictions", worse)
    assert told(capsys, *scored, "--fail-under", "0.5")[0] == 0
    code, _, err = told(capsys, *scored, "--fail-under", "0.51")
    assert (code, "got 50.0% right" in err) == (1, True)
    told(capsys, "spider", "--data", "spider", "--predictions", predictions(spider, "g.txt", *GOOD), "--out", "base")
    code, _, err = told(capsys, *scored, "--baseline", "base", "--max-regression", "0.02")
    assert (code, "fell by 50.0%" in err) == (1, True)


def test_the_rule_decides(spider, capsys):
    file = predictions(spider, "p.txt", GOOD[0], GOOD[1], "SELECT name, age FROM singer ORDER BY age", GOOD[3])
    shares = {}
    for rule in ("test-suite", "subset", "exact"):
        told(capsys, "spider", "--data", "spider", "--predictions", file, "--rule", rule, "--out", rule)
        shares[rule] = json.loads((spider / rule / "report.json").read_text("utf-8"))["accuracy"]["share"]
    assert shares == {"test-suite": 0.75, "subset": 1.0, "exact": 0.75}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rule", "best"), "There is no rule"),
        (("--predictions", "p.txt", "--model", "offline"), "Leave --model"),
        (("--predictions", "p.txt", "--max-regression", "0.1"), "--baseline"),
        (("--predictions", "p.txt", "--database", "없음"), "No question is left"),
        (("--predictions", "missing.txt"), "missing.txt"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(spider, capsys, arguments, said):
    predictions(spider, "p.txt", *GOOD)
    code, _, err = told(capsys, "spider", "--data", "spider", *arguments)
    assert (code, said in err) == (2, True)


def test_our_own_pipeline_is_asked(spider, capsys):
    code, _, err = told(capsys, "spider", "--data", "spider", "--model", "offline", "--out", "ours", "--jobs", "2")
    assert code == 0
    assert "before the gate added a LIMIT" in err
    report = json.loads((spider / "ours" / "report.json").read_text("utf-8"))
    assert report["manifest"]["method"]["system"] == "offline"
    assert report["manifest"]["settings"]["limits.rows"] == "1000"
    assert report["linking"]["tables"]["share"] == 1.0
    assert report["by"]["status"].keys() & {"answered"}
    assert {"link", "write", "run"} <= set(report["times"]["seconds_by_stage"])
    lines = [json.loads(line) for line in (spider / "ours" / "verdicts.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["correct"]
    assert "LIMIT" not in lines[0]["predicted"].upper()
    # The folder of the databases is as it was.
    assert [path.name for path in (spider / "spider" / "database" / "music").iterdir()] == ["music.sqlite"]


def test_recorded_replies_are_scored_within_a_ceiling_and_go_on(spider, capsys):
    usage = {"input_tokens": 100, "output_tokens": 10, "cost_usd": 0.02}
    # Half of them name their question, the others only its number.
    lines = [
        json.dumps(
            ({"question": question} if number % 2 else {"id": number})
            | {"reply": f"```sql\n{sql}\n```", "model": "recorded", "usage": usage}
        )
        for number, (question, sql) in enumerate(QUESTIONS)
    ]
    (spider / "replies.jsonl").write_text("\n".join(lines), "utf-8")
    asked = ("spider", "--data", "spider", "--replay", "replies.jsonl", "--strategy", "zero_shot", "--out", "replayed")
    code, out, err = told(capsys, *asked, "--max-cost", "0.03")
    assert (code, "--max-cost is used up: 2 questions were not run" in err) == (0, True)
    code, out, err = told(capsys, *asked)
    assert (code, "2 questions were done by an earlier run" in err) == (0, True)
    assert "100.0 % (4 of 4" in out
    report = json.loads((spider / "replayed" / "report.json").read_text("utf-8"))
    assert (report["usage"]["calls"], round(report["usage"]["cost_usd"], 6)) == (4, 0.08)
    assert json.loads(report["manifest"]["method"]["strategy"])["name"] == "zero_shot"
    assert report["manifest"]["method"]["predictions"]


def test_a_benchmark_for_another_engine_runs_on_databases_of_the_settings(spider, capsys):
    (spider / "text2sql.toml").write_text(
        'data_folder = "data"\n[databases.music]\nlocation = "spider/database/music/music.sqlite"\n', "utf-8"
    )
    asked = [("음악", "music", "SELECT count(*) FROM singer"), ("?", "elsewhere", "SELECT 1")]
    questions = [{"question": question, "db_id": name, "SQL": sql} for question, name, sql in asked]
    (spider / "mini_dev_postgresql.json").write_text(json.dumps(questions), "utf-8")
    (spider / "p.txt").write_text("SELECT count(id) FROM singer\nSELECT 1\n", "utf-8")
    code, out, err = told(capsys, "bird", "--data", "mini_dev_postgresql.json", "--predictions", "p.txt")
    assert (code, "50.0 % (1 of 2" in out) == (0, True)
    assert "gold for postgres" in err
    assert "names no database elsewhere" in err


def test_own_questions_run_on_their_database(spider, capsys):
    (spider / "text2sql.toml").write_text(
        'data_folder = "data"\n[databases.music]\nlocation = "spider/database/music/music.sqlite"\n', "utf-8"
    )
    (spider / "questions.yaml").write_text(
        """
database: music
questions:
  - question: How many singers are there?
    sql: SELECT count(*) FROM singer
    tags: [count]
  - question: 한국 가수 이름은?
    rows: [[아이유], [비]]
  - question: What is the favourite colour of the king?
    answerable: false
  - question: 없는 데이터베이스?
    sql: SELECT 1
    database: missing
""",
        "utf-8",
    )
    (spider / "p.jsonl").write_text(
        '{"id": 1, "sql": "SELECT count(id), max(age) FROM singer"}\n'
        """{"id": 2, "sql": "SELECT name FROM singer WHERE country = '한국'"}\n"""
        '{"id": 3, "status": "declined"}\n{"id": 4, "sql": "SELECT 1"}\n',
        "utf-8",
    )
    code, out, err = told(capsys, "own", "--data", "questions.yaml", "--predictions", "p.jsonl", "--out", "own")
    assert (code, err.count("Traceback")) == (0, 0)
    assert "75.0 % (3 of 4" in out
    report = json.loads((spider / "own" / "report.json").read_text("utf-8"))
    assert report["accuracy"]["rule"] == "subset"
    assert report["by"]["tag"] == {"count": report["by"]["tag"]["count"]}


def test_a_benchmark_moves_to_duckdb(spider, capsys):
    # Only SQLite takes a text in double quotes.
    file = predictions(spider, "p.txt", GOOD[0], 'SELECT name FROM singer WHERE country = "한국"', *GOOD[2:])
    code, out, err = told(
        capsys, "spider", "--data", "spider", "--predictions", file, "--engine", "duckdb", "--out", "duck"
    )
    assert code == 0
    assert "4 of 4 questions survived" in err
    assert "100.0 % (4 of 4" in out
    report = json.loads((spider / "duck" / "report.json").read_text("utf-8"))
    assert report["manifest"]["method"]["engine"] == "duckdb"
    assert "on duckdb" in report["manifest"]["data_set"]


def test_a_missing_database_costs_its_questions_and_nothing_else(spider, capsys):
    asked = json.loads((spider / "spider" / "dev.json").read_text("utf-8"))
    asked.append({"db_id": "nowhere", "question": "How many?", "query": "SELECT count(*) FROM nothing"})
    (spider / "spider" / "dev.json").write_text(json.dumps(asked), "utf-8")
    code, out, err = told(capsys, "spider", "--data", "spider", "--model", "offline")
    assert code == 0, err
    assert "nowhere" in out + err
