"""The vendor's client: made when it is first needed, with the standard chain of credentials and regions."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from text2sql.aws.clients import Client as AwsClient
from text2sql.aws.clients import Closing, Connection
from text2sql.aws.clients import Opened as OpenedClient
from text2sql.aws.failures import vendor_errors
from text2sql.errors import ModelError
from text2sql.models.bedrock.failures import Where, failure_of
from text2sql.models.bedrock.settings import BedrockSettings

_SERVICE = "bedrock-runtime"
_SIGNED_AS = "bedrock"


class EventStream(Protocol):
    """The events of a reply in pieces."""

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        """The events."""

    def close(self) -> None:
        """End the connection; from the thread that reads only."""


class Runtime(Closing, Protocol):
    """The operations of boto3's client that are used here."""

    def converse(self, **request: object) -> Mapping[str, object]:
        """A reply at once."""

    def converse_stream(self, **request: object) -> Mapping[str, object]:
        """A reply in pieces, under ``stream``."""

    def count_tokens(self, **request: object) -> Mapping[str, object]:
        """The tokens of a request, under ``inputTokens``."""


Opened = OpenedClient[Runtime]
"""A client and where it calls."""


class Client(AwsClient[Runtime]):
    """Makes the client once, on whichever thread comes first."""

    def __init__(self, settings: BedrockSettings) -> None:
        """Take the settings; nothing is imported or read yet."""
        connection = Connection(
            region=_region(settings),
            profile=settings.profile,
            endpoint_url=settings.endpoint_url,
            connect_seconds=settings.connect_seconds,
            read_seconds=settings.read_seconds,
            # Trying again is decided in one place, which knows deadlines, fallbacks and who has stopped what;
            # botocore's own tries would sleep through them and multiply with ours.
            attempts=1,
            calls_at_once=settings.calls_at_once,
        )
        super().__init__(_SERVICE, connection, lambda error: _not_opened(error, settings))


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


def _region(settings: BedrockSettings) -> str:
    """The region of the settings, or the one that the model's ARN names."""
    if settings.region or not settings.model.startswith("arn:"):
        return settings.region
    parts = settings.model.split(":")
    return parts[3] if len(parts) > 3 else ""


def _not_opened(error: Exception, settings: BedrockSettings) -> ModelError:
    where = Where(settings.model, settings.region or "this region", settings.endpoint_url)
    return failure_of(error, where).error
