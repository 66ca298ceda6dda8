"""A reply as a tuple of steps on the connection: pauses, a head, pieces of the body, a cut.

Everything here is pure, so that a fault is a different tuple and not a branch in the server.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tests.bedrock_endpoint import framing
from tests.bedrock_endpoint.faults import ERRORS, STREAM_ERRORS, Fault, ServiceError
from tests.bedrock_endpoint.json_values import Record
from tests.bedrock_endpoint.replies import Rendered, ReplyUsage
from tests.bedrock_endpoint.service import event_shape, problems_in, service_model


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing happens, unless the client goes away or the endpoint closes."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Head:
    """The status line and headers; ``length`` None means that the body comes in chunks."""

    status: int
    content_type: str
    length: int | None
    error: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Besides those that every reply has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the body."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is cut."""


Step = Pause | Head | Piece | Cut
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things take, in seconds."""

    slow: float
    latency: float = 0.0


def error_steps(error: ServiceError, model: str = "") -> tuple[Step, ...]:
    """An error reply."""
    body = json.dumps({"message": error.message.replace("{model}", model)}, ensure_ascii=False).encode()
    return Head(error.status, _JSON, len(body), error.code), Piece(body)


def whole_steps(
    body: bytes, timing: Timing, fault: Fault | None = None, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Step, ...]:
    """A reply in one piece, with what may go wrong around it."""
    if fault in ERRORS:
        return error_steps(ERRORS[fault])
    if fault is Fault.DROP:
        return (Cut(),)
    if fault is Fault.MALFORMED:
        body = body[: len(body) // 2] + b'{"\x00'
    half = len(body) // 2
    head = Head(200, _JSON, len(body), headers=headers)
    if fault is Fault.DROP_MIDWAY:
        return Pause(timing.latency), head, Piece(body[:half]), Cut()
    if fault is Fault.STALL:
        return Pause(timing.latency), head, Piece(body[:half]), Pause(timing.slow), Piece(body[half:])
    before = timing.latency + (timing.slow if fault is Fault.SLOW_START else 0.0)
    return Pause(before), head, Piece(body)


def stream_steps(rendered: Rendered, timing: Timing, fault: Fault | None = None) -> tuple[Step, ...]:
    """A reply as an event stream, with what may go wrong in it."""
    if fault is Fault.DROP:
        return (Cut(),)
    frames = [framing.event(name, encoded(payload)) for name, payload in events(rendered, timing)]
    # Trouble in mid-stream comes after something was said and before everything was.
    middle = max(2, len(frames) // 2)
    before, after = frames[:middle], frames[middle:]
    steps: list[Step] = [Pause(timing.latency + (timing.slow if fault is Fault.SLOW_START else 0.0))]
    steps.append(Head(200, "application/vnd.amazon.eventstream", None))
    steps += _spaced(before, rendered.reply.chunk_seconds)
    if fault is Fault.DROP_MIDWAY:
        return (*steps, Piece(after[0][: len(after[0]) // 2]), Cut())
    if fault in STREAM_ERRORS:
        error = STREAM_ERRORS[fault]
        return (*steps, Piece(framing.exception(error.code, encoded({"message": error.message}))))
    if fault is Fault.STALL:
        steps.append(Pause(timing.slow))
    if fault is Fault.MALFORMED:
        after = [framing.spoiled(after[0]), *after[1:]]
    if fault is Fault.MALFORMED_EVENT:
        after = [framing.event("contentBlockDelta", b'{"delta": {"text": "'), *after]
    return (*steps, *_spaced(after, rendered.reply.chunk_seconds))


def _spaced(frames: list[bytes], seconds: float) -> list[Step]:
    steps: list[Step] = []
    for frame in frames:
        steps += [Pause(seconds), Piece(frame)] if seconds > 0 else [Piece(frame)]
    return steps


def encoded(body: Record) -> bytes:
    """JSON as the service writes it: blobs in base64."""
    return json.dumps(body, ensure_ascii=False, default=_blob).encode()


def _blob(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{value!r} is no JSON")


def converse_body(rendered: Rendered, timing: Timing) -> dict[str, object]:
    """The members of a Converse reply."""
    body: dict[str, object] = {
        "output": {"message": {"role": "assistant", "content": [dict(block.whole) for block in rendered.blocks]}},
        "stopReason": rendered.stop,
        "metrics": {"latencyMs": _milliseconds(timing)},
    }
    if rendered.usage is not None:
        body["usage"] = _usage(rendered.usage)
    if rendered.trace is not None:
        body["trace"] = {"guardrail": rendered.trace}
    return body


def events(rendered: Rendered, timing: Timing) -> list[tuple[str, dict[str, object]]]:
    """The events of a ConverseStream reply in the service's order: metadata comes after messageStop."""
    found: list[tuple[str, dict[str, object]]] = [("messageStart", {"role": "assistant"})]
    for at, block in enumerate(rendered.blocks):
        index = {"contentBlockIndex": at}
        if block.start is not None:
            found.append(("contentBlockStart", {"start": block.start, **index}))
        found += [("contentBlockDelta", {"delta": delta, **index}) for delta in block.deltas]
        found.append(("contentBlockStop", dict(index)))
    found.append(("messageStop", {"stopReason": rendered.stop}))
    if rendered.usage is not None:
        metadata: dict[str, object] = {
            "usage": _usage(rendered.usage),
            "metrics": {"latencyMs": _milliseconds(timing)},
        }
        if rendered.trace is not None:
            metadata["trace"] = {"guardrail": rendered.trace}
        found.append(("metadata", metadata))
    return found


def reply_problems(rendered: Rendered, timing: Timing, streamed: bool) -> list[str]:
    """What keeps a reply of ours from being one of the service's."""
    if not rendered.checked:
        return []
    if streamed:
        return [
            f"{name}: {problem}"
            for name, payload in events(rendered, timing)
            for problem in problems_in(payload, event_shape(name))
        ]
    shape = service_model("bedrock-runtime").operation_model("Converse").output_shape
    return problems_in(converse_body(rendered, timing), shape)


def _usage(usage: ReplyUsage) -> dict[str, object]:
    """The service's members; the total counts cached tokens too, and cache members come only when there is a cache."""
    tokens: dict[str, object] = {
        "inputTokens": usage.input,
        "outputTokens": usage.output,
        "totalTokens": usage.input + usage.output + usage.cache_read + usage.cache_write,
    }
    if usage.cache_read or usage.cache_write:
        tokens |= {"cacheReadInputTokens": usage.cache_read, "cacheWriteInputTokens": usage.cache_write}
    return tokens


def _milliseconds(timing: Timing) -> int:
    return round(1_000 * timing.latency) + 1
