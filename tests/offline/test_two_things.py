"""Questions about two things at once: places in a ranking, days between events, figures of different rows, homonyms."""

from dataclasses import replace

import pytest

from tests.offline.shop import CUSTOMERS, ORDERS, SHOP, column
from tests.offline.test_grammar import plain, write
from text2sql.catalog import Catalog, Join, LocalText, Measure, Table, ValueLabels
from text2sql.types import Clarify, Declined
from text2sql.writers.offline.intents import read_back, written_down

SENT_ORDERS = replace(
    ORDERS,
    columns=(
        *ORDERS.columns,
        column("address_id", "number"),
        column("paid_at", "timestamp", ("payment date", "결제일"), nullable=True),
        column("note", "text", ("메모", "note"), nullable=True),
    ),
    measures=(
        *ORDERS.measures,
        Measure(
            "buyers",
            "COUNT(DISTINCT customer_id)",
            "status <> 'cancelled'",
            LocalText("buyers", "구매자 수"),
            ("구매자",),
        ),
    ),
)
ADDRESSES = Table(
    "addresses",
    (
        column("address_id", "number"),
        column("province", "text", ("배송 지역", "destination"), [("서울특별시", ("to Seoul",)), ("부산광역시", ())]),
    ),
    primary_key=("address_id",),
    label=LocalText("addresses", "배송지"),
    synonyms=("address", "배송지"),
)
PARCELS = Table(
    "parcels",
    (
        column("parcel_id", "number"),
        column("order_id", "number"),
        column("carrier", "text", ("택배사",), [("a", ("에이",))]),
        column("sent_at", "timestamp", ("발송일", "sent")),
        column("arrived_at", "timestamp", ("도착일", "arrived", "delivery date")),
    ),
    primary_key=("parcel_id",),
    label=LocalText("parcels", "택배"),
    synonyms=("parcel",),
    time_column="sent_at",
)
PLANS = Table(
    "plans",
    (column("plan_id", "number"), column("month", "date", ("목표 월",)), column("amount", "number")),
    primary_key=("plan_id",),
    label=LocalText("plans", "목표표"),
    time_column="month",
    measures=(
        Measure(
            "target",
            "SUM(amount)",
            "",
            LocalText("revenue target", "매출 목표"),
            ("목표", "sales target", "target"),
            "KRW",
        ),
    ),
)
WIDER = Catalog(
    "shop",
    "duckdb",
    (*(each for each in SHOP.tables if each.name != "orders"), SENT_ORDERS, ADDRESSES, PARCELS, PLANS),
    (
        *SHOP.joins,
        Join("orders", ("address_id",), "addresses", ("address_id",)),
        Join("parcels", ("order_id",), "orders", ("order_id",)),
    ),
)


def sql(text, catalog=WIDER):
    written = write(text, catalog)
    assert not isinstance(written, Clarify | Declined), written
    return plain(written[0].sql)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("두 번째로 매출이 높은 지역", 2),
        ("매출 3위 지역", 3),
        ("region with the second highest revenue", 2),
        ("which region comes third by revenue", 3),
    ],
)
def test_one_place_is_one_row_after_those_before(question, place):
    assert sql(question).endswith(f"LIMIT 1 OFFSET {place - 1}")


@pytest.mark.parametrize("question", ["매출 2위와 3위 지역", "region with the first and the third highest revenue"])
def test_two_places_are_not_one(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("주문부터 도착까지 평균 며칠 걸려?", "parcels.arrived_at"),
        ("How many days pass between order and delivery on average?", "parcels.arrived_at"),
        ("주문하고 결제까지 며칠 걸려?", "orders.paid_at"),
    ],
)
def test_days_from_one_event_to_another(question, column):
    assert f"AVG(DATE_DIFF('DAY', orders.ordered_at, {column}))" in sql(question)


@pytest.mark.parametrize(
    "question", ["주문부터 첫 리뷰까지 며칠 걸려?", "How long does it take from order to applause?"]
)
def test_days_to_what_has_no_date_are_not_guessed(question):
    assert isinstance(write(question, WIDER), Clarify | Declined)


def test_a_period_beside_an_event_is_of_that_event():
    assert "parcels.arrived_at >= " in sql("주문부터 도착까지 평균 며칠 걸렸어? 10월 도착일 기준")


@pytest.mark.parametrize(
    "question", ["배송지가 서울인 주문은 몇 건이야?", "How many orders went to addresses in Seoul?"]
)
def test_a_place_beside_addresses_is_where_parcels_go(question):
    said = sql(question)
    assert "addresses.province = '서울특별시'" in said
    assert "customers" not in said


def test_a_place_by_itself_is_where_customers_live():
    assert "customers.region = '서울'" in sql("서울 주문은 몇 건이야?")
    assert ValueLabels("서울", ("Seoul",)) in CUSTOMERS.columns[2].values


