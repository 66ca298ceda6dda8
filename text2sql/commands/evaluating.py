"""eval: a score for published predictions or for our own pipeline, on benchmarks or on a person's own questions."""

from collections.abc import Callable
from pathlib import Path

import click

from text2sql.commands.evaluating_linking import evaluate_linking
from text2sql.commands.options import Shared

_RULES = "test-suite, bird, strict, subset, rows, soft-f1, exact, valid, ves, r-ves"
_OPTIONS = (
    click.option("--data", metavar="PATH", required=True, help="The benchmark's folder, or one question file."),
    click.option("--model", metavar="NAME", default="", help="auto (the default), offline, bedrock, or a model's id."),
    click.option("--strategy", metavar="NAME", default="", help="How the model is asked; see docs/strategies.md."),
    click.option(
        "--predictions", metavar="FILE", multiple=True, help="Score what another system wrote; may be given repeatedly."
    ),
    click.option("--replay", metavar="FILE", default="", help="Recorded replies that take the place of the model."),
    click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions."),
    click.option("--sample", type=click.IntRange(1), help="Ask N questions drawn by --seed, conversations whole."),
    click.option("--seed", type=int, default=0, show_default=True, help="Draws the sample."),
    click.option("--database", metavar="NAME", multiple=True, help="Only questions over this database."),
    click.option("--hardness", metavar="LEVEL", multiple=True, help="Only questions of this level."),
    click.option("--language", type=click.Choice(["ko", "en"]), multiple=True, help="Only questions in this language."),
    click.option("--out", metavar="DIR", default="", help="Where the report goes, and what an interrupted run left."),
    click.option("--fresh", is_flag=True, help="Throw away what an earlier run left in --out."),
    click.option("--rule", metavar="NAME", default="", help=f"What counts as right: {_RULES}."),
    click.option("--keep-distinct", is_flag=True, help="For test-suite: leave DISTINCT in the queries."),
    click.option(
        "--engine", type=click.Choice(["sqlite", "duckdb"]), default="sqlite", show_default=True,
        help="duckdb copies a benchmark's databases and translates its gold; notes tell what did not survive.",
    ),
    click.option("--seconds", type=click.FloatRange(0, min_open=True), help="Deadline of one query; default 30."),
    click.option("--max-cost", metavar="USD", type=click.FloatRange(0), help="Stop when models have cost this much."),
    click.option("--fail-under", type=click.FloatRange(0, 1), help="End with 1 when fewer are right; 0.8 is 80 %."),
    click.option("--baseline", metavar="DIR", default="", help="An earlier run to hold this one against."),
    click.option(
        "--max-regression", type=click.FloatRange(0, 1), help="End with 1 when more was lost since --baseline."
    ),
    click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Questions at once."),
)  # fmt: skip


@click.group("eval")
def evaluate() -> None:
    """Score predictions, or the agent itself, on questions whose answers are known.

    \b
    text2sql eval spider --data spider/ --predictions gpt4.txt --predictions dail.txt
    text2sql eval spider --data spider/ --model offline --limit 100 --out runs/offline
    text2sql eval own --data questions.yaml --fail-under 0.9
    text2sql eval compare runs/before runs/after

    With --out an interrupted run goes on where it stopped, and pays for nothing twice. docs/evaluation.md says what the
    rules mean and how a report is read.

    Exit codes: 0 scored, 1 --fail-under or --max-regression is not met, 2 wrong usage, 5 and 6 as for ask.
    """


_DEMO_DATA = click.option(
    "--data", metavar="PATH", default="benchmarks/shop", show_default=True, help="Question file or folder of them."
)


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return click.pass_obj(command)


def _demo_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((_DEMO_DATA, *_OPTIONS[1:])):
        command = option(command)
    return click.pass_obj(command)


@evaluate.command()
@click.option("--part", metavar="NAME", default="dev", show_default=True, help="The question file, without .json.")
@click.option("--korean", metavar="FILE", default="", help="Korean wordings of the questions, as JSON lines.")
@_shared_options
def spider(shared: Shared, part: str, korean: str, **options: object) -> None:
    """Spider, and Realistic, Syn and DK, which are in its format. The rule is test-suite.

    \b
    text2sql eval spider --data spider/ --predictions predicted.txt
    text2sql eval spider --data spider/spider-realistic.json --predictions predicted.txt
    text2sql eval spider --data spider/ --korean korean/dev_ko.jsonl --model offline
    """
    from text2sql.commands.evaluation_runs import Chosen, perform
    from text2sql.evaluation.benchmarks import read_spider, read_spider_korean

    data = Path(str(options["data"]))
    read = read_spider_korean(Path(korean), data, part) if korean else read_spider(data, part)
    perform(shared, read, Chosen.of(options, "test-suite"))


