"""What came back on the wire, the same whether it came at once or in pieces."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from text2sql.aws.replies import mapping
from text2sql.models.bedrock.abilities import FormName
from text2sql.models.bedrock.conversation import Block
from text2sql.models.bedrock.telling import JsonWords, PlainWords, TagWords, Words
from text2sql.prompting import ReplyForm
from text2sql.usage import Usage

_KNOWN = frozenset({"text", "toolUse", "reasoningContent"})
_UNKNOWN = "SDK_UNKNOWN_MEMBER"
UNREADABLE = "unreadable"
"""Stands in a tool's input for what was no JSON, so that the turn can be handed back."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A model's turn, why it ended and what it took."""

    blocks: tuple[Block, ...] = ()
    stop: str = ""
    """As the service spells it; empty when the reply is not whole."""
    usage: Usage = Usage(calls=1, cost_usd=None)
    """Without its cost."""
    counted: bool = False
    """Whether the service told the tokens."""
    trace: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """The guardrail's, when there is one."""
    left_out: tuple[str, ...] = ()
    """Kinds of content this version does not know."""

    @property
    def text(self) -> str:
        """The words outside of tools and reasoning."""
        return "".join(str(block["text"]) for block in self.blocks if "text" in block)

    @property
    def reasoning(self) -> str:
        """What the model thought aloud, where it may be read."""
        thoughts = (mapping(block.get("reasoningContent")) for block in self.blocks)
        return "".join(str(mapping(each.get("reasoningText")).get("text", "")) for each in thoughts)

    @property
    def calls(self) -> tuple[Mapping[str, object], ...]:
        """Its calls of tools, each with toolUseId, name and input."""
        return tuple(mapping(block["toolUse"]) for block in self.blocks if "toolUse" in block)


def heard_at_once(response: Mapping[str, object]) -> Heard:
    """A reply of Converse."""
    message = mapping(mapping(response.get("output")).get("message"))
    content = message.get("content")
    found = [mapping(block) for block in content] if isinstance(content, list) else []
    blocks = tuple(block for block in found if _KNOWN & block.keys())
    usage, counted = _usage(response)
    unknown = tuple(_kind(block) for block in found if not _KNOWN & block.keys())
    stop = str(response.get("stopReason") or "")
    return Heard(blocks, stop, usage, counted, _trace(response), unknown)


def _usage(told: Mapping[str, object]) -> tuple[Usage, bool]:
    """The tokens; members that are missing count as none, and whether any was told at all."""
    usage = mapping(told.get("usage"))
    names = ("inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens")
    given = [usage.get(name) for name in names]
    read, written, cache_read, cache_write = (each if isinstance(each, int) else 0 for each in given)
    return Usage(1, read, written, None, cache_read, cache_write), isinstance(given[0], int)


def _trace(told: Mapping[str, object]) -> Mapping[str, object]:
    return mapping(mapping(told.get("trace")).get("guardrail"))


def _kind(member: Mapping[str, object]) -> str:
    """The name of a content's kind, which botocore hides when its own model does not know it."""
    hidden = mapping(member.get(_UNKNOWN)).get("name")
    return str(hidden or next(iter(member), "unknown"))


@dataclass
class _Piece:
    """A block of content that is still arriving."""

    text: str = ""
    name: str = ""
    call: str = ""
    input: str = ""
    thought: str = ""
    signature: str = ""
    redacted: bytes = b""
    words: Words = field(default_factory=PlainWords)

    def block(self) -> Block | None:
        """The block as Converse would have sent it at once; None when nothing of it came."""
        if self.call:
            return {"toolUse": {"toolUseId": self.call, "name": self.name, "input": _parsed(self.input)}}
        if self.redacted:
            return {"reasoningContent": {"redactedContent": self.redacted}}
        if self.thought or self.signature:
            signed = {"signature": self.signature} if self.signature else {}
            return {"reasoningContent": {"reasoningText": {"text": self.thought, **signed}}}
        return {"text": self.text} if self.text else None


def _parsed(text: str) -> object:
    if not text.strip():
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        return {UNREADABLE: text}
    return value if isinstance(value, dict) else {UNREADABLE: text}


class Gathering:
    """Puts the events of ConverseStream together to one reply, and tells the words in them."""

    def __init__(self, form: ReplyForm | None, asked_by: FormName) -> None:
        """Take the form of the reply and the way in which it was asked for."""
        self._form = form
        self._asked_by = asked_by
        self._pieces: dict[object, _Piece] = {}
        self._stop = ""
        self._last: Mapping[str, object] = {}
        self._left_out: list[str] = []
        self._lost = False

    def add(self, event: Mapping[str, object]) -> str:
        """The words that an event adds; empty for most."""
        start, delta = mapping(event.get("contentBlockStart")), mapping(event.get("contentBlockDelta"))
        if start:
            self._started(start)
        elif delta:
            return self._continued(delta)
        elif "messageStop" in event:
            self._stop = str(mapping(event["messageStop"]).get("stopReason") or "")
        elif "metadata" in event:
            self._last = mapping(event["metadata"])
        elif "contentBlockStart" in event or "contentBlockDelta" in event:
            # What is no JSON arrives as an event without members: a piece of the reply is missing.
            self._lost = True
        elif _UNKNOWN in event:
            self._left_out.append(_kind(event))
        return ""

    def heard(self) -> Heard:
        """The reply, as far as it came; without a stop reason it broke off, or a piece of it was lost."""
        built = (piece.block() for _, piece in sorted(self._pieces.items(), key=lambda each: str(each[0]).zfill(6)))
        usage, counted = _usage(self._last)
        blocks = tuple(block for block in built if block is not None)
        stop = "" if self._lost else self._stop
        return Heard(blocks, stop, usage, counted, _trace(self._last), tuple(dict.fromkeys(self._left_out)))

    def _piece(self, member: Mapping[str, object]) -> _Piece:
        index = member.get("contentBlockIndex", 0)
        if index not in self._pieces:
            self._pieces[index] = _Piece(words=self._words())
        return self._pieces[index]

    def _words(self) -> Words:
        if self._form is None or self._asked_by not in ("json", "tags"):
            return PlainWords()
        return JsonWords() if self._asked_by == "json" else TagWords([each.name for each in self._form.fields])

    def _started(self, member: Mapping[str, object]) -> None:
        start = mapping(member.get("start"))
        use = mapping(start.get("toolUse"))
        if use:
            piece = self._piece(member)
            piece.call, piece.name = str(use.get("toolUseId", "")), str(use.get("name", ""))
            piece.words = JsonWords()
        elif start:
            self._left_out.append(_kind(start))

    def _continued(self, member: Mapping[str, object]) -> str:
        delta = mapping(member.get("delta"))
        piece = self._piece(member)
        text, use, thought = delta.get("text"), mapping(delta.get("toolUse")), mapping(delta.get("reasoningContent"))
        if isinstance(text, str):
            piece.text += text
            return piece.words.feed(text)
        if use:
            given = str(use.get("input") or "")
            piece.input += given
            of_form = self._form is not None and piece.name == self._form.name
            return piece.words.feed(given) if of_form else ""
        if thought:
            return _thought(piece, thought)
        self._left_out.append(_kind(delta))
        return ""


def _thought(piece: _Piece, thought: Mapping[str, object]) -> str:
    text, redacted = thought.get("text"), thought.get("redactedContent")
    piece.signature += str(thought.get("signature") or "")
    if isinstance(redacted, bytes):
        piece.redacted += redacted
    if not isinstance(text, str):
        return ""
    piece.thought += text
    return text
