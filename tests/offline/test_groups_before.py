"""Follow-ups about the groups an answer showed: bounds on them, their order, the first of them, one of them more."""

from dataclasses import replace

import pytest
from sqlglot import exp

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import ORDERS, SHOP
from tests.offline.test_following import LAST_MONTH, TODAY, VALUES, grouped, sql_of, talk, where
from text2sql.catalog import LocalText, Measure
from text2sql.chat import remembered
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Declined, Question
from text2sql.writers.offline import OfflineWriter

CANCELLATION = Measure(
    "cancellation_rate",
    "AVG(CASE WHEN status = 'cancelled' THEN 1.0 ELSE 0.0 END)",
    label=LocalText("cancellation rate", "취소율"),
    unit="ratio",
)


def rated(*questions):
    """A conversation over a shop that knows a rate."""
    orders = replace(ORDERS, measures=(*ORDERS.measures, CANCELLATION))
    catalog = replace(SHOP, tables=tuple(orders if each is ORDERS else each for each in SHOP.tables))
    writer, store = OfflineWriter(), MemoryConversations()
    knowledge = FakeKnowledge(catalog, values=VALUES)
    asked = Pipeline(knowledge, writer, FakeWarehouse(), Checker(catalog), follower=writer)
    for text in questions:
        answer, _ = remembered(asked, store, "c", Question(text, detect_language(text), TODAY), lambda step: None)
    return answer


def having(answer):
    return sql_of(answer).args["having"].sql(dialect="duckdb")


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 지역별 취소율", "5% 넘는 곳만"),
        ("cancellation rate by region last month", "only the ones above 5%"),
        ("cancellation rate by region last month", "more than 5 percent"),
    ],
)
def test_a_rate_is_bounded_by_per_cent(first, follow_up):
    assert having(rated(first, follow_up)).endswith("> 0.05")


def test_of_several_figures_the_one_is_bounded_that_fits():
    said = having(rated("지난달 지역별 매출", "취소율도 같이", "5% 넘는 곳만"))
    assert "AVG(" in said and said.endswith("> 0.05")


def test_shares_of_groups_cannot_be_bounded_and_are_not():
    assert isinstance(talk("지난달 지역별 매출", "비중으로", "10% 넘는 곳만"), Declined)


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 지역별 매출", "주문 수 100건 이상인 곳만"),
        ("지난달 지역별 매출", "주문 100건 이상만"),
        ("revenue by region last month", "at least 100 orders"),
    ],
)
def test_a_bound_on_a_count_that_it_names_is_none_on_the_figure_before(first, follow_up):
    answer = talk(first, follow_up)
    assert having(answer) == "HAVING COUNT(*) >= 100" and "SUM(" in answer.sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 지역별 매출", "주문 10건 이상인 고객만"),
        ("revenue by region last month", "only customers with more than 3 orders"),
    ],
)
def test_groups_of_something_else_are_not_bounded(first, follow_up):
    assert isinstance(talk(first, follow_up), Declined)


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 지역별 매출", "높은 순으로 정렬해줘"), ("revenue by region last month", "highest revenue first")],
)
def test_the_order_that_the_rows_are_in_already_is_an_answer(first, follow_up):
    assert isinstance(talk(first, follow_up), Answered)


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 지역별 매출", "거기서 1위 지역만 채널별로"),
        ("지난달 지역별 매출", "가장 높은 지역만 채널별로"),
        ("revenue by region last month", "just the top one, by channel"),
    ],
)
def test_the_first_group_is_broken_up_by_itself(first, follow_up):
    answer = talk(first, follow_up, warehouse=FakeWarehouse((("부산", 7),), ("region", "net_revenue")))
    assert grouped(answer) == ["orders.channel"]
    assert "customers.region = '부산'" in where(answer) and set(LAST_MONTH) <= {*where(answer)}


def test_one_of_the_groups_that_all_stand_there_is_no_addition():
    assert isinstance(talk("지난달 채널별 주문 수", "앱도 추가해줘"), Declined)
    assert "orders.channel = 'app'" in where(talk("지난달 채널별 주문 수", "앱만 보여줘"))


@pytest.mark.parametrize(
    ("first", "best", "follow_up"),
    [
        ("지난달 지역별 매출", "가장 높은 지역은?", "그 지역 채널별로"),
        ("revenue by region last month", "which region was the highest?", "break that region down by channel"),
    ],
)
def test_a_single_best_that_is_pointed_at_stays(first, best, follow_up):
    answer = talk(first, best, follow_up, warehouse=FakeWarehouse((("부산", 7),), ("region", "net_revenue")))
    assert grouped(answer) == ["orders.channel"] and "customers.region = '부산'" in where(answer)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("지난달 매출은?", "9월은?", "둘 차이는?"),
        ("revenue by region last month", "and in September?", "compare the two"),
        ("revenue in September", "and in October?", "what's the difference?"),
    ],
)
def test_the_last_two_answers_are_held_against_each_other(first, second, both):
    said = talk(first, second, both).sql.text
    assert said.index("2026-10-01") < said.index("previous_net_revenue", said.index("FROM (")) and "difference" in said


def test_two_kinds_of_rows_are_held_against_each_other_and_anything_else_is_not():
    said = talk("지난달 서울 매출", "부산은?", "둘 차이는?").sql.text
    assert "서울" in said and "부산" in said and "difference" in said
    assert isinstance(talk("지난달 매출은?", "지역별로", "둘 차이는?"), Declined)
    assert isinstance(talk("지난달 매출은?", "차이는?"), Declined)


def test_a_figure_that_leaves_out_the_rows_asked_for_is_not_answered():
    assert isinstance(talk("지난달 취소 주문 수", "매출은?"), Declined)
    assert isinstance(talk("number of cancelled orders last month", "and their revenue?"), Declined)
    assert isinstance(talk("지난달 주문 수", "매출은?"), Answered)


def test_groups_are_not_counted_as_rows():
    assert isinstance(talk("revenue by region last month", "only those over 100", "how many are there?"), Declined)


def test_what_sorted_the_rows_goes_on_doing_so():
    answer = talk("지난달 지역별 매출", "주문 수도 같이", "주문 수 기준으로 정렬", "top 3")
    assert sql_of(answer).args["order"].expressions[0].sql() == "orders_count DESC"
    assert sql_of(answer).args["limit"].expression.name == "3"


@pytest.mark.parametrize(
    ("first", "follow_up"), [("올해 주문 수", "월평균은?"), ("orders this year", "monthly average?")]
)
def test_an_average_over_time_is_one_number(first, follow_up):
    assert "AVG(" in talk(first, follow_up).sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 지역별 주문 수", "앱 비율은?"), ("orders by region last month", "what percentage were by app?")],
)
def test_a_kind_of_rows_is_a_share_of_each_group(first, follow_up):
    answer = talk(first, follow_up)
    assert "OVER" not in answer.sql.text and len(list(sql_of(answer).find_all(exp.Filter))) == 1
    assert grouped(answer) == ["customers.region"] and where(answer) == LAST_MONTH


def test_one_figure_instead_of_another():
    for follow_up in ("주문 수 대신 매출로", "건수 대신 매출로"):
        said = talk("지난달 지역별 주문 수", follow_up).sql.text
        assert "SUM(" in said and "COUNT(*)" not in said
