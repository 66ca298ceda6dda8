"""Finds documents by the words they share with a question (BM25).

Small on purpose: an inverted index as plain arrays of numbers, written as one file and read back without parsing a
single document, so that opening it costs little. Words are cut in :mod:`text2sql.language`, nowhere else.
"""

import json
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from text2sql.types import Hit

Terms = Callable[[str], Iterable[str]]
_K1 = 1.2
_B = 0.75
_FEW = 3_000
"""So many numbers are added up one by one before NumPy is loaded."""
Posting = tuple["array[int]", "array[float]"]
"""Numbers of documents, and the weight of a term in each: four bytes each, where lists would take sixty."""


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over documents with ids. Weights are computed when it is built; a search only adds them up.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with Lucene's
    idf, which is never negative.
    """

    ids: Sequence[str]
    postings: Mapping[str, Posting]
    """For each term the numbers of the documents that hold it, and its weight in each."""

    @classmethod
    def build(cls, documents: Iterable[tuple[str, str]], terms: Terms) -> "LexicalIndex":
        """Index pairs of id and text."""
        ids: list[str] = []
        counts: dict[str, dict[int, int]] = {}
        for number, (identity, text) in enumerate(documents):
            ids.append(identity)
            for term, count in Counter(terms(text)).items():
                counts.setdefault(term, {})[number] = count
        return cls.of_counts(ids, counts)

    @classmethod
    def of_counts(cls, ids: Sequence[str], counts: Mapping[str, Mapping[int, int]]) -> "LexicalIndex":
        """Index documents of which it is known how often each term occurs in which.

        Args:
            ids: of the documents.
            counts: for each term the numbers of the documents that hold it, and how often.
        """
        lengths = [0] * len(ids)
        for found in counts.values():
            for number, count in found.items():
                lengths[number] += count
        mean = (sum(lengths) / len(ids) if ids else 1.0) or 1.0
        norms = [_K1 * (1 - _B + _B * length / mean) for length in lengths]
        postings: dict[str, tuple[array[int], array[float]]] = {}
        for term, found in counts.items():
            rarity = math.log(1 + (len(ids) - len(found) + 0.5) / (len(found) + 0.5)) * (_K1 + 1)
            weights = [round(rarity * count / (count + norms[number]), 4) for number, count in found.items()]
            postings[term] = (array("I", found), array("f", weights))
        return cls(ids, postings)

    def search(self, words: Iterable[str], count: int) -> tuple[Hit, ...]:
        """The ``count`` documents that share the rarest words, best first; ties by order of the documents."""
        found = [self.postings[term] for term in dict.fromkeys(words) if term in self.postings]
        if sum(len(numbers) for numbers, _ in found) > _FEW:
            return self._searched_at_once(found, count)
        scores: dict[int, float] = {}
        for numbers, weights in found:
            for number, weight in zip(numbers, weights, strict=True):
                scores[number] = scores.get(number, 0.0) + weight
        best = nlargest(count, ((score, -number) for number, score in scores.items()))
        return tuple(Hit(self.ids[-number], score) for score, number in best)

    def _searched_at_once(self, found: Sequence[Posting], count: int) -> tuple[Hit, ...]:
        """The same with NumPy, whose import is only worth while for words that thousands of documents hold."""
        import numpy as np

        scores = np.zeros(len(self.ids))
        for numbers, weights in found:
            scores[np.frombuffer(numbers, dtype=np.uint32)] += np.frombuffer(weights, dtype=np.float32)
        held = np.flatnonzero(scores)
        if count < len(held):
            least = np.partition(scores[held], len(held) - count)[len(held) - count] if count else np.inf
            held = held[scores[held] >= least]
        best = held[np.lexsort((held, -scores[held]))][:count]
        return tuple(Hit(self.ids[number], float(scores[number])) for number in best)

    def to_json(self) -> str:
        """Everything as text that :meth:`from_json` reads back."""
        postings = {
            term: (numbers.tolist(), [round(weight, 4) for weight in weights])
            for term, (numbers, weights) in self.postings.items()
        }
        return json.dumps({"ids": self.ids, "postings": postings}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "LexicalIndex":
        """Read back what :meth:`to_json` wrote."""
        content = json.loads(text)
        postings = content["postings"].items()
        return cls(
            content["ids"], {term: (array("I", held), array("f", weights)) for term, (held, weights) in postings}
        )
