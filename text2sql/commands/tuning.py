"""tune: a model of one's own on Bedrock. Exporting costs nothing and sends nothing; only ``start`` does."""

import json
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from text2sql.commands.lines import read_lines
from text2sql.commands.linking import open_quietly
from text2sql.commands.options import Shared, database_option
from text2sql.errors import KnowledgeError, ModelError, UsageError

if TYPE_CHECKING:
    from text2sql.assembly import BatchAccount, OpenDatabase
    from text2sql.assembly.describing import Describing
    from text2sql.settings import Settings
    from text2sql.tuning.batch_file import BatchAnswer
    from text2sql.tuning.batches import Batches, BatchRecord
    from text2sql.tuning.clients import Clients
    from text2sql.tuning.examples import Example
    from text2sql.tuning.exporting import ExportReport
    from text2sql.tuning.jobs import JobState, StartedJob
    from text2sql.types import LinkedSchema, Question

_SHOWN = 20
"""Examples that were dropped, told one by one; the report holds all."""
_WAIT_SECONDS = 60.0
"""Training takes hours."""


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


@tune.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--model", "base", required=True, metavar="ID", help="The model to train.")
@click.option("--role", required=True, metavar="ARN", help="The role that Bedrock takes on to read the files.")
@click.option("--bucket", required=True, metavar="S3_URI", help="Where files and metrics go: s3://my-bucket/folder.")
@click.option("--name", default="", help="Of job and model; default: made from the data.")
@click.option(
    "--set", "hyperparameters", multiple=True, metavar="NAME=VALUE", help="epochCount=3, learningRate=1e-5, …"
)
@click.option("--kms-key", default="", metavar="ARN", help="Encrypts the custom model; default: a key of AWS.")
@click.option("--yes", is_flag=True, help="Start without asking.")
@click.pass_obj
def start(
    shared: Shared,
    folder: Path,
    base: str,
    role: str,
    bucket: str,
    name: str,
    hyperparameters: tuple[str, ...],
    kms_key: str,
    yes: bool,
) -> None:
    """Upload exported training data to S3 and start a customisation job, which is billed by tokens and epochs.

    \b
    text2sql tune start tuning --model amazon.nova-micro-v1:0:128k --role ROLE_ARN --bucket s3://my-bucket/text2sql

    The job is remembered in FOLDER/job.json. The same data, model and values are the same job: running this again
    starts nothing twice.
    """
    from text2sql.tuning import jobs

    order = jobs.TuningOrder(folder, base, role, bucket, name, _pairs(hyperparameters), kms_key)
    click.echo(f"{_size(folder)} will be sent to {bucket} and {base} trained with them; see its price first.", err=True)
    if not yes and not click.confirm("Go on?", err=True, default=False):
        raise UsageError("Nothing was started. Say yes, or run it with --yes.")
    started = jobs.start(order, _clients(shared.settings()))
    click.echo(started.arn)
    click.echo(f"Started as {started.name}. Follow it with: text2sql tune status {folder} --wait", err=True)


@tune.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--wait", is_flag=True, help="Look every minute until it is finished.")
@click.option("--stop", is_flag=True, help="End the job; what was trained until then is billed.")
@click.pass_obj
def status(shared: Shared, folder: Path, wait: bool, stop: bool) -> None:
    """Say how the job that was started from FOLDER is getting on, and how to use its model when it is finished.

    \b
    text2sql tune status tuning
    text2sql tune status tuning --wait

    Exit codes: 0 it runs or is completed, 6 it failed or was stopped.
    """
    from text2sql.tuning import jobs

    job = jobs.remembered(folder)
    if job is None:
        raise KnowledgeError(f"No job was started from {folder}. Start one with `text2sql tune start`.")
    control = _clients(shared.settings()).control
    if stop:
        jobs.stop(job, control)
    look = partial(jobs.look, job, control)
    if wait:
        state = jobs.follow(look, _tell_state, lambda: time.sleep(_WAIT_SECONDS))
    else:
        state = look()
        _tell_state(state)
    _tell_end(job, state)


