"""The exchange with a model continued: its query, and what is the matter with it."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace

from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, inert, words_of


def repair_prompt(prompt: Prompt, failed: Sequence[tuple[str, str]], repeated: bool = False) -> Prompt:
    """The prompt with queries that failed as the model's turns and their problems as the person's.

    Args:
        prompt: what was asked first.
        failed: pairs of SQL and problem, oldest first.
        repeated: whether the last one is a query that had failed before.
    """
    again = tomllib.loads(words_of("repair.toml"))
    messages = list(prompt.messages)
    for at, (sql, problem) in enumerate(failed, 1):
        words = again["repeated" if repeated and at == len(failed) else "first"]
        messages += [_said(sql), Message("user", filled("repair.md", problem=inert(problem), again=words))]
    return replace(prompt, messages=tuple(messages), purpose="repair")


def doubt_prompt(prompt: Prompt, sql: str, doubts: Sequence[str]) -> Prompt:
    """The prompt with a query that ran and what makes its result doubtful."""
    doubt = Message("user", filled("doubt.md", doubt=inert("\n".join(doubts))))
    return replace(prompt, messages=(*prompt.messages, _said(sql), doubt), purpose="second look")


def _said(sql: str) -> Message:
    """The model's turn, without the form it came in: services take tool calls back only with their results."""
    return Message("assistant", f"<sql>\n{sql.strip()}\n</sql>")
