"""Rankers small enough to follow by hand."""

import math

import numpy as np

from text2sql.writers.offline.learned.confidence import Thresholds
from text2sql.writers.offline.learned.ranker import Ranker
from text2sql.writers.offline.learned.ranking import NAMES
from text2sql.writers.offline.learned.trees import Trees

SCORE, PLACE = NAMES.index("score"), NAMES.index("place")


def split(asked, bound, low, high, base=0.0):
    """One tree of one question: up to the bound ``low``, above it ``high``, as logarithms of odds."""
    return Trees(
        base,
        np.array([0]),
        np.array([asked, -1, -1]),
        np.array([bound, 0.0, 0.0]),
        np.array([1, 0, 0]),
        np.array([2, 0, 0]),
        np.array([0.0, low, high]),
    )


def by_score(low, high, threshold):
    """Prefers what the shortlist has first; believes ``high`` of what has a score above -1, and ``low`` of the rest."""
    odds = [math.log(share / (1 - share)) for share in (low, high)]
    thresholds = Thresholds(threshold, threshold, threshold)
    return Ranker(split(PLACE, 0.0, 1.0, -1.0), split(SCORE, -1.0, *odds), thresholds)
