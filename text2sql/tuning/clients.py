"""Bedrock's control plane and S3 for training and batch jobs: the clients, and their failures in this package's words.

Neither is called while a question is answered. Retrying is left to botocore: these calls are few and may wait.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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

from text2sql.errors import ModelBusy, ModelError, ModelUnavailable, UsageError

_VENDOR_ERRORS = (ClientError, BotoCoreError, OSError)
_CREDENTIALS = (
    NoCredentialsError,
    NoAuthTokenError,
    PartialCredentialsError,
    CredentialRetrievalError,
    SSOError,
    TokenRetrievalError,
    ProfileNotFound,
)
_ROLE = re.compile(r"arn:aws(-[^:]+)?:iam::[0-9]{12}:role/.+")
_SIGN_IN = "Run `aws configure` or `aws sso login`, or set `profile` under [model]."
_STORAGE = {"PutObject": "s3:PutObject", "GetObject": "s3:GetObject", "ListObjectsV2": "s3:ListBucket"}
_BUSY = ("throttling", "toomanyrequests", "slowdown", "internal", "serviceunavailable")


class ControlPlane(Protocol):
    """The operations of boto3's ``bedrock`` client that are used here; requests and replies are the service's own."""

    def create_model_customization_job(self, **request: object) -> Mapping[str, object]:
        """Starts training."""

    def get_model_customization_job(self, **request: object) -> Mapping[str, object]:
        """How training is getting on."""

    def stop_model_customization_job(self, **request: object) -> Mapping[str, object]:
        """Ends training early."""

    def create_model_invocation_job(self, **request: object) -> Mapping[str, object]:
        """Starts a batch of prompts."""

    def get_model_invocation_job(self, **request: object) -> Mapping[str, object]:
        """How a batch is getting on."""


class ObjectStore(Protocol):
    """The operations of boto3's ``s3`` client that are used here."""

    def put_object(self, **request: object) -> Mapping[str, object]:
        """Writes an object."""

    def get_object(self, **request: object) -> Mapping[str, object]:
        """Reads an object, under ``Body``."""

    def list_objects_v2(self, **request: object) -> Mapping[str, object]:
        """Lists objects, under ``Contents``."""


@dataclass(frozen=True, slots=True)
class Clients:
    """Both clients, in one region: a job's files and its model must lie in the same one."""

    control: ControlPlane
    store: ObjectStore


def check_role(role: str) -> None:
    """Refuse what the service would refuse after the upload.

    Raises:
        UsageError: it is no role's ARN.
    """
    if not _ROLE.fullmatch(role):
        raise UsageError(f"{role} is no role. Give the ARN of one: arn:aws:iam::123456789012:role/NAME.")


def open_clients(region: str, profile: str) -> Clients:
    """The clients by the standard AWS credential chain; an empty text leaves the choice to it.

    Raises:
        ModelUnavailable: profile or region are wrong.
    """
    with translated():
        import boto3

        session = boto3.Session(profile_name=profile or None, region_name=region or None)
        return Clients(session.client("bedrock"), session.client("s3"))


@contextmanager
def translated() -> Iterator[None]:
    """What goes wrong inside is told in this package's words.

    Raises:
        ModelError: a call failed.
    """
    try:
        yield
    except _VENDOR_ERRORS as error:
        raise _failure(error) from error


def _failure(error: Exception) -> ModelError:
    if isinstance(error, ClientError):
        return _answered(error)
    if isinstance(error, _CREDENTIALS):
        return ModelUnavailable(f"There are no AWS credentials that can be used ({_short(str(error))}). {_SIGN_IN}")
    if isinstance(error, NoRegionError):
        return ModelUnavailable("No AWS region is set. Set `region` under [model], or AWS_REGION.")
    if isinstance(error, HTTPClientError | OSError):
        return ModelUnavailable(f"AWS cannot be reached ({_short(str(error))}). Check the network and the region.")
    return ModelUnavailable(f"The AWS client cannot be used: {_short(str(error))}. Check `region` and `profile`.")


def _answered(error: ClientError) -> ModelError:
    told = error.response.get("Error", {})
    code, words = str(told.get("Code", "")), _short(str(told.get("Message", "") or ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status == 429 or status >= 500 or code.lower().startswith(_BUSY):
        return ModelBusy(f"AWS throttles or is overloaded ({code}). Wait a minute and run the same command again.")
    if "expired" in code.lower():
        return ModelUnavailable(f"The AWS credentials have expired. {_SIGN_IN}")
    if code in ("AccessDenied", "AccessDeniedException"):
        operation = error.operation_name
        action = _STORAGE.get(operation, f"bedrock:{operation}")
        return ModelUnavailable(
            f"This AWS account or role may not do this: {words}. Allow it {action}; docs/fine-tuning.md lists all that "
            "is needed."
        )
    if code == "NoSuchBucket":
        return ModelUnavailable(f"The bucket does not exist ({words}). Make it, or name another with --bucket.")
    if code in ("ServiceQuotaExceededException", "TooManyTagsException"):
        return ModelUnavailable(f"A quota of this AWS account is used up: {words}. Ask AWS for a higher one.")
    if code == "ConflictException":
        return ModelError(f"There is a job of this name already ({words}). Give another one with --name.")
    if code == "ResourceNotFoundException":
        return ModelUnavailable(
            f"There is no such job or model in this region ({words}). Check `region` under [model]."
        )
    return ModelError(f"AWS refused {error.operation_name}: {words or code}. Mend what it names and run it again.")


def _short(words: str) -> str:
    """The service's words in one line, without a full stop, and not more than three hundred signs of them."""
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= 300 else f"{line[:299]}…"
