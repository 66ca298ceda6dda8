"""Adding a word is editing a table: every word of the tables is found by the finder it was written for."""

from datetime import date

import pytest

from text2sql.language import (
    find_bounds,
    find_comparisons,
    find_grains,
    find_numbers,
    find_periods,
    find_rankings,
    stop_words,
    tokenize,
)
from text2sql.language.tables import groups, names, word_list

TODAY = date(2026, 11, 21)


def _words(file, *path):
    return [(word, name) for name in names(file, *path) for word in word_list(file, *path, name)]


@pytest.mark.parametrize(("word", "grain"), _words("grains.toml", "phrases"))
def test_every_grain_word(word, grain):
    assert [each.grain or "trend" for each in find_grains(word)] == [grain]


@pytest.mark.parametrize(("word", "operator"), _words("bounds.toml", "before"))
def test_every_word_before_a_number(word, operator):
    assert [(each.operator, each.low) for each in find_bounds(f"{word} 5")] == [(operator, 5)]


@pytest.mark.parametrize(("word", "operator"), _words("bounds.toml", "after"))
def test_every_word_after_a_number(word, operator):
    spaced = word if word.startswith(("보다", "과", "에", "도")) or word == "+" else f" {word}"
    assert [(each.operator, each.low) for each in find_bounds(f"7{spaced}")] == [(operator, 7)]


@pytest.mark.parametrize("direction", ["descending", "ascending"])
def test_every_superlative_and_order(direction):
    for word in word_list("rankings.toml", "superlatives", direction):
        found = find_rankings(f"5 {word}" if word in ("last",) else word)
        assert [each.descending for each in found] == [direction == "descending"], word
    for word in word_list("rankings.toml", "orders", direction):
        assert [(each.descending, each.superlative) for each in find_rankings(word)] == [
            (direction == "descending", False)
        ], word
    for word in word_list("rankings.toml", "korean", direction):
        found = find_rankings(f"가장 {word}")
        assert [(each.descending, each.superlative) for each in found] == [(direction == "descending", True)], word


@pytest.mark.parametrize(
    ("grain", "value", "word"),
    [
        (group.texts["grain"], group.numbers["value"], word)
        for group in groups("periods.toml", "words")
        if group.texts["kind"] == "relative"
        for word in group.words
    ],
)
def test_every_relative_day_week_month_quarter_and_year(grain, value, word):
    (mention,) = find_periods(word, TODAY)
    assert (mention.text, mention.grain, mention.kind) == (word, grain, "relative")
    assert mention.period.start is not None
    assert (mention.period.start > TODAY) == (value > 0)


@pytest.mark.parametrize("kind", names("comparisons.toml", "phrases"))
def test_every_comparison(kind):
    for base in word_list("comparisons.toml", "bases", kind):
        framed = f"{base} 대비" if base[0] >= "가" else f"compared to {base}"
        assert [each.kind for each in find_comparisons(framed)] == [kind], base
    for phrase in word_list("comparisons.toml", "phrases", kind):
        assert [each.kind for each in find_comparisons(phrase.upper())] == [kind], phrase


def test_every_unit():
    for unit in (*word_list("numbers.toml", "units", "korean"), *word_list("numbers.toml", "units", "english")):
        assert [each.unit for each in find_numbers(f"7 {unit}")] == [unit]


def test_stop_words_stand_as_they_are_written():
    assert {"the", "of", "show", "알려줘", "보여줘", "뭐야"} <= stop_words()
    assert not {"order", "sales", "month", "주문", "매출", "고객", "수"} & stop_words()
    assert all(word == word.casefold().strip() for word in stop_words())


def test_words_that_stay_whole_do():
    for word in (*word_list("korean.toml", "nouns", "whole"), *word_list("korean.toml", "nouns", "endings")):
        assert tokenize(word)[0].normal == word
