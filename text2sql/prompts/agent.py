"""The agent's prompt: the prompt for SQL with tools in the place of a form, and what the tools say besides data."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from string import Template

from text2sql.prompting import Field, Message, Prompt, Tool
from text2sql.prompts.filling import filled, inert, section, words_of
from text2sql.prompts.forms import form

ANSWER = "answer"
"""The name of the tool that ends the work."""


def agent_prompt(prompt: Prompt, steps: int, cell_values: bool, failed: str = "") -> Prompt:
    """The prompt for SQL made into the first prompt of an agent.

    Args:
        prompt: asks for SQL and its form.
        steps: calls of the model that may be made.
        cell_values: whether a tool may tell values of cells.
        failed: queries that failed before, each with its problem; empty for none.
    """
    *before, question = prompt.messages
    text = question.text
    if failed:
        text = f"{text}\n\n{section('failed', failed)}{told('failed_before')}"
    return replace(
        prompt,
        instructions=f"{prompt.instructions}\n\n{filled('agent.md', steps=str(steps))}",
        messages=(*before, replace(question, text=text)),
        form=None,
        tools=agent_tools(cell_values),
        purpose="agent",
    )


def last_prompt(prompt: Prompt) -> Prompt:
    """The agent's prompt for its last call: it may only answer.

    The other tools stay in the prompt, because services refuse results of tools that they are not told about.
    """
    *before, last = prompt.messages
    text = f"{last.text}\n\n{told('last_call')}".strip()
    return replace(prompt, messages=(*before, replace(last, text=text)))


def nudge() -> Message:
    """Said to a model that called no tool."""
    return Message("user", told("use_tools"))


@cache
def agent_tools(cell_values: bool) -> tuple[Tool, ...]:
    """All tools, the one that ends the work last."""
    tools = [each.tool for each in _read().tools if cell_values or not each.tells_cells]
    return (*tools, Tool(ANSWER, _read().answer, form("write_sql").fields))


def told(key: str, **values: str) -> str:
    """A sentence for the model with its values filled in; they cannot end the tag they stand in.

    Raises:
        KeyError: the sentence or one of its values is unknown.
    """
    return Template(_read().said[key]).substitute({name: inert(value) for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class _ReadTool:
    tool: Tool
    tells_cells: bool


@dataclass(frozen=True, slots=True)
class _Read:
    tools: tuple[_ReadTool, ...]
    answer: str
    said: dict[str, str]


@cache
def _read() -> _Read:
    read = tomllib.loads(words_of("agent.toml"))
    tools = []
    for each in read["tools"]:
        parameters = tuple(Field(field["name"], field["description"]) for field in each["parameters"])
        tools.append(_ReadTool(Tool(each["name"], each["description"], parameters), each.get("cells", False)))
    return _Read(tuple(tools), read["answer"]["description"], read["said"])
