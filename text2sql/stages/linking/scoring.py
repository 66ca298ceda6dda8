"""How tables are put in order where no model weighs them.

Those of a schema that goes in whole are, by words, values and samples and without an embedder; and those of a large one
of which names are not known one by one, by meaning as well.
What decides about the tables of a large schema otherwise is in :mod:`text2sql.stages.linking.evidence`.
"""

from collections.abc import Iterable, Iterator, Sequence

from text2sql.catalog import Catalog
from text2sql.interfaces import Knowledge
from text2sql.types import Hit, LinkedSample, LinkedValue

_TABLES_SEARCHED = 100
_COLUMNS_SEARCHED = 200
_MEANING = 0.5
"""What a column's closeness in meaning counts beside its words."""

ColumnScores = dict[tuple[str, str], float]


def column_scores(text: str, knowledge: Knowledge, by_meaning: bool) -> ColumnScores:
    """Scores of the columns that are found by their words, and by meaning if wanted."""
    rankings = [(1.0, shares(knowledge.matching("column", text, _COLUMNS_SEARCHED), _COLUMNS_SEARCHED))]
    if by_meaning:
        rankings.append((_MEANING, shares(knowledge.nearest("column", text, _COLUMNS_SEARCHED))))
    scores: ColumnScores = {}
    for weight, found in rankings:
        for identity, score in found:
            place = column_of(knowledge.catalog, identity)
            if place is not None:
                scores[place] = scores.get(place, 0.0) + weight * score
    return scores


def table_scores(text: str, knowledge: Knowledge, columns: ColumnScores, by_meaning: bool) -> dict[str, float]:
    """From the tables' own documents, by words and if wanted by meaning, and from each table's best column."""
    scores: dict[str, float] = {}
    for (table, _), score in columns.items():
        scores[table] = max(scores.get(table, 0.0), score)
    rankings = [shares(knowledge.matching("table", text, _TABLES_SEARCHED), _TABLES_SEARCHED)]
    if by_meaning:
        rankings.append(shares(knowledge.nearest("table", text, _TABLES_SEARCHED)))
    for found in rankings:
        for identity, score in found:
            known = knowledge.catalog.table(identity)
            if known is not None:
                scores[known.name] = scores.get(known.name, 0.0) + score
    return scores


def shares(hits: Sequence[Hit], asked: int = 0) -> Iterator[tuple[str, float]]:
    """Scores of one ranking between 0 and 1: how far a hit stands out from the last one that was found.

    Words that occur in fewer documents than were asked for have no such background: there nothing is subtracted.
    """
    if not hits:
        return
    best = hits[0].score
    floor = 0.9 * hits[-1].score if 1 < len(hits) >= asked else 0.0
    for hit in hits:
        yield hit.id, max(0.0, (hit.score - floor) / ((best - floor) or 1.0)) ** 1.5


def column_of(catalog: Catalog, identity: str) -> tuple[str, str] | None:
    """Table and column of a column's document: ``table.column``, where either name may hold dots."""
    end = len(identity)
    while (end := identity.rfind(".", 0, end)) > 0:
        table = catalog.table(identity[:end])
        column = table.column(identity[end + 1 :]) if table else None
        if table is not None and column is not None:
            return table.name, column.name
    return None


def table_of(catalog: Catalog, identity: str) -> str:
    """The table of a column's document; empty when the catalog has none."""
    end = len(identity)
    while (end := identity.rfind(".", 0, end)) > 0:
        table = catalog.table(identity[:end])
        if table is not None:
            return table.name
    return ""


def add_values(scores: dict[str, float], values: Iterable[LinkedValue]) -> None:
    """A value speaks for its table, and less so when the same words are values of many columns."""
    places: dict[str, dict[str, float]] = {}
    for value in values:
        tables = places.setdefault(value.words, {})
        tables[value.table] = max(tables.get(value.table, 0.0), value.score)
    for tables in places.values():
        for table, score in tables.items():
            scores[table] = scores.get(table, 0.0) + score / len(tables)


def add_samples(scores: dict[str, float], samples: Iterable[LinkedSample]) -> None:
    """The tables of the closest sample that reads a table; one that is hardly alike says nothing."""
    best: dict[str, float] = {}
    for each in samples:
        for table in each.sample.tables:
            best[table] = max(best.get(table, 0.0), each.score)
    for table, score in best.items():
        scores[table] = scores.get(table, 0.0) + max(0.0, score - 0.5)


def neighbours(catalog: Catalog, table: str) -> set[str]:
    """The tables that a table joins, on either side."""
    return {each for join in catalog.joins_of(table) for each in (join.table, join.to_table)} - {table}


def relative(scores: dict[str, float]) -> dict[str, float]:
    """The scores as shares of the best one."""
    best = max(scores.values(), default=0.0) or 1.0
    return {table: score / best for table, score in scores.items()}
