"""Reads the predictions of other systems, in whatever form they were published.

Text with one query a line, BIRD's JSON, JSONL and CSV. What a file says about a question that is not in the data set,
and what it does not say, becomes a note: a count that is off must never silently shift every later prediction.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.errors import UsageError
from text2sql.evaluation.benchmarks.files import Item, Reading
from text2sql.evaluation.types import DataSet, Prediction, Status

BIRD_SEPARATOR = "\t----- bird -----\t"
_IDS = ("id", "index", "question_id", "case", "idx")
_SQL = ("sql", "pred", "predicted", "prediction", "predicted_sql", "pred_sql", "predicted sql")
_STATUSES: Mapping[str, Status] = {
    "answered": "answered", "clarify": "clarify", "declined": "declined", "refused": "refused", "failed": "failed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predictions:
    """What one system predicted."""

    name: str
    by_case: Mapping[str, Prediction]
    """By the case's id; cases without a prediction have none."""
    notes: tuple[str, ...]
    """What was left out or is odd, one plain sentence each."""
    sha256: str
    """Of the file, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A prediction as it stands in a file."""

    where: str
    id: str | None
    """None when only its place says which question it is for."""
    sql: str
    database: str = ""
    status: str = ""
    message: str = ""
    confidence: float | None = None


def read_predictions(path: Path, data_set: DataSet) -> Predictions:
    r"""The predictions in a file, by the data set's ids.

    Text: one query a line, perhaps a tab and the database after it, in the order of the questions. JSON: BIRD's object
    from place to ``SQL \t----- bird -----\t database``, or a list of texts or objects. JSONL and CSV: an id (``id``,
    ``index``, ``question_id``; without one the place counts) and the query (``sql``, ``pred``, …); JSONL may also say
    ``status``, ``message`` and ``confidence``. A folder stands for the one such file in it. Where the place counts,
    questions that were left out because they cannot be read have theirs, unless there are just as many predictions
    as questions left.

    Raises:
        UsageError: the file cannot be read as what its name says.
    """
    file = _only_file(path) if path.is_dir() else path
    reading = Reading(file.parent)
    said = _READERS.get(file.suffix.lower(), _from_text)(reading, file, data_set)
    by_case = _by_case(said, data_set, reading.notes)
    missing = len(data_set.cases) - len(by_case)
    if missing:
        reading.notes.append(f"{missing:,} of {len(data_set.cases):,} questions have no prediction and count as wrong.")
    name = file.stem if not path.is_dir() else path.name
    return Predictions(name, by_case, tuple(reading.notes), reading.files[0][1])


def _only_file(folder: Path) -> Path:
    found = sorted(each for end in ("jsonl", "json", "sql", "txt", "csv") for each in folder.glob(f"*.{end}"))
    found = [each for each in found if each.name != "source.json"]
    if len(found) != 1:
        raise UsageError(f"{folder} holds {len(found)} prediction files. Name one of them.")
    return found[0]


def _by_case(said: Sequence[_Said], data_set: DataSet, notes: list[str]) -> dict[str, Prediction]:
    cases = {case.id: case for case in data_set.cases}
    found: dict[str, Prediction] = {}
    ids = _ids_by_place(data_set, len(said))
    for place, each in enumerate(said):
        id = each.id
        if id is None:
            if place < len(ids) and not ids[place]:
                continue  # for a question that was left out, which has been told
            id = ids[place] if place < len(ids) else ""
        case = cases.get(id)
        if case is None:
            which = "comes after the last question" if each.id is None else f"is for {id!r}, which is no question here"
            notes.append(f"{each.where} {which}, and was left out.")
        elif id in found:
            notes.append(f"{each.where} predicts {id!r} again and was left out.")
        else:
            if each.database and each.database != case.database:
                notes.append(f"{each.where} is over {each.database}, but its question is over {case.database}.")
            found[id] = _prediction(each, id)
    return found


def _ids_by_place(data_set: DataSet, count: int) -> Sequence[str]:
    """The question that each of ``count`` predictions without an id is for; empty for one that was left out.

    They are written for all questions of the file, or for those that are left: the count tells which.
    """
    left = [case.id for case in data_set.cases]
    return left if count == len(left) or not data_set.places else data_set.places


