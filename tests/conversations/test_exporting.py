"""Conversations as files: every question and query in them, no rows, and forms that other programs read."""

import json
import re
from datetime import UTC, datetime

import pytest

from text2sql.conversations.exporting import exported
from text2sql.types import Carried, Turn

TURNS = (
    Turn(
        "지난달 매출은?", "지난달 매출은?", "SELECT SUM(net_amount) AS net_revenue\nFROM orders", "1,200원", "answered"
    ),
    Turn(
        "그중 서울만",
        "순매출 · 도시 = 서울",
        "SELECT '```' AS x",
        "300원",
        "answered",
        columns=("net_revenue",),
        asked_at=datetime(2026, 11, 21, tzinfo=UTC),
        carried=(Carried("period", "지난달"),),
    ),
    Turn("날씨는?", "날씨는?", None, "날씨를 찾지 못했습니다.", "declined"),
)


def test_markdown_holds_questions_readings_queries_and_answers():
    text = exported("markdown", "월간\n보고", TURNS)
    assert text.startswith("# 월간 보고\n\n## 지난달 매출은?\n\n1,200원\n\n```sql\nSELECT SUM")
    assert "> 순매출 · 도시 = 서울\n\n300원\n\n````sql\nSELECT '```' AS x\n````" in text
    assert text.endswith("날씨를 찾지 못했습니다.\n")


def test_json_says_what_was_carried_over():
    told = json.loads(exported("json", "월간 보고", TURNS))
    assert [each["status"] for each in told["turns"]] == ["answered", "answered", "declined"]
    assert told["turns"][1]["carried"] == [{"kind": "period", "label": "지난달"}]
    assert told["turns"][1]["asked_at"] == "2026-11-21T00:00:00+00:00"


def test_a_notebook_has_what_format_4_5_requires():
    notebook = json.loads(exported("notebook", "월간 보고", TURNS))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook.keys() == {"nbformat", "nbformat_minor", "metadata", "cells"}
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", each) for each in ids)
    required = {"markdown": {"cell_type", "id", "metadata", "source"}}
    required["code"] = required["markdown"] | {"execution_count", "outputs"}
    assert all(cell.keys() == required[cell["cell_type"]] for cell in notebook["cells"])
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code[1:] == ["%%sql\n" + turn.sql for turn in TURNS[:2]]


@pytest.mark.parametrize("form", ["markdown", "json", "notebook"])
def test_an_empty_conversation_can_be_exported(form):
    assert exported(form, "비어 있음", ())
