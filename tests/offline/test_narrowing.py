"""Follow-ups that narrow: some of the rows before, where parcels go, all again, and what follows no answer."""

from dataclasses import replace

import pytest
from sqlglot import exp

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP, column
from tests.offline.test_following import LAST_MONTH, TODAY, grouped, sql_of, where
from text2sql.catalog import Join, LocalText, Table
from text2sql.chat import remembered
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language, find_destinations
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Declined, LinkedValue, Question, Turn
from text2sql.writers.offline import OfflineWriter

ADDRESSES = Table(
    "addresses",
    (
        column("address_id", "number"),
        column(
            "province",
            "text",
            ("delivery region", "배송 지역"),
            [
                ("서울특별시", ("shipped to Seoul", "서울 배송")),
                ("부산광역시", ("shipped to Busan", "부산 배송")),
            ],
        ),
    ),
    primary_key=("address_id",),
    row_count=200,
    label=LocalText("addresses", "배송지"),
)


def enriched():
    """The shop with addresses, an agreement and a time of payment."""
    tables = {table.name: table for table in SHOP.tables}
    agreed = column("marketing_agreed", "boolean", ("agreed to marketing", "마케팅 동의"))
    paid = column("paid_at", "timestamp", ("paid", "결제", "결제일시"))
    gender = column("gender", "text", ("성별",), [("female", ("women", "여성")), ("male", ("men", "남성"))])
    age = column("age_group", "text", ("연령대",), [("30s", ("thirties", "30s", "30대"))])
    tables["customers"] = replace(tables["customers"], columns=(*tables["customers"].columns, agreed, gender, age))
    address = column("address_id", "number")
    status = column("status", "text", ("상태",), [("cancelled", ("취소",)), ("paid", ("paid", "결제 완료"))])
    kept = [status if each.name == "status" else each for each in tables["orders"].columns]
    tables["orders"] = replace(tables["orders"], columns=(*kept, paid, address))
    joins = (*SHOP.joins, Join("orders", ("address_id",), "addresses", ("address_id",)))
    return replace(SHOP, tables=(*tables.values(), ADDRESSES), joins=joins)


CATALOG = enriched()
VALUES = tuple(
    LinkedValue("customers", "region", value, words, 1.0)
    for value, words in (("서울", "서울"), ("부산", "부산"), ("서울", "Seoul"), ("부산", "Busan"))
)


def pipeline():
    writer = OfflineWriter()
    knowledge = FakeKnowledge(CATALOG, values=VALUES)
    return Pipeline(knowledge, writer, FakeWarehouse(), Checker(CATALOG), follower=writer)


def talk(*questions):
    store, asked = MemoryConversations(), pipeline()
    for text in questions:
        answer, _ = remembered(asked, store, "c", Question(text, detect_language(text), TODAY), lambda step: None)
    return answer


@pytest.mark.parametrize(
    ("first", "groups", "follow_up"),
    [
        ("지난달 가입한 고객 수", "등급별로 나눠줘", "그중에 마케팅 동의한 사람만 보면?"),
        ("지난달 가입한 고객 수", "등급별로", "마케팅 동의한 고객만"),
        ("How many customers joined last month?", "by grade", "only the ones who agreed to marketing"),
        ("How many customers joined last month?", "by grade", "and how many of them agreed to marketing?"),
    ],
)
def test_people_of_a_kind_are_no_groups_and_no_rate(first, groups, follow_up):
    answer = talk(first, groups, follow_up)
    assert grouped(answer) == ["customers.grade"]
    assert "customers.marketing_agreed = TRUE" in where(answer) and "COUNT(*)" in answer.sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 취소 주문 수", "그중에서 결제까지 된 건 몇 건?"),
        ("number of cancelled orders last month", "and how many of those had already been paid for?"),
    ],
)
def test_rows_before_keep_what_was_said_of_them(first, follow_up):
    said = where(talk(first, follow_up))
    assert "orders.status = 'cancelled'" in said and "NOT orders.paid_at IS NULL" in said
    assert set(LAST_MONTH) <= {*said}


def test_one_after_the_other_may_be_tried_of_the_same_rows():
    answer = talk("지난달 주문 수", "그중 취소된 건?", "그중 결제 완료는?")
    assert "orders.status = 'paid'" in where(answer) and "orders.status = 'cancelled'" not in where(answer)


