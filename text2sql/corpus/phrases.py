"""The phrases of a schema with their meanings: what tables and columns are called, word by word comparable.

A whole question and a table's text are far apart in any embedding, a word and a name are not: 경기장 is closest to
"stadium" of all that a schema calls its parts, and "how old" to "age". So every different name, synonym and word of a
name is embedded once, however many columns bear it: 200,000 columns seldom have more than a few thousand.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from text2sql.catalog import Catalog, Column, Table
from text2sql.corpus.documents import spoken
from text2sql.interfaces import Embedder
from text2sql.language import lexical_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

MOST_PHRASES = 20_000
"""Rarer ones beyond these many have no meaning, and are found by their words alone."""
_LONGEST = 80
"""Letters; what is longer is no name."""
_REMEMBERED = 4_096
FEW_PHRASES = 500
"""So few are embedded when they are first needed, which for a schema that goes in whole is never."""


class Bags:
    """Rows of phrase numbers, as one array to take the maximum over each row."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        import numpy as np

        self._rows = rows
        lengths = [max(1, len(row)) for row in rows]
        self._members = np.array([phrase for row in rows for phrase in (row or (0,))], dtype=np.int64)
        self._starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if rows else np.zeros(0, int)
        self._empty = np.array([not row for row in rows], dtype=bool)

    def best(self, numbers: "Floats") -> "Floats":
        """Of rows with a number for each phrase, rows with the largest number of each bag; 0 for an empty one."""
        import numpy as np

        if not len(self._starts) or not numbers.shape[0] or not numbers.shape[1]:
            return np.zeros((numbers.shape[0], len(self._starts)), dtype=np.float32)
        found: Floats = np.maximum.reduceat(numbers[:, self._members], self._starts, axis=1)
        found[:, self._empty] = 0.0
        return found

    def some(self, places: Iterable[int]) -> "Bags":
        """Only these rows, in this order."""
        return Bags([self._rows[place] for place in places])


@dataclass(frozen=True)
class Phrases:
    """What a catalog calls its tables and columns. Phrases, tables and columns go by number, columns table by table."""

    words: tuple[str, ...]
    """The phrases, the commonest first."""
    tables: tuple[tuple[int, ...], ...]
    """Of each table the phrases it is called by."""
    rows: tuple[tuple[int, ...], ...]
    """Of each column likewise."""
    told: tuple[tuple[int, ...], ...]
    """Of each column the phrases it is called by, and the first sentence of its description if it is short."""
    parts: tuple[tuple[int, ...], ...]
    """Of each phrase the single words in it, which are phrases themselves; none for a single word."""
    names: tuple[str, ...]
    """Of the tables."""
    widths: tuple[int, ...]
    """How many columns each table has."""
    joins: tuple[int, ...]
    """How many joins each table takes part in."""

    @classmethod
    def of(cls, catalog: Catalog) -> "Phrases":
        """The phrases of a catalog's names, synonyms and labels."""
        tables, columns, told = _names(catalog.tables)
        named = {name for names in (*tables, *columns) for name in names}
        counts = _counted(tables, columns, told)
        words = tuple(sorted(counts, key=lambda name: -counts[name]))
        number = {name: place for place, name in enumerate(words)}
        return cls(
            words,
            _numbered(tables, number),
            _numbered(columns, number),
            _numbered(told, number),
            tuple(tuple(number[word] for word in _single(name)) if name in named else () for name in words),
            tuple(table.name for table in catalog.tables),
            tuple(len(table.columns) for table in catalog.tables),
            tuple(len(catalog.joins_of(table.name)) for table in catalog.tables),
        )

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The terms of lexical search of each phrase."""
        return tuple(tuple(dict.fromkeys(lexical_terms(phrase))) for phrase in self.words)

    @cached_property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """The phrases that hold each term."""
        found: dict[str, list[int]] = {}
        for number, terms in enumerate(self.terms):
            for term in terms:
                found.setdefault(term, []).append(number)
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each table."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def first_columns(self) -> "Numbers":
        """The number of each table's first column, and at the end how many columns there are."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.widths)]).astype(np.int64)

    @cached_property
    def join_counts(self) -> "Floats":
        """The logarithm of how many joins each table takes part in, and itself."""
        import numpy as np

        return np.log1p(np.array(self.joins, dtype=np.float32))

    @cached_property
    def table_names(self) -> Bags:
        """What each table is called."""
        return Bags(self.tables)

    @cached_property
    def column_names(self) -> Bags:
        """What each column is called."""
        return Bags(self.rows)

    @cached_property
    def column_texts(self) -> Bags:
        """What each column is called and shortly described by."""
        return Bags(self.told)

    @cached_property
    def said(self) -> Bags:
        """All that is in the names of each table and its columns: the names, and the single words in them."""
        found = []
        for number, own in enumerate(self.tables):
            first, last = int(self.first_columns[number]), int(self.first_columns[number + 1])
            whole = {*own, *(phrase for row in self.rows[first:last] for phrase in row)}
            found.append(sorted(whole.union(*(self.parts[phrase] for phrase in whole))))
        return Bags(found)

    @cached_property
    def bearers(self) -> Sequence[int]:
        """How many columns are called by each phrase."""
        counts = [0] * len(self.words)
        for row in self.rows:
            for phrase in row:
                counts[phrase] += 1
        return counts

    def rarity(self, term: str) -> float:
        """How much a term tells: the logarithm of how few tables and columns have it in their names."""
        return math.log(1 + (len(self.tables) + len(self.rows)) / (self._counts.get(term, 0) + 0.5))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        terms = self.terms
        found: dict[str, int] = {}
        for bag in (*self.tables, *self.rows):
            for term in {term for phrase in bag for term in terms[phrase]}:
                found[term] = found.get(term, 0) + 1
        return found


