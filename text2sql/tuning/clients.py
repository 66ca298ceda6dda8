"""Bedrock's control plane and S3 for training and batch jobs: the clients, and their failures in this package's words.

Neither is called while a question is answered. Retrying is left to botocore: these calls are few and may wait.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from text2sql.aws.clients import Closing, Connection, Opened, opened
from text2sql.aws.failures import Answer, Calling, meaning_of, short, vendor_errors
from text2sql.errors import ModelError, ModelUnavailable, UsageError

_ROLE = re.compile(r"arn:aws(-[^:]+)?:iam::[0-9]{12}:role/.+")
_STORAGE = {"PutObject": "s3:PutObject", "GetObject": "s3:GetObject", "ListObjectsV2": "s3:ListBucket"}
_CALLING = Calling(
    service="AWS",
    when_busy="Wait a minute and run the same command again.",
    when_unreachable="Check the network and the region.",
    when_unusable="Check `region` and `profile` under [model].",
)
_LONGEST = 300
"""Characters of the service's own words: what is wrong with a job's files or role takes it some."""


class ControlPlane(Closing, Protocol):
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


class ObjectStore(Closing, Protocol):
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
    connection = Connection(region, profile, connect_seconds=60.0)
    with translated():
        control: Opened[ControlPlane] = opened("bedrock", connection)
        store: Opened[ObjectStore] = opened("s3", connection)
        return Clients(control.runtime, store.runtime)


@contextmanager
def translated() -> Iterator[None]:
    """What goes wrong inside is told in this package's words.

    Raises:
        ModelError: a call failed.
    """
    try:
        yield
    except vendor_errors() as error:
        raise meaning_of(error, _CALLING, _refused) from error


def _refused(answer: Answer) -> ModelError:
    code, words = answer.code, short(answer.words, _LONGEST)
    if code in ("accessdenied", "accessdeniedexception"):
        action = _STORAGE.get(answer.operation, f"bedrock:{answer.operation}")
        return ModelUnavailable(
            f"This AWS account or role may not do this: {words}. Allow it {action}; docs/fine-tuning.md lists all that "
            "is needed."
        )
    if code == "nosuchbucket":
        return ModelUnavailable(f"The bucket does not exist ({words}). Make it, or name another with --bucket.")
    if code in ("servicequotaexceededexception", "toomanytagsexception"):
        return ModelUnavailable(f"A quota of this AWS account is used up: {words}. Ask AWS for a higher one.")
    if code == "conflictexception":
        return ModelError(f"There is a job of this name already ({words}). Give another one with --name.")
    if code == "resourcenotfoundexception":
        return ModelUnavailable(
            f"There is no such job or model in this region ({words}). Check `region` under [model]."
        )
    told = words or answer.name
    return ModelError(f"AWS refused {answer.operation}: {told}. Mend what it names and run it again.")
