"""Replies from a file of JSON lines, for the program that people run."""

import json
import re
import threading
from dataclasses import dataclass, fields
from pathlib import Path

from tests.bedrock_endpoint.endpoint import Answer, Scripted
from tests.bedrock_endpoint.faults import Fault
from tests.bedrock_endpoint.json_values import Record, record, records
from tests.bedrock_endpoint.replies import Reply, ReplyUsage, ToolCall
from tests.bedrock_endpoint.requests import Request

_KEYS = {each.name for each in fields(Reply)} - {"redacted"}


@dataclass(frozen=True, slots=True)
class _Line:
    said: Scripted
    when: re.Pattern[str] | None
    """None says it once, in order of the lines; a pattern says it whenever the last message has the words."""


def read_script(file: Path) -> Answer:
    """Answers from the file's lines: those whose ``when`` is found in the last message first, then the others in order.

    A line is ``{"when"?: PATTERN, "fault": NAME}`` or has members of :class:`Reply`; after the last one the
    endpoint's default replies follow.

    Raises:
        ValueError: a line cannot be read; names it.
    """
    lines = []
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            lines.append(_line(json.loads(text)))
        except (ValueError, TypeError, re.error) as error:
            raise ValueError(f"{file}, line {number}: {error}") from error
    waiting = [line for line in lines if line.when is None]
    lock = threading.Lock()

    def answer(request: Request) -> Scripted | None:
        if request.route not in ("converse", "converse-stream"):
            return None
        for line in lines:
            if line.when is not None and line.when.search(request.user_text):
                return line.said
        with lock:
            return waiting.pop(0).said if waiting else None

    return answer


def _line(found: object) -> _Line:
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    when = re.compile(str(found.pop("when"))) if "when" in found else None
    if "fault" in found:
        return _Line(Fault(found["fault"]), when)
    unknown = found.keys() - _KEYS
    if unknown:
        raise ValueError(f"unknown members {sorted(unknown)}; known are {sorted(_KEYS)}, when and fault")
    return _Line(_reply(found), when)


def _reply(found: Record) -> Reply:
    members = dict(found)
    if "usage" in members:
        members["usage"] = ReplyUsage(**{name: int(str(count)) for name, count in record(members["usage"]).items()})
    if "tool_calls" in members:
        calls = records(members["tool_calls"])
        members["tool_calls"] = tuple(ToolCall(str(each["name"]), record(each.get("arguments"))) for each in calls)
    return Reply(**members)  # type: ignore[arg-type]  # Checked against the service when it is said.
