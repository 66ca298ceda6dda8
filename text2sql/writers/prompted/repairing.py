"""Self-correction: the model is shown its own query with the problem the gate found, and asked for another one.

Pourreza and Rafiei 2023, "DIN-SQL", section 3.4, asks a model to find its own mistakes; here it is told them: what the
checker, the dry run or the warehouse said, in words made to be acted on.
"""

from dataclasses import replace

from text2sql.messages import say
from text2sql.prompting import Prompt
from text2sql.prompts.repairing import repair_prompt
from text2sql.types import Attempt, Declined, Written
from text2sql.writers.prompted.replies import read_reply
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Method, Task
from text2sql.writers.prompted.voting import plain_text
from text2sql.writers.prompted.withholding import problem_told

OTHER_WAYS = 0.7
"""The temperature at which a model is asked for something else than what it said: at 0 it would repeat itself."""


def correcting(method: Method) -> Method:
    """The method, with :func:`write_anew` in its place once the gate has sent something back."""
    return lambda task: write_anew(task) if task.attempts else method(task)


def write_anew(task: Task) -> Written:
    """A query in the place of those in ``task.attempts``; one call, or two when the first repeats a failed query.

    How often it happens is bounded by the pipeline's ``max_attempts``.

    Returns:
        A candidate that has not failed before; :class:`Declined` when the model insists on one that has.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
    """
    failed = {plain_text(each.candidate.sql): _told(task, each) for each in task.attempts}
    prompt = single_prompt(task, preliminary=task.attempts[-1].candidate.sql)
    written = read_reply(task.asking.ask(repair_prompt(prompt, tuple(failed.values()))), task)
    again = _repeated(written, task)
    if again is None:
        return written
    told = (*(each for key, each in failed.items() if key != again), failed[again])
    insisting = warmer(repair_prompt(prompt, told, repeated=True))
    written = read_reply(task.asking.ask(insisting), task)
    if _repeated(written, task) is not None:
        return Declined(say(task.question.language, "methods.repeats", problem=task.attempts[-1].problem))
    return written


def warmer(prompt: Prompt) -> Prompt:
    """The prompt at a temperature that lets a model say something else; models without one keep their own."""
    return prompt if prompt.temperature is None else replace(prompt, temperature=OTHER_WAYS)


def failed_before(sql: str, task: Task) -> bool:
    """Whether the gate has sent this query back, whatever its line breaks."""
    return plain_text(sql) in {plain_text(each.candidate.sql) for each in task.attempts}


def _told(task: Task, attempt: Attempt) -> tuple[str, str]:
    sql = attempt.candidate.sql
    return sql, problem_told(task, sql, attempt.problem)


def _repeated(written: Written, task: Task) -> str | None:
    """The plain text of the failed query that was written again."""
    if isinstance(written, tuple) and failed_before(written[0].sql, task):
        return plain_text(written[0].sql)
    return None
