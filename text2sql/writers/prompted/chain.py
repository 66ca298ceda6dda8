"""Prompt chaining: the parts of a question first, each with its SQL, then the whole.

Source: least-to-most prompting (Zhou et al. 2022, section 2), whose later steps see the answers of the earlier ones. A
question that has only one part is asked at once, so simple questions cost two calls, and others one for each part more.
"""

from dataclasses import replace

from text2sql.prompting import Prompt, Reply
from text2sql.prompts.chain import composition_prompt, decomposition_prompt, part_prompt, part_reply, parts_reply
from text2sql.types import Written
from text2sql.writers.prompted.replies import read_reply, read_sql, with_fields
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Task

_MOST_PARTS = 4


def chain(task: Task) -> Written:
    """SQL composed from the SQL of the question's parts.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
    """
    whole = single_prompt(task)
    prompt = decomposition_of(whole)
    parts = _parts(task.asking.ask(prompt))
    if len(parts) < 2:
        return read_reply(task.asking.ask(whole), task)
    said, notes = parts_reply(parts), []
    for part in parts:
        prompt = part_prompt(prompt, said, part, whole)
        reply = with_fields(task.asking.ask(prompt))
        sql = read_sql(reply)
        said = part_reply(sql, reply.words("reason"))
        notes.append(f"- {part}\n  {sql or reply.words('reason')}")
    composed = composition_prompt(prompt, said, task.question.text, whole)
    return _with_parts(read_reply(task.asking.ask(composed), task), notes)


def decomposition_of(whole: Prompt) -> Prompt:
    """The first prompt: what are the parts?"""
    return decomposition_prompt(whole, _MOST_PARTS)


def _parts(reply: Reply) -> tuple[str, ...]:
    parts = (part.strip() for part in with_fields(reply).lines("parts"))
    return tuple(dict.fromkeys(part for part in parts if part))[:_MOST_PARTS]


def _with_parts(written: Written, notes: list[str]) -> Written:
    """The candidates with the parts in their reasoning."""
    if not isinstance(written, tuple):
        return written
    return tuple(replace(each, reasoning="\n".join([*notes, each.reasoning]).strip()) for each in written)
