"""What botocore knows of Bedrock: the shapes of requests, replies and stream events, and what breaks them.

``ParamValidator`` looks for missing, unknown and mistyped members and for unions; it looks at no enumeration, pattern
or upper bound, so those are walked here. It is the client's own validator, which the client never turns on replies.
"""

import base64
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import botocore.session
from botocore.model import OperationModel, ServiceModel, Shape
from botocore.validate import ParamValidator

from tests.bedrock_endpoint.json_values import Record, items, record

RouteName = Literal["converse", "converse-stream", "invoke", "count-tokens", "rerank", "guardrail"]


@dataclass(frozen=True, slots=True)
class Route:
    """An operation of the service and where it is reached."""

    name: RouteName
    service: str
    operation: str
    path: re.Pattern[str]

    @property
    def model(self) -> OperationModel:
        """botocore's description of the operation."""
        return service_model(self.service).operation_model(self.operation)


_RUNTIME, _AGENTS = "bedrock-runtime", "bedrock-agent-runtime"
ROUTES = (
    Route("converse", _RUNTIME, "Converse", re.compile(r"/model/(?P<modelId>[^/]+)/converse")),
    Route("converse-stream", _RUNTIME, "ConverseStream", re.compile(r"/model/(?P<modelId>[^/]+)/converse-stream")),
    Route("invoke", _RUNTIME, "InvokeModel", re.compile(r"/model/(?P<modelId>[^/]+)/invoke")),
    Route("count-tokens", _RUNTIME, "CountTokens", re.compile(r"/model/(?P<modelId>[^/]+)/count-tokens")),
    Route("rerank", _AGENTS, "Rerank", re.compile(r"/rerank")),
    Route(
        "guardrail",
        _RUNTIME,
        "ApplyGuardrail",
        re.compile(r"/guardrail/(?P<guardrailIdentifier>[^/]+)/version/(?P<guardrailVersion>[^/]+)/apply"),
    ),
)


@lru_cache
def service_model(name: str) -> ServiceModel:
    """The description of a service that ships with botocore; read once, it takes a tenth of a second."""
    return botocore.session.get_session().get_service_model(name)


@lru_cache
def event_shape(name: str) -> Shape:
    """The shape of one event or exception of a ConverseStream, by its name on the wire."""
    stream = service_model(_RUNTIME).operation_model("ConverseStream").output_shape.members["stream"]
    return stream.members[name]


def status_of(error: str) -> int:
    """The HTTP status that an exception of the runtime has in botocore's model."""
    return int(service_model(_RUNTIME).shape_for(error).metadata["error"]["httpStatusCode"])


def decoded(value: object, shape: Shape) -> object:
    """A value of a JSON body as the client had it: blobs travel in base64.

    Raises:
        ValueError: a blob is no base64.
    """
    if shape.type_name == "blob" and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except ValueError as error:
            raise ValueError(f"{shape.name} is not base64: {error}") from error
    if shape.type_name == "structure" and isinstance(value, dict) and not _is_document(shape):
        return {key: decoded(each, shape.members[key]) if key in shape.members else each for key, each in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [decoded(each, shape.member) for each in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: decoded(each, shape.value) for key, each in value.items()}
    return value


def problems_in(value: Record, shape: Shape) -> list[str]:
    """Everything that keeps the value from being one of the shape, in words; empty when it is one."""
    report = ParamValidator().validate(value, shape)
    found = [line for line in report.generate_report().splitlines() if line.strip()] if report.has_errors() else []
    return [*found, *_constraints(value, shape, "")]


def _is_document(shape: Shape) -> bool:
    return bool(getattr(shape, "is_document_type", False))


def _constraints(value: object, shape: Shape, path: str) -> list[str]:
    """What ParamValidator leaves unseen, in the value and in everything inside it."""
    if shape.type_name == "structure" and not _is_document(shape):
        inner = [
            (each, shape.members[key], f"{path}.{key}") for key, each in record(value).items() if key in shape.members
        ]
    elif shape.type_name == "list":
        inner = [(each, shape.member, f"{path}[{at}]") for at, each in enumerate(items(value))]
    elif shape.type_name == "map":
        entries = record(value).items()
        inner = [(key, shape.key, f"{path} key") for key, _ in entries]
        inner += [(each, shape.value, f"{path}.{key}") for key, each in entries]
    else:
        inner = []
    own = _own_constraints(value, shape, path.lstrip(".") or shape.name)
    return own + [problem for each, inner_shape, at in inner for problem in _constraints(each, inner_shape, at)]


def _own_constraints(value: object, shape: Shape, path: str) -> list[str]:
    found = []
    limit = shape.metadata.get("max")
    size = len(value) if isinstance(value, str | bytes | list | dict) else value
    if limit is not None and isinstance(size, int | float) and size > limit:
        found.append(f"{path}: {size} is more than the {limit} allowed")
    if isinstance(value, str):
        allowed = list(getattr(shape, "enum", None) or ())
        if allowed and value not in allowed:
            found.append(f"{path}: {value!r} is not one of {', '.join(allowed)}")
        pattern = shape.metadata.get("pattern")
        if pattern is not None and re.fullmatch(pattern, value) is None:
            found.append(f"{path}: {value!r} does not match the pattern {pattern}")
    return found
