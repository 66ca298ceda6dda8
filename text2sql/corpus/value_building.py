"""Builds the value index: which columns are worth indexing, and the file that :mod:`text2sql.corpus.values` reads.

Values of personal columns never get in. A column with more distinct values than the cap is written down as capped, so
that a value which is not found is never taken for one that does not exist.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from text2sql.catalog import Catalog, Column, Table
from text2sql.corpus.documents import spoken
from text2sql.corpus.files import digest_of
from text2sql.corpus.spelling import letters, spelling_key
from text2sql.corpus.values import EntryKind, ValueIndex
from text2sql.corpus.values_named import flag_words, other_words
from text2sql.interfaces import ValueSource
from text2sql.language.english import singular

VALUES_PER_COLUMN = 5_000
_LONGEST_VALUE = 120
_LONG_ON_AVERAGE = 60
_MANY = 50
_IDENTIFIER = re.compile(r"[\d\s().+-]+|[0-9a-fA-F-]{16,}|https?://\S+|[^@\s]+@[^@\s]+\.[^@\s]+")
_MANY_KEYS = 1_000
_KEY_NAMES = (" id", " uuid", " guid", " hash", " token", " url", " no", " number")
_ENDS = re.compile(r"^\W+|\W+$")
_WORD = re.compile(r"[^\W_]+")
_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, table_name TEXT, column_name TEXT, kept INTEGER, capped INTEGER, first INTEGER, last INTEGER);
CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT, place INTEGER, value TEXT, kind INTEGER);
CREATE TABLE known (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE fuzzy USING fts5 (letters, content = '', tokenize = 'trigram');
"""


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """The values of one column, as far as they are kept."""

    table: str
    column: str
    values: tuple[str, ...]
    labels: tuple[tuple[str, str], ...] = ()
    """Pairs of label and the value it stands for."""
    capped: bool = False
    guessed: tuple[tuple[str, str], ...] = ()
    """Further pairs that nobody wrote: what values of their kind are usually called."""


def build_values(path: Path | None, catalog: Catalog, columns: Iterable[ColumnValues]) -> ValueIndex:
    """Write the index of these columns to a new file, or to memory when there is no path, and open it."""
    target = ":memory:" if path is None else str(path)
    connection = sqlite3.connect(target, check_same_thread=False)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    connection.executemany("INSERT OR IGNORE INTO known VALUES (?)", ((word,) for word in known_words(catalog)))
    number = 0
    for place, column in enumerate(columns, 1):
        rows = [
            (number + offset, key, place, value, kind) for offset, (key, value, kind) in enumerate(_entries(column), 1)
        ]
        row = (place, column.table, column.column, len(column.values), column.capped, number + 1, number + len(rows))
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        number += len(rows)
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany(
            "INSERT INTO fuzzy (rowid, letters) VALUES (?, ?)", ((entry, letters(key)) for entry, key, *_ in rows)
        )
    connection.execute("CREATE INDEX entry_key ON entry (key)")
    connection.commit()
    if path is None:
        return ValueIndex(connection)
    connection.close()
    return ValueIndex.open(path)


def values_of(
    catalog: Catalog, source: ValueSource | None, told: Callable[[str, int, int], None]
) -> Iterator[ColumnValues]:
    """The values of every column worth indexing; from the profile's common values when there is no source."""
    wanted = [(table, column) for table in catalog.tables for column in table.columns if _is_worth_indexing(column)]
    for done, (table, column) in enumerate(wanted, 1):
        found = _column_values(table, column, source)
        told(f"{table.name}.{column.name}", done, len(wanted))
        if found.values or found.labels or found.capped:
            yield found


def values_fingerprint(catalog: Catalog) -> str:
    """A digest of everything in the catalog that decides what gets into the index."""
    columns = [
        repr((table.name, column.name, column.effective_kind, column.values))
        for table in catalog.tables
        for column in table.columns
        if _is_worth_indexing(column)
    ]
    return digest_of([*columns, *sorted(known_words(catalog))])


def known_words(catalog: Catalog) -> set[str]:
    """Words of table and column names and their synonyms: they speak of the schema, never of a misspelled value."""
    phrases: list[str] = []
    for table in catalog.tables:
        phrases += [spoken(table.bare_name), *table.synonyms, table.label.en, table.label.ko]
        for measure in table.measures:
            phrases += [measure.label.en, measure.label.ko, *measure.synonyms]
        for named in table.filters:
            phrases += [named.label.en, named.label.ko, *named.synonyms]
        for column in table.columns:
            phrases += [spoken(column.name), *column.synonyms]
    words = {word.casefold() for phrase in set(phrases) for word in _WORD.findall(phrase)}
    return words | {word + "s" for word in words if word.isascii()}


def _is_worth_indexing(column: Column) -> bool:
    return not column.personal and (column.effective_kind == "text" or bool(column.values))


def _column_values(table: Table, column: Column, source: ValueSource | None) -> ColumnValues:
    labels = tuple((label, each.value) for each in column.values for label in each.labels)
    named = tuple(each.value for each in column.values)
    if column.effective_kind != "text":
        return ColumnValues(table.name, column.name, named, labels)
    if source is None:
        found = column.profile.common if column.profile else ()
        counted = column.profile.distinct if column.profile else None
        capped = counted is not None and counted > len(found)
    else:
        found = source.distinct_values(table.name, column.name, VALUES_PER_COLUMN + 1)
        capped = len(found) > VALUES_PER_COLUMN
    if is_noise(column.name, found):
        return ColumnValues(table.name, column.name, named, labels, capped=True)
    short = (value for value in found[:VALUES_PER_COLUMN] if len(value) <= _LONGEST_VALUE)
    values = tuple(dict.fromkeys((*named, *short)))
    guessed = (*other_words(values), *flag_words(column.name, column.synonyms, values)) if not column.values else ()
    return ColumnValues(table.name, column.name, values, labels, capped, guessed)


def is_noise(name: str, values: tuple[str, ...]) -> bool:
    """Whether these are identifiers, addresses or long prose: nobody names them in a question but by quoting.

    Few values are always codes worth knowing, whatever they look like.

    Args:
        name: of the column.
        values: its distinct values.
    """
    if len(values) <= _MANY:
        return bool(values) and sum(map(len, values)) / len(values) > 2 * _LONG_ON_AVERAGE
    if sum(map(len, values)) / len(values) > _LONG_ON_AVERAGE:
        return True
    if len(values) > _MANY_KEYS and spoken(name).endswith(_KEY_NAMES):
        return True
    identifiers = sum(bool(_IDENTIFIER.fullmatch(value)) for value in values)
    return identifiers / len(values) > 0.8


def _entries(column: ColumnValues) -> Iterator[tuple[str, str, EntryKind]]:
    spellings = [(value, value, EntryKind.VALUE) for value in column.values]
    spellings += [(label, value, EntryKind.LABEL) for label, value in column.labels]
    for words, value, kind in spellings:
        key = spelling_key(words)
        bare = _ENDS.sub("", key)  # nobody says the exclamation mark of "Yahoo!"
        for each in dict.fromkeys((key, bare)):
            if each:
                yield each, value, kind
    for value in column.values:
        if value.endswith("s") and (one := spelling_key(_singular(value))) != spelling_key(value):
            yield one, value, EntryKind.GUESSED
    for words, value in column.guessed:
        yield spelling_key(words), value, EntryKind.GUESSED


def _singular(value: str) -> str:
    """With its last word in the singular: "Herb" is what is said of one of the "Herbs"."""
    head, space, last = value.rpartition(" ")
    return head + space + (singular(last.lower()) if last.isalpha() and last.isascii() else last)
