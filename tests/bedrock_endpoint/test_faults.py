"""Each fault as the client sees it. Some of it is worse than one would think: see the two silent ones below."""

import threading
from contextlib import closing

import pytest
from botocore.eventstream import ChecksumMismatch
from botocore.exceptions import ClientError, ConnectionClosedError, EventStreamError, ReadTimeoutError
from urllib3.exceptions import ProtocolError
from urllib3.exceptions import ReadTimeoutError as StreamTimeoutError

from tests.bedrock_endpoint import BedrockEndpoint, EndpointSettings, Fault, Reply
from tests.bedrock_endpoint.faults import ERRORS, STREAM_ERRORS, WITHOUT_STREAM
from tests.bedrock_endpoint.fixtures import boto3_client

ASKED = {"modelId": "m.x", "messages": [{"role": "user", "content": [{"text": "매출은?"}]}]}
GUARDED = {"guardrailConfig": {"guardrailIdentifier": "ab12", "guardrailVersion": "1", "trace": "enabled"}}


@pytest.fixture
def client(bedrock_endpoint):
    with closing(boto3_client(bedrock_endpoint)) as made:
        yield made


def read_stream(client, **more):
    with closing(client.converse_stream(**ASKED, **more)["stream"]) as events:
        return [next(iter(event.items())) for event in events]


@pytest.mark.parametrize("fault", [*ERRORS, *STREAM_ERRORS])
def test_an_error_reply_is_the_services_own_exception(bedrock_endpoint, client, fault):
    bedrock_endpoint.queue(fault, fault)
    expected = ERRORS[WITHOUT_STREAM.get(fault, fault)]

    with pytest.raises(ClientError) as whole:
        client.converse(**ASKED)
    with pytest.raises(ClientError) as streamed:
        read_stream(client)

    assert whole.value.response["Error"]["Code"] == expected.code
    assert whole.value.response["ResponseMetadata"]["HTTPStatusCode"] == expected.status
    assert "{" not in whole.value.response["Error"]["Message"]
    if fault in STREAM_ERRORS:
        assert isinstance(streamed.value, EventStreamError)
        assert streamed.value.response["Error"]["Code"] == STREAM_ERRORS[fault].code
    else:
        assert streamed.value.response["Error"] == whole.value.response["Error"]


def test_a_dropped_connection_and_a_broken_stream_raise(bedrock_endpoint, client):
    for fault, error in ((Fault.DROP, ConnectionClosedError), (Fault.DROP_MIDWAY, ProtocolError)):
        bedrock_endpoint.queue(fault)
        with pytest.raises(error):
            read_stream(client)
    bedrock_endpoint.queue(Fault.DROP, Fault.MALFORMED)
    with pytest.raises(ConnectionClosedError):
        client.converse(**ASKED)
    with pytest.raises(ChecksumMismatch):
        read_stream(client)


@pytest.mark.parametrize("fault", [Fault.DROP_MIDWAY, Fault.MALFORMED])
def test_the_client_says_nothing_of_a_body_that_is_cut_or_no_json(bedrock_endpoint, client, fault):
    """A trap for whoever reads replies: botocore returns a reply without members instead of raising."""
    bedrock_endpoint.queue(fault)

    assert "output" not in client.converse(**ASKED)


def test_the_client_says_nothing_of_an_event_that_is_no_json(bedrock_endpoint, client):
    bedrock_endpoint.queue(Fault.MALFORMED_EVENT)

    assert ("contentBlockDelta", {}) in read_stream(client)


@pytest.mark.parametrize(
    ("fault", "stop"),
    [
        (Fault.GUARDRAIL, "guardrail_intervened"),
        (Fault.CONTEXT_EXCEEDED, "model_context_window_exceeded"),
        (Fault.MALFORMED_OUTPUT, "malformed_model_output"),
        (Fault.MALFORMED_TOOL, "malformed_tool_use"),
        (Fault.MAX_TOKENS, "max_tokens"),
        (Fault.FILTERED, "content_filtered"),
        (Fault.EMPTY, "end_turn"),
    ],
)
def test_a_stop_reason_comes_both_ways(bedrock_endpoint, client, fault, stop):
    bedrock_endpoint.queue(fault, fault)

    whole, events = client.converse(**ASKED, **GUARDED), dict(read_stream(client, **GUARDED))

    assert whole["stopReason"] == events["messageStop"]["stopReason"] == stop
    traces = [each.get("trace", {}).get("guardrail", {}) for each in (whole, events["metadata"])]
    assert all(("inputAssessment" in trace) is (fault is Fault.GUARDRAIL) for trace in traces)


