"""The words a warehouse and its worker process exchange, and how values survive the trip.

A worker runs SQL that a model wrote inside a native engine, so what comes back is read as data and nothing else:
JSON in frames with a length in front, and a closed set of value types, each with its own tag. Pickle would let a
subverted worker run code here; ``docs/decisions/0003-duckdb-in-a-worker-process.md`` has the whole argument. Both
processes import this module, so it needs nothing but the standard library.
"""

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Literal, get_args

MOST_FRAME_BYTES = 512 * 1024 * 1024
"""Longer frames are refused unread; a worker's own cap on results is far below."""

_LENGTH = struct.Struct(">I")

FailureKind = Literal["open", "driver", "refused", "query", "deadline", "memory", "broken", "full"]
"""``full``: not tried, because of what earlier statements left behind; a new process would do it."""


@dataclass(frozen=True, slots=True)
class Open:
    """The first request: what to open, and how much the process may use."""

    source: str = field(repr=False)
    """A file's path, or a URL with its password."""
    memory_megabytes: int
    """Address space of the whole process; for a URL, what it may grow by after connecting."""
    spill_folder: str
    """Where sorts and joins that outgrow memory go; made by the engine when needed."""


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """Plan a statement without reading rows."""

    sql: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RunQuery:
    """Run a statement."""

    sql: str
    rows: int
    """Rows kept; the worker fetches one more to know about truncation."""
    seconds: float


@dataclass(frozen=True, slots=True)
class ReadStructure:
    """List tables, columns and keys: one row each, a list told apart by its first item.

    For engines without SQL for that.
    """

    seconds: float


@dataclass(frozen=True, slots=True)
class LookUp:
    """Find texts in a column; :class:`text2sql.interfaces.Lookup` says what the fields mean."""

    schema: str | None
    table: str
    column: str
    texts: Sequence[str]
    parts: Sequence[str]
    exact: bool
    share: float
    rows: int
    seconds: float


Request = Open | PlanQuery | RunQuery | ReadStructure | LookUp
Timed = PlanQuery | RunQuery | ReadStructure | LookUp


@dataclass(frozen=True, slots=True)
class Opened:
    """The file is open."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What the engine says about a statement."""

    columns: tuple[tuple[str, str], ...]
    """Names and types of the result."""
    estimated_rows: int | None
    estimated_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """Rows of a statement."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """The request failed; ``message`` is the engine's own."""

    kind: FailureKind
    message: str


Reply = Opened | Planned | Fetched | Failure

_REQUESTS: dict[str, type[Open] | type[PlanQuery] | type[RunQuery] | type[ReadStructure] | type[LookUp]] = {
    "open": Open,
    "plan": PlanQuery,
    "run": RunQuery,
    "structure": ReadStructure,
    "look up": LookUp,
}
_REQUEST_NAMES = {kind: name for name, kind in _REQUESTS.items()}


class BadFrame(ValueError):
    """The other side sent something that is not part of this language."""


