"""What a model replied, as candidates, a question back, or a refusal.

A reply comes in the parts of the form that was asked for. Recorded replies and models without structured output give
text instead: there the parts are looked for in tags, then as a JSON object, then as bare SQL.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from text2sql.errors import ReplyMalformed
from text2sql.prompting import FieldValue, Reply
from text2sql.types import Candidate, Clarify, Declined, LinkedSchema, Reading, Written
from text2sql.writers.prompted.task import Task

CONFIDENCE = 0.6
"""Of a candidate of which nothing is known but that a model wrote it. It is no measured probability: it stands below
what votes or a review have confirmed and above what they doubt, and methods that find out more change it."""
_READINGS = 4
_FENCE = re.compile(r"```[ \t]*\w*[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
_TAGGED = re.compile(r"<(\w+)>\s*(.*?)\s*</\1>", re.DOTALL)
_SQL_START = re.compile(r"\(*\s*(?:select|with)\b", re.IGNORECASE)


def read_reply(reply: Reply, task: Task) -> Written:
    """One candidate, a question back, or a refusal.

    Raises:
        ReplyMalformed: there is neither SQL in it nor a reason for there being none.
    """
    reply = with_fields(reply)
    outcome, sql = reply.words("outcome"), clean_sql(reply.words("sql"))
    asked, reason = _question_back(reply), reply.words("reason")
    if sql and (outcome in ("", "sql") or not (asked or reason)):
        return (_candidate(reply, sql, task),)
    if asked is not None and (outcome != "decline" or not reason):
        return asked
    if reason:
        return Declined(reason)
    raise ReplyMalformed(
        "The model's reply holds neither SQL nor a reason for having none. Ask again, or use another model or strategy."
    )


def read_sql(reply: Reply) -> str:
    """Only the SQL of a reply; empty when it has none."""
    return clean_sql(with_fields(reply).words("sql"))


def clean_sql(text: str) -> str:
    """SQL without a Markdown fence around it and without semicolons at its end."""
    fenced = _FENCE.search(text)
    return (fenced.group(1) if fenced else text).strip().rstrip("; \t\r\n")


def with_fields(reply: Reply) -> Reply:
    """The reply with its parts, also when it came as text."""
    return reply if reply.fields else replace(reply, fields=fields_of(reply.text))


def fields_of(text: str) -> Mapping[str, FieldValue]:
    """The parts of a reply that is plain text; empty when nothing in it can be used."""
    tagged = {name: _tagged_value(name, value) for name, value in _TAGGED.findall(text)}
    if tagged.keys() & {"sql", "outcome", "reason", "question_back", "standalone"}:
        return tagged
    if fields := _json_fields(text):
        return fields
    fences = _FENCE.findall(text)
    if fences:
        return {"reasoning": text[: text.find("```")].strip(), "sql": fences[-1].strip()}
    return {"sql": text.strip()} if _SQL_START.match(text.strip()) else {}


def _tagged_value(name: str, value: str) -> FieldValue:
    """A text; the parts that hold several are a line each, with or without a dash."""
    if name in ("assumptions", "readings", "parts", "kept"):
        return tuple(line.strip().removeprefix("-").strip() for line in value.splitlines() if line.strip("- \t"))
    return value


def _json_fields(text: str) -> Mapping[str, FieldValue]:
    start, end = text.find("{"), text.rfind("}")
    try:
        read: Any = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return {}
    return field_values(read) if isinstance(read, dict) else {}


def field_values(read: Mapping[str, Any]) -> dict[str, FieldValue]:
    """The members of a JSON object that can be parts of a reply."""
    values: dict[str, FieldValue] = {}
    for name, value in read.items():
        if isinstance(value, str | int):
            values[name] = value
        elif isinstance(value, list):
            values[name] = tuple(str(each) for each in value)
    return values


def _candidate(reply: Reply, sql: str, task: Task) -> Candidate:
    return Candidate(
        sql=sql,
        reading=reply.words("reading") or task.question.text,
        confidence=CONFIDENCE,
        origin="model",
        assumptions=reply.lines("assumptions"),
        reasoning=reply.words("reasoning") or reply.reasoning,
        literals_found=literals_found(sql, task.linked),
    )


def literals_found(sql: str, linked: LinkedSchema) -> tuple[str, ...]:
    """The linked cell values that the SQL compares with, as ``table.column = 'value'``."""
    found = (each for each in linked.values if "'" + each.value.replace("'", "''") + "'" in sql)
    return tuple(dict.fromkeys(f"{each.table}.{each.column} = '{each.value}'" for each in found))


def _question_back(reply: Reply) -> Clarify | None:
    readings = tuple(dict.fromkeys(text.strip() for text in reply.lines("readings") if text.strip()))[:_READINGS]
    message = reply.words("question_back")
    if not message and not readings:
        return None
    return Clarify(message or " / ".join(readings), tuple(Reading(text, question=text) for text in readings))
