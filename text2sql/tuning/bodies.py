"""Prompts as requests of a batch job, and the text of its replies: as Converse has them, or as one vendor's model does.

Sources: "Format and upload your batch inference data" and "View the results of a batch inference job" (Amazon Bedrock
user guide), the request and response pages of Anthropic Claude Messages and of Amazon Nova, read in November 2026.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from text2sql.errors import UsageError
from text2sql.prompting import Prompt
from text2sql.tuning.conversations import system_text
from text2sql.tuning.formats import Json

BodyName = Literal["converse", "claude", "nova"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a model answered."""

    text: str
    stop: str
    """Why it stopped, as the service spells it."""
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Body:
    """One shape of requests and replies."""

    invocation: Literal["Converse", "InvokeModel"]
    """What the job is told about its records."""
    request: Callable[[Prompt], Json]
    said: Callable[[object], Said]
    """Reads a reply of this shape; the text is empty when there is none."""


def _converse(prompt: Prompt) -> Json:
    """A request of Converse without the model, which the job names."""
    request: dict[str, Json] = {"messages": _messages(prompt), "inferenceConfig": _inference(prompt)}
    system = system_text(prompt)
    return request | ({"system": [{"text": system}]} if system else {})


def _nova(prompt: Prompt) -> Json:
    converse = _converse(prompt)
    assert isinstance(converse, Mapping), "made above"
    return {"schemaVersion": "messages-v1", **converse}


def _claude(prompt: Prompt) -> Json:
    request: dict[str, Json] = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": prompt.max_tokens,
        "messages": [{"role": role, "content": [{"type": "text", "text": text}]} for role, text in _turns(prompt)],
    }
    system = system_text(prompt)
    if system:
        request["system"] = system
    if prompt.temperature is not None:
        request["temperature"] = prompt.temperature
    return request


def _messages(prompt: Prompt) -> list[Json]:
    return [{"role": role, "content": [{"text": text}]} for role, text in _turns(prompt)]


def _inference(prompt: Prompt) -> dict[str, Json]:
    config: dict[str, Json] = {"maxTokens": prompt.max_tokens}
    return config | ({"temperature": prompt.temperature} if prompt.temperature is not None else {})


def _turns(prompt: Prompt) -> list[tuple[str, str]]:
    """The exchange as text; a batch has nobody who could answer a tool.

    Raises:
        UsageError: the prompt has tools.
    """
    if prompt.tools or any(each.tool_calls or each.tool_results for each in prompt.messages):
        raise UsageError("A prompt with tools cannot be answered in a batch. Ask it by itself.")
    return [(each.role, each.text) for each in prompt.messages]


def _said_by_converse(reply: object) -> Said:
    output = _inside(_inside(reply, "output"), "message")
    usage = _inside(reply, "usage")
    return Said(
        _text(_inside(output, "content")),
        _words(_inside(reply, "stopReason")),
        _count(_inside(usage, "inputTokens")),
        _count(_inside(usage, "outputTokens")),
    )


def _said_by_claude(reply: object) -> Said:
    usage = _inside(reply, "usage")
    return Said(
        _text(_inside(reply, "content")),
        _words(_inside(reply, "stop_reason")),
        _count(_inside(usage, "input_tokens")),
        _count(_inside(usage, "output_tokens")),
    )


def _inside(found: object, name: str) -> object:
    return found.get(name) if isinstance(found, Mapping) else None


def _text(blocks: object) -> str:
    """The texts of a reply's blocks; reasoning and other blocks are passed over."""
    listed = blocks if isinstance(blocks, Sequence) and not isinstance(blocks, str) else ()
    return "".join(_words(_inside(block, "text")) for block in listed)


def _words(found: object) -> str:
    return found if isinstance(found, str) else ""


def _count(found: object) -> int:
    return found if isinstance(found, int) else 0


BODIES: Mapping[BodyName, Body] = {
    "converse": Body("Converse", _converse, _said_by_converse),
    "claude": Body("InvokeModel", _claude, _said_by_claude),
    "nova": Body("InvokeModel", _nova, _said_by_converse),
}
"""converse: every model that takes batches in that shape; claude and nova: their own, for regions where only that is
known."""
