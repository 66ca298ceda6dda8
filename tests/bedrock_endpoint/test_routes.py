"""Each operation through the real client: what was scripted comes back, in the form that was asked for."""

import json
import math
from contextlib import closing

import pytest

from tests.bedrock_endpoint import BedrockEndpoint, EndpointSettings, Reply, ReplyUsage, ToolCall
from tests.bedrock_endpoint.fixtures import boto3_client

MODEL = "global.anthropic.claude-sonnet-4-6"
SCHEMA = {
    "type": "object",
    "properties": {"reasoning": {"type": "string"}, "sql": {"type": "string"}, "tables": {"type": "array"}},
    "required": ["reasoning", "sql"],
    "additionalProperties": False,
}
ASKED = {"messages": [{"role": "user", "content": [{"text": "지난달 매출이 가장 큰 지역은?"}]}]}
FORMS = {
    "tool": {
        "toolConfig": {
            "tools": [{"toolSpec": {"name": "answer", "inputSchema": {"json": SCHEMA}, "strict": True}}],
            "toolChoice": {"tool": {"name": "answer"}},
        }
    },
    "json": {
        "outputConfig": {
            "textFormat": {
                "type": "json_schema",
                "structure": {"jsonSchema": {"schema": json.dumps(SCHEMA), "name": "answer"}},
            }
        }
    },
    "tagged": {"system": [{"text": "Write:\n<reasoning>why</reasoning>\n<sql>one query</sql>"}]},
}


@pytest.fixture
def client(bedrock_endpoint):
    with closing(boto3_client(bedrock_endpoint)) as made:
        yield made


def add_delta(blocks, event):
    """One piece of a stream, put where it belongs."""
    at, delta = event["contentBlockIndex"], event["delta"]
    if "toolUse" in delta:
        blocks[at]["toolUse"]["input"] += delta["toolUse"]["input"]
    elif "reasoningContent" in delta:
        said = blocks.setdefault(at, {"reasoningContent": {"reasoningText": {"text": "", "signature": ""}}})
        for key, piece in delta["reasoningContent"].items():
            said["reasoningContent"]["reasoningText"][key] += piece
    else:
        blocks.setdefault(at, {"text": ""})["text"] += delta["text"]


def streamed(client, **asked):
    """The content blocks, stop reason and usage of a stream, put together again."""
    blocks, ending = {}, {}
    with closing(client.converse_stream(modelId=MODEL, **asked)["stream"]) as events:
        for event in events:
            ((name, inside),) = event.items()
            if name == "contentBlockStart":
                blocks[inside["contentBlockIndex"]] = {"toolUse": {**inside["start"]["toolUse"], "input": ""}}
            elif name == "contentBlockDelta":
                add_delta(blocks, inside)
            else:
                ending |= inside
    for block in blocks.values():
        if "toolUse" in block:
            block["toolUse"]["input"] = json.loads(block["toolUse"]["input"])
    return [blocks[at] for at in sorted(blocks)], ending["stopReason"], ending["usage"]


def whole(client, **asked):
    reply = client.converse(modelId=MODEL, **asked)
    return reply["output"]["message"]["content"], reply["stopReason"], reply["usage"]


def fields_in(content, form):
    if form == "tool":
        return content[-1]["toolUse"]["input"]
    text = content[-1]["text"]
    if form == "json":
        return json.loads(text)
    return {name: text.split(f"<{name}>")[1].split(f"</{name}>")[0].strip() for name in ("reasoning", "sql")}


def product(one, other):
    return sum(left * right for left, right in zip(one, other, strict=True))


@pytest.mark.parametrize("ask", [whole, streamed])
@pytest.mark.parametrize("form", FORMS)
def test_a_structured_reply_comes_in_the_form_that_was_asked_for(bedrock_endpoint, client, form, ask):
    fields = {"reasoning": "지역별로 더한다", "sql": "SELECT region, sum(금액)\nFROM 주문 GROUP BY 1"}
    bedrock_endpoint.queue(Reply(fields=fields, chunk_characters=5))

    content, stop, _ = ask(client, **ASKED, **FORMS[form])

    assert fields_in(content, form) == fields
    assert stop == ("tool_use" if form == "tool" else "end_turn")
    default, _, _ = ask(client, **ASKED, **FORMS[form])
    assert fields_in(default, form)["sql"] == "SELECT 1"
    assert "지역" in fields_in(default, form)["reasoning"]


@pytest.mark.parametrize("ask", [whole, streamed])
def test_reasoning_text_and_calls_of_tools_keep_their_order_and_are_answered_by_id(bedrock_endpoint, client, ask):
    calls = (ToolCall("tables", {"words": "매출"}), ToolCall("values", {"column": "지역"}))
    bedrock_endpoint.queue(
        Reply("찾아보겠습니다.", tool_calls=calls, reasoning="어느 표인가", usage=ReplyUsage(9, 4, 700))
    )
    tools = [{"toolSpec": {"name": name, "inputSchema": {"json": {"type": "object"}}}} for name in ("tables", "values")]

    content, stop, usage = ask(client, **ASKED, toolConfig={"tools": tools})

    assert [next(iter(block)) for block in content] == ["reasoningContent", "text", "toolUse", "toolUse"]
    assert content[0]["reasoningContent"]["reasoningText"]["text"] == "어느 표인가"
    assert [block["toolUse"]["input"] for block in content[2:]] == [{"words": "매출"}, {"column": "지역"}]
    assert stop == "tool_use"
    assert (usage["cacheReadInputTokens"], usage["totalTokens"]) == (700, 713)
    results = [
        {"toolResult": {"toolUseId": block["toolUse"]["toolUseId"], "content": [{"text": "orders"}]}}
        for block in content[2:]
    ]
    turns = [*ASKED["messages"], {"role": "assistant", "content": content}, {"role": "user", "content": results}]
    assert ask(client, messages=turns, toolConfig={"tools": tools})[1] == "end_turn"


