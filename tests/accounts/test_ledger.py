"""Budgets hold across questions, days and processes."""

import subprocess
import sys
from datetime import date

import pytest

from text2sql.accounts.ledger import Ledger
from text2sql.errors import BudgetExceeded, KnowledgeError
from text2sql.usage import Usage

CALL = Usage(calls=1, input_tokens=1_000, output_tokens=50, cost_usd=0.4, cache_read_tokens=10, cache_write_tokens=20)


def test_a_question_stops_at_its_budget(tmp_path):
    ledger = Ledger(tmp_path / "l.sqlite", usd_per_question=1.0)
    ledger.check(CALL + CALL)
    with pytest.raises(BudgetExceeded, match="usd_per_question"):
        ledger.check(CALL + CALL + CALL)


def test_a_day_stops_at_its_budget_and_the_next_one_is_new(tmp_path):
    days = [date(2026, 11, 21)]
    ledger = Ledger(tmp_path / "새 폴더" / "l.sqlite", usd_per_day=1.0, today=lambda: days[0])
    for _ in range(3):
        ledger.check(Usage())
        ledger.add(CALL)
    with pytest.raises(BudgetExceeded, match="usd_per_day"):
        Ledger(tmp_path / "새 폴더" / "l.sqlite", usd_per_day=1.0, today=lambda: days[0]).check(Usage())
    days[0] = date(2026, 11, 22)
    ledger.check(Usage())
    ((day, total),) = ledger.days()
    assert (day, total.calls, total.input_tokens) == (date(2026, 11, 21), 3, 3_000)
    assert total.cost_usd == pytest.approx(1.2)


def test_an_unknown_price_cannot_be_budgeted(tmp_path):
    unknown = Usage(calls=1, cost_usd=None)
    assert (CALL + unknown).cost_usd is None
    Ledger(tmp_path / "l.sqlite").check(unknown)
    with pytest.raises(BudgetExceeded, match="prices"):
        Ledger(tmp_path / "l.sqlite", usd_per_day=5.0).check(unknown)


def test_several_processes_keep_one_account(tmp_path):
    path = tmp_path / "l.sqlite"
    code = (
        "import sys; from pathlib import Path; from text2sql.accounts.ledger import Ledger;"
        "from text2sql.usage import Usage\n"
        "for _ in range(20): Ledger(Path(sys.argv[1])).add(Usage(calls=1, cost_usd=0.01))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
    ((_, total),) = Ledger(path).days()
    assert total.calls == 60


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match="TEXT2SQL_DATA_FOLDER"):
        Ledger(tmp_path / "file" / "l.sqlite").add(CALL)
