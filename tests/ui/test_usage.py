"""The owner's view: figures of a period, sortable tables, and what it says when nothing is written down."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.ui.conftest import words
from text2sql.accounts.audit import AuditFiles
from text2sql.accounts.ledger import Ledger
from text2sql.settings import AuditSettings, Settings
from text2sql.usage import AuditEntry, Usage

ENTRY = AuditEntry(
    "shop", "지난달 매출은?", "지난달 매출은?", "answered", "SELECT 1", "", "offline", None, "", (), Usage(), 0.4, "kim"
)
FAILED = replace(
    ENTRY, question="날씨는?", decision="failed", sql=None, reason="The model was busy.", model="sonnet", user="lee"
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    from ui import opening

    settings = Settings(data_folder=tmp_path, audit=AuditSettings(folder=str(tmp_path / "audit")))
    monkeypatch.setattr(opening, "settings", lambda arguments: settings)
    return settings


def looked_at(app):
    app.sidebar.segmented_control(key="view").set_value("usage").run()
    assert not app.exception
    return app


def test_the_owner_sees_figures_days_models_and_what_failed(page, kept, tmp_path):
    audit = AuditFiles(tmp_path / "audit", "kim")
    for entry in (ENTRY, ENTRY, replace(FAILED, usage=Usage(2, 1_000, 50, 0.25), seconds=9.5)):
        audit.record(entry)
    Ledger(tmp_path / "spending.sqlite").add(Usage(3, 1_500, 60, 0.31))
    app = looked_at(page())
    figures = {each.label: each.value for each in app.metric}
    assert figures == {"Questions": "3", "People": "2", "Answered": "67%", "95 % within": "9.5 s", "Cost": "$0.25"}
    days, models, slow, unanswered, spent = (each.value for each in app.dataframe)
    assert days["Questions"].tolist() == [3]
    assert models.set_index("Model")["Tokens"].to_dict() == {"no model": 0, "sonnet": 1_050}
    assert slow["Question"].tolist()[0] == "날씨는?"
    assert unanswered["Why"].tolist() == ["The model was busy."]
    assert spent["Cost"].tolist() == [0.31]


def test_days_are_drawn_and_the_wheel_is_left_to_the_page(page, kept, tmp_path):
    now = datetime.now(UTC)
    for days in (0, 1, 40):
        AuditFiles(tmp_path / "audit", "kim", now=lambda days=days: now - timedelta(days=days)).record(ENTRY)
    app = looked_at(page())
    assert {each.label: each.value for each in app.metric}["Questions"] == "2"
    assert [day for day in app.dataframe[0].value["Day"]] == sorted(app.dataframe[0].value["Day"], reverse=True)
    [drawn] = app.get("vega_lite_chart")
    assert "selection" not in drawn.proto.spec and "interval" not in drawn.proto.spec
    app.segmented_control(key="period").set_value(90).run()
    assert {each.label: each.value for each in app.metric}["Questions"] == "3"


def test_it_says_so_when_no_audit_is_kept(page, kept, monkeypatch):
    from ui import opening

    without = replace(kept, audit=AuditSettings())
    monkeypatch.setattr(opening, "settings", lambda arguments: without)
    app = looked_at(page())
    assert "not written down" in words(app) and "[audit]" in app.code[0].value
    app.sidebar.segmented_control(key="language").set_value("한국어").run()
    assert "기록하지 않아" in words(app)


def test_a_period_without_questions_says_so(page, kept, tmp_path):
    AuditFiles(tmp_path / "audit", "kim", now=lambda: datetime(2020, 1, 1, tzinfo=UTC)).record(ENTRY)
    assert "Nothing was asked in this period." in words(looked_at(page()))
