"""Tasks for prompted methods: the small shop, two samples, and a model that gives out scripted replies."""

from datetime import date

from tests.fakes import FakeKnowledge, FakeWorkbench
from tests.offline.shop import SHOP
from text2sql.catalog import SampleParameter, SampleQuery
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import Reply
from text2sql.types import LinkedSample, LinkedSchema, LinkedTable, LinkedValue, Question
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.task import Asking, Task

TODAY = date(2026, 11, 21)
KOREAN = Question("지난달 취소된 주문의 매출", "ko", TODAY)
ENGLISH = Question("revenue of cancelled orders last month", "en", TODAY)
CANCELLED = LinkedValue("orders", "status", "cancelled", "취소", 1.0)
REVENUE = SampleQuery(
    "revenue#1",
    ("지난달 매출은?", "What was our revenue last month?"),
    "SELECT SUM(net_amount) AS net_revenue\nFROM orders\n"
    "WHERE status <> 'cancelled' AND ordered_at >= :period_start AND ordered_at < :period_end",
    parameters=(SampleParameter("period", "period", "지난달"),),
)
REGIONS = SampleQuery("regions#1", ("지역별 고객 수",), "SELECT region, COUNT(*) AS n FROM customers GROUP BY region")


def linked(catalog=SHOP, values=(CANCELLED,), samples=(REVENUE, REGIONS), whole=True):
    tables = tuple(LinkedTable(table, 1.0, tuple(column.name for column in table.columns)) for table in catalog.tables)
    found = tuple(LinkedSample(sample, 0.8) for sample in samples)
    return LinkedSchema(catalog, tables, catalog.joins, tuple(values), found, whole)


def sql_reply(sql, **fields):
    return Reply("", {"reasoning": "…", "outcome": "sql", "sql": sql, **fields})


def task(strategy=None, *replies, question=KOREAN, schema=None, reviewer=None, **workbench):
    """A task whose model gives ``replies`` in order, or what a function makes of each prompt."""
    strategy, schema = strategy or Strategy("test"), schema or linked()
    knowledge = FakeKnowledge(schema.catalog, tuple(each.sample for each in schema.samples))
    bench = FakeWorkbench(knowledge, **workbench)
    model = ScriptedModel(replies[0] if replies and callable(replies[0]) else replies)
    asking = Asking(model, bench)
    reviewing = Asking(reviewer, bench) if reviewer else asking
    return Task(question, schema, (), strategy, asking, reviewing, bench)
