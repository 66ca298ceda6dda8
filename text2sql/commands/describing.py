"""index --describe: a language model writes what the tables and samples are about that nobody described."""

from typing import TYPE_CHECKING

import click

from text2sql.errors import UsageError
from text2sql.usage import Usage

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.settings import Settings


def describe(settings: "Settings", opened: "OpenDatabase", model: str, yes: bool) -> bool:
    """Describe what nobody described; whether anything was.

    What it will cost is told and asked about first, unless ``yes``.

    Raises:
        UsageError: nobody said yes.
        ModelError: no model may be called, or the money is used up; what was described until then is kept.
    """
    from text2sql.assembly import describing_of
    from text2sql.terminal.progress import Progress

    work = describing_of(settings, opened, model)
    if not work.wanted:
        click.echo("Everything is described; no model was called.", err=True)
        return False
    tokens = work.estimate.input_tokens + work.estimate.output_tokens
    about = f"about {tokens:,} tokens, {_money(work.estimate)}"
    click.echo(f"{len(work.wanted)} descriptions to be written by {work.model}: {about}.", err=True)
    if not yes and not click.confirm("Go on?", err=True, default=False):
        raise UsageError("Nothing was described. Say yes, or run it with --yes.")
    with Progress("en") as progress:
        report = work.describe(progress.on_progress)
    click.echo(f"{report.described} descriptions written: {_money(report.usage)}.", err=True)
    for failed in report.failed:
        click.echo(f"Not described: {failed}", err=True)
    return report.described > 0


def _money(usage: Usage) -> str:
    return "at a price that is not known" if usage.cost_usd is None else f"${usage.cost_usd:.2f}"
