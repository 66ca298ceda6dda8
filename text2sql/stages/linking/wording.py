"""How the words of a question meet the names of a schema: letter by letter, and in meaning.

A Korean word that no name is spelled with stands for the names closest to it in meaning, if they are close.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from text2sql.stages.linking.abilities import KnowsPhrases, PhraseBook
from text2sql.stages.linking.asked import Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_CLOSE, _AS_CLOSE, _MOST = 0.6, 0.05, 3
"""A translation's least cosine, how far it may be behind the best one, and how many there are for one word."""
_PAIR_CLOSE = 0.7
_UNSURE, _SURE, _APART = 0.3, 0.4, 0.3
"""A word is said by the name it is closest to if its cosine is above the first two's sum, and less so down to the
first; by another one that is at most the third farther, the less the farther."""
_LESS_LIKELY = 0.07
"""What each later meaning of a Korean word counts less than the one before; chosen on training questions."""
_OF_A_VALUE = 0.3
"""What a word weighs that names a cell value: it says little about names."""


@dataclass(frozen=True)
class Wording:
    """What each phrase of the schema has of the question."""

    book: PhraseBook
    close: "Floats"
    """The cosine of each span of the question (a row) with each phrase (a column)."""
    words: int
    """So many spans are single words."""
    weights: "Floats"
    """What each span weighs, before its rarity."""
    strengths: Mapping[str, float]
    """How sure each term is meant: 1 for the question's own, a cosine for a translation."""
    translations: tuple[str, ...]
    """Names that stand for Korean words."""
    foreign: float
    """The share of words in another language than names are usually in."""

    @classmethod
    def of(cls, asked: Asked, knowledge: KnowsPhrases) -> "Wording":
        """Compare a question with the names of a schema."""
        book, close = knowledge.phrases, _closeness(asked, knowledge)
        strengths = {form: 1.0 for forms in asked.terms for form in forms}
        found: dict[str, None] = {}
        for cosine, phrase in _translations(asked, book, close):
            found.setdefault(book.words[phrase])
            for term in book.terms[phrase]:
                strengths[term] = max(strengths.get(term, 0.0), cosine)
        words = len(asked.words)
        foreign = sum(asked.foreign[:words]) / max(1, words)
        weights = np.where(np.array(asked.named, dtype=bool), np.float32(_OF_A_VALUE), np.float32(1.0))
        return cls(book, close, words, weights, strengths, tuple(found), foreign)

    @cached_property
    def shares(self) -> tuple["Floats", "Floats"]:
        """Of each phrase the share of its terms that are meant, by rarity, and their rarity's sum."""
        cover = np.zeros(len(self.book.words), dtype=np.float32)
        weight = np.zeros(len(self.book.words), dtype=np.float32)
        rarity = {term: self.book.rarity(term) for term in self.strengths}
        met = {phrase for term in self.strengths for phrase in self.book.holders.get(term, ())}
        for phrase in met:
            terms = self.book.terms[phrase]
            meant = sum(rarity[term] * self.strengths[term] for term in terms if term in rarity)
            weight[phrase] = meant
            cover[phrase] = meant / sum(rarity[term] if term in rarity else self.book.rarity(term) for term in terms)
        return cover, weight

    @cached_property
    def closest(self) -> "Floats":
        """Of each phrase the cosine of the span closest to it."""
        if not len(self.close):
            return np.zeros(len(self.book.words), dtype=np.float32)
        highest: Floats = self.close.max(axis=0)
        return highest

    @cached_property
    def said(self) -> "Floats":
        """How much each word (a row) is said by the names in each table, 0 to 1."""
        close = self.close[: self.words]
        if not close.size:
            return np.zeros((self.words, len(self.book.places)), dtype=np.float32)
        return _said(self.book.said.best(close), close.max(axis=1)[:, None])

    def said_by(self, close: "Floats") -> "Floats":
        """How much each span (a row) is said by each of some columns, given its cosine with each."""
        return _said(close, self.close.max(axis=1)[:, None]) if close.size else close

    def telling(self, said: "Floats") -> "Floats":
        """The weight of each word or span, by how few say it; all weights add up to 1 unless there are none."""
        if not said.size:
            return np.zeros(said.shape[0], dtype=np.float32)
        weights = self.weights[: len(said)] * np.log1p(said.shape[1] / (said.sum(axis=1) + 0.5))
        found: Floats = weights / (weights.sum() or 1.0)
        return found


def alone(said: "Floats") -> "Floats":
    """By how much each place (a column) says a word (a row) better than any other."""
    if said.shape[1] < 2 or not len(said):
        return np.zeros_like(said)
    two = -np.partition(-said, 1, axis=1)[:, :2]
    margin: Floats = np.where(said >= two[:, :1] - 1e-6, said - two[:, 1:], 0.0).clip(0)
    return margin


def _said(close: "Floats", best: "Floats") -> "Floats":
    sure = np.clip((best - _UNSURE) / _SURE, 0, 1)
    found: Floats = np.clip((close - best + _APART) / _APART, 0, 1) * sure
    return found


def _closeness(asked: Asked, knowledge: KnowsPhrases) -> "Floats":
    """The cosine of each span with each phrase; of a word that no name is spelled with also in English."""
    english = [
        (place, words, 1.0 - _LESS_LIKELY * rank)
        for place, found in enumerate(asked.meanings)
        if not _is_spelled(asked, place, knowledge.phrases)
        for rank, words in enumerate(found)
    ]
    both = knowledge.closeness((*asked.spans, *(words for _, words, _ in english)))
    close = both[: len(asked.spans)]
    for row, (place, _, likely) in enumerate(english, len(asked.spans)):
        np.maximum(close[place], likely * both[row], out=close[place])
    return close


def _is_spelled(asked: Asked, place: int, book: PhraseBook) -> bool:
    return any(form in book.holders for form in asked.terms[place])


def _translations(asked: Asked, book: PhraseBook, close: "Floats") -> Iterator[tuple[float, int]]:
    """Cosine and number of the phrases that Korean words, and pairs of them, stand for."""
    if not close.shape[1]:
        return
    for place, size in enumerate(asked.sizes):
        if size > 2 or not asked.foreign[place] or asked.named[place]:
            continue
        cosines = close[place]
        if size == 2:
            phrase = int(cosines.argmax())
            if cosines[phrase] >= _PAIR_CLOSE:
                yield float(cosines[phrase]), phrase
        elif not _is_spelled(asked, place, book):
            best = np.argsort(-cosines, kind="stable")[:_MOST]
            least = max(_CLOSE, float(cosines[best[0]]) - _AS_CLOSE)
            yield from ((float(cosines[phrase]), int(phrase)) for phrase in best if cosines[phrase] >= least)
