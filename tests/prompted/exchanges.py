"""Whole exchanges with a model, word for word, for the methods that ask more than once.

``python -m tests.prompted.exchanges`` writes the files in ``golden`` anew, for a reviewer to read. Of a prompt that
goes on from the one before it only what is new is written.
"""

from dataclasses import replace

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from tests.prompted.golden import FOLDER
from tests.prompted.tasks import CANCELLED, ENGLISH, KOREAN, linked, sql_reply
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import Reply, ToolCall
from text2sql.prompts import prompt_text
from text2sql.stages.checking import Checker
from text2sql.types import Attempt, Candidate
from text2sql.workbench import Course, Gate, GatedWorkbench
from text2sql.writers.prompted.strategies import AGENT, AUTO, REVIEWED
from text2sql.writers.prompted.task import Asking, Task
from text2sql.writers.prompted.writer import METHODS

WRONG = "SELECT SUM(net_amount) AS net_revenue FROM orders WHERE status = '취소'"
RIGHT = WRONG.replace("취소", "cancelled")
OTHER = "SELECT SUM(o.net_amount) AS net_revenue FROM orders AS o WHERE o.status = 'cancelled'"
MISSPELT = WRONG.replace("net_amount", "amount_net")


class NothingIsKorean(FakeWarehouse):
    """No row has a status in Korean."""

    def run(self, sql, limits):
        self.rows = () if "취소" in sql.text else ((1200,),)
        return super().run(sql, limits)


def calls(*made):
    return Reply("", tool_calls=tuple(ToolCall(str(at), name, said) for at, (name, said) in enumerate(made, 1)))


def review(verdict, problem=""):
    return Reply("", {"reasoning": "…", "verdict": verdict, "problem": problem})


SCRIPTS = {
    "auto": (AUTO, (), [sql_reply(WRONG), sql_reply(RIGHT), sql_reply(OTHER)]),
    "repair": (AUTO, (MISSPELT,), [sql_reply(MISSPELT + ";"), sql_reply(RIGHT)]),
    "reviewed": (
        REVIEWED,
        (),
        [sql_reply(WRONG), review("wrong", "status = '취소' → 'cancelled'"), sql_reply(RIGHT), review("correct")],
    ),
    "agent": (
        AGENT,
        (),
        [
            calls(("search_tables", {"words": "주문"}), ("table_card", {"table": "order"})),
            calls(("lookup_values", {"words": "취소"}), ("check_sql", {"sql": MISSPELT})),
            calls(("run_sql", {"sql": RIGHT}), ("look_around", {})),
            calls(("run_sql", {"sql": RIGHT})),
            Reply("됐습니다."),
            calls(("answer", {"reasoning": "…", "outcome": "sql", "sql": MISSPELT})),
            calls(("table_card", {"table": "orders"})),
            calls(("answer", {"reasoning": "…", "outcome": "sql", "sql": RIGHT})),
        ],
    ),
}


def exchange_text(name, question):
    """Everything that is sent, in order."""
    strategy, failed, replies = SCRIPTS[name]
    model = ScriptedModel(replies)
    knowledge = FakeKnowledge(SHOP, values=(CANCELLED,))
    gate = Gate(Checker(SHOP), NothingIsKorean(columns=("net_revenue",)))
    bench = GatedWorkbench(knowledge, gate, Course(lambda step: None), language=question.language)
    asking = Asking(model, bench)
    attempts = tuple(Attempt(Candidate(sql, question.text, 0.6, "model"), bench.plan(sql).problem) for sql in failed)
    METHODS[strategy.method](Task(question, linked(), attempts, strategy, asking, asking, bench))
    assert len(model.prompts) == len(replies)
    said = [prompt_text(model.prompts[0])]
    said += [prompt_text(_news(*pair)) for pair in zip(model.prompts, model.prompts[1:], strict=False)]
    return "\n\n".join(said) + "\n"


def _news(before, prompt):
    """The prompt without what the one before it said already."""
    known = 0
    while known < min(len(before.messages), len(prompt.messages)) and prompt.messages[known] == before.messages[known]:
        known += 1
    same = prompt.instructions == before.instructions
    return replace(
        prompt,
        instructions="(as before)" if same else prompt.instructions,
        stable="" if prompt.stable == before.stable else prompt.stable,
        form=None if prompt.form == before.form else prompt.form,
        tools=() if prompt.tools == before.tools else prompt.tools,
        messages=prompt.messages[known:],
    )


def all_exchanges():
    """File name to text, for every golden file of an exchange."""
    return {
        f"exchange_{name}_{question.language}.md": (lambda n=name, q=question: exchange_text(n, q))
        for name in SCRIPTS
        for question in (KOREAN, ENGLISH)
    }


if __name__ == "__main__":
    for name, text in all_exchanges().items():
        (FOLDER / name).write_text(text(), "utf-8")