def write_frame(stream: IO[bytes], payload: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Receive one message; None when the other side is gone.

    Raises:
        BadFrame: the frame claims to be longer than any honest one.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST_FRAME_BYTES:
        raise BadFrame(f"a frame of {length} bytes")
    payload = stream.read(length)
    return payload if len(payload) == length else None


def encode_request(request: Request) -> bytes:
    """A request as bytes."""
    return json.dumps([_REQUEST_NAMES[type(request)], asdict(request)]).encode("ascii")


def decode_request(payload: bytes) -> Request:
    """The request in ``payload``."""
    name, fields = json.loads(payload)
    return _REQUESTS[name](**fields)


def encode_reply(reply: Reply) -> bytes:
    """A reply as bytes; rows travel by column, so that a type is named once."""
    message: list[object]
    match reply:
        case Opened():
            message = ["opened"]
        case Planned(columns, estimated_rows, estimated_bytes):
            message = ["planned", columns, estimated_rows, estimated_bytes]
        case Fetched(columns, rows, truncated, seconds):
            data = [encode_column(values) for values in zip(*rows, strict=True)]
            message = ["fetched", columns, data, truncated, seconds]
        case Failure(kind, text):
            message = ["failure", kind, text]
    return json.dumps(message, separators=(",", ":")).encode("ascii")


def decode_reply(payload: bytes) -> Reply:
    """The reply in ``payload``.

    Raises:
        BadFrame: it is not a reply of this language.
    """
    try:
        message = json.loads(payload)
        match message:
            case ["opened"]:
                return Opened()
            case ["planned", columns, estimated_rows, estimated_bytes]:
                return Planned(_pairs(columns), _count(estimated_rows), _count(estimated_bytes))
            case ["fetched", columns, data, truncated, seconds]:
                rows = tuple(zip(*(decode_column(tag, values) for tag, values in data), strict=True))
                return Fetched(_pairs(columns), rows, bool(truncated), float(seconds))
            case ["failure", str(kind), str(text)]:
                return Failure(_failure_kind(kind), text)
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise BadFrame("a reply that cannot be read") from error
    raise BadFrame("an unknown reply")


def _pairs(columns: Sequence[Sequence[object]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(kind)) for name, kind in columns)


def _count(value: object) -> int | None:
    return None if value is None else int(str(value))


def _failure_kind(text: str) -> FailureKind:
    kinds: tuple[FailureKind, ...] = get_args(FailureKind)
    return next((kind for kind in kinds if kind == text), "broken")


_PLAIN = frozenset({type(None), bool, int, float, str})


def _encode_span(value: timedelta) -> list[int]:
    return [value.days, value.seconds, value.microseconds]


_ENCODERS: dict[type, tuple[str, Callable[..., object]]] = {
    Decimal: ("decimal", str),
    datetime: ("datetime", datetime.isoformat),
    date: ("date", date.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("span", _encode_span),
    bytes: ("bytes", lambda value: b64encode(value).decode("ascii")),
}
_DECODERS: dict[str, Callable[..., object]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda parts: timedelta(*(int(part) for part in parts)),
    "bytes": b64decode,
    "list": lambda items: [_decode_tagged(item) for item in items],
    "dict": lambda pairs: {_key(_decode_tagged(key)): _decode_tagged(value) for key, value in pairs},
}


def encode_column(values: Sequence[object]) -> tuple[str, list[object]]:
    """The values of one column with the tag that says how to read them."""
    kinds = {type(value) for value in values}
    if kinds <= _PLAIN:
        return "plain", list(values)
    kinds.discard(type(None))
    if len(kinds) == 1 and (encoder := _ENCODERS.get(next(iter(kinds)))):
        tag, encode = encoder
        return tag, [None if value is None else encode(value) for value in values]
    return "tagged", [_encode_tagged(value) for value in values]


def decode_column(tag: str, values: list[object]) -> list[object]:
    """The values of one column."""
    if tag == "plain":
        if not {type(value) for value in values} <= _PLAIN:
            raise BadFrame("a plain column that is not plain")
        return values
    if tag == "tagged":
        return [_decode_tagged(value) for value in values]
    decode = _DECODERS[tag]
    return [None if value is None else decode(value) for value in values]


def _encode_tagged(value: object) -> object:
    """A value that stands for itself, or its tag and its parts."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, list | tuple):
        return ["list", [_encode_tagged(item) for item in value]]
    if isinstance(value, dict):
        return ["dict", [[_encode_tagged(key), _encode_tagged(item)] for key, item in value.items()]]
    encoder = _ENCODERS.get(type(value))
    if encoder is None:
        return str(value)
    tag, encode = encoder
    return [tag, encode(value)]


def _decode_tagged(value: object) -> object:
    if isinstance(value, list):
        tag, parts = value
        return _DECODERS[tag](parts)
    return value


def _key(value: object) -> object:
    """A mapping's key; what cannot be one in Python (a list) is told as text."""
    return str(value) if isinstance(value, list | dict) else value
