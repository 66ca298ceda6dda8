"""The server under many hands, what it leaves behind, its frames, and the program that runs it for people."""

import json
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest
from botocore.eventstream import EventStreamBuffer
from hypothesis import given
from hypothesis import strategies as st

from tests.bedrock_endpoint import BedrockEndpoint, Fault, Reply, ReplyUsage, framing
from tests.bedrock_endpoint.fixtures import boto3_client
from tests.bedrock_endpoint.replies import render
from tests.bedrock_endpoint.requests import read_request
from tests.bedrock_endpoint.scripts import read_script
from tests.bedrock_endpoint.steps import Pause, Piece, Timing, stream_steps

ROOT = Path(__file__).parents[2]


def asked(text):
    return {"modelId": "m.x", "messages": [{"role": "user", "content": [{"text": text}]}]}


def test_twenty_threads_at_once_each_get_their_own_reply(bedrock_endpoint):
    together = threading.Barrier(20)

    def answer(request):
        together.wait(10)
        return Reply(f"{request.user_text}의 답")

    bedrock_endpoint.answer_with(answer)

    def ask(at):
        reply = client.converse(**asked(f"질문 {at}"))
        return reply["output"]["message"]["content"][0]["text"]

    with (
        closing(boto3_client(bedrock_endpoint, connections=20, read_seconds=30)) as client,
        ThreadPoolExecutor(20) as pool,
    ):
        assert list(pool.map(ask, range(20))) == [f"질문 {at}의 답" for at in range(20)]
    assert len({request.number for request in bedrock_endpoint.requests}) == 20


def test_stopping_leaves_no_thread_and_no_open_port():
    before = set(threading.enumerate())
    endpoint = BedrockEndpoint()
    with closing(boto3_client(endpoint)) as client:
        client.converse(**asked("안녕"))
        assert set(threading.enumerate()) > before
        endpoint.close()
        endpoint.close()

    assert set(threading.enumerate()) == before
    with (
        pytest.raises(ConnectionRefusedError),
        socket.create_connection(("127.0.0.1", int(endpoint.url.split(":")[-1]))),
    ):
        pass


def test_the_connections_thread_ends_when_the_client_leaves_a_slow_reply(bedrock_endpoint):
    before = set(threading.enumerate())
    bedrock_endpoint.queue(Fault.SLOW_START)
    port = int(bedrock_endpoint.url.rsplit(":", 1)[1])
    arrived, threads = threading.Event(), []
    bedrock_endpoint.watch(lambda request: (threads.append(threading.current_thread()), arrived.set()))
    body = json.dumps({"messages": asked("?")["messages"]}).encode()
    head = f"POST /model/m.x/converse HTTP/1.1\r\nContent-Length: {len(body)}\r\nAuthorization: Bearer x\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head.encode() + body)
        assert arrived.wait(10)
    threads[0].join(10)

    assert set(threading.enumerate()) == before


def test_what_is_no_operation_and_what_is_not_signed_is_a_failure(bedrock_endpoint):
    for path in ("/model/m.x/chat", "/model/m.x/converse"):
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(f"{bedrock_endpoint.url}{path}", b"{}"))
        refused.value.close()
    failures = bedrock_endpoint.take_failures()
    assert "no operation" in failures[0]
    assert "not signed" in failures[1]


@given(name=st.text("abcdefgM", min_size=1, max_size=40), value=st.text(max_size=60), payload=st.binary(max_size=200))
def test_botocore_reads_every_frame_as_it_was_written(name, value, payload):
    buffer = EventStreamBuffer()
    buffer.add_data(framing.message({name: value}, payload))

    (read,) = list(buffer)

    assert (read.headers, read.payload) == ({name: value}, payload)


def test_a_script_answers_by_words_first_and_then_line_by_line(tmp_path, bedrock_endpoint):
    lines = [
        {"when": "매출|sales", "text": "SELECT sum(금액)"},
        {"text": "첫째", "usage": {"input": 3, "output": 2}},
        {"fault": "throttle"},
    ]
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    bedrock_endpoint.answer_with(read_script(file))

    def said(text):
        return client.converse(**asked(text))["output"]["message"]["content"][0]["text"]

    with closing(boto3_client(bedrock_endpoint)) as client:
        assert said("지난달 매출은?") == "SELECT sum(금액)"
        assert said("안녕") == "첫째"
        assert said("매출") == "SELECT sum(금액)"
        with pytest.raises(Exception, match="Too many requests"):
            said("안녕")
        assert "SELECT 1" in said("안녕")


def test_a_scripted_pace_becomes_pauses():
    request, _ = read_request("/model/m.x/converse-stream", {}, b"{}", 0)
    reply = Reply("가나다라", chunk_seconds=0.1, chunk_characters=1)

    steps = stream_steps(render(reply, request, ReplyUsage(1, 1)), Timing(slow=9.0, latency=0.3))

    pauses = [step.seconds for step in steps if isinstance(step, Pause)]
    pieces = [step for step in steps if isinstance(step, Piece)]
    assert pauses == [0.3, *[0.1] * len(pieces)]
    assert len(pieces) == 4 + len(["messageStart", "contentBlockStop", "messageStop", "metadata"])


@pytest.mark.parametrize("line", ['{"txt": "?"}', '{"fault": "unheard_of"}', "[]", "{", '{"when": "(", "text": "?"}'])
def test_a_script_that_cannot_be_read_says_which_line(tmp_path, line):
    file = tmp_path / "replies.jsonl"
    file.write_text(f'{{"text": "네"}}\n{line}\n', encoding="utf-8")

    with pytest.raises(ValueError, match="line 2"):
        read_script(file)


def test_the_program_says_how_to_use_it_and_ends_on_an_interrupt():
    command = [sys.executable, "-m", "tests.bedrock_endpoint", "--port", "0", "--fault", "too_long"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        said = iter(program.stdout.readline, "")
        line = next(line for line in said if line.startswith("endpoint_url"))
        url = line.split('"')[1]
        request = urllib.request.Request(
            f"{url}/model/m.x/converse", json.dumps({"messages": asked("?")["messages"]}).encode()
        )
        request.add_header("Authorization", "Bearer local")
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(request)
        assert "too long" in refused.value.read().decode()
        refused.value.close()
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
