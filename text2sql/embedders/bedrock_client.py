"""The client that embeds on Bedrock: made when it is first needed; its failures told in this package's words.

A question waits for an embedding before anything else can be linked, so silence is cut short here, unlike in calls of
language models, and retrying is left to botocore, which knows what of this service may be tried again.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoAuthTokenError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)

from text2sql.errors import ModelBusy, ModelError, ModelUnavailable

VENDOR_ERRORS = (ClientError, BotoCoreError, OSError)
"""Everything that the client raises."""

_CREDENTIALS = (
    NoCredentialsError,
    NoAuthTokenError,
    PartialCredentialsError,
    CredentialRetrievalError,
    SSOError,
    TokenRetrievalError,
    ProfileNotFound,
)
_BUSY = ("throttling", "toomanyrequests", "servicequota", "serviceunavailable", "modelnotready", "internal", "timeout")
_SIGN_IN = "Run `aws configure` or `aws sso login`, or set `profile` under [model]."


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """Where and how the embedding model is called. Empty texts leave a choice to the AWS credential chain."""

    region: str = ""
    profile: str = ""
    endpoint_url: str = ""
    """A VPC endpoint, or a local one; empty means the region's public one."""
    connect_seconds: float = 5.0
    read_seconds: float = 20.0
    """How long the service may be silent."""
    attempts: int = 4
    """Calls made before one fails, retries included."""
    calls_at_once: int = 8
    """Calls on their way at the same time while many texts are embedded."""


class Runtime(Protocol):
    """The operation of boto3's client that is used here."""

    def invoke_model(self, **request: object) -> Mapping[str, object]:
        """A model's own reply, under ``body``."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A client and the region it calls."""

    runtime: Runtime
    region: str


class EmbeddingClient:
    """Makes the client once, on whichever thread comes first; nothing of AWS is read before that."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        """Take the settings."""
        self.settings = settings
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
                    self._opened = _open(self.settings)
                except (*VENDOR_ERRORS, ValueError) as error:
                    raise failure_of(error, "the embedding model", self.settings.region) from error
            return self._opened


def _open(settings: EmbeddingSettings) -> Opened:
    import boto3
    from botocore.config import Config

    session = boto3.Session(profile_name=settings.profile or None, region_name=settings.region or None)
    client = session.client(
        "bedrock-runtime",
        endpoint_url=settings.endpoint_url or None,
        config=Config(
            connect_timeout=settings.connect_seconds,
            read_timeout=settings.read_seconds,
            retries={"total_max_attempts": settings.attempts, "mode": "standard"},
            max_pool_connections=settings.calls_at_once,
            user_agent_extra="text2sql",
        ),
    )
    return Opened(client, client.meta.region_name)


def failure_of(error: Exception, model: str, region: str) -> ModelError:
    """What a vendor's error means, with what to do next.

    Args:
        error: what the client raised.
        model: which model was called.
        region: where; empty when none is known.
    """
    where = region or "this region"
    if isinstance(error, ClientError):
        return _answered(error, model, where)
    if isinstance(error, _CREDENTIALS):
        return ModelUnavailable(f"There are no AWS credentials that can be used ({_short(str(error))}). {_SIGN_IN}")
    if isinstance(error, NoRegionError):
        return ModelUnavailable("No AWS region is set. Set `region` under [model], or AWS_REGION.")
    if isinstance(error, HTTPClientError | OSError):
        return ModelUnavailable(
            f"Bedrock cannot be reached to call {model} in {where}, or did not answer in time. Check the network and "
            "`endpoint_url` under [model], or try again."
        )
    return ModelUnavailable(
        f"Bedrock's client cannot be used: {_short(str(error))}. Check `region`, `profile` and `endpoint_url` under "
        "[model]."
    )


def _answered(error: ClientError, model: str, where: str) -> ModelError:
    told = error.response.get("Error", {})
    code, words = str(told.get("Code", "")).lower(), _short(str(told.get("Message", "") or ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status == 429 or status >= 500 or code.startswith(_BUSY):
        return ModelBusy(
            f"Bedrock throttles or is overloaded, {model} in {where} gave no vectors. Wait a minute and try again, or "
            "ask AWS for a higher quota."
        )
    if "expired" in code or "expired" in words.lower():
        return ModelUnavailable(f"The AWS credentials have expired. {_SIGN_IN}")
    if code == "accessdeniedexception":
        return ModelUnavailable(
            f"This AWS account or role may not use {model} in {where}. Request access to it in Bedrock's console and "
            "allow the role bedrock:InvokeModel for it."
        )
    if "on-demand throughput" in words.lower():
        return ModelUnavailable(
            f"{model} is offered in {where} through inference profiles only. Put `global.`, or the prefix of a part of "
            "the world such as `us.`, before its id under [embedder]."
        )
    if code == "resourcenotfoundexception" or "model identifier" in words.lower():
        return ModelUnavailable(f"There is no model {model} in {where}. Check `name` under [embedder] and `region`.")
    if status in (401, 403):
        return ModelUnavailable(f"AWS does not accept these credentials, or the clock is wrong. {_SIGN_IN}")
    return ModelError(f"Bedrock refused to embed with {model} in {where}: {words or code}. Check [embedder].")


def _short(words: str) -> str:
    """The service's words in one line, without a full stop, and not more than two hundred signs of them."""
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:199]}…"
