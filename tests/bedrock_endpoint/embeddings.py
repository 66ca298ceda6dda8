"""The bodies of embedding models for InvokeModel: Titan Text Embeddings V2, Cohere Embed v3 and v4.

botocore knows an embedding's body only as bytes, so the rules are those of the models' pages in the Bedrock user guide
(``model-parameters-titan-embed-text``, ``model-parameters-embed-v3`` and ``-v4``).
"""

import hashlib
import math

from tests.bedrock_endpoint.answers import tokens_in
from tests.bedrock_endpoint.json_values import Record, items
from tests.bedrock_endpoint.requests import Request

_TITAN_KEYS = {"inputText", "dimensions", "normalize", "embeddingTypes"}
_COHERE_KEYS = {"texts", "input_type", "truncate", "embedding_types"}
_COHERE_V4_KEYS = {*_COHERE_KEYS, "output_dimension", "max_tokens"}
_PURPOSES = ("search_document", "search_query", "classification", "clustering")
_MOST_TEXTS = 96
_TITAN_LETTERS, _TITAN_TOKENS, _COHERE_LETTERS = 50_000, 8_192, 2_048


def family_of(model: str) -> str:
    """titan, cohere-v3, cohere-v4, or empty for a model that embeds nothing."""
    if "titan-embed-text-v2" in model:
        return "titan"
    if "cohere.embed-v4" in model:
        return "cohere-v4"
    return "cohere-v3" if "cohere.embed-" in model else ""


def embedding_problems(request: Request) -> list[str]:
    """What keeps the body from being one of the model's."""
    family = family_of(request.model)
    if not family:
        return [f"{request.model} is none of the embedding models that this endpoint knows"]
    return _titan_problems(request.body) if family == "titan" else _cohere_problems(request.body, family)


def embedding_answer(request: Request) -> Record:
    """Vectors for the texts of a right request."""
    family, body = family_of(request.model), request.body
    if family == "titan":
        text = str(body["inputText"])
        vector = vector_of(text, _whole(body.get("dimensions"), 1_024))
        return {
            "embedding": vector,
            "embeddingsByType": {"float": vector},
            "inputTextTokenCount": tokens_in(text),
        }
    size = _whole(body.get("output_dimension"), 1_536) if family == "cohere-v4" else 1_024
    texts = [str(text) for text in items(body["texts"])]
    vectors = [vector_of(text, size) for text in texts]
    by_type = "embedding_types" in body
    return {
        "id": f"local-{request.number}",
        "response_type": "embeddings_by_type" if by_type else "embeddings_floats",
        "embeddings": {"float": vectors} if by_type else vectors,
        "texts": texts,
    }


def token_header(request: Request) -> dict[str, str]:
    """The service counts an invocation's tokens in a header, because the body is the model's."""
    texts = [str(request.body.get("inputText", "")), *map(str, items(request.body.get("texts")))]
    return {"X-Amzn-Bedrock-Input-Token-Count": str(sum(map(tokens_in, texts)))}


def vector_of(text: str, size: int) -> list[float]:
    """A unit vector of the text's three-letter pieces: alike for texts that share letters, the same every time."""
    padded = f" {text.lower().strip()} "
    vector = [0.0] * size
    for at in range(max(1, len(padded) - 2)):
        digest = hashlib.blake2b(padded[at : at + 3].encode("utf-8"), digest_size=8).digest()
        vector[int.from_bytes(digest[:4], "big") % size] += 1.0 if digest[4] & 1 else -1.0
    length = math.sqrt(sum(each * each for each in vector))
    if length == 0.0:  # Pieces may cancel each other out.
        return [1.0, *vector[1:]]
    return [round(each / length, 8) for each in vector]


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


def _one_of(body: Record, key: str, allowed: tuple[object, ...]) -> list[str]:
    found = body.get(key, allowed[0])
    return [] if found in allowed else [f"{key}: {found!r} is not one of {', '.join(map(str, allowed))}"]


def _unknown(body: Record, keys: set[str]) -> list[str]:
    return [f"#: extraneous key [{key}] is not permitted" for key in body if key not in keys]


def _titan_problems(body: Record) -> list[str]:
    found = _unknown(body, _TITAN_KEYS) + _one_of(body, "dimensions", (1_024, 512, 256))
    text = body.get("inputText")
    if not isinstance(text, str) or not text.strip():
        found.append("#/inputText: expected a text that is not empty")
    elif len(text) > _TITAN_LETTERS or tokens_in(text) > _TITAN_TOKENS:
        found.append(f"Too many input tokens. Max input tokens: {_TITAN_TOKENS}, request input token count is higher")
    if not isinstance(body.get("normalize", True), bool):
        found.append("#/normalize: expected true or false")
    return found + _only_floats(body.get("embeddingTypes", ["float"]))


def _cohere_problems(body: Record, family: str) -> list[str]:
    fourth = family == "cohere-v4"
    found = _unknown(body, _COHERE_V4_KEYS if fourth else _COHERE_KEYS)
    if body.get("input_type") not in _PURPOSES:
        found.append(f"input_type: {body.get('input_type')!r} is not one of {', '.join(_PURPOSES)}")
    found += _one_of(body, "truncate", ("NONE", "LEFT", "RIGHT") if fourth else ("NONE", "START", "END"))
    if fourth:
        found += _one_of(body, "output_dimension", (1_536, 1_024, 512, 256))
    texts = items(body.get("texts"))
    if not 1 <= len(texts) <= _MOST_TEXTS:
        found.append(f"texts: expected 1 to {_MOST_TEXTS} texts, found {len(texts)}")
    if any(not isinstance(text, str) or not text.strip() for text in texts):
        found.append("texts: every item must be a text that is not empty")
    if not fourth and any(len(str(text)) > _COHERE_LETTERS for text in texts):
        found.append(f"texts: expected at most {_COHERE_LETTERS} characters")
    return found + _only_floats(body.get("embedding_types", ["float"]))


def _only_floats(types: object) -> list[str]:
    """Other types exist on the service; nothing here makes them, so asking for one is reported and not guessed at."""
    return [] if list(items(types)) == ["float"] else [f"embedding types {types!r}: this endpoint only makes float"]
