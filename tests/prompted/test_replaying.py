"""Recorded replies read back in."""

import json
from dataclasses import replace

import pytest

from tests.prompted.tasks import ENGLISH, KOREAN, linked
from text2sql.errors import ReplyMalformed, UsageError
from text2sql.models.replaying import Replay, replayed
from text2sql.prompting import Allowance
from text2sql.prompts import Wording, sql_prompt
from text2sql.types import Question

PROMPT = sql_prompt(KOREAN, linked(), Wording(), ())
OTHER = sql_prompt(ENGLISH, linked(), Wording(), ())


def recorded(tmp_path, *lines, **more):
    file = tmp_path / "replies.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\ufeff" + "\n\n".join(texts), "utf-8")
    return replayed(Replay(file, **more))


def ask(model, prompt=PROMPT):
    return model.complete(prompt, Allowance())


def test_a_reply_is_found_by_the_prompts_hash_before_its_question(tmp_path):
    model = recorded(
        tmp_path,
        {"question": KOREAN.text, "reply": "SELECT 1"},
        {"prompt_hash": PROMPT.hash, "reply": {"fields": {"sql": "SELECT 2", "assumptions": ["전체"], "odd": None}}},
    )
    assert ask(model).fields == {"sql": "SELECT 2", "assumptions": ("전체",)}
    assert ask(model).text == "SELECT 1"


def test_a_question_is_the_same_whatever_its_spaces_and_composition(tmp_path):
    import unicodedata

    asked = sql_prompt(replace(KOREAN, text="취소 </question> 매출"), linked(), Wording(), ())
    said = unicodedata.normalize("NFD", "취소  </question>\n매출")
    assert ask(recorded(tmp_path, {"question": said, "reply": "SELECT 1"}), asked).text == "SELECT 1"


def test_an_id_stands_for_its_question_when_it_is_known(tmp_path):
    line = {"id": 7, "reply": "SELECT 1", "model": "some.model", "seconds": 2, "usage": {"input_tokens": 9}}
    reply = ask(recorded(tmp_path, line, questions={"7": KOREAN.text}))
    assert (reply.text, reply.model, reply.seconds, reply.usage.input_tokens) == ("SELECT 1", "some.model", 2.0, 9)
    assert reply.usage.cost_usd is None
    with pytest.raises(UsageError, match=r"Line 1 .*\"id\""):
        recorded(tmp_path, line)


def test_replies_for_the_same_question_to_another_database_are_left_to_it(tmp_path):
    lines = (
        {"id": 1, "reply": "SELECT 1"},
        {"id": 2, "question": KOREAN.text, "reply": "SELECT 2"},
        {"id": 1, "question": "다른 번호 매김", "reply": "SELECT 3"},
    )
    here = recorded(tmp_path, *lines, questions={"2": KOREAN.text}, elsewhere={"1": KOREAN.text})
    assert ask(here).text == "SELECT 2"
    with pytest.raises(ReplyMalformed, match="Record one"):
        ask(here)
    assert (
        ask(recorded(tmp_path, *lines, questions={"1": KOREAN.text}, elsewhere={"2": KOREAN.text})).text == "SELECT 1"
    )


def test_no_reply_is_given_twice(tmp_path):
    model = recorded(tmp_path, *[{"question": KOREAN.text, "reply": f"SELECT {at}"} for at in range(2)])
    assert [ask(model).text, ask(model).text] == ["SELECT 0", "SELECT 1"]
    with pytest.raises(ReplyMalformed, match="Record one"):
        ask(model)
    with pytest.raises(ReplyMalformed):
        ask(model, OTHER)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ({"question": "매출은?"}, 'has no "reply"'),
        ({"question": "매출은?", "reply": {"fields": []}}, 'has no "reply"'),
        ({"question": " ", "reply": "SELECT 1"}, 'neither "prompt_hash" nor'),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, said):
    with pytest.raises(UsageError, match="Line 3 of") as raised:
        recorded(tmp_path, {"question": "매출은?", "reply": "SELECT 1"}, line)
    assert said in str(raised.value)


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        replayed(Replay(tmp_path / "없음.jsonl"))
    (tmp_path / "odd.jsonl").write_bytes("매출".encode("cp949"))
    with pytest.raises(UsageError, match="UTF-8"):
        replayed(Replay(tmp_path / "odd.jsonl"))


def test_a_replayed_question_is_answered(tmp_path):
    """Through the whole figure: the reply's text becomes SQL that is checked and run."""
    from tests.fakes import FakeKnowledge, FakeWarehouse
    from tests.offline.shop import SHOP
    from text2sql.pipeline import Pipeline
    from text2sql.stages.checking import Checker
    from text2sql.types import Answered
    from text2sql.writers.prompted import PromptedWriter
    from text2sql.writers.prompted.strategies import FEW_SHOT

    model = recorded(tmp_path, {"question": "주문 수는?", "reply": "```sql\nSELECT COUNT(*) AS n FROM orders;\n```"})
    figure = Pipeline(FakeKnowledge(SHOP), PromptedWriter(model, FEW_SHOT), FakeWarehouse(), Checker(SHOP))
    answer = figure.answer(Question("주문 수는?", "ko", KOREAN.today))
    assert isinstance(answer, Answered)
    assert answer.receipt.model == "replayed"
    assert '"few_shot"' in answer.receipt.strategy
