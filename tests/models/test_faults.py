"""Every fault of the service, at once and in pieces: a reply or the right error, tries counted, nothing hangs."""

import threading
from dataclasses import replace
from time import monotonic

import pytest

from tests.bedrock_endpoint import Fault, Reply, Traits
from tests.models.prompts import FIELDS, MODEL, PROMPT, READ
from text2sql.errors import (
    GuardrailIntervened,
    ModelBusy,
    ModelError,
    ModelUnavailable,
    OutOfTime,
    PromptTooLong,
    QuestionStopped,
    ReplyMalformed,
)
from text2sql.prompting import Allowance

ATTEMPTS = 2
OTHER = "us.amazon.nova-pro-v1:0"
# What an endless fault ends in, the service's requests for it, and words of the sentence.
ENDS = {
    Fault.THROTTLE: (ModelBusy, ATTEMPTS, "throttles"),
    Fault.INTERNAL: (ModelBusy, ATTEMPTS, "fails at the moment"),
    Fault.UNAVAILABLE: (ModelBusy, ATTEMPTS, "overloaded"),
    Fault.NOT_READY: (ModelBusy, ATTEMPTS, "not ready"),
    Fault.MODEL_TIMEOUT: (ModelBusy, ATTEMPTS, "too long to answer"),
    Fault.MODEL_ERROR: (ModelError, ATTEMPTS, "failed while"),
    Fault.ACCESS_DENIED: (ModelUnavailable, 1, "model access"),
    Fault.NOT_FOUND: (ModelUnavailable, 1, "Check its id"),
    Fault.BAD_MODEL: (ModelUnavailable, 1, "Check its id"),
    Fault.ON_DEMAND: (ModelUnavailable, 1, "inference profiles"),
    Fault.EXPIRED: (ModelUnavailable, 1, "expired"),
    Fault.BAD_CREDENTIALS: (ModelUnavailable, 1, "does not accept"),
    Fault.TOO_LONG: (PromptTooLong, 1, "fewer tables"),
    Fault.DROP: (ModelBusy, ATTEMPTS, "broke off"),
    Fault.DROP_MIDWAY: (ModelError, ATTEMPTS, "read"),
    Fault.SLOW_START: (ModelBusy, ATTEMPTS, "said nothing for 0.5 seconds"),
    Fault.STALL: (ModelBusy, ATTEMPTS, "said nothing for 0.5 seconds"),
    Fault.STREAM_THROTTLE: (ModelBusy, ATTEMPTS, "throttles"),
    Fault.STREAM_MODEL_ERROR: (ModelError, ATTEMPTS, "failed while"),
    Fault.STREAM_INTERNAL: (ModelBusy, ATTEMPTS, "fails at the moment"),
    Fault.STREAM_UNAVAILABLE: (ModelBusy, ATTEMPTS, "overloaded"),
    Fault.MALFORMED: (ModelError, ATTEMPTS, "read"),
    Fault.MALFORMED_EVENT: (ModelError, ATTEMPTS, "read"),
    Fault.EMPTY: (ReplyMalformed, ATTEMPTS, "no reply that can be read"),
    Fault.MALFORMED_OUTPUT: (ReplyMalformed, ATTEMPTS, "no reply that can be read"),
    Fault.MALFORMED_TOOL: (ReplyMalformed, ATTEMPTS, "no reply that can be read"),
    Fault.MAX_TOKENS: (ReplyMalformed, 1, "`max_tokens`"),
    Fault.GUARDRAIL: (
        GuardrailIntervened,
        1,
        "gr1 stopped this question because of the content filter for prompt attack",
    ),
    Fault.FILTERED: (GuardrailIntervened, 1, "content filter of"),
    Fault.CONTEXT_EXCEEDED: (PromptTooLong, 1, "larger context"),
}
HARMLESS = {Fault.UNKNOWN_BLOCK, Fault.MISSING_USAGE}
WORTH_ANOTHER_TRY = sorted(fault for fault, (_, requests, _) in ENDS.items() if requests == ATTEMPTS)
FOR_ANOTHER_MODEL = [
    Fault.THROTTLE,
    Fault.MODEL_ERROR,
    Fault.ACCESS_DENIED,
    Fault.ON_DEMAND,
    Fault.DROP_MIDWAY,
    Fault.EMPTY,
]


