"""An embedder without weights: character n-grams hashed into a vector.

It exists for tests and for machines where half a second and 100 MB matter more than meaning. It sees shared letters,
not shared meaning: a Korean question and an English table have nothing in common for it.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import Literal

_LENGTHS = (2, 3, 4)


class HashingEmbedder:
    """Vectors of hashed character n-grams (n = 2, 3, 4), signed, so that collisions cancel out on average.

    Source: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
    """

    def __init__(self, dimensions: int = 256) -> None:
        self.dimensions = dimensions
        self.name = f"hashing-{dimensions}"

    def embed(self, texts: Sequence[str], purpose: Literal["query", "document"]) -> list[list[float]]:
        """One unit vector a text; both purposes are alike."""
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        padded = f" {' '.join(unicodedata.normalize('NFKC', text).casefold().split())} "
        grams = Counter(
            padded[start : start + length] for length in _LENGTHS for start in range(len(padded) - length + 1)
        )
        vector = [0.0] * self.dimensions
        for gram, count in grams.items():
            digest = int.from_bytes(blake2b(gram.encode(), digest_size=8).digest(), "big")
            vector[(digest >> 1) % self.dimensions] += (1 if digest & 1 else -1) * math.sqrt(count)
        length = math.sqrt(sum(number * number for number in vector))
        if not length:
            vector[0] = length = 1.0
        return [number / length for number in vector]
