"""A vector store that forgets: for tests, and for answering about a catalog that was never indexed."""

from collections.abc import Sequence
from heapq import nlargest

from text2sql.interfaces import Vector
from text2sql.types import Hit


class MemoryVectorStore:
    """Keeps vectors in a dict and compares with every one of them."""

    def __init__(self) -> None:
        self._collections: dict[str, dict[str, tuple[float, ...]]] = {}

    def upsert(self, collection: str, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Add or replace vectors."""
        kept = self._collections.setdefault(collection, {})
        for identity, vector in zip(ids, vectors, strict=True):
            kept[identity] = _unit(vector)

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids are ignored."""
        kept = self._collections.get(collection, {})
        for identity in ids:
            kept.pop(identity, None)

    def nearest(self, collection: str, vector: Vector, count: int) -> tuple[Hit, ...]:
        """At most ``count`` hits by cosine similarity, best first; none for an unknown collection."""
        wanted = _unit(vector)
        hits = (
            Hit(identity, sum(left * right for left, right in zip(kept, wanted, strict=True)))
            for identity, kept in self._collections.get(collection, {}).items()
        )
        return tuple(nlargest(count, hits, key=lambda hit: hit.score))


def _unit(vector: Vector) -> tuple[float, ...]:
    length = sum(number * number for number in vector) ** 0.5 or 1.0
    return tuple(number / length for number in vector)
