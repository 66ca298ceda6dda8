"""Moves a data set to DuckDB and finds out, by running both, which of its questions survived."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from text2sql.errors import CannotOpen
from text2sql.evaluation.scoring.comparing import same_up_to_columns
from text2sql.evaluation.scoring.execution import EVALUATION_LIMITS, Databases
from text2sql.evaluation.scoring.migration.copying import Copied, copied_to_duckdb
from text2sql.evaluation.scoring.migration.translating import Untranslatable, to_duckdb
from text2sql.evaluation.scoring.preparing import orders_its_rows
from text2sql.evaluation.types import Case, DataSet, Execution, Prediction, Schema
from text2sql.types import Limits

OnCopied = Callable[[str, int, int], None]
"""Told of each database: its name, how many are done, how many there are."""


def migrated(
    data_set: DataSet,
    folder: Path,
    limits: Limits = EVALUATION_LIMITS,
    on_copied: OnCopied = lambda name, done, total: None,
) -> DataSet:
    """The data set over DuckDB copies of its databases, with gold in DuckDB's SQL.

    Only questions whose gold gives the same in both stay; each of the others has a note that says why it did not. Gold
    that ties (LIMIT beside equal values) may give other rows without being wrong; it is left out too.

    Args:
        data_set: over SQLite files.
        folder: where the copies go; those there are replaced.
        limits: of each query.
        on_copied: told as the databases are copied.
    """
    notes: list[str] = []
    copies = dict(_copies(data_set.databases, folder, notes, on_copied))
    places = {name: copy.path for name, copy in copies.items()}
    survivors = []
    with Databases(data_set.databases, limits) as before, Databases(places, limits, "duckdb") as after:
        for case in data_set.cases:
            moved = _moved(case, copies, before, after)
            if isinstance(moved, Case):
                survivors.append(moved)
            else:
                notes.append(f"Question {case.id} did not survive: {moved}")
    notes.append(f"{len(survivors):,} of {len(data_set.cases):,} questions survived the move to DuckDB.")
    return replace(
        data_set,
        name=f"{data_set.name} on duckdb",
        cases=tuple(survivors),
        databases=places,
        notes=(*data_set.notes, *notes),
        dialect="duckdb",
    )


def translated_predictions(
    predictions: Mapping[str, Prediction], data_set: DataSet
) -> tuple[dict[str, Prediction], tuple[str, ...]]:
    """Predictions written for SQLite, for a data set that was migrated; notes say which could not be translated.

    One that cannot be translated stays as it is and is judged so.
    """
    moved, notes = dict(predictions), []
    columns = {name: _columns(schema) for name, schema in data_set.schemas.items()}
    for case in data_set.cases:
        prediction = predictions.get(case.id)
        if prediction is not None and prediction.sql is not None:
            try:
                moved[case.id] = replace(
                    prediction, sql=to_duckdb(prediction.sql, columns.get(case.database, frozenset()))
                )
            except Untranslatable as error:
                notes.append(f"The prediction for {case.id} cannot be read as SQLite's SQL ({error}).")
    return moved, tuple(notes)


def _copies(
    databases: Mapping[str, Path], folder: Path, notes: list[str], on_copied: OnCopied
) -> Iterator[tuple[str, Copied]]:
    """Copies by database; a note tells of what was lost."""
    for done, (name, place) in enumerate(databases.items(), 1):
        try:
            copy = copied_to_duckdb(place, folder / name)
        except CannotOpen as error:
            notes.append(f"The database {name} did not survive: {error}")
        else:
            notes += [f"{name}: {note}" for note in copy.notes]
            yield name, copy
        on_copied(name, done, len(databases))


def _columns(schema: Schema) -> frozenset[str]:
    return frozenset(name.lower() for _, name in schema.columns)


def _moved(case: Case, copies: Mapping[str, Copied], before: Databases, after: Databases) -> Case | str:
    """The case with gold in DuckDB's SQL, or why it did not survive."""
    copy = copies.get(case.database)
    if copy is None:
        return f"the database {case.database} is not there."
    columns = frozenset(name.lower() for _, names in copy.tables for name in names)
    gold = []
    for sql in case.gold:
        try:
            moved = to_duckdb(sql, columns)
        except Untranslatable as error:
            return f"sqlglot cannot read its gold ({error})."
        complaint = _difference(before.run(case.database, sql), after.run(case.database, moved), orders_its_rows(sql))
        if complaint:
            return complaint
        gold.append(moved)
    return replace(case, gold=tuple(gold))


def _difference(old: Execution, new: Execution, ordered: bool) -> str:
    if old.problem or new.problem:
        where, problem = ("SQLite", old.problem) if old.problem else ("DuckDB", new.problem)
        return f"{where} cannot run its gold ({problem.splitlines()[0]})."
    if not (_same(old, new, ordered) or _same(_rounded(old), _rounded(new), ordered)):
        return "its gold gives other rows on DuckDB."
    return ""


def _same(old: Execution, new: Execution, ordered: bool) -> bool:
    return same_up_to_columns(old.rows, new.rows, ordered)


def _rounded(execution: Execution) -> Execution:
    """With numbers as floats of nine digits: sums in another order differ in the last ones, and 3 may be 3.0."""

    def cell(value: object) -> object:
        return float(f"{float(value):.9g}") if isinstance(value, int | float) and abs(value) < 1e300 else value

    return replace(execution, rows=tuple(tuple(map(cell, row)) for row in execution.rows))