def test_a_reply_cut_by_max_tokens_is_half_of_what_the_script_says(bedrock_endpoint, client):
    bedrock_endpoint.answer_with(lambda request: Reply("SELECT 지역 FROM 주문 "))
    bedrock_endpoint.queue(Fault.MAX_TOKENS)

    assert client.converse(**ASKED)["output"]["message"]["content"] == [{"text": "SELECT 지역"}]


def test_unknown_blocks_and_missing_usage_come_beside_the_ordinary_reply(bedrock_endpoint, client):
    bedrock_endpoint.queue(*[Fault.UNKNOWN_BLOCK] * 2, *[Fault.MISSING_USAGE] * 2)

    content = client.converse(**ASKED)["output"]["message"]["content"]
    events = read_stream(client)

    assert "SDK_UNKNOWN_MEMBER" in content[0]
    assert "SELECT 1" in content[1]["text"]
    assert "SDK_UNKNOWN_MEMBER" in dict(events)["contentBlockStart"]["start"]
    assert "usage" not in client.converse(**ASKED)
    assert "metadata" not in dict(read_stream(client))


@pytest.mark.parametrize("fault", [Fault.SLOW_START, Fault.STALL])
def test_a_slow_endpoint_runs_into_the_clients_patience(bedrock_endpoint, fault):
    bedrock_endpoint.queue(fault, fault)
    with closing(boto3_client(bedrock_endpoint, read_seconds=0.1)) as client:
        with pytest.raises(ReadTimeoutError):
            client.converse(**ASKED)
        with pytest.raises((ReadTimeoutError, StreamTimeoutError)):
            read_stream(client)


def test_a_slow_reply_comes_in_the_end():
    with BedrockEndpoint(EndpointSettings(slow_seconds=0.05)) as endpoint, closing(boto3_client(endpoint)) as client:
        endpoint.queue(Fault.SLOW_START, Fault.STALL)
        assert client.converse(**ASKED)["stopReason"] == "end_turn"
        assert dict(read_stream(client))["messageStop"] == {"stopReason": "end_turn"}


def test_closing_ends_a_slow_reply_at_once(bedrock_endpoint):
    arrived, ended = threading.Event(), []
    bedrock_endpoint.watch(lambda request: arrived.set())
    bedrock_endpoint.queue(Fault.SLOW_START)

    def ask():
        with closing(boto3_client(bedrock_endpoint, read_seconds=20)) as client, pytest.raises(ConnectionClosedError):
            client.converse(**ASKED)
        ended.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    assert arrived.wait(10)
    bedrock_endpoint.close()
    thread.join(10)

    assert ended == [True]


def test_a_fault_stays_for_one_model_until_it_is_taken_away(bedrock_endpoint, client):
    bedrock_endpoint.fail_always(Fault.THROTTLE, model="m.x")
    for _ in range(2):
        with pytest.raises(ClientError, match="Too many requests"):
            client.converse(**ASKED)
    assert client.converse(**{**ASKED, "modelId": "m.y"})["stopReason"] == "end_turn"
    bedrock_endpoint.fail_always(None, model="m.x")
    assert client.converse(**ASKED)["stopReason"] == "end_turn"


def test_botocore_itself_asks_again_after_throttling(bedrock_endpoint):
    bedrock_endpoint.queue(Fault.THROTTLE)
    with closing(boto3_client(bedrock_endpoint, attempts=2)) as client:
        assert client.converse(**ASKED)["ResponseMetadata"]["RetryAttempts"] == 1
    assert len(bedrock_endpoint.requests) == 2
