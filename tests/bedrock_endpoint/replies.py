"""What a script lets the model say, and how it looks in the form that a request asked for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.bedrock_endpoint.faults import Fault
from tests.bedrock_endpoint.json_values import Record, inside
from tests.bedrock_endpoint.requests import Request


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model asks for a tool."""

    name: str
    arguments: Record
    id: str = ""
    """Empty gives it one of the request's number."""


@dataclass(frozen=True, slots=True)
class ReplyUsage:
    """Tokens of one call; ``input`` leaves out what was read from or written to the cache, as the service's does."""

    input: int
    output: int
    cache_read: int = 0
    cache_write: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model says in answer to one Converse or ConverseStream."""

    text: str = ""
    fields: Record | None = None
    """A structured answer: a call of the forced tool, JSON, or tags, whichever the request asks for."""
    tool_calls: tuple[ToolCall, ...] = ()
    reasoning: str = ""
    """Shown as reasoning content, signed, before everything else."""
    redacted: bytes = b""
    """Reasoning that the service shows only encrypted."""
    usage: ReplyUsage | None = None
    """None counts a token for four bytes and keeps a prompt cache as the service does."""
    stop: str = ""
    """The stop reason; empty means tool_use after calls, else end_turn."""
    trace: Record | None = None
    """A guardrail's trace (``GuardrailTraceAssessment``)."""
    first_byte_seconds: float = 0.0
    """Besides the endpoint's own latency."""
    chunk_seconds: float = 0.0
    """Between the events of a stream."""
    chunk_characters: int = 24
    """Of text in one event of a stream."""


@dataclass(frozen=True, slots=True)
class Document:
    """A reply of another route, member by member; for ``invoke`` the model's own JSON."""

    body: Record


@dataclass(frozen=True, slots=True)
class Block:
    """A content block, whole and in pieces: the one for Converse, the others for ConverseStream."""

    whole: Record
    start: Record | None
    """What contentBlockStart holds; only tools and kinds that nobody knows have one."""
    deltas: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply in the service's words."""

    blocks: tuple[Block, ...]
    stop: str
    usage: ReplyUsage | None
    """None leaves it out, which the real service never does on purpose."""
    trace: Record | None
    reply: Reply
    checked: bool = True
    """Whether it must be what botocore's model says; a fault may want it otherwise."""


def render(reply: Reply, request: Request, usage: ReplyUsage, fault: Fault | None = None) -> Rendered:
    """The reply in the form that the request asks for, bent by a fault that is one of its content."""
    blocks = tuple(_blocks(reply, request, cut=fault is Fault.MAX_TOKENS))
    calls = any(block.start is not None for block in blocks)
    rendered = Rendered(
        blocks, reply.stop or ("tool_use" if calls else "end_turn"), reply.usage or usage, reply.trace, reply
    )
    return _bent(rendered, fault, request)


def _blocks(reply: Reply, request: Request, cut: bool) -> Iterator[Block]:
    size = reply.chunk_characters
    if reply.reasoning or reply.redacted:
        yield _reasoning_block(reply)
    text = reply.text
    calls = reply.tool_calls
    if reply.fields is not None:
        tool = request.forced_tool
        if tool is not None:
            calls = (*calls, ToolCall(str(tool["name"]), reply.fields))
        else:
            text += _written(reply.fields, request)
    if cut and not calls:
        text = text[: len(text) // 2] or "."
    if text:
        yield Block({"text": text}, None, tuple({"text": piece} for piece in _pieces(text, size)))
    for at, call in enumerate(calls):
        called = call if call.id else replace(call, id=f"tooluse_{request.number}_{at}")
        yield _tool_block(called, size, cut=cut and at == len(calls) - 1)


def _written(fields: Record, request: Request) -> str:
    """The fields as text: JSON where the request has a schema, else tags, a line each for the items of a list."""
    if request.form == "json":
        return json.dumps(fields, ensure_ascii=False)
    lines = []
    for name, value in fields.items():
        shown = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        lines.append(f"<{name}>\n{shown}\n</{name}>" if "\n" in shown else f"<{name}>{shown}</{name}>")
    return "\n".join(lines)


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), max(1, size))]


