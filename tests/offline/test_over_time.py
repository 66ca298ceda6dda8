"""Questions about times held against those before them: moving averages, what grew the most, weekdays on average."""

import pytest

from tests.offline.shop import SHOP
from tests.offline.test_grammar import plain, write
from tests.offline.test_two_things import WIDER
from text2sql.types import Clarify, Declined


def sql(question, catalog=SHOP):
    (candidate,) = write(question, catalog)
    return plain(candidate.sql)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        (
            "How many orders were paid more than 24 hours after they were placed?",
            "> orders.ordered_at + INTERVAL '24' HOUR",
        ),
        ("주문하고 하루 안에 결제된 주문 수", "orders.paid_at <= orders.ordered_at + INTERVAL '1' DAY"),
        ("발송 후 3일 이내에 도착한 택배 수", "parcels.arrived_at <= parcels.sent_at + INTERVAL '3' DAY"),
        (
            "number of parcels arrived within 2 days of ordering",
            "orders.order_id = parcels.order_id) + INTERVAL '2' DAY",
        ),
    ],
)
def test_the_time_between_two_dates_is_bounded(question, condition):
    assert condition in sql(question, WIDER).replace("( SELECT", "(SELECT").replace(" )", ")")


@pytest.mark.parametrize(
    ("question", "rows"),
    [("최근 30일 일별 매출의 7일 이동평균", 6), ("3-month moving average of monthly revenue in 2026", 2)],
)
def test_a_moving_average_reaches_back_before_its_period(question, rows):
    said = sql(question)
    assert f"ROWS BETWEEN {rows} PRECEDING AND CURRENT ROW" in said
    assert ">= CAST('2026-10-17' AS DATE)" in said or ">= CAST('2025-11-01' AS DATE)" in said


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("올해 전월 대비 매출이 가장 많이 줄어든 달", "difference ASC"),
        ("Which month this year had the biggest jump in orders over the previous month?", "difference DESC"),
        ("올해 전월 대비 매출 증가율이 가장 높은 달은?", "growth_rate DESC"),
    ],
)
def test_the_time_that_changed_the_most_is_found_by_its_change(question, order):
    said = sql(question)
    assert f"ORDER BY {order}" in said and "LAG(" in said
    assert "month >= CAST('2026-01-01' AS DATE)" in said and "CAST('2025-12-01' AS DATE)" in said


@pytest.mark.parametrize(
    "question", ["채널별로 매출이 가장 높았던 달", "For each channel, the month with the highest revenue"]
)
def test_times_are_ranked_within_groups(question):
    assert "PARTITION BY orders.channel" in sql(question)


@pytest.mark.parametrize("question", ["10월 요일별 평균 주문 수", "average revenue by weekday in October"])
def test_an_average_weekday_is_an_average_of_its_days(question):
    assert "SELECT weekday, AVG(" in sql(question)


@pytest.mark.parametrize("question", ["average orders per day in October", "Orders per day in October, on average?"])
def test_rows_are_counted_for_each_day_and_averaged(question):
    assert "SELECT AVG(orders_count)" in sql(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many customers ordered in both September and October but not in November?",
        "9월과 10월에는 주문했는데 11월에는 주문하지 않은 고객 수",
    ],
)
def test_of_three_periods_only_the_last_one_has_nothing(question):
    said = sql(question)
    assert said.count("EXISTS(") == 3 and said.count("NOT EXISTS(") == 1
    assert "CAST('2026-11-01' AS DATE)" in said[said.index("NOT EXISTS(") :]


def test_what_is_said_twice_of_times_adds_nothing():
    plainly = sql("10월 요일별 매출")
    assert sql("10월 요일별 매출 (월~일)") == plainly
    assert sql("October revenue by day of the week, Monday through Sunday") == plainly


@pytest.mark.parametrize("question", ["orders in October compared with September", "10월 주문이 9월보다 늘었어?"])
def test_rows_of_two_periods_are_counted(question):
    assert "COUNT(*)" in sql(question)


@pytest.mark.parametrize("question", ["작년 대비 매출 증가율", "revenue vs last year"])
def test_what_is_compared_with_last_year_is_this_year(question):
    said = sql(question)
    assert "CAST('2026-11-22' AS DATE)" in said and "CAST('2025-11-22' AS DATE)" in said


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("first order date of each customer", "MIN(orders.ordered_at)"),
        ("고객별 마지막 주문일", "MAX(orders.ordered_at)"),
    ],
)
def test_the_first_and_the_last_of_each_is_a_date(question, figure):
    said = sql(question)
    assert figure in said and "GROUP BY customers.name" in said


@pytest.mark.parametrize(
    ("question", "grain"),
    [("11월 주문일별 매출", "AS day"), ("최근 7일 주문일별 주문 수", "AS day"), ("월별 매출", "AS month")],
)
def test_a_date_of_rows_is_a_day(question, grain):
    assert grain in sql(question)


@pytest.mark.parametrize("question", ["월별 일평균 매출", "average revenue per day by month"])
def test_of_two_lengths_of_time_the_shorter_one_is_averaged(question):
    said = sql(question)
    assert said.startswith("SELECT month, AVG(") and said.endswith("GROUP BY month ORDER BY month")


@pytest.mark.parametrize("question", ["revenue and cancelled orders by month", "매출과 취소 주문 월별로"])
def test_a_term_listed_beside_a_figure_is_no_condition(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize(
    "question", ["9월과 10월 매출 각각 전월 대비 증가율", "revenue in September and October, month over month"]
)
def test_each_of_several_months_is_held_against_the_one_before(question):
    said = sql(question)
    assert "LAG(" in said and "CAST('2026-08-01' AS DATE)" in said
    assert "month >= CAST('2026-09-01' AS DATE)" in said


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("주문이 가장 많은 시간대 3개", 3),
        ("가장 매출이 높았던 달 두 개", 2),
        ("무슨 요일에 주문이 제일 많이 들어왔어? 건수도 같이", 1),
    ],
)
def test_so_many_times_are_ranked(question, limit):
    said = sql(question)
    assert said.endswith(f"DESC LIMIT {limit}") and "order_id" not in said


def test_a_date_in_brackets_says_what_the_period_is_of():
    said = sql("number of parcels by carrier in October (by delivery date)", WIDER)
    assert "AS day" not in said and "parcels.arrived_at >= " in said


@pytest.mark.parametrize(
    "question", ["9월 매출과 2025년 매출 비교", "revenue of September compared with 2025 by channel"]
)
def test_a_month_is_not_held_against_a_year(question):
    assert isinstance(write(question), Clarify | Declined)


@pytest.mark.parametrize("question", ["작년과 올해 10월 매출 비교", "revenue in October 2025 and 2026"])
def test_the_part_is_meant_of_both_years(question):
    said = sql(question)
    assert "CAST('2025-10-01' AS DATE)" in said and "CAST('2026-10-01' AS DATE)" in said
    assert "CAST('2025-01-01' AS DATE)" not in said


@pytest.mark.parametrize("question", ["매출이 지난달보다 늘어난 지역", "매출이 작년보다 줄어든 채널"])
def test_which_ones_grew_is_no_figure_of_all(question):
    assert isinstance(write(question), Clarify | Declined)
