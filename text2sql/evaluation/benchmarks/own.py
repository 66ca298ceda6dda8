"""A person's own questions: a YAML or CSV file beside ``text2sql.toml``.

    database: shop                          # for the questions that name none
    questions:
      - question: 지난달 서울 매출은?
        sql: SELECT …                       # or a list, any of which is right
      - question: Which three products sold best?
        rows: [[Pen, 120], [Cup, 80], [Bag, 7.5]]
        tags: [ranking]
      - question: 사장님 나이는?
        answerable: false                   # declining or asking back is right

Further keys: id, language (ko, en), database, conversation (questions of one name are turns in their order), evidence,
hardness. A CSV file has the same names as columns; there ``rows`` is JSON and tags are parted by semicolons.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from text2sql.catalog import Language
from text2sql.errors import KnowledgeError, UsageError
from text2sql.evaluation.benchmarks.files import Reading
from text2sql.evaluation.types import Case, DataSet, Hardness, ResultRows
from text2sql.language import detect_language

_KEYS = (
    "id", "question", "sql", "rows", "language", "tags", "database", "conversation", "answerable", "evidence",
    "hardness",
)  # fmt: skip
_LANGUAGES: Mapping[str, Language] = {"ko": "ko", "en": "en"}
_LEVELS: Mapping[str, Hardness] = {level: level for level in get_args(Hardness)}
_NULLS = frozenset({"null", "~"})
_NO = frozenset({"false", "no", "0", "아니요"})


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as it stands in a file."""

    where: str
    texts: Mapping[str, str]
    sql: tuple[str, ...]
    rows: ResultRows | None
    tags: tuple[str, ...]


def read_own(place: Path, databases: Mapping[str, Path], database: str = "", dialect: str = "sqlite") -> DataSet:
    """The questions of a file, or of all files in a folder; one that cannot be used costs itself and a note.

    Args:
        place: YAML or CSV, or a folder of such files.
        databases: where the databases are that questions may name.
        database: for questions when neither they nor the file name one.
        dialect: what their SQL is written in.

    Raises:
        UsageError: it cannot be read, or has no question.
        KnowledgeError: a file is not YAML.
    """
    if not place.is_dir():
        return _read_file(place, databases, database, dialect)
    files = sorted(path for path in place.iterdir() if path.suffix.lower() in (".yaml", ".yml", ".csv"))
    if not files:
        raise UsageError(f"There is no YAML or CSV file of questions in {place}. Check --data.")
    read = [_read_file(path, databases, database, dialect) for path in files]
    cases = tuple(
        replace(
            case,
            id=f"{path.stem}:{case.id}",
            interaction=f"{path.stem}:{case.interaction}" if case.interaction else "",
        )
        for path, each in zip(files, read, strict=True)
        for case in each.cases
    )
    return DataSet(
        name=f"own {place.resolve().name}",
        cases=cases,
        databases={name: path for each in read for name, path in each.databases.items()},
        files=tuple(file for each in read for file in each.files),
        notes=tuple(note for each in read for note in each.notes),
        dialect=dialect,
    )


def _read_file(file: Path, databases: Mapping[str, Path], database: str, dialect: str) -> DataSet:
    """The questions of one file.

    Args:
        file: YAML or CSV.
        databases: where the databases are that questions may name.
        database: for questions when neither they nor the file name one.
        dialect: what their SQL is written in.

    Raises:
        UsageError: the file cannot be read, or has no question.
        KnowledgeError: it is not YAML.
    """
    reading = Reading(file.parent)
    text = reading.text(file)
    is_table = file.suffix.lower() == ".csv"
    named, written = _from_table(text, file, reading) if is_table else _from_yaml(text, file, reading)
    cases = tuple(_cases(written, reading, named or database))
    if not cases:
        raise UsageError(f"{file} has no question that can be asked. {' '.join(reading.notes[:3])}".strip())
    asked = Counter(case.database for case in cases)
    missing = [name for name in asked if name not in databases]
    reading.notes += [
        f"The database {name or '(none named)'} is not known; {asked[name]} questions cannot be run."
        for name in missing
    ]
    places = {name: databases[name] for name in asked if name in databases}
    return DataSet(f"own {file.stem}", cases, places, tuple(reading.files), tuple(reading.notes), dialect=dialect)


