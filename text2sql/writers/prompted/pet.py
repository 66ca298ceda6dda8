"""PET-SQL: a first query from the whole reference, then the final one from only the tables that the first one reads.

Source: Li et al. 2024, "PET-SQL", sections 3.2 to 3.4. Its schema linking takes tables from preliminary SQL and drops
everything about the others; columns of kept tables stay. Cross-consistency asks different models for the final query
and votes on results: here the writing and the reviewing model, and the pipeline counts the votes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from text2sql.errors import ModelError
from text2sql.prompting import Prompt, Reply
from text2sql.types import Candidate, LinkedSchema, Trial, Written
from text2sql.writers.prompted.replies import read_reply
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Task


def pet(task: Task) -> Written:
    """The final queries of each model.

    Raises:
        ModelError, QuestionStopped: every model failed, or may not be called any more.
    """
    prompt = single_prompt(task, purpose="preliminary")
    preliminary = read_reply(task.asking.ask(prompt), task)
    if not isinstance(preliminary, tuple):
        return preliminary
    reduced = reduced_schema(task.linked, task.workbench.plan(preliminary[0].sql))
    if reduced is not None:
        return _joined(_from_each_model(task, single_prompt(task, linked=reduced)))
    if task.reviewing.model is task.asking.model:
        return preliminary
    return _joined([preliminary, *_second_opinion(task, replace(prompt, purpose="write"))])


def reduced_schema(linked: LinkedSchema, trial: Trial) -> LinkedSchema | None:
    """Only the tables that the checked query reads; None when it was refused or nothing would be left out."""
    if trial.checked is None:
        return None
    read = {table.name for name in trial.checked.tables if (table := linked.catalog.table(name)) is not None}
    tables = tuple(each for each in linked.tables if each.table.name in read)
    if not tables or len(tables) == len(linked.tables):
        return None
    kept = {each.table.name for each in tables}
    return replace(
        linked,
        tables=tables,
        joins=tuple(join for join in linked.joins if {join.table, join.to_table} <= kept),
        values=tuple(value for value in linked.values if value.table in kept),
        whole=False,
    )


def _from_each_model(task: Task, prompt: Prompt) -> list[Written]:
    """What each model writes, asked at the same time; one that fails is left out while another answers."""
    if task.reviewing.model is task.asking.model:
        return [read_reply(task.asking.ask(prompt), task)]
    written: list[Written] = []
    failures: list[ModelError] = []
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="second-model") as pool:
        second = pool.submit(task.reviewing.ask_quietly, prompt)
        asked: tuple[Callable[[], Reply], ...] = (partial(task.asking.ask, prompt), second.result)
        for ask in asked:
            try:
                written.append(read_reply(ask(), task))
            except ModelError as error:
                failures.append(error)
    if not written:
        raise failures[0]
    return written


def _second_opinion(task: Task, prompt: Prompt) -> list[Written]:
    try:
        return [read_reply(task.reviewing.ask_quietly(prompt), task)]
    except ModelError:
        return []


def _joined(written: list[Written]) -> Written:
    """All candidates, the writing model's first; without any, what the first model said."""
    candidates: tuple[Candidate, ...] = ()
    for each in written:
        candidates += each if isinstance(each, tuple) else ()
    return candidates or written[0]
