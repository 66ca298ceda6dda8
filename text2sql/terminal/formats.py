"""Answers as JSON, CSV and Markdown: the formats that scripts rely on."""

import csv
import datetime
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal

from text2sql.types import Answer, Answered, Clarify, Declined, LinkedSchema, Reading, ResultTable, Value

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


def to_json(value: object) -> JsonValue:
    """The value in JSON's own types: days and times in ISO format, decimals as numbers, bytes as hexadecimal.

    A decimal with more digits than a double holds is a text, so that none are lost; NaN and infinities are null.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(each) for key, each in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [to_json(each) for each in value]
    return str(value)


def _number(value: Decimal) -> JsonValue:
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(str(float(value))) == value else str(value)


def answer_object(answer: Answer) -> dict[str, JsonValue]:
    """The object of ``ask --format json``; its keys are a contract."""
    question = answer.question
    answered = answer if isinstance(answer, Answered) else None
    told: dict[str, JsonValue] = {
        "question": (question.original or question.text) if question else "",
        "standalone_question": question.text if question else "",
        "status": answer.status,
        "sql": answered.sql.text if answered else None,
        "dialect": answer.receipt.dialect,
        "columns": [{"name": column.name, "type": column.type} for column in answered.result.columns]
        if answered
        else [],
        "rows": to_json(answered.result.rows) if answered else [],
        "truncated": answered.result.truncated if answered else False,
        "summary": answered.summary if answered else _message(answer),
        "reading": answered.candidate.reading if answered else None,
        "trust": to_json(answered.trust) if answered else None,
        "receipt": to_json(answer.receipt),
    }
    if isinstance(answer, Clarify):
        told["readings"] = [
            {
                "text": each.text,
                "figure": each.figure,
                "sql": each.sql,
                "question": each.question,
                "costly": each.costly,
            }
            for each in answer.readings
        ]
    if isinstance(answer, Declined):
        told["suggestions"] = to_json(answer.suggestions)
    return told


def linked_object(linked: LinkedSchema) -> dict[str, JsonValue]:
    """The object of ``link --format json``; its keys are a contract."""
    return {
        "tables": [
            {"name": each.table.name, "score": round(each.score, 4), "columns": list(each.columns)}
            for each in linked.tables
        ],
        "values": [
            {
                "table": each.table,
                "column": each.column,
                "value": each.value,
                "words": each.words,
                "score": each.score,
                "source": each.source,
            }
            for each in linked.values
        ],
        "samples": [
            {"id": each.sample.id, "question": each.sample.questions[0], "score": round(each.score, 4)}
            for each in linked.samples
        ],
    }


def told_plainly(answer: Answer) -> str:
    """Why there are no rows, with the readings or suggestions a line each, for an error stream."""
    lines = [_message(answer)]
    if isinstance(answer, Clarify):
        lines += [f"{number}. {_with_figure(each)}" for number, each in enumerate(answer.readings, 1)]
    if isinstance(answer, Declined):
        lines += [f"- {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


def _with_figure(reading: Reading) -> str:
    return f"{reading.text}: {reading.figure}" if reading.figure else reading.text


def _message(answer: Answer) -> str:
    return "" if isinstance(answer, Answered) else answer.message


def json_text(value: object, indent: int | None = 2) -> str:
    """JSON with Korean as it is."""
    return json.dumps(to_json(value), ensure_ascii=False, indent=indent)


def csv_text(result: ResultTable) -> str:
    """The rows as CSV; NULL is an empty field."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in result.columns])
    writer.writerows([[plain(value) for value in row] for row in result.rows])
    return text.getvalue()


def markdown_text(result: ResultTable) -> str:
    """The rows as a Markdown table."""
    lines = [_markdown_row([column.name for column in result.columns])]
    lines.append(_markdown_row(["---"] * len(result.columns)))
    lines += [_markdown_row([plain(value) for value in row]) for row in result.rows]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Sequence[str]) -> str:
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return "| " + " | ".join(escaped) + " |"


def plain(value: Value) -> str:
    """A cell as text; NULL is empty, a timestamp at midnight keeps its time."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return str(value)
