"""The prompt that asks for SQL, put together from its parts.

What stays the same between questions comes first and is the cacheable part: rules, then the schema when it goes in
whole. What belongs to the question is the user's message.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from text2sql.catalog import Language
from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, inert, section
from text2sql.prompts.forms import form
from text2sql.prompts.names import literal, quoted, table_name
from text2sql.prompts.samples import samples_text
from text2sql.prompts.schema import SchemaStyle, schema_text, terms_text
from text2sql.types import LinkedSample, LinkedSchema, LinkedValue, Question, Turn

_LANGUAGES: dict[Language, str] = {"ko": "Korean", "en": "English"}
_TURNS = 3
"""Earlier turns shown of a conversation."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What varies in how a prompt for SQL is written."""

    schema: SchemaStyle = "described"
    reasoning: bool = True
    """Whether the reply begins with the reasoning."""
    cell_values: bool = True
    """Whether values of cells may be in it; those of personal columns never are."""


def sql_prompt(
    question: Question,
    linked: LinkedSchema,
    wording: Wording,
    samples: Sequence[LinkedSample],
    temperature: float | None = 0.0,
) -> Prompt:
    """A prompt for one query that answers the question.

    Args:
        question: what was asked.
        linked: tables, columns and values to show; its samples are not looked at.
        wording: how it is written.
        samples: approved answers to show, best first.
        temperature: of the reply; None leaves it to the model.
    """
    return Prompt(
        instructions=instructions(linked, wording),
        stable=database_text(question, linked, wording).rstrip() if linked.whole else "",
        messages=(Message("user", question_text(question, linked, wording, samples)),),
        form=form("write_sql", () if wording.reasoning else ("reasoning",)),
        temperature=temperature,
    )


def instructions(linked: LinkedSchema, wording: Wording) -> str:
    """Role and rules."""
    hint = "\n" + filled("hint_reference.md") if wording.schema == "reference" else ""
    return filled("write_sql.md", dialect=linked.catalog.dialect, hint=hint)


def database_text(question: Question, linked: LinkedSchema, wording: Wording) -> str:
    """Schema and business terms, each in its tag."""
    schema = schema_text(linked, question.language, wording.schema, wording.cell_values)
    return section("schema", schema) + section("terms", terms_text(linked, question.language))


def question_text(question: Question, linked: LinkedSchema, wording: Wording, samples: Sequence[LinkedSample]) -> str:
    """The user's message: what was linked for this question, and the question."""
    schema = "" if linked.whole else schema_text(linked, question.language, wording.schema, wording.cell_values)
    values = [_value_text(each, linked) for each in linked.values if not _is_personal(each, linked)]
    return filled(
        "question.md",
        schema=section("schema", schema),
        terms="" if linked.whole else section("terms", terms_text(linked, question.language)),
        samples=section("samples", samples_text(samples, question, linked.catalog.dialect)),
        values=section("values", "\n".join(values) if wording.cell_values else ""),
        conversation=section("conversation", "\n\n".join(_turn_text(each) for each in question.history[-_TURNS:])),
        today=question.today.isoformat(),
        language=_LANGUAGES[question.language],
        question=inert(question.text),
    )


def _is_personal(value: LinkedValue, linked: LinkedSchema) -> bool:
    table = linked.catalog.table(value.table)
    column = table.column(value.column) if table else None
    return column is not None and column.personal


def _value_text(value: LinkedValue, linked: LinkedSchema) -> str:
    column = quoted(value.column, linked.catalog.dialect)
    return f"{table_name(value.table, linked.catalog)}.{column} = {literal(value.value)} (“{value.words}”)"


def _turn_text(turn: Turn) -> str:
    return f"Question: {turn.question}" + (f"\nSQL: {turn.sql.strip()}" if turn.sql else "")
