"""The client that reranks on Bedrock: made when it is first needed; its failures told in this package's words."""

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
_BUSY = ("throttling", "servicequota", "internal", "dependencyfailed", "badgateway", "conflict")
_SIGN_IN = "Run `aws configure` or `aws sso login`, or set `profile` under [model]."
_WITHOUT = "or remove `id` under [reranker] to do without"


@dataclass(frozen=True, slots=True)
class RerankingSettings:
    """Where and how the reranking model is called. Empty texts leave a choice to the AWS credential chain."""

    region: str = ""
    profile: str = ""
    endpoint_url: str = ""
    """A VPC endpoint for ``bedrock-agent-runtime``, or a local one; empty means the region's public one."""
    connect_seconds: float = 5.0
    read_seconds: float = 15.0
    """How long the service may be silent: a question waits for it."""
    attempts: int = 3
    """Calls made before one fails, retries included."""


class AgentRuntime(Protocol):
    """The operation of boto3's client that is used here."""

    def rerank(self, **request: object) -> Mapping[str, object]:
        """Places and scores, under ``results``."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A client, and where it calls."""

    runtime: AgentRuntime
    region: str
    partition: str
    """The part of AWS that the region belongs to, as ARNs name it: aws, aws-cn, aws-us-gov."""


class RerankingClient:
    """Makes the client once, on whichever thread comes first; nothing of AWS is read before that."""

    def __init__(self, settings: RerankingSettings) -> None:
        """Take the settings."""
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
                except (*VENDOR_ERRORS, ValueError) as error:
                    raise failure_of(error, "the reranking model", self._settings.region) from error
            return self._opened


def _open(settings: RerankingSettings) -> Opened:
    import boto3
    from botocore.config import Config

    session = boto3.Session(profile_name=settings.profile or None, region_name=settings.region or None)
    client = session.client(
        "bedrock-agent-runtime",
        endpoint_url=settings.endpoint_url or None,
        config=Config(
            connect_timeout=settings.connect_seconds,
            read_timeout=settings.read_seconds,
            retries={"total_max_attempts": settings.attempts, "mode": "standard"},
            user_agent_extra="text2sql",
        ),
    )
    return Opened(client, client.meta.region_name, client.meta.partition)


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
        return ModelUnavailable("No AWS region is set. Set `region` under [reranker] or [model], or AWS_REGION.")
    if isinstance(error, HTTPClientError | OSError):
        return ModelUnavailable(
            f"Bedrock cannot be reached to call {model} in {where}, or did not answer in time. Check the network and "
            f"the endpoint, {_WITHOUT}."
        )
    return ModelUnavailable(
        f"Bedrock's client cannot be used: {_short(str(error))}. Check `region` under [reranker], `profile` under "
        f"[model], {_WITHOUT}."
    )


def _answered(error: ClientError, model: str, where: str) -> ModelError:
    told = error.response.get("Error", {})
    code, words = str(told.get("Code", "")).lower(), _short(str(told.get("Message", "") or ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status == 429 or status >= 500 or code.startswith(_BUSY):
        return ModelBusy(
            f"Bedrock throttles or is overloaded, {model} in {where} did not rerank. Wait a minute, {_WITHOUT}."
        )
    if "expired" in code or "expired" in words.lower():
        return ModelUnavailable(f"The AWS credentials have expired. {_SIGN_IN}")
    if code == "accessdeniedexception":
        return ModelUnavailable(
            f"This AWS account or role may not rerank with {model} in {where}. Request access to the model and allow "
            f"the role bedrock:Rerank and bedrock:InvokeModel, {_WITHOUT}."
        )
    if status in (401, 403):
        return ModelUnavailable(f"AWS does not accept these credentials, or the clock is wrong. {_SIGN_IN}")
    if code == "resourcenotfoundexception" or "model" in words.lower():
        return ModelUnavailable(
            f"{model} cannot be used in {where}: {words or code}. Check `id` and `region` under [reranker]; reranking "
            "models live in few regions."
        )
    return ModelError(f"Bedrock refused to rerank with {model} in {where}: {words or code}. Check [reranker].")


def _short(words: str) -> str:
    """The service's words in one line, without a full stop, and not more than two hundred signs of them."""
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:199]}…"
