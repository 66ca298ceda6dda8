"""Runs a file of questions through the demo's own pipeline and sorts the outcomes."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.questions.comparing import answers
from text2sql.assembly import OpenDatabase
from text2sql.types import Answered, Clarify, Limits, Question

FOLDER = Path(__file__).parent
ROWS = Limits(rows=200_000, seconds=30)


@dataclass(frozen=True)
class Verdict:
    """What came of one question: right, wrong (answered with confidence and not right), or abstained."""

    id: str
    language: str
    question: str
    outcome: str
    sql: str
    gold: str
    said: str


def read_questions(name):
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def run_questions(opened: OpenDatabase, entries, shop) -> list[Verdict]:
    """``shop`` is an open DuckDB connection to the same warehouse, for the gold queries."""
    return [_verdict(opened, entry, shop) for entry in entries]


def _verdict(opened, entry, shop):
    gold = shop.execute(entry["sql"]).fetchall() if "sql" in entry else None
    answer = opened.pipeline.answer(Question(entry["question"], entry["language"], opened.today))
    sql = said = ""
    outcome = "abstained"
    if isinstance(answer, Answered):
        sql, said = answer.sql.text, answer.candidate.reading
        outcome = "right" if gold is not None and answers(gold, answer.result.rows) else "wrong"
    elif isinstance(answer, Clarify):
        said = answer.message + " | " + " | ".join(reading.text for reading in answer.readings)
    else:
        said = answer.message
    return Verdict(entry["id"], entry["language"], entry["question"], outcome, sql, entry.get("sql", ""), said)


def table(verdicts) -> str:
    """Right, abstained and wrong, in all and by language."""
    lines = ["| questions | right | asked back or declined | wrong |", "|---|---|---|---|"]
    for name, chosen in (
        ("all", verdicts),
        ("Korean", [each for each in verdicts if each.language == "ko"]),
        ("English", [each for each in verdicts if each.language == "en"]),
    ):
        counts = Counter(each.outcome for each in chosen)
        lines.append(f"| {name} ({len(chosen)}) | {counts['right']} | {counts['abstained']} | {counts['wrong']} |")
    return "\n".join(lines)
