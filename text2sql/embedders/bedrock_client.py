"""The client that embeds on Bedrock, and what its refusals mean.

A question waits for an embedding before anything else can be linked, so silence is cut short here, unlike in calls of
language models, and retrying is left to botocore, which knows what of this service may be tried again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from text2sql.aws.clients import Client, Closing, Connection
from text2sql.aws.failures import Answer, Calling, meaning_of
from text2sql.errors import ModelError, ModelUnavailable


@dataclass(frozen=True, slots=True)
class EmbeddingSettings(Connection):
    """Where and how the embedding model is called."""

    read_seconds: float = 20.0
    attempts: int = 4
    calls_at_once: int = 8
    """Calls on their way at the same time while many texts are embedded."""


class Runtime(Closing, Protocol):
    """The operation of boto3's client that is used here."""

    def invoke_model(self, **request: object) -> Mapping[str, object]:
        """A model's own reply, under ``body``."""


class EmbeddingClient(Client[Runtime]):
    """Makes the client once, on whichever thread comes first; nothing of AWS is read before that."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        """Take the settings."""
        super().__init__(
            "bedrock-runtime", settings, lambda error: failure_of(error, "the embedding model", settings.region)
        )
        self.settings = settings


def failure_of(error: Exception, model: str, region: str) -> ModelError:
    """What a vendor's error means, with what to do next.

    Args:
        error: what the client raised.
        model: which model was called.
        region: where; empty when none is known.
    """
    where = region or "this region"
    calling = Calling(
        service="Bedrock",
        purpose=f"to call {model} in {where}",
        loss=f"{model} in {where} gave no vectors",
        when_busy="Wait a minute and try again, or ask AWS for a higher quota.",
        when_unreachable="Check the network and `endpoint_url` under [model], or try again.",
        when_unusable="Check `region`, `profile` and `endpoint_url` under [model].",
        also_busy=("servicequota",),
    )
    return meaning_of(error, calling, lambda answer: _refused(answer, model, where))


def _refused(answer: Answer, model: str, where: str) -> ModelError:
    if answer.code == "accessdeniedexception":
        return ModelUnavailable(
            f"This AWS account or role may not use {model} in {where}. Request access to it in Bedrock's console and "
            "allow the role bedrock:InvokeModel for it."
        )
    if "on-demand throughput" in answer.words.lower():
        return ModelUnavailable(
            f"{model} is offered in {where} through inference profiles only. Put `global.`, or the prefix of a part of "
            "the world such as `us.`, before its id under [embedder]."
        )
    if answer.code == "resourcenotfoundexception" or "model identifier" in answer.words.lower():
        return ModelUnavailable(f"There is no model {model} in {where}. Check `name` under [embedder] and `region`.")
    return ModelError(f"Bedrock refused to embed with {model} in {where}: {answer.told}. Check [embedder].")
