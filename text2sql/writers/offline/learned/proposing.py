"""What the network proposes, and how far the question's words mean the names a proposal uses.

The network's probability knows nothing of what it passed over. How alike words and names are in meaning is known before
any query is written, so it can be held against each one: are the words that have a name here spoken for, and does
every name it uses have a word? Letters do not matter for that, which makes it count for synonyms and for Korean alike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from text2sql.writers.offline.learned.features import Features, SchemaSide
from text2sql.writers.offline.learned.queries import Literal as Said
from text2sql.writers.offline.learned.queries import (
    Query,
    expressions,
    mentioned,
    operands,
    predicates,
    selects,
)
from text2sql.writers.offline.representation import ColumnRef

_ALIKE = 0.35
"""Words that are less alike every name than this name nothing."""


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a proposal besides its probability; -1 where nothing is known."""

    weakest: float = -1.0
    """The probability of its least likely action."""
    words: float = -1.0
    """How well its names fit the words that name something, 1 where no other name would fit any word better."""
    names: float = -1.0
    """How alike the closest word is to the name that fits worst, of its columns that hold no literal."""


UNKNOWN = Support()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A query the network proposes."""

    query: Query
    score: float
    """Logarithm of its probability."""
    support: Support = UNKNOWN


class Likeness:
    """How alike the words of a question and the names of a schema are; asked for each proposal."""

    def __init__(self, features: Features, side: SchemaSide) -> None:
        """Take the closer of the name as a whole and the closest word of it."""
        self._side = side
        self._tables = {name: place for place, name in enumerate(side.tables)}
        self._found: NDArray[np.float32] = features.likeness[:2].max(axis=0)

    def support(self, query: Query, weakest: float) -> Support:
        """The support of a query whose least likely action has the probability ``weakest``."""
        if not self._found.size:
            return Support(weakest)
        used = sorted({place for name in _names(query) if (place := self._place(name)) is not None})
        told = sorted({place for name in _told(query) if (place := self._place(name)) is not None})
        best = self._found.max(axis=1)
        naming = best >= _ALIKE
        fit = self._found[naming][:, used].max(axis=1, initial=0) / best[naming]
        words = float(fit.mean()) if naming.any() else -1.0
        names = float(self._found[:, told].max(axis=0).min()) if told else -1.0
        return Support(weakest, words, names)

    def _place(self, name: ColumnRef | str) -> int | None:
        if isinstance(name, str):
            return self._tables.get(name)
        place = self._side.place.get(name)
        return None if place is None else len(self._tables) + place


def _names(query: Query) -> set[ColumnRef | str]:
    """Every table and column of a query."""
    found: set[ColumnRef | str] = set()
    for select in selects(query):
        found.update(mentioned(select))
        found.update(
            each for expression in expressions(select) for each in operands(expression) if isinstance(each, ColumnRef)
        )
    return found


def _told(query: Query) -> set[ColumnRef]:
    """The columns of a query but those that are compared with a literal, which tells the column."""
    found: set[ColumnRef] = set()
    for select in selects(query):
        compared = {each.left for each in predicates(select.where) if isinstance(each.right, Said | tuple)}
        for expression in expressions(select):
            if expression not in compared:
                found.update(each for each in operands(expression) if isinstance(each, ColumnRef))
    return found
