"""Every strategy goes through the same figure: gate, result, receipt."""

import json

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from tests.prompted.tasks import CANCELLED, ENGLISH, KOREAN, REGIONS, REVENUE, sql_reply
from text2sql.errors import ModelError
from text2sql.models.scripted import ScriptedModel
from text2sql.pipeline import Pipeline
from text2sql.prompting import Reply, ToolCall
from text2sql.stages.checking import Checker
from text2sql.types import Answered
from text2sql.writers.prompted import PromptedWriter
from text2sql.writers.prompted.strategies import STRATEGIES

SQL = "SELECT SUM(net_amount) AS net_revenue FROM orders WHERE status = 'cancelled'"


def model_writing(sql):
    """A model that gives whatever form it is asked for, always with the same query."""

    def answer(prompt):
        names = {each.name for each in prompt.form.fields} if prompt.form else set()
        if prompt.tools:
            fields = {"reasoning": "…", "outcome": "sql", "sql": sql}
            return Reply("", tool_calls=(ToolCall("1", "answer", fields),))
        if "parts" in names:
            return Reply("", {"parts": ("취소된 주문은?", "그 매출은?")})
        if "verdict" in names:
            return Reply("", {"verdict": "correct", "problem": ""})
        return sql_reply(sql)

    return ScriptedModel(answer)


def figure(strategy, sql, warehouse):
    knowledge = FakeKnowledge(SHOP, (REVENUE, REGIONS), (CANCELLED,))
    return Pipeline(knowledge, PromptedWriter(model_writing(sql), strategy), warehouse, Checker(SHOP))


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda each: each.name)
@pytest.mark.parametrize("question", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_it_answers_with_a_receipt(strategy, question):
    answer = figure(strategy, SQL, FakeWarehouse(rows=((7,),))).answer(question)
    assert isinstance(answer, Answered)
    assert answer.result.rows == ((7,),)
    receipt = answer.receipt
    assert json.loads(receipt.strategy)["name"] == strategy.name
    assert receipt.usage.calls == len(receipt.calls) >= 1
    assert receipt.prompt_hash == receipt.calls[0].prompt_hash != ""


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda each: each.name)
def test_sql_that_writes_never_runs(strategy):
    warehouse = FakeWarehouse()
    try:
        answer = figure(strategy, "DELETE FROM orders", warehouse).answer(KOREAN)
    except ModelError:
        answer = None
    assert warehouse.ran == []
    assert not isinstance(answer, Answered)
