"""choose: pick one of the candidates that passed the gate."""

from collections.abc import Sequence
from dataclasses import dataclass

from text2sql.types import Candidate, CheckedSql, Plan


@dataclass(frozen=True, slots=True)
class Proven:
    """A candidate with its checked SQL and the warehouse's plan for it."""

    candidate: Candidate
    sql: CheckedSql
    plan: Plan


def choose(proven: Sequence[Proven]) -> Proven:
    """The candidate its writer is surest of; the earlier one of equals.

    Raises:
        ValueError: ``proven`` is empty.
    """
    return max(proven, key=lambda each: each.candidate.confidence)
