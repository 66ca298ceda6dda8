"""The vendor's client: made when it is first needed, with the standard chain of credentials and regions."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from text2sql.errors import ModelError
from text2sql.models.bedrock.failures import Where, failure_of, vendor_errors
from text2sql.models.bedrock.settings import BedrockSettings

_SERVICE = "bedrock-runtime"
_SIGNED_AS = "bedrock"


class EventStream(Protocol):
    """The events of a reply in pieces."""

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        """The events."""

    def close(self) -> None:
        """End the connection; from the thread that reads only."""


class Runtime(Protocol):
    """The operations of boto3's client that are used here."""

    def converse(self, **request: object) -> Mapping[str, object]:
        """A reply at once."""

    def converse_stream(self, **request: object) -> Mapping[str, object]:
        """A reply in pieces, under ``stream``."""

    def count_tokens(self, **request: object) -> Mapping[str, object]:
        """The tokens of a request, under ``inputTokens``."""

    def close(self) -> None:
        """End its connections."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A client and where it calls."""

    runtime: Runtime
    region: str
    endpoint: str


class Client:
    """Makes the client once, on whichever thread comes first."""

    def __init__(self, settings: BedrockSettings) -> None:
        """Take the settings; nothing is imported or read yet."""
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    def open(self) -> Opened:
        """The client.

        Raises:
            ModelUnavailable: profile, region or endpoint are wrong.
        """
        with self._lock:
            if self._opened is None:
                try:
                    self._opened = _open(self._settings)
                except vendor_errors(ValueError) as error:
                    raise _not_opened(error, self._settings) from error
            return self._opened

    def close(self) -> None:
        """End the connections; a later call makes a new client."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.runtime.close()


def why_unavailable(settings: BedrockSettings) -> str | None:
    """Why the model cannot be called, in a sentence, as far as this machine can tell without calling; else None.

    Finding credentials may ask this machine's own metadata service.
    """
    if not settings.model:
        return "No Bedrock model is configured. Set `id` under [model]."
    import botocore.session
    from botocore.exceptions import NoCredentialsError, NoRegionError

    try:
        session = botocore.session.Session(profile=settings.profile or None)
        session.get_scoped_config()  # a profile that does not exist is told here
        found = session.get_auth_token(signing_name=_SIGNED_AS) or session.get_credentials()
        region = _region(settings) or session.get_config_variable("region")
        if found is not None and region:
            return None
        missing = NoCredentialsError() if found is None else NoRegionError()
    except vendor_errors(ValueError) as error:
        return str(_not_opened(error, settings))
    return str(_not_opened(missing, settings))


@cache
def _descriptions() -> object:
    """The vendor's loader of service descriptions: read once, a second model's client takes 13 ms instead of 110."""
    from botocore.loaders import create_loader

    return create_loader()


def _open(settings: BedrockSettings) -> Opened:
    import boto3
    import botocore.session
    from botocore.config import Config

    inner = botocore.session.Session()
    inner.register_component("data_loader", _descriptions())
    session = boto3.Session(
        profile_name=settings.profile or None, region_name=_region(settings) or None, botocore_session=inner
    )
    client = session.client(
        _SERVICE,
        endpoint_url=settings.endpoint_url or None,
        config=Config(
            connect_timeout=settings.connect_seconds,
            read_timeout=settings.read_seconds,
            # Trying again is decided in one place, which knows deadlines, fallbacks and who has stopped what;
            # botocore's own tries would sleep through them and multiply with ours.
            retries={"total_max_attempts": 1, "mode": "standard"},
            max_pool_connections=settings.calls_at_once,
            tcp_keepalive=True,
            user_agent_extra="text2sql",
        ),
    )
    return Opened(client, client.meta.region_name, client.meta.endpoint_url)


def _region(settings: BedrockSettings) -> str:
    """The region of the settings, or the one that the model's ARN names."""
    if settings.region or not settings.model.startswith("arn:"):
        return settings.region
    parts = settings.model.split(":")
    return parts[3] if len(parts) > 3 else ""


def _not_opened(error: Exception, settings: BedrockSettings) -> ModelError:
    where = Where(settings.model, settings.region or "this region", settings.endpoint_url, profile=settings.profile)
    return failure_of(error, where).error
