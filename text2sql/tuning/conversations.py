"""An example as the exchange that will take place: the prompt of the strategy ``zero_shot``, and the reply to it.

A model learns the prompt that it is trained on, so this is the very prompt that questions are asked with, in the form
that needs no tools: several models lose the use of tools when they are trained.
"""

from dataclasses import dataclass

from text2sql.prompting import Prompt
from text2sql.prompts import Wording, estimated_tokens, form_in_tags, sql_prompt
from text2sql.tuning.examples import Example


@dataclass(frozen=True, slots=True)
class Conversation:
    """One exchange of text."""

    system: str
    user: str
    reply: str

    @property
    def text(self) -> str:
        """All of it."""
        return "\n\n".join((self.system, self.user, self.reply))

    @property
    def tokens(self) -> int:
        """About how many tokens it is."""
        return estimated_tokens(self.text)


def conversation_of(example: Example, cell_values: bool) -> Conversation:
    """The exchange that an example stands for.

    Args:
        example: question, schema and SQL.
        cell_values: whether values of cells may be in the prompt; those of personal columns never are.
    """
    prompt = sql_prompt(example.question, example.linked, Wording(reasoning=False, cell_values=cell_values), ())
    return Conversation(system_text(prompt), prompt.messages[0].text, _reply(example))


def system_text(prompt: Prompt) -> str:
    """Instructions, the form of the reply in tags, and what stays the same between questions, as one text."""
    parts = [prompt.instructions]
    if prompt.form is not None:
        parts.append(form_in_tags(prompt.form))
    parts.append(prompt.stable)
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _reply(example: Example) -> str:
    said = [("outcome", "sql"), ("sql", example.sql), ("reading", example.reading)]
    said.append(("assumptions", "\n".join(f"- {each}" for each in example.assumptions)))
    return "\n".join(
        f"<{name}>\n{text}\n</{name}>" if name == "sql" else _one(name, text) for name, text in said if text
    )


def _one(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>"
