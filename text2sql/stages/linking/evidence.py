"""What is likely meant of a large schema: its tables, and the columns of the likeliest ones.

Every table first gets a score from what speaks for it alone. The best ones are then seen beside each other (what does a
table say of the question that no better one says? does it join one that is meant?), and so are their columns. The
models that weigh it were fitted on Spider's training questions (``training/linking/fit.py``), never on others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from text2sql.catalog import Catalog
from text2sql.interfaces import Knowledge
from text2sql.stages.linking.abilities import KnowsFamilies, KnowsPhrases
from text2sql.stages.linking.asked import asked
from text2sql.stages.linking.candidates import Candidates
from text2sql.stages.linking.columns import column_clues
from text2sql.stages.linking.cutting import completeness, worth_keeping
from text2sql.stages.linking.finding import Findings, findings
from text2sql.stages.linking.scoring import neighbours
from text2sql.stages.linking.tables import first_clues, second_clues
from text2sql.stages.linking.trees import Judge, judge
from text2sql.types import LinkedSample, LinkedValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

MOST_COMPARED = 60
"""So many tables are seen beside each other."""
WITH_COLUMNS = 20
"""Of so many of the best the columns are weighed."""
_SAMPLE = 4.0
"""What an alike sample adds to its tables' log-odds; no training question had any."""


def _share(odds: float) -> float:
    return 1 / (1 + exp(-max(-700.0, odds)))


@dataclass(frozen=True, slots=True)
class Likely:
    """Log-odds of tables, by name, and of columns, by table and name."""

    tables: Mapping[str, float]
    columns: Mapping[tuple[str, str], float]

    def tables_above(self, price: float) -> dict[str, float]:
        """The odds of the best table, and of each that makes it likelier by ``price`` or more that none is missing.

        They are told as a share of the best one's.
        """
        ranked = sorted(self.tables, key=lambda name: -self.tables[name])
        kept = ranked[: max(1, worth_keeping(completeness([self.tables[name] for name in ranked]), price))]
        return {name: exp(self.tables[name] - self.tables[ranked[0]]) for name in kept}

    def columns_above(self, price: float) -> dict[tuple[str, str], float]:
        """How likely each column is, 0 to 1, that makes it likelier by ``price`` or more that none is missing."""
        ranked = sorted(self.columns, key=lambda place: -self.columns[place])
        kept = worth_keeping(completeness([self.columns[place] for place in ranked]), price)
        return {place: _share(self.columns[place]) for place in ranked[:kept]}


@dataclass(frozen=True, slots=True)
class Compared:
    """The tables that were seen beside each other."""

    places: "Numbers"
    """Their numbers in the catalog."""
    clues: "Floats"


def likely(
    text: str,
    knowledge: Knowledge,
    phrases: KnowsPhrases,
    values: Sequence[LinkedValue],
    samples: Iterable[LinkedSample],
) -> Likely:
    """How likely tables and columns are meant.

    Args:
        text: the question.
        knowledge: what is known about the database.
        phrases: the same, as far as it knows names.
        values: cell values that the question names.
        samples: approved questions that are alike.
    """
    catalog = knowledge.catalog
    if not catalog.tables:
        return Likely({}, {})
    found = findings(asked(text, values), values, knowledge, phrases)
    models = judge("families" if _has_families(knowledge) else "alone")
    compared = compare(found, knowledge, models.first)
    odds = dict(
        zip(
            (catalog.tables[place].name for place in compared.places),
            models.tables(compared.clues).tolist(),
            strict=True,
        )
    )
    _add_samples(odds, samples, catalog)
    return Likely(odds, _columns(found, catalog, odds, models))


def compare(found: Findings, knowledge: Knowledge, weights: "Floats") -> Compared:
    """All clues of the tables that may be meant."""
    first = first_clues(found, knowledge)
    scores: Floats = first @ weights
    places = np.sort(np.argsort(-scores, kind="stable")[:MOST_COMPARED])
    said = found.wording.said
    telling = found.wording.telling(said)
    number = {int(place): at for at, place in enumerate(places)}
    tables, book = knowledge.catalog.tables, found.wording.book
    beside = [
        [
            number[at]
            for name in neighbours(knowledge.catalog, tables[place].name)
            if (at := book.places[name]) in number
        ]
        for place in places
    ]
    families = np.zeros(len(places), dtype=np.int64)
    if isinstance(knowledge, KnowsFamilies):
        families = knowledge.family_numbers[places]
    second = second_clues(scores[places], said[:, places], telling, beside, families)
    return Compared(places, np.concatenate([first[places], second], axis=1))


def _has_families(knowledge: Knowledge) -> bool:
    return isinstance(knowledge, KnowsFamilies) and bool((knowledge.family_numbers >= 0).any())


def _columns(
    found: Findings, catalog: Catalog, odds: Mapping[str, float], models: Judge
) -> Mapping[tuple[str, str], float]:
    best = sorted(odds, key=lambda name: -odds[name])[:WITH_COLUMNS]
    tables = [table for name in best if (table := catalog.table(name)) is not None]
    candidates = Candidates.of(tables, found.wording)
    scores = np.array([odds[table.name] for table in tables], dtype=np.float32)
    clues = column_clues(found, catalog, candidates, scores)
    return dict(zip(candidates.places, models.columns(clues).tolist(), strict=True))


def _add_samples(odds: dict[str, float], samples: Iterable[LinkedSample], catalog: Catalog) -> None:
    """The tables of the closest sample that reads a table; one that is hardly alike says nothing."""
    best: dict[str, float] = {}
    for each in samples:
        for name in each.sample.tables:
            table = catalog.table(name)
            if table is not None:
                best[table.name] = max(best.get(table.name, 0.0), each.score)
    least = min(odds.values(), default=0.0)
    for name, score in best.items():
        odds[name] = odds.get(name, least) + 2 * _SAMPLE * max(0.0, score - 0.5)
