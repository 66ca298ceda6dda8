"""link and prompt: what schema linking finds, and what a language model would be sent."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import click

from text2sql.commands.lines import Line, read_lines, write_line
from text2sql.commands.options import Shared, database_option, question_of
from text2sql.errors import Text2SqlError, UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.interfaces import Knowledge
    from text2sql.prompting import Prompt
    from text2sql.settings import Settings
    from text2sql.types import LinkedSchema, Question

    Opened = dict[str, OpenDatabase]
    Look = Callable[[Line, Settings, str, Opened], dict[str, object]]

_NO_MODEL = "none"
"""In place of a model's id where none is configured: a prompt can be shown without one."""


@runtime_checkable
class Prompting(Protocol):
    """A writer that asks a model, and can say what it would ask."""

    def first_prompt(self, question: "Question", linked: "LinkedSchema", knowledge: "Knowledge") -> "Prompt":
        """What the model would be sent first."""


@click.command()
@click.argument("question", default="")
@database_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "question", "database"} lines from standard input.')
@click.pass_obj
def link(shared: Shared, question: str, database: str, form: str, jsonl: bool) -> None:
    """Show what schema linking finds: tables, columns, cell values and similar approved questions, best first.

    \b
    text2sql link "서울 VIP 고객의 취소 주문"
    text2sql link "revenue by brand" --format json
    text2sql link --jsonl < questions.jsonl

    With --jsonl every line gets {"id", "tables", "values", "samples"}, or {"id", "error"} and exit code 2 at the end.
    """
    from text2sql.terminal.formats import json_text, linked_object

    settings = shared.settings()
    if jsonl:
        if question:
            raise UsageError("With --jsonl the questions come from standard input. Leave the question out.")
        raise click.exceptions.Exit(_each_line(settings, database, "-", _linked_object))
    text = question_of(question, 'text2sql link "지역별 매출"')
    opened = open_quietly(settings, database)
    try:
        linked = _linked(opened, opened.question(text))
    finally:
        opened.close()
    if form == "json":
        click.echo(json_text(linked_object(linked)))
        return
    from text2sql.terminal.showing import show_linked

    show_linked(linked)


@click.command()
@click.argument("question", metavar="QUESTION|FILE", default="")
@database_option
@click.option("--strategy", metavar="NAME", default="", help="The prompting strategy; default: that of the settings.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "question", "database"} lines from FILE or standard input.')
@click.pass_obj
def prompt(shared: Shared, question: str, database: str, strategy: str, form: str, jsonl: bool) -> None:
    """Print exactly what a language model would be sent first for a question, and an estimate of its tokens.

    \b
    text2sql prompt "지난달 지역별 매출"
    text2sql prompt "지난달 지역별 매출" --strategy dail_sql > prompt.md
    text2sql prompt --jsonl questions.jsonl > prompts.jsonl

    Nothing is sent. The estimate goes to the error stream: UTF-8 bytes / 3.6, which no tokenizer promises. What is
    cacheable is the same for the next question over the same database.

    With --jsonl every line gets {"id", "question", "prompt_hash", "instructions", "stable", "messages", "form",
    "tools", "tokens", …}, or {"id", "error"} and exit code 2 at the end. Write the replies of any model as
    {"prompt_hash", "reply"} lines, and `text2sql ask --replay FILE` answers with them.
    """
    from text2sql.prompts import prompt_object, prompt_text, size_of
    from text2sql.terminal.formats import json_text

    settings = _with_strategy(shared.settings(), strategy)
    if jsonl:
        raise click.exceptions.Exit(_each_line(settings, database, question or "-", _prompt_object))
    text = question_of(question, 'text2sql prompt "지역별 매출"')
    opened = _open_prompting(settings, database)
    try:
        prompted = _first_prompt(opened, text)
    finally:
        opened.close()
    click.echo(json_text(prompt_object(prompted)) if form == "json" else prompt_text(prompted))
    if settings.reranker.id:
        click.echo("the reranker was not asked: samples and tables may be sent in another order", err=True)
    size = size_of(prompted)
    share = f"{size.cacheable_share:.0%} of them cacheable"
    click.echo(f"about {size.tokens:,} tokens (an estimate), {share}; nothing was sent", err=True)


def open_quietly(settings: "Settings", database: str, refresh: bool = False) -> "OpenDatabase":
    """Open a database to look at it; only indexing is shown."""
    from text2sql.assembly import open_database
    from text2sql.terminal.progress import Progress

    with Progress("en") as progress:
        return open_database(settings, database or None, "offline", progress.on_progress, refresh)


def _open_prompting(settings: "Settings", database: str) -> "OpenDatabase":
    """Open a database with a writer that asks a model, whether or not one is configured: none will be called."""
    from text2sql.assembly import open_database
    from text2sql.terminal.progress import Progress

    named = settings.model.name
    model = settings.model.id if named in ("auto", "offline", "bedrock") else named
    with Progress("en") as progress:
        return open_database(settings, database or None, model or _NO_MODEL, progress.on_progress)


def _with_strategy(settings: "Settings", strategy: str) -> "Settings":
    return replace(settings, model=replace(settings.model, strategy=strategy)) if strategy else settings


def _first_prompt(opened: "OpenDatabase", text: str) -> "Prompt":
    """What the pipeline's writer would send first; the question goes through recall as it does there."""
    from text2sql.stages.recalling import recall

    question = recall(opened.question(text))
    writer = opened.pipeline.writer
    assert isinstance(writer, Prompting), "opened with a model"
    return writer.first_prompt(question, _linked(opened, question), opened.knowledge)


def _linked(opened: "OpenDatabase", question: "Question") -> "LinkedSchema":
    from text2sql.stages.linking import link as link_schema
    from text2sql.stages.recalling import recall

    return link_schema(recall(question), opened.knowledge, opened.pipeline.link_budget)


def _each_line(settings: "Settings", database: str, file: str, look: "Look") -> int:
    """Answer every line; each database is opened once. Returns the exit code."""
    opened: dict[str, OpenDatabase] = {}
    failed = 0
    try:
        for line in read_lines(file, "question"):
            try:
                found = look(line, settings, line.text("database") or database, opened)
            except Text2SqlError as error:
                found = {"error": str(error)}
                failed = 2
            write_line({"id": line.id, **found})
    finally:
        for each in opened.values():
            each.close()
    return failed


def _linked_object(line: Line, settings: "Settings", named: str, opened: "Opened") -> dict[str, object]:
    from text2sql.terminal.formats import linked_object

    text = _question_of_line(line)
    if named not in opened:
        opened[named] = open_quietly(settings, named)
    return dict(linked_object(_linked(opened[named], opened[named].question(text))))


def _prompt_object(line: Line, settings: "Settings", named: str, opened: "Opened") -> dict[str, object]:
    from text2sql.prompts import prompt_object

    text = _question_of_line(line)
    if named not in opened:
        opened[named] = _open_prompting(settings, named)
    return {"question": text, **prompt_object(_first_prompt(opened[named], text))}


def _question_of_line(line: Line) -> str:
    if line.problem:
        raise UsageError(line.problem)
    return question_of(line.text("question"), '{"id": 1, "question": "지역별 매출"}')