def _prediction(said: _Said, id: str) -> Prediction:
    sql = said.sql.strip() or None
    status = _STATUSES.get(said.status, "answered" if sql else "failed")
    return Prediction(id, sql, status, said.message, said.confidence)


def _from_text(reading: Reading, file: Path, data_set: DataSet) -> Sequence[_Said]:
    lines = reading.text(file).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    numbered = list(enumerate(lines, 1))
    filled = [(number, line) for number, line in numbered if line.strip()]
    counts = (len(data_set.cases), len(data_set.places or data_set.cases))
    # A blank line is an empty prediction, or (SParC, CoSQL) the end of a conversation; the count tells which.
    if len(numbered) not in counts and (len(filled) in counts or _has_conversations(data_set)):
        numbered = filled
    if len(numbered) not in counts:
        reading.notes.append(
            f"{file.name} has {len(numbered):,} lines for {len(data_set.cases):,} questions; they are taken in order."
        )
    said = []
    for number, line in numbered:
        sql, _, database = line.strip().partition("\t")
        said.append(_Said(f"{file.name}, line {number}", None, sql, database.strip()))
    return said


def _has_conversations(data_set: DataSet) -> bool:
    return any(case.interaction for case in data_set.cases)


def _from_json(reading: Reading, file: Path, data_set: DataSet) -> Sequence[_Said]:
    try:
        whole = json.loads(reading.text(file))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is not JSON ({error}). Write the predictions again.") from error
    if isinstance(whole, dict):
        return list(_from_places(whole, file, data_set))
    if not isinstance(whole, list):
        raise UsageError(f"{file} holds neither an object nor a list of predictions. See `text2sql eval --help`.")
    said = []
    for number, entry in enumerate(whole, 1):
        where = f"{file.name}, item {number}"
        if isinstance(entry, dict):
            said.append(_from_item(Item(where, entry)))
        else:
            sql, database = _bird_parts(entry if isinstance(entry, str) else "")
            said.append(_Said(where, None, sql, database))
    return said


def _from_places(whole: Mapping[str, object], file: Path, data_set: DataSet) -> Iterator[_Said]:
    """BIRD counts its questions from 0 in the question file's order; other keys are ids."""
    ids = _ids_by_place(data_set, len(whole))
    by_place = set(whole) <= {str(place) for place in range(len(ids))} and not set(whole) <= set(ids)
    for key, value in whole.items():
        id = ids[int(key)] if by_place else key
        sql, database = _bird_parts(value if isinstance(value, str) else "")
        if id:
            yield _Said(f"{file.name}, {key!r}", id, sql, database)


def _bird_parts(text: str) -> tuple[str, str]:
    sql, _, database = text.partition(BIRD_SEPARATOR)
    return sql, database.strip()


def _from_lines(reading: Reading, file: Path, data_set: DataSet) -> Sequence[_Said]:
    return [_from_item(item) for item in reading.json_lines(file)]


def _from_item(item: Item) -> _Said:
    confidence = item.values.get("confidence")
    known = isinstance(confidence, int | float) and not isinstance(confidence, bool)
    sql, database = _bird_parts(item.text(*_SQL))
    return _Said(
        item.where,
        item.text(*_IDS) or None,
        sql,
        database or item.text("db_id", "database"),
        item.text("status").lower(),
        item.text("message"),
        float(confidence) if known and isinstance(confidence, int | float) else None,
    )


def _from_table(reading: Reading, file: Path, data_set: DataSet) -> Sequence[_Said]:
    text = reading.text(file)
    # A field may hold line ends; NUL is what Python's reader cannot stand.
    rows = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    names = [re.sub(r"\s+", " ", name or "").strip().lower() for name in rows.fieldnames or ()]
    if not set(names) & set(_SQL):
        raise UsageError(f"{file} has no column named {' or '.join(_SQL[:4])}. Name the column of the queries so.")
    rows.fieldnames = names
    said = []
    try:
        for row in rows:
            values = {str(name): value for name, value in row.items() if isinstance(value, str)}
            said.append(_from_item(Item(f"{file.name}, line {rows.line_num}", values)))
    except csv.Error as error:
        reading.notes.append(f"{file.name} cannot be read from line {rows.line_num + 1} on ({error}).")
    return said


_READERS = {".json": _from_json, ".jsonl": _from_lines, ".csv": _from_table}
