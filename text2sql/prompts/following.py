"""The prompt that makes a complete question of a message in a conversation: questions, queries, columns, never rows."""

from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, inert, section, words_of
from text2sql.prompts.forms import form
from text2sql.types import Question, Turn

_TURNS = 4
"""Turns that are shown, the last ones: what a follow-up speaks of is seldom further away."""
_MAX_TOKENS = 600


def follow_prompt(question: Question) -> Prompt:
    """What a model is asked about a message, with the turns before it."""
    turns = [_turn_text(turn) for turn in question.history[-_TURNS:]]
    dropped = "\n".join(f"{each.kind}: {each.label}" for each in question.dropped)
    data = filled(
        "follow_data.md",
        conversation=section("conversation", "\n\n".join(turns)),
        dropped=section("not_wanted", dropped),
        today=question.today.isoformat(),
        message=inert(question.text),
    )
    return Prompt(
        instructions=words_of("follow.md").strip(),
        stable="",
        messages=(Message("user", data),),
        form=form("follow"),
        max_tokens=_MAX_TOKENS,
        purpose="follow",
    )


def _turn_text(turn: Turn) -> str:
    """Question, query and columns. The answer in words is left out: its figures come from rows."""
    lines = [f"Question: {turn.standalone_question}"]
    if turn.question != turn.standalone_question:
        lines.insert(0, f"Message: {turn.question}")
    if turn.sql:
        lines.append(f"SQL: {turn.sql.strip()}")
    if turn.readings:
        lines.append(f"Asked back, which is meant: {'; '.join(each.text for each in turn.readings)}")
    if turn.columns:
        lines.append(f"Columns: {', '.join(turn.columns)}")
    return "\n".join(lines)
