"""Words of a question, and the forms under which they may stand in a dictionary, a schema or an index.

Everything that compares words does it through this module, so that "고객들의", "customers" and "customer" mean the same
wherever they are read: in a question, a table card or a sample.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from text2sql.language.english import other_forms, singular
from text2sql.language.folding import Folded, fold
from text2sql.language.korean import only_particles, stems
from text2sql.language.phrases import is_hangul
from text2sql.language.quotations import PATTERN
from text2sql.language.tables import lines

TokenKind = Literal["word", "number", "quoted", "identifier"]

_HANGUL_AFTER = re.compile(r"[가-힣]{1,12}(?![가-힣])")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_PLURAL_CAPITALS = re.compile(r"[A-Z]{2,}s")
_SHORT = 200
_NO_PARTICLE_AFTER_NUMBER = ("만", "이", "인", "도", "가", "과", "나", "의")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text."""

    text: str
    """As it stands in the text, with particles."""
    normal: str
    """The likeliest dictionary form: NFKC, case folded, singular, without particles. Of an identifier its parts joined
    (``order_items`` and ``OrderItems`` are ``orderitem``), of a quotation what stands inside."""
    start: int
    end: int
    kind: TokenKind
    variants: tuple[str, ...]
    """All plausible dictionary forms, likeliest first; the first one is ``normal``."""
    suffix: str = ""
    """What ``normal`` left out at the end, in NFC: 별로, 의, 's. Empty for English plurals."""
    stem_end: int = 0
    """Where the suffix begins in the original text; ``end`` when there is none."""
    parts: tuple[str, ...] = ()
    """The words inside an identifier or a quotation, in normal form; empty for other kinds."""


def tokenize(text: str) -> tuple[Token, ...]:
    """Words, numbers, quotations and identifiers in order; punctuation is left out.

    Words of different scripts are different tokens even without a space ("VIP고객" is two), but a particle stays with
    the word it belongs to ("VIP의" is one).
    """
    return _remembered(text) if len(text) <= _SHORT else _tokenized(text)


def _tokenized(text: str) -> tuple[Token, ...]:
    return tuple(_apart(_tokens(fold(text))))


_remembered = lru_cache(maxsize=8_192)(_tokenized)
"""One question asks for the words of the same names and phrases hundreds of times."""


def _apart(tokens: Iterable[Token]) -> Iterator[Token]:
    """Without those that begin inside the one before: Unicode may join a sign to the sign that it follows."""
    done = 0
    for token in tokens:
        if token.start >= done:
            done = token.end
            yield token


def lexical_terms(text: str) -> tuple[str, ...]:
    """Terms for lexical search, repeated as often as they occur.

    Normal forms, the parts of identifiers and quotations, and pairs of neighbouring syllables of Korean words, so that
    주문금액 and 금액 still meet. No stop words.
    """
    return tuple(term for token in tokenize(text) if not is_stop(token) for term in _terms(token))


@cache
def stop_words() -> frozenset[str]:
    """Words of both languages that carry no subject, as they are written and in normal form."""
    return frozenset((*lines("stop_words_en.txt"), *lines("stop_words_ko.txt")))


def is_stop(token: Token) -> bool:
    """Whether a word carries no subject."""
    return token.kind == "word" and (token.normal in stop_words() or token.text.casefold() in stop_words())


def _terms(token: Token) -> Iterator[str]:
    if token.kind in ("identifier", "quoted"):
        yield from token.parts
        if token.kind == "identifier":
            yield token.normal
        for part in token.parts if token.kind == "quoted" else ():
            yield from _pairs(part)
    else:
        yield token.normal
        yield from _pairs(token.normal)


def _pairs(word: str) -> Iterator[str]:
    if len(word) > 2 and is_hangul(word[0]):
        for at in range(len(word) - 1):
            yield word[at : at + 2]


