"""Recorded replies of a real model, read back in: whatever answered the prompts that ``text2sql prompt --jsonl`` wrote.

A line names its prompt by ``prompt_hash``, by ``question`` or, where ids are known, by ``id``, and has a ``reply``: a
text, or ``{"fields": {…}}`` with the parts of the form. ``model``, ``usage`` and ``seconds`` are taken over into
receipts. Nobody is called.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from text2sql.errors import ReplyMalformed, UsageError
from text2sql.interfaces import LanguageModel
from text2sql.language import one_line
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import FieldValue, Prompt, Reply
from text2sql.usage import Usage


def _none_known() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Replay:
    """A file of recorded replies, and the questions that its ``id`` may stand for."""

    file: Path
    """JSON lines, UTF-8."""
    questions: Mapping[str, str] = field(default_factory=_none_known)
    """The question of each ``id``, for lines that have nothing else to go by."""
    elsewhere: Mapping[str, str] = field(default_factory=_none_known)
    """The questions of ids that another model of the same file answers: those of other databases. Two databases may be
    asked the same question, and each must get its own replies."""


_QUESTION = re.compile(r"<question>\n(.*?)\n</question>", re.DOTALL)
_TOKENS = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")


def replayed(replay: Replay) -> LanguageModel:
    """A model that gives the file's replies.

    A prompt's own hash comes before its question. Replies of the same prompt or question are given in their order, each
    once: several lines are several candidates, and a prompt that has no reply left is an error, so that no vote counts
    one reply twice.

    Raises:
        UsageError: the file cannot be read, or a line of it is wrong.
    """
    recorded = _Recorded({})
    for number, line in enumerate(_lines(replay.file), 1):
        if line.strip():
            try:
                key, reply = _read(line, replay)
            except ValueError as error:
                raise UsageError(f"Line {number} of {replay.file} {error} Mend it, or record it again.") from error
            if key is None:
                continue
            recorded.replies.setdefault(key, []).append(reply)
    return ScriptedModel(recorded.reply_to, name="replayed")


@dataclass(frozen=True, slots=True)
class _Recorded:
    """Replies that are left, by hash or question."""

    replies: dict[str, list[Reply]]

    def reply_to(self, prompt: Prompt) -> Reply:
        for key in (prompt.hash, *_questions_of(prompt)):
            if left := self.replies.get(key):
                return left.pop(0)
        raise ReplyMalformed(
            f"No recorded reply is left for this prompt (prompt_hash {prompt.hash[:12]}…, purpose {prompt.purpose}). "
            "Record one for it, or use a strategy that asks once: zero_shot, few_shot or chain_of_thought."
        )


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8. Save it as UTF-8 and try again.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{file} cannot be read ({reason}). Check the path.") from error


def _read(line: str, replay: Replay) -> tuple[str | None, Reply]:
    """What the reply is found by, None when it is for somebody else, and the reply.

    Raises:
        ValueError: the line is wrong; the message is the rest of a sentence about it.
    """
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}.") from error
    if not isinstance(entry, dict):
        raise ValueError("is not a JSON object.")
    return _key(entry, replay), _reply(entry)


def _key(entry: Mapping[str, Any], replay: Replay) -> str | None:
    prompt, question, identity = _said(entry, "prompt_hash"), _said(entry, "question"), str(entry.get("id", ""))
    if prompt:
        return prompt
    if identity in replay.elsewhere and (not question or _same(question) == _same(replay.elsewhere[identity])):
        return None
    if question:
        return _same(question)
    if identity in replay.questions:
        return _same(replay.questions[identity])
    raise ValueError('has neither "prompt_hash" nor "question", and its "id" is not known here.')


def _said(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _reply(entry: Mapping[str, Any]) -> Reply:
    said = entry.get("reply")
    fields = _fields(said.get("fields")) if isinstance(said, dict) else {}
    if isinstance(said, dict):
        said = said.get("text", "" if fields else None)
    if not isinstance(said, str):
        raise ValueError('has no "reply" that is a text or {"fields": {…}}.')
    model, seconds = entry.get("model"), entry.get("seconds")
    return Reply(
        said,
        fields,
        usage=_usage(entry.get("usage")),
        model=model if isinstance(model, str) else "",
        seconds=float(seconds) if isinstance(seconds, int | float) else 0.0,
    )


def _fields(said: object) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {}
    for name, value in said.items() if isinstance(said, dict) else ():
        if isinstance(value, str | int):
            fields[name] = value
        elif isinstance(value, list):
            fields[name] = tuple(str(each) for each in value)
    return fields


def _usage(said: object) -> Usage:
    """Tokens as they were recorded; what they cost is not known here unless it was written down."""
    if not isinstance(said, dict):
        return Usage(calls=1)
    tokens = {name: value for name in _TOKENS if isinstance(value := said.get(name), int)}
    cost = said.get("cost_usd")
    return Usage(calls=1, cost_usd=float(cost) if isinstance(cost, int | float) else None, **tokens)


def _questions_of(prompt: Prompt) -> list[str]:
    """The questions of the prompt's messages, the last one first."""
    said = "\n".join(message.text for message in prompt.messages if message.role == "user")
    return [_same(text) for text in reversed(_QUESTION.findall(said))]


def _same(question: str) -> str:
    """Questions that differ only in spaces, composition or the mark that keeps tags inert are the same."""
    text = unicodedata.normalize("NFC", question.replace("\N{ZERO WIDTH SPACE}", ""))
    return one_line(text)
