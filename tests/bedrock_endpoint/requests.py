"""A request as it arrived, taken apart along botocore's model of the operation."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote, urlsplit

from botocore.model import OperationModel

from tests.bedrock_endpoint.json_values import Record, inside, record, records, words
from tests.bedrock_endpoint.service import ROUTES, Route, RouteName, decoded, problems_in

FormName = Literal["tool", "json", "tagged"]


class Unreadable(Exception):
    """The request is none of the service's at all; the text says why."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call, as tests look at it and as scripts answer it."""

    route: RouteName
    path: str
    """Without the host, percent-encoded as it arrived."""
    model: str
    """The decoded model id of the path, or the ARN of a rerank; empty for a guardrail."""
    body: Record
    """The JSON body."""
    headers: Mapping[str, str]
    """By lower-case name."""
    raw: bytes = b""
    """The body, byte for byte."""
    number: int = 0
    """How many requests the endpoint had seen before."""
    arrived: float = field(default_factory=monotonic)
    """In :func:`time.monotonic` seconds, when the whole body was there."""
    named: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The parts of the path by their name in the service's model."""

    @property
    def system_text(self) -> str:
        """The texts of the system blocks, an empty line between them."""
        return "\n\n".join(words(block.get("text")) for block in records(self.body.get("system")) if "text" in block)

    @property
    def user_text(self) -> str:
        """The texts of the last message, an empty line between them."""
        messages = records(self.body.get("messages"))
        content = records(messages[-1].get("content")) if messages else []
        return "\n\n".join(words(block.get("text")) for block in content if "text" in block)

    @property
    def asked(self) -> str:
        """The words of the last message in one line, without the tags that keep data and instructions apart."""
        return " ".join(re.sub(r"</?[a-z_]+>", " ", self.user_text).split())

    @property
    def forced_tool(self) -> Record | None:
        """The ``toolSpec`` the model must call; where it may choose among several, the last one given."""
        choice = record(inside(self.body, "toolConfig", "toolChoice"))
        specs = [record(tool.get("toolSpec")) for tool in records(inside(self.body, "toolConfig", "tools"))]
        name = inside(choice, "tool", "name")
        if name is not None:
            return next((spec for spec in specs if spec.get("name") == name), None)
        return specs[-1] if specs and "any" in choice else None

    @property
    def json_schema(self) -> Record | None:
        """The JSON schema that the reply's text must follow."""
        schema = inside(self.body, "outputConfig", "textFormat", "structure", "jsonSchema", "schema")
        return record(json.loads(schema)) if isinstance(schema, str) else None

    @property
    def form(self) -> FormName:
        """How the request asks for structure; tagged when it asks for none on the wire."""
        if self.forced_tool is not None:
            return "tool"
        return "json" if self.json_schema is not None else "tagged"

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that the prompt asks for: the last run of lines like ``<sql>…</sql>``, first seen in the system."""
        for text in (self.system_text, self.user_text):
            runs: list[list[str]] = [[]]
            for line in text.splitlines():
                match = re.fullmatch(r"\s*<([a-z_]+)>.*</\1>\s*", line)
                if match:
                    runs[-1].append(match[1])
                elif runs[-1]:
                    runs.append([])
            found = [run for run in runs if run]
            if found:
                return tuple(next((run for run in reversed(found) if "sql" in run), found[-1]))
        return ()


def read_request(target: str, headers: Mapping[str, str], raw: bytes, number: int) -> tuple[Request, Route]:
    """The request, whether or not it is a right one.

    Raises:
        Unreadable: no operation is reached at this path, or the body is no JSON object.
    """
    path = urlsplit(target).path
    for route in ROUTES:
        match = route.path.fullmatch(path)
        if match is not None:
            break
    else:
        raise Unreadable(f"no operation is reached at {path}")
    try:
        body = json.loads(raw) if raw else {}
    except ValueError as error:
        raise Unreadable(f"the body of {path} is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise Unreadable(f"the body of {path} is not a JSON object")
    named = {name: unquote(part) for name, part in match.groupdict().items()}
    arn = inside(body, "rerankingConfiguration", "bedrockRerankingConfiguration", "modelConfiguration", "modelArn")
    model = named.get("modelId") or words(arn)
    lower = {name.lower(): value for name, value in headers.items()}
    return Request(route.name, path, model, body, lower, raw, number, named=named), route


def shape_problems(request: Request, route: Route) -> list[str]:
    """What the request's members lack or have too much of, by the service's model."""
    try:
        return problems_in(_members(request, route.model), route.model.input_shape)
    except ValueError as error:
        return [str(error)]


def _members(request: Request, model: OperationModel) -> dict[str, object]:
    """The operation's members from path, headers and body: REST-JSON read backwards."""
    shape = model.input_shape
    payload = shape.serialization.get("payload")
    found: dict[str, object] = {}
    for name, member in shape.members.items():
        place = member.serialization.get("location")
        if place == "uri":
            found[name] = request.named.get(member.serialization.get("name", name), "")
        elif place == "header" and member.serialization["name"].lower() in request.headers:
            found[name] = request.headers[member.serialization["name"].lower()]
    if payload is not None:
        found[payload] = request.raw
        return found
    located = {name for name, member in shape.members.items() if member.serialization.get("location")}
    for name, value in request.body.items():
        known = name in shape.members and name not in located
        found[name if name not in located else f"{name} (in the body)"] = (
            decoded(value, shape.members[name]) if known else value
        )
    return found
