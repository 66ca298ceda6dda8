"""Stretches of a question that may be cell values, and how they may be spelled; nothing here knows a database."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from text2sql.corpus.spelling import distance, spelling_key
from text2sql.language import (
    Token,
    find_average_bounds,
    find_bounds,
    find_comparisons,
    find_grains,
    find_numbers,
    find_rankings,
    stop_words,
    tokenize,
)

_LONGEST_SPAN = 8
_SHORTEST_NUMBER = 4
_LEAST_COVERAGE = 0.4
_HANGUL = re.compile(r"[가-힣]")
_CODE = re.compile(r"[A-Za-z\d]+(?:[-_/.#][A-Za-z\d]+)*")
_NO_CODE = re.compile(r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,4}|\d+\.\d+|\d+(?:st|nd|rd|th|s)|\D+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question and the keys it may be spelled as; the first one is as it stands."""

    start: int
    end: int
    keys: tuple[str, ...]
    quoted: bool = False
    named: bool = False
    """Looks like a proper name: capital letters inside a sentence, or Hangul that is no known word."""


def quoted_spans(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """What stands in quotes."""
    for token in tokens:
        if token.kind == "quoted" and (key := spelling_key(text[token.start + 1 : token.stem_end - 1])):
            yield Span(token.start + 1, token.stem_end - 1, (key,), quoted=True)


def word_spans(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of words, the last one with and without each particle that may follow a noun."""
    shouted = text.isupper()
    parts = [_part(text, tokens, place) for place in range(len(tokens))]
    for first, opening in enumerate(tokens):
        if opening.kind == "quoted":
            continue
        if not _is_stop(opening) or (not shouted and _is_abbreviation(opening)):
            yield from _alone(opening, parts[first])
        head = parts[first].whole
        for closing, part in zip(tokens[first + 1 : first + _LONGEST_SPAN], parts[first + 1 :], strict=False):
            if closing.kind == "quoted":
                break
            for end, key in part.joined:
                forms = (head + form for form in part.forms) if end == closing.stem_end else ()
                yield Span(opening.start, end, tuple(dict.fromkeys((head + key, *forms))))
            head += part.joined[0][1]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a word adds to the keys of a run."""

    alone: tuple[tuple[int, str], ...]
    """Where it may end, the longest first, and its key up to there."""
    joined: tuple[tuple[int, str], ...]
    """The same with the signs between it and the word before."""
    forms: tuple[str, ...]

    @property
    def whole(self) -> str:
        return self.alone[0][1]


def _part(text: str, tokens: Sequence[Token], place: int) -> _Part:
    token = tokens[place]
    before = tokens[place - 1].end if place else token.start
    gap = spelling_key(text[before : token.start])
    alone = tuple((end, spelling_key(text[token.start : end])) for end in _ends(text, token))
    forms = tuple(spelling_key(form) for form in token.variants)
    return _Part(alone, tuple((end, gap + key) for end, key in alone) if gap else alone, forms)


def _alone(token: Token, part: _Part) -> Iterator[Span]:
    for end, key in part.alone:
        if key and not _too_common(key):
            forms = (form for form in part.forms if not _too_common(form)) if end == token.stem_end else ()
            yield Span(token.start, end, tuple(dict.fromkeys((key, *forms))))


def _is_abbreviation(token: Token) -> bool:
    """US is no "us"."""
    return len(token.text) > 1 and token.text.isupper()


def words_inside(text: str, quoted: Iterable[Span]) -> Iterator[Span]:
    """Words of a quotation, for those that hold more than one value: first and last name."""
    for span in quoted:
        inside = text[span.start : span.end]
        for word in word_spans(inside, tokenize(inside)):
            yield replace(word, start=span.start + word.start, end=span.start + word.end)


def _ends(text: str, token: Token) -> list[int]:
    """Where the word may end: with all its particles, without them, and where another reading would cut it."""
    stems = (token.start + len(form) for form in token.variants if text.startswith(form, token.start))
    return sorted({token.end, token.stem_end, *stems}, reverse=True)


def _too_common(key: str) -> bool:
    """Single letters and short numbers are never meant as a value unless they stand in quotes."""
    if key.isdigit():
        return len(key) < _SHORTEST_NUMBER
    return len(key) < 2


def _is_stop(token: Token) -> bool:
    words = stop_words()
    return token.normal in words or token.text.casefold() in words


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A stretch that is no value anybody knows of, and no word of the schema either."""

    span: Span
    forms: tuple[str, ...]
    """How it may be written in a cell, as typed first: with and without a particle, in the singular."""


def unmatched(text: str, known: set[str], taken: Sequence[tuple[int, int]]) -> tuple[Unmatched, ...]:
    """What may be a value that nobody knows: what is quoted or a code, then names, then words no schema has.

    Runs of such words come before each of them alone; a run may go over short words: "Lord of the Rings".

    Args:
        text: the question.
        known: words of the schema, of those that stand in the text.
        taken: where values were found already.
    """
    tokens = tokenize(text)
    told = [span for span in quoted_spans(text, tokens) if not overlaps(span.start, span.end, taken)]
    quoted = [(token.start, token.end) for token in tokens if token.kind == "quoted"]
    codes = [
        Span(match.start(), match.end(), (spelling_key(match.group()),), named=True)
        for match in _CODE.finditer(text)
        if not _NO_CODE.fullmatch(match.group()) and not overlaps(match.start(), match.end(), [*taken, *quoted])
    ]
    inside = [*taken, *quoted, *((span.start, span.end) for span in codes), *_grammar(text)]
    free = [token for token in tokens if not overlaps(token.start, token.end, inside)]
    runs = sorted(_strange_runs(text, free, known), key=lambda each: (not each.span.named, -len(each.forms[0])))
    return (*(Unmatched(span, (text[span.start : span.end],)) for span in (*told, *codes)), *runs)


def _strange_runs(text: str, tokens: Sequence[Token], known: set[str]) -> Iterator[Unmatched]:
    strange = [not is_plain(token, known) or _is_name(text, token, known) for token in tokens]
    for first, opening in enumerate(tokens):
        if not strange[first]:
            continue
        named = False
        for last in range(first, min(len(tokens), first + _LONGEST_SPAN)):
            closing = tokens[last]
            if last > first and len(text[tokens[last - 1].end : closing.start].strip("-.&'")) != 1:
                break
            if not strange[last]:
                if _is_stop(closing):
                    continue
                break
            bare = text[closing.start : closing.stem_end]
            named = named or bare[:1].isupper() or bool(_HANGUL.search(bare))
            forms = _forms(text, opening, closing)
            if all(_too_common(spelling_key(form)) for form in forms):
                continue
            keys = tuple(dict.fromkeys(map(spelling_key, forms)))
            yield Unmatched(Span(opening.start, closing.stem_end, keys, named=named), forms)


def _grammar(text: str) -> Iterator[tuple[int, int]]:
    """Where amounts, rankings, periods and the like are spoken of."""
    finders = (find_rankings, find_grains, find_bounds, find_numbers, find_comparisons, find_average_bounds)
    for finder in finders:
        yield from ((each.start, each.end) for each in finder(text))


def _forms(text: str, opening: Token, closing: Token) -> tuple[str, ...]:
    ends = [closing.stem_end, *_ends(text, closing)]
    head = text[opening.start : closing.start]
    return tuple(
        dict.fromkeys((*(text[opening.start : end] for end in ends), *(head + one for one in closing.variants)))
    )


def _is_name(text: str, token: Token, known: set[str]) -> bool:
    """Whether a word of the grammar is written like a name: "Will" inside a sentence."""
    inside = token.start > 0 and text[token.start].isupper() and token.kind == "word"
    return inside and not {token.normal, token.text.casefold()} & known


def is_plain(token: Token, known: set[str]) -> bool:
    """A word of the schema or the grammar, a number or a quotation: nothing that could be a misspelled name."""
    return (
        token.normal in known or token.text.casefold() in known or token.kind in ("number", "quoted") or _is_stop(token)
    )


def likeness(span: Span, wanted: str, other: str) -> float:
    """0 for no; below 1 for a few typing errors or for a name that makes up much of the value."""
    most = 1 if len(wanted) < 8 else 2
    if other[:1] == wanted[:1] or span.quoted:
        edits = distance(wanted, other, most)
        if edits <= most:
            return 0.98 - 0.8 * edits / max(len(wanted), 1)
    coverage = len(wanted) / max(len(other), 1)
    if (span.named or span.quoted) and wanted in other and coverage >= _LEAST_COVERAGE:
        return 0.5 + 0.4 * coverage
    return 0.0


def overlaps(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch shares a letter with another one."""
    return any(first < end and start < last for first, last in others)
