"""Kinds of rows said in one breath, orders that judge, numbers beside figures: words that are easily passed over."""

from dataclasses import replace

import pytest

from tests.offline.shop import CUSTOMERS, SHOP, column
from tests.offline.test_grammar import plain, write
from text2sql.catalog import Catalog, ColumnProfile, Join, LocalText, Measure, NamedFilter, Table
from text2sql.types import Candidate, Clarify, Declined

TERMS = (
    NamedFilter("vip", "grade = 'vip'", LocalText("VIP customers", "VIP 고객"), ("VIP members", "VIP 회원")),
    NamedFilter("dormant", "state = 'dormant'", LocalText("dormant customers", "휴면 고객"), ("휴면 회원",)),
)
MEMBERS = replace(
    CUSTOMERS,
    columns=(
        *CUSTOMERS.columns,
        column("state", "text", ("상태",), [("dormant", ("휴면",)), ("active", ("활동",))]),
        column(
            "entrance",
            "text",
            ("가입 경로",),
            [("shop", ("매장 가입",))],
            description=LocalText("Where the customer registered.", "가입 경로."),
        ),
    ),
    synonyms=("customer", "members", "people", "고객", "회원"),
    filters=TERMS,
)
PARCELS = Table(
    "parcels",
    (
        column("parcel_id", "number"),
        column("order_id", "number"),
        column("carrier", "text", ("택배사", "carrier"), [("hanjin", ("한진",))]),
        column("fee", "number", ("배송비",), unit="KRW"),
        column("late", "boolean"),
        column("sent_at", "timestamp", ("출고일",)),
    ),
    primary_key=("parcel_id",),
    row_count=1100,
    label=LocalText("parcels", "택배"),
    synonyms=("parcel", "택배", "상자"),
    time_column="sent_at",
    measures=(
        Measure(
            "late_rate", "AVG(CASE WHEN late THEN 1.0 ELSE 0.0 END)", "", LocalText("late rate", "지연율"), (), "ratio"
        ),
        Measure("fees", "SUM(fee)", "", LocalText("shipping cost", "총 택배비"), ("택배비",), "KRW"),
    ),
    filters=(NamedFilter("late_parcels", "late", LocalText("late parcels", "지연 택배"), ()),),
)
VISITS = Table(
    "visits",
    (
        column("visit_id", "number"),
        column("order_id", "number", nullable=True, profile=ColumnProfile(null_share=0.9)),
        column("visited_at", "timestamp"),
    ),
    primary_key=("visit_id",),
    label=LocalText("visits", "방문"),
    time_column="visited_at",
    measures=(Measure("visits", "COUNT(*)", "", LocalText("visit count", "방문 수"), ("방문수",)),),
)
WIDE = Catalog(
    "shop",
    "duckdb",
    (MEMBERS, *(each for each in SHOP.tables if each.name != "customers"), PARCELS, VISITS),
    (
        *SHOP.joins,
        Join("parcels", ("order_id",), "orders", ("order_id",)),
        Join("visits", ("order_id",), "orders", ("order_id",)),
    ),
)


def sql(text):
    written = write(text, WIDE)
    assert not isinstance(written, Clarify | Declined), written
    return plain(written[0].sql)


@pytest.mark.parametrize(
    "question",
    [
        "how many gold and VIP members altogether",
        "골드랑 VIP 회원 모두 몇 명이야?",
        "VIP 고객과 골드 고객 합쳐서 몇 명?",
    ],
)
def test_a_value_and_a_term_of_one_column_are_two_kinds_of_rows(question):
    said = sql(question)
    assert "grade IN (" in said
    assert "GROUP BY" not in said


@pytest.mark.parametrize("question", ["revenue of gold and VIP members", "골드와 VIP 회원 매출"])
def test_they_are_told_apart_where_nobody_asks_for_their_sum(question):
    assert "GROUP BY customers.grade" in sql(question)


def test_either_will_do():
    assert "GROUP BY" not in sql("how many gold or VIP members")


@pytest.mark.parametrize("question", ["앱과 웹 주문 합쳐서 몇 건?", "how many app and web orders in total?"])
def test_values_are_summed_up_on_request(question):
    said = sql(question)
    assert "channel IN ('app', 'web')" in said
    assert "GROUP BY" not in said


@pytest.mark.parametrize(
    "question",
    [
        "VIP 고객과 휴면 고객 수",
        "how many VIP members and dormant customers",
        "서울 골드 고객과 부산 VIP 고객 수",
        "how many of the cancelled orders were paid",
    ],
)
def test_kinds_that_no_condition_can_hold_are_asked_about(question):
    assert isinstance(write(question, WIDE), Clarify | Declined)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("택배사별 지연율 나쁜 순으로", "DESC"),
        ("late rate by carrier, best first", "ASC"),
        ("which carrier has the worst late rate?", "DESC"),
        ("which region has the worst revenue?", "ASC"),
    ],
)
def test_of_what_nobody_wants_the_worst_is_the_most(question, order):
    assert f"{order} NULLS LAST" in sql(question) or sql(question).endswith((order, f"{order} LIMIT 1"))


@pytest.mark.parametrize("question", ["지난주 일별 주문 수 날짜순으로", "orders by day last week, oldest first"])
def test_an_order_by_date_is_no_order_by_the_figure(question):
    ordered = sql(question).split("ORDER BY")[1]
    assert "ordered_at" in ordered
    assert "DESC" not in ordered


