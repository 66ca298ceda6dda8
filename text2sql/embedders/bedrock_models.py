"""The embedding models on Bedrock: how each is asked, what it answers, and how long a text it takes.

Sources: the pages "Amazon Titan Text Embeddings", "Cohere Embed v3" and "Cohere Embed v4" of the Amazon Bedrock user
guide, read in November 2026.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from text2sql.errors import SettingsError

Purpose = Literal["query", "document"]
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can say."""

_BEFORE_THE_ID = re.compile(r"(arn:[^/]*/)?((us|eu|apac|ap|jp|au|ca|sa|me|af|us-gov|global)\.)?")


@dataclass(frozen=True, slots=True)
class Cut:
    """The longest text to send: in UTF-16 units, as the service counts characters, and in bytes of UTF-8."""

    units: int
    bytes: int | None = None
    """None means that only units are counted."""

    def of(self, text: str) -> str:
        """The text's beginning, whole characters only; never empty, because no model embeds nothing."""
        kept = text.encode("utf-16-le", "surrogatepass")[: 2 * self.units].decode("utf-16-le", "ignore")
        if self.bytes is not None:
            kept = kept.encode("utf-8")[: self.bytes].decode("utf-8", "ignore")
        return kept if kept.strip() else "-"


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """One kind of model."""

    id: str
    """The model's own id, without the prefix of an inference profile or an ARN."""
    dimensions: tuple[int, ...]
    """What its vectors may have."""
    texts_per_call: int
    cuts: tuple[Cut, ...]
    """Tried in order while the service calls a text too long; with the last one none is."""
    request: Callable[[Sequence[str], Purpose, int], Mapping[str, Json]]
    """The body for texts, their purpose and the number of dimensions."""
    vectors: Callable[[Mapping[str, Json]], Json]
    """The vectors of a reply, not yet looked at."""


def embedding_model(model_id: str, dimensions: int) -> EmbeddingModel:
    """The kind of model that an id, an inference profile's id or the ARN of either names.

    Raises:
        SettingsError: the model is none of the known kinds, or its vectors have no such number of dimensions.
    """
    bare = model_id[match.end() :] if (match := _BEFORE_THE_ID.match(model_id)) else model_id
    kind = next((make for pattern, make in _KINDS if re.fullmatch(pattern, bare)), None)
    if kind is None:
        raise SettingsError(
            f"{model_id} is no embedding model that is known here. Set `name` under [embedder] to multilingual, "
            "amazon.titan-embed-text-v2:0, cohere.embed-multilingual-v3 or cohere.embed-v4:0."
        )
    model = kind(bare)
    if dimensions not in model.dimensions:
        choices = ", ".join(f"{each:,}" for each in model.dimensions)
        raise SettingsError(f"{bare} gives vectors of {choices} dimensions. Set `dimensions` under [embedder] to that.")
    return model


def checked_vectors(found: Json, count: int, dimensions: int) -> list[list[float]] | None:
    """The vectors with length 1; None when they are not ``count`` vectors of ``dimensions`` finite numbers."""
    if not isinstance(found, Sequence) or len(found) != count:
        return None
    vectors = [_unit_vector(each, dimensions) for each in found]
    return [each for each in vectors if each is not None] if None not in vectors else None


def _unit_vector(found: Json, dimensions: int) -> list[float] | None:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) != dimensions:
        return None
    numbers = [float(each) for each in found if isinstance(each, int | float) and not isinstance(each, bool)]
    length = math.sqrt(math.fsum(number * number for number in numbers))
    if len(numbers) != dimensions or not math.isfinite(length) or not length:
        return None
    return [number / length for number in numbers]


def _titan(model_id: str) -> EmbeddingModel:
    """Titan takes 8,192 tokens or 50,000 characters and cuts nothing itself.

    No token is shorter than a byte, so 8,000 bytes fit; 700 are for texts that grow when the service normalises them.
    """
    return EmbeddingModel(
        model_id,
        (256, 512, 1_024),
        1,
        (Cut(50_000), Cut(50_000, 8_000), Cut(50_000, 700)),
        lambda texts, purpose, dimensions: {"inputText": texts[0], "dimensions": dimensions, "normalize": True},
        lambda reply: [reply.get("embedding")],
    )


def _cohere_3(model_id: str) -> EmbeddingModel:
    """Version 3 takes 2,048 characters and cuts what is more tokens than it reads."""

    def request(texts: Sequence[str], purpose: Purpose, dimensions: int) -> Mapping[str, Json]:
        return _cohere_request(texts, purpose, "END")

    return EmbeddingModel(model_id, (1_024,), 96, (Cut(2_048), Cut(2_048, 500)), request, _cohere_vectors)


def _cohere_4(model_id: str) -> EmbeddingModel:
    """Version 4 reads 128,000 tokens and cuts the rest; 96 texts of 40,000 characters stay below a request's 25 MB."""

    def request(texts: Sequence[str], purpose: Purpose, dimensions: int) -> Mapping[str, Json]:
        return _cohere_request(texts, purpose, "RIGHT") | {"output_dimension": dimensions}

    cuts = (Cut(40_000), Cut(40_000, 8_000))
    return EmbeddingModel(model_id, (256, 512, 1_024, 1_536), 96, cuts, request, _cohere_vectors)


def _cohere_request(texts: Sequence[str], purpose: Purpose, cut_at: str) -> dict[str, Json]:
    """What both versions are asked.

    Args:
        texts: not more than one call takes.
        purpose: what their vectors are for.
        cut_at: the end at which the service cuts a text that is too long, in the version's own words.
    """
    return {
        "texts": list(texts),
        "input_type": f"search_{purpose}",
        "truncate": cut_at,
        "embedding_types": ["float"],
    }


def _cohere_vectors(reply: Mapping[str, Json]) -> Json:
    """The vectors of a reply, which come by type when types were asked for and as a plain list when not."""
    found = reply.get("embeddings")
    return found.get("float") if isinstance(found, Mapping) else found


_KINDS: tuple[tuple[str, Callable[[str], EmbeddingModel]], ...] = (
    (r"amazon\.titan-embed-text-v2(:\d+)?", _titan),
    (r"cohere\.embed-(multilingual|english)-v3(:\d+)?", _cohere_3),
    (r"cohere\.embed-v4(:\d+)?", _cohere_4),
)
