"""What the network sees: one row for each word, table, column and value of a question and a schema, and relations.

How they are related is in :mod:`~text2sql.writers.offline.learned.relations`. Likeness of meaning comes from the
multilingual embedder's word vectors, which is how a Korean word finds an English column. Training and inference read a
question through this one module.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from text2sql.catalog import Catalog, Column, Table
from text2sql.language import Token, stop_words, tokenize
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.relations import (
    Places,
    distances,
    relate_values,
    relate_words,
    schema_relations,
)
from text2sql.writers.offline.learned.translated import Translated, add_matches, translate
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

DIMENSIONS = 512
"""Of the embedder's vectors."""
MOST_WORDS = 60
_LONGEST_NAME = 5

_COLUMN_KINDS = ("number", "text", "date", "timestamp", "time", "boolean", "json", "other")
_VALUE_SOURCES = ("cell", "number", "quoted", "name", "constant")
_WORD_KINDS = ("word", "number", "quoted", "identifier")
NODE_KINDS = len(_WORD_KINDS) + 1 + len(_COLUMN_KINDS) + len(_VALUE_SOURCES)
FLAGS = 32
CHANNELS = 3


Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class WordVectors:
    """Vectors of words and short names, remembered: the embedder needs about a millisecond for each."""

    def __init__(self, embed: Embed, known: Mapping[str, Floats] | None = None, most: int = 20_000) -> None:
        """Nothing is embedded yet.

        Args:
            embed: the embedder.
            known: vectors that are there already.
            most: how many are remembered; beyond them all are forgotten at once.
        """
        self._embed = embed
        self._known: dict[str, Floats] = dict(known or {})
        self._most = most

    def of(self, texts: Sequence[str]) -> Floats:
        """One row for each text."""
        missing = sorted({text for text in texts if text not in self._known})
        if missing:
            if len(self._known) + len(missing) > self._most:
                self._known.clear()
                missing = sorted(set(texts))
            for text, vector in zip(missing, self._embed(missing), strict=True):
                self._known[text] = np.asarray(vector, dtype=np.float32)
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True)
class SchemaSide:
    """All about a schema that does not depend on the question; made once for a database."""

    tables: tuple[str, ...]
    columns: tuple[ColumnRef, ...]
    names: tuple[tuple[str, ...], ...]
    """Of each table, then each column, the words of its name."""
    kinds: Numbers
    flags: Floats
    vectors: Floats
    """Of the names as a whole."""
    parts: Floats
    """Of the different single words of names …"""
    part_places: NDArray[np.bool_]
    """… and which of them each table and column has."""
    relations: NDArray[np.uint8]

    @cached_property
    def place(self) -> Mapping[ColumnRef, int]:
        """The number of each column."""
        return {column: number for number, column in enumerate(self.columns)}

    def places(self, words: int) -> Places:
        """Where the schema's rows are after so many words."""
        figures = np.flatnonzero(self.kinds[len(self.tables) :] == len(_WORD_KINDS) + 1)
        return Places(words, {name: number for number, name in enumerate(self.tables)}, self.place, figures)

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The names without spaces."""
        return tuple("".join(name) for name in self.names)

    @cached_property
    def by_letters(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the names that are spelled so without spaces."""
        found: dict[str, list[int]] = {}
        for place, joined in enumerate(self.letters):
            found.setdefault(joined, []).append(place)
        return found


@dataclass(frozen=True, slots=True)
class Features:
    """One question over one schema. Rows go: words, tables, columns, values."""

    words: int
    tables: int
    columns: int
    values: int
    vectors: Floats
    kinds: Numbers
    flags: Floats
    relations: NDArray[np.uint8]
    likeness: Floats
    """Channels × words × (tables and columns)."""


