"""Every fault of the service under every strategy: an answer or one clear sentence, bounded retries, no hanging.

The real boto3 client over real HTTP; the warehouse is a fake, for what is tested is how a question ends.
"""

import re
import threading
from dataclasses import replace
from datetime import date
from time import monotonic

import pytest

from tests.bedrock_endpoint import BedrockEndpoint, EndpointSettings, Fault, Reply, ToolCall
from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from text2sql.catalog import SampleQuery
from text2sql.errors import ModelError
from text2sql.models.bedrock import BedrockModel, BedrockSettings
from text2sql.pipeline import Pipeline
from text2sql.prompting import Allowance
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Clarify, Declined, Question, Refused
from text2sql.writers.prompted import PromptedWriter
from text2sql.writers.prompted.strategies import STRATEGIES

SAMPLE = SampleQuery("orders", ("주문은 몇 건?",), "SELECT COUNT(*) FROM orders", tables=("orders",))
QUESTION = Question("지난달 지역별 주문 수", "ko", date(2026, 11, 21))
ATTEMPTS = 2
DEADLINE = 0.5
SLOW = (Fault.SLOW_START, Fault.STALL)
SENTENCE = re.compile(r"\w.*[.?]$", re.DOTALL)
MOST_CALLS = 40
"""Model calls of the longest strategy, twice over for replies that are asked for again, times the attempts of each."""


@pytest.fixture(scope="module")
def slow_endpoint():
    endpoint = BedrockEndpoint(EndpointSettings(slow_seconds=20))
    yield endpoint
    endpoint.stop()


def pipeline(endpoint, strategy):
    settings = BedrockSettings(
        "apac.some.model", region="ap-northeast-2", endpoint_url=endpoint.url, attempts=ATTEMPTS, backoff_seconds=0.01
    )
    writer = PromptedWriter(BedrockModel(settings), strategy)
    knowledge = FakeKnowledge(SHOP, (SAMPLE,))
    return Pipeline(knowledge, writer, FakeWarehouse(), Checker(SHOP), max_attempts=2)


def outcome(asked, allowance):
    """How the question ends, found out on a thread of its own so that hanging is a failure and not a hanging test."""
    told = []

    def ask():
        try:
            told.append(asked.answer(QUESTION, allowance=allowance))
        except Exception as error:
            told.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(15)
    assert not thread.is_alive(), "the question hangs"
    return told[0]


def answering_when_acting(request):
    """An agent's model that answers at once; what other prompts get is left to the endpoint."""
    if "'name': 'answer'" in str(request.body):
        fields = {"outcome": "sql", "sql": "SELECT COUNT(*) FROM orders", "reading": "주문 수", "reasoning": "…"}
        return Reply(tool_calls=(ToolCall("answer", fields),))
    return None


def is_clear(ended):
    if isinstance(ended, ModelError):
        said = str(ended)
        return ended.exit_code == 6 and SENTENCE.fullmatch(said) and len(said) < 600 and "Traceback" not in said
    return isinstance(ended, Answered | Clarify | Declined | Refused)


@pytest.mark.usefixtures("aws_environment")
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.name)
def test_every_fault_ends_in_an_answer_or_a_sentence(slow_endpoint, strategy):
    endpoint, unclear = slow_endpoint, []
    for fault in Fault:
        endpoint.fail_always(fault)
        before = len(endpoint.requests)
        deadline = monotonic() + (DEADLINE if fault in SLOW else 10)
        ended = outcome(pipeline(endpoint, strategy), Allowance(deadline))
        calls = len(endpoint.requests) - before
        if not is_clear(ended):
            unclear.append(f"{fault}: {ended!r}")
        if calls > MOST_CALLS * ATTEMPTS:
            unclear.append(f"{fault}: {calls} calls")
    endpoint.fail_always(None)
    assert not unclear, "\n".join(unclear)
    assert not endpoint.take_failures()


PASSING = (
    Fault.THROTTLE,
    Fault.INTERNAL,
    Fault.UNAVAILABLE,
    Fault.NOT_READY,
    Fault.MODEL_TIMEOUT,
    Fault.MODEL_ERROR,
    Fault.DROP,
    Fault.DROP_MIDWAY,
    Fault.STREAM_THROTTLE,
    Fault.STREAM_MODEL_ERROR,
    Fault.STREAM_INTERNAL,
    Fault.MALFORMED,
    Fault.UNKNOWN_BLOCK,
    Fault.MISSING_USAGE,
)
"""What is over at the second try, or never mattered."""


@pytest.mark.usefixtures("aws_environment")
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.name)
def test_what_passes_leaves_no_trace_in_the_answer(bedrock_endpoint, strategy):
    bedrock_endpoint.answer_with(answering_when_acting)
    for fault in PASSING:
        bedrock_endpoint.queue(fault)
        ended = outcome(pipeline(bedrock_endpoint, strategy), Allowance(monotonic() + 10))
        assert isinstance(ended, Answered), f"{fault}: {ended!r}"
        assert ended.receipt.calls
        assert ended.receipt.strategy == strategy.as_json()


@pytest.mark.usefixtures("aws_environment")
def test_a_fallback_takes_over_and_the_receipt_says_so(bedrock_endpoint):
    bedrock_endpoint.fail_always(Fault.ACCESS_DENIED, "apac.some.model")
    asked = pipeline(bedrock_endpoint, STRATEGIES[0])
    settings = BedrockSettings(
        "apac.some.model", ("apac.other.model",), region="ap-northeast-2", endpoint_url=bedrock_endpoint.url
    )
    asked = replace(asked, writer=PromptedWriter(BedrockModel(settings), STRATEGIES[0]))
    ended = outcome(asked, Allowance(monotonic() + 10))
    assert ended.receipt.model == "apac.other.model"


@pytest.mark.usefixtures("aws_environment")
def test_a_prompt_that_is_too_long_is_tried_once_more_with_fewer_tables(bedrock_endpoint):
    bedrock_endpoint.queue(Fault.TOO_LONG)
    ended = outcome(pipeline(bedrock_endpoint, STRATEGIES[0]), Allowance(monotonic() + 10))
    assert isinstance(ended, Answered)
    first, last = (str(bedrock_endpoint.requests[at].body) for at in (0, -1))
    assert last.count("CREATE TABLE") < first.count("CREATE TABLE")


@pytest.mark.usefixtures("aws_environment")
def test_a_reply_that_cannot_be_used_has_cost_its_tokens(bedrock_endpoint):
    bedrock_endpoint.answer_with(lambda request: Reply(fields={"outcome": "maybe", "sql": 7}))
    counted = []

    class Counting:
        def check(self, spent):
            pass

        def add(self, usage):
            counted.append(usage)

    asked = replace(pipeline(bedrock_endpoint, STRATEGIES[1]), spending=Counting())
    assert isinstance(outcome(asked, Allowance(monotonic() + 10)), ModelError)
    assert sum(usage.input_tokens + usage.output_tokens for usage in counted) > 0
