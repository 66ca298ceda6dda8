"""Messages of a warehouse hold values; what a model is told of them does not, where values are kept out."""

from dataclasses import replace

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from tests.prompted.tasks import sql_reply, task
from text2sql.errors import QueryFailed
from text2sql.prompting import ToolCall
from text2sql.stages.checking import Checker, CheckRules
from text2sql.types import Attempt, Candidate
from text2sql.workbench import Course, Gate, GatedWorkbench
from text2sql.writers.prompted.repairing import write_anew
from text2sql.writers.prompted.strategies import AUTO
from text2sql.writers.prompted.tools import Toolbox
from text2sql.writers.prompted.withholding import problem_told

PERSONAL = "SELECT CAST(name AS BIGINT) AS n FROM customers LIMIT 7"
OPEN = "SELECT CAST(region AS BIGINT) AS n FROM customers LIMIT 7"


class Failing(FakeWarehouse):
    def __init__(self, problem):
        super().__init__()
        self.problem = problem

    def run(self, sql, limits):
        raise QueryFailed(self.problem)


def over(problem, strategy=AUTO, reply="SELECT 1 AS n"):
    asked = task(strategy, sql_reply(reply))
    gate = Gate(Checker(SHOP, CheckRules(personal="allow")), Failing(problem))
    bench = GatedWorkbench(FakeKnowledge(SHOP), gate, Course(lambda step: None))
    return replace(asked, asking=replace(asked.asking, workbench=bench), workbench=bench)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("Could not convert string '홍길동' to INT32", "Could not convert string '…' to INT32"),
        ("Could not convert string 'O'Brien' to INT32", "Could not convert string '…' to INT32"),
        ("Could not convert string 'O'Brien of some…", "Could not convert string '…'"),
        ("Could not convert string 'Brien of some…", "Could not convert string '…'"),
        ("The value can't be cast", "The value can't be cast"),
        ("Could not convert string 'CAST(' to INT32", "Could not convert string '…' to INT32"),
        ("Could not convert string '7' to INT32", "Could not convert string '7' to INT32"),
        ('invalid input syntax for type integer: "kim@example.com"', 'invalid input syntax for type integer: "…"'),
        ("Value 821212-1234567 at LIMIT 7 is out of range", "Value … at LIMIT 7 is out of range"),
        ('Column "name" of "customers" cannot be cast', 'Column "name" of "customers" cannot be cast'),
        ("", ""),
    ],
)
def test_values_are_left_out_of_messages_and_names_are_not(problem, told):
    assert problem_told(over(problem), PERSONAL, problem) == told
    assert problem_told(over(problem), OPEN, problem) == problem
    assert problem_told(over(problem, replace(AUTO, cell_values=False)), OPEN, problem) == told


def test_what_the_checker_says_stays_whole():
    asked = over("")
    problem = asked.workbench.plan("SELECT nam FROM customers").problem
    assert "nam" in problem
    assert problem_told(asked, "SELECT nam FROM customers", problem) == problem


def test_no_prompt_holds_the_value_that_a_personal_query_failed_at():
    asked = over("Could not convert string '홍길동' to INT32")
    failed = Attempt(Candidate(PERSONAL, "", 0.6, "model"), asked.workbench.run(PERSONAL).problem)
    assert "홍길동" in failed.problem
    write_anew(replace(asked, attempts=(failed,)))
    assert "홍길동" not in asked.asking.model.prompts[0].text
    assert "to INT32" in asked.asking.model.prompts[0].text
    told = Toolbox(asked).use(ToolCall("1", "run_sql", {"sql": PERSONAL}))
    assert told.failed
    assert "홍길동" not in told.text
