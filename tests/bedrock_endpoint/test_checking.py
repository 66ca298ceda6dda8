"""Wrong requests and wrong scripted replies are refused and remembered; what a model does not take is only refused."""

import json
from contextlib import closing

import pytest
from botocore.exceptions import ClientError

from tests.bedrock_endpoint import BedrockEndpoint, Document, EndpointSettings, Reply, ReplyUsage, ToolCall, Traits
from tests.bedrock_endpoint.endpoint import WrongExchange
from tests.bedrock_endpoint.fixtures import boto3_client

MODEL = "global.anthropic.claude-sonnet-4-6"
POINT = {"cachePoint": {"type": "default"}}


def user(*blocks):
    return {"role": "user", "content": list(blocks) or [{"text": "매출은?"}]}


def assistant(*blocks):
    return {"role": "assistant", "content": list(blocks) or [{"text": "어느 달의?"}]}


def call(id):
    return {"toolUse": {"toolUseId": id, "name": "look", "input": {}}}


def result(id, text="10"):
    return {"toolResult": {"toolUseId": id, "content": [{"text": text}]}}


def tool(name="look", schema=None, **more):
    return {"toolSpec": {"name": name, "inputSchema": {"json": schema or {"type": "object"}}, **more}}


def text_format(schema):
    structure = {"jsonSchema": {"schema": schema, "name": "answer"}}
    return {"textFormat": {"type": "json_schema", "structure": structure}}


TOOLS = {"toolConfig": {"tools": [tool()]}}
WRONG = [
    ({"messages": [user()], "topK": 3}, "topK"),
    ({"messages": [user()], "modelId": "x"}, r"modelId \(in the body\)"),
    ({"messages": [{"role": "user"}]}, "content"),
    ({"messages": [{"role": "사람", "content": [{"text": "?"}]}]}, "사람"),
    ({"messages": [user({"text": "?", **POINT})]}, "tagged union"),
    ({"messages": [user()], "inferenceConfig": {"maxTokens": "많이"}}, "maxTokens"),
    ({"messages": [user()], "inferenceConfig": {"maxTokens": 0}}, "maxTokens"),
    ({"messages": [user()], "inferenceConfig": {"temperature": 1.5}}, "temperature"),
    ({"messages": [user()], "system": [{"cachePoint": {"type": "default", "ttl": "2h"}}]}, "2h"),
    ({"messages": [user()], "serviceTier": {"type": "fast"}}, "fast"),
    ({"messages": [user()], "toolConfig": {"tools": []}}, "tools"),
    ({"messages": [user()], "toolConfig": {"tools": [tool("표 찾기")]}}, "pattern"),
    ({"messages": [user({"image": {"format": "png", "source": {"bytes": "그림"}}})]}, "base64"),
    ({"messages": []}, "must start with a user message"),
    ({"messages": [assistant(), user()]}, "must start with a user message"),
    ({"messages": [user(), user()]}, "must alternate"),
    ({"messages": [user(), assistant()]}, "must end with a user message"),
    ({"messages": [user({"text": " \n"})]}, "is blank"),
    ({"messages": [user()], "system": [{"text": " "}]}, "is blank"),
    ({"messages": [user(), assistant(call("a")), user(result("a"))]}, "toolConfig field must be defined"),
    ({"messages": [user(), assistant(call("a")), user()], **TOOLS}, "Expected toolResult blocks at messages.2.content"),
    ({"messages": [user(), assistant(call("a")), user(result("b"))], **TOOLS}, "following Ids: a"),
    ({"messages": [user(), assistant(), user(result("a"))], **TOOLS}, "exceeds the number of toolUse"),
    ({"messages": [user(), assistant(call("a")), user(result("a", " "))], **TOOLS}, "is blank"),
    ({"messages": [user(call("a"))], **TOOLS}, "not allowed in a message of role user"),
    ({"messages": [user({"text": "?"}, *[POINT, {"text": "!"}] * 5)]}, "maximum of 4"),
    ({"messages": [user(POINT, {"text": "?"})]}, "must follow the content"),
    ({"messages": [user()], "toolConfig": {**TOOLS["toolConfig"], "toolChoice": {"tool": {"name": "run"}}}}, "run"),
    ({"messages": [user()], "toolConfig": {"tools": [tool(), tool()]}}, "same name"),
    ({"messages": [user()], "toolConfig": {"tools": [tool(schema={"type": "array"})]}}, "one of the following: object"),
    ({"messages": [user()], "toolConfig": {"tools": [tool(strict=True)]}}, "additionalProperties"),
    ({"messages": [user()], "outputConfig": text_format("{")}, "not a valid JSON schema"),
    ({"messages": [user()], "outputConfig": text_format('{"type": "object"}')}, "additionalProperties"),
]


