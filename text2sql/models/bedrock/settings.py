"""What a Bedrock model is told once: which models, where, how often, within which rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from text2sql.errors import SettingsError

_CACHE_TTLS = ("", "5m", "1h")
_GEOGRAPHY = re.compile(r"^(?:global|us-gov|us|eu|apac|jp|au|ca|sa|me|af|in)\.")
"""The prefix of an inference profile that routes within a part of the world."""
_TIERS = ("", "default", "priority", "flex", "reserved")
_METADATA = re.compile(r"[a-zA-Z0-9\s:_@$#=/+,\-.]{0,256}")
"""What the service's own model allows in the names and values of request metadata."""


@dataclass(frozen=True, slots=True)
class BedrockSettings:
    """One language model on Bedrock, with those that stand in for it."""

    model: str
    """The id of a model or inference profile, or an ARN."""
    fallbacks: tuple[str, ...] = ()
    """Asked in order when the model is throttled, fails or may not be used."""
    region: str = ""
    """Empty means the credential chain's own choice."""
    profile: str = ""
    """Empty means the credential chain's own choice."""
    endpoint_url: str = ""
    """A VPC endpoint, or a local one; empty means the region's public one."""
    guardrail: str = ""
    """A guardrail's id or ARN; empty means none."""
    guardrail_version: str = "DRAFT"
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Sent with every call, for cost allocation and invocation logs."""
    service_tier: str = ""
    """default, priority, flex or reserved; empty leaves it to the service."""
    cache_ttl: str = ""
    """How long the service keeps the part of a prompt before the cache point, 5m or 1h; empty means its default,
    5 minutes."""
    attempts: int = 3
    """Calls made to one model for one reply before it fails, retries included."""
    backoff_seconds: float = 0.5
    """The longest wait before the first retry; it doubles from retry to retry, up to 20 seconds."""
    connect_seconds: float = 5.0
    read_seconds: float = 60.0
    """How long the service may be silent; a question's own deadline comes first."""
    calls_at_once: int = 8
    prices: Path | None = None
    """A file that takes the place of the built-in prices."""
    memory: Path | None = None
    """A JSON file that remembers what models turned out not to take; None forgets it with the process."""

    def __post_init__(self) -> None:
        """Refuse what the service would refuse with every call.

        Raises:
            SettingsError: the metadata, the service tier or the cache's time hold something impossible.
        """
        words = [*self.metadata, *self.metadata.values()]
        if len(self.metadata) > 16 or "" in self.metadata or not all(_METADATA.fullmatch(each) for each in words):
            raise SettingsError(
                "The `metadata` of [model] may hold 16 entries of up to 256 Latin letters, digits, spaces and "
                ":_@$#=/+,-. each. Shorten or rename them."
            )
        if self.service_tier not in _TIERS:
            raise SettingsError(
                f"`service_tier` is {self.service_tier!r}. Set it to default, priority, flex or reserved, "
                "or remove it from [model]."
            )
        if self.cache_ttl not in _CACHE_TTLS:
            raise SettingsError(f"`cache_ttl` is {self.cache_ttl!r}. Set it to 5m or 1h, or remove it from [model].")


def bare_id(model: str) -> str:
    """The id within an ARN of a foundation model or inference profile; other ids as they are.

    An application inference profile's ARN ends in an id of its own, which tells no model.
    """
    return model.rsplit("/", 1)[-1] if model.startswith("arn:") else model


def base_model(model: str) -> str:
    """The id of the model behind an inference profile that names it."""
    return _GEOGRAPHY.sub("", bare_id(model))
