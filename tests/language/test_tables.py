"""Every table of cases beside this file, one finder each."""

import pytest

from tests.language.tables import cases
from text2sql.language import (
    find_average_bounds,
    find_bounds,
    find_comparisons,
    find_containing,
    find_durations,
    find_grains,
    find_numbers,
    find_rankings,
    tokenize,
)


def _listed(found):
    return " | ".join(" ".join(str(part) for part in each if part not in (None, "")) for each in found) or "-"


@pytest.mark.parametrize(("text", "expected"), cases("numbers.tsv", 2))
def test_numbers(text, expected):
    assert _listed((each.text, "=", each.value, each.unit) for each in find_numbers(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("bounds.tsv", 2))
def test_bounds(text, expected):
    found = find_bounds(text)
    assert _listed((each.text, "=", each.operator, each.low, each.high, each.unit) for each in found) == expected


@pytest.mark.parametrize(("text", "expected"), cases("averages.tsv", 2))
def test_averages(text, expected):
    assert _listed((each.text, "=", each.operator) for each in find_average_bounds(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("durations.tsv", 2))
def test_durations(text, expected):
    found = find_durations(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert _listed((each.how, each.first, each.last) for each in found) == expected


@pytest.mark.parametrize(("text", "expected"), cases("containing.tsv", 2))
def test_containing(text, expected):
    found = find_containing(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert _listed((each.wanted,) for each in found) == expected


@pytest.mark.parametrize(("text", "expected"), cases("rankings.tsv", 2))
def test_rankings(text, expected):
    found = [
        (
            each.text,
            "=",
            each.count or (f"number {each.place}" if each.place > 1 else "one" if each.superlative else "any"),
            "down" if each.descending else "up",
            each.adjective,
        )
        for each in find_rankings(text)
    ]
    assert _listed(found) == expected


@pytest.mark.parametrize(("text", "expected"), cases("grains.tsv", 2))
def test_grains(text, expected):
    assert _listed((each.text, "=", each.grain or "trend") for each in find_grains(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("comparisons.tsv", 2))
def test_comparisons(text, expected):
    assert _listed((each.text, "=", each.kind, each.wants) for each in find_comparisons(text)) == expected


@pytest.mark.parametrize(("word", "normal", "suffix", "others"), cases("tokens.tsv", 4))
def test_words(word, normal, suffix, others):
    (token,) = tokenize(word)
    assert (token.normal, token.suffix or "-") == (normal, suffix)
    assert token.variants[0] == normal
    assert others == "-" or others in token.variants
