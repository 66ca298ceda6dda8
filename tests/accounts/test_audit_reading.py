"""What was written down is read again, whole lines only; and what it came to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from text2sql.accounts.audit import AuditFiles
from text2sql.accounts.audit_reading import Audited, read_audit
from text2sql.accounts.totals import by_day, by_model, slowest, totals, unanswered
from text2sql.usage import AuditEntry, ModelCall, Usage

NOW = datetime(2026, 1, 4, 12, tzinfo=UTC)
USAGE = Usage(1, 100, 20, 0.01)
CALL = ModelCall("write", "sonnet", USAGE, 1.5, "end_turn", 0, "abc")
ENTRY = AuditEntry(
    "shop", "지난달 매출은?", "", "answered", "SELECT 1", "", "prompted", "sonnet", "auto", (CALL,), USAGE, 2.0, "김"
)


def test_entries_come_back_as_they_were_from_all_files_in_order(tmp_path):
    times = iter(NOW + timedelta(minutes=minute) for minute in range(100))
    audit = AuditFiles(tmp_path, "kim", megabytes=0.002, metrics=True, now=lambda: next(times))
    entries = [replace(ENTRY, seconds=float(number), standalone_question="지난달 매출은?") for number in range(12)]
    for entry in entries:
        audit.record(entry)
    assert len(list(tmp_path.glob("audit-*.jsonl"))) > 1
    log = read_audit(tmp_path, NOW)
    assert [each.entry for each in log.questions] == entries
    assert log.unreadable == 0
    assert len(read_audit(tmp_path, log.questions[-1].time).questions) == 1


def test_half_lines_and_strange_ones_are_counted_and_left_out(tmp_path):
    AuditFiles(tmp_path, "kim", now=lambda: NOW).record(ENTRY)
    with (tmp_path / "audit.jsonl").open("ab") as file:
        for line in ('{"time": "2026-11-21T', "[1]", "null", '{"time": "2026-11-21", "decision": "danced"}', "\xff"):
            file.write(line.encode("latin-1") + b"\n")
    log = read_audit(tmp_path, NOW - timedelta(days=1))
    assert (len(log.questions), log.unreadable) == (1, 5)
    assert read_audit(tmp_path / "nowhere", NOW).questions == ()


def at(day, **changes):
    return Audited(NOW + timedelta(days=day), replace(ENTRY, **changes))


def test_totals_by_day_and_by_model():
    asked = [
        at(0, seconds=1.0),
        at(0, seconds=3.0, decision="clarify", model=None, usage=Usage()),
        at(1, seconds=2.0, decision="failed", user="이"),
    ]
    everything = totals(asked)
    assert (everything.questions, everything.people, everything.answered, everything.failed) == (3, 2, 1, 1)
    assert (everything.median_seconds, everything.slow_seconds, everything.usage.calls) == (2.0, 3.0, 2)
    assert [(day, each.questions) for day, each in by_day(asked)] == [("2026-01-05", 1), ("2026-01-04", 2)]
    assert [(model, each.questions) for model, each in by_model(asked)] == [("sonnet", 2), ("", 1)]
    assert [each.entry.seconds for each in slowest(asked, 2)] == [3.0, 2.0]
    assert [each.entry.decision for each in unanswered(asked, 9)] == ["failed"]
    assert totals([]).slow_seconds == 0.0


def test_an_unknown_price_makes_the_sum_unknown():
    assert totals([at(0), at(0, usage=Usage(1, 5, 5, None))]).usage.cost_usd is None
