"""One prompt to SQL: zero-shot, few-shot, chain of thought and DAIL-SQL, which differ only in their strategy's values.

The other methods are built from :func:`single_prompt` and :func:`~text2sql.writers.prompted.replies.read_reply`.
Several candidates of one prompt are :mod:`~text2sql.writers.prompted.voting`'s.
"""

from dataclasses import replace

from text2sql.prompting import Prompt
from text2sql.prompts import Wording, sql_prompt
from text2sql.types import LinkedSample, LinkedSchema, Written
from text2sql.writers.prompted.replies import read_reply, read_sql
from text2sql.writers.prompted.samples import samples_shown
from text2sql.writers.prompted.task import Task


def single(task: Task) -> Written:
    """SQL from one prompt.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
    """
    prompt = single_prompt(task, preliminary=preliminary_sql(task))
    return read_reply(task.asking.ask(prompt), task)


def single_prompt(
    task: Task,
    *,
    linked: LinkedSchema | None = None,
    samples: tuple[LinkedSample, ...] | None = None,
    preliminary: str = "",
    purpose: str = "write",
) -> Prompt:
    """The prompt that asks for one query.

    Args:
        task: the question and its strategy.
        linked: what takes the place of the schema that was linked.
        samples: what takes the place of the samples that the strategy chooses.
        preliminary: a first guess at the query, for strategies that choose samples by it.
        purpose: what the call is for, as receipts name it.
    """
    shown = samples_shown(task, preliminary) if samples is None else samples
    wording = wording_of(task)
    prompt = sql_prompt(task.question, linked or task.linked, wording, shown, task.strategy.temperature)
    return replace(prompt, purpose=purpose)


def wording_of(task: Task) -> Wording:
    """How the strategy writes prompts."""
    strategy = task.strategy
    return Wording(strategy.schema, strategy.reasoning, strategy.cell_values)


def preliminary_sql(task: Task) -> str:
    """A first guess at the query without samples, when the strategy compares skeletons; else empty.

    Source: DAIL-SQL's preliminary predictor (Gao et al. 2023, section 4.2), here the same model asked zero-shot.
    """
    if task.strategy.choosing != "skeleton" or not task.strategy.samples or not task.workbench.knowledge.samples:
        return ""
    prompt = replace(single_prompt(task, samples=(), purpose="preliminary"), temperature=0.0)
    return read_sql(task.asking.ask(prompt))
