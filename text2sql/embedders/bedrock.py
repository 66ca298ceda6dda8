"""Embeddings by Bedrock: Titan Text Embeddings V2, Cohere Embed v3 and v4. It exists for teams that embed nowhere else.

Every text of the catalog, every sample's question and every question that is asked goes to the service; no other
embedder sends anything.
"""

import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Literal

from text2sql.aws.failures import answer_of, vendor_errors
from text2sql.aws.replies import content, mapping
from text2sql.embedders.bedrock_client import EmbeddingClient, EmbeddingSettings, failure_of
from text2sql.embedders.bedrock_models import Json, checked_vectors, embedding_model
from text2sql.errors import ModelError
from text2sql.usage import Usage

__all__ = ["BedrockEmbedder", "EmbeddingClient", "EmbeddingSettings"]

_TOO_LONG = re.compile(r"too (long|large|many (input )?tokens)|max(imum)? ?(input )?(tokens|length)", re.IGNORECASE)
_TOKENS = "x-amzn-bedrock-input-token-count"


def _nobody(usage: Usage) -> None:
    """Nobody keeps account."""


class BedrockEmbedder:
    """Vectors of a Bedrock model. Safe to use from several threads.

    Args:
        model_id: of a model or an inference profile, or the ARN of either.
        dimensions: of its vectors.
        client: calls the service.
        called: told the usage of each call; its cost is None, because prices are not known here.

    Raises:
        SettingsError: the model is not known here, or has no vectors of that size.
    """

    def __init__(
        self, model_id: str, dimensions: int, client: EmbeddingClient, called: Callable[[Usage], None] = _nobody
    ) -> None:
        self._model = embedding_model(model_id, dimensions)
        self._model_id = model_id
        self._client = client
        self._called = called
        self._lock = threading.Lock()
        self._usage = Usage()
        self.dimensions = dimensions
        # An inference profile only chooses where the model runs: its vectors are the model's.
        self.name = f"bedrock-{self._model.id.replace(':', '-')}-{dimensions}"

    @property
    def usage(self) -> Usage:
        """Calls and tokens since this was made; the cost is None as soon as there was a call."""
        with self._lock:
            return self._usage

    def warm(self) -> None:
        """Make the client in the background and return at once. What is wrong is told by the first call instead."""
        self._client.warm("warm-embedder")

    def embed(self, texts: Sequence[str], purpose: Literal["query", "document"]) -> list[list[float]]:
        """One unit vector a text, in order. Texts that are longer than the model reads count by their beginning.

        Raises:
            ModelError: the service failed, may not be used, or gave vectors of another kind.
        """
        size = self._model.texts_per_call
        batches = [texts[start : start + size] for start in range(0, len(texts), size)]
        if len(batches) < 2:
            return [vector for batch in batches for vector in self._embedded(batch, purpose)]
        at_once = min(self._client.settings.calls_at_once, len(batches))
        with ThreadPoolExecutor(at_once, thread_name_prefix="embed") as pool:
            try:
                return list(chain.from_iterable(pool.map(lambda batch: self._embedded(batch, purpose), batches)))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _embedded(self, texts: Sequence[str], purpose: Literal["query", "document"]) -> list[list[float]]:
        """The vectors of one call, made again with shorter texts when the service calls them too long."""
        opened = self._client.open()
        for number, cut in enumerate(self._model.cuts, 1):
            body = self._model.request([cut.of(text) for text in texts], purpose, self.dimensions)
            try:
                reply = self._invoked(body)
            except vendor_errors() as error:
                if number < len(self._model.cuts) and _is_too_long(error):
                    continue
                raise failure_of(error, self._model_id, opened.region) from error
            vectors = checked_vectors(self._model.vectors(reply), len(texts), self.dimensions)
            if vectors is None:
                break
            return vectors
        raise ModelError(
            f"{self._model_id} did not give {len(texts)} vectors of {self.dimensions} numbers. Check `name` and "
            "`dimensions` under [embedder], or use another embedder."
        )

    def _invoked(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        response = self._client.open().runtime.invoke_model(
            modelId=self._model_id,
            body=json.dumps(body, ensure_ascii=False).encode("utf-8"),
            contentType="application/json",
            accept="application/json",
        )
        try:
            read = json.loads(content(response.get("body")))
        except ValueError:
            read = None
        reply = read if isinstance(read, dict) else {}
        self._count(_tokens_of(response, reply))
        return reply

    def _count(self, tokens: int) -> None:
        usage = Usage(calls=1, input_tokens=tokens, cost_usd=None)
        with self._lock:
            self._usage += usage
        self._called(usage)


def _is_too_long(error: Exception) -> bool:
    answer = answer_of(error)
    return answer is not None and answer.code == "validationexception" and bool(_TOO_LONG.search(answer.words))


def _tokens_of(response: Mapping[str, object], reply: Mapping[str, Json]) -> int:
    """Tokens that were read: Titan says it in its reply, and every model in a header."""
    counted = reply.get("inputTextTokenCount")
    if isinstance(counted, int):
        return counted
    headers = mapping(mapping(response.get("ResponseMetadata")).get("HTTPHeaders"))
    told = str(headers.get(_TOKENS, ""))
    return int(told) if told.isascii() and told.isdigit() else 0
