"""tune: a model of one's own on Bedrock. Exporting costs nothing and sends nothing; only ``start`` does."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from text2sql.commands.lines import read_lines
from text2sql.commands.linking import open_quietly
from text2sql.commands.options import Shared, database_option
from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.tuning.examples import Example
    from text2sql.tuning.exporting import ExportReport
    from text2sql.types import LinkedSchema, Question

_SHOWN = 20
"""Examples that were dropped, told one by one; the report holds all."""


@click.group()
def tune() -> None:
    """Train a model of your own on Bedrock from approved samples: write the training data, start the job, follow it.

    \b
    text2sql tune export -d sales --out tuning
    text2sql tune start tuning --model amazon.nova-micro-v1:0:128k --role ROLE_ARN --bucket s3://my-bucket/text2sql
    text2sql tune status tuning

    Few tables need a prompt and many need retrieval; training is for much traffic of one kind. docs/fine-tuning.md
    says when it is worth it and what it costs.
    """


@tune.command()
@database_option
@click.option("--out", type=click.Path(path_type=Path), default=Path("tuning"), help="The folder to write to.")
@click.option("--questions", metavar="FILE", default="", help='More examples: {"id", "question", "sql"} lines.')
@click.option("--no-samples", is_flag=True, help="Leave the approved samples out; only with --questions.")
@click.option("--format", "form", type=click.Choice(["nova", "claude", "completion"]), default="nova", help="For what.")
@click.option("--validation", type=float, default=0.1, help="Share of query shapes held back, 0 to 0.9.")
@click.option("--seed", type=int, default=7, help="Of the split and the order.")
@click.option("--most-tokens", type=int, default=None, help="Of one record; default: the format's own limit.")
@click.pass_obj
def export(
    shared: Shared,
    database: str,
    out: Path,
    questions: str,
    no_samples: bool,
    form: str,
    validation: float,
    seed: int,
    most_tokens: int | None,
) -> None:
    """Write training data: each wording of each approved sample with its linked schema and SQL.

    \b
    text2sql tune export -d sales --out tuning
    text2sql tune export --questions gold.jsonl --format claude --validation 0.2

    What is not fit is dropped and told: duplicates, contradictions, SQL that the gate refuses, schema linking that left
    something out, anything that may be personal data, and what is too long. Wordings of one query shape are never on
    both sides of the split. Nothing is sent.
    """
    from text2sql.tuning.exporting import ExportOptions
    from text2sql.tuning.exporting import export as write
    from text2sql.tuning.formats import FORMATS

    if no_samples and not questions:
        raise UsageError("Without samples there is nothing to learn from. Name a file with --questions.")
    settings = shared.settings()
    named = next(name for name in FORMATS if name == form)
    options = ExportOptions(named, validation, seed, settings.model.cell_values, most_tokens)
    opened = open_quietly(settings, database)
    try:
        report = write(_examples(opened, questions, no_samples), out, options, opened.checker.check)
    finally:
        opened.close()
    _tell(report, out)


def _examples(opened: "OpenDatabase", questions: str, no_samples: bool) -> "Iterator[Example]":
    from text2sql.tuning.examples import example_of_pair, examples_of_samples

    def linked(question: "Question") -> "LinkedSchema":
        from text2sql.stages.linking import link

        return link(question, opened.knowledge, opened.pipeline.link_budget)

    catalog = opened.knowledge.catalog
    if not no_samples:
        yield from examples_of_samples(opened.knowledge.samples, opened.today, catalog.dialect, linked)
    for number, line in enumerate(read_lines(questions, "question") if questions else (), 1):
        identity = str(number if line.id is None else line.id)
        if line.problem or not line.text("sql"):
            problem = line.problem or 'The line has no "sql" text.'
            raise UsageError(f"{questions}, example {identity}: {problem} Mend it, or leave the line out.")
        yield example_of_pair(identity, opened.question(line.text("question")), line.text("sql"), linked)


def _tell(report: "ExportReport", out: Path) -> None:
    for each in report.dropped[:_SHOWN]:
        click.echo(f"Dropped {each.id}: {each.detail}", err=True)
    if len(report.dropped) > _SHOWN:
        click.echo(f"… and {len(report.dropped) - _SHOWN} more, see report.json.", err=True)
    click.echo(
        f"{report.training} records to train with, {report.validation} to validate, of {report.skeletons} query "
        f"shapes; about {report.tokens:,} tokens an epoch, {report.longest:,} in the longest record."
    )
    for name, _ in report.files:
        click.echo(str(out / name))
