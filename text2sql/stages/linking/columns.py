"""What speaks for each column of the tables that may be meant, as rows of numbers."""

from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from text2sql.catalog import Catalog, Column
from text2sql.language import lexical_terms
from text2sql.stages.linking.candidates import Candidates, Place
from text2sql.stages.linking.finding import Findings, Found
from text2sql.stages.linking.hints import HINTS, hints, name_words
from text2sql.stages.linking.wording import Wording, alone
from text2sql.types import LinkedValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

COLUMN = (
    "share", "whole", "long_whole", "weight", "close", "close_behind", "close_rank", "said", "said_alone",
    "share_over_table", "close_over_table", "text_behind", "text_words", "described", "value",
    "primary", "refers", "referred", "a_name", "an_id", "a_number", "a_time", "a_text",
    "number_asked", "time_asked", "order_asked", "alike", "tables", "columns", "width", "position", "foreign", *HINTS,
    "table", "table_behind", "table_share", "joined_table", "joined_both", "joins", "twin_behind", "twins",
)  # fmt: skip
_MOST_POSITION = 10
_NAMES, _IDENTIFIERS = frozenset(("name", "title", "이름", "명")), frozenset(("id", "code", "uuid", "번호", "코드"))


def column_clues(found: Findings, catalog: Catalog, candidates: Candidates, scores: "Floats") -> "Floats":
    """A row for each column, with the numbers of :data:`COLUMN`.

    Args:
        found: the question and what was found for it.
        catalog: for joins.
        candidates: the columns.
        scores: of their tables, as log-odds.
    """
    wording, asked = found.wording, found.asked
    size = len(candidates.places)
    if not size:
        return np.zeros((0, len(COLUMN)), dtype=np.float32)
    near = wording.book.column_texts.some(candidates.numbers).best(wording.close)
    said = wording.said_by(near)
    clues = (
        *_word_clues(wording, candidates, near, said),
        *_text_clues(wording, found.columns, candidates),
        _value_clue(found.values, candidates),
        *_kind_clues(catalog, candidates),
        *(np.full(size, wanted) for wanted in (asked.wants_number, asked.wants_time, asked.wants_order)),
        _alike(wording, candidates),
        *(np.full(size, log(1 + number)) for number in (len(wording.book.places), len(wording.book.rows))),
        *_places(candidates),
        np.full(size, wording.foreign),
        *hints(found, candidates, said),
        *table_clues(catalog, candidates, scores),
    )
    return np.stack(clues, axis=1).astype(np.float32)


def _word_clues(wording: Wording, found: Candidates, near: "Floats", said: "Floats") -> tuple["Floats", ...]:
    """The names' shares and closeness, and what each column says that no other does."""
    book = wording.book
    share, weight = book.column_names.some(found.numbers).best(np.stack(wording.shares))
    close = near.max(axis=0) if len(near) else np.zeros(len(found.places), dtype=np.float32)
    rank = np.empty(len(close))
    rank[np.argsort(-close, kind="stable")] = np.arange(len(close))
    long = [
        max((len(book.terms[phrase]) for phrase in book.rows[number] if wording.shares[0][phrase] > 0.99), default=0)
        > 1
        for number in found.numbers
    ]
    telling = wording.telling(said)[:, None]
    return (
        share,
        share > 0.99,
        np.array(long),
        weight / max(weight.max(initial=0.0), 1e-6),
        close,
        close - close.max(),
        np.log1p(rank),
        (telling * said).sum(axis=0),
        (telling * alone(said)).sum(axis=0),
        share - _best_in_table(share, found.owners),
        close - _best_in_table(close, found.owners),
    )


def _best_in_table(numbers: "Floats", owners: "Numbers") -> "Floats":
    best = np.full(int(owners.max()) + 1, -np.inf, dtype=np.float32)
    np.maximum.at(best, owners, numbers)
    return best[owners]


def _text_clues(wording: Wording, hits: Found, found: Candidates) -> tuple["Floats", ...]:
    names = [f"{table}.{column}" for table, column in found.places]
    rarity = {term: wording.book.rarity(term) * strength for term, strength in wording.strengths.items()}
    whole = sum(rarity.values()) or 1.0
    described = [
        sum(rarity.get(term, 0.0) for term in _described(column)) / whole
        for table in found.tables
        for column in table.columns
    ]
    return (
        np.array([hits.behind.get(name, hits.farthest) for name in names]),
        np.array([hits.words.get(name, 0.0) for name in names]),
        np.array(described),
    )


