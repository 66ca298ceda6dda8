"""Every prompt of a strategy, word for word: a change of wording is a change of the files in ``golden``.

``python -m tests.prompted.golden`` writes them anew, for a reviewer to read.
"""

from dataclasses import replace
from pathlib import Path

from tests.prompted.tasks import ENGLISH, KOREAN, linked, sql_reply, task
from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.prompting import Reply
from text2sql.prompts import Wording, prompt_text, sql_prompt
from text2sql.types import CheckedSql, Plan, Question, Trial
from text2sql.writers.prompted.strategies import (
    CHAIN_OF_THOUGHT,
    DAIL_SQL,
    DECOMPOSITION,
    FEW_SHOT,
    PET_SQL,
    SELF_CONSISTENCY,
    ZERO_SHOT,
)
from text2sql.writers.prompted.writer import METHODS

FOLDER = Path(__file__).parent / "golden"
SQL = "SELECT SUM(net_amount) AS net_revenue FROM orders WHERE status = 'cancelled'"
ODD = Catalog(
    "창고",
    "mysql",
    (
        Table(
            "물류.입고 내역",
            (Column("번호", "INT"), Column("order", "VARCHAR(5)", "text"), Column("`x`", "INT")),
            schema="물류",
            primary_key=("번호",),
        ),
        Table("plain", (Column("id", "INT"), Column("입고", "INT"))),
    ),
    (Join("plain", ("입고",), "물류.입고 내역", ("번호",)),),
)
STRATEGIES = (ZERO_SHOT, FEW_SHOT, CHAIN_OF_THOUGHT, DAIL_SQL, PET_SQL, DECOMPOSITION, SELF_CONSISTENCY)


def reply_to(prompt):
    """Something of the form that is asked for."""
    if prompt.form and "parts" in {each.name for each in prompt.form.fields}:
        return Reply("", {"reasoning": "…", "parts": ("취소된 주문은?", "그 매출은?")})
    return sql_reply(SQL)


def strategy_text(strategy, question):
    """Every different prompt that the strategy sends, in order."""
    asked = task(strategy, reply_to, question=question)
    asked.workbench.plan = lambda sql: Trial(sql, "", CheckedSql(sql, "duckdb", ("orders",), ()), Plan())
    METHODS[strategy.method](asked)
    return "\n\n".join(dict.fromkeys(prompt_text(prompt) for prompt in asked.asking.model.prompts)) + "\n"


def odd_names_text(style):
    """Names that need quotes, in a schema that does not go in whole."""
    schema = replace(linked(ODD, values=(), samples=()), whole=False)
    return prompt_text(sql_prompt(Question("입고 내역 수", "ko", KOREAN.today), schema, Wording(style), ())) + "\n"


def all_texts():
    """File name to text, for every golden file."""
    texts = {}
    for strategy in STRATEGIES:
        for question in (KOREAN, ENGLISH):
            texts[f"{strategy.name}_{question.language}.md"] = lambda s=strategy, q=question: strategy_text(s, q)
    for style in ("described", "code", "reference"):
        texts[f"odd_names_{style}.md"] = lambda s=style: odd_names_text(s)
    return texts


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in all_texts().items():
        (FOLDER / name).write_text(text(), "utf-8")
