"""Conversations with a model over real HTTP: forms and what is learned about them, tools, reasoning, tokens, words."""

import threading
from dataclasses import replace

import pytest

from tests.bedrock_endpoint import Reply, ReplyUsage, ToolCall, Traits
from tests.models.prompts import FIELDS, FORM, MODEL, PLAIN, PROMPT, READ, TOOL
from text2sql.errors import ModelUnavailable, ReplyMalformed
from text2sql.models.bedrock.abilities import Abilities, Memory
from text2sql.prompting import Allowance, Message, ToolResult

FORMS = {
    "strict_tool": Traits(),
    "json": Traits(refuses=frozenset({"strict"})),
    "tool": Traits(frozenset({"tools", "tagged"}), frozenset({"strict"})),
    "tags": Traits(frozenset({"tagged"})),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_comes_in_the_best_form_that_the_model_takes(bedrock_endpoint, make_model, asking, tmp_path, form):
    bedrock_endpoint.model(MODEL, FORMS[form])
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    model = make_model(memory=tmp_path / "models.json")
    reply = asking(model, PROMPT)
    assert (reply.fields, reply.text, reply.stop, reply.retries) == (READ, "", "complete", 0)
    tries = len(bedrock_endpoint.requests)
    assert tries == 1 + list(FORMS).index(form)
    assert asking(model, PROMPT).fields == READ
    assert len(bedrock_endpoint.requests) == tries + 1
    another_process = make_model(memory=tmp_path / "models.json")
    assert asking(another_process, PROMPT).fields == READ
    assert len(bedrock_endpoint.requests) == tries + 2
    assert Memory(tmp_path / "models.json").of(MODEL) == Abilities(form)


@pytest.mark.parametrize("feature", ["temperature", "cache", "cache_points", "cache_ttl", "system", "streamed_tools"])
def test_what_a_model_refuses_is_left_out_and_remembered(bedrock_endpoint, make_model, asking, feature):
    bedrock_endpoint.model(MODEL, Traits(refuses=frozenset({feature})))
    model = make_model(cache_ttl="1h")
    asking(model, PROMPT)
    tries = len(bedrock_endpoint.requests)
    assert tries == (1 if feature == "streamed_tools" and not asking.streams else 2)
    asking(model, PROMPT)
    assert len(bedrock_endpoint.requests) == tries + 1


def test_a_model_that_takes_nothing_is_asked_in_plain_words(bedrock_endpoint, make_model, asking):
    refuses = frozenset({"strict", "temperature", "cache_points", "system", "streamed_tools"})
    bedrock_endpoint.model(MODEL, Traits(frozenset({"tagged"}), refuses))
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    assert asking(make_model(), PROMPT).fields == READ
    last = bedrock_endpoint.requests[-1].body
    assert last.keys() == {"messages", "inferenceConfig"}


def test_words_are_told_as_they_arrive(bedrock_endpoint, make_model):
    for traits in FORMS.values():
        bedrock_endpoint.model(MODEL, traits)
        bedrock_endpoint.queue(*[Reply(fields=FIELDS, reasoning="음, 지난달…", chunk_characters=3)])
        told = []
        make_model().stream(PROMPT, Allowance(), told.append)
        heard = "".join(told)
        assert len(told) > 10
        assert heard.startswith("음, 지난달…")
        assert FIELDS["reasoning"] in heard
        assert FIELDS["sql"] in heard
        assert heard.index(FIELDS["reasoning"]) < heard.index(FIELDS["sql"])
        assert "<sql>" not in heard
        assert '"sql"' not in heard


def test_plain_words_are_a_reply(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.queue(
        Reply(text="저는 모델입니다.", stop="stop_sequence"), Reply(text="저는 모델", stop="max_tokens")
    )
    model, told = make_model(), []
    reply = asking(model, PLAIN, told=told)
    assert (reply.text, reply.stop, reply.fields) == ("저는 모델입니다.", "complete", {})
    assert "".join(told) in ("", "저는 모델입니다.")
    assert asking(model, PLAIN).stop == "too_long"


WRONG = {**FIELDS, "confidence": "확실함"}


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_in_the_wrong_form_is_asked_for_once_more(bedrock_endpoint, make_model, asking, form):
    bedrock_endpoint.model(MODEL, FORMS[form])
    bedrock_endpoint.queue(
        Reply(fields=WRONG, usage=ReplyUsage(100, 10)), Reply(fields=FIELDS, usage=ReplyUsage(150, 20))
    )
    reply = asking(make_model(), PROMPT)
    assert reply.fields == READ
    assert (reply.usage.calls, reply.usage.input_tokens, reply.usage.output_tokens) == (2, 250, 30)
    asked = str(bedrock_endpoint.requests[-1].body["messages"][-1])
    assert "`confidence` must be one of high, medium, low" in asked


def test_a_reply_that_stays_wrong_is_an_error_that_says_what_is_wrong(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.answer_with(lambda request: Reply(fields=WRONG))
    with pytest.raises(ReplyMalformed, match="`confidence` must be one of"):
        asking(make_model(), PROMPT)
    assert len(bedrock_endpoint.requests) == 2


def test_a_model_that_answers_in_words_instead_of_calling_is_asked_again(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.queue(Reply(text="지난달 매출은 10입니다."), Reply(fields=FIELDS))
    assert asking(make_model(), PROMPT).fields == READ


@pytest.mark.parametrize("hidden", [Reply(reasoning="서울이면…"), Reply(redacted=b"\x00\xff")])
def test_tools_and_signed_reasoning_go_back_as_they_came(bedrock_endpoint, make_model, asking, hidden):
    call = ToolCall("find_tables", {"words": "매출", "count": 3})
    bedrock_endpoint.queue(replace(hidden, tool_calls=(call,)), Reply(text="orders입니다."))
    prompt, model = replace(PLAIN, tools=(TOOL,)), make_model()
    asked = asking(model, prompt)
    assert (asked.stop, asked.reasoning) == ("tools", hidden.reasoning)
    assert [(each.name, dict(each.arguments)) for each in asked.tool_calls] == [
        ("find_tables", {"words": "매출", "count": 3})
    ]
    turns = (
        Message("assistant", asked.text, asked.tool_calls, opaque=asked.opaque),
        Message("user", tool_results=(ToolResult(asked.tool_calls[0].id, "없는 표", failed=True),)),
    )
    assert asking(model, replace(prompt, messages=(*prompt.messages, *turns))).text == "orders입니다."
    sent = bedrock_endpoint.requests[-1].body["messages"]
    assert "reasoningContent" in sent[1]["content"][0]
    assert sent[2]["content"][0]["toolResult"]["status"] == "error"


def test_a_form_among_tools_is_filled_in_at_the_end(bedrock_endpoint, make_model, asking):
    prompt, model = replace(PROMPT, tools=(TOOL,)), make_model()
    bedrock_endpoint.queue(
        Reply(tool_calls=(ToolCall("find_tables", {"words": "매출", "count": 1}),)), Reply(fields=FIELDS)
    )
    first = asking(model, prompt)
    assert (first.stop, first.fields, len(first.tool_calls)) == ("tools", {}, 1)
    turns = (
        Message("assistant", opaque=first.opaque),
        Message("user", tool_results=(ToolResult(first.tool_calls[0].id, "orders"),)),
    )
    second = asking(model, replace(prompt, messages=(*prompt.messages, *turns)))
    assert (second.stop, second.fields, second.tool_calls) == ("complete", READ, ())


@pytest.mark.parametrize("form", FORMS)
def test_what_was_wrong_with_a_query_can_follow_the_reply_it_came_in(bedrock_endpoint, make_model, asking, form):
    bedrock_endpoint.model(MODEL, FORMS[form])
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    model = make_model()
    first = asking(model, PROMPT)
    turns = (Message("assistant", opaque=first.opaque), Message("user", "열 `금액`이 없습니다."))
    assert asking(model, replace(PROMPT, messages=(*PROMPT.messages, *turns))).fields == READ
    assert "열 `금액`이 없습니다." in str(bedrock_endpoint.requests[-1].body["messages"][-1])


def test_a_turn_of_one_form_can_be_handed_to_a_model_of_another(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.model("other", FORMS["tags"])
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS, reasoning="음"))
    first = asking(make_model(), PROMPT)
    turns = (Message("assistant", opaque=first.opaque), Message("user", "다시"))
    assert asking(make_model("other"), replace(PROMPT, messages=(*PROMPT.messages, *turns))).fields == READ


def test_tokens_cost_and_the_cached_beginning_are_told(bedrock_endpoint, make_model, asking):
    prompt, model = replace(PROMPT, stable="표 " * 3_000), make_model()
    first, second = asking(model, prompt).usage, asking(model, prompt).usage
    assert first.cache_write_tokens == second.cache_read_tokens > 1_024
    assert first.cache_read_tokens == second.cache_write_tokens == 0
    assert 0 < second.cost_usd < first.cost_usd
    share = second.cache_read_tokens / (second.cache_read_tokens + second.input_tokens)
    assert share > 0.7


def test_what_the_settings_add_to_every_call_is_sent(bedrock_endpoint, make_model, asking):
    model = make_model(
        guardrail="gr1234abcd", guardrail_version="3", metadata={"team": "analytics"}, service_tier="priority"
    )
    asking(model, PROMPT)
    request = bedrock_endpoint.requests[-1]
    assert request.body["guardrailConfig"] == {
        "guardrailIdentifier": "gr1234abcd",
        "guardrailVersion": "3",
        "trace": "enabled",
    }
    assert request.body["requestMetadata"] == {"team": "analytics"}
    assert request.body["serviceTier"] == {"type": "priority"}
    assert "text2sql" in request.headers["user-agent"]
    assert request.model == MODEL


def test_an_arn_tells_its_region(bedrock_endpoint, make_model, asking, monkeypatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    arn = "arn:aws:bedrock:ap-northeast-2:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6"
    reply = asking(make_model(arn, region=""), PROMPT)
    request = bedrock_endpoint.requests[-1]
    assert (request.model, reply.model) == (arn, arn)
    assert "/ap-northeast-2/bedrock/aws4_request" in request.headers["authorization"]


def test_a_bearer_token_is_used_and_never_sent_in_the_clear(bedrock_endpoint, make_model, asking, monkeypatch):
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "key-of-nobody")
    with pytest.raises(ModelUnavailable, match="requires an HTTPS endpoint"):
        asking(make_model(), PROMPT)
    assert bedrock_endpoint.requests == ()


def test_tokens_are_counted_by_the_service_where_it_counts(bedrock_endpoint, make_model):
    model = make_model()
    short, long = model.count_tokens(PLAIN), model.count_tokens(PROMPT)
    assert 0 < short < long
    bedrock_endpoint.stop()
    assert model.count_tokens(PLAIN) is None


def test_a_model_is_available_when_credentials_and_a_region_are_found(make_model, monkeypatch):
    assert make_model().availability() is None
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    assert "region" in make_model(region="").availability()
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert "aws configure" in make_model().availability()
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "key")
    assert make_model().availability() is None
    assert "분석팀" in make_model(profile="분석팀").availability()
    assert "`id`" in make_model("").availability()


def test_a_client_made_ahead_is_the_one_that_is_used(bedrock_endpoint, make_model, asking):
    model = make_model()
    model.warm()
    for thread in threading.enumerate():
        if thread.name == "bedrock-client":
            thread.join(20)
    assert asking(model, PROMPT).model == MODEL


def test_the_form_of_the_prompts_here_is_filled_by_the_fields_here():
    assert {each.name for each in FORM.fields} == FIELDS.keys()