def model_for(fault, make_model, **settings):
    """A model that tries twice, and does not wait long where the fault is silence."""
    patience = 0.5 if fault in (Fault.SLOW_START, Fault.STALL) else 20.0
    said = {"attempts": ATTEMPTS, "read_seconds": patience, "guardrail": "gr1", "guardrail_version": "1", **settings}
    return make_model(**said)


def test_every_fault_of_the_endpoint_is_expected_here():
    assert ENDS.keys() | HARMLESS == set(Fault)


@pytest.mark.parametrize("fault", ENDS)
def test_an_endless_fault_ends_in_one_clear_sentence(bedrock_endpoint, make_model, asking, fault):
    kind, requests, words = ENDS[fault]
    bedrock_endpoint.fail_always(fault)
    with pytest.raises(ModelError) as raised:
        asking(model_for(fault, make_model), PROMPT, Allowance(monotonic() + 20))
    assert issubclass(type(raised.value), kind)
    assert words in str(raised.value)
    assert len(bedrock_endpoint.requests) == requests


@pytest.mark.parametrize("fault", WORTH_ANOTHER_TRY)
def test_a_fault_that_passes_is_one_retry(bedrock_endpoint, make_model, asking, fault):
    bedrock_endpoint.queue(fault, Reply(fields=FIELDS))
    reply = asking(model_for(fault, make_model), PROMPT, Allowance(monotonic() + 20))
    assert (reply.fields, reply.retries, reply.model) == (READ, 1, MODEL)
    assert len(bedrock_endpoint.requests) == 2


@pytest.mark.parametrize("fault", FOR_ANOTHER_MODEL)
def test_another_model_answers_where_the_first_one_cannot(bedrock_endpoint, make_model, asking, fault):
    bedrock_endpoint.fail_always(fault, MODEL)
    bedrock_endpoint.queue(Reply(fields=FIELDS), model=OTHER)
    reply = asking(model_for(fault, make_model, fallbacks=(OTHER,)), PROMPT)
    assert (reply.fields, reply.model) == (READ, OTHER)
    assert reply.notes == (f"{MODEL} gave no reply, so another model was asked.",)


@pytest.mark.parametrize("fault", [Fault.TOO_LONG, Fault.GUARDRAIL, Fault.EXPIRED])
def test_no_other_model_is_asked_where_it_would_not_help(bedrock_endpoint, make_model, asking, fault):
    bedrock_endpoint.fail_always(fault, MODEL)
    with pytest.raises(ENDS[fault][0]):
        asking(model_for(fault, make_model, fallbacks=(OTHER,)), PROMPT)
    assert {each.model for each in bedrock_endpoint.requests} == {MODEL}


