"""What questions came to: how many were answered, how long they took, what they cost, by day and by model."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC

from text2sql.accounts.audit_reading import Audited
from text2sql.usage import Decision, Usage


@dataclass(frozen=True, slots=True)
class Totals:
    """Some questions together."""

    questions: int
    people: int
    answered: int
    failed: int
    """Refused by the gate, failed or run out of time. Declining and asking back are answers of a kind."""
    usage: Usage
    median_seconds: float
    slow_seconds: float
    """95 of 100 questions took no longer (nearest rank)."""


_FAILED: tuple[Decision, ...] = ("refused", "failed")


def totals(questions: Sequence[Audited]) -> Totals:
    """All of them together; zeros for none."""
    decisions = [each.entry.decision for each in questions]
    seconds = sorted(each.entry.seconds for each in questions)
    return Totals(
        questions=len(questions),
        people=len({each.entry.user for each in questions}),
        answered=decisions.count("answered"),
        failed=sum(map(decisions.count, _FAILED)),
        usage=sum((each.entry.usage for each in questions), Usage()),
        median_seconds=_rank(seconds, 50),
        slow_seconds=_rank(seconds, 95),
    )


def by_day(questions: Iterable[Audited]) -> tuple[tuple[str, Totals], ...]:
    """By UTC day, as AWS bills them, the newest first; days without questions are left out."""
    groups: dict[str, list[Audited]] = defaultdict(list)
    for each in questions:
        groups[each.time.astimezone(UTC).date().isoformat()].append(each)
    return tuple((day, totals(groups[day])) for day in sorted(groups, reverse=True))


def by_model(questions: Iterable[Audited]) -> tuple[tuple[str, Totals], ...]:
    """By the model that wrote the SQL, the one most asked first; an empty name stands for no model.

    What a question cost is counted under the model that settled it, whichever others were called on the way.
    """
    groups: dict[str, list[Audited]] = defaultdict(list)
    for each in questions:
        groups[each.entry.model or ""].append(each)
    return tuple((model, totals(found)) for model, found in sorted(groups.items(), key=lambda each: -len(each[1])))


def slowest(questions: Iterable[Audited], count: int) -> tuple[Audited, ...]:
    """Those that took longest, the longest first."""
    return tuple(sorted(questions, key=lambda each: -each.entry.seconds)[:count])


def unanswered(questions: Iterable[Audited], count: int) -> tuple[Audited, ...]:
    """The newest of those that got no answer: declined, refused, failed; neither stopped nor asked back."""
    found = [each for each in questions if each.entry.decision in (*_FAILED, "declined")]
    return tuple(reversed(found[-count:]))


def _rank(ordered: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0.0
