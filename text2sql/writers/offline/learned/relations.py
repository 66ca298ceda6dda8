"""How words, tables, columns and values are related: the edges of RAT-SQL's question-and-schema graph, as numbers.

The relations are those of Wang et al. (2020, table 1), and for values those of BRIDGE's anchors: which words a value
stands in and which columns hold it. Each pair of rows has exactly one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from text2sql.catalog import Column, Join, Table
from text2sql.language import Token
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

Relations = NDArray[np.uint8]

_FARTHEST = 4

# Relations, from row to column of the matrix. Words and names: none, partial, whole name.
_DISTANCE = 1  # … + 2 * _FARTHEST
_WORD_TABLE = _DISTANCE + 2 * _FARTHEST + 1
_TABLE_WORD = _WORD_TABLE + 3
_WORD_COLUMN = _TABLE_WORD + 3
_COLUMN_WORD = _WORD_COLUMN + 4  # the fourth: a cell of the column stands there
_WORD_VALUE = _COLUMN_WORD + 4
_VALUE_WORD = _WORD_VALUE + 2
_TABLE_TABLE = _VALUE_WORD + 2  # same, refers, referred to, both, none
_TABLE_COLUMN = _TABLE_TABLE + 5  # none, owns, owns as primary key
_COLUMN_TABLE = _TABLE_COLUMN + 3
_COLUMN_COLUMN = _COLUMN_TABLE + 3  # same, same table, refers, referred to, same name, none
_TABLE_VALUE = _COLUMN_COLUMN + 6
_VALUE_TABLE = _TABLE_VALUE + 2
_COLUMN_VALUE = _VALUE_TABLE + 2  # none, holds it, holds something like it, is of its kind
_VALUE_COLUMN = _COLUMN_VALUE + 4
_VALUE_VALUE = _VALUE_COLUMN + 4  # same, same place, other
RELATIONS = _VALUE_VALUE + 3
"""How many there are."""
PRIOR = {
    _WORD_TABLE + 1: 0.5, _WORD_TABLE + 2: 1.0, _TABLE_WORD + 1: 0.5, _TABLE_WORD + 2: 1.0,
    _WORD_COLUMN + 1: 0.5, _WORD_COLUMN + 2: 1.0, _WORD_COLUMN + 3: 1.0,
    _COLUMN_WORD + 1: 0.5, _COLUMN_WORD + 2: 1.0, _COLUMN_WORD + 3: 1.0,
    _WORD_VALUE + 1: 1.0, _VALUE_WORD + 1: 1.0, _COLUMN_VALUE + 1: 1.0, _VALUE_COLUMN + 1: 1.0,
}  # fmt: skip
"""Relations that say "the same" before anything is learned, and how strongly."""


def schema_relations(joins: Iterable[Join], tables: Sequence[Table], kept: Sequence[tuple[Table, Column]]) -> Relations:
    """Among tables and columns, in this order."""
    number = {table.name: place for place, table in enumerate(tables)}
    owner = np.array([number[table.name] for table, _ in kept], dtype=np.int64)
    count, width = len(tables), len(tables) + len(kept)
    found = np.full((width, width), _COLUMN_COLUMN + 5, dtype=np.uint8)
    found[:count, :count] = _TABLE_TABLE + 4
    found[:count, count:] = _TABLE_COLUMN
    found[count:, :count] = _COLUMN_TABLE
    columns = found[count:, count:]
    names = np.array([column.name.lower() for _, column in kept])
    if len(kept):
        columns[names[:, None] == names[None, :]] = _COLUMN_COLUMN + 4
        columns[owner[:, None] == owner[None, :]] = _COLUMN_COLUMN + 1
    for row, (table, column) in enumerate(kept):
        key = 1 + (column.name in table.primary_key)
        found[owner[row], count + row] = _TABLE_COLUMN + key
        found[count + row, owner[row]] = _COLUMN_TABLE + key
    _relate_keys(found, joins, number, {(t.name, c.name): count + row for row, (t, c) in enumerate(kept)})
    found[range(count), range(count)] = _TABLE_TABLE
    found[range(count, width), range(count, width)] = _COLUMN_COLUMN
    return found


def _relate_keys(
    found: Relations, joins: Iterable[Join], tables: Mapping[str, int], columns: Mapping[tuple[str, str], int]
) -> None:
    for join in joins:
        one, other = tables.get(join.table), tables.get(join.to_table)
        if one is None or other is None:
            continue
        back = found[one, other] in (_TABLE_TABLE + 2, _TABLE_TABLE + 3)
        found[one, other] = _TABLE_TABLE + (3 if back else 1)
        found[other, one] = _TABLE_TABLE + (3 if back else 2)
        for left, right in zip(join.columns, join.to_columns, strict=True):
            first, second = columns.get((join.table, left)), columns.get((join.to_table, right))
            if first is not None and second is not None:
                found[first, second], found[second, first] = _COLUMN_COLUMN + 2, _COLUMN_COLUMN + 3


def distances(words: int) -> Relations:
    """Among the words: how far apart they stand, up to four."""
    places = np.arange(words)
    return np.asarray(
        _DISTANCE + _FARTHEST + np.clip(places[None, :] - places[:, None], -_FARTHEST, _FARTHEST), dtype=np.uint8
    )


def relate_words(relations: Relations, matches: Relations, words: int, tables: int) -> None:
    """Between words and names.

    Args:
        relations: of all rows; filled in here.
        matches: words × names: 0 none, 1 a part of the name, 2 the whole name.
        words: how many.
        tables: how many of the names are tables'.
    """
    start, stop = words + tables, words + matches.shape[1]
    relations[:words, words:start] = _WORD_TABLE + matches[:, :tables]
    relations[words:start, :words] = _TABLE_WORD + matches[:, :tables].T
    relations[:words, start:stop] = _WORD_COLUMN + matches[:, tables:]
    relations[start:stop, :words] = _COLUMN_WORD + matches[:, tables:].T


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows of a schema are."""

    words: int
    tables: Mapping[str, int]
    """The number of each table, by name."""
    columns: Mapping[ColumnRef, int]
    figures: NDArray[np.int64]
    """Numbers of the columns that hold numbers."""


