"""One line for each question: what was asked, predicted and found, as it is kept on disk and read by reports.

A line is written the moment a verdict is known, so a run that was interrupted goes on from its lines, and a report made
from lines is the same as one made at once: whatever a report shows has been through this form. Results are cut to
their first rows here, and cells become what JSON can hold.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from text2sql.catalog import Language
from text2sql.errors import UsageError
from text2sql.evaluation.scoring.rules import TIMED
from text2sql.evaluation.types import Execution, Hardness, Status, Verdict
from text2sql.types import Value
from text2sql.usage import Usage

ROWS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """The beginning of a result."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    """The first :data:`ROWS_SHOWN`, cells as JSON holds them."""
    count: int
    """Of all rows that were fetched."""
    problem: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a report says about one question."""

    id: str
    database: str
    question: str
    language: Language
    hardness: Hardness
    tags: tuple[str, ...]
    features: tuple[str, ...]
    """What the gold query uses."""
    interaction: str
    answerable: bool
    gold: tuple[str, ...]
    predicted: str | None
    status: Status
    correct: bool
    rule: str
    scores: tuple[tuple[str, float], ...]
    """By rule, without those of :data:`TIMED`, which depend on how fast the machine was."""
    error_class: str
    problem: str
    message: str
    confidence: float | None
    gold_tables: tuple[str, ...]
    gold_columns: tuple[str, ...]
    tables: tuple[str, ...]
    columns: tuple[str, ...]
    usage: Usage
    gold_result: Shown
    predicted_result: Shown | None
    timed_scores: tuple[tuple[str, float], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    """By stage; ``gold`` and ``predicted`` are the executions."""


@dataclass(frozen=True, slots=True)
class GoldParts:
    """What the gold query is made of, for reports."""

    features: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def outcome_of(verdict: Verdict, parts: GoldParts) -> Outcome:
    """A verdict as it is kept."""
    case, prediction = verdict.case, verdict.prediction
    executed = [("gold", verdict.gold)] + ([("predicted", verdict.predicted)] if verdict.predicted else [])
    return Outcome(
        id=case.id,
        database=case.database,
        question=case.question,
        language=case.language,
        hardness=case.hardness,
        tags=case.tags,
        features=parts.features,
        interaction=case.interaction,
        answerable=case.answerable,
        gold=case.gold,
        predicted=prediction.sql,
        status=prediction.status,
        correct=verdict.correct,
        rule=verdict.rule,
        scores=tuple(score for score in verdict.scores if score[0] not in TIMED),
        error_class=verdict.error_class,
        problem=verdict.problem,
        message=prediction.message,
        confidence=prediction.confidence,
        gold_tables=parts.tables,
        gold_columns=parts.columns,
        tables=prediction.tables,
        columns=prediction.columns,
        usage=prediction.usage,
        gold_result=shown(verdict.gold),
        predicted_result=shown(verdict.predicted) if verdict.predicted else None,
        timed_scores=tuple(score for score in verdict.scores if score[0] in TIMED),
        seconds=(*prediction.seconds, *((name, each.seconds) for name, each in executed)),
    )


def shown(execution: Execution) -> Shown:
    """The beginning of what a query gave."""
    rows = tuple(tuple(_cell(cell) for cell in row) for row in execution.rows[:ROWS_SHOWN])
    return Shown(
        execution.columns, rows, max(execution.row_count, len(execution.rows)), execution.problem, execution.truncated
    )


def _cell(cell: Value) -> Value:
    """A cell as JSON holds it: numbers and texts as they are, bytes in hexadecimal, everything else as it prints."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return cell if cell == cell and abs(cell) != float("inf") else str(cell)
    if isinstance(cell, bytes):
        return f"x'{cell.hex()}'"
    # Half of a surrogate pair cannot be written as UTF-8.
    return str(cell).encode("utf-8", "replace").decode("utf-8")


def line_of(outcome: Outcome) -> str:
    """One line of JSON; times last, so that two runs differ only in the end of their lines."""
    entry = asdict(outcome)
    for name in ("scores", "timed_scores", "seconds"):
        entry[name] = dict(entry[name])
    return json.dumps(entry, ensure_ascii=False)


def read_line(line: str) -> Outcome:
    """The outcome that :func:`line_of` wrote.

    Raises:
        UsageError: it is no such line.
    """
    try:
        return _outcome(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            "This is not a line of verdicts.jsonl as `text2sql eval` writes it. Run the evaluation again."
        ) from error


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    pairs = {name: tuple(entry[name].items()) for name in ("scores", "timed_scores", "seconds")}
    given = entry["predicted_result"]
    read = {
        "usage": Usage(**entry["usage"]),
        "gold_result": _shown(entry["gold_result"]),
        "predicted_result": None if given is None else _shown(given),
    }
    return Outcome(**cast(dict[str, Any], {**entry, **lists, **pairs, **read}))


def _shown(entry: Mapping[str, Any]) -> Shown:
    whole = Shown(**entry)
    return replace(whole, columns=tuple(whole.columns), rows=tuple(tuple(row) for row in whole.rows))
