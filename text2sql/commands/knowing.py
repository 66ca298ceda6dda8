"""link, prompt, index and schema: the commands about what the agent knows."""

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from text2sql.commands.options import DATABASE, Shared
from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.settings import Settings
    from text2sql.types import LinkedSchema, Question

schema = typer.Typer(help="Table cards: write them from the warehouse, and see what drifted.", no_args_is_help=True)


class LinkFormat(StrEnum):
    """How ``link`` prints what it found."""

    table = "table"
    json = "json"


def link(
    context: typer.Context,
    question: str = typer.Argument("", help="The question; left out with --jsonl."),
    database: str = DATABASE,
    output: LinkFormat = typer.Option(LinkFormat.table, "--format", help="How it is printed."),
    jsonl: bool = typer.Option(False, "--jsonl", help='Read {"id", "question", "database"} lines, write one each.'),
) -> None:
    """Show what schema linking finds: tables, columns, cell values and similar approved questions, best first.

    \b
    text2sql link "서울 VIP 고객의 취소 주문"
    text2sql link "revenue by brand" --format json
    """
    shared: Shared = context.obj
    settings = shared.settings()
    if jsonl:
        _each_line(settings, database, lambda opened, text: _link_object(_linked(opened, text)))
        return
    if not question.strip():
        raise UsageError('The question is empty. Ask something, for example: text2sql link "지역별 매출"')
    opened = _quietly(settings, database)
    try:
        linked = _linked(opened, question)
    finally:
        opened.close()
    if output is LinkFormat.json:
        typer.echo(json.dumps(_link_object(linked), ensure_ascii=False, indent=2))
    else:
        _show_linked(linked)


def _quietly(settings: "Settings", database: str) -> "OpenDatabase":
    from text2sql.assembly import open_database
    from text2sql.terminal.showing import Progress

    progress = Progress("en")
    try:
        return open_database(settings, database or None, "offline", progress.on_progress)
    finally:
        progress.stop()


def _question(opened: "OpenDatabase", text: str) -> "Question":
    from text2sql.language import detect_language
    from text2sql.stages.recalling import recall
    from text2sql.types import Question

    return recall(Question(text, detect_language(text), opened.today))


def _linked(opened: "OpenDatabase", text: str) -> "LinkedSchema":
    from text2sql.stages.linking import link as link_schema

    return link_schema(_question(opened, text), opened.knowledge, opened.pipeline.link_budget)


def _link_object(linked: "LinkedSchema") -> dict[str, object]:
    """The object of ``link --format json``; its keys are a contract."""
    tables = [
        {"name": each.table.name, "score": round(each.score, 4), "columns": list(each.columns)}
        for each in linked.tables
    ]
    values = [
        {"table": each.table, "column": each.column, "value": each.value, "words": each.words, "score": each.score}
        for each in linked.values
    ]
    samples = [
        {"id": each.sample.id, "question": each.sample.questions[0], "score": round(each.score, 4)}
        for each in linked.samples
    ]
    return {"tables": tables, "values": values, "samples": samples}


def _show_linked(linked: "LinkedSchema") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    tables = Table("table", "score", "columns", show_edge=False, pad_edge=False)
    for each in linked.tables:
        tables.add_row(escape(each.table.name), f"{each.score:.3f}", escape(", ".join(each.columns)))
    console.print(tables)
    for value in linked.values:
        console.print(escape(f"{value.table}.{value.column} = '{value.value}'  ← “{value.words}” ({value.score:.2f})"))
    for sample in linked.samples:
        console.print(f"[dim]{sample.score:.2f}[/dim] {escape(sample.sample.id)}: {escape(sample.sample.questions[0])}")


def _each_line(settings: "Settings", database: str, work: "Callable[[OpenDatabase, str], dict[str, object]]") -> None:
    """Read questions a line, write a line each with the same id; databases are opened once each."""
    opened: dict[str, OpenDatabase] = {}
    try:
        for line in sys.stdin:
            if line.strip():
                typer.echo(json.dumps(_line(settings, database, line, opened, work), ensure_ascii=False))
                sys.stdout.flush()
    finally:
        for each in opened.values():
            each.close()


