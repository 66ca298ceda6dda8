"""The chat page and evaluation with a model behind them, and Ctrl-C in the middle of a call."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.bedrock_endpoint import BedrockEndpoint, EndpointSettings, Fault, Reply

PAGE = Path(__file__).parents[2] / "ui" / "app.py"
SETTINGS = """
default_database = "sales"
[databases.sales]
location = "sales.csv"
[model]
id = "apac.some.model"
region = "ap-northeast-2"
endpoint_url = "{url}"
"""


@pytest.fixture
def folder(tmp_path, bedrock_endpoint, aws_environment):
    return prepared(tmp_path, bedrock_endpoint)


def prepared(folder, endpoint):
    (folder / "sales.csv").write_text("city,amount\n서울,10\n부산,20\n대구,5\n", "utf-8")
    (folder / "text2sql.toml").write_text(SETTINGS.format(url=endpoint.url), "utf-8")
    return folder


def writes(sql):
    fields = {"reasoning": "도시마다 한 행이라 그대로 더합니다", "outcome": "sql", "sql": sql, "reading": "도시별 금액"}
    return lambda request: Reply(fields=fields) if "converse" in request.route else None


def test_the_page_answers_through_the_model_and_shows_what_it_cost(folder, bedrock_endpoint, monkeypatch):
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    st.cache_resource.clear()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["app.py"])
    bedrock_endpoint.answer_with(writes("SELECT city, SUM(amount) AS total FROM sales GROUP BY city"))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.chat_input[0].set_value("도시별 금액").run()
    assert not page.exception
    shown = " ".join(str(each.value) for each in page.markdown) + " ".join(each.label for each in page.status)
    assert "apac.some.model" in shown
    assert page.dataframe[0].value.shape == (3, 2)


def test_evaluation_asks_the_model_once_a_question(folder, bedrock_endpoint):
    questions = "- {id: a, database: sales, question: 도시는 몇 개?, sql: SELECT COUNT(*) FROM sales}\n"
    (folder / "questions.yaml").write_text(questions, "utf-8")
    bedrock_endpoint.answer_with(writes("SELECT COUNT(*) FROM sales"))
    arguments = ("eval", "own", "--data", "questions.yaml", "--model", "bedrock", "--out", "run")
    command = [sys.executable, "-m", "text2sql.cli", *arguments]
    first = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert first.returncode == 0, first.stderr
    report = json.loads((folder / "run" / "report.json").read_text("utf-8"))
    assert "apac.some.model" in json.dumps(report)
    asked = len(bedrock_endpoint.requests)
    again = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert again.returncode == 0, again.stderr
    assert len(bedrock_endpoint.requests) == asked


@pytest.mark.usefixtures("aws_environment")
def test_ctrl_c_ends_a_call_that_waits(tmp_path):
    with BedrockEndpoint(EndpointSettings(slow_seconds=60)) as endpoint:
        prepared(tmp_path, endpoint)
        arrived = threading.Event()
        endpoint.watch(lambda request: arrived.set())
        endpoint.fail_always(Fault.SLOW_START)
        command = [sys.executable, "-m", "text2sql.cli", "ask", "도시별 금액"]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as asking:
            assert arrived.wait(60)
            asking.send_signal(signal.SIGINT)
            _, told = asking.communicate(timeout=10)
        assert asking.returncode == 130
        assert "Traceback" not in told
