"""What the eval commands have in common: choosing questions, running systems over them, reports, exit codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from text2sql.commands.evaluation_progress import ScoreProgress
from text2sql.commands.evaluation_texts import report_text, table_text
from text2sql.commands.options import Shared, with_strategy
from text2sql.errors import UsageError
from text2sql.evaluation.comparing import Written, compare, read_run, regression_failure
from text2sql.evaluation.journal import Journal
from text2sql.evaluation.manifest import Manifest, Method, hash_of, make_manifest
from text2sql.evaluation.opening import OpenDatabases, Opened
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.report import Report, make_report
from text2sql.evaluation.running import Judge, Predict, Run, RunOptions, Selection, run
from text2sql.evaluation.scoring import EVALUATION_LIMITS, RULES, UNTIMED, Databases, Runner, Scorer, Scoring
from text2sql.evaluation.scoring.rules import EXACT
from text2sql.evaluation.systems import PublishedSystem, settings_of, stop_note
from text2sql.evaluation.turns import GoldTurns, OwnTurns, TurnsBefore
from text2sql.evaluation.types import Case, DataSet
from text2sql.evaluation.writing import write_report
from text2sql.sources import DEMO, demo_file
from text2sql.types import Limits

if TYPE_CHECKING:
    from text2sql.assembly import Replay
    from text2sql.settings import Settings

_NOTES_SHOWN = 10
_MOST_OPEN = 4
_TABLE = "table.txt"
_INTERRUPTED = 130
"""As for every command that Ctrl-C ends."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that all benchmarks share."""

    data: Path
    model: str
    strategy: str
    predictions: tuple[Path, ...]
    replay: Path | None
    selection: Selection
    out: Path | None
    fresh: bool
    rule: str
    keep_distinct: bool
    engine: Literal["sqlite", "duckdb"]
    limits: Limits
    options: RunOptions
    fail_under: float | None
    baseline: Path | None
    max_regression: float | None

    @classmethod
    def of(cls, given: Mapping[str, object], rule: str) -> "Chosen":
        """The options as click read them.

        Args:
            given: by name.
            rule: the benchmark's own, when none is named.

        Raises:
            UsageError: two of them contradict each other, or the rule is unknown.
        """
        chosen = cls(
            data=Path(str(given["data"])),
            model=str(given["model"]),
            strategy=str(given["strategy"]),
            predictions=tuple(Path(each) for each in cast(tuple[str, ...], given["predictions"])),
            replay=Path(str(given["replay"])) if given["replay"] else None,
            selection=_selection(given),
            out=Path(str(given["out"])) if given["out"] else None,
            fresh=bool(given["fresh"]),
            rule=str(given["rule"] or rule),
            keep_distinct=bool(given["keep_distinct"]),
            engine="duckdb" if given["engine"] == "duckdb" else "sqlite",
            limits=replace(EVALUATION_LIMITS, seconds=cast(float, given["seconds"] or EVALUATION_LIMITS.seconds)),
            options=RunOptions(cast(int, given["jobs"]), cast("float | None", given["max_cost"])),
            fail_under=cast("float | None", given["fail_under"]),
            baseline=Path(str(given["baseline"])) if given["baseline"] else None,
            max_regression=cast("float | None", given["max_regression"]),
        )
        chosen._check()
        return chosen

    def _check(self) -> None:
        if self.rule not in RULES:
            raise UsageError(f"There is no rule {self.rule!r}. Choose one of {', '.join(RULES)}.")
        if self.predictions and (self.model or self.strategy or self.replay):
            raise UsageError(
                "--predictions scores what is written already. Leave --model, --strategy and --replay out."
            )
        if self.max_regression is not None and self.baseline is None:
            raise UsageError("--max-regression needs an earlier run to hold this one against. Name it with --baseline.")
        if self.baseline is not None and len(self.predictions) > 1:
            raise UsageError("--baseline is held against one system. Give one --predictions.")


