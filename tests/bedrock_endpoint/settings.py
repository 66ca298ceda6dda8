"""What an endpoint is told once, and what the models it stands for take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tests.bedrock_endpoint.json_values import Record, inside, record, records
from tests.bedrock_endpoint.requests import Request

FORMS = frozenset({"tools", "json", "tagged"})
"""Ways in which a request asks for structure: tools, ``outputConfig.textFormat``, words alone (always understood)."""
FEATURES = frozenset({"strict", "temperature", "cache", "cache_points", "cache_ttl", "system", "streamed_tools"})
"""What a model may refuse besides: see :func:`refusal_of` for the words of each."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What one model takes."""

    supports: frozenset[str] = FORMS
    refuses: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """A misspelt name would test nothing."""
        unknown = (self.supports - FORMS) | (self.refuses - FEATURES)
        if unknown:
            raise ValueError(
                f"unknown traits {sorted(unknown)}; forms are {sorted(FORMS)}, features {sorted(FEATURES)}"
            )


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """How an endpoint behaves as long as nothing else is scripted."""

    port: int = 0
    """0 takes a free one."""
    latency: float = 0.0
    """Seconds before the first byte of every reply."""
    slow_seconds: float = 30.0
    """How long a slow fault lasts; it ends earlier when the client leaves or the endpoint closes."""
    cache_minimum: int = 1_024
    """Tokens before a cache point from which on the service caches; models differ (1,024 to 4,096)."""
    default_traits: Traits = Traits()
    traits: Mapping[str, Traits] = field(default_factory=lambda: MappingProxyType({}))
    """By model id."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service's answer to what a model does not take."""

    code: str
    message: str


_MODEL = "The model returned the following errors: "
_MALFORMED = "Malformed input request: "


def refusal_of(request: Request, traits: Traits) -> Refusal | None:
    """The first thing in the request that the model does not take, in Bedrock's words; None when it takes all.

    A cache point on a model without caching is an AccessDeniedException (strands-agents/harness-sdk#1807,
    BerriAI/litellm#39210); on Amazon Nova it is an extraneous key (earendil-works/pi#2053): ``cache`` and
    ``cache_points``. The others are ValidationExceptions.
    """
    return next(_refusals(request, traits), None)


def _refusals(request: Request, traits: Traits) -> Iterator[Refusal]:
    body = request.body
    tools = [record(each.get("toolSpec")) for each in records(inside(body, "toolConfig", "tools"))]
    for found in _form_refusals(request, traits, tools):
        yield Refusal("ValidationException", found)
    if "temperature" in traits.refuses and inside(body, "inferenceConfig", "temperature") is not None:
        yield Refusal("ValidationException", f"{_MODEL}`temperature` is deprecated for this model.")
    if "system" in traits.refuses and "system" in body:
        yield Refusal("ValidationException", "This model doesn't support system messages. Try again without them.")
    yield from _cache_refusals(body, traits)


def _form_refusals(request: Request, traits: Traits, tools: list[Record]) -> Iterator[str]:
    if tools and "tools" not in traits.supports:
        yield "This model doesn't support tool use."
    if tools and "streamed_tools" in traits.refuses and request.route == "converse-stream":
        yield "This model doesn't support tool use in streaming mode."
    if "strict" in traits.refuses:
        at = next((at for at, spec in enumerate(tools) if "strict" in spec), None)
        if at is not None:
            yield f"{_MODEL}tools.{at}.custom.strict: Extra inputs are not permitted"
    if inside(request.body, "outputConfig", "textFormat") is not None and "json" not in traits.supports:
        yield f"{_MODEL}output_config.format: Extra inputs are not permitted"


def _cache_refusals(body: Record, traits: Traits) -> Iterator[Refusal]:
    places = [("system", records(body.get("system")))]
    messages = records(body.get("messages"))
    places += [(f"messages/{at}/content", records(each.get("content"))) for at, each in enumerate(messages)]
    places.append(("toolConfig/tools", records(inside(body, "toolConfig", "tools"))))
    points = [
        (f"{place}/{at}", one) for place, blocks in places for at, one in enumerate(blocks) if "cachePoint" in one
    ]
    for place, block in points:
        if "cache" in traits.refuses:
            yield Refusal(
                "AccessDeniedException",
                "You invoked an unsupported model or your request did not allow prompt caching. See the documentation "
                "for more information.",
            )
        key = "ttl" if "ttl" in record(block["cachePoint"]) and "cache_ttl" in traits.refuses else ""
        key = "cachePoint" if "cache_points" in traits.refuses else key
        if key:
            words = f"#/{place}: extraneous key [{key}] is not permitted, please reformat your input and try again."
            yield Refusal("ValidationException", f"{_MALFORMED}{words}")
