"""VES and R-VES: BIRD's scores for queries that are right and fast.

Both are 0 for a wrong query. For a right one they look at how many times faster than gold it ran, averaged over rounds
in which both run once, without the rounds that lie more than three standard deviations off. BIRD takes 100 rounds.
The scores are ratios here; BIRD prints them times 100. Being times, they differ from run to run and machine to machine.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, pstdev

_REWARDS = ((2.0, 1.25), (1.0, 1.0), (0.5, 0.75), (0.25, 0.5))


def time_ratio(gold: Sequence[float], predicted: Sequence[float]) -> float:
    """How many times faster than gold the prediction ran; more than 1 is faster.

    Args:
        gold: seconds of each round.
        predicted: seconds of the same rounds.

    Raises:
        ValueError: there is no round, or not as many of both.
    """
    ratios = [one / max(other, 1e-9) for one, other in zip(gold, predicted, strict=True)]
    if not ratios:
        raise ValueError("A time ratio needs at least one round.")
    middle, spread = fmean(ratios), pstdev(ratios)
    usual = [ratio for ratio in ratios if middle - 3 * spread <= ratio <= middle + 3 * spread]
    return fmean(usual or ratios)


def ves(ratio: float) -> float:
    """Valid efficiency score of a right query: the square root of the ratio (Li et al. 2023, section 4.2)."""
    return sqrt(ratio)


def r_ves(ratio: float) -> float:
    """Reward-based VES of a right query: the square root of 1.25, 1, 0.75, 0.5 or 0.25 (BIRD mini-dev).

    They stand for at least twice as fast, at least as fast, half, a quarter, and less.
    """
    return sqrt(next((reward for least, reward in _REWARDS if ratio >= least), 0.25))
