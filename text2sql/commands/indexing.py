"""index and schema: what the agent knows about a database, and how people's files and the warehouse agree."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from text2sql.commands.describing import describe as describe_all
from text2sql.commands.linking import open_quietly
from text2sql.commands.options import Shared, database_option
from text2sql.errors import KnowledgeError, QueryFailed, UsageError, WarehouseError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.catalog import Catalog


@click.command()
@database_option
@click.option("--describe", is_flag=True, help="Have a model describe what nobody described; tells the cost first.")
@click.option("--model", metavar="NAME", default="", help="The model that describes; default: the one of the settings.")
@click.option("--yes", is_flag=True, help="Describe without asking about the cost.")
@click.option("--check", is_flag=True, help="Only say whether the index is current and whole; builds nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How --check is printed.")
@click.pass_obj
def index(shared: Shared, database: str, check: bool, form: str, describe: bool, model: str, yes: bool) -> None:
    """Introspect, profile and embed a database. Only what changed since the last time is done again.

    \b
    text2sql index
    text2sql index -d warehouse.duckdb
    text2sql index -d postgresql+psycopg://reader@host/sales
    text2sql index --describe --yes
    text2sql index --check --format json

    Asking does this by itself, but for descriptions. Run it to be ready before the first question, and to look
    again at a SQLAlchemy URL, which cannot tell that it changed: asking looks again after a day.

    Exit codes of --check: 0 nothing has to be done, 3 the index is old or damaged, or a sample no longer passes.
    """
    settings = shared.settings()
    if check and describe:
        raise UsageError("--check only looks. Leave --describe out, or run it first.")
    if check:
        from text2sql.commands.index_checks import show_check

        raise click.exceptions.Exit(show_check(settings, database, form))
    if form != "text":
        raise UsageError("--format goes with --check. Leave it out, or add --check.")
    opened = open_quietly(settings, database, refresh=True)
    opened.close()
    if describe and describe_all(settings, opened, model, yes):
        before = opened.report
        opened = open_quietly(settings, database)
        opened.close()
        opened = opened if opened.report is not None else replace(opened, report=before)
    report = opened.report
    catalog = opened.knowledge.catalog
    columns = sum(len(table.columns) for table in catalog.tables)
    what = f"{opened.name}: {len(catalog.tables)} tables, {columns} columns, {len(opened.knowledge.samples)} samples"
    if report is None or not report.changed:
        click.echo(f"{what}; nothing changed.")
    else:
        click.echo(f"{what}; brought up to date in {report.seconds:.1f} s, {report.embedded} texts embedded.")
    for note in catalog.notes:
        click.echo(note, err=True)
    for kind in report.words_only if report else ():
        click.echo(f"Too many {kind}s to compare by meaning: they are found by their words.", err=True)
    for capped in report.capped if report else ():
        click.echo(f"Not every value is indexed: {capped}", err=True)


@click.group()
def schema() -> None:
    """Table cards, which teach what tables mean: write them from the warehouse, and see what drifted.

    \b
    text2sql schema pull -d warehouse.duckdb
    text2sql schema diff -d warehouse.duckdb
    """


@schema.command()
@database_option
@click.pass_obj
def pull(shared: Shared, database: str) -> None:
    """Write a card for each table into the cards folder, and add new columns to cards that exist.

    \b
    text2sql schema pull -d warehouse.duckdb

    What people wrote is never touched. The files written are printed, one a line.
    """
    from text2sql.corpus.cards import pull as pull_cards

    opened = open_quietly(shared.settings(), database, refresh=True)
    opened.close()
    written = pull_cards(_introspected(opened), opened.source.cards)
    for path in written:
        click.echo(str(path))
    click.echo(f"{len(written)} cards written in {opened.source.cards}", err=True)


@schema.command()
@database_option
@click.pass_obj
def diff(shared: Shared, database: str) -> None:
    """Say what the warehouse has and the cards do not, and the other way round, and which samples no longer pass.

    \b
    text2sql schema diff -d warehouse.duckdb

    Exit codes: 0 nothing drifted, 3 something did.
    """
    from text2sql.corpus.cards import drift, read_cards
    from text2sql.corpus.index import introspected
    from text2sql.sources import find_source
    from text2sql.types import Rejected

    settings = shared.settings()
    before = introspected(find_source(settings, database or None).index)
    opened = open_quietly(settings, database, refresh=True)

    def problem(sql: str) -> str | None:
        checked = opened.checker.check(sql)
        if isinstance(checked, Rejected):
            return checked.problem
        try:
            opened.warehouse.dry_run(checked)  # what the gate cannot know: that a sum is of texts now
        except QueryFailed as error:
            return str(error)
        except WarehouseError:
            return None  # it plans nothing, or not in time
        return None

    try:
        cards = read_cards(opened.source.cards)
        found = drift(_introspected(opened), cards, opened.knowledge.samples, problem, before)
    finally:
        opened.close()
    for each in found:
        click.echo(str(each))
    if not found:
        click.echo("Nothing drifted.", err=True)
    raise click.exceptions.Exit(3 if found else 0)


def _introspected(opened: "OpenDatabase") -> "Catalog":
    """What the warehouse itself says, without the cards."""
    from text2sql.corpus.index import introspected

    catalog = introspected(opened.source.index)
    if catalog is None:
        raise KnowledgeError("Another process is indexing this database right now. Try again in a moment.")
    return catalog
