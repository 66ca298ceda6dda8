"""Which cell values a question speaks of: "서울의" is ``region = '서울'``, "취소된" is ``status = 'cancelled'``.

The index is one SQLite file, made by :mod:`text2sql.corpus.value_building` and only read here. The longest words win:
"United States" leaves nothing over for "States".
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from text2sql.corpus.spelling import letters, spelling_key
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
from text2sql.language import Token, tokenize
from text2sql.types import LinkedValue

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_HANGUL = re.compile(r"[가-힣]")
_KEYS_AT_ONCE = 500
_FUZZY_SPANS = 8
_FUZZY_CANDIDATES = 40
_INFLECTED = (1.0, 0.95, 0.9)


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
            found = _longest(self._exact(spans))
            found += self._exact(self._first_halves(text, tokens, _covered(found)))
            covered = _covered(found)
            found += self._similar([*quoted, *self._unknown_spans(text, tokens)], covered)
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
        for key, table, column, value, label, kept in self._rows("e.key IN ({})", list(by_key)):
            found += [_Found(span, table, column, value, score, label, kept) for span, score in by_key[key]]
        return found

    def _rows(self, condition: str, values: Sequence[str | int]) -> Iterator[tuple[str, str, str, str, bool, int]]:
        for start in range(0, len(values), _KEYS_AT_ONCE):
            some = values[start : start + _KEYS_AT_ONCE]
            yield from self._connection.execute(
                "SELECT e.key, p.table_name, p.column_name, e.value, e.label, p.kept FROM entry e "
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
        for other, table, column, value, label, kept in self._rows("e.id IN ({})", [rowid for (rowid,) in rows]):
            score = likeness(span, wanted, letters(other))
            if score:
                found.append(_Found(span, table, column, value, score, label, kept))
        best = max((each.score for each in found), default=0.0)
        return [each for each in found if each.score >= best - 0.1]


def _covered(found: Iterable[_Found]) -> list[tuple[int, int]]:
    return [(each.span.start, each.span.end) for each in found]


def _longest(found: list[_Found]) -> list[_Found]:
    """Without those that lie inside, or overlap the start of, a longer span that was found."""
    kept: list[tuple[int, int]] = []
    chosen: list[_Found] = []
    for each in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start, -one.score)):
        span = (each.span.start, each.span.end)
        if span in kept or not overlaps(*span, kept):
            if span not in kept:
                kept.append(span)
            chosen.append(each)
    return chosen
