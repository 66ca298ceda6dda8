"""eval linking: how much of what gold reads schema linking finds, and plain searches beside it."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from text2sql.commands.options import Shared
from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.evaluation.linking.report import LinkingReport
    from text2sql.types import LinkedSchema


@click.command("linking")
@click.option("--data", metavar="DIR", required=True, help="Spider's or BIRD's folder.")
@click.option("--part", metavar="NAME", default="", help="The question file, without .json; default: development.")
@click.option("--korean", metavar="FILE", default="", help="Korean wordings of Spider's questions, asked as well.")
@click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions.")
@click.option(
    "--scope", type=click.Choice(["own", "pooled", "both"]), default="both", show_default=True,
    help="Ask each database alone, or all in one catalog.",
)  # fmt: skip
@click.option("--no-values", is_flag=True, help="Do not look into the databases: names and descriptions only.")
@click.option("--tables", type=click.IntRange(1), default=10, show_default=True, help="Tables kept at most.")
@click.option(
    "--columns", type=click.IntRange(0), default=80, show_default=True, help="Columns kept at most, but keys."
)
@click.option(
    "--unlikely-table", type=click.FloatRange(0, 1), default=0.03, show_default=True,
    help="Tables that add less than this to the likelihood that none is missing are left out.",
)  # fmt: skip
@click.option(
    "--unlikely-column", type=click.FloatRange(0, 1), default=0.0067, show_default=True,
    help="Columns likewise.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How it is printed.")
@click.pass_obj
def evaluate_linking(shared: Shared, /, form: str, **options: object) -> None:
    """Schema linking by itself: are the tables, columns and cell values that gold reads found?

    \b
    text2sql eval linking --data spider/ --korean korean/dev_ko.jsonl
    text2sql eval linking --data bird/ --scope own --format json

    No model is called and no query runs. Plain searches are measured in the same run: documents by meaning (dense), by
    words (BM25), and both fused by rank (RRF). What is unlikely is left out by bounds chosen on training questions.
    """
    from text2sql.evaluation.linking.report import report_lines, report_object

    report = _report(shared, options)
    text = json.dumps(report_object(report), ensure_ascii=False) if form == "json" else "\n".join(report_lines(report))
    click.echo(text)


def _report(shared: Shared, options: dict[str, object]) -> "LinkingReport":
    from text2sql.assembly.models import make_embedder
    from text2sql.evaluation.linking.data import read_linking_data
    from text2sql.evaluation.linking.measuring import Setup, measure_own, measure_pooled
    from text2sql.evaluation.linking.report import report_of
    from text2sql.stages.linking import LinkBudget

    folder, korean, scope = Path(str(options["data"])), str(options["korean"]), options["scope"]
    data = read_linking_data(folder, str(options["part"]), Path(korean) if korean else None)
    data = replace(data, databases={}) if options["no_values"] else data
    cases = data.cases[: _whole(options["limit"]) or None]
    if not cases:
        raise UsageError(f"There are no questions in {folder}. Check --data and --part.")
    budget = replace(
        LinkBudget(whole_columns=0, whole_tables=0),
        tables=_whole(options["tables"]),
        columns=_whole(options["columns"]),
        unlikely_table=float(str(options["unlikely_table"])),
        unlikely_column=float(str(options["unlikely_column"])),
    )
    setup = Setup(make_embedder(shared.settings()), budget, _size_of)
    with TemporaryDirectory() as place:
        measured = [measure_own(data, cases, setup, Path(place))] if scope != "pooled" else []
        measured += [measure_pooled(data, cases, setup, Path(place))] if scope != "own" else []
        return report_of(data.name, measured)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _size_of(linked: "LinkedSchema") -> int:
    from text2sql.prompts.schema import schema_text
    from text2sql.prompts.sizes import estimated_tokens

    return estimated_tokens(schema_text(linked, "en", "described", cell_values=True))