def phrase_counts(tables: Iterable[Table]) -> Mapping[str, int]:
    """How often each phrase that :class:`Phrases` would have is said in these tables."""
    return _counted(*_names(tables))


def _names(tables: Iterable[Table]) -> tuple[Sequence[tuple[str, ...]], ...]:
    """What tables are called, what their columns are called, and what is told of those."""
    tables = tuple(tables)
    return (
        [tuple(_table_phrases(table)) for table in tables],
        [tuple(_column_phrases(column)) for table in tables for column in table.columns],
        [tuple(_told(column)) for table in tables for column in table.columns],
    )


def _counted(
    tables: Sequence[tuple[str, ...]], columns: Sequence[tuple[str, ...]], told: Sequence[tuple[str, ...]]
) -> dict[str, int]:
    named = {name for names in (*tables, *columns) for name in names}
    counts: dict[str, int] = {}
    for names in (*tables, *told):
        for name in names:
            for phrase in dict.fromkeys((name, *_single(name))) if name in named else (name,):
                counts[phrase] = counts.get(phrase, 0) + 1
    return counts


def _table_phrases(table: Table) -> Iterator[str]:
    yield from _distinct((spoken(table.bare_name), *table.synonyms, table.label.en, table.label.ko))


def _column_phrases(column: Column) -> Iterator[str]:
    yield from _distinct((spoken(column.name), *column.synonyms))


def _told(column: Column) -> Iterator[str]:
    said = (column.description.en.partition(". ")[0], column.description.ko.partition(". ")[0])
    yield from _distinct((spoken(column.name), *column.synonyms, *said))


def _distinct(names: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(name.strip().lower() for name in names if 0 < len(name.strip()) <= _LONGEST)


def _single(name: str) -> tuple[str, ...]:
    words = dict.fromkeys(word for word in name.split() if len(word) > 1 and not word.isdigit())
    return tuple(words) if len(words) > 1 else ()


def _numbered(bags: Iterable[Sequence[str]], number: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(number[name] for name in bag) for bag in bags)


class Meanings:
    """Vectors of phrases, compared with those of a question's words, which are remembered. Safe for several threads."""

    def __init__(self, vectors: "Floats", embedder: Embedder, phrases: int) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._phrases = phrases
        self._known: dict[str, Floats] = {}

    @classmethod
    def of(cls, phrases: Sequence[str], embedder: Embedder) -> "Meanings":
        """Embed the first :data:`MOST_PHRASES` of these."""
        return cls(vectors_of(phrases[:MOST_PHRASES], embedder), embedder, len(phrases))

    def closeness(self, spans: Sequence[str]) -> "Floats":
        """The cosine of each span (a row) with each phrase (a column); 0 for a phrase without a vector."""
        import numpy as np

        found = np.zeros((len(spans), self._phrases), dtype=np.float32)
        if spans:
            with _one_thread().limit(limits=1, user_api="blas"):
                found[:, : len(self._vectors)] = self._embedded(spans) @ self._vectors.T
        return found

    def _embedded(self, spans: Sequence[str]) -> "Floats":
        import numpy as np

        known = self._known if len(self._known) < _REMEMBERED else {}
        new = [span for span in dict.fromkeys(spans) if span not in known]
        known = {**known, **dict(zip(new, vectors_of(new, self._embedder, "query"), strict=True))}
        self._known = known
        return np.stack([known[span] for span in spans])


class _Threads(Protocol):
    def limit(self, *, limits: int, user_api: str) -> AbstractContextManager[object]:
        """Keep a library to so many threads meanwhile."""


@cache
def _one_thread() -> _Threads:
    """Keeps BLAS to one thread: on busy processors its threads wait for each other (``docs/decisions/0011``)."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    found: _Threads = ThreadpoolController()
    return found


def packed(phrases: Sequence[str], vectors: "Floats") -> bytes:
    """Phrases and their vectors as one file: a line of JSON, then numbers of two bytes each, row by row."""
    import numpy as np

    head = json.dumps([list(vectors.shape), list(phrases)], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return head + b"\n" + vectors.astype(np.float16).tobytes()


def unpacked(content: bytes) -> tuple[tuple[str, ...], "Floats"]:
    """What :func:`packed` made.

    Raises:
        ValueError: it is something else, or not whole.
    """
    import numpy as np

    head, _, numbers = content.partition(b"\n")
    made = json.loads(head.decode("utf-8", "surrogatepass"))
    if not isinstance(made, list) or len(made) != 2:
        raise ValueError("not a file of phrases")
    shape, phrases = made
    return tuple(phrases), np.frombuffer(numbers, dtype=np.float16).reshape(shape).astype(np.float32)


def brought_up_to_date(phrases: Sequence[str], known: Mapping[str, "Floats"], embedder: Embedder) -> "Floats":
    """Vectors of the phrases that have any, in order; only those that are not known are embedded."""
    import numpy as np

    kept = phrases[:MOST_PHRASES]
    new = [phrase for phrase in kept if phrase not in known]
    found = {**known, **dict(zip(new, vectors_of(new, embedder), strict=True))}
    return np.stack([found[phrase] for phrase in kept]) if kept else vectors_of((), embedder)


def vectors_of(
    texts: Sequence[str], embedder: Embedder, purpose: Literal["query", "document"] = "document"
) -> "Floats":
    """One row a text."""
    import numpy as np

    rows = embedder.embed(texts, purpose) if texts else []
    return np.array(rows, dtype=np.float32).reshape(len(texts), embedder.dimensions)
