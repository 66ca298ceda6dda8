"""link (schema linking): the part of the database that a question is about, best evidence first.

Evidence for a table comes from its own words and meaning, from its columns', from cell values the question names, from
similar approved samples, and from the tables it joins: a table whose neighbours are meant is likelier meant itself.
Tables that are needed to join the chosen ones are added even if the question never speaks of them. How much each kind
of evidence counts was fitted on Spider's training questions (``docs/decisions/0013``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from text2sql.catalog import Catalog, Join, Table
from text2sql.interfaces import Knowledge
from text2sql.language import lexical_terms
from text2sql.types import Hit, LinkedSample, LinkedSchema, LinkedTable, LinkedValue, Question

_RRF = 60
"""Cormack et al., "Reciprocal Rank Fusion", 2009."""
_TABLES_SEARCHED = 100
_COLUMNS_SEARCHED = 200
_SAMPLES_SEARCHED = 100
_VALUES_PER_WORDS = 5
_NEAR, _FURTHER = 0.5, 0.2
"""What the best, and the next two, of a table's neighbours add to it."""
_STRONG, _CONNECTED = 0.25, 5
"""Tables of at least this share of the best one's score, and at most so many, are tied together by joins."""
_LONGEST_PATH = 3.0
_INFERRED_COST = 1.4


