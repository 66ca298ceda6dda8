"""From a probability to what is done with it: answer, ask which reading is meant, or say no.

Where the line lies is for who runs the agent to say, in words: always, more answers, balanced, or fewer errors. What
the last three mean in probabilities is measured on questions over databases the ranker was not trained on, never set
by hand. The first is for benchmarks and for people who check what they get: every question that has a proposal that
runs is answered, however unlikely it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Appetite = Literal["always", "more answers", "balanced", "fewer errors"]
Decision = Literal["answer", "ask", "decline"]

PRECISION: dict[Appetite, float] = {"more answers": 0.70, "balanced": 0.85, "fewer errors": 0.95}
"""The share of answers that has to be right; *always* promises none."""
WORTH_SHOWING = 0.10
"""A reading less likely than this is not worth a person's time."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on it is answered, for each appetite."""

    more_answers: float
    balanced: float
    fewer_errors: float

    def of(self, appetite: Appetite) -> float:
        """The threshold of an appetite."""
        return {
            "always": 0.0,
            "more answers": self.more_answers,
            "balanced": self.balanced,
            "fewer errors": self.fewer_errors,
        }[appetite]


NEVER = Thresholds(1.01, 1.01, 1.01)
"""Nothing is sure enough: without measured thresholds readings are offered, not answered."""


def decision(probabilities: Sequence[float], appetite: Appetite, thresholds: Thresholds) -> Decision:
    """What to do, given the probabilities of the readings, best first."""
    if not probabilities:
        return "decline"
    best = probabilities[0]
    if best >= thresholds.of(appetite):
        return "answer"
    return "ask" if best >= WORTH_SHOWING else "decline"


def calibrated(probabilities: Sequence[float], right: Sequence[bool]) -> Thresholds:
    """The lowest thresholds that keep each appetite's precision.

    Args:
        probabilities: of the best proposal for each question, from a ranker that has not seen its database.
        right: whether that proposal was right.
    """
    by_appetite = {appetite: threshold_for(target, probabilities, right) for appetite, target in PRECISION.items()}
    return Thresholds(by_appetite["more answers"], by_appetite["balanced"], by_appetite["fewer errors"])


def threshold_for(target: float, probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """The lowest probability from which on at least the share ``target`` is right; above 1 where there is none."""
    best, correct = 1.01, 0
    ordered = sorted(zip(probabilities, right, strict=True), key=lambda pair: -pair[0])
    for number, (probability, is_right) in enumerate(ordered, start=1):
        correct += is_right
        # Equal probabilities are answered together or not at all.
        last = number == len(ordered) or ordered[number][0] < probability
        if last and correct >= target * number:
            best = probability
    return best


def precision_at(coverage: float, probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """The share that is right among the surest ``coverage`` of all questions; 0 for none."""
    ordered = sorted(zip(probabilities, right, strict=True), key=lambda pair: -pair[0])
    answered = ordered[: round(coverage * len(ordered))]
    return sum(is_right for _, is_right in answered) / len(answered) if answered else 0.0