def _selection(given: Mapping[str, object]) -> Selection:
    names = {key: frozenset(cast(tuple[str, ...], given[key])) for key in ("database", "hardness", "language")}
    return Selection(
        limit=cast("int | None", given["limit"]),
        sample=cast("int | None", given["sample"]),
        seed=cast(int, given["seed"]),
        databases=names["database"],
        hardness=names["hardness"],
        languages=names["language"],
    )


@dataclass(frozen=True, slots=True)
class _Bench:
    """A data set ready to be scored on."""

    data_set: DataSet
    cases: tuple[Case, ...]
    chosen: Chosen
    judge: Judge
    engine: str
    source: DataSet
    """As it was read: the manifest's hashes are of it, because a copy on another engine never has the same bytes."""


@dataclass(frozen=True, slots=True)
class _System:
    """Who predicts."""

    method: Method
    predict: Predict
    settings: Mapping[str, object]
    notes: tuple[str, ...] = ()


def perform(shared: Shared, source: DataSet, chosen: Chosen) -> None:
    """Score on a benchmark whose databases are SQLite files, there or on DuckDB copies."""
    if source.dialect != "sqlite":
        perform_own(shared.settings(), chosen, source)
        return
    settings = with_strategy(shared.settings(), chosen.strategy)
    data_set = source if chosen.engine == "sqlite" else _migrated(source, settings, chosen)
    with Databases(data_set.databases, chosen.limits, chosen.engine) as runner:
        bench = _bench(data_set, chosen, runner, lambda database: data_set.dialect)
        bench = replace(bench, source=source)
        if chosen.predictions:
            _finish(_published(bench), chosen)
        else:
            places = {name: str(place) for name, place in data_set.databases.items()}
            _finish([_asked(bench, settings, places, GoldTurns(bench.data_set.cases))], chosen)


def _migrated(source: DataSet, settings: "Settings", chosen: Chosen) -> DataSet:
    from text2sql.evaluation.scoring.migration import migrated
    from text2sql.terminal.progress import Progress

    with Progress("en") as progress:
        folder = settings.data_folder / "evaluations" / _folder_name(f"{source.name} on duckdb")
        return migrated(source, folder, chosen.limits, progress.on_progress)


def perform_own(settings: "Settings", chosen: Chosen, source: DataSet | None = None) -> None:
    """Score on a person's own questions, or those of a benchmark, over databases of the settings."""
    from text2sql.evaluation.benchmarks import read_own
    from text2sql.evaluation.warehouse_runner import WarehouseRunner

    if chosen.engine != "sqlite":
        raise UsageError("These questions run on the databases of text2sql.toml themselves. Leave --engine out.")
    settings = with_strategy(settings, chosen.strategy)
    default = settings.default_database or next(iter(settings.databases), DEMO)
    places = {name: each.location for name, each in settings.databases.items()}
    places.setdefault(DEMO, str(demo_file(settings)))
    # The gate adds a LIMIT to what has none; in an evaluation it must be one that no result reaches.
    wide = replace(settings, limits=replace(settings.limits, rows=chosen.limits.rows))
    with OpenDatabases(_opener(wide, dict.fromkeys(places, ""), "offline", asked=False), _MOST_OPEN) as opened:
        runner = WarehouseRunner(opened, chosen.limits)
        files = {name: Path(place) for name, place in places.items()}
        read = source.placed(files) if source else read_own(chosen.data, files, default, "duckdb")
        bench = replace(_bench(read, chosen, runner, runner.dialect), engine="the warehouse itself")
        if chosen.predictions:
            _finish(_published(bench), chosen)
        else:
            turns = OwnTurns(bench.data_set.cases, bench.cases)
            _finish([_asked(bench, settings, dict.fromkeys(places, ""), turns)], chosen)


