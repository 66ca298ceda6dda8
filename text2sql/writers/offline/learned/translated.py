"""Korean words of a question as the English ones that names of tables and columns are made of.

With them a Korean word stands in a name as an English one does, where meaning alone would only make it likely.
"""

from collections.abc import Mapping, Sequence
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from text2sql.language import Meaning, Token, meanings, noun_meanings

Translated = Sequence[Sequence[Meaning]]
"""Of each word what it may be called in English, likeliest first; nothing for words that are not Korean."""

_LONGEST = 4
_MOST_COMBINED = 200
_MOST_MEANINGS = 3
"""That count where a word is held against a query: what stands later in the dictionary is seldom what a name means."""


def translate(tokens: Sequence[Token]) -> Translated:
    """Every word by itself."""
    return [meanings(token) for token in tokens]


def forms_of(token: Token) -> tuple[str, ...]:
    """The words of names that a word may be: its own forms, and English words for a Korean one."""
    english = (word for meaning in meanings(token)[:_MOST_MEANINGS] for word in meaning)
    return tuple(dict.fromkeys((*token.variants, *english)))


def add_matches(
    matches: NDArray[np.uint8],
    tokens: Sequence[Token],
    translated: Translated,
    names: Sequence[tuple[str, ...]],
    whole: Mapping[str, Sequence[int]],
) -> None:
    """Mark the names that Korean words are, or are a part of, in English.

    Args:
        matches: words × names: 0 none, 1 a part of the name, 2 the whole name; filled in here.
        tokens: the question's words.
        translated: what each is in English.
        names: the words of each name.
        whole: the numbers of the names by their letters without spaces.
    """
    if not any(translated):
        return
    for row, found in enumerate(translated):
        places = _named(found, names)
        if places and not matches[row].any():
            matches[row, places] = 1
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            if any(translated[start:stop]):
                matches[start:stop, _spelled(tokens[start:stop], translated[start:stop], whole)] = 2


def _named(found: Sequence[Meaning], names: Sequence[tuple[str, ...]]) -> list[int]:
    """The names that hold all words of a meaning: of the first that any name holds."""
    for meaning in found:
        places = [place for place, name in enumerate(names) if set(meaning) <= set(name)]
        if places:
            return places
    return []


def _spelled(tokens: Sequence[Token], translated: Translated, whole: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """The names that some words are: those of the first meaning that is one."""
    together = noun_meanings("".join(token.normal for token in tokens)) if len(tokens) > 1 else ()
    options = [
        ["".join(each) for each in found] or [token.normal] for token, found in zip(tokens, translated, strict=True)
    ]
    combined = ("".join(words) for words in islice(product(*options), _MOST_COMBINED))
    for said in (*("".join(each) for each in together), *combined):
        if said in whole:
            return whole[said]
    return ()
