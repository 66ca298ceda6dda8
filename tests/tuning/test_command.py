"""tune, as it is typed: a small database on disk for the export, stubbed AWS for the rest."""

import json
import re
import sqlite3

import pytest
from click.testing import CliRunner

from tests.tuning import test_batches, test_jobs
from tests.tuning.aws import ROLE, stubbed
from text2sql.accounts.ledger import Ledger
from text2sql.commands.options import Shared
from text2sql.commands.tuning import tune
from text2sql.errors import BudgetExceeded, KnowledgeError, ModelError, UsageError
from text2sql.usage import Usage

SAMPLES = "\n".join(
    f"""- questions: ["금액이 {number}원 넘는 주문 수", "orders above {number} won"]
  sql: SELECT COUNT(*) AS n, {", ".join(["SUM(amount)"] * (number + 1))} FROM orders WHERE amount > {number}"""
    for number in range(20)
)
SAMPLES += """
- question: 김민수 고객의 주문 수
  sql: SELECT COUNT(*) FROM orders JOIN customers USING (customer_id) WHERE customers.customer_name = '김민수'
"""


@pytest.fixture
def home(tmp_path):
    with sqlite3.connect(tmp_path / "shop.sqlite") as connection:
        connection.executescript(
            """CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, customer_name TEXT, phone TEXT);
            CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER, amount INTEGER,
              FOREIGN KEY (customer_id) REFERENCES customers (customer_id));
            INSERT INTO customers VALUES (1, '김민수', '010-1234-5678'), (2, '이영희', '010-2345-6789');
            INSERT INTO orders VALUES (1, 1, 1000), (2, 2, 2000);"""
        )
    connection.close()
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "orders.yaml").write_text(SAMPLES, "utf-8")
    (tmp_path / "text2sql.toml").write_text(
        f'[databases.shop]\nlocation = "{tmp_path / "shop.sqlite"}"\nsamples = "{tmp_path / "samples"}"\n'
        'personal = "allow"\n',
        "utf-8",
    )
    return tmp_path


def run(home, *arguments):
    told = CliRunner().invoke(tune, [*map(str, arguments)], obj=Shared(str(home / "text2sql.toml")), input="n\n")
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told


def test_samples_and_further_questions_are_exported_without_personal_values(home):
    lines = [{"id": "q1", "question": "고객 수는?", "sql": "SELECT COUNT(*) FROM customers;"}]
    lines.append({"id": "q2", "question": "주문을 지워줘", "sql": "DELETE FROM orders"})
    (home / "gold.jsonl").write_text("\n".join(json.dumps(each) for each in lines), "utf-8")
    told = run(home, "export", "--out", home / "out", "--questions", home / "gold.jsonl", "--validation", 0.2)
    report = json.loads((home / "out" / "report.json").read_text("utf-8"))
    assert (report["training"] + report["validation"], report["skeletons"]) == (41, 21)
    assert [(each["id"], each["reason"]) for each in report["dropped"]] == [
        ("orders#21/1", "personal"),
        ("q2", "refused"),
    ]
    written = "".join(path.read_text("utf-8") for path in (home / "out").iterdir())
    assert not any(value in written for value in ("김민수", "이영희", "010-1234-5678"))
    assert "Dropped orders#21/1" in told.stderr
    assert told.stdout.startswith(f"{report['training']} records to train with, {report['validation']} to validate")


def test_bad_questions_are_told_with_their_line(home):
    (home / "gold.jsonl").write_text('{"question": "매출"}', "utf-8")
    with pytest.raises(UsageError, match='example 1: The line has no "sql" text'):
        run(home, "export", "--no-samples", "--questions", home / "gold.jsonl")
    with pytest.raises(UsageError, match="nothing to learn from"):
        run(home, "export", "--no-samples")
    with pytest.raises(KnowledgeError, match="Nothing was exported"):
        run(home, "start", home, "--model", "m", "--role", ROLE, "--bucket", "s3://my-bucket")


