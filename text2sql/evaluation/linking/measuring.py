"""Asks linking, and the simple searches it is held against, for the tables and columns of each question.

The searches are what many systems stop at: documents by meaning, by words (BM25), and both fused by their ranks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from text2sql.corpus.knowledge import SearchedKnowledge
from text2sql.corpus.spelling import spelling_key
from text2sql.evaluation.linking.data import DatabaseValues, LinkingData, pooled
from text2sql.evaluation.linking.gold import Gold, gold_of, schema_of
from text2sql.evaluation.linking.opening import opened
from text2sql.evaluation.types import Case
from text2sql.interfaces import DocumentKind, Embedder
from text2sql.stages.linking import LinkBudget, link
from text2sql.stages.linking.evidence import likely
from text2sql.stages.linking.scoring import column_of
from text2sql.types import Hit, LinkedSchema, Question

SYSTEMS = ("linking", "dense", "words", "rrf")
_DEPTH, _RRF, _VALUES = 100, 60, 120
_ANY_DAY = date(2026, 1, 1)
"""Linking does not look at it."""

Place = tuple[str, str]
Name = TypeVar("Name", str, Place)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one system found for one question."""

    system: str
    tables: tuple[str, ...]
    """Best first."""
    columns: tuple[Place, ...]
    seconds: float
    column_odds: tuple[float, ...] = ()
    """How likely each column is, best first; empty for a plain search, whose scores are not comparable."""
    kept: "Kept | None" = None
    """What would go to the writer; None for a plain search, which only ranks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What linking kept under the budget that was measured."""

    tables: frozenset[str]
    columns: frozenset[Place]
    literals_found: int
    """Of the gold literals, those found in their column."""
    tokens: int
    """Of the schema as a prompt shows it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, gold under the names it was asked with, and every system's answer."""

    case: Case
    gold: Gold
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Questions asked of their own databases, or of all of them in one catalog."""

    scope: str
    """``own`` or ``pooled``."""
    tables: int
    """Of the catalogs asked."""
    values: bool
    """Whether cell values were known."""
    asked: tuple[Asked, ...]
    unread: int
    """Questions left out because their gold could not be read."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How linking is asked."""

    embedder: Embedder
    budget: LinkBudget
    size_of: Callable[[LinkedSchema], int]
    """Tokens of a linked schema as a prompt shows it."""
    systems: tuple[str, ...] = SYSTEMS


def measure_own(data: LinkingData, cases: Sequence[Case], setup: Setup, folder: Path) -> Measurement:
    """Each question asked of its own database."""
    asked: list[Asked] = []
    tables = 0
    for name in sorted({case.database for case in cases}):
        catalog = data.catalogs[name]
        source = DatabaseValues(data.databases, name) if name in data.databases else None
        known = opened(catalog, source, setup.embedder, folder / name)
        tables += len(catalog.tables)
        mine = [case for case in cases if case.database == name]
        asked += _asked(known, _with_gold(data, mine, lambda gold, _: gold), setup)
    return Measurement("own", tables, bool(data.databases), tuple(asked), len(cases) - len(asked))


def measure_pooled(data: LinkingData, cases: Sequence[Case], setup: Setup, folder: Path) -> Measurement:
    """Each question asked of all databases as schemas of one."""
    catalog = pooled(data.catalogs)
    source = DatabaseValues(data.databases) if data.databases else None
    known = opened(catalog, source, setup.embedder, folder / "pool")
    asked = tuple(_asked(known, _with_gold(data, cases, _within), setup))
    return Measurement("pooled", len(catalog.tables), source is not None, asked, len(cases) - len(asked))


def _within(gold: Gold, database: str) -> Gold:
    """Gold with the names that the pool gives its tables."""
    return Gold(
        frozenset(f"{database}.{table}" for table in gold.tables),
        frozenset((f"{database}.{table}", column) for table, column in gold.columns),
        frozenset((f"{database}.{table}", column, text) for table, column, text in gold.literals),
        frozenset((f"{database}.{table}", column, text) for table, column, text in gold.patterns),
    )


def _with_gold(
    data: LinkingData, cases: Sequence[Case], named: Callable[[Gold, str], Gold]
) -> Iterator[tuple[Case, Gold]]:
    schemas = {name: schema_of(data.catalogs[name]) for name in {case.database for case in cases}}
    for case in cases:
        gold = gold_of(case.gold[0], data.catalogs[case.database], schemas[case.database])
        if gold is not None:
            yield case, named(gold, case.database)


def _asked(known: SearchedKnowledge, cases: Iterable[tuple[Case, Gold]], setup: Setup) -> Iterator[Asked]:
    for case, gold in cases:
        yield Asked(case, gold, tuple(_answers(case, gold, known, setup)))


def _answers(case: Case, gold: Gold, known: SearchedKnowledge, setup: Setup) -> Iterator[Answer]:
    text = case.question
    if "linking" in setup.systems:
        started = perf_counter()
        linked = link(Question(text, case.language, _ANY_DAY), known, setup.budget)
        seconds = perf_counter() - started
        found = likely(text, known, known, known.values(text, _VALUES), ())
        tables, columns = _best(found.tables), _best(found.columns)
        odds = tuple(found.columns[place] for place in columns)
        yield Answer("linking", tables, columns, seconds, odds, _kept(linked, gold, setup))
    for system in setup.systems:
        if system != "linking":
            started = perf_counter()
            tables = _searched(system, "table", text, known)
            columns = tuple(
                place for name in _searched(system, "column", text, known) if (place := column_of(known.catalog, name))
            )
            yield Answer(system, tables, columns, perf_counter() - started)


def _best(odds: Mapping[Name, float]) -> tuple[Name, ...]:
    return tuple(sorted(odds, key=lambda each: -odds[each]))


def _kept(linked: LinkedSchema, gold: Gold, setup: Setup) -> Kept:
    return Kept(
        frozenset(each.table.name for each in linked.tables),
        frozenset((each.table.name, column) for each in linked.tables for column in each.columns),
        sum(_is_found(literal, gold, linked) for literal in gold.literals),
        setup.size_of(linked),
    )


def _is_found(literal: tuple[str, str, str], gold: Gold, linked: LinkedSchema) -> bool:
    """Whether the text is linked as a value of its column; of a pattern, whether a value that holds it is."""
    table, column, text = literal
    wanted = spelling_key(text)
    values = {spelling_key(each.value) for each in linked.values if (each.table, each.column) == (table, column)}
    return wanted in values or (literal in gold.patterns and any(wanted in value for value in values))


def _searched(system: str, kind: DocumentKind, text: str, known: SearchedKnowledge) -> tuple[str, ...]:
    dense = known.nearest(kind, text, _DEPTH) if system != "words" else ()
    words = known.matching(kind, text, _DEPTH) if system != "dense" else ()
    return fused(dense, words)


def fused(*rankings: Sequence[Hit]) -> tuple[str, ...]:
    """Ids by reciprocal rank fusion, best first (Cormack et al. 2009); the order of a single ranking stays."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking, 1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_RRF + place)
    return tuple(sorted(scores, key=lambda each: -scores[each]))