@tune.command()
@database_option
@click.option("--out", type=click.Path(path_type=Path), default=Path("batches"), help="Remembers jobs and answers.")
@click.option("--model", default="", metavar="NAME", help="The model that describes; default: that of the settings.")
@click.option(
    "--role", required=True, metavar="ARN", help="The role that Bedrock takes on to read and write the files."
)
@click.option("--bucket", required=True, metavar="S3_URI", help="Where files go: s3://my-bucket/folder.")
@click.option(
    "--body", type=click.Choice(["converse", "claude", "nova"]), default="converse", help="Shape of a request."
)
@click.option("--yes", is_flag=True, help="Send without asking.")
@click.pass_obj
def describe(
    shared: Shared, database: str, out: Path, model: str, role: str, bucket: str, body: str, yes: bool
) -> None:
    """Have a large catalog described by a batch job, which takes hours and costs less than asking one by one.

    \b
    text2sql tune describe -d sales --role ROLE_ARN --bucket s3://my-bucket/text2sql

    Run it again to see how it is getting on, to take in the descriptions when it is finished, and to send what is
    missing then. What was answered is not paid twice. For fewer than a hundred: text2sql index --describe.
    """
    from text2sql.assembly import BatchAccount, describing_of
    from text2sql.tuning.batch_file import BatchFile
    from text2sql.tuning.batches import Batches, BatchOrder
    from text2sql.tuning.bodies import BODIES
    from text2sql.tuning.describing import records_of

    settings = shared.settings()
    opened = open_quietly(settings, database)
    opened.close()
    shape = next(name for name in BODIES if name == body)
    work = describing_of(settings, opened, model)
    order = BatchOrder(work.model, role, bucket, shape)
    batches = Batches(order, BatchFile(out / opened.source.index.name), _clients(settings))
    account = BatchAccount(settings, work.model)
    _take_in(work, batches, account)
    _send(batches, records_of(describing_of(settings, opened, model).wanted, shape), account, yes)


def _take_in(work: "Describing", batches: "Batches", account: "BatchAccount") -> None:
    """Write down the descriptions that came back and what they cost, and tell how the others are getting on."""
    from text2sql.tuning.describing import keep_descriptions

    def paid(answers: "Sequence[BatchAnswer]") -> None:
        read, written = (sum(each.input_tokens for each in answers), sum(each.output_tokens for each in answers))
        account.add(read, written, len(answers))

    kept = keep_descriptions(work.wanted, batches.collect(paid), work.describer.file, work.describer.today)
    if kept.described:
        click.echo(f"{kept.described} descriptions written; `text2sql index` takes them in.", err=True)
    for failed in kept.failed:
        click.echo(f"Not described: {failed}", err=True)
    for state in batches.look():
        click.echo(f"{state.name}: {state.status}, {state.done} of {state.total} done {state.problem}".strip())


def _send(batches: "Batches", wanted: "Sequence[BatchRecord]", account: "BatchAccount", yes: bool) -> None:
    """Ask for the descriptions that are neither there nor on their way."""
    from text2sql.prompts import estimated_tokens

    missing = batches.missing(wanted)
    if not missing:
        told = f"{len(wanted)} are on their way or came back unusable (`text2sql index --describe` asks one by one)."
        click.echo(told if wanted else "Everything is described.", err=True)
        return
    account.check()
    tokens = sum(estimated_tokens(json.dumps(each.body, ensure_ascii=False)) for each in missing)
    told = f"{len(missing)} prompts, about {tokens:,} tokens, for {batches.order.model}"
    click.echo(f"{told} will be sent to {batches.order.bucket}; see its price for batches first.", err=True)
    if not yes and not click.confirm("Go on?", err=True, default=False):
        raise UsageError("Nothing was sent. Say yes, or run it with --yes.")
    for job in batches.send(wanted):
        click.echo(f"{job.name}: sent with {len(job.records)} prompts")


def _clients(settings: "Settings") -> "Clients":
    from text2sql.tuning.clients import open_clients

    return open_clients(settings.model.region, settings.model.profile)


def _pairs(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(each.partition("=")[::2]) for each in given]
    if not all(name and value for name, value in pairs):
        raise UsageError("Hyperparameters are written as NAME=VALUE, for example --set epochCount=3.")
    return tuple((name, value) for name, value in pairs)


def _size(folder: Path) -> str:
    """What the folder's files hold, for the question whether to go on."""
    from text2sql.tuning.exporting import read_report

    report = read_report(folder)
    return f"{report.training + report.validation} records, about {report.tokens:,} tokens an epoch,"


def _tell_state(state: "JobState") -> None:
    phases = ", ".join(f"{name} {status}" for name, status in state.phases)
    losses = [("training", state.training_loss), ("validation", state.validation_loss)]
    said = ", ".join(f"{name} loss {loss:.3f}" for name, loss in losses if loss is not None)
    click.echo("; ".join(each for each in (f"{state.name}: {state.status}", phases, said) if each))


def _tell_end(job: "StartedJob", state: "JobState") -> None:
    if state.status == "Completed":
        click.echo(state.model_arn)
        click.echo(
            'Deploy it (docs/fine-tuning.md), then set the deployment\'s ARN as `id` and `strategy = "zero_shot"` '
            "under [model].",
            err=True,
        )
    elif state.status in ("Failed", "Stopped"):
        reason = state.problem or "it was stopped before it was finished"
        raise ModelError(
            f"The job {job.name} gave no model: {reason}. Mend that, export to a new folder and start again."
        )


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
