"""Words that are only meant as a value because their column is named beside them: "grade C", "account 337".

And texts that a value has to hold: "whose name contains 'Ha'", 이름에 '크림'이 들어간. Pure functions of a question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text2sql.corpus.documents import spoken
from text2sql.corpus.spelling import spelling_key
from text2sql.corpus.values_spans import Span, overlaps
from text2sql.language import Token, find_containing, lexical_terms, stop_words

_NEAR = 3
"""Words on either side among which a column is looked for."""
_LINKS = frozenset(
    {"is", "are", "was", "=", "of", "with", "as", "value", "name", "code", "named", "called", "the", "a"}
)
_NEVER = _LINKS | {
    "what", "which", "who", "whose", "how", "many", "much", "were", "for", "to", "and", "or", "that", "this", "those",
    "these", "by", "from", "in", "on", "at", "have", "has", "had", "do", "does", "did", "all", "each", "any", "their",
    "its", "it", "be", "not", "than", "there", "show", "list", "find", "give", "me", "us", "tell",
}  # fmt: skip
"""Words that hold a sentence together, unless they are written with a capital."""
_LONGEST_UNSURE = 3
_QUOTED = r"""(?:'(?P<a>[^'\n]{1,60})'|"(?P<b>[^"\n]{1,60})"|[‘’](?P<c>[^’\n]{1,60})’|“(?P<d>[^”\n]{1,60})”"""
_KIND = r"(?:(?:sub)?string|letters?|characters?|words?|phrases?|text|prefix|suffix|capital letters?)"
_HELD = (
    re.compile(rf"\b(?:the |a )?{_KIND} (?:of )?(?:the )?{_QUOTED}|(?P<e>[\w@.-]*\w))", re.IGNORECASE),
    re.compile(
        rf"\b(?:contain(?:s|ing)?|includ(?:e|es|ing)|(?:start|begin|end)(?:s|ing)? (?:with|from|in)) "
        rf"(?:the |a )?(?:{_KIND} )?{_QUOTED}|(?P<e>[\w@.-]*\w))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:has|have|having|with) (?:an? |the )?{_QUOTED}) in\b", re.IGNORECASE),
    re.compile(rf"{_QUOTED}|(?P<e>[\w.-]+?))(?:으로|로|라는|이라는)? ?(?:시작|끝나)"),
)
_NO_TEXT = frozenset(
    {"the", "a", "an", "in", "of", "with", "word", "letter", "substring", "string", "phrase", "that", "is"}
)


def unsure_spans(tokens: Sequence[Token]) -> Iterator[tuple[Span, frozenset[str]]]:
    """Short words, short numbers and words of the grammar, each with the terms that stand near it."""
    unsure = [place for place, token in enumerate(tokens) if _is_unsure(token)]
    terms = [_terms(token) for token in tokens] if unsure else []
    for place in unsure:
        token = tokens[place]
        key = spelling_key(token.normal)
        reach = 1 if _is_grammar(token) and not token.text[:1].isupper() else _NEAR
        near = {*_named(tokens, terms, place, -1, reach), *_named(tokens, terms, place, 1, reach)}
        if near:
            yield Span(token.start, token.stem_end, (key,)), frozenset(near)


def _is_unsure(token: Token) -> bool:
    if token.kind == "quoted" or not token.normal:
        return False
    if token.kind == "number":
        return len(token.normal) <= _LONGEST_UNSURE
    if token.text in _NEVER or (not token.start and token.text.casefold() in _NEVER):
        return False
    return len(token.normal) == 1 or _is_grammar(token)


def _is_grammar(token: Token) -> bool:
    return token.normal in stop_words() or token.text.casefold() in stop_words()


def _named(tokens: Sequence[Token], terms: Sequence[set[str]], place: int, step: int, reach: int) -> Iterator[str]:
    """The terms of the next words in one direction; words that only link a name to its value are passed over."""
    left = reach
    place += step
    while 0 <= place < len(tokens) and left:
        yield from terms[place]
        left -= tokens[place].text.casefold() not in _LINKS
        place += step


def _terms(token: Token) -> set[str]:
    return {*token.variants, *token.parts} if token.kind != "quoted" else set()


@lru_cache(maxsize=20_000)
def column_terms(column: str) -> frozenset[str]:
    """What a column's name says."""
    return frozenset(lexical_terms(spoken(column)))


@dataclass(frozen=True, slots=True)
class Held:
    """A text that values have to hold."""

    span: Span
    near: frozenset[str]
    """Terms of the question that may name the column."""


def held_texts(text: str, tokens: Sequence[Token]) -> tuple[Held, ...]:
    """The texts that values have to contain, begin or end with, in order."""
    found: dict[tuple[int, int], str] = {}
    for place in _held(text):
        if not overlaps(*place, found) and (key := spelling_key(text[slice(*place)])):
            found[place] = key
    return tuple(
        Held(
            Span(start, end, (key,), quoted=True),
            frozenset(term for token in tokens if token.end <= start or token.start >= end for term in _terms(token)),
        )
        for (start, end), key in found.items()
    )


def _held(text: str) -> Iterator[tuple[int, int]]:
    for mention in find_containing(text):
        start = text.find(mention.wanted, mention.start)
        if mention.wanted and 0 <= start < mention.end:
            yield start, start + len(mention.wanted)
    for pattern in _HELD:
        for match in pattern.finditer(text):
            name = next(each for each, said in match.groupdict().items() if said)
            word = match[name].casefold()
            letter = len(word) == 1 and pattern is _HELD[0]
            if name != "e" or letter or word not in _NO_TEXT:
                yield match.span(name)