def _bench(data_set: DataSet, chosen: Chosen, runner: Runner, dialect_of: Callable[[str], str]) -> _Bench:
    cases = chosen.selection.of(data_set.cases)
    if not cases:
        raise UsageError("No question is left. Loosen --database, --hardness or --language.")
    # Exact match is defined by Spider's own grammar, which is near SQLite's.
    also = tuple(rule for rule in UNTIMED if rule != EXACT or data_set.dialect == "sqlite")
    scorer = Scorer(runner, Scoring(chosen.rule, also, chosen.keep_distinct), data_set.schemas)
    judge = Judge(scorer.verdict, dialect_of, data_set.schemas)
    return _Bench(data_set, cases, chosen, judge, chosen.engine, data_set)


def _published(bench: _Bench) -> list[Report]:
    """A report for each file of predictions."""
    from text2sql.evaluation.scoring.migration import translated_predictions

    chosen = bench.chosen
    reports = []
    for file in chosen.predictions:
        found = read_predictions(file, bench.source)
        by_case, notes = found.by_case, found.notes
        if chosen.engine == "duckdb":
            by_case, odd = translated_predictions(by_case, bench.data_set)
            notes = (*notes, *odd)
        method = _method(bench, found.name, predictions=found.sha256)
        system = _System(method, PublishedSystem(by_case), {}, notes)
        out = chosen.out / _folder_name(found.name) if chosen.out and len(chosen.predictions) > 1 else chosen.out
        reports.append(_report(bench, system, out))
        if reports[-1].stopped == "interrupted":
            break
    return reports


def _asked(bench: _Bench, settings: "Settings", places: Mapping[str, str], turns: TurnsBefore) -> Report:
    """The report of our own pipeline."""
    from text2sql.evaluation.asking import PipelineSystem

    chosen = bench.chosen
    # Recorded replies are given out once each, so copies of a database must not each have their own.
    jobs = 1 if chosen.replay else chosen.options.jobs
    bench = replace(bench, chosen=replace(chosen, options=replace(chosen.options, jobs=jobs)))
    idle = max(_MOST_OPEN, jobs) if not chosen.replay else len({case.database for case in bench.cases})
    with OpenDatabases(_opener(settings, places, chosen.model, _replays(bench)), idle) as databases:
        usable = [case.database for case in bench.cases if case.database in bench.data_set.databases]
        if not usable:
            raise UsageError("None of the databases is there, so nothing can be asked. Check --data.")
        with databases.lent(usable[0]) as first:
            writer, notes = first.pipeline.writer, first.notes
        replay = hash_of(chosen.replay) if chosen.replay else ""
        name = writer.name if writer.model is None else f"{writer.name} {writer.model}"
        method = replace(_method(bench, name, replay), model=writer.model, strategy=writer.strategy)
        named = {places.get(name) or name for name in usable}
        told = settings_of(settings, named)
        if any(case.interaction for case in bench.cases):
            told["conversation.turns_before"] = turns.name
        system = _System(method, PipelineSystem(databases, turns), told, notes)
        out = chosen.out
        if out is None and writer.model is not None:
            out = settings.data_folder / "evaluations" / _folder_name(f"{bench.data_set.name} {name}")
        return _report(bench, system, out)


def _replays(bench: _Bench) -> "Callable[[str], Replay | None]":
    """The recorded replies for the questions of one database: of each file line, one database takes what is its own."""
    from text2sql.assembly import Replay
    from text2sql.evaluation.asking import asked_text

    file = bench.chosen.replay
    if file is None:
        return lambda name: None
    texts = {case.id: (case.database, asked_text(case)) for case in bench.data_set.cases}

    def of(name: str) -> Replay:
        here = {identity: text for identity, (database, text) in texts.items() if database == name}
        elsewhere = {identity: text for identity, (_, text) in texts.items() if identity not in here}
        return Replay(file, here, elsewhere)

    return of


def _method(bench: _Bench, system: str, predictions: str = "") -> Method:
    chosen = bench.chosen
    return Method(chosen.rule, system, chosen.keep_distinct, bench.engine, predictions=predictions)


def _folder_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "run"