@pytest.mark.parametrize("question", ["구매자 한 명당 매출", "revenue per buyers"])
def test_a_figure_for_one_of_another_is_their_quotient(question):
    assert "SUM(orders.net_amount) * 1.0 / NULLIF(COUNT(DISTINCT orders.customer_id), 0)" in sql(question)


@pytest.mark.parametrize("question", ["메모를 남긴 주문은 몇 건이야?", "How many orders have any note?"])
def test_what_some_rows_leave_empty_is_there(question):
    assert "NOT orders.note IS NULL" in sql(question)


@pytest.mark.parametrize("question", ["결제가 안 된 주문", "orders without payment"])
def test_what_rows_know_themselves_is_no_absent_row(question):
    payments = Table("payments", (column("order_id", "number"),), label=LocalText("payment", "결제"))
    catalog = replace(
        WIDER,
        tables=(*WIDER.tables, payments),
        joins=(*WIDER.joins, Join("payments", ("order_id",), "orders", ("order_id",))),
    )
    written = write(question, catalog)
    assert isinstance(written, Clarify | Declined) or "NOT EXISTS" not in plain(written[0].sql)


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("월별 매출과 목표의 차이", "one.net_revenue - two.target AS difference"),
        ("gap between revenue and target by month", "one.net_revenue - two.target AS difference"),
        ("revenue as a percentage of target by month", "one.net_revenue * 1.0 / NULLIF(two.target, 0) AS ratio"),
        ("월별 매출과 목표", "SELECT one.month, one.net_revenue, two.target"),
        ("which months missed the target", "one.net_revenue < two.target"),
        ("목표를 못 채운 달", "one.net_revenue < two.target"),
    ],
)
def test_figures_of_different_rows_stand_beside_each_other(question, made):
    written = write(question, WIDER)
    assert not isinstance(written, Clarify | Declined), written
    assert made in " ".join(plain(written[0].sql).split())
    remembered = read_back(written[0].intent, WIDER)
    assert remembered is not None and written_down(remembered) == written[0].intent


@pytest.mark.parametrize("question", ["월별 리뷰 평점 평균과 목표의 차이", "gap between target and by region"])
def test_a_pair_that_does_not_hang_together_is_not_guessed(question):
    assert isinstance(write(question, WIDER), Clarify | Declined)


@pytest.mark.parametrize(
    "question",
    [
        "카테고리마다 제일 비싼 상품",
        "매출과 앱 매출",
        "revenue and number of app orders",
        "매출 상위 10명이 차지하는 매출 비중",
    ],
)
def test_what_one_query_cannot_say_is_asked_back(question):
    assert isinstance(write(question, WIDER), Clarify | Declined)


@pytest.mark.parametrize(
    ("question", "column"),
    [("orders cancelled last month", "cancelled_at"), ("cancelled orders last month", "ordered_at")],
)
def test_a_state_right_before_a_period_tells_when_it_came_to_be(question, column):
    orders = replace(SENT_ORDERS, columns=(*SENT_ORDERS.columns, column_of("cancelled_at")))
    tables = tuple(orders if each.name == "orders" else each for each in WIDER.tables)
    assert f"orders.{column} >= " in sql(f"How many {question}?", replace(WIDER, tables=tables))


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("올해 탈퇴한 고객 수", "withdrawn_on"),
        ("How many customers left by month in 2025?", "withdrawn_on"),
        ("2025년에 가입한 고객 중 탈퇴한 고객 수", "joined_at"),
    ],
)
def test_what_became_of_people_is_dated_by_itself(question, column):
    left = column_with("status", [("withdrawn", ("탈퇴", "탈퇴한", "left")), ("active", ("활동",))])
    customers = replace(CUSTOMERS, columns=(*CUSTOMERS.columns, left, column_of("withdrawn_on")))
    tables = tuple(customers if each.name == "customers" else each for each in WIDER.tables)
    assert f"customers.{column} >= " in sql(question, replace(WIDER, tables=tables))


@pytest.mark.parametrize(
    "question", ["서울은 빼고 배송 지역별 주문 수", "number of orders by destination, excluding Seoul"]
)
def test_what_is_left_out_is_one_of_the_groups(question):
    assert "addresses.province <> '서울특별시'" in sql(question)


def column_with(name, values):
    return column(name, "text", (), values)


def column_of(name):
    return column(name, "timestamp", nullable=True)


@pytest.mark.parametrize("question", ["어제 들어온 주문 중 택배가 없는 것", "orders placed yesterday without parcels"])
def test_a_period_before_what_is_missing_is_of_the_rows(question):
    assert "orders.ordered_at >= " in sql(question)


def test_month_over_month_within_a_year_is_each_month_and_the_one_before():
    assert "LAG(net_revenue) OVER (ORDER BY month)" in sql("revenue growth month over month in 2026")
