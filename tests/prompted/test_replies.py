"""From what a model replied to candidates, a question back, or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prompted.tasks import sql_reply, task
from text2sql.errors import ReplyMalformed
from text2sql.prompting import Reply
from text2sql.types import Candidate, Clarify, Declined
from text2sql.writers.prompted.replies import clean_sql, read_reply

SQL = "SELECT COUNT(*) FROM orders WHERE status = 'cancelled'"


def read(reply):
    return read_reply(reply, task())


def test_sql_becomes_a_candidate_with_what_was_said_about_it():
    (found,) = read(sql_reply(SQL, reading="취소된 주문 수", assumptions=("전체 기간",)))
    assert (found.sql, found.reading, found.assumptions) == (SQL, "취소된 주문 수", ("전체 기간",))
    assert found.origin == "model"
    assert found.reasoning == "…"
    assert found.literals_found == ("orders.status = 'cancelled'",)


def test_a_reply_without_a_reading_is_read_as_the_question():
    (found,) = read(sql_reply(SQL))
    assert found.reading == task().question.text


@pytest.mark.parametrize(
    "text",
    [
        SQL,
        f"{SQL};",
        f"```sql\n{SQL};\n```",
        f"주문 테이블에서 셉니다.\n```\n{SQL}\n```\n끝.",
        f"<reasoning>주문</reasoning><outcome>sql</outcome><sql>\n{SQL} ;\n</sql>",
        f'{{"reasoning": "주문", "outcome": "sql", "sql": "{SQL}", "steps": 2, "odd": null}}',
        f'Here you are:\n{{"sql": "```sql\\n{SQL}\\n```"}}',
    ],
)
def test_sql_is_found_in_text(text):
    (found,) = read(Reply(text))
    assert found.sql == SQL


def test_comparisons_in_sql_are_no_tags():
    sql = "SELECT a FROM t WHERE a <b AND b> c AND x = '</b>'"
    (found,) = read(Reply(f"<sql>{sql}</sql>"))
    assert found.sql == sql


def test_asking_back_offers_the_readings_as_questions():
    fields = {
        "outcome": "ask",
        "question_back": "어느 매출인가요?",
        "readings": ("총매출은?", "순매출은?", "총매출은?"),
    }
    found = read(Reply("", fields))
    assert isinstance(found, Clarify)
    assert found.message == "어느 매출인가요?"
    assert [each.question for each in found.readings] == ["총매출은?", "순매출은?"]
    tagged = (
        "<outcome>ask</outcome><question_back>어느 매출?</question_back><readings>- 총매출은?\n- 순매출은?</readings>"
    )
    assert [each.text for each in read(Reply(tagged)).readings] == ["총매출은?", "순매출은?"]


def test_declining_says_why():
    found = read(Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다.", "sql": "SELECT 1"}))
    assert found == Declined("날씨 자료가 없습니다.")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"outcome": "sql", "sql": " ", "reason": "없음"}, Declined),
        ({"outcome": "sql", "question_back": "어느 것?"}, Clarify),
        ({"outcome": "ask", "sql": SQL, "question_back": "어느 것?"}, Clarify),
        ({"sql": SQL}, tuple),
    ],
)
def test_an_outcome_that_its_parts_belie_is_read_by_its_parts(fields, kind):
    assert isinstance(read(Reply("", fields)), kind)


@pytest.mark.parametrize("text", ["", "모르겠습니다.", "<sql></sql>", "{broken", '{"answer": 3}', "selecting is hard"])
def test_a_reply_with_nothing_in_it_is_an_error_that_says_so(text):
    with pytest.raises(ReplyMalformed, match="neither SQL nor"):
        read(Reply(text))


@given(st.text(alphabet="`;<>{}\"'/ \n매출sqlSELECT[]:,outcome"))
def test_any_text_is_read_or_refused(text):
    try:
        found = read(Reply(text))
    except ReplyMalformed:
        return
    assert isinstance(found, Clarify | Declined) or isinstance(found[0], Candidate)
    if isinstance(found, tuple):
        assert found[0].sql == clean_sql(found[0].sql)