def test_a_request_is_kept_as_it_was_sent(bedrock_endpoint, client):
    arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2"
    client.converse(modelId=arn, **ASKED, requestMetadata={"team": "분석".encode().hex()})

    (request,) = bedrock_endpoint.requests
    assert (request.route, request.model) == ("converse", arn)
    assert "%2Fa1b2/converse" in request.path
    assert json.loads(request.raw) == request.body == {**ASKED, "requestMetadata": {"team": "ebb684ec849d"}}
    assert request.headers["authorization"].startswith("AWS4-HMAC-SHA256")
    assert request.user_text == "지난달 매출이 가장 큰 지역은?"


def test_the_beginning_up_to_a_cache_point_is_read_from_the_cache_the_second_time():
    schema = [{"text": "CREATE TABLE 주문 (지역 TEXT, 금액 BIGINT);\n" * 200}, {"cachePoint": {"type": "default"}}]
    with (
        BedrockEndpoint(EndpointSettings(cache_minimum=1_024)) as endpoint,
        closing(boto3_client(endpoint)) as client,
    ):
        first = whole(client, **ASKED, system=schema)[2]
        other = {"messages": [{"role": "user", "content": [{"text": "다른 질문"}]}]}
        second = whole(client, **other, system=schema)[2]
        short = whole(client, **ASKED, system=[{"text": "짧다"}, {"cachePoint": {"type": "default"}}])[2]

    assert first["cacheWriteInputTokens"] > 1_024
    assert first["cacheReadInputTokens"] == 0
    assert second["cacheReadInputTokens"] == first["cacheWriteInputTokens"]
    assert second["cacheWriteInputTokens"] == 0
    assert second["inputTokens"] < 10
    assert "cacheReadInputTokens" not in short


@pytest.mark.parametrize(
    ("model", "body", "size", "read"),
    [
        ("amazon.titan-embed-text-v2:0", {"inputText": "{}", "dimensions": 256, "normalize": True}, 256, "titan"),
        ("cohere.embed-multilingual-v3", {"texts": ["{}"], "input_type": "search_query"}, 1_024, "floats"),
        (
            "cohere.embed-v4:0",
            {"texts": ["{}"], "input_type": "search_document", "output_dimension": 512, "embedding_types": ["float"]},
            512,
            "by type",
        ),
    ],
)
def test_embeddings_are_unit_vectors_and_alike_for_words_that_are_alike(client, model, body, size, read):
    def vector(text):
        sent = json.dumps(body).replace("{}", text)
        reply = client.invoke_model(modelId=model, body=sent)
        assert int(reply["ResponseMetadata"]["HTTPHeaders"]["x-amzn-bedrock-input-token-count"]) > 0
        made = json.loads(reply["body"].read())
        if read == "titan":
            return made["embedding"]
        return made["embeddings"]["float"][0] if read == "by type" else made["embeddings"][0]

    sales, regional, weather = vector("매출 합계"), vector("지역별 매출 합계"), vector("내일 날씨")

    assert len(sales) == size
    assert math.isclose(sum(each * each for each in sales), 1.0, abs_tol=1e-5)
    assert sales == vector("매출 합계")
    assert product(sales, regional) > product(sales, weather)


def test_reranking_puts_the_source_with_the_questions_words_first(bedrock_endpoint):
    arn = "arn:aws:bedrock:us-east-1::foundation-model/cohere.rerank-v3-5:0"
    sources = [
        {"type": "INLINE", "inlineDocumentSource": {"type": "TEXT", "textDocument": {"text": text}}}
        for text in ("배송 상태", "지역별 매출 합계", "쿠폰")
    ]
    with closing(boto3_client(bedrock_endpoint, "bedrock-agent-runtime")) as client:
        results = client.rerank(
            queries=[{"type": "TEXT", "textQuery": {"text": "매출은 지역마다 얼마인가"}}],
            sources=sources,
            rerankingConfiguration={
                "type": "BEDROCK_RERANKING_MODEL",
                "bedrockRerankingConfiguration": {"modelConfiguration": {"modelArn": arn}, "numberOfResults": 2},
            },
        )["results"]

    best, second = results
    assert best["index"] == 1
    assert best["relevanceScore"] > second["relevanceScore"]
    assert bedrock_endpoint.requests[0].model == arn


def test_tokens_are_counted_and_guardrails_applied(client):
    longer = {"messages": [{"role": "user", "content": [{"text": "가" * 400}]}]}
    counts = [client.count_tokens(modelId=MODEL, input={"converse": each})["inputTokens"] for each in (ASKED, longer)]
    applied = client.apply_guardrail(
        guardrailIdentifier="ab12", guardrailVersion="1", source="INPUT", content=[{"text": {"text": "안녕"}}]
    )

    assert counts[1] == 300 > counts[0] > 0
    assert applied["action"] == "NONE"