def _line(
    settings: "Settings",
    database: str,
    line: str,
    opened: "dict[str, OpenDatabase]",
    work: "Callable[[OpenDatabase, str], dict[str, object]]",
) -> dict[str, object]:
    from text2sql.errors import Text2SqlError

    try:
        entry = json.loads(line)
    except ValueError as error:
        return {"id": None, "error": f"The line is not JSON: {error}."}
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        return {"id": entry.get("id") if isinstance(entry, dict) else None, "error": 'The line has no "question" text.'}
    named = str(entry.get("database") or database)
    try:
        if named not in opened:
            opened[named] = _quietly(settings, named)
        return {"id": entry.get("id"), **work(opened[named], entry["question"])}
    except Text2SqlError as error:
        return {"id": entry.get("id"), "error": str(error)}


def prompt(
    context: typer.Context,
    question: str = typer.Argument(..., help="The question."),
    database: str = DATABASE,
) -> None:
    """Print exactly what a language model would be sent for a question, and an estimate of its tokens.

    Nothing is sent. The token estimate goes to the error stream, so that the prompt can be piped.

    \b
    text2sql prompt "지난달 지역별 매출"
    """
    from text2sql.prompts import estimated_tokens, write_sql_prompt

    shared: Shared = context.obj
    if not question.strip():
        raise UsageError('The question is empty. Ask something, for example: text2sql prompt "지역별 매출"')
    opened = _quietly(shared.settings(), database)
    try:
        asked = _question(opened, question)
        text = write_sql_prompt(asked, _linked(opened, question))
    finally:
        opened.close()
    typer.echo(text)
    typer.echo(f"about {estimated_tokens(text):,} tokens (estimated); nothing was sent", err=True)


def index(
    context: typer.Context,
    database: str = DATABASE,
) -> None:
    """Introspect, profile and embed a database. Only what changed since the last time is done again.

    Asking does this by itself; run it to be ready before the first question, or to refresh a SQLAlchemy URL.

    \b
    text2sql index -d warehouse.duckdb
    """
    from text2sql.assembly import open_database
    from text2sql.terminal.showing import Progress

    shared: Shared = context.obj
    progress = Progress("en")
    try:
        opened = open_database(shared.settings(), database or None, "offline", progress.on_progress)
    finally:
        progress.stop()
    opened.close()
    report = opened.report
    catalog = opened.knowledge.catalog
    columns = sum(len(table.columns) for table in catalog.tables)
    what = f"{opened.name}: {len(catalog.tables)} tables, {columns} columns, {len(opened.knowledge.samples)} samples"
    if report is None:
        typer.echo(f"{what}; nothing changed.")
        return
    typer.echo(f"{what}; {report.embedded} texts embedded in {report.seconds:.1f} s.")
    for capped in report.capped:
        typer.echo(f"not every value is indexed: {capped}", err=True)


@schema.command("pull")
def pull(context: typer.Context, database: str = DATABASE) -> None:
    """Write a card for each table into the cards folder. What people wrote is never overwritten.

    \b
    text2sql schema pull -d warehouse.duckdb
    """
    from text2sql.assembly import find_source, open_database
    from text2sql.corpus.cards import pull as pull_cards
    from text2sql.corpus.index import introspected

    shared: Shared = context.obj
    settings = shared.settings()
    open_database(settings, database or None, "offline").close()
    source = find_source(settings, database or None)
    catalog = introspected(source.index)
    assert catalog is not None, "the index was just built"
    written = pull_cards(catalog, source.cards)
    for path in written:
        typer.echo(str(path))
    typer.echo(f"{len(written)} cards written in {source.cards}", err=True)


@schema.command("diff")
def diff(context: typer.Context, database: str = DATABASE) -> None:
    """Say what the warehouse has and the cards do not, and the other way round, and which samples no longer pass.

    Exit codes: 0 nothing drifted, 3 something did.
    """
    from text2sql.assembly import find_source, open_database
    from text2sql.corpus.cards import drift, read_cards
    from text2sql.corpus.index import introspected
    from text2sql.types import Rejected

    shared: Shared = context.obj
    settings = shared.settings()
    opened = open_database(settings, database or None, "offline")
    opened.close()
    source = find_source(settings, database or None)
    catalog = introspected(source.index)
    assert catalog is not None, "the index was just built"

    def problem(sql: str) -> str | None:
        checked = opened.checker.check(sql)
        return checked.problem if isinstance(checked, Rejected) else None

    found = drift(catalog, read_cards(source.cards), opened.knowledge.samples, problem)
    for each in found:
        typer.echo(str(each))
    if not found:
        typer.echo("Nothing drifted.", err=True)
    raise typer.Exit(3 if found else 0)