@dataclass(frozen=True, slots=True)
class LinkBudget:
    """How much goes in."""

    whole_columns: int = 200
    """A schema with at most this many columns …"""
    whole_tables: int = 25
    """… and this many tables goes in whole."""
    tables: int = 10
    """Tables kept of a larger one, before those that only join them."""
    columns: int = 80
    """Columns kept of a larger one, beside keys and columns that hold a value the question names."""
    samples: int = 8
    values: int = 30

    def narrowed(self, tables: int) -> "LinkBudget":
        """About half of everything, for when ``tables`` linked tables made a prompt too long; nothing goes in whole."""
        return LinkBudget(0, 0, max(1, tables // 2), self.columns // 2, self.samples // 2, self.values // 2)


_ColumnScores = dict[tuple[str, str], float]


def link(question: Question, knowledge: Knowledge, budget: LinkBudget) -> LinkedSchema:
    """What the question is about.

    Table scores are relative, 1 for the best. A sample's score is the cosine of its closest question, comparable
    across questions; where there is no dense search, the share of words that both have.
    """
    catalog, text = knowledge.catalog, question.text
    whole = _is_small(catalog, budget)
    samples = _samples(text, knowledge, budget.samples)
    values = knowledge.values(text, 4 * budget.values)
    columns = _column_scores(text, knowledge, whole)
    scores = _table_scores(text, knowledge, columns, whole)
    _add_values(scores, values)
    _add_samples(scores, samples)
    scores = _relative(scores if whole else _with_neighbours(scores, catalog))
    chosen = list(catalog.tables) if whole else _chosen(catalog, scores, budget.tables)
    chosen.sort(key=lambda table: -scores.get(table.name, 0.0))
    joins = _joins_among(catalog, chosen)
    values = _best_values(values, scores, budget.values)
    kept = _everything(chosen) if whole else _pruned(chosen, joins, values, columns, budget.columns)
    tables = tuple(LinkedTable(table, scores.get(table.name, 0.0), kept[table.name]) for table in chosen)
    return LinkedSchema(catalog, tables, joins, values, samples, whole)


def _is_small(catalog: Catalog, budget: LinkBudget) -> bool:
    if len(catalog.tables) > budget.whole_tables:
        return False
    return sum(len(table.columns) for table in catalog.tables) <= budget.whole_columns


def _samples(text: str, knowledge: Knowledge, count: int) -> tuple[LinkedSample, ...]:
    by_id = {sample.id: sample for sample in knowledge.samples}
    if not by_id:
        return ()
    dense = [hit for hit in knowledge.nearest("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    lexical = [hit for hit in knowledge.matching("sample", text, _SAMPLES_SEARCHED) if hit.id in by_id]
    cosine = {hit.id: hit.score for hit in dense}
    # Dense search is asked for more samples than are kept; one beyond them is no closer than the last of them.
    beyond = min(cosine.values(), default=0.0)
    chosen = _fused(dense, lexical)[:count]
    scores = {
        each: cosine.get(each, beyond) if dense else _shared_words(text, by_id[each].questions) for each in chosen
    }
    return tuple(LinkedSample(by_id[each], max(0.0, min(1.0, scores[each]))) for each in chosen)


def _fused(*rankings: Iterable[Hit]) -> list[str]:
    """Ids by reciprocal rank fusion, best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking, 1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_RRF + place)
    return sorted(scores, key=lambda each: -scores[each])


def _shared_words(text: str, questions: Iterable[str]) -> float:
    """The largest Jaccard similarity of the text's words and a question's."""
    words = set(lexical_terms(text))
    others = [set(lexical_terms(question)) for question in questions]
    return max((len(words & other) / len(words | other) for other in others if words | other), default=0.0)


def _column_scores(text: str, knowledge: Knowledge, whole: bool) -> _ColumnScores:
    scores: _ColumnScores = {}
    rankings = [(1.0, _shares(knowledge.matching("column", text, _COLUMNS_SEARCHED), _COLUMNS_SEARCHED))]
    if not whole:
        rankings.append((0.5, _shares(knowledge.nearest("column", text, _COLUMNS_SEARCHED))))
    for weight, shares in rankings:
        for identity, share in shares:
            place = _column_of(knowledge.catalog, identity)
            if place is not None:
                scores[place] = scores.get(place, 0.0) + weight * share
    return scores


def _table_scores(text: str, knowledge: Knowledge, columns: _ColumnScores, whole: bool) -> dict[str, float]:
    """From the tables' own documents, and from each table's best column."""
    scores: dict[str, float] = {}
    for (table, _), score in columns.items():
        scores[table] = max(scores.get(table, 0.0), score)
    rankings = [_shares(knowledge.matching("table", text, _TABLES_SEARCHED), _TABLES_SEARCHED)]
    if not whole:
        rankings.append(_shares(knowledge.nearest("table", text, _TABLES_SEARCHED)))
    for shares in rankings:
        for identity, share in shares:
            found = knowledge.catalog.table(identity)
            if found is not None:
                scores[found.name] = scores.get(found.name, 0.0) + share
    return scores


def _shares(hits: Sequence[Hit], asked: int = 0) -> Iterator[tuple[str, float]]:
    """Scores of one ranking between 0 and 1: how far a hit stands out from the last one that was found.

    Words that occur in fewer documents than were asked for have no such background: there nothing is subtracted.
    """
    if not hits:
        return
    best = hits[0].score
    floor = 0.9 * hits[-1].score if 1 < len(hits) >= asked else 0.0
    for hit in hits:
        yield hit.id, max(0.0, (hit.score - floor) / ((best - floor) or 1.0)) ** 1.5


def _column_of(catalog: Catalog, identity: str) -> tuple[str, str] | None:
    """Table and column of a column's document: ``table.column``, where either name may hold dots."""
    end = len(identity)
    while (end := identity.rfind(".", 0, end)) > 0:
        table = catalog.table(identity[:end])
        column = table.column(identity[end + 1 :]) if table else None
        if table is not None and column is not None:
            return table.name, column.name
    return None


def _add_values(scores: dict[str, float], values: Iterable[LinkedValue]) -> None:
    """A value speaks for its table, and less so when the same words are values of many columns."""
    places: dict[str, dict[str, float]] = {}
    for value in values:
        tables = places.setdefault(value.words, {})
        tables[value.table] = max(tables.get(value.table, 0.0), value.score)
    for tables in places.values():
        for table, score in tables.items():
            scores[table] = scores.get(table, 0.0) + score / len(tables)


def _add_samples(scores: dict[str, float], samples: Iterable[LinkedSample]) -> None:
    """The tables of the closest sample that reads a table; one that is hardly alike says nothing."""
    best: dict[str, float] = {}
    for each in samples:
        for table in each.sample.tables:
            best[table] = max(best.get(table, 0.0), each.score)
    for table, score in best.items():
        scores[table] = scores.get(table, 0.0) + max(0.0, score - 0.5)


def _with_neighbours(scores: dict[str, float], catalog: Catalog) -> dict[str, float]:
    neighbours = {table: _neighbours(catalog, table) for table in scores}
    reached = set(scores).union(*neighbours.values())
    supported = {}
    for table in reached:
        support = sorted(
            (scores.get(each, 0.0) for each in neighbours.get(table) or _neighbours(catalog, table)), reverse=True
        )
        supported[table] = scores.get(table, 0.0) + _NEAR * sum(support[:1]) + _FURTHER * sum(support[1:3])
    return supported


def _neighbours(catalog: Catalog, table: str) -> set[str]:
    return {each for join in catalog.joins_of(table) for each in (join.table, join.to_table)} - {table}


def _relative(scores: dict[str, float]) -> dict[str, float]:
    best = max(scores.values(), default=0.0) or 1.0
    return {table: score / best for table, score in scores.items()}


def _chosen(catalog: Catalog, scores: dict[str, float], count: int) -> list[Table]:
    """The best tables, and those that join the strongest of them."""
    ranked = sorted((name for name in scores if catalog.table(name)), key=lambda name: -scores[name])[:count]
    strong = [name for name in ranked[:_CONNECTED] if scores[name] >= _STRONG]
    bridges = [name for name in _bridges(catalog, strong) if name not in ranked]
    weakest = scores[strong[-1]] if strong else 0.0
    for name in bridges:
        scores[name] = max(scores.get(name, 0.0), weakest)
    return [table for name in (*ranked, *bridges) if (table := catalog.table(name)) is not None]


def _bridges(catalog: Catalog, terminals: Sequence[str]) -> list[str]:
    """Tables on the cheapest paths that tie each terminal to those before it.

    Source: the shortest-path heuristic for Steiner trees, Takahashi and Matsuyama 1980.
    """
    tree = list(terminals[:1])
    for terminal in terminals[1:]:
        if terminal not in tree:
            path = _path(catalog, tree, terminal)
            tree += [name for name in (*path, terminal) if name not in tree]
    return [name for name in tree if name not in terminals]


def _path(catalog: Catalog, tree: Sequence[str], terminal: str) -> tuple[str, ...]:
    """Tables between the tree and the terminal; none when they touch or are too far apart."""
    waiting: list[tuple[float, str, tuple[str, ...]]] = [(0.0, name, ()) for name in tree]
    done: set[str] = set()
    while waiting:
        cost, name, path = heappop(waiting)
        if name == terminal:
            return path[1:]
        if name in done or cost >= _LONGEST_PATH:
            continue
        done.add(name)
        for join in catalog.joins_of(name):
            other = join.to_table if join.table == name else join.table
            if other not in done:
                step = _INFERRED_COST if join.inferred else 1.0
                heappush(waiting, (cost + step, other, (*path, name)))
    return ()


def _joins_among(catalog: Catalog, tables: Iterable[Table]) -> tuple[Join, ...]:
    order = [table.name for table in tables]
    names = set(order)
    joins = (join for name in order for join in catalog.joins_of(name) if {join.table, join.to_table} <= names)
    return tuple(dict.fromkeys(joins))


def _best_values(values: Sequence[LinkedValue], scores: dict[str, float], count: int) -> tuple[LinkedValue, ...]:
    """The surest first, those of likelier tables before others; a few for the same words, so that none crowd out."""
    ranked = sorted(values, key=lambda value: (-value.score, -scores.get(value.table, 0.0)))
    taken: dict[str, int] = {}
    kept = []
    for value in ranked:
        taken[value.words] = taken.get(value.words, 0) + 1
        if taken[value.words] <= _VALUES_PER_WORDS:
            kept.append(value)
    return tuple(kept[:count])


def _everything(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    return {table.name: tuple(column.name for column in table.columns) for table in tables}


def _pruned(
    tables: Sequence[Table],
    joins: Iterable[Join],
    values: Iterable[LinkedValue],
    scores: _ColumnScores,
    count: int,
) -> dict[str, tuple[str, ...]]:
    """Columns to keep, in the tables' own order: keys, columns of values, then the best until there are ``count``."""
    kept = {(table.name, name) for table in tables for name in (*table.primary_key, table.time_column) if name}
    for join in joins:
        kept |= {(join.table, name) for name in join.columns} | {(join.to_table, name) for name in join.to_columns}
    kept |= {(value.table, value.column) for value in values}
    others = [
        (-scores.get((table.name, column.name), 0.0), place, rank, (table.name, column.name))
        for rank, table in enumerate(tables)
        for place, column in enumerate(table.columns)
    ]
    kept.update(key for *_, key in sorted(others)[:count])
    return {
        table.name: tuple(column.name for column in table.columns if (table.name, column.name) in kept)
        for table in tables
    }
