"""The shapes of all sample questions, as arrays: the samples most like a masked question among 100,000, exactly."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.documents import documents, sample_of
from text2sql.corpus.lexical import LexicalPart
from text2sql.shapes import grams, masked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_COMMON = 16
"""A word that stands in more than one of so many questions is kept as one number for each of them: adding up a whole
array takes a tenth of the time of adding up single places of it."""
_APPROVED = 1e-6
_MOST = 255
"""A gram is counted so often at most in one question, for a number of one byte."""


def shapes_of(samples: Sequence[SampleQuery], words: frozenset[str]) -> LexicalPart:
    """The masked words, and pairs of them, of each question of the samples."""
    asked = documents("sample", Catalog("", "", ()), samples)
    holders: dict[str, dict[int, int]] = {}
    for number, document in enumerate(asked):
        for gram, often in grams(masked(document.text, words)).items():
            holders.setdefault(gram, {})[number] = often
    return LexicalPart.of_holders([document.id for document in asked], holders)


class ShapeIndex:
    """Compares a shape with those of all questions. Safe for several threads."""

    def __init__(self, part: LexicalPart, samples: Iterable[SampleQuery]) -> None:
        self._part = part
        self._samples = tuple(samples)
        self._sizes = np.array(part.lengths, dtype=np.float32)
        self._common: dict[str, NDArray[np.uint8]] = {}

    def alike(self, shape: "Counter[str]", count: int, beside: Collection[str]) -> Mapping[str, float]:
        """The ``count`` samples most alike, the approved first among equals, and those of ``beside``.

        By id, each with the Jaccard similarity of its most alike question.
        """
        if not len(self._sizes):
            return {}
        scores = self._scores(shape)
        ranked = scores + self._bonus
        best = np.argpartition(-ranked, count)[:count] if 0 < count < len(ranked) else np.arange(len(ranked))[:count]
        found: dict[str, float] = {}
        for number in best:
            sample = sample_of(self._part.ids[number])
            found[sample] = max(found.get(sample, 0.0), float(scores[number]))
        for sample in beside:
            first, last = self._places.get(sample, (0, 0))
            if first < last:
                found[sample] = float(scores[first:last].max())
        return found

    def _scores(self, shape: "Counter[str]") -> "NDArray[np.float32]":
        shared = np.zeros(len(self._sizes), dtype=np.int16)
        for gram, often in shape.items():
            numbers, counts = self._part.holding(gram)
            if len(numbers) * _COMMON > len(shared):
                shared += np.minimum(self._everywhere(gram), min(often, _MOST))
            elif len(numbers):
                shared[np.asarray(numbers, dtype=np.uint32)] += np.minimum(_few(counts), min(often, _MOST))
        total = self._sizes + np.float32(shape.total())
        scores: NDArray[np.float32] = shared / (total - shared)
        return scores

    def _everywhere(self, gram: str) -> "NDArray[np.uint8]":
        known = self._common.get(gram)
        if known is None:
            numbers, counts = self._part.holding(gram)
            known = np.zeros(len(self._sizes), dtype=np.uint8)
            known[np.asarray(numbers, dtype=np.uint32)] = _few(counts)
            self._common[gram] = known
        return known

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        """The first of each sample's questions, and the one after its last."""
        found: dict[str, tuple[int, int]] = {}
        first = 0
        for sample in self._samples:
            found[sample.id] = (first, first + len(sample.questions))
            first += len(sample.questions)
        return found

    @cached_property
    def _bonus(self) -> "NDArray[np.float32]":
        approved = [sample.is_approved for sample in self._samples for _ in sample.questions]
        return np.float32(_APPROVED) * np.array(approved, dtype=np.float32)


def _few(counts: Sequence[int]) -> "NDArray[np.uint8]":
    return np.minimum(np.asarray(counts, dtype=np.uint16), _MOST).astype(np.uint8)
