"""Values that the index does not hold, because their column has more than it keeps: looked up in the warehouse.

Only what a question says and nobody knows is looked for, only in columns that are not personal, and never for longer
than the budget allows. A warehouse that fails or is slow costs the values, not the question.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from time import monotonic
from unicodedata import normalize

from text2sql.catalog import Catalog
from text2sql.corpus.documents import spoken
from text2sql.corpus.spelling import letters, spelling_key
from text2sql.corpus.values import Capped, ValueIndex
from text2sql.corpus.values_spans import Unmatched, likeness
from text2sql.errors import CannotOpen, Text2SqlError
from text2sql.interfaces import Lookup, ValueLookup
from text2sql.language import lexical_terms
from text2sql.types import LinkedValue

_REST_SECONDS = 300.0
"""A column that failed, or took too long, is left alone for so long."""
_KEPT_SECONDS, _KEPT_TEXTS = 120.0, 16
"""A question is linked more than once: so long, and for so many texts, what was found is remembered."""
_LEAST_SECONDS = 0.05
_SHORTEST_PART = 2
_SAME, _OTHER_FORM = 1.0, 0.95


@dataclass(frozen=True, slots=True)
class LookupBudget:
    """What looking up the values of one question may take."""

    columns: int = 8
    """Columns searched, those that the question names first; 0 means that none are."""
    texts: int = 8
    """Stretches of the question that are looked for."""
    rows: int = 50_000_000
    """Tables with more rows are not searched."""
    seconds: float = 1.5
    """For all columns together; 0 means that none are searched."""


@dataclass(frozen=True, slots=True)
class SearchedColumn:
    """A column that may be searched."""

    table: str
    schema: str | None
    bare_table: str
    column: str
    rows: int
    terms: frozenset[str]
    """What its table and itself are called."""


def searchable(
    catalog: Catalog, capped: Iterable[Capped], closed: frozenset[str], most_rows: int
) -> tuple[SearchedColumn, ...]:
    """The columns with more values than the index keeps that may be searched.

    Args:
        catalog: what whoever asks may know of.
        capped: columns with more values.
        closed: tables whose rows not everybody may see.
        most_rows: tables with more are left out.
    """
    return tuple(_searchable(catalog, capped, closed, most_rows))


def _searchable(
    catalog: Catalog, capped: Iterable[Capped], closed: frozenset[str], most_rows: int
) -> Iterator[SearchedColumn]:
    for each in capped:
        table = catalog.table(each.table)
        column = table.column(each.column) if table is not None else None
        if table is None or column is None or table.name in closed:
            continue
        if column.personal or column.effective_kind != "text" or (table.row_count or 0) > most_rows:
            continue
        names = (spoken(table.bare_name), *table.synonyms, spoken(column.name), *column.synonyms)
        terms = frozenset(lexical_terms("\n".join(names)))
        yield SearchedColumn(table.name, table.schema, table.bare_name, column.name, table.row_count or 0, terms)


class WarehouseValues:
    """The index, and behind it the warehouse. Safe to use from several threads."""

    def __init__(
        self, index: ValueIndex, lookup: ValueLookup, catalog: Catalog, closed: frozenset[str], budget: LookupBudget
    ) -> None:
        """Search ``index`` first, and then what of ``catalog`` is not in ``closed`` tables through ``lookup``."""
        self._index = index
        self._lookup = lookup
        self._catalog = catalog
        self._closed = closed
        self._budget = budget
        self._lock = Lock()
        self._resting: dict[tuple[str, str] | None, float] = {}
        self._kept: dict[str, tuple[float, tuple[LinkedValue, ...]]] = {}

    def find(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first; those the index does not hold say so."""
        found = self._index.find(text, count)
        if self._budget.seconds <= 0 or self._budget.columns <= 0 or not self._columns:
            return found
        more = self._remembered(text, found)
        known = {(each.table, each.column, each.value, each.words) for each in found}
        new = [each for each in more if (each.table, each.column, each.value, each.words) not in known]
        return tuple(sorted((*found, *new), key=lambda each: -each.score))[:count]

    @cached_property
    def _columns(self) -> tuple[SearchedColumn, ...]:
        return searchable(self._catalog, self._index.capped, self._closed, self._budget.rows)

    def _remembered(self, text: str, found: Sequence[LinkedValue]) -> tuple[LinkedValue, ...]:
        with self._lock:
            since, values = self._kept.get(text, (0.0, ()))
        if since and monotonic() - since < _KEPT_SECONDS:
            return values
        values = tuple(self._searched(text, self._index.unmatched(text, found)[: self._budget.texts]))
        with self._lock:
            self._kept.pop(text, None)
            self._kept[text] = (monotonic(), values)
            while len(self._kept) > _KEPT_TEXTS:
                del self._kept[next(iter(self._kept))]
        return values

    def _searched(self, text: str, wanted: Sequence[Unmatched]) -> Iterator[LinkedValue]:
        """Letter by letter first, which an index of the warehouse may answer; then what is left, in any case."""
        if not wanted:
            return
        end = monotonic() + self._budget.seconds
        terms = set(lexical_terms(text))
        columns = sorted(self._columns, key=lambda each: (-len(terms & each.terms), each.rows))[: self._budget.columns]
        seen: set[tuple[int, int]] = set()
        for exact in (True, False):
            left = [each for each in wanted if not _lies_in(each, seen)]
            for column in columns if left else ():
                for value in self._values(column, left, exact, end):
                    for each, score in _meant(value, left):
                        seen.add((each.span.start, each.span.end))
                        words = text[each.span.start : each.span.end]
                        yield LinkedValue(column.table, column.column, value, words, round(score, 3), "warehouse")

    def _values(self, column: SearchedColumn, wanted: Sequence[Unmatched], exact: bool, end: float) -> tuple[str, ...]:
        seconds = end - monotonic()
        if seconds < _LEAST_SECONDS or self._rests(column):
            return ()
        texts = tuple(dict.fromkeys(normalize("NFC", form) for each in wanted for form in each.forms))
        parts = tuple(normalize("NFC", each.forms[0]) for each in wanted if _may_be_part(each))
        asked = Lookup(
            column.schema, column.bare_table, column.column, texts, () if exact else parts, exact, seconds=seconds
        )
        try:
            return self._lookup.look_up(asked)
        except Text2SqlError as error:
            # The question goes on without these values; whatever is wrong will be told when the query runs.
            with self._lock:
                place = None if isinstance(error, CannotOpen) else (column.table, column.column)
                self._resting[place] = monotonic() + _REST_SECONDS
            return ()

    def _rests(self, column: SearchedColumn) -> bool:
        with self._lock:
            ends = (self._resting.get(None, 0.0), self._resting.get((column.table, column.column), 0.0))
        return monotonic() < max(ends)


def _lies_in(each: Unmatched, places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= each.span.start and each.span.end <= end for start, end in places)


def _may_be_part(each: Unmatched) -> bool:
    return (each.span.named or each.span.quoted) and len(each.forms[0]) >= _SHORTEST_PART


def _meant(value: str, wanted: Sequence[Unmatched]) -> Iterator[tuple[Unmatched, float]]:
    """The stretches that the value answers, of those within each other the longest."""
    key = spelling_key(value)
    taken: list[tuple[int, int]] = []
    for each in sorted(wanted, key=lambda one: one.span.start - one.span.end):
        if _lies_in(each, taken):
            continue
        score = _SAME if key == each.span.keys[0] else _OTHER_FORM if key in each.span.keys else 0.0
        score = score or max(likeness(each.span, letters(form), letters(key)) for form in each.span.keys)
        if score:
            taken.append((each.span.start, each.span.end))
            yield each, score
