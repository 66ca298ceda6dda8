"""The prompts of decomposition: a conversation that goes from the parts of a question to the whole.

Rules and schema stay the same from step to step, so that every step after the first reads them from the cache.
"""

from collections.abc import Iterable
from dataclasses import replace

from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, inert, section
from text2sql.prompts.forms import form


def decomposition_prompt(whole: Prompt, most: int) -> Prompt:
    """Asks for the parts of a question.

    Args:
        whole: the prompt that would ask for its SQL at once.
        most: parts at most.
    """
    asked = f"{whole.messages[-1].text}\n\n{filled('decompose.md', most=str(most))}"
    messages = (*whole.messages[:-1], Message("user", asked))
    return replace(whole, messages=messages, form=form("decompose"), temperature=0.0, purpose="decompose")


def part_prompt(before: Prompt, reply: str, part: str, whole: Prompt) -> Prompt:
    """Asks for the SQL of one part.

    Args:
        before: the prompt of the step before.
        reply: what the model answered to it.
        part: the part's question.
        whole: the prompt that would ask for the whole at once, for its form.
    """
    said = filled("decompose_part.md", part=inert(part))
    return replace(_continued(before, reply, said), form=whole.form, purpose="part")


def composition_prompt(before: Prompt, reply: str, question: str, whole: Prompt) -> Prompt:
    """Asks for the SQL of the whole question; arguments as of :func:`part_prompt`."""
    said = filled("decompose_whole.md", question=inert(question))
    return replace(_continued(before, reply, said), form=whole.form, temperature=whole.temperature, purpose="write")


def parts_reply(parts: Iterable[str]) -> str:
    """What the model said of the parts, as the next prompt repeats it."""
    return section("parts", "\n".join(f"- {part}" for part in parts)).rstrip()


def part_reply(sql: str, reason: str) -> str:
    """What the model said of one part, as the next prompt repeats it; never empty, which no service takes."""
    return (section("sql", sql) or section("reason", reason) or section("sql", "none")).rstrip()


def _continued(before: Prompt, reply: str, said: str) -> Prompt:
    return replace(before, messages=(*before.messages, Message("assistant", reply), Message("user", said)))
