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
        pairs = [(identity, Counter(terms(text))) for identity, text in documents]
        mean = sum(counts.total() for _, counts in pairs) / len(pairs) if pairs else 1.0
        found_in = Counter(term for _, counts in pairs for term in counts)
        postings: dict[str, tuple[list[int], list[float]]] = {}
        for number, (_, counts) in enumerate(pairs):
            norm = _K1 * (1 - _B + _B * counts.total() / (mean or 1.0))
            for term, count in counts.items():
                rarity = math.log(1 + (len(pairs) - found_in[term] + 0.5) / (found_in[term] + 0.5))
                weight = rarity * count * (_K1 + 1) / (count + norm)
                numbers, weights = postings.setdefault(term, ([], []))
                numbers.append(number)
                weights.append(round(weight, 4))
        return cls([identity for identity, _ in pairs], postings)

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
