import pytest

from tests.language.test_calendars import TODAY
from text2sql.language import (
    detect_language,
    find_bounds,
    find_numbers,
    find_periods,
    find_rankings,
    lexical_terms,
    tokenize,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("지난달 매출은?", "ko"),
        ("revenue last month", "en"),
        ("show me 서울 orders", "en"),
        ("What is the 매출 of 강남구?", "en"),
        ("orders 테이블 행 수는?", "ko"),
        ("orders by region 보여줘", "ko"),
        ("VIP 고객 top 10", "ko"),
        ("SKU별 revenue를 알려줘", "ko"),
        ("monthly revenue 추이", "ko"),
        ("서울 revenue", "en"),
        ("list customers named '김철수'", "en"),
        ("고객 이름이 'John'인 주문", "ko"),
        ("", "en"),
        ("123", "en"),
        ("SELECT * FROM orders", "en"),
    ],
)
def test_grammar_tells_the_language(text, language):
    assert detect_language(text) == language


def test_scripts_quotations_and_numbers_are_words_of_their_own():
    text = "VIP고객 10월에 'New York'의 「강남 점」 order_items, it's 3rd"
    assert [(token.text, token.kind) for token in tokenize(text)] == [
        ("VIP", "word"),
        ("고객", "word"),
        ("10", "number"),
        ("월에", "word"),
        ("'New York'의", "quoted"),
        ("「강남 점」", "quoted"),
        ("order_items", "identifier"),
        ("it's", "word"),
        ("3", "number"),
        ("rd", "word"),
    ]


def test_the_stem_is_where_the_suffix_begins():
    text = "지역별로 'Seoul'의 customer's"
    assert [text[token.start : token.stem_end] for token in tokenize(text)] == ["지역", "'Seoul'", "customer"]


def test_lexical_terms_meet_across_compounds_identifiers_and_quotations():
    assert set(lexical_terms("주문금액은 얼마야?")) & set(lexical_terms("금액"))
    assert set(lexical_terms("order_items")) & set(lexical_terms("items of the order"))
    assert set(lexical_terms("'New York' orders")) & set(lexical_terms("york"))
    assert lexical_terms("보여줘 the of show me 알려주세요") == ()


def test_numbers_inside_other_mentions_are_left_out():
    text = "2025년 3월 매출 상위 5개, 100만원 이상"
    taken = [(each.start, each.end) for each in find_periods(text, TODAY)]
    assert [each.value for each in find_numbers(text, taken)] == [5, 1_000_000]
    assert [each.low for each in find_bounds(text, taken)] == [1_000_000]
    taken += [(each.start, each.end) for each in find_bounds(text, taken)]
    assert [each.count for each in find_rankings(text, taken)] == [5]
    assert find_rankings("last 5 orders", taken=[(0, 6)]) == ()
