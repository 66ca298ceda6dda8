"""Which proposal is the best, and how likely it is right: trees over the evidence for two proposals, and for one.

Two questions, two models. Which of two proposals for one question is the better one is asked of every pair; the one
with the best mean odds wins (pairwise ranking: Herbrich et al., 1999; Burges et al., "Learning to rank using gradient
descent", 2005). Each pair has one right proposal, so that these trees learn what tells right from wrong, and not which
questions are easy. How likely the winner is right is then asked of trees over a proposal's own evidence and how clearly
it won. Both are trained by ``training/parser/ranker.py`` on proposals over databases the parser has not seen.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from text2sql.catalog import Language
from text2sql.writers.offline.learned.confidence import NEVER, Thresholds
from text2sql.writers.offline.learned.ranking import NAMES, Evidence
from text2sql.writers.offline.learned.trees import Trees

UNOPPOSED = 4.0
"""How clearly a proposal wins that is alone, as a logarithm of odds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a proposal stands beside the others."""

    preferred: float
    """The mean logarithm of the odds that it is better than another one; the highest is the best."""
    probability: float
    """How likely it is right, 0 to 1."""


@dataclass(frozen=True)
class Ranker:
    """The trees of both questions and the thresholds that go with them."""

    better: Trees
    """Over :func:`pair_rows`."""
    likely: Trees
    """Over :func:`own_rows`."""
    thresholds: Thresholds = NEVER
    """From which probability on what it finds is an answer to a question in English …"""
    korean: Thresholds = NEVER
    """… and in Korean, where the same probability is less often right."""
    names: tuple[str, ...] = NAMES

    def standings(self, found: Sequence[Evidence]) -> tuple[Standing, ...]:
        """How each of the proposals for one question stands."""
        if not found:
            return ()
        rows = np.array([[getattr(each, name) for name in self.names] for each in found], dtype=np.float64)
        count = len(rows)
        ones, others = np.nonzero(~np.eye(count, dtype=bool))
        odds = self.better.odds(pair_rows(rows, ones, others)).reshape(count, count - 1)
        mean, least = preferences(odds)
        likely = 1 / (1 + np.exp(-self.likely.odds(own_rows(rows, mean, least))))
        # Beside the winner nothing is likelier: pairs are the better judge of which one is right.
        likely = np.minimum(likely, likely[mean.argmax()])
        return tuple(Standing(float(one), float(own)) for one, own in zip(mean, likely, strict=True))

    def thresholds_for(self, language: Language) -> Thresholds:
        """From which probability on an answer to a question in this language is given."""
        return self.korean if language == "ko" else self.thresholds

    def save(self, path: Path) -> None:
        """Write it as NumPy arrays."""
        said = {
            "names": np.array(self.names),
            "thresholds": np.array([*astuple(self.thresholds), *astuple(self.korean)]),
        }
        trees = {**self.better.arrays("better"), **self.likely.arrays("likely")}
        np.savez_compressed(path, allow_pickle=False, **said, **trees)

    @classmethod
    def load(cls, path: Path) -> "Ranker":
        """Read what :meth:`save` wrote.

        Raises:
            ValueError: it asks for evidence that is not gathered any more.
        """
        with np.load(path, allow_pickle=False) as file:
            names = tuple(str(name) for name in file["names"])
            if set(names) - set(NAMES):
                raise ValueError(f"{path.name} asks for {sorted(set(names) - set(NAMES))}. Train the ranker again.")
            bounds = [float(each) for each in file["thresholds"]]
            return cls(
                better=Trees.read("better", file),
                likely=Trees.read("likely", file),
                thresholds=Thresholds(*bounds[:3]),
                korean=Thresholds(*bounds[3:]),
                names=names,
            )


def pair_rows(rows: NDArray[np.float64], ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float64]:
    """What the trees see of pairs: how the one differs from the other, and both by themselves."""
    return np.hstack([rows[ones] - rows[others], rows[others], rows[ones]])


def preferences(odds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean and the least of what each proposal (a row) has against the others."""
    if not odds.shape[1]:
        return np.zeros(len(odds)), np.full(len(odds), UNOPPOSED)
    return odds.mean(axis=1), odds.min(axis=1)


def own_rows(rows: NDArray[np.float64], mean: NDArray[np.float64], least: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the trees see of a proposal by itself."""
    return np.hstack([rows, mean[:, None], least[:, None]])


def without_training(found: Sequence[Evidence]) -> tuple[Standing, ...]:
    """How they stand by what the sources themselves believe, halved for a result that says nothing."""
    likely = [math.exp(min(each.score, 0.0)) * (0.5 if each.blank else 1.0) for each in found]
    return tuple(Standing(each, each) for each in likely)
