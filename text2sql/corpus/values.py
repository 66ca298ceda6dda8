"""Which cell values a question speaks of: "서울의" is ``region = '서울'``, "취소된" is ``status = 'cancelled'``.

The index is one SQLite file, made by :mod:`text2sql.corpus.value_building` and only read here. The longest words win:
"United States" leaves nothing over for "States".
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from threading import Lock

from text2sql.corpus.spelling import letters, spelling_key
from text2sql.corpus.values_beside import Held, column_terms, held_texts, unsure_spans
from text2sql.corpus.values_spans import (
    Span,
    Unmatched,
    is_plain,
    likeness,
    overlaps,
    quoted_spans,
    unmatched,
    word_spans,
    words_inside,
)
from text2sql.language import Meaning, Token, is_stop, lexical_terms, noun_meanings, tokenize
from text2sql.types import LinkedValue

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_HANGUL = re.compile(r"[가-힣]")
_KEYS_AT_ONCE = 500
_FUZZY_SPANS = 8
_FUZZY_CANDIDATES = 40
_INFLECTED = (1.0, 0.95, 0.9)
_GUESSED = 0.85
_BESIDE = 0.8
_TRANSLATED = 0.8
_HELD = 0.6
_PLACES_SEARCHED = 12


class EntryKind(IntEnum):
    """What a spelling in the index is."""

    VALUE = 0
    LABEL = 1
    """What a table card calls a value."""
    GUESSED = 2
    """What values of its kind are usually called."""


@dataclass(frozen=True, slots=True)
class Capped:
    """A column with more distinct values than were kept: a value missing from the index may still exist."""

    table: str
    column: str
    kept: int

    def __str__(self) -> str:
        return f"{self.table}.{self.column} ({self.kept:,} values kept)"


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    table: str
    column: str
    value: str
    score: float
    label: bool
    distinct: int


class ValueIndex:
    """Finds values in texts. Safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = Lock()
        self.capped: tuple[Capped, ...] = tuple(
            Capped(*row)
            for row in connection.execute("SELECT table_name, column_name, kept FROM place WHERE capped ORDER BY id")
        )

    @classmethod
    def open(cls, path: Path) -> "ValueIndex":
        """Open a finished index file; it is never written to again, so no lock is taken."""
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def find(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first; a value in several columns is found several times."""
        typed, text = text, _UNSTORABLE.sub(" ", text)  # offsets stay; SQLite takes neither NUL nor half a character
        with self._lock:
            tokens = tokenize(text)
            quoted = list(quoted_spans(text, tokens))
            spans = [*quoted, *word_spans(text, tokens), *words_inside(text, quoted)]
            found = _longest(self._exact(spans), text)
            found += self._exact(self._first_halves(text, tokens, _covered(found)))
            found += self._translated(text, tokens, _covered(found))
            covered = _covered(found)
            found += self._named_beside(tokens, covered)
            found += self._similar([*quoted, *self._unknown_spans(text, tokens)], covered)
            found += self._holding(held_texts(text, tokens))
        found.sort(key=lambda each: (-each.score, -len(each.span.keys[0]), not each.label, each.distinct))
        linked: dict[tuple[str, ...], LinkedValue] = {}
        for each in found:
            words = typed[each.span.start : each.span.end]
            value = LinkedValue(each.table, each.column, each.value, words, round(each.score, 3))
            linked.setdefault((each.table, each.column, each.value, words), value)
        return tuple(linked.values())[:count]

    def unmatched(self, text: str, found: Sequence[LinkedValue]) -> tuple[Unmatched, ...]:
        """What of a text may be a value that is not here, likeliest first.

        Args:
            text: the question.
            found: what :meth:`find` told of it; only what it is sure of is taken for known.
        """
        text = _UNSTORABLE.sub(" ", text)
        sure = {value.words for value in found if value.score >= _INFLECTED[-1]}
        taken = [match.span() for words in sure for match in re.finditer(re.escape(words), text)]
        with self._lock:
            known = self._known({form for token in tokenize(text) for form in (token.normal, token.text.casefold())})
        return unmatched(text, known, taken)

    def _exact(self, spans: Sequence[Span]) -> list[_Found]:
        by_key: dict[str, list[tuple[Span, float]]] = {}
        for span in spans:
            for position, key in enumerate(span.keys):
                by_key.setdefault(key, []).append((span, _INFLECTED[min(position, 2)]))
        found: list[_Found] = []
        for key, table, column, value, kind, kept in self._rows("e.key IN ({})", list(by_key)):
            most = _GUESSED if kind == EntryKind.GUESSED else 1.0
            found += [
                _Found(span, table, column, value, min(score, most), kind == EntryKind.LABEL, kept)
                for span, score in by_key[key]
            ]
        return found

    def _named_beside(self, tokens: Sequence[Token], covered: Sequence[tuple[int, int]]) -> list[_Found]:
        """Values too short or too common to be meant, but that their column is named beside them."""
        near = {
            (span.start, span.end): (span, terms)
            for span, terms in unsure_spans(tokens)
            if not overlaps(span.start, span.end, covered)
        }
        return [
            replace(each, score=_BESIDE)
            for each in self._exact([span for span, _ in near.values()])
            if column_terms(each.column) & near[each.span.start, each.span.end][1]
        ]

    def _translated(self, text: str, tokens: Sequence[Token], covered: Sequence[tuple[int, int]]) -> list[_Found]:
        """Values that Korean words are in English, unless those name something of the schema: 고양이 is 'cat'."""
        told = {token: english for token in tokens if (english := _in_english(token))}
        names = {word for words in told.values() for word in words}
        known = self._known((*(token.normal for token in told), *names, *(f"{name}s" for name in names)))
        spans = [
            Span(token.start, _noun_end(text, token), (spelling_key(" ".join(words)),))
            for token, words in told.items()
            if not overlaps(token.start, token.end, covered)
            and token.normal not in known
            and not all({word, f"{word}s"} & known for word in words)
        ]
        return [replace(each, score=_TRANSLATED) for each in self._exact(spans)]

    def _holding(self, texts: Sequence[Held]) -> list[_Found]:
        """Of each column that the question names a value that holds what its values have to hold."""
        found: list[_Found] = []
        for held in texts:
            for number, table, column, kept, first, last in self._places_named(held.near):
                row = self._connection.execute(
                    "SELECT value FROM entry WHERE id BETWEEN ? AND ? AND instr(key, ?) ORDER BY length(key) LIMIT 1",
                    (first, last, held.span.keys[0]),
                ).fetchone()
                if row:
                    found.append(_Found(held.span, table, column, row[0], _HELD - number / 1_000, False, kept))
        return found

    def _places_named(self, terms: frozenset[str]) -> Iterator[tuple[int, str, str, int, int, int]]:
        """Columns that are named, those of tables that are named too first, each with its rank."""
        names = [name for name, said in self._column_names.items() if said & terms]
        rows: list[tuple[str, str, int, int, int]] = []
        for start in range(0, len(names), _KEYS_AT_ONCE):
            some = names[start : start + _KEYS_AT_ONCE]
            rows += self._connection.execute(
                "SELECT table_name, column_name, kept, first, last FROM place "
                f"WHERE column_name IN ({','.join('?' * len(some))})",
                some,
            )
        rows.sort(key=lambda row: (-len(column_terms(row[0]) & terms), -len(column_terms(row[1]) & terms)))
        for number, row in enumerate(rows[:_PLACES_SEARCHED]):
            yield number, *row

    @cached_property
    def _column_names(self) -> dict[str, frozenset[str]]:
        names = self._connection.execute("SELECT DISTINCT column_name FROM place")
        return {name: column_terms(name) for (name,) in names}

    def _rows(self, condition: str, values: Sequence[str | int]) -> Iterator[tuple[str, str, str, str, int, int]]:
        for start in range(0, len(values), _KEYS_AT_ONCE):
            some = values[start : start + _KEYS_AT_ONCE]
            yield from self._connection.execute(
                "SELECT e.key, p.table_name, p.column_name, e.value, e.kind, p.kept FROM entry e "
                f"JOIN place p ON p.id = e.place WHERE {condition.format(','.join('?' * len(some)))}",
                some,
            )

    def _first_halves(self, text: str, tokens: Sequence[Token], covered: list[tuple[int, int]]) -> list[Span]:
        """Korean compounds of a value and a word of the schema: 서울 in 서울고객."""
        halves: dict[str, list[Span]] = {}
        for token in tokens:
            bare = text[token.start : token.stem_end]
            if len(bare) < 4 or not _HANGUL.match(bare) or overlaps(token.start, token.end, covered):
                continue
            for cut in range(2, len(bare) - 1):
                span = Span(token.start, token.start + cut, (spelling_key(bare[:cut]),))
                halves.setdefault(bare[cut:], []).append(span)
        known = self._known(halves)
        return [span for rest, spans in halves.items() if rest in known for span in spans]

    def _unknown_spans(self, text: str, tokens: Sequence[Token]) -> list[Span]:
        """Names that no table, column or grammar knows: each alone, and runs of capitalised words together."""
        known = self._known({form for token in tokens for form in (token.normal, token.text.casefold())})
        spans: list[Span] = []
        run: list[Token] = []
        for token in tokens:
            bare = text[token.start : token.stem_end]
            capital = bare[:1].isupper() and (token.start > 0 or bool(run))
            run = run if capital else []
            if is_plain(token, known) and not run:
                continue
            named = capital or bool(_HANGUL.search(bare))
            spans.append(Span(token.start, token.stem_end, (spelling_key(bare),), named=named))
            if capital:
                run.append(token)
            if len(run) > 1:
                start, end = run[0].start, token.stem_end
                spans.append(Span(start, end, (spelling_key(text[start:end]),), named=True))
        return sorted(spans, key=lambda span: span.start - span.end)[:_FUZZY_SPANS]

    def _known(self, words: Iterable[str]) -> set[str]:
        asked = list(words)
        known: set[str] = set()
        for start in range(0, len(asked), _KEYS_AT_ONCE):
            some = asked[start : start + _KEYS_AT_ONCE]
            marks = ",".join("?" * len(some))
            known |= {
                word for (word,) in self._connection.execute(f"SELECT word FROM known WHERE word IN ({marks})", some)
            }
        return known

    def _similar(self, spans: Sequence[Span], covered: list[tuple[int, int]]) -> list[_Found]:
        """Misspelled values, and values that a name is a part of, where nothing was found exactly."""
        found: list[_Found] = []
        for span in spans:
            if any(start <= span.start and span.end <= end for start, end in covered):
                continue
            near = self._near(span)
            if near:
                covered.append((span.start, span.end))
                found += near
        return found

    def _near(self, span: Span) -> list[_Found]:
        key = span.keys[0]
        wanted = letters(key)
        grams = {wanted[start : start + 3] for start in range(len(wanted) - 2)}
        if len(wanted) < 5 or not grams:
            return []
        query = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        rows = self._connection.execute(
            "SELECT rowid FROM fuzzy WHERE fuzzy MATCH ? ORDER BY rank LIMIT ?", (query, _FUZZY_CANDIDATES)
        ).fetchall()
        found = []
        for other, table, column, value, kind, kept in self._rows("e.id IN ({})", [rowid for (rowid,) in rows]):
            score = likeness(span, wanted, letters(other)) if kind != EntryKind.GUESSED else 0.0
            if score:
                found.append(_Found(span, table, column, value, score, kind == EntryKind.LABEL, kept))
        best = max((each.score for each in found), default=0.0)
        return [each for each in found if each.score >= best - 0.1]


def _in_english(token: Token) -> Meaning:
    """What a noun of two syllables or more is in English; verbs and short words are seldom meant as a value."""
    form = _noun(token)
    return noun_meanings(form)[0] if len(form) > 1 and not is_stop(token) else ()


def _noun(token: Token) -> str:
    """The form of a word that the dictionary has: 고양이 of 고양이나, which may also be 고양 + 이나."""
    forms = token.variants if token.kind == "word" else ()
    return next((form for form in forms if noun_meanings(form)), "")


def _noun_end(text: str, token: Token) -> int:
    form = _noun(token)
    return token.start + len(form) if text.startswith(form, token.start) else token.stem_end


def _covered(found: Iterable[_Found]) -> list[tuple[int, int]]:
    return [(each.span.start, each.span.end) for each in found]


def _longest(found: list[_Found], text: str) -> list[_Found]:
    """Without those that lie inside, or overlap the start of, a longer span that was found.

    "Sonoma County" is also Sonoma where there is a column for counties.
    """
    kept: list[tuple[int, int]] = []
    chosen: list[_Found] = []
    for each in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start, -one.score)):
        span = (each.span.start, each.span.end)
        if span in kept or not overlaps(*span, kept):
            if span not in kept:
                kept.append(span)
            chosen.append(each)
        elif any(_leaves_its_column(each, text, longer) for longer in kept):
            chosen.append(replace(each, score=min(each.score, _BESIDE)))
    return chosen


def _leaves_its_column(each: _Found, text: str, longer: tuple[int, int]) -> bool:
    start, end = longer
    if not start <= each.span.start < each.span.end <= end:
        return False
    rest = set(lexical_terms(f"{text[start : each.span.start]} {text[each.span.end : end]}"))
    return bool(rest) and rest <= column_terms(each.column)
