"""What a call of a model costs over plain boto3: `pytest benchmarks/test_model_overhead.py` (pytest-benchmark).

Target (issue 4): 3 ms in the middle, against the same endpoint. Both send the same request and the endpoint gives the
same reply; calls of the two alternate, so that neither has the quieter minute.
"""

from statistics import median
from time import monotonic, perf_counter

import pytest

from tests.bedrock_endpoint import Reply
from tests.bedrock_endpoint.fixtures import REGION, aws_environment, bedrock_endpoint, boto3_client
from tests.models.prompts import FIELDS, MODEL, PROMPT, READ
from text2sql.models.bedrock import BedrockModel, BedrockSettings
from text2sql.models.bedrock.abilities import Abilities
from text2sql.models.bedrock.requests import make_request
from text2sql.prompting import Allowance

__all__ = ["aws_environment", "bedrock_endpoint"]
CALLS = 300
TARGET_MS = 3.0


@pytest.mark.parametrize("way", ["complete", "stream"])
def test_overhead_over_plain_boto3(benchmark, bedrock_endpoint, aws_environment, way):
    bedrock_endpoint.answer_with(lambda request: Reply(fields=FIELDS))
    settings = BedrockSettings(MODEL, region=REGION, endpoint_url=bedrock_endpoint.url)
    model, client = BedrockModel(settings), boto3_client(bedrock_endpoint)
    body = make_request(PROMPT, MODEL, Abilities(), settings).body

    def ours():
        allowance = Allowance(monotonic() + 60)
        return model.complete(PROMPT, allowance) if way == "complete" else model.stream(PROMPT, allowance, str)

    def plain():
        return client.converse(**body) if way == "complete" else list(client.converse_stream(**body)["stream"])

    assert ours().fields == READ
    plain()
    seconds = {ours: [], plain: []}
    for _ in range(CALLS):
        for call in (ours, plain):
            started = perf_counter()
            call()
            seconds[call].append(perf_counter() - started)
    benchmark.pedantic(ours, rounds=50, warmup_rounds=2)
    middle = {call.__name__: median(taken) * 1e3 for call, taken in seconds.items()}
    benchmark.extra_info.update(middle, overhead_ms=middle["ours"] - middle["plain"])
    print(f"\n{way}: ours {middle['ours']:.2f} ms, plain {middle['plain']:.2f} ms in the middle of {CALLS}")
    model.close()
    client.close()
    assert middle["ours"] - middle["plain"] <= TARGET_MS
