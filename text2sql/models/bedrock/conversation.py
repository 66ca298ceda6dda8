"""The exchange with a model as Converse's messages, whichever way its turns came about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text2sql.prompting import Message, ToolCall, ToolResult

Block = Mapping[str, object]
"""A piece of content as the service writes it: one member that names its kind."""
_BLANK = "-"
"""Stands for a turn without words: the service refuses blank text."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A model's turn as it came, signed reasoning and all; what :attr:`text2sql.prompting.Reply.opaque` holds here."""

    model: str
    blocks: tuple[Block, ...]


def conversation(messages: Sequence[Message], model: str, with_tools: bool) -> list[dict[str, object]]:
    """The messages in turns that alternate, every call of a tool followed by its result.

    Args:
        messages: the exchange so far.
        model: who is asked; reasoning that another model signed is left out.
        with_tools: False when no tools go along: the service then refuses calls of tools and their results, so they
            are told as text.
    """
    turns: list[tuple[str, list[Block]]] = []
    open_calls: tuple[str, ...] = ()
    for message in messages:
        if message.role == "assistant":
            blocks = _spoken(message, model)
            open_calls = tuple(_call_ids(blocks))
        else:
            blocks = _answered(message, open_calls)
            open_calls = ()
        if not with_tools:
            blocks = [_as_text(block) for block in blocks]
        if turns and turns[-1][0] == message.role:
            turns[-1][1].extend(blocks)
        else:
            turns.append((message.role, list(blocks)))
    return [{"role": role, "content": blocks or [{"text": _BLANK}]} for role, blocks in turns]


def _spoken(message: Message, model: str) -> list[Block]:
    opaque = message.opaque
    if isinstance(opaque, Spoken):
        same = opaque.model == model
        return [block for block in opaque.blocks if same or "reasoningContent" not in block]
    return [*_text(message.text), *(_call(each) for each in message.tool_calls)]


def _answered(message: Message, open_calls: Sequence[str]) -> list[Block]:
    """A user's turn. A call that got no result of its own is answered with the turn's words.

    So it is when a reply with named parts came as a call of a tool and the next turn says what was wrong with it.
    """
    given = {each.id for each in message.tool_results}
    missing = [each for each in open_calls if each not in given]
    results = [_result(each) for each in message.tool_results]
    results += [_result(ToolResult(each, message.text)) for each in missing]
    return results if missing else [*results, *_text(message.text)]


def _text(text: str) -> list[Block]:
    return [{"text": text}] if text.strip() else []


def _call(call: ToolCall) -> Block:
    arguments = {name: list(value) if isinstance(value, tuple) else value for name, value in call.arguments.items()}
    return {"toolUse": {"toolUseId": call.id, "name": call.name, "input": arguments}}


def _result(result: ToolResult) -> Block:
    body: dict[str, object] = {"toolUseId": result.id, "content": [{"text": result.text.strip() or _BLANK}]}
    return {"toolResult": {**body, "status": "error"} if result.failed else body}


def _call_ids(blocks: Sequence[Block]) -> list[str]:
    uses = (block.get("toolUse") for block in blocks)
    return [str(use["toolUseId"]) for use in uses if isinstance(use, Mapping)]


def _as_text(block: Block) -> Block:
    use, result = block.get("toolUse"), block.get("toolResult")
    if isinstance(use, Mapping):
        return {"text": json.dumps(use.get("input"), ensure_ascii=False)}
    if isinstance(result, Mapping):
        contents = result.get("content")
        texts = [str(each.get("text", "")) for each in contents] if isinstance(contents, list) else []
        return {"text": "\n".join(texts) or _BLANK}
    return block
