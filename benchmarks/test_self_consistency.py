"""Five candidates against a model that answers in 500 ms: `pytest benchmarks/test_self_consistency.py`.

Target (issue 4): at most 1.3 times one call. Everything but the model is real: the gate, the checker, threads, account.
The model's answers differ in their text and agree in their result three to two, so the vote has to wait for nearly all.
"""

import threading
from dataclasses import replace
from itertools import count
from statistics import median
from time import perf_counter

from tests.bedrock_endpoint import BedrockEndpoint, EndpointSettings
from tests.bedrock_endpoint import Reply as Said
from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.prompted.tasks import KOREAN, linked, sql_reply
from text2sql.models.bedrock import BedrockModel, BedrockSettings
from text2sql.prompting import Message, Prompt
from text2sql.prompts import form
from text2sql.stages.checking import Checker
from text2sql.usage import Usage
from text2sql.workbench import Course, Gate, GatedWorkbench
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.task import Asking, Task
from text2sql.writers.prompted.voting import vote

SECONDS = 0.5
PROMPT = Prompt("Write SQL.", "", (Message("user", "지난달 취소된 주문의 매출"),), form=form("write_sql"))
CANDIDATES = 5
TEXTS = (
    "SELECT SUM(net_amount) AS n FROM orders",
    "SELECT COUNT(*) AS n FROM orders",
    "SELECT SUM(o.net_amount) AS n FROM orders AS o",
    "SELECT COUNT(order_id) AS n FROM orders",
    "SELECT SUM(net_amount) + 0 AS n FROM orders",
)


class SlowModel:
    """Takes its time over every prompt, as a service does."""

    name = "slow"

    def __init__(self):
        self.sent, self.lock = 0, threading.Lock()

    def complete(self, prompt, allowance):
        with self.lock:
            text = TEXTS[self.sent % len(TEXTS)]
            self.sent += 1
        threading.Event().wait(SECONDS)
        return replace(sql_reply(text), usage=Usage(1, 1_000, 100))


class TwoResults(FakeWarehouse):
    def run(self, sql, limits):
        self.rows = ((7 if "SUM" in sql.text else 8,),)
        return super().run(sql, limits)


def asked(model):
    schema = linked()
    knowledge = FakeKnowledge(schema.catalog)
    bench = GatedWorkbench(knowledge, Gate(Checker(schema.catalog), TwoResults()), Course(lambda step: None))
    asking = Asking(model, bench)
    strategy = Strategy("self_consistency", candidates=CANDIDATES, temperature=1.0)
    return Task(KOREAN, schema, (), strategy, asking, asking, bench)


def seconds(work):
    started = perf_counter()
    work()
    return perf_counter() - started


def measured(benchmark, model_of):
    """Five candidates against one call, both with a client that is open."""
    one = median(seconds(lambda: asked(model_of()).asking.ask_quietly(PROMPT)) for _ in range(5))

    def five():
        task = asked(model_of())
        (winner,) = vote(task, [PROMPT] * CANDIDATES)
        assert ("SUM" in winner.sql, winner.agreement[0]) == (True, 3)

    benchmark.pedantic(five, rounds=7, warmup_rounds=2)
    share = benchmark.stats.stats.median / one
    benchmark.extra_info.update(one_call_seconds=round(one, 3), times_one_call=round(share, 3))
    print(f"\n{benchmark.extra_info}")
    assert share <= 1.3


def test_five_candidates_of_a_slow_model(benchmark):
    measured(benchmark, SlowModel)


def test_five_candidates_over_bedrocks_protocol(benchmark, monkeypatch):
    """The real client over real HTTP: connections, parsing and the endpoint's own work included."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    sent = count()
    with BedrockEndpoint(EndpointSettings(latency=SECONDS)) as endpoint:
        endpoint.answer_with(
            lambda request: Said(fields={"reasoning": "…", "outcome": "sql", "sql": TEXTS[next(sent) % len(TEXTS)]})
        )
        model = BedrockModel(BedrockSettings("apac.some.model", region="ap-northeast-2", endpoint_url=endpoint.url))
        asked(model).asking.ask_quietly(PROMPT)
        measured(benchmark, lambda: model)
        model.close()
