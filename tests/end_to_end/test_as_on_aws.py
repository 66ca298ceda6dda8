"""The command line as on AWS: Bedrock writes, embeds and reranks, over a file of somebody's own."""

import json
import subprocess
import sys

import pytest

from tests.bedrock_endpoint import Fault, Reply

CITIES = "city,amount,opened_on\n서울,10,2024-01-02\n부산,20,2024-03-04\n대구,5,2025-05-06\n"
SETTINGS = """
[databases.sales]
location = "sales.csv"
[model]
id = "apac.some.model"
region = "ap-northeast-2"
endpoint_url = "{url}"
seconds = 20
usd_per_day = 100
prices = "prices.toml"
[embedder]
name = "amazon.titan-embed-text-v2:0"
dimensions = 256
[reranker]
id = "cohere.rerank-v3-5:0"
[audit]
folder = "audit"
"""
PRICES = """
[[price]]
models = ["*some.model"]
input = 0.003
output = 0.015
cache_read = 0.0003
cache_write = 0.00375
cache_write_1h = 0.006
source = "https://example.com/contract"
date = 2026-11-21
"""
SQL = "SELECT city, amount FROM sales WHERE city = '부산'"


@pytest.fixture
def folder(tmp_path, bedrock_endpoint, aws_environment):
    (tmp_path / "sales.csv").write_text(CITIES, "utf-8")
    (tmp_path / "text2sql.toml").write_text(SETTINGS.format(url=bedrock_endpoint.url), "utf-8")
    (tmp_path / "prices.toml").write_text(PRICES, "utf-8")
    return tmp_path


def text2sql(folder, *arguments):
    command = [sys.executable, "-m", "text2sql.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def writes(sql):
    def answer(request):
        if request.forced_tool is None and request.json_schema is None:
            return None
        return Reply(fields={"reasoning": "한 도시만", "outcome": "sql", "sql": sql, "reading": "부산의 금액"})

    return answer


def test_a_question_is_answered_counted_and_audited(folder, bedrock_endpoint):
    bedrock_endpoint.answer_with(lambda request: writes(SQL)(request) if "converse" in request.route else None)
    told = text2sql(folder, "ask", "부산의 금액은?", "--format", "json")
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["rows"] == [["부산", 20]]
    receipt = answer["receipt"]
    assert receipt["model"] == "apac.some.model"
    assert receipt["usage"]["cost_usd"] > 0
    assert len(receipt["prompt_hash"]) == 64
    (line,) = (folder / "audit" / "audit.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["decision"] == "answered"
    routes = {request.route for request in bedrock_endpoint.requests}
    assert routes >= {"converse-stream", "invoke"}


def test_what_prompt_shows_is_what_is_sent(folder, bedrock_endpoint):
    bedrock_endpoint.answer_with(lambda request: writes(SQL)(request) if "converse" in request.route else None)
    shown = text2sql(folder, "prompt", "부산의 금액은?", "--format", "json")
    assert shown.returncode == 0, shown.stderr
    assert text2sql(folder, "ask", "부산의 금액은?").returncode == 0
    sent = next(request for request in bedrock_endpoint.requests if "converse" in request.route)
    prompt = json.loads(shown.stdout)
    assert prompt["instructions"] in sent.body["system"][0]["text"] or prompt["instructions"] in str(sent.body)
    assert sent.user_text.strip().endswith(prompt["messages"][-1]["text"].strip()[-80:])


def test_describing_asks_about_the_cost_and_goes_on_after_a_failure(folder, bedrock_endpoint):
    def describes(request):
        if "converse" not in request.route:
            return None
        return Reply(fields={"description_en": "One row per city.", "description_ko": "도시 하나가 한 행."})

    bedrock_endpoint.answer_with(describes)
    refused = text2sql(folder, "index", "--describe")
    assert refused.returncode == 2 or "Go on?" in refused.stderr
    bedrock_endpoint.queue(Fault.ACCESS_DENIED)
    failed = text2sql(folder, "index", "--describe", "--yes")
    assert "Not described: table sales" in failed.stderr
    described = text2sql(folder, "index", "--describe", "--yes")
    assert described.returncode == 0, described.stderr
    assert "1 descriptions written" in described.stderr
    again = text2sql(folder, "index", "--describe", "--yes")
    assert "Everything is described" in again.stderr
    linked = text2sql(folder, "prompt", "매출은?")
    assert "도시 하나가 한 행." in linked.stdout


@pytest.mark.parametrize(
    ("fault", "words"),
    [(Fault.ACCESS_DENIED, "access"), (Fault.THROTTLE, "busy|throttl"), (Fault.GUARDRAIL, "guardrail")],
)
def test_a_failure_is_one_sentence_and_exit_code_6(folder, bedrock_endpoint, fault, words):
    import re

    bedrock_endpoint.fail_always(fault)
    told = text2sql(folder, "ask", "부산의 금액은?")
    assert told.returncode == 6, told.stderr
    assert re.search(words, told.stderr, re.IGNORECASE), told.stderr
    assert "Traceback" not in told.stderr


def test_without_credentials_auto_writes_offline_and_says_so(folder, monkeypatch):
    settings = (folder / "text2sql.toml").read_text("utf-8")
    kept = settings[: settings.index("[embedder]")]
    (folder / "text2sql.toml").write_text(kept, "utf-8")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    told = text2sql(folder, "ask", "number of sales", "--format", "csv")
    assert told.returncode == 0, told.stderr
    assert "apac.some.model" in told.stderr and "not called" in told.stderr


def test_a_days_budget_stops_the_next_question(folder, bedrock_endpoint):
    settings = (folder / "text2sql.toml").read_text("utf-8").replace("usd_per_day = 100", "usd_per_day = 0.0001")
    (folder / "text2sql.toml").write_text(settings, "utf-8")
    bedrock_endpoint.answer_with(lambda request: writes(SQL)(request) if "converse" in request.route else None)
    assert text2sql(folder, "ask", "부산의 금액은?").returncode == 0
    told = text2sql(folder, "ask", "부산의 금액은?")
    assert told.returncode == 6
    assert "usd_per_day" in told.stderr


def test_hidden_columns_and_cell_values_stay_at_home(folder, bedrock_endpoint):
    settings = (folder / "text2sql.toml").read_text("utf-8").replace("[model]", "[model]\ncell_values = false", 1)
    hidden = '[safety]\nhidden_columns = ["sales.opened_on"]\n'
    (folder / "text2sql.toml").write_text(settings[: settings.index("[embedder]")] + hidden, "utf-8")
    bedrock_endpoint.answer_with(writes("SELECT SUM(amount) FROM sales"))
    told = text2sql(folder, "ask", "total amount", "--format", "csv")
    assert told.returncode == 0, told.stderr
    for request in bedrock_endpoint.requests:
        words = str(request.body)
        assert "opened_on" not in words
        assert "서울" not in words and "부산" not in words