def schema_side(
    catalog: Catalog, tables: Sequence[tuple[Table, tuple[str, ...]]], vectors: WordVectors, *, cleaned: bool = False
) -> SchemaSide:
    """The schema's half.

    Args:
        catalog: for its joins.
        tables: the tables in the order of the grammar's pointers, each with the columns that are kept.
        vectors: of words.
        cleaned: take the first synonym for the name, where there is one, instead of the identifier.
    """
    kept = [(table, column) for table, names in tables for column in table.columns if column.name in names]
    names = [_name(table.bare_name, table.synonyms, cleaned) for table, _ in tables]
    names += [_name(column.name, column.synonyms, cleaned) for _, column in kept]
    different = sorted({word for name in names for word in name})
    numbers = {word: number for number, word in enumerate(different)}
    places = np.zeros((len(names), len(different)), dtype=np.bool_)
    for row, name in enumerate(names):
        places[row, [numbers[word] for word in name]] = True
    columns = tuple(ColumnRef(table.name, column.name) for table, column in kept)
    kinds = [len(_WORD_KINDS)] * len(tables) + [_column_kind(column) for _, column in kept]
    return SchemaSide(
        tables=tuple(table.name for table, _ in tables),
        columns=columns,
        names=tuple(names),
        kinds=np.array(kinds, dtype=np.int64),
        flags=_schema_flags(catalog, [table for table, _ in tables], kept, names),
        vectors=vectors.of([" ".join(name) for name in names]),
        parts=vectors.of(different),
        part_places=places,
        relations=schema_relations(catalog.joins, [table for table, _ in tables], kept),
    )


def read_question(
    text: str,
    side: SchemaSide,
    values: Sequence[ValueCandidate],
    vectors: WordVectors,
    translate: Callable[[Sequence[Token]], Translated] = translate,
) -> Features:
    """The features of a question over a schema.

    Args:
        text: the question.
        side: the schema.
        values: what the question may mention as values.
        vectors: of words.
        translate: what Korean words are in English.
    """
    tokens = tokenize(text)[:MOST_WORDS]
    words, schema, count = len(tokens), len(side.names), len(values)
    translated = translate(tokens)
    matches = _matches(tokens, side)
    add_matches(matches, tokens, translated, side.names, side.by_letters)
    word_vectors = vectors.of([_said(token) for token in tokens])
    likeness = _likeness(tokens, word_vectors, translated, side, vectors)
    relations = np.zeros((words + schema + count,) * 2, dtype=np.uint8)
    relations[:words, :words] = distances(words)
    relations[words : words + schema, words : words + schema] = side.relations
    relate_words(relations, matches, words, len(side.tables))
    relate_values(relations, tokens, side.places(words), values)
    value_texts = [str(value.literal) for value in values]
    kinds = [_WORD_KINDS.index(token.kind) for token in tokens]
    first_value = len(_WORD_KINDS) + 1 + len(_COLUMN_KINDS)
    value_kinds = [first_value + _VALUE_SOURCES.index(value.source) for value in values]
    return Features(
        words=words,
        tables=len(side.tables),
        columns=len(side.columns),
        values=count,
        vectors=np.concatenate([word_vectors, side.vectors, vectors.of(value_texts)]),
        kinds=np.concatenate([np.array(kinds, np.int64), side.kinds, np.array(value_kinds, np.int64)]),
        flags=_flags(tokens, side, values, matches, likeness),
        relations=relations,
        likeness=likeness,
    )


def _name(identifier: str, synonyms: Sequence[str], cleaned: bool) -> tuple[str, ...]:
    words = tuple(synonyms[0].lower().split()) if cleaned and synonyms else words_of(identifier)
    return tuple(tokenize(word)[0].normal if word.isalpha() else word for word in words)


def _column_kind(column: Column) -> int:
    return len(_WORD_KINDS) + 1 + _COLUMN_KINDS.index(column.effective_kind)


def _said(token: Token) -> str:
    return "number" if token.kind == "number" else token.normal


def _schema_flags(
    catalog: Catalog, tables: Sequence[Table], kept: Sequence[tuple[Table, Column]], names: Sequence[tuple[str, ...]]
) -> Floats:
    flags = np.zeros((len(names), FLAGS), dtype=np.float32)
    referring = {(join.table, name) for join in catalog.joins for name in join.columns}
    referred = {(join.to_table, name) for join in catalog.joins for name in join.to_columns}
    same: dict[tuple[str, ...], int] = {}
    for name in names[len(tables) :]:
        same[name] = same.get(name, 0) + 1
    for row, table in enumerate(tables):
        # A table of little more than two references only ties others together.
        own = sum((table.name, column.name) in referring for column in table.columns)
        flags[row, 12] = min(len(table.columns), 20) / 20
        flags[row, 13] = own / max(len(table.columns), 1)
    for row, (table, column) in enumerate(kept, len(tables)):
        key = (table.name, column.name)
        flags[row, 14:18] = (column.name in table.primary_key, key in referring, key in referred, same[names[row]] > 1)
        flags[row, 18] = len(names[row]) / 4
    return flags