def relate_values(
    relations: Relations, tokens: Sequence[Token], places: Places, values: Sequence[ValueCandidate]
) -> None:
    """Between values and everything else; and between words and the columns that hold what they say.

    Args:
        relations: of all rows; filled in here.
        tokens: the question's words.
        places: of the schema's rows.
        values: of the question.
    """
    words = places.words
    schema = words + len(places.tables)
    first = schema + len(places.columns)
    relations[words:schema, first:], relations[first:, words:schema] = _TABLE_VALUE, _VALUE_TABLE
    relations[schema:first, first:], relations[first:, schema:first] = _COLUMN_VALUE, _VALUE_COLUMN
    relations[:words, first:], relations[first:, :words] = _WORD_VALUE, _VALUE_WORD
    relations[first:, first:] = _VALUE_VALUE + 2
    for row, value in enumerate(values, first):
        if not isinstance(value.literal, str):
            figures = schema + places.figures
            relations[figures, row], relations[row, figures] = _COLUMN_VALUE + 3, _VALUE_COLUMN + 3
        inside = [at for at, token in enumerate(tokens) if token.start < value.end and value.start < token.end]
        relations[inside, row], relations[row, inside] = _WORD_VALUE + 1, _VALUE_WORD + 1
        _relate_cell(relations, places, value, row, inside)
        same = [other for other, each in enumerate(values, first) if each.start == value.start >= 0]
        relations[row, same] = _VALUE_VALUE + 1
        relations[row, row] = _VALUE_VALUE


def _relate_cell(relations: Relations, places: Places, value: ValueCandidate, row: int, inside: Sequence[int]) -> None:
    kind = 1 if value.score >= 0.95 else 2
    for place in value.places:
        if place in places.columns:
            table = places.words + places.tables[place.table]
            column = places.words + len(places.tables) + places.columns[place]
            relations[column, row], relations[row, column] = _COLUMN_VALUE + kind, _VALUE_COLUMN + kind
            relations[table, row], relations[row, table] = _TABLE_VALUE + 1, _VALUE_TABLE + 1
            relations[inside, column], relations[column, inside] = _WORD_COLUMN + 3, _COLUMN_WORD + 3


def without_match(relations: Relations, words: int, tables: int, chosen: NDArray[np.bool_]) -> Relations:
    """The relations as if no word of the question stood in the chosen names; for training with other words.

    Args:
        relations: of all rows of a question.
        words: how many there are.
        tables: how many there are.
        chosen: for each table, then each column, whether its name is to be forgotten.
    """
    first, stop = words + tables, words + len(chosen)
    found = relations.copy()
    for start, end, forward, back in (
        (words, first, _WORD_TABLE, _TABLE_WORD),
        (first, stop, _WORD_COLUMN, _COLUMN_WORD),
    ):
        forgotten = chosen[start - words : end - words]
        block, mirrored = found[:words, start:end], found[start:end, :words]
        block[:, forgotten] = np.where(block[:, forgotten] <= forward + 2, forward, block[:, forgotten])
        mirrored[forgotten] = np.where(mirrored[forgotten] <= back + 2, back, mirrored[forgotten])
    return found


def owners(relations: Relations, words: int, tables: int, columns: int) -> NDArray[np.int64]:
    """The number of the table that each column belongs to; for training with parts of a schema."""
    first = words + tables
    found: NDArray[np.int64] = (relations[first : first + columns, words:first] > _COLUMN_TABLE).argmax(axis=1)
    return found


def whole_matches(relations: Relations, words: int, tables: int, columns: int) -> NDArray[np.bool_]:
    """Words × names: whether the word is the name, or one of several words that are; for training with other names."""
    first = words + tables
    by_table = relations[:words, words:first] == _WORD_TABLE + 2
    by_column = relations[:words, first : first + columns] == _WORD_COLUMN + 2
    return np.concatenate([by_table, by_column], axis=1)