def _opener(
    settings: "Settings",
    places: Mapping[str, str],
    model: str,
    replays: "Callable[[str], Replay | None]" = lambda name: None,
    asked: bool = True,
) -> Callable[[str], Opened]:
    """Opens a database by the name that questions use; ``asked`` says that questions follow, and not only SQL."""
    from text2sql.assembly import open_database

    def open_one(name: str) -> Opened:
        if name not in places:
            raise UsageError(f"The database {name} is missing. Put it where the benchmark keeps its databases.")
        opened = open_database(settings, places[name] or name, model or None, replay=replays(name))
        if asked:
            # Times are those of a database that has been asked before, not of the first question.
            opened.rehearse()
        return opened

    return open_one


def _report(bench: _Bench, system: _System, out: Path | None) -> Report:
    """Run a system over the questions; the report is written when there is a folder for it."""
    from text2sql.evaluation.asking import PipelineSystem

    manifest = _manifest(bench, system)
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(out, manifest, bench.chosen.fresh)) if out else None
        if journal and isinstance(system.predict, PipelineSystem):
            system.predict.turns.resume(journal.predictions)
        progress = stack.enter_context(ScoreProgress(system.method.system))
        done = run(bench.cases, system.predict, bench.judge, journal, bench.chosen.options, progress)
    notes = [*bench.data_set.notes, *system.notes, *_run_notes(done, system)]
    report = make_report(manifest, done, notes)
    if done.resumed:
        # Only said: a report must not tell how it came about, or two of them would differ.
        click.echo(f"{done.resumed} questions were done by an earlier run in {out}; --fresh starts over.", err=True)
    for note in notes[:_NOTES_SHOWN]:
        click.echo(note, err=True)
    if len(notes) > _NOTES_SHOWN:
        click.echo(f"… and {len(notes) - _NOTES_SHOWN} more notes{', in the report' if out else ''}.", err=True)
    if out:
        for path in write_report(report, out):
            click.echo(str(path), err=True)
    return report


def _manifest(bench: _Bench, system: _System) -> Manifest:
    chosen, limits = bench.chosen, bench.chosen.limits
    asked: dict[str, object] = {
        "query.rows": limits.rows,
        "query.seconds": limits.seconds,
        "query.memory_megabytes": limits.memory_megabytes,
    }
    read = replace(bench.source, name=bench.data_set.name)
    return make_manifest(
        read, system.method, {**asked, **system.settings}, chosen.selection.seed, chosen.selection.told()
    )


def _run_notes(done: Run, system: _System) -> Iterator[str]:
    if done.stopped:
        yield stop_note(done)
    failed = [outcome for outcome in done.outcomes if outcome.status == "failed"]
    if isinstance(system.predict, PublishedSystem):
        return
    if failed:
        yield f"{len(failed)} questions failed; the first: {failed[0].message}"
    yield "Scored is the SQL as it was written, before the gate added a LIMIT and policies to what ran."


def _finish(reports: list[Report], chosen: Chosen) -> None:
    """Print what was found; end with 130 when it is not all, with 1 when it is not good enough."""
    told = table_text(reports) if len(reports) > 1 else report_text(reports[0])
    click.echo(told)
    if len(reports) > 1 and chosen.out:
        (chosen.out / _TABLE).write_text(told + "\n", encoding="utf-8")
    if reports[-1].stopped == "interrupted":
        raise click.exceptions.Exit(_INTERRUPTED)
    failures = []
    for report in reports:
        share = report.right.value
        if chosen.fail_under is not None and (share is None or share < chosen.fail_under):
            failures.append(
                f"{report.manifest.method.system} got {share or 0.0:.1%} right, "
                f"less than the {chosen.fail_under:.1%} that --fail-under asks for."
            )
    if chosen.baseline is not None:
        now = Written(str(chosen.out or "this run"), reports[0].outcomes, reports[0].manifest.data_hash)
        comparison = compare(read_run(chosen.baseline), now)
        for note in comparison.notes:
            click.echo(note, err=True)
        failures += [failure] if (failure := regression_failure(comparison, chosen.max_regression)) else []
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        raise click.exceptions.Exit(1)