@cache
def _token_pattern() -> "re.Pattern[str]":
    return re.compile(
        rf"""
        (?P<quoted>{PATTERN})
        | (?P<number>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)
        | (?P<hangul>[가-힣ᄀ-ᇿ]+)
        | (?P<word>(?:(?![가-힣ᄀ-ᇿ0-9])\w)(?:(?![가-힣ᄀ-ᇿ])\w)*(?P<tail>'[a-z]{{1,2}}(?![\w']))?)
        """,
        re.VERBOSE,
    )


def _tokens(folded: Folded) -> Iterator[Token]:
    cased = folded.cased
    match = _token_pattern().search(cased)
    while match is not None:
        start, end = match.span()
        if match["hangul"]:
            token = _korean(folded, start, end)
        else:
            particles = _particles_after(folded, match)
            token = _other(folded, match, particles)
            end += len(particles)
        yield token
        match = _token_pattern().search(cased, end)


def _korean(folded: Folded, start: int, end: int) -> Token:
    readings = stems(folded.text[start:end])
    variants = tuple(dict.fromkeys(stem.text for stem in readings))
    return _token(folded, (start, end), "word", variants, readings[0].suffix)


def _other(folded: Folded, match: "re.Match[str]", particles: str) -> Token:
    start, end = match.span()
    span = (start, end + len(particles))
    if match["quoted"]:
        inside = fold(folded.cased[start + 1 : end - 1])
        parts = tuple(token.normal for token in _tokens(inside))
        return _token(folded, span, "quoted", (inside.cased.strip().casefold(),), particles, parts)
    if match["number"]:
        return _token(folded, span, "number", (match["number"].replace(",", ""),), particles)
    tail = match["tail"] or ""
    word = folded.cased[start : end - len(tail)]
    suffix = (tail + particles) if tail in ("'s", "") else particles
    if suffix == particles and tail:
        return _token(folded, span, "word", (folded.text[start:end],), particles)
    parts = _parts(word)
    if len(parts) > 1:
        return _identifier(folded, span, word, parts, suffix)
    lower = word.casefold()
    variants = dict.fromkeys((singular(lower), lower, *other_forms(lower)))
    return _token(folded, span, "word", tuple(variants), suffix)


def _identifier(folded: Folded, span: tuple[int, int], word: str, parts: tuple[str, ...], suffix: str) -> Token:
    lower = word.casefold()
    snake = "_".join(map(str.casefold, _pieces(word)))
    variants = dict.fromkeys(("".join(parts), lower, snake, "_".join(parts), " ".join(parts), singular(lower)))
    return _token(folded, span, "identifier", tuple(variants), suffix, parts)


def _parts(word: str) -> tuple[str, ...]:
    """The words of an identifier in normal form; one for an ordinary word."""
    if _PLURAL_CAPITALS.fullmatch(word):
        return (singular(word.casefold()),)
    pieces = _pieces(word)
    return tuple(singular(piece.casefold()) for piece in pieces) if len(pieces) > 1 else (word,)


def _pieces(word: str) -> list[str]:
    """An identifier cut at underscores and at capitals."""
    between = [piece for piece in word.split("_") if piece]
    return [part for piece in between for part in (_PART.findall(piece) if _is_camel(piece) else [piece])]


def _is_camel(word: str) -> bool:
    """A capital after a small letter: orderItems, OrderItems, but not Orders or VIP."""
    return any(one.islower() and other.isupper() for one, other in pairwise(word))


def _particles_after(folded: Folded, match: "re.Match[str]") -> str:
    """Hangul that follows without a space and is nothing but particles."""
    following = _HANGUL_AFTER.match(folded.text, match.end())
    if following is None:
        return ""
    run = following.group()
    if match["number"] and run.startswith(_NO_PARTICLE_AFTER_NUMBER):
        return ""
    return run if only_particles("A", run) else ""


def _token(
    folded: Folded,
    span: tuple[int, int],
    kind: TokenKind,
    variants: tuple[str, ...],
    suffix: str,
    parts: tuple[str, ...] = (),
) -> Token:
    start, end = folded.span(*span)
    stem_end = folded.ends[span[1] - len(suffix) - 1] if suffix else end
    return Token(folded.original[start:end], variants[0], start, end, kind, variants, suffix, stem_end, parts)
