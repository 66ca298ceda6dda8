"""Everything that search finds for a question in a large schema, before any of it is weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text2sql.interfaces import DocumentKind, Knowledge
from text2sql.stages.linking.abilities import KnowsPhrases
from text2sql.stages.linking.asked import Asked
from text2sql.stages.linking.scoring import shares
from text2sql.stages.linking.wording import Wording
from text2sql.types import Hit, LinkedValue

_TABLES_SEARCHED, _COLUMNS_SEARCHED = 100, 200


@dataclass(frozen=True, slots=True)
class Found:
    """Shares by words and distances by meaning, by the ids of documents."""

    words: Mapping[str, float]
    """How far a document stands out by the words it shares, 0 to 1."""
    cosines: Mapping[str, float]
    """Of those closest in meaning."""
    behind: Mapping[str, float]
    """How far each cosine is behind the best: 0 or less."""
    farthest: float
    """What is behind by more was not found."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A question, and what was found for it."""

    asked: Asked
    wording: Wording
    words: str
    """The question with translations of what the schema does not say."""
    values: Sequence[LinkedValue]
    tables: Found
    columns: Found


def findings(asked: Asked, values: Sequence[LinkedValue], knowledge: Knowledge, phrases: KnowsPhrases) -> Findings:
    """Look for everything that a question speaks of.

    Args:
        asked: the question.
        values: cell values that it names.
        knowledge: what is known about the database.
        phrases: the same, as far as it knows names.
    """

    def found(kind: DocumentKind, count: int) -> Found:
        return _found(knowledge.nearest(kind, meant, count), knowledge.matching(kind, words, count), count)

    wording = Wording.of(asked, phrases)
    words = "\n".join((asked.spelled, *wording.translations))
    meant = " ".join((asked.text, *wording.translations))
    return Findings(asked, wording, words, values, found("table", _TABLES_SEARCHED), found("column", _COLUMNS_SEARCHED))


def _found(hits: Sequence[Hit], matching: Sequence[Hit], asked_for: int) -> Found:
    best = hits[0].score if hits else 0.0
    return Found(
        dict(shares(matching, asked_for)),
        {hit.id: hit.score for hit in hits},
        {hit.id: hit.score - best for hit in hits},
        hits[-1].score - best if hits else 0.0,
    )
