"""choose: pick one of the candidates that passed the gate, and tell equal results from different ones."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from text2sql.types import Candidate, CheckedSql, Plan, ResultTable, Value


@dataclass(frozen=True, slots=True)
class Proven:
    """A candidate with its checked SQL and the warehouse's plan for it."""

    candidate: Candidate
    sql: CheckedSql
    plan: Plan
    fingerprint: str = ""
    """Of its result, when it was run to compare; empty otherwise."""


def choose(proven: Sequence[Proven]) -> Proven:
    """The candidate whose result most agree on; of equals the one its writer is surest of, then the earlier one.

    Candidates that were not run stand for themselves. Self-consistency votes on answers rather than on their texts
    (Wang et al. 2022, "Self-Consistency Improves Chain of Thought Reasoning in Language Models", section 2).

    Raises:
        ValueError: ``proven`` is empty.
    """
    votes = Counter(each.fingerprint for each in proven if each.fingerprint)
    best = max(proven, key=lambda each: (votes.get(each.fingerprint, 0), each.candidate.confidence))
    if not best.fingerprint or sum(votes.values()) < 2:
        return best
    agreement = (votes[best.fingerprint], sum(votes.values()))
    return replace(best, candidate=replace(best.candidate, agreement=agreement))


def fingerprint(result: ResultTable, ordered: bool) -> str:
    """Equal for results with the same values in the same columns, whatever the columns are called.

    Rows count as a multiset unless the query orders them; 1, 1.0 and Decimal("1.00") are equal, as are floats that
    agree to ten digits.
    """
    rows = [repr(tuple(_plain(value) for value in row)) for row in result.rows]
    if not ordered:
        rows.sort()
    said = "\n".join([str(len(result.columns)), str(result.truncated), *rows])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Value) -> Value:
    if isinstance(value, bool | None):
        return value
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.10g}" if abs(float(value)) < 1e15 else str(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time() and value.tzinfo is None:
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