@pytest.mark.parametrize("follow_up", ["only women in their thirties", "30대 여성만"])
def test_an_age_does_not_point_at_the_rows_before(follow_up):
    answer = talk("top 3 regions by revenue last month", follow_up)
    assert sql_of(answer).args["limit"].expression.name == "3"
    assert not any("region" in each for each in where(answer))


@pytest.mark.parametrize(
    ("follow_ups", "provinces"),
    [
        (["only those sent to Seoul"], ["addresses.province = '서울특별시'"]),
        (["only those going to Seoul and Busan"], ["addresses.province IN ('서울특별시', '부산광역시')"]),
        (["서울로 보낸 것만"], ["addresses.province = '서울특별시'"]),
        (["서울로 가는 것만", "부산은?"], ["addresses.province = '부산광역시'"]),
        (["부산이랑 서울로 나간 것만"], ["addresses.province IN ('부산광역시', '서울특별시')"]),
    ],
)
def test_where_things_are_sent_is_no_place_where_people_live(follow_ups, provinces):
    assert [each for each in where(talk("지난달 주문 수", *follow_ups)) if "ordered_at" not in each] == provinces


def places(text):
    return [each.place for each in find_destinations(text)]


def test_destinations_are_found_one_by_one():
    assert [each.place for each in find_destinations("parcels to Seoul, Busan and Daegu")] == [
        "Seoul",
        "Busan",
        "Daegu",
    ]
    assert [each.place for each in find_destinations("부산이랑 대구, 인천으로 보낸 것")] == ["부산", "대구", "인천"]
    assert find_destinations("limit it to Seoul") == find_destinations("회사로 출근한 사람") == ()


@pytest.mark.parametrize(
    "follow_up", ["모든 채널로", "채널 상관없이 다시", "go back to all channels", "regardless of channel please"]
)
def test_all_of_a_column_is_wanted_again(follow_up):
    assert where(talk("지난달 주문 수", "앱만", follow_up)) == LAST_MONTH


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [("지난달 지역별 매출", "금액 말고 비중으로"), ("지난달 지역별 주문 수", "건수 말고 비율로")],
)
def test_a_share_takes_the_place_of_the_figure(first, follow_up):
    assert "OVER ()" in talk(first, follow_up).sql.text
    assert "OVER ()" not in talk(first, follow_up, "다시 금액으로").sql.text


@pytest.mark.parametrize(
    ("first", "follow_up"),
    [
        ("지난달 채널별 주문 수", "취소 주문 건수도 옆에 붙여줘"),
        ("orders by channel last month", "and add how many of them were cancelled"),
    ],
)
def test_some_of_the_rows_are_counted_beside_all(first, follow_up):
    answer = talk(first, follow_up)
    assert len(list(sql_of(answer).find_all(exp.Filter))) == 1
    assert where(answer) == LAST_MONTH and grouped(answer) == ["orders.channel"]


@pytest.mark.parametrize(
    ("follow_up", "negated"),
    [
        ("그중 주문한 적 있는 고객만", False),
        ("그중 주문 이력이 없는 고객은?", True),
        ("how many of those ordered at least once?", False),
        ("of these, how many never ordered?", True),
    ],
)
def test_what_the_counted_did_or_never_did(follow_up, negated):
    first = "How many VIP customers are there?"
    said = " ".join(where(talk(first, follow_up)))
    assert "EXISTS(SELECT" in said.replace("EXISTS (", "EXISTS(") and ("NOT EXISTS" in said) == negated


@pytest.mark.parametrize("follow_up", ["매출도 옆에 붙여줘", "그중 서울만", "by channel please", "그 전달은?"])
def test_what_follows_a_question_without_an_answer_is_not_answered_by_itself(follow_up):
    declined = Turn("파란 코끼리", "파란 코끼리", None, "못 찾음", "declined")
    answer = pipeline().answer(Question(follow_up, detect_language(follow_up), TODAY, (declined,)))
    assert isinstance(answer, Declined) and "파란 코끼리" in answer.message
    alone = pipeline().answer(Question("매출은?", "ko", TODAY, (declined,)))
    assert isinstance(alone, Answered)
