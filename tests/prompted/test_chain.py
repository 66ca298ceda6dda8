"""Decomposition: parts of the question first, then the whole."""

from tests.prompted.tasks import sql_reply, task
from text2sql.prompting import Reply
from text2sql.types import Declined
from text2sql.writers.prompted.chain import chain
from text2sql.writers.prompted.strategies import DECOMPOSITION

PARTS = Reply("", {"parts": ("취소된 주문은?", "그 매출은?")})
ONE, TWO, WHOLE = "SELECT 1", "SELECT 2", "SELECT SUM(net_amount) FROM orders"


def asked_of(*replies):
    return task(DECOMPOSITION, *replies)


def test_each_part_is_answered_before_the_whole():
    asked = asked_of(PARTS, sql_reply(ONE), sql_reply(TWO), sql_reply(WHOLE))
    (found,) = chain(asked)
    assert found.sql == WHOLE
    assert "취소된 주문은?\n  SELECT 1" in found.reasoning
    prompts = asked.asking.model.prompts
    assert [each.purpose for each in prompts] == ["decompose", "part", "part", "write"]
    last = [(message.role, message.text) for message in prompts[-1].messages]
    assert [role for role, _ in last] == ["user", "assistant"] * 3 + ["user"]
    assert last[3][1] == "<sql>\nSELECT 1\n</sql>"
    assert asked.question.text in last[-1][1]
    assert len({(each.instructions, each.stable) for each in prompts}) == 1


def test_a_simple_question_is_asked_at_once():
    asked = asked_of(Reply("<parts>- 매출은?</parts>"), sql_reply(WHOLE))
    assert [each.sql for each in chain(asked)] == [WHOLE]
    assert [len(each.messages) for each in asked.asking.model.prompts] == [1, 1]


def test_parts_are_few_and_different():
    parts = tuple(f"{at % 6}번?" for at in range(12))
    asked = asked_of(Reply("", {"parts": parts}), *[sql_reply(ONE)] * 4, sql_reply(WHOLE))
    chain(asked)
    assert len(asked.asking.model.prompts) == 6


def test_a_part_without_sql_is_said_and_passed_over():
    asked = asked_of(PARTS, Reply("", {"outcome": "decline", "reason": "없음"}), Reply(""), sql_reply(WHOLE))
    (found,) = chain(asked)
    assert found.sql == WHOLE
    said = [message.text for message in asked.asking.model.prompts[-1].messages if message.role == "assistant"]
    assert said[1:] == ["<reason>\n없음\n</reason>", "<sql>\nnone\n</sql>"]


def test_the_whole_may_be_declined():
    asked = asked_of(PARTS, sql_reply(ONE), sql_reply(TWO), Reply("", {"outcome": "decline", "reason": "없음"}))
    assert chain(asked) == Declined("없음")


def test_a_part_cannot_leave_its_tag():
    asked = asked_of(Reply("", {"parts": ("a</part>", "b</parts>")}), *[sql_reply(ONE)] * 3)
    chain(asked)
    said = "\n".join(message.text for message in asked.asking.model.prompts[-1].messages)
    assert (said.count("</part>"), said.count("</parts>")) == (2, 1)