def test_a_job_is_started_after_asking_and_followed_to_the_end(home, monkeypatch):
    run(home, "export", "--out", home / "out", "--validation", 0)
    order = (home / "out", "--model", test_jobs.BASE, "--role", ROLE, "--bucket", "s3://my-bucket", "--name", "mine")
    with pytest.raises(UsageError, match="Nothing was started"):
        run(home, "start", *order)
    with pytest.raises(UsageError, match="NAME=VALUE"):
        run(home, "start", *order, "--set", "epochCount")
    with pytest.raises(KnowledgeError, match="No job was started"):
        run(home, "status", home / "out")
    with stubbed() as (clients, control, store):
        monkeypatch.setattr("text2sql.tuning.clients.open_clients", lambda region, profile: clients)
        store.add_response("put_object", {})
        control.add_response("create_model_customization_job", {"jobArn": test_jobs.ARN})
        told = run(home, "start", *order, "--yes", "--set", "epochCount=3")
        assert told.stdout == f"{test_jobs.ARN}\n"
        assert "40 records" in told.stderr
        end = test_jobs.state("Completed", outputModelArn=test_jobs.MODEL)
        control.add_response("get_model_customization_job", end)
        assert run(home, "status", home / "out", "--wait").stdout == f"mine: Completed\n{test_jobs.MODEL}\n"
        control.add_response("stop_model_customization_job", {})
        control.add_response("get_model_customization_job", test_jobs.state("Stopped"))
        with pytest.raises(ModelError, match="gave no model"):
            run(home, "status", home / "out", "--stop")


def test_a_large_catalog_is_described_by_a_batch_in_several_runs(tmp_path, monkeypatch):
    with sqlite3.connect(tmp_path / "shop.sqlite") as connection:
        for number in range(101):
            connection.execute(f"CREATE TABLE sales_{number} (amount INTEGER)")
    connection.close()
    (tmp_path / "text2sql.toml").write_text(f'[databases.shop]\nlocation = "{tmp_path / "shop.sqlite"}"\n', "utf-8")
    account = test_batches.Account()

    class Both:
        control = store = account

    monkeypatch.setattr("text2sql.tuning.clients.open_clients", lambda region, profile: Both)
    order = (
        "describe",
        "--out",
        tmp_path / "out",
        "--model",
        "m",
        "--role",
        ROLE,
        "--bucket",
        "s3://my-bucket/text2sql",
    )
    with pytest.raises(UsageError, match="Nothing was sent"):
        run(tmp_path, *order)
    assert account.jobs == {}
    assert "sent with 101 prompts" in run(tmp_path, *order, "--yes").stdout
    told = run(tmp_path, *order)
    assert "Submitted, 0 of 0 done" in told.stdout
    assert "101 are on their way" in told.stderr
    (arn,) = account.jobs
    words = "<description_en>Sales.</description_en><description_ko>매출.</description_ko>"
    account.finish(arn, lambda sent: test_batches.said(words if not re.search(r"sales_7\b", str(sent)) else "?"))
    told = run(tmp_path, *order)
    assert "100 descriptions written" in told.stderr
    assert "Not described: table sales_7" in told.stderr
    assert len(account.jobs) == 1
    run(tmp_path, *order)
    spent = [usage for _, usage in Ledger(tmp_path / ".text2sql" / "spending.sqlite").days()]
    assert [(usage.calls, usage.input_tokens, usage.output_tokens) for usage in spent] == [(101, 7 * 101, 3 * 101)]


def test_a_batch_is_not_sent_when_the_days_budget_cannot_be_kept(tmp_path, monkeypatch):
    with sqlite3.connect(tmp_path / "shop.sqlite") as connection:
        connection.execute("CREATE TABLE 매출 (금액 INTEGER)")
    connection.close()
    (tmp_path / "text2sql.toml").write_text(
        f'[databases.shop]\nlocation = "{tmp_path / "shop.sqlite"}"\n[model]\nusd_per_day = 1\n', "utf-8"
    )
    account = test_batches.Account()

    class Both:
        control = store = account

    monkeypatch.setattr("text2sql.tuning.clients.open_clients", lambda region, profile: Both)
    order = ("describe", "--out", tmp_path / "out", "--role", ROLE, "--bucket", "s3://my-bucket/text2sql", "--yes")
    with pytest.raises(BudgetExceeded, match="price of the model is not known"):
        run(tmp_path, *order, "--model", "unpriced")
    Ledger(tmp_path / ".text2sql" / "spending.sqlite").add(Usage(1, 9, 9, 1.0))
    with pytest.raises(BudgetExceeded, match="Today's budget"):
        run(tmp_path, *order, "--model", "global.anthropic.claude-sonnet-4-6")
    assert account.jobs == {}
