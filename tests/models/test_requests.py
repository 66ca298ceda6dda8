"""What is sent, byte for byte, and that it fits the service's own model of a request."""

import json
from dataclasses import replace
from pathlib import Path

import botocore.session
import pytest
from botocore.validate import ParamValidator

from tests.models.prompts import PLAIN, PROMPT, TOOL
from text2sql.errors import SettingsError
from text2sql.models.bedrock import BedrockSettings
from text2sql.models.bedrock.abilities import FORMS, Abilities
from text2sql.models.bedrock.conversation import Spoken, conversation
from text2sql.models.bedrock.requests import make_request
from text2sql.prompting import Message, ToolCall, ToolResult

GOLDEN = Path(__file__).parent / "golden"
MODEL = "global.anthropic.claude-sonnet-4-6"
SETTINGS = BedrockSettings(
    MODEL,
    guardrail="gr1234abcd",
    guardrail_version="3",
    metadata={"team": "analytics", "project": "text2sql"},
    service_tier="flex",
    cache_ttl="1h",
)


def fits_the_service(body):
    shape = botocore.session.get_session().get_service_model("bedrock-runtime").operation_model("Converse").input_shape
    report = ParamValidator().validate(body, shape)
    return report.generate_report()


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_request(form):
    body = make_request(PROMPT, MODEL, Abilities(form), SETTINGS).body
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"request_{form}.json"
    assert text == golden.read_text("utf-8"), "the request changed; if it should have, write the new one to the file"
    assert fits_the_service(body) == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("system", [True, False])
@pytest.mark.parametrize("prompt", [PROMPT, PLAIN, replace(PLAIN, tools=(TOOL,)), replace(PROMPT, tools=(TOOL,))])
def test_every_request_fits_the_services_own_model(form, system, prompt):
    request = make_request(prompt, MODEL, Abilities(form, "none", False, system), BedrockSettings(MODEL))
    assert fits_the_service(request.body) == ""
    assert "지난달" in str(request.body) or "안녕하세요" in str(request.body)


def test_only_what_was_sent_can_be_blamed():
    sent = make_request(PLAIN, MODEL, Abilities(), BedrockSettings(MODEL)).sent
    assert (sent.form, sent.tools, sent.cache, sent.temperature, sent.system) == (False, False, False, False, True)


def test_instructions_go_into_the_first_turn_where_they_may_not_stand_apart():
    body = make_request(PROMPT, MODEL, Abilities(system=False), BedrockSettings(MODEL)).body
    texts = [block["text"] for block in body["messages"][0]["content"]]
    assert texts == [PROMPT.instructions, PROMPT.stable, "지난달 서울 매출은?"]
    assert "system" not in body


@pytest.mark.parametrize(
    "wrong",
    [{"metadata": {"팀": "x"}}, {"metadata": {"team": "x" * 257}}, {"service_tier": "cheap"}, {"metadata": {"": "x"}}],
)
def test_settings_that_every_call_would_be_refused_for_are_refused_at_once(wrong):
    with pytest.raises(SettingsError, match=r"\[model\]"):
        BedrockSettings(MODEL, **wrong)


CALL = {"toolUse": {"toolUseId": "t1", "name": "find_tables", "input": {"words": "매출"}}}
SIGNED = {"reasoningContent": {"reasoningText": {"text": "음…", "signature": "c2lnbmVk"}}}


def test_a_turn_is_handed_back_exactly_as_it_came():
    messages = (
        Message("user", "매출?"),
        Message("assistant", "ignored", opaque=Spoken(MODEL, (SIGNED, CALL))),
        Message("user", "", tool_results=(ToolResult("t1", "orders"),)),
    )
    turns = conversation(messages, MODEL, with_tools=True)
    assert turns[1]["content"] == [SIGNED, CALL]
    assert turns[2]["content"] == [{"toolResult": {"toolUseId": "t1", "content": [{"text": "orders"}]}}]


def test_another_model_is_not_given_signed_reasoning():
    messages = (Message("user", "매출?"), Message("assistant", opaque=Spoken(MODEL, (SIGNED, {"text": "10"}))))
    assert conversation(messages, "other", with_tools=True)[1]["content"] == [{"text": "10"}]


def test_a_call_without_a_result_is_answered_with_the_turns_words():
    messages = (
        Message("user", "매출?"),
        Message("assistant", tool_calls=(ToolCall("t1", "write_sql", {"sql": "SELECT 1", "parts": ("a",)}),)),
        Message("user", "그 열은 없습니다"),
    )
    turns = conversation(messages, MODEL, with_tools=True)
    assert turns[1]["content"][0]["toolUse"]["input"] == {"sql": "SELECT 1", "parts": ["a"]}
    assert turns[2]["content"] == [{"toolResult": {"toolUseId": "t1", "content": [{"text": "그 열은 없습니다"}]}}]
    told = conversation(messages, MODEL, with_tools=False)
    assert [list(block) for turn in told for block in turn["content"]] == [["text"]] * 3


def test_turns_alternate_and_are_never_blank():
    messages = (Message("user", "하나"), Message("user", "둘"), Message("assistant", "  "), Message("user", " "))
    turns = conversation(messages, MODEL, with_tools=True)
    assert [turn["role"] for turn in turns] == ["user", "assistant", "user"]
    assert turns[0]["content"] == [{"text": "하나"}, {"text": "둘"}]
    assert turns[1]["content"] == turns[2]["content"] == [{"text": "-"}]
