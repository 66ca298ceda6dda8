"""Runs the best few proposals and keeps those that can be an answer.

Execution guidance (Wang et al., 2018, "Robust text-to-SQL generation with execution-guided decoding") at the end of the
search instead of during it: a query that does not bind or run is wrong, and one without rows is less likely to be
right. Only the best few are run, because each costs the warehouse a query. What is run passes the same gate as an
answer.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from text2sql.interfaces import Workbench
from text2sql.types import Trial
from text2sql.writers.offline.learned.joining import NotConnected
from text2sql.writers.offline.learned.proposing import UNKNOWN, Proposed, Support
from text2sql.writers.offline.learned.queries import Query
from text2sql.writers.offline.learned.rendering import QueryRendering

MOST_RUN = 5
"""Beyond the fifth a beam seldom holds the right query, and every run is latency."""
Source = Literal["network", "rules"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """SQL that somebody proposes for a question."""

    sql: str
    score: float
    """Logarithm of the probability its source gives it."""
    source: Source
    query: Query | None = None
    """In the parser's language; None when rules wrote it in theirs."""
    support: Support = UNKNOWN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a proposal that was run, as far as it says something about being right."""

    columns: int = 0
    rows: int = 0
    blank: bool = True
    """There is no row, or nothing but NULL and zero in them."""
    fingerprint: str = ""
    """Equal for equal results."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A proposal that ran."""

    proposal: Proposal
    outcome: Outcome


def proposals(
    found: Iterable[Proposed], rules: Iterable[tuple[str, float]], rendering: QueryRendering
) -> tuple[Proposal, ...]:
    """All proposals, best first, each SQL once; a text that both sources propose counts as the network's.

    Args:
        found: what the network proposes.
        rules: SQL of the rules with their confidence, 0 to 1.
        rendering: makes SQL of queries; a query whose tables nothing connects is left out.
    """
    distinct: dict[str, Proposal] = {}
    for each in found:
        try:
            sql = rendering.sql(each.query)
        except NotConnected:
            continue
        distinct.setdefault(sql, Proposal(sql, each.score, "network", each.query, each.support))
    for sql, confidence in rules:
        distinct.setdefault(sql, Proposal(sql, math.log(max(confidence, 1e-6)), "rules"))
    return tuple(sorted(distinct.values(), key=lambda each: -each.score))


def shortlist(proposed: tuple[Proposal, ...], most: int = MOST_RUN) -> tuple[Proposal, ...]:
    """The proposals worth running: the best of each source first, then by score."""
    firsts = [next((each for each in proposed if each.source == source), None) for source in ("network", "rules")]
    ordered = dict.fromkeys((*(each for each in firsts if each is not None), *proposed))
    return tuple(ordered)[:most]


def tried(proposed: tuple[Proposal, ...], workbench: Workbench, most: int = MOST_RUN) -> tuple[Tried, ...]:
    """Those of the shortlist that ran, in its order.

    What the gate only plans because it is dear counts as run, without an outcome to judge it by.
    """
    ran = []
    for proposal in shortlist(proposed, most):
        trial = workbench.run(proposal.sql)
        if not trial.problem:
            ran.append(Tried(proposal, outcome_of(trial)))
    return tuple(ran)


def outcome_of(trial: Trial) -> Outcome:
    """What a trial says; a trial that was only planned counts as neither empty nor equal to any other."""
    if trial.result is None:
        return Outcome(blank=False)
    rows = trial.result.rows
    return Outcome(len(trial.result.columns), len(rows), is_blank(rows), trial.fingerprint)


def is_blank(rows: Iterable[tuple[object, ...]]) -> bool:
    """Whether no row says anything: NULL says nothing, and neither does a single zero."""
    return all(value is None or value == 0 for row in rows for value in row)
