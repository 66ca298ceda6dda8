"""Which columns hold personal data, by their names; :mod:`text2sql.warehouses.personal_contents` looks at values.

A column found here is marked personal before anything is counted: none of its values enters a profile, an index or a
prompt. Names alone miss a phone number in a column called ``memo2``; values alone miss a person's name. Being wrong
towards "personal" costs a mask that a table card can lift; being wrong the other way cannot be taken back.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from text2sql.catalog import ColumnKind

_BIRTH = frozenset({"birth", "dob", "brth", "brdt"})
"""Of all dates only somebody's birthday is personal."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[가-힣]+")


@cache
def _listed(name: str) -> frozenset[str]:
    """One of the word lists of ``personal.toml``."""
    lists = tomllib.loads(files(__package__).joinpath("personal.toml").read_text(encoding="utf-8"))
    return frozenset(str(word) for word in lists[name])


def personal_by_name(table: str, column: str, kind: ColumnKind) -> bool:
    """Whether a column's name, seen with its table's, says that it holds personal data."""
    if kind == "boolean":
        return False
    compact = re.sub(r"[\s_]", "", column)
    if _contains(compact, "korean") and not _contains(compact, "korean_about"):
        return True
    words = _words_of(column)
    pairs = {" ".join(pair) for pair in pairwise(word for word in words if word != "of")}
    if "national id" in pairs:
        return True
    if _listed("about") & set(words) or (kind in ("date", "timestamp") and not _BIRTH & set(words)):
        return "birthdate" in words or "birthday" in words
    if _listed("words") & {*words, "".join(words)} or _listed("pairs") & pairs:
        return True
    table_words = set(_words_of(table))
    if table_words & _listed("people_tables") and {"".join(words), column} & _listed("people_columns"):
        return True
    return bool(table_words & _listed("address_tables") and set(words) & _listed("address_columns"))


def _words_of(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]


def _contains(name: str, words: str) -> bool:
    return any(word in name for word in _listed(words))
