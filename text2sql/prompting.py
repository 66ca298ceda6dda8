"""The nouns between a prompted writer and a language model: what is asked, what comes back, how long it may take.

They name no vendor. A model answers in the form that was asked for, whichever way its service has of getting it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType
from typing import Literal

from text2sql.usage import Usage

FieldKind = Literal["text", "integer", "texts"]
FieldValue = str | int | tuple[str, ...]
Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of a reply, or a parameter of a tool."""

    name: str
    description: str
    kind: FieldKind = "text"
    choices: tuple[str, ...] = ()
    """The only values allowed; empty means any."""
    required: bool = True


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The parts a reply must have, in the order in which they are to be written: reasoning comes before SQL."""

    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """Something the model may ask us to do."""

    name: str
    description: str
    parameters: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model asks for a tool."""

    id: str
    name: str
    arguments: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What the tool answered, for the next message."""

    id: str
    text: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the exchange with a model."""

    role: Role
    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    """Asked for in an assistant's turn."""
    tool_results: tuple[ToolResult, ...] = ()
    """Given in the user's turn that follows it."""
    opaque: object = None
    """What the service wants back exactly as it came (signed reasoning); nobody but the model's provider reads it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a model is sent for one reply."""

    instructions: str
    """Role and rules: the same for every question of a strategy."""
    stable: str
    """What stays the same between questions over one database (the schema when it goes in whole); a cache point
    follows it. May be empty."""
    messages: tuple[Message, ...]
    """The exchange so far, ending with a user's turn."""
    form: ReplyForm | None = None
    """None when the reply may be any text, or calls of tools."""
    tools: tuple[Tool, ...] = ()
    max_tokens: int = 2_048
    temperature: float | None = 0.0
    """None leaves it to the model."""
    purpose: str = "write"

    @property
    def text(self) -> str:
        """All the words that leave the network, in order, for showing and for counting."""
        parts = [self.instructions, self.stable]
        for message in self.messages:
            parts += [message.text, *(each.text for each in message.tool_results)]
        return "\n\n".join(part for part in parts if part)

    @property
    def hash(self) -> str:
        """SHA-256 of the prompt in hexadecimal, over everything that shapes the reply but the sampling."""
        said = (self.instructions, self.stable, self.messages, self.form, self.tools)
        return hashlib.sha256(repr(said).encode("utf-8")).hexdigest()


StopReason = Literal["complete", "tools", "too_long", "context_full", "guardrail", "filtered", "malformed"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered."""

    text: str
    """Its words outside of fields and tools."""
    fields: Mapping[str, FieldValue] = field(default_factory=lambda: MappingProxyType({}))
    """The parts of the form that was asked for, by name."""
    tool_calls: tuple[ToolCall, ...] = ()
    reasoning: str = ""
    """What the model thought aloud, when its service tells."""
    stop: StopReason = "complete"
    usage: Usage = Usage(calls=1)
    model: str = ""
    seconds: float = 0.0
    retries: int = 0
    notes: tuple[str, ...] = ()
    """What should be told: a guardrail's trace, a fallback that was used."""
    opaque: object = None
    """To be handed back in the assistant's :class:`Message`."""

    def words(self, name: str) -> str:
        """A text field without space around it; empty when it is missing or no text."""
        value = self.fields.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def lines(self, name: str) -> tuple[str, ...]:
        """A field of several texts; a single text counts as one."""
        value = self.fields.get(name, ())
        if isinstance(value, str):
            return (value,) if value.strip() else ()
        return value if isinstance(value, tuple) else ()


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long the work on a question may go on."""

    deadline: float | None = None
    """In :func:`time.monotonic` seconds; None means no deadline."""
    stopped: Callable[[], bool] = never
    """Asked often and from any thread: True as soon as the person who asked has had enough."""

    def seconds_left(self) -> float:
        """Seconds to the deadline, at least 0; infinite without one."""
        return float("inf") if self.deadline is None else max(0.0, self.deadline - monotonic())


OnText = Callable[[str], None]
"""Called with each new piece of text as it arrives, on the thread that asked."""