def _matches(tokens: Sequence[Token], side: SchemaSide) -> NDArray[np.uint8]:
    """Words × names: 0 none, 1 a part of the name, 2 the whole name."""
    found = np.zeros((len(tokens), len(side.names)), dtype=np.uint8)
    stops = stop_words()
    by_word: dict[str, list[int]] = {}
    for place, name in enumerate(side.names):
        for word in name:
            by_word.setdefault(word, []).append(place)
    for row, token in enumerate(tokens):
        if token.normal in stops or token.text.casefold() in stops:
            continue
        for form in (*token.variants, *token.parts):
            found[row, by_word.get(form, ())] = 1
        if len(token.normal) >= 4:
            found[row, [place for place, name in enumerate(side.letters) if token.normal in name]] = 1
    for start, length in product(range(len(tokens)), range(1, _LONGEST_NAME + 1)):
        span = tokens[start : start + length]
        if len(span) == length and (length > 1 or span[0].normal not in stops):
            found[start : start + length, side.by_letters.get("".join(token.normal for token in span), ())] = 2
    return found


def _likeness(
    tokens: Sequence[Token], said: Floats, translated: Translated, side: SchemaSide, vectors: WordVectors
) -> Floats:
    """Cosine with the whole name, with the closest word of it, and with the name where no other name is closer."""
    plain = np.array([_is_plain(token) for token in tokens], dtype=np.float32)[:, None]
    whole, single = said @ side.vectors.T, said @ side.parts.T
    for row, meanings in enumerate(translated):
        if meanings:
            english = vectors.of([" ".join(meaning) for meaning in meanings])
            whole[row] = np.maximum(whole[row], (english @ side.vectors.T).max(axis=0))
            single[row] = np.maximum(single[row], (english @ side.parts.T).max(axis=0))
    whole = whole * plain
    words = np.where(side.part_places[None], single[:, None, :], -1.0).max(axis=2) if single.size else whole * 0
    words = words * plain
    best = np.zeros_like(whole)
    count = len(side.tables)
    for part in (slice(0, count), slice(count, None)):
        block = np.maximum(whole[:, part], words[:, part])
        if block.size:
            best[:, part] = np.where(block >= block.max(axis=1, keepdims=True) - 1e-3, block, 0.0)
    return np.stack([whole, words, best]).astype(np.float32)


def _is_plain(token: Token) -> bool:
    stops = stop_words()
    return token.kind in ("word", "identifier") and token.normal not in stops and token.text.casefold() not in stops


def _flags(
    tokens: Sequence[Token],
    side: SchemaSide,
    values: Sequence[ValueCandidate],
    matches: NDArray[np.uint8],
    likeness: Floats,
) -> Floats:
    words, tables = len(tokens), len(side.tables)
    flags = np.zeros((words, FLAGS), dtype=np.float32)
    for row, token in enumerate(tokens):
        inside = any(token.start < value.end and value.start < token.end for value in values)
        flags[row, 0:4] = (token.text[:1].isupper(), not _is_plain(token), row / 20, inside)
    if words and side.names:
        flags[:, 4], flags[:, 5] = matches[:, :tables].max(axis=1, initial=0), matches[:, tables:].max(1, initial=0)
        flags[:, 6], flags[:, 7] = likeness[0, :, :tables].max(1, initial=0), likeness[0, :, tables:].max(1, initial=0)
    schema = side.flags.copy()
    schema[:, 19] = matches.max(axis=0, initial=0) / 2
    schema[:, 20] = likeness[0].max(axis=0, initial=0)
    schema[:, 21] = likeness[1].max(axis=0, initial=0)
    schema[:, 22] = likeness[2].max(axis=0, initial=0)
    for value in values:
        for place in value.places:
            if place in side.place:
                schema[tables + side.place[place], 23] = value.score
    return np.concatenate([flags, schema, _value_flags(values)])


def _value_flags(values: Sequence[ValueCandidate]) -> Floats:
    flags = np.zeros((len(values), FLAGS), dtype=np.float32)
    for row, value in enumerate(values):
        number = value.literal if not isinstance(value.literal, str) else 0
        flags[row, 24:30] = (
            value.score,
            not isinstance(value.literal, str),
            0 < number <= 10,
            1800 <= number <= 2100,
            (value.end - value.start) / 20,
            len(value.places) / 3,
        )
    return flags
