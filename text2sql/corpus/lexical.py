"""Finds documents by the words they share with a question (BM25).

Small on purpose: an inverted index as plain lists of numbers, written as one file and read back without parsing a
single document, so that opening it costs little. Words are cut in :mod:`text2sql.language`, nowhere else.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from text2sql.types import Hit

Terms = Callable[[str], Iterable[str]]
_K1 = 1.2
_B = 0.75
_NOWHERE: tuple[Sequence[int], Sequence[float]] = ((), ())


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over documents with ids. Weights are computed when it is built; a search only adds them up.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with Lucene's
    idf, which is never negative.
    """

    ids: Sequence[str]
    postings: Mapping[str, tuple[Sequence[int], Sequence[float]]]
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
        postings: dict[str, tuple[list[int], list[float]]] = {}
        for term, found in counts.items():
            rarity = math.log(1 + (len(ids) - len(found) + 0.5) / (len(found) + 0.5)) * (_K1 + 1)
            weights = [round(rarity * count / (count + norms[number]), 4) for number, count in found.items()]
            postings[term] = (list(found), weights)
        return cls(ids, postings)

    def search(self, words: Iterable[str], count: int) -> tuple[Hit, ...]:
        """The ``count`` documents that share the rarest words, best first; ties by order of the documents."""
        scores: dict[int, float] = {}
        for term in dict.fromkeys(words):
            for number, weight in zip(*self.postings.get(term, _NOWHERE), strict=True):
                scores[number] = scores.get(number, 0.0) + weight
        best = nlargest(count, ((score, -number) for number, score in scores.items()))
        return tuple(Hit(self.ids[-number], score) for score, number in best)

    def to_json(self) -> str:
        """Everything as text that :meth:`from_json` reads back."""
        return json.dumps({"ids": self.ids, "postings": self.postings}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "LexicalIndex":
        """Read back what :meth:`to_json` wrote."""
        content = json.loads(text)
        return cls(content["ids"], content["postings"])
