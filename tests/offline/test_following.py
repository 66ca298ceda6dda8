"""Follow-ups without a model: what they become, what they keep, and what is no follow-up at all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlglot import exp, parse_one

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from text2sql.chat import remembered, without
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Declined, LinkedValue, Question, Reading, Turn
from text2sql.writers.offline import OfflineWriter

TODAY = date(2026, 11, 21)
VALUES = tuple(
    LinkedValue("customers", "region", value, words, 1.0)
    for value, words in (("서울", "서울"), ("부산", "부산"), ("서울", "Seoul"), ("부산", "Busan"))
)


def pipeline(warehouse=None):
    writer = OfflineWriter()
    knowledge = FakeKnowledge(SHOP, values=VALUES)
    return Pipeline(knowledge, writer, warehouse or FakeWarehouse(), Checker(SHOP), follower=writer)


def talk(*questions, warehouse=None, **more):
    """The last of several questions in one conversation, answered."""
    store, asked = MemoryConversations(), pipeline(warehouse)
    for text in questions:
        language = detect_language(text) if text != "VIP" else "en"
        question = Question(text, language, TODAY, **(more if text is questions[-1] else {}))
        answer, _ = remembered(asked, store, "c", question, lambda step: None)
    return answer


def sql_of(answer):
    assert isinstance(answer, Answered), answer
    return parse_one(answer.sql.text, read="duckdb")


def where(answer):
    """The conditions one by one, as texts without casts."""
    clause = sql_of(answer).find(exp.Where)
    return sorted(_conditions(clause.this)) if clause else []


def _conditions(tree):
    if isinstance(tree, exp.And | exp.Paren):
        return [text for each in tree.iter_expressions() for text in _conditions(each)]
    return [tree.sql(dialect="duckdb").replace("CAST(", "").replace(" AS DATE)", "")]


def grouped(answer):
    clause = sql_of(answer).find(exp.Group)
    return [each.sql(dialect="duckdb") for each in clause.expressions] if clause else []


PAID = "orders.status <> 'cancelled'"
LAST_MONTH = ["orders.ordered_at < '2026-11-01'", "orders.ordered_at >= '2026-10-01'"]


@pytest.mark.parametrize(
    ("first", "follow_up"), [("지난달 매출은?", "그중 서울만"), ("revenue last month", "only Seoul")]
)
def test_a_value_is_added_to_what_was_asked(first, follow_up):
    answer = talk(first, follow_up)
    assert where(answer) == sorted(["customers.region = '서울'", *LAST_MONTH, PAID])
    assert answer.question.original == follow_up
    assert [each.kind for each in answer.question.carried] == ["measure", "period"]
    assert answer.question.text == answer.candidate.reading


@pytest.mark.parametrize(
    ("first", "follow_up"), [("지난달 서울 매출은?", "부산은?"), ("revenue last month in Seoul", "what about Busan?")]
)
def test_another_value_of_the_column_takes_its_place(first, follow_up):
    assert where(talk(first, follow_up)) == sorted(["customers.region = '부산'", *LAST_MONTH, PAID])


@pytest.mark.parametrize("follow_up", ["서울 사람만 따로 보면?", "서울에서 온 사람만", "서울 쪽은 어때?"])
def test_words_that_say_nothing_beside_a_change_do_not_hinder_it(follow_up):
    assert "customers.region = '서울'" in where(talk("지난달 매출은?", follow_up))


def test_a_value_that_comes_in_addition_widens_the_condition():
    assert "customers.region IN ('서울', '부산')" in where(talk("지난달 서울 매출은?", "부산도 추가해줘"))


def test_what_is_excluded_is_kept_out():
    assert "customers.region <> '서울'" in where(talk("지난달 매출은?", "서울은 제외하고"))
    assert "orders.channel <> 'app'" in where(talk("orders last month by channel", "exclude app"))


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 지역별 매출", "올해는?"), ("revenue by region last month", "what about this year?")],
)
def test_another_period_takes_the_place_of_the_one_before(first, follow_up):
    answer = talk(first, follow_up)
    assert where(answer) == sorted(["orders.ordered_at < '2027-01-01'", "orders.ordered_at >= '2026-01-01'", PAID])
    assert grouped(answer) == ["customers.region"]


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 지역별 매출", "그 전달은?"), ("revenue by region last month", "the month before?")],
)
def test_an_earlier_period_is_reckoned_from_the_one_before(first, follow_up):
    answer = talk(first, follow_up)
    assert where(answer) == sorted(["orders.ordered_at < '2026-10-01'", "orders.ordered_at >= '2026-09-01'", PAID])
    again = talk(first, follow_up, follow_up)
    assert "orders.ordered_at >= '2026-08-01'" in where(again)


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("이번 달 매출은?", "지난달이랑 비교하면 어때?"), ("revenue this month", "is that higher than last month?")],
)
def test_a_named_period_is_put_beside_the_one_before(first, follow_up):
    answer = talk(first, follow_up)
    assert "previous_net_revenue" in answer.sql.text
    assert "2026-11-01" in answer.sql.text and "2026-10-01" in answer.sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 매출은?", "그 전달과 비교하면?"), ("revenue last month", "how does that compare to the month before?")],
)
def test_the_earlier_period_is_put_beside_the_one_before(first, follow_up):
    answer = talk(first, follow_up)
    assert "previous_net_revenue" in answer.sql.text and "2026-09-01" in answer.sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"), [("올해 월별 매출", "누적으로"), ("monthly revenue in 2026", "cumulative")]
)
def test_a_running_total_over_the_months_that_are_there(first, follow_up):
    answer = talk(first, follow_up, "앱만")
    assert "OVER (ORDER BY month)" in answer.sql.text and "orders.channel = 'app'" in answer.sql.text


def test_the_rows_that_were_counted_are_listed():
    answer = talk("How many customers are there?", "list them")
    assert "COUNT" not in answer.sql.text and "customers.name" in answer.sql.text


def test_all_of_a_period_is_no_end_of_conditions():
    answer = talk("지난달 서울 매출은?", "올해 전체로 넓혀줘")
    assert where(answer) == sorted(
        ["customers.region = '서울'", "orders.ordered_at < '2027-01-01'", "orders.ordered_at >= '2026-01-01'", PAID]
    )


class Regions(FakeWarehouse):
    """Every query gives two regions with a figure."""

    def __init__(self):
        super().__init__(rows=(("서울", 2), ("부산", 1)), columns=("region", "n"))


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 매출 상위 2개 지역", "그 지역들의 주문 수는?"),
        ("top 2 regions by revenue", "the number of orders for those"),
    ],
)
def test_the_groups_of_the_answer_are_kept_whatever_is_asked_of_them(first, follow_up):
    answer = talk(first, follow_up, warehouse=Regions())
    assert "customers.region IN ('서울', '부산')" in where(answer)
    assert "COUNT" in answer.sql.text and sql_of(answer).args["limit"].expression.name == "1001"


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("매출이 가장 높은 지역은?", "주문 수는?"),
        ("which region has the highest revenue?", "and the number of orders?"),
    ],
)
def test_another_figure_after_a_single_answer_is_about_that_answer(first, follow_up):
    warehouse = FakeWarehouse(rows=(("서울", 2),), columns=("region", "n"))
    answer = talk(first, follow_up, warehouse=warehouse)
    assert "customers.region = '서울'" in where(answer) and "COUNT" in answer.sql.text


def test_all_that_is_named_is_left_out():
    for answer in (
        talk("지난달 매출은?", "서울이랑 부산은 빼고"),
        talk("revenue last month", "exclude Seoul and Busan"),
    ):
        (left_out,) = [each for each in where(answer) if "region" in each]
        assert left_out.startswith("NOT") and "서울" in left_out and "부산" in left_out
    assert "customers.region = '부산'" in where(talk("지난달 매출은?", "서울 말고 부산"))


def test_a_group_is_left_out():
    assert grouped(talk("지난달 지역별 채널별 매출", "채널은 빼고")) == ["customers.region"]


def test_growth_over_the_months_that_are_there():
    for follow_up in ("전월 대비 증감률도 보여줘", "전월 대비로 보여줘"):
        assert "LAG(" in talk("올해 월별 매출", follow_up).sql.text


def test_a_superlative_need_not_stand_beside_its_word():
    assert grouped(talk("지난달 매출은?", "가장 매출이 높은 지역은?")) == ["customers.region"]


def test_what_changes_nothing_is_not_answered_once_more():
    assert isinstance(talk("top 2 regions by revenue", "where are they?"), Declined)


def test_bounds_that_are_dropped_are_turned_round():
    having = sql_of(talk("revenue by region last month", "drop those under 10 million")).find(exp.Having)
    assert isinstance(having.this, exp.GTE)


def test_groups_are_replaced_unless_they_come_in_addition():
    assert grouped(talk("지난달 지역별 매출", "채널별로")) == ["orders.channel"]
    assert grouped(talk("지난달 지역별 매출", "채널별로도 나눠줘")) == ["customers.region", "orders.channel"]
    assert grouped(talk("revenue by channel last month", "break it down by region")) == [
        "orders.channel",
        "customers.region",
    ]
    assert grouped(talk("지난달 매출은?", "일별로"))[0].startswith("CAST(orders.ordered_at")


def test_groups_below_the_rows_move_the_figure_to_them():
    answer = talk("지난달 매출은?", "카테고리별로")
    assert grouped(answer) == ["products.category"]
    assert "SUM(order_items.line_amount)" in answer.sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"), [("지난달 지역별 매출", "상위 3개만"), ("revenue by region last month", "just the top 3")]
)
def test_only_the_first_rows_are_kept(first, follow_up):
    tree = sql_of(talk(first, follow_up))
    assert tree.args["limit"].expression.name == "3"
    assert tree.find(exp.Ordered).args["desc"]


def test_another_figure_keeps_groups_period_and_limit():
    answer = talk("지난달 매출 상위 3개 지역", "주문 수로 바꿔줘")
    assert grouped(answer) == ["customers.region"]
    assert sql_of(answer).args["limit"].expression.name == "3"
    assert "SUM" not in answer.sql.text and "COUNT(*)" in answer.sql.text


def test_a_share_of_all_groups():
    assert "OVER ()" in talk("지난달 지역별 매출", "비율로 보여줘").sql.text
    assert "OVER ()" in talk("revenue by region last month", "as a percentage").sql.text


def test_sorting_by_another_figure_shows_it():
    answer = talk("number of orders by region last month", "sort by revenue")
    assert "COUNT(*)" in answer.sql.text and "net_revenue DESC" in answer.sql.text


def test_the_same_comparison_for_another_period():
    answer = talk("지난달 매출 전월 대비", "9월은?")
    assert "2026-09-01" in answer.sql.text and "2026-08-01" in answer.sql.text


def test_restrictions_go_when_they_are_not_wanted_any_more():
    assert where(talk("지난달 서울 매출은?", "조건 없이")) == sorted([*LAST_MONTH, PAID])
    assert where(talk("revenue last month in Seoul", "for all time, please")) == ["customers.region = '서울'", PAID]
    assert sql_of(talk("top 3 regions by revenue", "all rows")).args["limit"].expression.name == "1001"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("지난달 서울 매출은?", "올해 지역별 고객 수"),
        ("revenue by channel last month", "How many customers are there?"),
        ("지난달 지역별 매출", "평균 평점은?"),
    ],
)
def test_a_question_of_its_own_starts_clean(first, second):
    answer = talk(first, second)
    alone = pipeline().answer(Question(second, detect_language(second), TODAY))
    assert answer.sql == alone.sql
    assert (answer.question.carried, answer.question.history) == ((), ())


def test_follow_ups_go_on_from_each_other():
    answer = talk("지난달 매출은?", "지역별로", "그중 상위 2개만", "올해는?", "앱 주문만")
    assert grouped(answer) == ["customers.region"]
    assert sql_of(answer).args["limit"].expression.name == "2"
    assert "orders.channel = 'app'" in where(answer) and "2027-01-01" in answer.sql.text


def test_what_was_carried_over_can_be_taken_away():
    answer = talk("지난달 지역별 매출", "그중 서울만")
    period = next(each for each in answer.question.carried if each.kind == "period")
    again = pipeline().answer(without(answer.question, period))
    assert where(again) == sorted(["customers.region = '서울'", PAID])
    assert period not in again.question.carried and again.question.original == "그중 서울만"


@pytest.mark.parametrize(
    ("first", "follow_up", "word"),
    [("지난달 매출은?", "그중 초콜릿만", "초콜릿"), ("revenue last month", "what about chocolate?", "chocolate")],
)
def test_half_a_question_that_cannot_be_placed_is_never_answered_by_itself(first, follow_up, word):
    answer = talk(first, follow_up)
    assert isinstance(answer, Declined)
    assert word in answer.message and first in answer.message


def test_half_a_question_after_one_that_was_asked_back_is_not_taken_for_a_change_of_an_older_answer():
    answered = Turn("지난달 매출은?", "지난달 매출은?", "SELECT 7 AS n", "7원", "answered")
    asked_back = Turn("초콜릿 고객", "초콜릿 고객", None, "어느 쪽인가요?", "clarify", readings=(Reading("고객 수"),))
    for history in ((answered, asked_back), (asked_back,)):
        answer = pipeline().answer(Question("그중 서울만", "ko", TODAY, history))
        assert isinstance(answer, Declined) and "초콜릿 고객" in answer.message
        alone = pipeline().answer(Question("지난달 주문 수는 몇 건이야?", "ko", TODAY, history))
        assert isinstance(alone, Answered) and alone.question.history == ()


def test_a_turn_that_somebody_else_answered_is_read_again_and_compared_by_its_result():
    earlier = Turn("지난달 매출은?", "지난달 매출은?", "SELECT 7 AS by_hand", "7원", "answered")
    question = Question("그중 서울만", "ko", TODAY, (earlier,))
    same, other = pipeline(), pipeline()
    assert isinstance(same.answer(question), Answered), "the fake warehouse gives every query the same rows"
    other = replace(other, warehouse=Differs())
    assert isinstance(other.answer(question), Declined)


class Differs(FakeWarehouse):
    """Each query has a result of its own."""

    def run(self, sql, limits):
        self.rows = ((sql.text,),)
        return super().run(sql, limits)