def test_when_all_models_fail_the_first_ones_sentence_is_told(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.fail_always(Fault.ACCESS_DENIED)
    with pytest.raises(ModelUnavailable, match=MODEL):
        asking(model_for(Fault.ACCESS_DENIED, make_model, fallbacks=(OTHER,)), PROMPT)
    assert [each.model for each in bedrock_endpoint.requests] == [MODEL, OTHER]


def test_content_of_an_unknown_kind_is_left_out_and_told(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.queue(Reply(fields=FIELDS))
    bedrock_endpoint.fail_always(Fault.UNKNOWN_BLOCK)
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    model = make_model()
    assert asking(model, PROMPT).notes == ()
    reply = asking(model, PROMPT)
    assert reply.fields == READ
    assert reply.notes == ("Content of a kind this version does not know was left out: hologramContent.",)


def test_a_reply_whose_tokens_are_not_told_has_no_known_cost(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.fail_always(Fault.MISSING_USAGE)
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    reply = asking(make_model(), PROMPT)
    assert (reply.fields, reply.usage.input_tokens, reply.usage.cost_usd) == (READ, 0, None)


@pytest.mark.parametrize("fault", [Fault.SLOW_START, Fault.STALL, Fault.THROTTLE])
def test_nothing_goes_on_past_the_deadline(bedrock_endpoint, make_model, asking, fault):
    bedrock_endpoint.fail_always(fault)
    model = make_model(attempts=1_000, read_seconds=60.0, backoff_seconds=0.2)
    with pytest.raises((OutOfTime, ModelBusy)):
        asking(model, PROMPT, Allowance(monotonic() + 0.3))
    asked = len(bedrock_endpoint.requests)
    assert fault is Fault.THROTTLE or asked <= 1
    with pytest.raises(OutOfTime):
        asking(model, PROMPT, Allowance(monotonic()))
    assert len(bedrock_endpoint.requests) == asked


@pytest.mark.parametrize("fault", [Fault.SLOW_START, Fault.STALL])
def test_a_stop_ends_the_waiting(bedrock_endpoint, make_model, asking, fault):
    bedrock_endpoint.fail_always(fault)
    stop = threading.Event()
    bedrock_endpoint.watch(lambda request: stop.set())
    with pytest.raises(QuestionStopped):
        asking(make_model(read_seconds=60.0), PROMPT, Allowance(stopped=stop.is_set))
    assert len(bedrock_endpoint.requests) == 1


def test_a_stop_in_mid_stream_closes_the_connection(bedrock_endpoint, make_model):
    bedrock_endpoint.fail_always(Fault.STALL)
    stop, told = threading.Event(), []

    def listen(words):
        told.append(words)
        stop.set()

    with pytest.raises(QuestionStopped):
        make_model(read_seconds=60.0).stream(PROMPT, Allowance(stopped=stop.is_set), listen)
    assert told
    for thread in threading.enumerate():
        if thread.name == "bedrock-call":
            thread.join(5)
            assert not thread.is_alive()


def test_a_stop_between_tries_asks_no_more(bedrock_endpoint, make_model, asking):
    bedrock_endpoint.fail_always(Fault.THROTTLE)
    stop = threading.Event()
    bedrock_endpoint.watch(lambda request: stop.set())
    with pytest.raises(QuestionStopped):
        asking(make_model(attempts=1_000, backoff_seconds=20.0), PROMPT, Allowance(stopped=stop.is_set))
    assert len(bedrock_endpoint.requests) == 1


def test_calls_at_once_are_limited(bedrock_endpoint, make_model, asking):
    at_once, most, lock, full = 0, 0, threading.Lock(), threading.Barrier(3)

    def answer(request):
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        full.wait(10)
        with lock:
            at_once -= 1
        return Reply(fields={**FIELDS, "reasoning": request.user_text})

    bedrock_endpoint.answer_with(answer)
    model = make_model(calls_at_once=3)
    replies, threads = {}, []
    for number in range(9):
        prompt = replace(PROMPT, messages=(replace(PROMPT.messages[0], text=f"{number}번 질문"),))
        work = lambda number=number, prompt=prompt: replies.__setitem__(number, asking(model, prompt))  # noqa: E731
        threads.append(threading.Thread(target=work))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 3
    assert {number: reply.words("reasoning") for number, reply in replies.items()} == {
        number: f"{number}번 질문" for number in range(9)
    }


def test_nobody_listens_where_nothing_answers(aws_environment, asking, bedrock_endpoint, make_model):
    bedrock_endpoint.stop()
    with pytest.raises(ModelUnavailable, match="cannot be reached at http://127"):
        asking(make_model(attempts=ATTEMPTS), PROMPT)


@pytest.mark.parametrize("traits", [Traits(refuses=frozenset({"cache"}))])
def test_a_refused_cache_point_is_no_matter_of_rights(bedrock_endpoint, make_model, asking, traits):
    bedrock_endpoint.model(MODEL, traits)
    model = make_model()
    assert asking(model, PROMPT).fields
    assert asking(model, PROMPT).retries == 0
    assert len(bedrock_endpoint.requests) == 3