def _described(column: Column) -> frozenset[str]:
    return _terms(" ".join((column.description.en, column.description.ko, *column.synonyms)))


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(lexical_terms(text))


def _value_clue(values: Iterable[LinkedValue], found: Candidates) -> "Floats":
    """The fewer columns the same words are values of, the more they say."""
    said: dict[str, dict[Place, float]] = {}
    for value in values:
        places = said.setdefault(value.words, {})
        places[value.table, value.column] = max(places.get((value.table, value.column), 0.0), value.score)
    best: dict[Place, float] = {}
    for places in said.values():
        for place, score in places.items():
            best[place] = max(best.get(place, 0.0), score / (1 + log(len(places))))
    return np.array([best.get(place, 0.0) for place in found.places], dtype=np.float32)


def _kind_clues(catalog: Catalog, found: Candidates) -> tuple["Floats", ...]:
    refers = {
        (join.table, name) for table in found.tables for join in catalog.joins_of(table.name) for name in join.columns
    }
    referred = {
        (join.to_table, name)
        for table in found.tables
        for join in catalog.joins_of(table.name)
        for name in join.to_columns
    }
    primary = {(table.name, name) for table in found.tables for name in table.primary_key}
    columns = [column for table in found.tables for column in table.columns]
    words = [name_words(column.name, column.synonyms) for column in columns]
    kinds = [column.effective_kind for column in columns]
    rows = (
        [place in primary for place in found.places],
        [place in refers for place in found.places],
        [place in referred for place in found.places],
        [bool(each & _NAMES) for each in words],
        [bool(each & _IDENTIFIERS) for each in words],
        [kind == "number" for kind in kinds],
        [kind in ("date", "timestamp", "time") for kind in kinds],
        [kind == "text" for kind in kinds],
    )
    return tuple(np.array(row, dtype=np.float32) for row in rows)


def _alike(wording: Wording, found: Candidates) -> "Floats":
    """How many columns share the commonest of a column's names."""
    counts = wording.book.bearers
    most = [max((counts[phrase] for phrase in wording.book.rows[number]), default=1) for number in found.numbers]
    return np.log(np.array(most, dtype=np.float32))


def _places(found: Candidates) -> tuple["Floats", "Floats"]:
    widths = [log(1 + len(table.columns)) for table in found.tables for _ in table.columns]
    positions = [min(at, _MOST_POSITION) for table in found.tables for at in range(len(table.columns))]
    return np.array(widths), np.array(positions)


def table_clues(catalog: Catalog, found: Candidates, scores: "Floats") -> tuple["Floats", ...]:
    """Its table's odds, and those of the tables that it joins; the last of :data:`COLUMN`."""
    likely = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    by_name = {table.name: float(share) for table, share in zip(found.tables, likely, strict=True)}
    others: dict[Place, list[float]] = {}
    for table in found.tables:
        for join in catalog.joins_of(table.name):
            if join.table == table.name:
                for name in join.columns:
                    others.setdefault((table.name, name), []).append(by_name.get(join.to_table, 0.0))
            if join.to_table == table.name:
                for name in join.to_columns:
                    others.setdefault((table.name, name), []).append(by_name.get(join.table, 0.0))
    best = np.array([max(others.get(place, ()), default=0.0) for place in found.places], dtype=np.float32)
    odds, share = scores[found.owners], likely[found.owners]
    behind, twins = _twins(found, odds)
    return (
        odds,
        odds - scores.max(),
        share,
        best,
        best * share,
        np.array([len(others.get(place, ())) for place in found.places], dtype=np.float32),
        behind,
        twins,
    )


def _twins(found: Candidates, odds: "Floats") -> tuple["Floats", "Floats"]:
    """How far a column's table is behind the best one with a column of the same name, and how many such there are."""
    names = [name.lower() for _, name in found.places]
    best: dict[str, float] = {}
    count: dict[str, int] = {}
    for name, score in zip(names, odds.tolist(), strict=True):
        best[name] = max(best.get(name, score), score)
        count[name] = count.get(name, 0) + 1
    behind = [score - best[name] for name, score in zip(names, odds.tolist(), strict=True)]
    return np.array(behind, dtype=np.float32), np.array([count[name] for name in names], dtype=np.float32)
