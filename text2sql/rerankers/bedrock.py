"""Reranking by Bedrock (Cohere Rerank 3.5, Amazon Rerank 1.0): question and text are read together.

The question and the texts that retrieval found go to the service; no other part of a question does through this file.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from text2sql.aws.failures import vendor_errors
from text2sql.aws.replies import mapping
from text2sql.errors import ReplyMalformed
from text2sql.rerankers.bedrock_client import RerankingClient, RerankingSettings, failure_of
from text2sql.types import Hit

__all__ = ["BedrockReranker", "RerankingClient", "RerankingSettings"]

_MOST_DOCUMENTS = 1_000
"""Of one call, by the service's own model."""
_LONGEST_DOCUMENT = 16_000
"""Characters: about the 4,096 tokens that Cohere's model reads. The service itself takes 32,000."""
_LONGEST_QUERY = 4_000


class BedrockReranker:
    """The Rerank operation of Bedrock. Safe to use from several threads.

    Args:
        model_id: of a reranking model, or its ARN.
        client: calls the service.
    """

    def __init__(self, model_id: str, client: RerankingClient) -> None:
        self._model_id = model_id
        self._client = client
        self.name = f"bedrock-{model_id.rpartition('/')[2].replace(':', '-')}"

    def rerank(self, query: str, documents: Sequence[str]) -> tuple[Hit, ...]:
        """A hit for each document, its position as id and a score from 0 to 1, best first.

        Documents that the service does not speak of score 0; those that score alike keep their order. More than a
        thousand take several calls, whose scores compare because a score depends on one document only.

        Raises:
            ModelError: the service failed, may not be used, or spoke of documents that it was not sent.
        """
        scores = [0.0] * len(documents)
        for start in range(0, len(documents), _MOST_DOCUMENTS):
            for place, score in self._scored(query, documents[start : start + _MOST_DOCUMENTS]):
                scores[start + place] = score
        order = sorted(range(len(documents)), key=lambda place: -scores[place])
        return tuple(Hit(str(place), scores[place]) for place in order)

    def _scored(self, query: str, documents: Sequence[str]) -> Iterator[tuple[int, float]]:
        """Places and scores of one set of documents, page by page."""
        known: set[int] = set()
        token = ""
        while True:
            reply = self._called(_request(query, documents, self._arn()) | ({"nextToken": token} if token else {}))
            page = [self._result(each, len(documents)) for each in _listed(reply.get("results"))]
            yield from page
            found = {place for place, _ in page}
            token = str(reply.get("nextToken") or "")
            if not token or found <= known:  # a page that brings nothing new must not be followed forever
                return
            known |= found

    def _called(self, request: Mapping[str, object]) -> Mapping[str, object]:
        opened = self._client.open()
        try:
            return opened.runtime.rerank(**request)
        except vendor_errors() as error:
            raise failure_of(error, self._model_id, opened.region) from error

    def _arn(self) -> str:
        if self._model_id.startswith("arn:"):
            return self._model_id
        opened = self._client.open()
        return f"arn:{opened.partition}:bedrock:{opened.region}::foundation-model/{self._model_id}"

    def _result(self, found: object, count: int) -> tuple[int, float]:
        place, score = mapping(found).get("index"), mapping(found).get("relevanceScore")
        if not isinstance(place, int) or not isinstance(score, int | float) or not 0 <= place < count:
            raise ReplyMalformed(
                f"{self._model_id} gave a ranking that does not fit the texts it was sent. Try again, or remove `id` "
                "under [reranker] to do without."
            )
        return place, min(1.0, max(0.0, float(score))) if math.isfinite(score) else 0.0


def _request(query: str, documents: Sequence[str], arn: str) -> dict[str, object]:
    return {
        "queries": [{"type": "TEXT", "textQuery": {"text": _cut(query, _LONGEST_QUERY)}}],
        "sources": [
            {
                "type": "INLINE",
                "inlineDocumentSource": {
                    "type": "TEXT",
                    "textDocument": {"text": _cut(document, _LONGEST_DOCUMENT)},
                },
            }
            for document in documents
        ],
        "rerankingConfiguration": {
            "type": "BEDROCK_RERANKING_MODEL",
            "bedrockRerankingConfiguration": {
                "numberOfResults": len(documents),
                "modelConfiguration": {"modelArn": arn},
            },
        },
    }


def _cut(text: str, longest: int) -> str:
    """The text's beginning; never empty, which the service does not take, and without halves of characters."""
    kept = text[:longest].encode("utf-8", "replace").decode("utf-8")
    return kept if kept.strip() else "-"


def _listed(found: object) -> Sequence[object]:
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()
