"""Finds documents by the words they share with a question (BM25).

Small on purpose: an inverted index as plain arrays of numbers, written as bytes and read back without parsing a
single document, so that opening it costs little. Words are cut in :mod:`text2sql.language`, nowhere else.

An index consists of parts that know nothing of each other: how often a term stands in which document. What a term
weighs depends on all documents and is computed when it is first asked for. So a change of a few documents changes
their part, and no other.
"""

import json
import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import accumulate

from text2sql.types import Hit

Terms = Callable[[str], Iterable[str]]
Numbers = Sequence[int]
_K1 = 1.2
_B = 0.75
_FEW = 3_000
"""So many numbers are added up one by one before NumPy is loaded."""
_START = _K1 * (1 - _B)
_MOST = 65_535
"""A term that stands in a document more often is counted so often."""
Posting = tuple["array[int]", "array[float]"]
"""Numbers of documents, and the weight of a term in each."""


@dataclass(frozen=True)
class LexicalPart:
    """Some documents with ids: how often each term stands in which of them, by their numbers."""

    ids: Sequence[str]
    lengths: Numbers
    """How many terms each document has."""
    places: Mapping[str, int]
    """The number of each term."""
    ends: Numbers
    """Where the holders of each term end; they begin where the term's before end."""
    numbers: Numbers
    """Of the holders of all terms, term by term."""
    counts: Numbers
    """How often each holds it."""

    @classmethod
    def of(cls, documents: Iterable[tuple[str, str]], terms: Terms) -> "LexicalPart":
        """Read pairs of id and text."""
        ids: list[str] = []
        holders: dict[str, dict[int, int]] = {}
        for number, (identity, text) in enumerate(documents):
            ids.append(identity)
            for term in terms(text):
                found = holders.get(term)
                if found is None:
                    holders[term] = {number: 1}
                else:
                    found[number] = found.get(number, 0) + 1
        return cls.of_holders(ids, holders)

    @classmethod
    def of_holders(cls, ids: Sequence[str], holders: Mapping[str, Mapping[int, int]]) -> "LexicalPart":
        """Documents of which it is known how often each term occurs in which.

        Args:
            ids: of the documents.
            holders: for each term the numbers of the documents that hold it, and how often.
        """
        lengths = [0] * len(ids)
        numbers, counts = array("I"), array("H")
        for found in holders.values():
            numbers.extend(found)
            for number, count in found.items():
                lengths[number] += count
                counts.append(min(count, _MOST))
        ends = array("I", accumulate(map(len, holders.values())))
        return cls(ids, array("I", lengths), {term: place for place, term in enumerate(holders)}, ends, numbers, counts)

    def holding(self, term: str) -> tuple[Numbers, Numbers]:
        """Numbers of the documents that hold a term, and how often each does."""
        place = self.places.get(term)
        if place is None:
            return (), ()
        start, end = (self.ends[place - 1] if place else 0), self.ends[place]
        return self.numbers[start:end], self.counts[start:end]

    def packed(self) -> bytes:
        """Everything as bytes that :meth:`unpacked` reads back: a line of JSON, then numbers."""
        said = [list(self.ids), list(self.places), len(self.numbers)]
        head = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        head += b" " * (-len(head) - 1 & 3) + b"\n"
        numbers = [array("I", self.lengths), array("I", self.ends), array("I", self.numbers), array("H", self.counts)]
        return head + b"".join(each.tobytes() for each in numbers)

    @classmethod
    def unpacked(cls, content: bytes) -> "LexicalPart":
        """Read back what :meth:`packed` made.

        Raises:
            ValueError: it is something else, or not whole.
        """
        head, _, _ = content.partition(b"\n")
        said = json.loads(head.decode("utf-8", "surrogatepass"))
        if not isinstance(said, list) or len(said) != 3:
            raise ValueError("not a file of words")
        ids, terms, size = said
        rest = memoryview(content)[len(head) + 1 :]
        sizes = (4 * len(ids), 4 * len(terms), 4 * size, 2 * size)
        if len(rest) != sum(sizes):
            raise ValueError("not a whole file of words")
        ends = list(accumulate(sizes))
        first, second, third, fourth = (
            rest[end - length : end].cast("H" if at == 3 else "I")
            for at, (end, length) in enumerate(zip(ends, sizes, strict=True))
        )
        return cls(ids, first, {term: place for place, term in enumerate(terms)}, second, third, fourth)


class LexicalIndex:
    """BM25 over the documents of some parts, which go by number, part by part. Safe for several threads.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with Lucene's
    idf, which is never negative.
    """

    def __init__(self, parts: Iterable[LexicalPart]) -> None:
        self._parts = [part for part in parts if part.ids]
        self._firsts = [0, *accumulate(len(part.ids) for part in self._parts)]
        self._known: dict[str, Posting] = {}

    @classmethod
    def build(cls, documents: Iterable[tuple[str, str]], terms: Terms) -> "LexicalIndex":
        """Index pairs of id and text."""
        return cls((LexicalPart.of(documents, terms),))

    @cached_property
    def ids(self) -> Sequence[str]:
        """Of the documents."""
        return [identity for part in self._parts for identity in part.ids]

    def holders(self) -> Iterator[tuple[str, Iterator[int]]]:
        """For each term the numbers of the documents that hold it; a term comes once for each part that has it."""
        for first, part in zip(self._firsts, self._parts, strict=False):
            for term in part.places:
                yield term, (first + number for number in part.holding(term)[0])

    def search(self, words: Iterable[str], count: int) -> tuple[Hit, ...]:
        """The ``count`` documents that share the rarest words, best first; ties by order of the documents."""
        found = [posting for term in dict.fromkeys(words) if (posting := self._posting(term))[0]]
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

    def _posting(self, term: str) -> Posting:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._weighed(term)
        return known

    def _weighed(self, term: str) -> Posting:
        held = [(first, part, *part.holding(term)) for first, part in zip(self._firsts, self._parts, strict=False)]
        holders, size = sum(len(numbers) for _, _, numbers, _ in held), self._firsts[-1]
        rarity = math.log(1 + (size - holders + 0.5) / (holders + 0.5)) * (_K1 + 1)
        if holders > _FEW:
            return self._weighed_at_once(held, rarity)
        found, weights = array("I"), array("f")
        for first, part, numbers, counts in held:
            for number, count in zip(numbers, counts, strict=True):
                found.append(first + number)
                weights.append(rarity * count / (count + _START + self._slope * part.lengths[number]))
        return found, weights

    def _weighed_at_once(self, held: Iterable[tuple[int, LexicalPart, Numbers, Numbers]], rarity: float) -> Posting:
        import numpy as np

        found, weights = array("I"), array("f")
        for first, part, numbers, counts in held:
            places = np.array(numbers, dtype=np.uint32)
            often = np.array(counts, dtype=np.float64)
            lengths = np.asarray(part.lengths, dtype=np.uint32)[places]
            weighed = rarity * often / (often + _START + self._slope * lengths)
            found.frombytes((places + np.uint32(first)).tobytes())
            weights.frombytes(weighed.astype(np.float32).tobytes())
        return found, weights

    @cached_property
    def _slope(self) -> float:
        """What each term of a document takes away from the weight of all of them."""
        return _K1 * _B * self._firsts[-1] / (sum(sum(part.lengths) for part in self._parts) or 1.0)
