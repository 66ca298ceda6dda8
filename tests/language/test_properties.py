"""What holds for any text at all."""

import unicodedata
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.language.tables import cases
from text2sql.language import (
    Period,
    detect_language,
    find_bounds,
    find_comparisons,
    find_grains,
    find_numbers,
    find_periods,
    find_rankings,
    lexical_terms,
    shift,
    tokenize,
)

TODAYS = st.dates(date(1970, 1, 1), date(2200, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 3), date(2026, 3, 31)]
)
QUESTIONS = [
    case[column]
    for name, columns, column in (
        ("periods_ko.tsv", 3, 1), ("periods_en.tsv", 3, 1), ("numbers.tsv", 2, 0), ("bounds.tsv", 2, 0),
        ("rankings.tsv", 2, 0), ("grains.tsv", 2, 0), ("comparisons.tsv", 2, 0), ("tokens.tsv", 4, 0),
    )
    for case in cases(name, columns)
]  # fmt: skip
SCRAPS = st.sampled_from(
    sorted({word for question in QUESTIONS for word in question.split()})
    + list("~-–.,/'\"%$₩()「」·:")
    + ["  ", "\t", "\n"]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(SCRAPS, max_size=14).map(" ".join),
    st.lists(SCRAPS | st.text(max_size=3), max_size=14).map("".join),
)


def _mentions(text, today):
    yield "tokens", tokenize(text)
    yield "periods", find_periods(text, today)
    yield "comparisons", find_comparisons(text)
    yield "grains", find_grains(text)
    yield "numbers", find_numbers(text)
    yield "bounds", find_bounds(text)
    yield "rankings", find_rankings(text)


@given(TEXTS, TODAYS)
@example("\x1f0\u1160", date(2024, 2, 29))
@settings(max_examples=400, deadline=None)
def test_mentions_are_slices_in_order_without_overlaps(text, today):
    for kind, found in _mentions(text, today):
        done = 0
        for mention in found:
            assert done <= mention.start < mention.end <= len(text), kind
            assert text[mention.start : mention.end] == mention.text, kind
            done = mention.end
    assert detect_language(text) in ("ko", "en")
    assert all(lexical_terms(text))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_are_never_stripped_to_nothing(text):
    for token in tokenize(text):
        assert token.normal and all(token.variants) and token.variants[0] == token.normal
        assert token.start < token.stem_end <= token.end


@given(TEXTS, TODAYS)
@settings(max_examples=300, deadline=None)
def test_periods_are_never_empty_and_can_be_shifted(text, today):
    for mention in find_periods(text, today):
        period = mention.period
        assert (period.start, period.end) != (None, None)
        assert period.start is None or period.end is None or period.start < period.end
        for kind in ("previous_year", "previous_month", "previous_week"):
            earlier = shift(period, kind)
            assert isinstance(earlier, Period)
            assert earlier.end is None or earlier.end <= period.end
            assert earlier.start is None or earlier.end is None or earlier.start < earlier.end


def _without_offsets(found):
    return [
        {key: value for key, value in asdict(mention).items() if key not in ("start", "end", "text", "stem_end")}
        for mention in found
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_and_decomposed_hangul_read_the_same(form):
    today = date(2026, 11, 21)
    for question in QUESTIONS:
        spelled = unicodedata.normalize(form, question)
        for (kind, found), (_, other) in zip(_mentions(question, today), _mentions(spelled, today), strict=True):
            assert _without_offsets(found) == _without_offsets(other), (kind, question)


@given(st.lists(SCRAPS, max_size=14).map(" ".join), TODAYS)
@settings(max_examples=150, deadline=None)
def test_case_width_and_spaces_change_nothing(text, today):
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isdigit() else letter for letter in text)
    spread = wide.replace(" ", " \u3000")
    for (kind, found), (_, other) in zip(_mentions(text, today), _mentions(spread, today), strict=True):
        if kind in ("periods", "grains", "numbers", "bounds"):
            assert _without_offsets(found) == _without_offsets(other), kind


@pytest.mark.parametrize(
    "scrap",
    [
        "가", "1", "1,", "지난달 ", "'", '"', "「", "a b ", "최근 7일 ", "between 1 and ", "년월일", "일이삼사",
        "2025-01-", "3월 ",
        "one ", "만", "q1 ", "가장 ", "은는이가", "\u1112\u1161\u11ab", "👩‍👩‍👧", "\x00", "１", "of ", ", ",
        "2024 ", "1~", "a_", "aB", "전년 ",
    ],
)  # fmt: skip
def test_ten_thousand_characters_are_read_without_trouble(scrap):
    text = (scrap * 10_000)[:10_000]
    for _, found in _mentions(text, date(2026, 11, 21)):
        assert len(found) <= len(text)
