"""From proposals to readings with probabilities: run the best few, gather evidence, rank.

The network's beam and the rules' readings come in, what ran comes out, the best first. Nothing here knows how either
proposes, so that each can be measured alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from text2sql.interfaces import Workbench
from text2sql.writers.offline.learned.executing import MOST_RUN, Proposal, Tried, proposals, tried
from text2sql.writers.offline.learned.promising import promising
from text2sql.writers.offline.learned.proposing import Proposed
from text2sql.writers.offline.learned.ranker import Ranker, without_training
from text2sql.writers.offline.learned.ranking import Evidence, evidence
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.values import ValueCandidate


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal that ran, with what is known of it and how likely it answers the question."""

    proposal: Proposal
    evidence: Evidence
    probability: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that is proposed for it."""

    text: str
    values: tuple[ValueCandidate, ...]
    beam: tuple[Proposed, ...] = ()
    rules: tuple[tuple[str, float], ...] = ()
    """SQL of the rules with their confidence, 0 to 1."""
    failed: frozenset[str] = frozenset()
    """SQL that the gate has sent back already."""


def ranked(
    asked: Asked, rendering: QueryRendering, workbench: Workbench, ranker: Ranker | None = None, most: int = MOST_RUN
) -> tuple[Ranked, ...]:
    """What ran, the best first; of proposals with the same result only the best.

    Args:
        asked: the question and its proposals.
        rendering: makes SQL of the beam's queries.
        workbench: runs SQL behind the gate.
        ranker: None goes by what the sources themselves believe.
        most: how many are run.
    """
    found = proposals(asked.beam, asked.rules, rendering)
    fresh = tuple(each for each in found if each.sql not in asked.failed)
    ran = tried(promising(fresh, asked.text, asked.values, rendering.trees.catalog), workbench, most)
    known = evidence(ran, asked.text, asked.values, rendering.trees)
    standings = without_training(known) if ranker is None else ranker.standings(known)
    together = sorted(zip(ran, known, standings, strict=True), key=lambda each: -each[2].preferred)
    return _different([(one, Ranked(one.proposal, each, stands.probability)) for one, each, stands in together])


def _different(found: Sequence[tuple[Tried, Ranked]]) -> tuple[Ranked, ...]:
    """Each result once: two texts for it are no second reading to ask about."""
    kept: dict[str, Ranked] = {}
    for place, (one, each) in enumerate(found):
        kept.setdefault(one.outcome.fingerprint or f"not run {place}", each)
    return tuple(kept.values())
