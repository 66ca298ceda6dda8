"""The client that reranks on Bedrock, and what its refusals mean: a question can be answered without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from text2sql.aws.clients import Client, Closing, Connection
from text2sql.aws.failures import Answer, Calling, meaning_of
from text2sql.errors import ModelError, ModelUnavailable

_WITHOUT = "or remove `id` under [reranker] to do without"


@dataclass(frozen=True, slots=True)
class RerankingSettings(Connection):
    """Where and how the reranking model is called; an endpoint is one for ``bedrock-agent-runtime``."""

    read_seconds: float = 15.0
    """How long the service may be silent: a question waits for it."""
    attempts: int = 3


class AgentRuntime(Closing, Protocol):
    """The operation of boto3's client that is used here."""

    def rerank(self, **request: object) -> Mapping[str, object]:
        """Places and scores, under ``results``."""


class RerankingClient(Client[AgentRuntime]):
    """Makes the client once, on whichever thread comes first; nothing of AWS is read before that."""

    def __init__(self, settings: RerankingSettings) -> None:
        """Take the settings."""
        super().__init__(
            "bedrock-agent-runtime", settings, lambda error: failure_of(error, "the reranking model", settings.region)
        )


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
        loss=f"{model} in {where} did not rerank",
        when_busy=f"Wait a minute, {_WITHOUT}.",
        when_unreachable=f"Check the network and the endpoint, {_WITHOUT}.",
        when_unusable=f"Check `region` under [reranker], `profile` under [model], {_WITHOUT}.",
        set_region="Set `region` under [reranker] or [model], or AWS_REGION.",
        also_busy=("servicequota", "dependencyfailed", "badgateway", "conflict"),
    )
    return meaning_of(error, calling, lambda answer: _refused(answer, model, where))


def _refused(answer: Answer, model: str, where: str) -> ModelError:
    if answer.code == "accessdeniedexception":
        return ModelUnavailable(
            f"This AWS account or role may not rerank with {model} in {where}. Request access to the model and allow "
            f"the role bedrock:Rerank and bedrock:InvokeModel, {_WITHOUT}."
        )
    if answer.code == "resourcenotfoundexception" or "model" in answer.words.lower():
        return ModelUnavailable(
            f"{model} cannot be used in {where}: {answer.told}. Check `id` and `region` under [reranker]; reranking "
            "models live in few regions."
        )
    return ModelError(f"Bedrock refused to rerank with {model} in {where}: {answer.told}. Check [reranker].")
