"""What the grammar must notice before it answers: fiscal years, per cent of something, two things left out, cards."""

from dataclasses import replace

import pytest

from tests.offline.shop import ORDERS, SHOP, column
from tests.offline.test_following import talk, where
from tests.offline.test_grammar import plain, write
from text2sql.catalog import Catalog, Join, LocalText, Measure, NamedFilter, Table
from text2sql.language import BoundMention
from text2sql.types import Answered, Clarify, Declined
from text2sql.writers.offline.bands import bands_from

COUPON_USES = Table(
    "coupon_uses",
    (
        column("coupon_use_id", "number"),
        column("order_id", "number"),
        column("is_restored", "boolean"),
        column("used_at", "timestamp"),
    ),
    primary_key=("coupon_use_id",),
    label=LocalText("coupon uses", "쿠폰 사용"),
    synonyms=("coupon uses", "쿠폰 사용"),
    time_column="used_at",
    measures=(
        Measure(
            "kept_uses", "COUNT(*)", "NOT is_restored", LocalText("coupons used", "쿠폰 사용 건수"), ("쿠폰 사용 수",)
        ),
    ),
    filters=(NamedFilter("restored", "is_restored", LocalText("restored coupons", "복원된 쿠폰")),),
)
CALENDAR = Table(
    "calendar",
    (
        column("day", "date"),
        column("fiscal_year", "number", ("회계연도", "fiscal year")),
        column("fiscal_quarter", "number", ("회계 분기", "fiscal quarter")),
    ),
    primary_key=("day",),
)
DATED_ORDERS = replace(ORDERS, columns=(*ORDERS.columns, column("order_date", "date")))
WIDER = Catalog(
    "shop",
    "duckdb",
    (*(each for each in SHOP.tables if each.name != "orders"), DATED_ORDERS, COUPON_USES, CALENDAR),
    (
        *SHOP.joins,
        Join("coupon_uses", ("order_id",), "orders", ("order_id",)),
        Join("orders", ("order_date",), "calendar", ("day",)),
    ),
)


def sql(text, catalog=WIDER):
    written = write(text, catalog)
    assert not isinstance(written, Clarify | Declined), written
    return plain(written[0].sql)


@pytest.mark.parametrize(
    ("question", "quarter"),
    [("2025 회계연도 매출", ""), ("revenue in fiscal year 2025", ""), ("2025 회계연도 2분기 매출", "2")],
)
def test_a_fiscal_year_is_no_calendar_year(question, quarter):
    said = sql(question)
    assert "calendar.fiscal_year = 2025" in said
    assert ("calendar.fiscal_quarter = 2" in said) == bool(quarter)
    assert "DATE" not in said


@pytest.mark.parametrize("question", ["2025 회계연도 매출", "revenue in fiscal year 2025"])
def test_a_fiscal_year_without_a_calendar_is_not_guessed(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize("question", ["가격이 70% 이상인 상품은?", "products priced above 70 percent"])
def test_per_cent_of_something_is_no_amount(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize("question", ["앱이랑 웹은 빼고 주문 수", "number of orders without app and web"])
def test_all_that_is_listed_is_left_out(question):
    said = sql(question, SHOP)
    assert "channel <> 'app'" in said
    assert "channel <> 'web'" in said


@pytest.mark.parametrize("question", ["쿠폰 사용은 몇 건이야?", "how many coupon uses were there?"])
def test_a_count_leaves_out_what_the_card_leaves_out(question):
    assert "NOT coupon_uses.is_restored" in sql(question)


def test_a_count_of_what_the_card_leaves_out_is_of_just_that():
    assert "NOT" not in sql("복원된 쿠폰 사용은 몇 건이야?")


@pytest.mark.parametrize("question", ["매출 많은 것부터", "매출이 가장 높은"])
def test_one_figure_has_no_order(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize(
    ("question", "simpler"),
    [
        ("어제 하루 매출", "어제 매출"),
        ("10월 한 달 동안 주문 수", "10월 주문 수"),
        ("웹 말고 다른 주문 수", "웹 말고 주문 수"),
    ],
)
def test_what_is_said_twice_is_read_once(question, simpler):
    assert sql(question, SHOP) == sql(simpler, SHOP)


@pytest.mark.parametrize("operator", [">=", "<=", ">", "<"])
def test_bands_are_compared_by_where_they_begin(operator):
    bands = [("20s", ("20대",)), ("30s", ("30대",)), ("40s+", ("40대",))]
    catalog = Catalog("c", "duckdb", (Table("people", (column("age_group", "text", (), bands),)),), ())
    found = bands_from(catalog, "30대 이상", BoundMention(0, 6, "30대 이상", operator, 30, None, "대"))
    wanted = {">=": ("30s", "40s+"), "<=": ("20s", "30s"), ">": ("40s+",), "<": ("20s",)}
    assert found is not None
    assert found.values == wanted[operator]
    assert bands_from(catalog, "3대 이상", BoundMention(0, 5, "3대 이상", operator, 3, None, "대")) is None


@pytest.mark.parametrize(
    ("questions", "kept"),
    [
        (("지난달 매출은?", "그중 초콜릿만", "그중 부산만"), "부산"),
        (("revenue last month", "only chocolate", "only Busan"), "부산"),
    ],
)
def test_after_a_turn_without_an_answer_the_reading_is_offered(questions, kept):
    answer = talk(*questions)
    assert isinstance(answer, Clarify)
    assert kept in answer.readings[0].sql


@pytest.mark.parametrize(
    "questions",
    [("지난달 매출은?", "매출 말고 주문 수로"), ("revenue last month", "number of orders rather than revenue")],
)
def test_the_figure_that_is_not_wanted_goes(questions):
    answer = talk(*questions)
    assert isinstance(answer, Answered), answer
    assert "COUNT(*)" in answer.sql.text
    assert "SUM" not in answer.sql.text
    assert "orders.ordered_at >= '2026-10-01'" in where(answer)


def test_a_month_of_data_before_the_first_day_has_no_answer():
    profiled = replace(
        next(each for each in ORDERS.columns if each.name == "ordered_at"),
        profile=_profile("2026-01-01", "2026-11-20"),
    )
    orders = replace(ORDERS, columns=(*(each for each in ORDERS.columns if each.name != "ordered_at"), profiled))
    catalog = replace(SHOP, tables=tuple(orders if each.name == "orders" else each for each in SHOP.tables))
    assert isinstance(write("2024년 주문 수", catalog), Clarify | Declined)
    assert not isinstance(write("2026년 3월 주문 수", catalog), Clarify | Declined)


def _profile(first, last):
    from text2sql.catalog import ColumnProfile

    return ColumnProfile(minimum=first, maximum=last)


@pytest.mark.parametrize("question", ["상반기와 하반기 매출 비교해 줘", "revenue in H1 and H2 of 2025"])
def test_two_halves_are_not_one_year(question):
    (candidate,) = write(question)
    assert "AS net_revenue" in candidate.sql and "AS previous_net_revenue" in candidate.sql


@pytest.mark.parametrize(
    "question", ["앱 주문의 매출이 웹 주문 매출의 몇 퍼센트야?", "revenue of customers with orders versus without"]
)
def test_two_kinds_of_rows_are_not_one(question):
    assert isinstance(write(question), Clarify | Declined)
