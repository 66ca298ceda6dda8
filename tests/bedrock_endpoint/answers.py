"""What the endpoint says when nobody scripted anything: plausible, deterministic, and of no use as an answer.

The words for a query are ``SELECT 1`` whatever was asked, so that nothing measured against them can look like skill.
"""

import hashlib
import json
import math
import re
import threading
from collections.abc import Iterator

from tests.bedrock_endpoint.json_values import Record, inside, items, record, records, words
from tests.bedrock_endpoint.replies import Reply, ReplyUsage
from tests.bedrock_endpoint.requests import Request

_ECHOED = 120


def default_reply(request: Request) -> Reply:
    """A reply for any prompt, in whichever structured form it asks for."""
    schema = inside(request.forced_tool, "inputSchema", "json") if request.forced_tool else request.json_schema
    echo = f"Echo: {request.asked[-_ECHOED:]}"
    if schema is not None:
        return Reply(fields={name: _value(name, record(each), echo) for name, each in _properties(schema)})
    if request.tags:
        return Reply(fields={name: _value(name, {}, echo) for name in request.tags})
    return Reply(text=f"{echo}\nSELECT 1")


def _properties(schema: object) -> list[tuple[str, object]]:
    return list(record(inside(schema, "properties")).items())


def _value(name: str, schema: Record, echo: str) -> object:
    choices = items(schema.get("enum"))
    if choices:
        return choices[0]
    kind = schema.get("type", "string")
    if kind == "object":
        return {inner: _value(inner, record(each), echo) for inner, each in _properties(schema)}
    if kind == "array":
        return []
    if kind in ("integer", "number"):
        return 1
    if kind == "boolean":
        return True
    return "SELECT 1" if "sql" in name.lower() else echo


def tokens_in(text: str) -> int:
    """A rough count: a token for four bytes of UTF-8."""
    return math.ceil(len(text.encode("utf-8")) / 4)


def request_tokens(body: Record) -> int:
    """Tokens of everything in a Converse request that a model reads."""
    return sum(tokens_in(piece) for piece, _ in _read_by_model(body))


def _read_by_model(body: Record) -> Iterator[tuple[str, bool]]:
    """The pieces in the order in which they are cached (tools, system, messages), and whether each is a cache point."""
    lists = [records(inside(body, "toolConfig", "tools")), records(body.get("system"))]
    lists += [records(message.get("content")) for message in records(body.get("messages"))]
    for blocks in lists:
        for block in blocks:
            point = "cachePoint" in block
            yield (
                ("" if point else words(block.get("text")) or json.dumps(block, ensure_ascii=False, default=str)),
                point,
            )


class PromptCache:
    """What was sent before a cache point, by model, as the service keeps it; here nothing expires."""

    def __init__(self, minimum: int) -> None:
        """``minimum`` is the number of tokens from which on a beginning is kept."""
        self._minimum = minimum
        self._seen: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def usage(self, request: Request, output: int) -> ReplyUsage:
        """Tokens of the call, the longest known beginning counted as read and what is newly kept as written."""
        points, total = self._points(request)
        with self._lock:
            read = max((tokens for tokens, key in points if key in self._seen), default=0)
            self._seen.update(key for _, key in points)
        kept = max((tokens for tokens, _ in points), default=0)
        return ReplyUsage(max(1, total - kept), output, cache_read=read, cache_write=max(0, kept - read))

    def _points(self, request: Request) -> tuple[list[tuple[int, tuple[str, str]]], int]:
        """(tokens up to there, key) for each cache point that is far enough from the start; and all tokens."""
        digest, total, points = hashlib.sha256(), 0, []
        for piece, is_point in _read_by_model(request.body):
            if is_point and total >= self._minimum:
                points.append((total, (request.model, digest.hexdigest())))
            digest.update(piece.encode("utf-8") + b"\0")
            total += tokens_in(piece)
        return points, total


def rerank_answer(body: Record) -> Record:
    """The sources by the share of the query's letter pairs that they have, best first."""
    query = _pairs(words(inside(records(body.get("queries"))[0], "textQuery", "text")))
    scored = []
    for at, source in enumerate(records(body.get("sources"))):
        document = record(source.get("inlineDocumentSource"))
        text = inside(document, "textDocument", "text") or json.dumps(document.get("jsonDocument"), ensure_ascii=False)
        shared = len(query & _pairs(str(text))) / len(query) if query else 0.0
        scored.append({"index": at, "relevanceScore": round(shared, 6)})
    scored.sort(key=lambda one: (-one["relevanceScore"], one["index"]))
    wanted = inside(body, "rerankingConfiguration", "bedrockRerankingConfiguration", "numberOfResults")
    return {"results": scored[: wanted if isinstance(wanted, int) else len(scored)]}


def _pairs(text: str) -> set[str]:
    """Pairs of letters within words: Korean particles then cost a pair and not the word."""
    found = re.findall(r"\w+", text.lower())
    return {word[at : at + 2] for word in found for at in range(max(1, len(word) - 1))}


def count_answer(body: Record) -> Record:
    """Tokens of the request inside."""
    whole = body.get("input")
    asked = inside(whole, "converse")
    if asked is not None:
        return {"inputTokens": request_tokens(record(asked))}
    return {"inputTokens": tokens_in(words(inside(whole, "invokeModel", "body"))) * 3 // 4}


_UNITS = (
    "topicPolicyUnits",
    "contentPolicyUnits",
    "wordPolicyUnits",
    "sensitiveInformationPolicyUnits",
    "sensitiveInformationPolicyFreeUnits",
    "contextualGroundingPolicyUnits",
)


def guardrail_answer() -> Record:
    """Nothing is wrong with any text."""
    return {"usage": dict.fromkeys(_UNITS, 0), "action": "NONE", "outputs": [], "assessments": []}
