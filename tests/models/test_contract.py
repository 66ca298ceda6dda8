"""What every language model promises, whoever stands behind it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bedrock_endpoint import Reply as Said
from tests.models.prompts import FIELDS, MODEL, PROMPT, READ
from text2sql.models.replaying import Replay, replayed
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import Allowance, Reply

AT_ONCE = 8


@pytest.fixture(params=["bedrock", "scripted", "replayed"])
def model(request, tmp_path):
    """A model that answers the prompt of these tests."""
    if request.param == "bedrock":
        request.getfixturevalue("bedrock_endpoint").answer_with(lambda asked: Said(fields=FIELDS))
        return request.getfixturevalue("make_model")()
    if request.param == "scripted":
        return ScriptedModel(lambda prompt: Reply("", READ), MODEL)
    file = tmp_path / "replies.jsonl"
    line = json.dumps({"prompt_hash": PROMPT.hash, "reply": {"fields": FIELDS}, "model": MODEL}, ensure_ascii=False)
    file.write_text(f"{line}\n" * (AT_ONCE + 1), "utf-8")
    return replayed(Replay(file))


def test_a_reply_has_the_parts_that_were_asked_for_and_names_its_model(model):
    reply = model.complete(PROMPT, Allowance())
    assert (reply.fields, reply.model, reply.stop, reply.usage.calls) == (READ, MODEL, "complete", 1)
    assert model.name


def test_a_stream_tells_the_reasoning_and_ends_in_the_same_reply(model):
    told = []
    reply = model.stream(PROMPT, Allowance(), told.append)
    assert reply.fields == READ
    assert FIELDS["reasoning"] in "".join(told)


def test_it_may_be_asked_from_several_threads(model):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(lambda _: model.complete(PROMPT, Allowance()), range(AT_ONCE)))
    assert [reply.fields for reply in replies] == [READ] * AT_ONCE
