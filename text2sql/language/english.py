"""English words without their plural endings: enough that "categories" finds "category", and nothing more.

A stemmer would be shorter and would call "status" "statu" and "address" "addres"; names of tables and columns are
compared letter by letter here, so a wrong stem is a wrong table.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from text2sql.language.tables import texts, word_list

_KEEP_ES = ("sses", "shes", "ches", "xes", "zzes")
_SHORTEST_PLURAL = 4
_SHORTEST_PAST = 5
_VOWELS = frozenset("aeiou")


@cache
def _exceptions() -> dict[str, str]:
    return dict(texts("english.toml", "irregular")) | {
        word: word for word in word_list("english.toml", "unchanged", "words")
    }


@cache
def _verbs() -> dict[str, str]:
    return dict(texts("english.toml", "verbs"))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a lower-case English noun; any other word comes back as it is."""
    known = _exceptions().get(word)
    if known is not None:
        return known
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("uses") and word[-5] not in "oac":
        return word[:-2]  # statuses, bonuses; but houses, causes, accuses
    if word.endswith(_KEEP_ES) or (word.endswith("oes") and word[-4] not in _VOWELS):
        return word[:-2]
    return word[:-1]


def other_forms(word: str) -> Iterator[str]:
    """What a lower-case word may also be a form of: "ordered" of "order", "purchased" of "purchase"."""
    known = _verbs().get(word)
    if known is not None:
        yield known
    if len(word) < _SHORTEST_PAST or not word.endswith("ed"):
        return
    stem = word[:-2]
    if stem.endswith("i"):
        yield stem[:-1] + "y"
        return
    if stem[-1] == stem[-2] and stem[-1] not in "sl":
        yield stem[:-1]
        return
    yield stem
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    elif stem[-1] not in _VOWELS:
        yield stem + "e"
