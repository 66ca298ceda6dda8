"""How many of the likeliest are worth keeping.

A bound on single likelihoods keeps as little of a question whose answer lies in six columns, none of them sure, as of
one with a single sure column. What counts is whether anything that is needed is missing, so that is what is weighed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def completeness(odds: Sequence[float]) -> "Floats":
    """How likely nothing is missing when none, one, two, … are kept, if each is needed or not whatever the others are.

    Args:
        odds: logarithms of the odds that each is needed, the largest first.
    """
    missed = np.logaddexp(0.0, np.asarray(odds, dtype=np.float64))
    found: Floats = np.exp(-np.concatenate([np.cumsum(missed[::-1])[::-1], [0.0]]))
    return found


def worth_keeping(whole: "Floats", price: float) -> int:
    """How many to keep for the most completeness when each costs ``price``; all where they cost nothing."""
    if not price:
        return len(whole) - 1
    return int(np.argmax(whole - price * np.arange(len(whole))))
