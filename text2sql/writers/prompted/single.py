"""One prompt to SQL: zero-shot, few-shot, chain of thought and DAIL-SQL, which differ only in their strategy's values.

The other methods are built from :func:`single_prompt` and :func:`~text2sql.writers.prompted.replies.read_reply`.
"""

from collections.abc import Iterator
from dataclasses import replace

from text2sql.errors import ReplyMalformed
from text2sql.prompting import Prompt
from text2sql.prompts import Wording, sql_prompt
from text2sql.types import Candidate, LinkedSample, LinkedSchema, Written
from text2sql.writers.prompted.replies import read_reply, read_sql
from text2sql.writers.prompted.samples import chosen_samples
from text2sql.writers.prompted.task import Task


def single(task: Task) -> Written:
    """SQL from one prompt; several candidates of it when the strategy asks for more than one.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
    """
    prompt = single_prompt(task, preliminary=preliminary_sql(task))
    if task.strategy.candidates == 1:
        return read_reply(task.asking.ask(prompt), task)
    return _several(task, prompt)


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
    shown = chosen_samples(task, preliminary) if samples is None else samples
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


def _several(task: Task, prompt: Prompt) -> Written:
    """All candidates that were written; what most replies say when none of them is one."""
    outcomes = list(_read_all(task, prompt))
    candidates = tuple(each for outcome in outcomes if isinstance(outcome, tuple) for each in outcome)
    return _distinct(candidates) or outcomes[0]


def _read_all(task: Task, prompt: Prompt) -> Iterator[Written]:
    failure: ReplyMalformed | None = None
    answered = False
    for reply in task.asking.ask_at_once([prompt] * task.strategy.candidates):
        try:
            yield read_reply(reply, task)
            answered = True
        except ReplyMalformed as error:
            failure = error
    if failure is not None and not answered:
        raise failure


def _distinct(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates, the SQL that was written most often first: the pipeline compares results and keeps the order."""
    texts = [candidate.sql for candidate in candidates]
    return tuple(sorted(candidates, key=lambda candidate: -texts.count(candidate.sql)))
