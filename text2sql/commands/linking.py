"""link and prompt: what schema linking finds, and what a language model would be sent."""

from typing import TYPE_CHECKING

import click

from text2sql.commands.lines import Line, read_lines, write_line
from text2sql.commands.options import Shared, database_option, question_of
from text2sql.errors import Text2SqlError, UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.settings import Settings
    from text2sql.types import LinkedSchema, Question


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
        raise click.exceptions.Exit(_each_line(settings, database))
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
@click.argument("question")
@database_option
@click.pass_obj
def prompt(shared: Shared, question: str, database: str) -> None:
    """Print exactly what a language model would be sent for a question, and an estimate of its tokens.

    \b
    text2sql prompt "지난달 지역별 매출"
    text2sql prompt "지난달 지역별 매출" > prompt.md

    Nothing is sent. The estimate goes to the error stream: UTF-8 bytes / 3.6, which no tokenizer promises.
    """
    from text2sql.prompts import Wording, size_of, sql_prompt

    text = question_of(question, 'text2sql prompt "지역별 매출"')
    opened = open_quietly(shared.settings(), database)
    try:
        asked = opened.question(text)
        linked = _linked(opened, asked)
        prompted = sql_prompt(asked, linked, Wording(), linked.samples)
    finally:
        opened.close()
    click.echo(prompted.text)
    click.echo(f"about {size_of(prompted).tokens:,} tokens (an estimate); nothing was sent", err=True)


def open_quietly(settings: "Settings", database: str, refresh: bool = False) -> "OpenDatabase":
    """Open a database to look at it; only indexing is shown."""
    from text2sql.assembly import open_database
    from text2sql.terminal.progress import Progress

    with Progress("en") as progress:
        return open_database(settings, database or None, "offline", progress.on_progress, refresh)


def _linked(opened: "OpenDatabase", question: "Question") -> "LinkedSchema":
    from text2sql.stages.linking import link as link_schema
    from text2sql.stages.recalling import recall

    return link_schema(recall(question), opened.knowledge, opened.pipeline.link_budget)


def _each_line(settings: "Settings", database: str) -> int:
    """Answer every line; each database is opened once. Returns the exit code."""
    opened: dict[str, OpenDatabase] = {}
    failed = 0
    try:
        for line in read_lines("-", "question"):
            try:
                found = _object_of(line, settings, database, opened)
            except Text2SqlError as error:
                found = {"error": str(error)}
                failed = 2
            write_line({"id": line.id, **found})
    finally:
        for each in opened.values():
            each.close()
    return failed


def _object_of(line: Line, settings: "Settings", database: str, opened: "dict[str, OpenDatabase]") -> dict[str, object]:
    from text2sql.terminal.formats import linked_object

    if line.problem:
        raise UsageError(line.problem)
    text = question_of(line.text("question"), '{"id": 1, "question": "지역별 매출"}')
    named = line.text("database") or database
    if named not in opened:
        opened[named] = open_quietly(settings, named)
    return dict(linked_object(_linked(opened[named], opened[named].question(text))))
