"""What Korean words are in English: how a Korean question finds the English names of tables and columns.

The dictionary is our own (``data/korean_english.tsv``). Nouns stand there as they are looked up, verbs and adjectives
by their stem with a hyphen (태어나-). What is not there is looked for in parts: 선수번호 is 선수 + 번호.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from text2sql.language.phrases import is_hangul
from text2sql.language.tables import pairs, texts, word_list
from text2sql.language.tokens import Token, is_stop, stop_words, tokenize

Meaning = tuple[str, ...]
"""Words in normal form: ("birth", "year")."""

_FIRST, _LAST = ord("가"), ord("힣")
_FINALS = 28
_NIEUN, _RIEUL, _MIEUM, _BIEUP, _DOUBLE_SIOT = 4, 8, 16, 17, 20
_MOST_PARTS = 3
_MOST_TOGETHER = 4
"""Meanings of a word that is in the dictionary only in parts."""


def meanings(token: Token) -> tuple[Meaning, ...]:
    """What a Korean word may be called in English, likeliest first; nothing for other, unknown and stop words."""
    if token.kind != "word" or not is_hangul(token.normal[:1]) or is_stop(token):
        return ()
    return _of_word(token.variants)


def noun_meanings(words: str) -> tuple[Meaning, ...]:
    """What a noun without particles is called in English, or several that have an entry of their own (직원 수).

    Args:
        words: the noun; of several words the letters without spaces.
    """
    return _entry(words)


@lru_cache(maxsize=4_096)
def _of_word(variants: tuple[str, ...]) -> tuple[Meaning, ...]:
    nouns: tuple[Meaning, ...] = next((found for each in variants if (found := _entry(each))), ())
    if nouns and len(variants[0]) > 1:
        return nouns
    # An ending of a verb looks like a particle: the stem is looked for in the form that kept all its letters.
    whole = max(variants, key=len)
    verbs = (meaning for stem in _verb_stems(whole) for meaning in _entry(f"{stem}-"))
    if found := tuple(dict.fromkeys((*nouns, *verbs))):
        return found
    for reading in variants:
        parts = _parts(reading)
        if parts:
            joined = (tuple(word for meaning in each for word in meaning) for each in product(*parts))
            return tuple(dict.fromkeys(islice(joined, _MOST_TOGETHER)))
    return ()


def _parts(word: str, most: int = _MOST_PARTS) -> list[tuple[Meaning, ...]]:
    """The meanings of the fewest nouns that a word is written from, each of two syllables or more but the last."""
    own = _entry(word)
    if own:
        return [own[:2]]
    if most < 2:
        return []
    found: list[list[tuple[Meaning, ...]]] = []
    for cut in range(len(word) - 1, 1, -1):
        head = _entry(word[:cut])
        rest = _parts(word[cut:], most - 1) if head else []
        if head and rest:
            found.append([head[:2], *rest])
    return min(found, key=len, default=[])


def _verb_stems(word: str) -> Iterator[str]:
    """Stems that a form of a verb may come from, the longest first: 태어난, 태어났던 and 태어나는 are 태어나."""
    for length in range(len(word), 0, -1):
        head, ending = word[:length], word[length:]
        if not _is_ending(ending):
            continue
        yield head
        before, last = head[:-1], ord(head[-1]) - _FIRST
        final = last % _FINALS
        bare = chr(_FIRST + last - final)
        if final in (_NIEUN, _RIEUL, _MIEUM, _BIEUP, _DOUBLE_SIOT):
            yield before + bare
        if final in (0, _NIEUN, _BIEUP):
            yield before + chr(ord(bare) + _RIEUL)  # 만든, 파는: 만들, 팔
        yield from _irregular(before, head[-1])


def _irregular(before: str, last: str) -> Iterator[str]:
    """Stems whose last syllable changes: 가벼운 is 가볍, 도운 is 돕, 이뤄진 is 이루어지."""
    if last in ("운", "우", "울", "웠", "워", "와", "왔") and before and _final(before[-1]) == 0:
        yield before[:-1] + chr(ord(before[-1]) + _BIEUP)
    contracted = texts("korean.toml", "verbs", "contracted").get(last)
    if contracted is not None:
        yield before + contracted


@cache
def _endings() -> frozenset[str]:
    return frozenset(word_list("korean.toml", "verbs", "endings"))


def _is_ending(text: str) -> bool:
    return not text or text in _endings()


@cache
def _entries() -> Mapping[str, str]:
    """English words, as they stand in the file, by Korean ones without spaces."""
    return {korean.replace(" ", ""): english for korean, english in pairs("korean_english.tsv")}


@lru_cache(maxsize=8_192)
def _entry(word: str) -> tuple[Meaning, ...]:
    """Read when first asked for: the whole file would take a third of a second."""
    stops = stop_words()
    phrases = _entries().get(word, "").split("|")
    found = (tuple(token.normal for token in tokenize(phrase) if token.normal not in stops) for phrase in phrases)
    return tuple(dict.fromkeys(words for words in found if words))


def _final(letter: str) -> int:
    code = ord(letter)
    return (code - _FIRST) % _FINALS if _FIRST <= code <= _LAST else 0
