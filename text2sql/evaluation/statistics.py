"""Figures with their uncertainty, as pure functions over numbers: nothing here knows what a question is.

Intervals are Wilson's (Wilson 1927, *Probable inference, the law of succession, and statistical inference*): unlike the
normal approximation they stay within 0 and 1 and are honest for few questions. Two systems on the same questions are
compared by McNemar's exact test (McNemar 1947): only questions on which they differ say which is better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

_Z95 = 1.959963984540054
"""The standard normal's 97.5 % point."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval; None of nothing."""
        return wilson(self.count, self.total) if self.total else None


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, from 0 to 1.

    Raises:
        ValueError: nothing was counted, or more than there is.
    """
    if not 0 <= count <= total or total == 0:
        raise ValueError(f"{count} of {total} is no share")
    share, square = count / total, _Z95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z95 / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total**2))
    # Rounding must not push the ends inside what was counted.
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def mcnemar(gained: int, lost: int) -> float:
    """The chance that two equally good systems differ at least this unevenly, two-sided and exact, from 0 to 1.

    Args:
        gained: questions that only the second system got right.
        lost: questions that only the first got right.

    A question that differs goes either way with probability one half, so the count follows a binomial distribution.
    """
    total = gained + lost
    tail, ways = 0, 1
    for each in range(min(gained, lost) + 1):
        tail += ways
        # From "each of total" ways to "each + 1 of total": never computed anew, which would take minutes.
        ways = ways * (total - each) // (each + 1)
    return float(min(1.0, 2 * tail / 2**total))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The value below which ``percent`` of 100 lie, between neighbours in proportion; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def mean(values: Iterable[float]) -> float | None:
    """The average; None of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """What would have been if only answers at least this confident had been given."""

    confidence: float
    answered: Share
    """Of all questions."""
    right: Share
    """Of those answered."""


def coverage_curve(answers: Iterable[tuple[float, bool]], total: int) -> tuple[CoveragePoint, ...]:
    """Precision against coverage, most confident first, a point for each confidence that occurs.

    Args:
        answers: confidence and whether it was right, of each question that was answered.
        total: all questions, answered or not.
    """
    ordered = sorted(answers, key=lambda answer: -answer[0])
    points: list[CoveragePoint] = []
    right = 0
    for count, (confidence, correct) in enumerate(ordered, 1):
        right += correct
        point = CoveragePoint(confidence, Share(count, total), Share(right, count))
        if points and points[-1].confidence == confidence:
            points.pop()
        points.append(point)
    return tuple(points)


def recall(wanted: Iterable[str], found: Iterable[str]) -> Share:
    """How many of the names wanted are among those found, whatever their case.

    A wanted name whose table is not known (``.column``) is found in any table.
    """
    names = {name.casefold() for name in found}
    bare = {"." + name.rpartition(".")[2] for name in names}
    asked = {name.casefold() for name in wanted}
    return Share(sum(name in (bare if name.startswith(".") else names) for name in asked), len(asked))