@pytest.mark.parametrize(("body", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_wrong_request_is_refused_and_fails_the_test_that_sent_it(body, words):
    endpoint = BedrockEndpoint()
    with closing(boto3_client(endpoint)) as client, pytest.raises(ClientError, match=words) as refused:
        _send(client, body)
    assert refused.value.response["Error"]["Code"] == "ValidationException"
    with pytest.raises(WrongExchange, match=words):
        endpoint.close()


def _send(client, body):
    """The body as it stands, past the client's own serializer, which would drop what it does not know."""

    def replace(request, **_):
        request.data = json.dumps(body).encode()

    client.meta.events.register("before-sign.bedrock-runtime.Converse", replace)
    return client.converse(modelId=MODEL, messages=[user()])


@pytest.mark.parametrize(
    ("model", "body", "words"),
    [
        ("amazon.titan-embed-text-v2:0", {"inputText": "매출", "dimensions": 300}, "300"),
        ("amazon.titan-embed-text-v2:0", {"inputText": " "}, "inputText"),
        ("amazon.titan-embed-text-v2:0", {"texts": ["매출"]}, "extraneous key"),
        ("cohere.embed-multilingual-v3", {"texts": ["매출"]}, "input_type"),
        ("cohere.embed-multilingual-v3", {"texts": ["매출"] * 97, "input_type": "search_query"}, "found 97"),
        ("cohere.embed-multilingual-v3", {"texts": ["가" * 2_049], "input_type": "search_query"}, "2048"),
        (
            "cohere.embed-multilingual-v3",
            {"texts": ["a"], "input_type": "search_query", "output_dimension": 512},
            "key",
        ),
        ("cohere.embed-v4:0", {"texts": ["a"], "input_type": "search_query", "truncate": "END"}, "truncate"),
        ("meta.llama", {"texts": ["a"]}, "none of the embedding models"),
    ],
)
def test_a_wrong_embedding_request_is_refused(bedrock_endpoint, model, body, words):
    with closing(boto3_client(bedrock_endpoint)) as client, pytest.raises(ClientError, match=words):
        client.invoke_model(modelId=model, body=json.dumps(body))
    assert words in bedrock_endpoint.take_failures()[0]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply("네", stop="finished"), "finished"),
        (Reply("네", trace={"inputAssessment": []}), "inputAssessment"),
        (Reply(tool_calls=(ToolCall("표 찾기", {}),)), "pattern"),
        (Reply("네", usage=ReplyUsage(-1, 3)), "inputTokens"),
        (Document({"text": "네"}), "not with a Document"),
    ],
)
@pytest.mark.parametrize("operation", ["converse", "converse_stream"])
def test_a_reply_that_bedrock_would_never_give_is_not_given(bedrock_endpoint, reply, words, operation):
    bedrock_endpoint.queue(reply)
    with closing(boto3_client(bedrock_endpoint)) as client, pytest.raises(ClientError, match=words):
        getattr(client, operation)(modelId=MODEL, messages=[user()])
    assert words in bedrock_endpoint.take_failures()[0]


def test_a_script_that_fails_is_told_and_a_test_that_fails_hears_of_it():
    def broken(request):
        raise KeyError("매출")

    with pytest.raises(RuntimeError) as failed, BedrockEndpoint() as endpoint:
        endpoint.answer_with(broken)
        with closing(boto3_client(endpoint)) as client, pytest.raises(Exception, match="closed"):
            client.converse(modelId=MODEL, messages=[user()])
        raise RuntimeError("the test's own")
    assert "매출" in failed.value.__notes__[0]


STRICT = {"tools": [tool(schema={"type": "object", "additionalProperties": False}, strict=True)]}
CACHED = [{"text": "스키마"}, POINT]


@pytest.mark.parametrize(
    ("traits", "asked", "code", "words"),
    [
        (Traits(supports=frozenset({"json"})), {"toolConfig": STRICT}, "Validation", "doesn't support tool use"),
        (Traits(refuses=frozenset({"strict"})), {"toolConfig": STRICT}, "Validation", "tools.0.custom.strict"),
        (
            Traits(supports=frozenset({"tools"})),
            {"outputConfig": text_format('{"type": "string"}')},
            "Validation",
            "output_config.format",
        ),
        (
            Traits(refuses=frozenset({"temperature"})),
            {"inferenceConfig": {"temperature": 0.0}},
            "Validation",
            "`temperature` is deprecated",
        ),
        (Traits(refuses=frozenset({"cache"})), {"system": CACHED}, "AccessDenied", "did not allow prompt caching"),
        (Traits(refuses=frozenset({"cache_points"})), {"system": CACHED}, "Validation", r"system/1.*\[cachePoint\]"),
        (Traits(refuses=frozenset({"system"})), {"system": [{"text": "규칙"}]}, "Validation", "system messages"),
    ],
)
def test_what_a_model_does_not_take_is_refused_without_being_a_failure(traits, asked, code, words):
    settings = EndpointSettings(traits={MODEL: traits})
    with BedrockEndpoint(settings) as endpoint, closing(boto3_client(endpoint)) as client:
        with pytest.raises(ClientError, match=words) as refused:
            client.converse(modelId=MODEL, messages=[user()], **asked)
        assert refused.value.response["Error"]["Code"] == f"{code}Exception"
        assert client.converse(modelId=MODEL, messages=[user()])["stopReason"] == "end_turn"
        assert client.converse(modelId="another", messages=[user()], **asked)["stopReason"]


def test_a_misspelt_trait_is_an_error():
    with pytest.raises(ValueError, match="temperatur"):
        Traits(refuses=frozenset({"temperatur"}))
