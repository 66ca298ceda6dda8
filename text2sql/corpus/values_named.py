"""What people call values that nobody described: "female" for F, "Californian" state codes, "approved" for a flag's Y.

The words are in ``values_named.toml``. A column has to show by most of its values that it is of a kind, so that CA is
California beside TX and NY, and Canada beside US and MX.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from text2sql.corpus.documents import spoken
from text2sql.corpus.spelling import spelling_key
from text2sql.language import stop_words

_MOST = 0.5
"""More of a column's values than this have to be known for it to be of a kind."""
_LEAST_MEANINGS = 2
_MANY_SHARE, _MANY_MEANINGS = 0.2, 12
"""Of a list that no kind knows whole, such as all countries."""
_MOST_FLAGS = 4
_FLAGS = (("y", "n"), ("yes", "no"), ("t", "f"), ("true", "false"), ("1", "0"), ("예", "아니오"))
_UNKNOWN = frozenset({"", "null", "none", "unknown", "n/a", "na"})
_SHORTEST_WORD = 3
_ASIDE = frozenset({"flag", "yn", "is", "has", "was", "can", "status", "code", "indicator", "value", "여부"})
_WORD = re.compile(r"[^\W\d_]+")


def other_words(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of what people may say and the value that they then mean; none when the values are of no kind.

    Args:
        values: the distinct values of a column.
    """
    if not values:
        return ()
    keys = {value: spelling_key(value) for value in values}
    found: dict[tuple[str, str], None] = {}
    for meanings in _kinds().values():
        known = {value: meanings[key] for value, key in keys.items() if key in meanings}
        meant = len(set(known.values()))
        if (len(known) > _MOST * len(values) and meant >= _LEAST_MEANINGS) or (
            len(known) > _MANY_SHARE * len(values) and meant >= _MANY_MEANINGS
        ):
            found |= {(word, value): None for value, words in known.items() for word in words}
    return tuple((word, value) for word, value in found if spelling_key(word) != keys[value])


def flag_words(name: str, synonyms: Sequence[str], values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a word of the column's name and each value, for columns that only say yes or no.

    "How many are approved" speaks of ``approved = 'Yes'`` and "not approved" of 'No'; which of both is for the writer.
    """
    keys = {spelling_key(value) for value in values} - _UNKNOWN
    if not 1 <= len(keys) <= _MOST_FLAGS or not any(keys <= set(pair) for pair in _FLAGS):
        return ()
    words = [word for word in _WORD.findall(spoken(name)) if _tells(word)]
    said = dict.fromkeys((*words, name, spoken(name), *synonyms))
    meant = [value for value in values if spelling_key(value) not in _UNKNOWN]
    return tuple((word, value) for word in said for value in meant)


def _tells(word: str) -> bool:
    short = word.isascii() and len(word) < _SHORTEST_WORD
    return not short and word.lower() not in _ASIDE and word.lower() not in stop_words()


@cache
def _kinds() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By kind, and by the key of each word, all words of its meaning."""
    lists = tomllib.loads(files(__package__).joinpath("values_named.toml").read_text(encoding="utf-8"))
    return {kind: dict(_keyed(meanings)) for kind, meanings in lists.items()}


def _keyed(meanings: Sequence[Sequence[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for words in meanings:
        for word in words:
            yield spelling_key(word), tuple(words)
