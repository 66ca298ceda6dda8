"""The grammar, from question to SQL, one file of pairs; and what it must never do."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import parse_one

from tests.fakes import FakeWorkbench
from tests.offline.shop import SHOP
from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.language import detect_language
from text2sql.types import Attempt, Clarify, Declined, LinkedSchema, LinkedTable, LinkedValue, Question
from text2sql.writers.offline import OfflineWriter

PAIRS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 21)
WRITER = OfflineWriter()


def linked(catalog, values=(), samples=()):
    tables = tuple(LinkedTable(table, 1.0, tuple(each.name for each in table.columns)) for table in catalog.tables)
    return LinkedSchema(catalog, tables, catalog.joins, tuple(values), tuple(samples), True)


def write(text, catalog=SHOP, values=(), attempts=()):
    return WRITER.write(
        Question(text, detect_language(text), TODAY), linked(catalog, values), attempts, FakeWorkbench()
    )


def plain(sql):
    return parse_one(sql, read="duckdb").sql(dialect="duckdb")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["question"])
def test_question_to_sql(pair):
    written = write(pair["question"])
    if pair["sql"] is None:
        assert isinstance(written, Clarify | Declined)
    else:
        assert not isinstance(written, Clarify | Declined), written
        assert plain(written[0].sql) == plain(pair["sql"])


def test_business_terms_tell_what_they_assume():
    candidate = write("지난달 매출은?")[0]
    assert "매출 = 실결제 금액, 취소 제외" in candidate.assumptions
    assert candidate.reading.startswith("순매출")


def test_a_word_that_cannot_be_placed_is_named():
    written = write("지난달 초콜릿 매출")
    assert isinstance(written, Clarify)
    assert "초콜릿" in written.message


def test_a_figure_is_never_multiplied_by_a_join():
    """Reviews refer to products, not to orders: revenue by rating would repeat order lines."""
    assert not isinstance(write("평점별 매출"), tuple)


def test_what_the_gate_sent_back_is_not_proposed_again():
    first = write("지역별 매출")[0]
    again = write("지역별 매출", attempts=(Attempt(first, "refused"),))
    assert not isinstance(again, tuple) or again[0].sql != first.sql


def test_a_period_that_still_runs_is_compared_with_as_much_of_the_earlier_one():
    sql = write("올해 매출 전년 동기 대비")[0].sql
    assert "2025-11-22" in sql and "2026-11-22" in sql


ODD_NAMES = Catalog(
    "odd",
    "duckdb",
    (
        Table(
            "주문 내역",
            (
                Column("번호", "BIGINT", "number"),
                Column("결제 금액", "BIGINT", "number"),
                Column("order", "VARCHAR", "text"),
            ),
            primary_key=("번호",),
        ),
        Table("select", (Column('he"llo', "VARCHAR", "text"), Column("번호", "BIGINT", "number"))),
    ),
    (Join("select", ("번호",), "주문 내역", ("번호",)),),
)


def test_names_with_spaces_quotes_hangul_and_keywords_are_quoted():
    sql = write("주문 내역의 결제 금액 합계", ODD_NAMES)[0].sql
    assert plain(sql) == plain('SELECT SUM("주문 내역"."결제 금액") AS "total_결제 금액" FROM "주문 내역"')


def test_a_database_without_names_or_keys_is_declined_politely():
    empty = Catalog("x", "duckdb", (Table("t", (Column("c1", "VARCHAR", "text"), Column("c2", "VARCHAR", "text"))),))
    assert isinstance(write("지난달 매출은?", empty), Clarify | Declined)


def test_sqlite_gets_its_own_dates():
    from dataclasses import replace

    sql = write("월별 주문 수", replace(SHOP, dialect="sqlite"))[0].sql
    assert "STRFTIME('%Y-%m', orders.ordered_at)" in sql.upper().replace("%Y-%M", "%Y-%m").replace(
        "ORDERS.ORDERED_AT", "orders.ordered_at"
    )


def test_values_found_in_the_data_become_conditions():
    value = LinkedValue("products", "category", "생활용품", "생활용품", 1.0)
    sql = write("생활용품의 매출", values=[value])[0].sql
    assert "products.category = '생활용품'" in sql


WORDS = [
    "매출",
    "지역별",
    "지난달",
    "상위 5개",
    "고객",
    "주문",
    "없는",
    "평균",
    "10건 이상",
    "by",
    "revenue",
    "top 3",
    "리뷰",
    "서울",
    "x",
    "비율",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join) | st.text(max_size=200))
def test_anything_may_be_asked(text):
    written = write(text)
    if isinstance(written, tuple):
        parse_one(written[0].sql, read="duckdb")
        assert written[0].reading
    else:
        assert written.message


@pytest.mark.parametrize("text", ["월별로 매출이 가장 많은 지역", "best region by revenue for every month of 2026"])
def test_the_best_of_every_month(text):
    written = write(text)
    if isinstance(written, tuple):
        assert "PARTITION BY" in written[0].sql
        assert "MONTH" in written[0].sql.upper()
