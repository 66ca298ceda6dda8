"""What is counted and compared: the units after numbers and the words after units, from ``data``."""

from functools import cache

from text2sql.language.korean import only_particles
from text2sql.language.phrases import Phrases, is_hangul
from text2sql.language.tables import Numbers, names, numbers, word_list, word_set

_AFTER_UNITS = "짜씩정쯤"
"""Endings of a counted unit: 천원짜리, 하나씩, 만원정, 열 명쯤."""


@cache
def currency_signs() -> frozenset[str]:
    """Signs that stand before an amount."""
    return word_set("numbers.toml", "units", "currency")


@cache
def english_units() -> frozenset[str]:
    """English words and signs for what is counted."""
    return word_set("numbers.toml", "units", "english")


@cache
def english_unit_phrases() -> Phrases[None]:
    """The same, to be found in a text."""
    return Phrases(dict.fromkeys(sorted(english_units())))


@cache
def korean_units() -> Phrases[None]:
    """What is counted in Korean; a particle, a comparison or a common noun may be written onto it."""
    return Phrases(dict.fromkeys(word_list("numbers.toml", "units", "korean")), _leaves_unit_whole)


def _leaves_unit_whole(phrase: str, rest: str) -> bool:
    return only_particles(phrase, rest) or rest.startswith((*bound_words(), *_nouns())) or rest[0] in _AFTER_UNITS


@cache
def _nouns() -> tuple[str, ...]:
    return word_list("periods.toml", "heads", "words")


@cache
def bound_words() -> tuple[str, ...]:
    """Korean words that compare the number before them; they may be written onto it or onto its unit."""
    return tuple(
        spelling
        for operator in names("bounds.toml", "after")
        for word in word_list("bounds.toml", "after", operator)
        if is_hangul(word[0])
        for spelling in {word, word.replace(" ", "")}
    )


@cache
def multipliers() -> tuple[Numbers, Numbers]:
    """십, 백, 천 and 만, 억, 조."""
    return numbers_at("korean", "sino", "small"), numbers_at("korean", "sino", "big")


def numbers_at(*path: str) -> Numbers:
    """The numbers of ``numbers.toml`` by their words."""
    return numbers("numbers.toml", *path)
