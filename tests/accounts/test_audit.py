"""Every question leaves a line, whatever came of it, and the lines never hold rows or prompts."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.accounts.audit import AuditFiles
from text2sql.errors import KnowledgeError, ModelBusy
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Candidate, Declined, Question
from text2sql.usage import AuditEntry, ModelCall, Usage

QUESTION = Question("서울 주문 수는?", "ko", datetime(2026, 11, 21).date())
ENTRY = AuditEntry("shop", "질문", "질문", "answered", "SELECT 1", "", "prompted", "m", "{}", (), Usage(), 0.5)


def lines(folder):
    return [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]


class Calling(FakeWriter):
    """Says that it called a model, then does as told."""

    model = "some.model"
    strategy = '{"name": "auto"}'

    def write(self, question, linked, attempts, workbench):
        workbench.called(ModelCall("write", "some.model", Usage(1, 900, 80, 0.01), 0.4, "complete"))
        reply = super().write(question, linked, attempts, workbench)
        if isinstance(reply, Exception):
            raise reply
        return reply


def asked(folder, reply):
    pipeline = Pipeline(FakeKnowledge(SHOP), Calling(reply), FakeWarehouse(rows=(("비밀",),)), Checker(SHOP))
    return replace(pipeline, audit=AuditFiles(folder, "analyst")).answer(QUESTION)


def test_an_answer_a_refusal_and_a_failure_each_leave_a_line(tmp_path):
    asked(tmp_path, (Candidate("SELECT COUNT(*) FROM orders", "주문 수", 0.9, "model"),))
    asked(tmp_path, Declined("데이터에 없습니다."))
    with pytest.raises(ModelBusy):
        asked(tmp_path, ModelBusy("The service is busy. Try again."))
    answered, declined, failed = lines(tmp_path)
    assert [each["decision"] for each in (answered, declined, failed)] == ["answered", "declined", "failed"]
    assert "COUNT(*)" in answered["sql"]
    assert (answered["user"], answered["question"], answered["model"]) == ("analyst", "서울 주문 수는?", "some.model")
    assert failed["reason"].startswith("The service is busy")
    assert all(each["usage"]["input_tokens"] == 900 for each in (answered, declined, failed))
    assert "비밀" not in (tmp_path / "audit.jsonl").read_text("utf-8")


def test_full_files_are_set_aside_and_old_ones_deleted(tmp_path):
    times = (datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=second) for second in range(1_000))
    audit = AuditFiles(tmp_path, "a", megabytes=0.001, files=3, now=lambda: next(times))
    for number in range(30):
        audit.record(replace(ENTRY, question=f"질문 {number}"))
    files = sorted(each.name for each in tmp_path.glob("audit*.jsonl"))
    assert len(files) == 3
    assert lines(tmp_path)[-1]["question"] == "질문 29"
    assert all(each.stat().st_size <= 1_000 for each in tmp_path.glob("audit*.jsonl"))


def test_many_at_once_lose_no_line(tmp_path):
    def write(name):
        for number in range(25):
            AuditFiles(tmp_path, name).record(replace(ENTRY, question=f"{name}-{number}"))

    threads = [threading.Thread(target=write, args=(f"t{at}",)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each["question"] for each in lines(tmp_path)}) == 100


def test_metrics_stand_in_the_line_in_cloudwatch_form(tmp_path):
    AuditFiles(tmp_path, "a", metrics=True).record(replace(ENTRY, usage=Usage(2, 100, 10, 0.5)))
    (line,) = lines(tmp_path)
    (declared,) = line["_aws"]["CloudWatchMetrics"]
    assert all(metric["Name"] in line for metric in declared["Metrics"])
    assert all(name in line for names in declared["Dimensions"] for name in names)
    assert (line["ModelCalls"], line["CostUsd"]) == (2, 0.5)


def test_what_cannot_be_audited_is_not_answered(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match=r"\[audit\]"):
        asked(tmp_path / "file", Declined("모르겠습니다."))
