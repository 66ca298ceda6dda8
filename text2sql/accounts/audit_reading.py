"""Reading the audit's lines again, those of earlier versions and half-written ones included."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from text2sql.errors import KnowledgeError
from text2sql.usage import AuditEntry, Decision, ModelCall, Usage

_TIME = b'"time": "'


@dataclass(frozen=True, slots=True)
class Audited:
    """A line of the audit."""

    time: datetime
    """When it was settled, with its time zone."""
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class AuditLog:
    """What was asked in a period."""

    questions: tuple[Audited, ...]
    """The oldest first."""
    unreadable: int
    """Lines that are none of ours or were only half written."""


def read_audit(folder: Path, start: datetime) -> AuditLog:
    """Everything written down since ``start``, which has a time zone.

    Raises:
        KnowledgeError: a file is there and cannot be read.
    """
    questions, unreadable = [], 0
    try:
        for line in _lines(folder, start):
            audited = _audited(line)
            if audited is None:
                unreadable += 1
            elif audited.time >= start:
                questions.append(audited)
    except OSError as error:
        raise KnowledgeError(f"The audit in {folder} cannot be read ({error}). Make its files readable.") from error
    return AuditLog(tuple(sorted(questions, key=lambda each: each.time)), unreadable)


def _lines(folder: Path, start: datetime) -> Iterator[bytes]:
    """The lines of all files that were written to since then; one that is set aside meanwhile is not read twice."""
    seen: set[int] = set()
    earliest = (start - timedelta(days=1)).date().isoformat().encode()
    for path in (folder / "audit.jsonl", *sorted(folder.glob("audit-*.jsonl"), reverse=True)):
        try:
            with path.open("rb") as file:
                status = path.stat()
                if status.st_ino in seen or status.st_mtime < start.timestamp():
                    continue
                seen.add(status.st_ino)
                yield from (line for line in file if line.strip() and not _is_before(line, earliest))
        except FileNotFoundError:  # set aside or deleted since the folder was looked at
            continue


def _is_before(line: bytes, earliest: bytes) -> bool:
    """Whether the line is of an earlier day, by the time near its beginning; most of a large audit is."""
    found = line.find(_TIME)
    at = found + len(_TIME)
    return found >= 0 and line[at : at + 4].isdigit() and line[at : at + 10] < earliest


def _audited(line: bytes) -> Audited | None:
    """The question of a line; None when it is none."""
    try:
        told: Mapping[str, Any] = json.loads(line)
        time = datetime.fromisoformat(told["time"])
        entry = AuditEntry(
            database=str(told["database"]),
            question=str(told["question"]),
            standalone_question=str(told.get("standalone_question") or told["question"]),
            decision=_decision(told["decision"]),
            sql=told.get("sql"),
            reason=str(told.get("reason") or ""),
            writer=str(told.get("writer") or ""),
            model=told.get("model"),
            strategy=str(told.get("strategy") or ""),
            calls=tuple(_call(each) for each in told.get("calls", ())),
            usage=Usage(**told.get("usage", {})),
            seconds=float(told.get("seconds") or 0.0),
            user=str(told.get("user") or ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Audited(time if time.tzinfo else time.replace(tzinfo=UTC), entry)


def _decision(text: str) -> Decision:
    found: dict[str, Decision] = {each: each for each in get_args(Decision)}
    return found[text]


def _call(told: Mapping[str, Any]) -> ModelCall:
    return ModelCall(**{**told, "usage": Usage(**told["usage"])})