def _cases(written: Iterator[_Written], reading: Reading, database: str) -> Iterator[Case]:
    turns: Counter[str] = Counter()
    known: set[str] = set()
    for number, each in enumerate(written, 1):
        texts = each.texts
        id, question = texts.get("id") or str(number), texts.get("question", "")
        answerable = texts.get("answerable", "").lower() not in _NO
        complaint = _complaint(each, answerable)
        if complaint or id in known:
            reading.notes.append(f"{each.where} {complaint or f'repeats the id {id}'} and was left out.")
            continue
        known.add(id)
        conversation = texts.get("conversation", "")
        yield Case(
            id,
            texts.get("database") or database,
            question,
            each.sql,
            _LANGUAGES.get(texts.get("language", "")) or detect_language(question),
            texts.get("evidence", ""),
            _LEVELS.get(texts.get("hardness", ""), ""),
            each.tags,
            conversation,
            turns[conversation] if conversation else 0,
            each.rows,
            answerable,
        )
        turns[conversation] += 1


def _complaint(written: _Written, answerable: bool) -> str:
    """Why a question cannot be used; empty when it can."""
    texts = written.texts
    if not texts.get("question"):
        return "has no question"
    if texts.get("language", "") not in ("", *_LANGUAGES):
        return f"is in the language {texts['language']!r}, not ko or en,"
    if answerable and not written.sql and written.rows is None:
        return "has neither sql nor rows"
    return ""


def _from_yaml(text: str, file: Path, reading: Reading) -> tuple[str, Iterator[_Written]]:
    from text2sql.corpus.yaml_files import Entry, parse_yaml

    root = parse_yaml(text, file)
    if root is None:
        return "", iter(())
    named, questions = "", root
    if not root.is_list:
        parts = root.mapping(("database", "questions"))
        named = parts["database"].text() if "database" in parts else ""
        questions = parts.get("questions", root)

    def cell(entry: Entry) -> str | None:
        return None if entry.is_empty or entry.text().lower() in _NULLS else entry.text()

    def row(entry: Entry) -> tuple[str | None, ...]:
        return tuple(cell(each) for each in entry.items()) if entry.is_list else (cell(entry),)

    def written() -> Iterator[_Written]:
        for entry in questions.items():
            try:
                parts = entry.mapping(_KEYS)
                lists = {"sql", "rows", "tags"}
                yield _Written(
                    f"{file.name}, line {entry.line},",
                    {key: part.text() for key, part in parts.items() if key not in lists},
                    parts["sql"].texts() if "sql" in parts else (),
                    tuple(map(row, parts["rows"].items())) if "rows" in parts else None,
                    parts["tags"].texts() if "tags" in parts else (),
                )
            except KnowledgeError as error:
                reading.notes.append(f"{error} The question was left out.")

    return named, written()


def _from_table(text: str, file: Path, reading: Reading) -> tuple[str, Iterator[_Written]]:
    table = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    names = [(name or "").strip().lower() for name in table.fieldnames or ()]
    if "question" not in names:
        raise UsageError(f"{file} has no column named question. Name the columns {', '.join(_KEYS)}.")
    unknown = [name for name in names if name not in _KEYS]
    reading.notes += [f"{file.name}: the column {name!r} is not known and was not read." for name in unknown]
    table.fieldnames = names

    def written() -> Iterator[_Written]:
        try:
            for record in table:
                where = f"{file.name}, line {table.line_num},"
                texts = {key: (value or "").strip() for key, value in record.items() if key in _KEYS}
                sql = texts.pop("sql", "")
                tags = tuple(tag.strip() for tag in texts.pop("tags", "").split(";") if tag.strip())
                try:
                    rows = _rows(texts.pop("rows", ""))
                except ValueError:
                    reading.notes.append(f"{where} has rows that are no JSON list of lists and was left out.")
                    continue
                yield _Written(where, texts, (sql,) if sql else (), rows, tags)
        except csv.Error as error:
            reading.notes.append(f"{file.name} cannot be read from line {table.line_num + 1} on ({error}).")

    return "", written()


def _rows(text: str) -> ResultRows | None:
    """Rows from JSON: a list of lists, or of cells when there is one column. Whole numbers keep all their digits."""
    if not text:
        return None
    listed = json.loads(text, parse_float=str)
    if not isinstance(listed, list):
        raise ValueError("no list")
    return tuple(tuple(each) if isinstance(each, list) else (each,) for each in listed)
