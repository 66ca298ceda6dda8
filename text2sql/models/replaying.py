"""Recorded replies of a real model, read back in: whatever answered the prompts that ``text2sql prompt --jsonl`` wrote.

A line names its prompt by ``prompt_hash``, or by ``question``, and has a ``reply``: a text, or ``{"fields": {…}}`` with
the parts of the form. ``model``, ``usage`` and ``seconds`` are taken over into receipts. Nobody is called.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from text2sql.errors import ReplyMalformed, UsageError
from text2sql.interfaces import LanguageModel
from text2sql.language import one_line
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import FieldValue, Prompt, Reply
from text2sql.usage import Usage

_QUESTION = re.compile(r"<question>\n(.*?)\n</question>", re.DOTALL)
_TOKENS = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")


def replayed(file: Path, questions: Mapping[str, str] | None = None) -> LanguageModel:
    """A model that gives the file's replies.

    A prompt's own hash comes before its question. Replies of the same prompt or question are given in their order, each
    once: several lines are several candidates, and a prompt that has no reply left is an error, so that no vote counts
    one reply twice.

    Args:
        file: JSON lines, UTF-8.
        questions: the question of each ``id``, for lines that have nothing else to go by.

    Raises:
        UsageError: the file cannot be read, or a line of it is wrong.
    """
    recorded = _Recorded({})
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            try:
                key, reply = _read(line, questions or {})
            except ValueError as error:
                raise UsageError(f"Line {number} of {file} {error} Mend it, or record it again.") from error
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


def _read(line: str, questions: Mapping[str, str]) -> tuple[str, Reply]:
    """What the reply is found by, and the reply.

    Raises:
        ValueError: the line is wrong; the message is the rest of a sentence about it.
    """
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}.") from error
    if not isinstance(entry, dict):
        raise ValueError("is not a JSON object.")
    return _key(entry, questions), _reply(entry)


def _key(entry: Mapping[str, Any], questions: Mapping[str, str]) -> str:
    for name in ("prompt_hash", "question"):
        if isinstance(value := entry.get(name), str) and value.strip():
            return value.strip() if name == "prompt_hash" else _same(value)
    if (identity := str(entry.get("id", ""))) in questions:
        return _same(questions[identity])
    raise ValueError('has neither "prompt_hash" nor "question", and its "id" is not known here.')


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