@evaluate.command()
@click.option("--no-evidence", is_flag=True, help="Do not hand out the benchmark's evidence with its questions.")
@_shared_options
def bird(shared: Shared, no_evidence: bool, **options: object) -> None:
    """BIRD and its mini-dev. The rule is bird.

    \b
    text2sql eval bird --data bird/ --predictions predict_dev.json
    text2sql eval bird --data bird/mini_dev.json --predictions predict.json --rule soft-f1
    """
    from text2sql.commands.evaluation_runs import Chosen, perform
    from text2sql.evaluation.benchmarks import read_bird

    perform(shared, read_bird(Path(str(options["data"])), not no_evidence), Chosen.of(options, "bird"))


@evaluate.command()
@_shared_options
def sparc(shared: Shared, **options: object) -> None:
    """SParC: conversations over Spider's databases, question and interaction match. The rule is test-suite.

    \b
    text2sql eval sparc --data sparc/ --predictions predicted.txt

    Databases may be those of a spider folder beside it. Each turn is asked after the right ones before it.
    """
    _conversations(shared, "sparc", options)


@evaluate.command()
@_shared_options
def cosql(shared: Shared, **options: object) -> None:
    """CoSQL: dialogues over Spider's databases, question and interaction match. The rule is test-suite.

    \b
    text2sql eval cosql --data cosql/ --predictions predicted.txt

    Databases may be those of a spider folder beside it. Each turn is asked after the right ones before it.
    """
    _conversations(shared, "cosql", options)


def _conversations(shared: Shared, name: str, options: dict[str, object]) -> None:
    from text2sql.commands.evaluation_runs import Chosen, perform
    from text2sql.evaluation.benchmarks import read_conversations

    perform(shared, read_conversations(Path(str(options["data"])), name), Chosen.of(options, "test-suite"))


@evaluate.command()
@_shared_options
def own(shared: Shared, **options: object) -> None:
    """Your own questions: YAML or CSV with gold SQL or the expected rows, over databases of text2sql.toml.

    \b
    text2sql eval own --data questions.yaml
    text2sql eval own --data questions.yaml --baseline runs/last --max-regression 0.02

    The rule is subset: the same rows, where further columns are forgiven. Questions with expected rows go by rows.
    """
    from text2sql.commands.evaluation_runs import Chosen, perform_own

    perform_own(shared.settings(), Chosen.of(options, "subset"))


@evaluate.command("demo")
@_demo_options
def demo_shop(shared: Shared, **options: object) -> None:
    """The demo shop's own benchmark: questions and conversations of analysts, half of them Korean.

    \b
    text2sql eval demo
    text2sql eval demo --model bedrock --sample 40 --max-cost 2

    The shop is built once more up to the day that the gold was written for. The rule is subset, as for own questions.
    """
    from text2sql.commands.evaluation_demo import settings_with_shop
    from text2sql.commands.evaluation_runs import Chosen, perform_own

    perform_own(settings_with_shop(shared.settings()), Chosen.of(options, "subset"))


@evaluate.command()
@click.argument("first")
@click.argument("second")
@click.option("--max-regression", type=click.FloatRange(0, 1), help="End with 1 when more than this was lost.")
@click.option("--list", "listed", type=click.IntRange(0), default=20, show_default=True, help="Questions listed.")
def compare(first: str, second: str, max_regression: float | None, listed: int) -> None:
    """Two runs over the same questions: what the second gained and lost, and whether that may be chance.

    \b
    text2sql eval compare runs/before runs/after
    text2sql eval compare runs/before/verdicts.jsonl runs/after --max-regression 0.02

    FIRST and SECOND are folders that --out named, or files in them. The chance is McNemar's exact test, two-sided.
    """
    from text2sql.commands.evaluation_texts import comparison_text
    from text2sql.evaluation.comparing import compare as compare_runs
    from text2sql.evaluation.comparing import read_run, regression_failure

    comparison = compare_runs(read_run(Path(first)), read_run(Path(second)))
    click.echo(comparison_text(comparison, listed))
    failure = regression_failure(comparison, max_regression)
    if failure:
        click.echo(failure, err=True)
        raise click.exceptions.Exit(1)


evaluate.add_command(evaluate_linking)
