"""Reports as files: ``report.json`` for machines, ``verdicts.jsonl`` with a line for each question, ``report.html``.

Keys come in a fixed order, and what depends on the machine's speed stands at one place of each file: two runs with the
same seed and replies give the same bytes but for ``times`` (and the ends of lines in ``verdicts.jsonl``).
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from text2sql.errors import UsageError
from text2sql.evaluation.outcomes import line_of
from text2sql.evaluation.report import Group, Report
from text2sql.evaluation.statistics import Share

REPORT = "report.json"
VERDICTS = "verdicts.jsonl"
PAGE = "report.html"
_PLACES = 6
"""Decimals of shares and averages."""


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write the three files of a report; returns their paths.

    Raises:
        UsageError: the folder cannot be written.
    """
    from text2sql.evaluation.html.page import report_page

    texts = {
        REPORT: report_json(report),
        VERDICTS: "".join(line_of(outcome) + "\n" for outcome in report.outcomes),
        PAGE: report_page(report),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            # Half of a surrogate pair must not lose a report that was paid for; JSON has an escape for it.
            errors = "replace" if name == PAGE else "backslashreplace"
            (folder / name).write_text(text, encoding="utf-8", errors=errors, newline="\n")
    except OSError as error:
        raise UsageError(
            f"The report cannot be written to {folder} ({error.strerror}). Choose another --out."
        ) from error
    return tuple(folder / name for name in texts)


def report_json(report: Report) -> str:
    """The figures of a report as one JSON object."""
    manifest = asdict(report.manifest)
    for name in ("files", "databases", "settings", "versions", "selection"):
        manifest[name] = dict(manifest[name])
    whole = {
        "manifest": manifest,
        "questions": {"scored": report.right.total, "not_run": report.not_run, "stopped": report.stopped},
        "accuracy": {"rule": report.manifest.method.rule, **share_object(report.right)},
        "interactions": share_object(report.interactions) if report.interactions else None,
        "rules": {rule: round(score, _PLACES) for rule, score in report.rules},
        "by": _by_kind(report.groups),
        "errors": dict(report.errors),
        "coverage": share_object(report.answered),
        "precision": share_object(report.precision),
        "precision_at_coverage": [
            {"confidence": each.confidence, "coverage": _rounded(each.answered), "precision": _rounded(each.right)}
            for each in report.curve
        ],
        "linking": _linking_object(report),
        "usage": asdict(report.usage),
        "notes": list(report.notes),
        "times": {
            "seconds_by_stage": {
                each.stage: {
                    "count": each.count,
                    "p50": round(each.p50, _PLACES),
                    "p95": round(each.p95, _PLACES),
                    "total": round(each.total, _PLACES),
                }
                for each in report.latencies
            },
            "rules": {rule: round(score, _PLACES) for rule, score in report.timed_rules},
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def share_object(share: Share) -> dict[str, object]:
    """A share with its Wilson 95 % interval."""
    interval = share.interval
    return {
        "count": share.count,
        "of": share.total,
        "share": _rounded(share),
        "interval": None if interval is None else [round(end, _PLACES) for end in interval],
    }


def _rounded(share: Share) -> float | None:
    return None if share.value is None else round(share.value, _PLACES)


def _by_kind(groups: Iterable[Group]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for group in groups:
        found.setdefault(group.kind, {})[group.name] = share_object(group.right)
    return found


def _linking_object(report: Report) -> dict[str, object] | None:
    linking = report.linking
    if linking is None:
        return None
    return {
        "tables": share_object(linking.tables),
        "columns": share_object(linking.columns),
        "whole_questions": share_object(linking.whole),
    }