def test_a_rate_is_not_of_the_rows_that_it_looks_for():
    assert "WHERE" not in sql("late rate of late parcels by carrier")


@pytest.mark.parametrize(
    "question",
    ["택배사별 상자 수하고 택배비", "택배사별 택배비랑 상자 수", "number of parcels and shipping cost by carrier"],
)
def test_a_number_beside_a_figure_is_not_passed_over(question):
    said = sql(question)
    assert "COUNT(*)" in said
    assert "SUM(parcels.fee)" in said


def test_a_number_that_belongs_to_its_figure_is_no_second_one():
    assert sql("지난달 방문 수").count("COUNT(") == 1


@pytest.mark.parametrize("question", ["members split by where people registered", "customers by where they registered"])
def test_a_clause_of_a_card_names_its_column(question):
    assert "GROUP BY customers.entrance" in sql(question)


def test_a_clause_that_no_card_has_is_no_date():
    assert isinstance(write("members split by where they last signed up", WIDE), Clarify | Declined)


def test_a_condition_that_most_rows_cannot_meet_is_asked_about():
    assert isinstance(write("지난주 앱 방문 수", WIDE), Clarify | Declined)


@pytest.mark.parametrize(
    "question",
    ["택배사별 택배 건수와 금액", "parcels by carrier: count and amount", "금액하고 건수를 택배사별로, 택배"],
)
def test_an_amount_by_its_most_general_name_is_not_passed_over(question):
    said = sql(question)
    assert "COUNT(*)" in said
    assert "SUM(parcels.fee)" in said


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("택배사 모르는 건 빼고 택배사별 택배 수", "NOT parcels.carrier IS NULL"),
        ("parcels by carrier excluding unknown carriers", "NOT parcels.carrier IS NULL"),
        ("택배사 모르는 택배 수", "parcels.carrier IS NULL"),
        ("how many parcels with unknown carrier", "parcels.carrier IS NULL"),
    ],
)
def test_leaving_out_what_is_missing_keeps_what_is_there(question, kept):
    said = sql(question)
    assert kept in said
    assert said.count("NOT") == kept.count("NOT")


@pytest.mark.parametrize("question", ["10월 고객 1인당 매출", "10월 고객 한 명당 매출", "고객당 매출 10월"])
def test_a_sum_for_one_of_many_is_an_average(question):
    assert sql(question).startswith("SELECT AVG(net_revenue)")


@pytest.mark.parametrize("question", ["매출 높은 지역 세 곳", "매출이 큰 지역 3곳 10월"])
def test_an_adjective_and_how_many_rank(question):
    assert sql(question).endswith("LIMIT 3")


@pytest.mark.parametrize("question", ["돈을 가장 많이 쓴 지역", "지난달 돈을 제일 많이 쓴 지역은?"])
def test_who_spent_most(question):
    catalog = replace(
        WIDE,
        tables=tuple(
            replace(each, measures=tuple(replace(one, synonyms=(*one.synonyms, "구매액")) for one in each.measures))
            if each.name == "orders"
            else each
            for each in WIDE.tables
        ),
    )
    said = plain(write(question, catalog)[0].sql)
    assert "SUM(orders.net_amount)" in said
    assert said.endswith("LIMIT 1")


def test_how_many_ends_a_list_of_groups():
    said = sql("for each region the two products that brought in the most revenue")
    assert "PARTITION BY customers.region" in said
    assert "<= 2" in said


def test_that_rows_came_to_be_says_nothing():
    assert "joined" not in sql("how many customers who signed up never ordered, by region")


@pytest.mark.parametrize("question", ["customers outside Seoul", "how many customers outside Seoul"])
def test_outside_is_not_inside(question):
    assert "<> '서울'" in sql(question)


@pytest.mark.parametrize("question", ["리뷰가 가장 많은 상품 3개 이름하고 횟수", "매출이 높은 상품 3개 이름이랑 금액"])
def test_names_of_groups_are_shown_already(question):
    said = sql(question)
    assert said.startswith("SELECT products.product_name")
    assert said.endswith("LIMIT 3")
    assert "customers" not in said


def test_what_says_which_groups_are_wanted_is_no_part_of_a_share():
    said = sql("앱과 웹 채널별 지연 택배 비율")
    assert "WHERE orders.channel IN ('app', 'web')" in said


@pytest.mark.parametrize(
    "question",
    ["orders and revenue by channel last month", "revenue and orders by channel", "지난달 채널별 주문과 매출"],
)
def test_rows_named_beside_a_figure_are_counted(question):
    said = sql(question)
    assert "COUNT(*)" in said
    assert "SUM(orders.net_amount)" in said


@pytest.mark.parametrize(
    "question", ["orders without reviews last month", "how many orders without parcels last month"]
)
def test_events_that_lack_something_are_dated_by_themselves(question):
    written = write(question, WIDE)
    assert isinstance(written, Clarify | Declined) or "orders.ordered_at" in written[0].sql


@pytest.mark.parametrize(
    "text", ["List the ships by year of building, newest first, with the year.", "ships by month, latest first"]
)
def test_an_order_by_time_where_nothing_is_dated_is_no_error(text):
    ships = Table("ships", (column("ship_id", "number"), column("ship_name", "text")), primary_key=("ship_id",))
    written = write(text, Catalog("river", "duckdb", (ships,)))
    assert not isinstance(written, Candidate) or " ORDER BY " not in written.sql
