"""Which columns hold personal data, by their names and by what their values look like.

A column found here is marked personal before anything is counted: none of its values enters a profile, an index or a
prompt. Names alone miss a phone number in a column called ``memo2``; values alone miss a person's name. Being wrong
towards "personal" costs a mask that a table card can lift; being wrong the other way cannot be taken back.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from text2sql.catalog import ColumnKind

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[가-힣]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(\+82[- ]?\d{1,2}|0(1[016789]|2|[3-6]\d|70|50\d))([-. )])?\d{3,4}[-. ]?\d{4}")
_MOBILE_DIGITS = re.compile(r"01[016789]\d{7,8}")
_RESIDENT = re.compile(r"(\d{2})(\d{2})(\d{2})-?[1-8]\d{6}")
_CARD = re.compile(r"\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{1,7}")
_LEAST_VALUES = 3
_ENOUGH = 0.6


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
    if _listed("about") & set(words) or (kind in ("date", "timestamp") and not {"birth", "dob"} & set(words)):
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


def personal_by_values(values: Sequence[object]) -> bool:
    """Whether most sampled values are e-mail addresses, Korean phone or resident numbers, or card numbers.

    Fewer than three different values prove nothing.
    """
    texts = {str(value).strip() for value in values if isinstance(value, str | int) and not isinstance(value, bool)}
    texts.discard("")
    if len(texts) < _LEAST_VALUES:
        return False
    needed = _ENOUGH * len(texts)
    tests: tuple[Callable[[str], object], ...] = (_EMAIL.fullmatch, _is_phone, _is_resident_number, _is_card_number)
    return any(sum(1 for text in texts if test(text)) >= needed for test in tests)


def _is_phone(text: str) -> bool:
    separated = "-" in text or "." in text or " " in text or text.startswith("+")
    return bool(_PHONE.fullmatch(text) if separated else _MOBILE_DIGITS.fullmatch(text))


def _is_resident_number(text: str) -> bool:
    match = _RESIDENT.fullmatch(text)
    if match is None:
        return False
    try:
        date(2000 + int(match[1]) % 4, int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _is_card_number(text: str) -> bool:
    """Whether the digits have a card number's length and pass Luhn's check (ISO/IEC 7812-1, annex B)."""
    if not _CARD.fullmatch(text):
        return False
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(digits)]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0 and digits.count(digits[0]) < len(digits)