def _reasoning_block(reply: Reply) -> Block:
    if reply.redacted:
        hidden: Record = {"redactedContent": reply.redacted}
        return Block({"reasoningContent": hidden}, None, ({"reasoningContent": hidden},))
    signature = f"signed:{len(reply.reasoning)}"
    spoken = [{"text": piece} for piece in _pieces(reply.reasoning, reply.chunk_characters)]
    return Block(
        {"reasoningContent": {"reasoningText": {"text": reply.reasoning, "signature": signature}}},
        None,
        tuple({"reasoningContent": each} for each in [*spoken, {"signature": signature}]),
    )


def _tool_block(call: ToolCall, size: int, cut: bool) -> Block:
    """A call; cut in the middle, Converse has half of its members and a stream half of its JSON."""
    arguments = dict(call.arguments)
    text = json.dumps(arguments, ensure_ascii=False)
    if cut:
        arguments = dict(list(arguments.items())[: len(arguments) // 2])
        text = text[: len(text) // 2]
    named = {"toolUseId": call.id, "name": call.name}
    return Block(
        {"toolUse": {**named, "input": arguments}},
        {"toolUse": named},
        tuple({"toolUse": {"input": piece}} for piece in _pieces(text, size)),
    )


_UNKNOWN = Block(
    {"hologramContent": {"depth": 3}}, {"hologramContent": {}}, ({"hologramContent": {"depth": 3}},)
)  # A kind that no version of the service has.

_STOPS = {
    Fault.CONTEXT_EXCEEDED: "model_context_window_exceeded",
    Fault.MALFORMED_OUTPUT: "malformed_model_output",
    Fault.MALFORMED_TOOL: "malformed_tool_use",
    Fault.MAX_TOKENS: "max_tokens",
    Fault.FILTERED: "content_filtered",
    Fault.GUARDRAIL: "guardrail_intervened",
}
_SAID = {
    Fault.MALFORMED_OUTPUT: '{"sql": "SELECT',
    Fault.GUARDRAIL: "Sorry, the guardrail of this account does not allow that.",
}
_WITHOUT_CONTENT = (Fault.CONTEXT_EXCEEDED, Fault.FILTERED, Fault.MALFORMED_TOOL)


def _bent(rendered: Rendered, fault: Fault | None, request: Request) -> Rendered:
    if fault is Fault.UNKNOWN_BLOCK:
        return replace(rendered, blocks=(_UNKNOWN, *rendered.blocks), checked=False)
    if fault is Fault.MISSING_USAGE:
        return replace(rendered, usage=None, checked=False)
    if fault is Fault.EMPTY:
        return replace(rendered, blocks=(), stop="end_turn")
    if fault not in _STOPS:
        return rendered
    blocks = rendered.blocks
    if fault in _SAID:
        blocks = (Block({"text": _SAID[fault]}, None, ({"text": _SAID[fault]},)),)
    elif fault in _WITHOUT_CONTENT:
        blocks = ()
    trace = guardrail_trace(request) if fault is Fault.GUARDRAIL else rendered.trace
    return replace(rendered, blocks=blocks, stop=_STOPS[fault], trace=trace)


def guardrail_trace(request: Request) -> Record | None:
    """The trace of a blocked input, as the service sends it to a request that asked for one; else None."""
    settings = request.body.get("guardrailConfig")
    if inside(settings, "trace") not in ("enabled", "enabled_full"):
        return None
    blocked = {"type": "PROMPT_ATTACK", "confidence": "HIGH", "filterStrength": "HIGH", "action": "BLOCKED"}
    assessment = {"contentPolicy": {"filters": [blocked]}}
    identifier = str(inside(settings, "guardrailIdentifier")).rsplit("/", 1)[-1]
    return {
        "modelOutput": [],
        "inputAssessment": {identifier: assessment},
        "actionReason": "Guardrail blocked.",
    }
