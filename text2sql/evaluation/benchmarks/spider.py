"""Spider and what is made in its format: Realistic, Syn, DK, the training files, and Korean wordings of dev."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from text2sql.errors import UsageError
from text2sql.evaluation.benchmarks.files import Item, Reading, database_files
from text2sql.evaluation.scoring.exact.hardness import hardness
from text2sql.evaluation.scoring.exact.structures import structure_of
from text2sql.evaluation.types import Case, DataSet, Hardness, Schema
from text2sql.language import detect_language

DATABASE_FOLDERS = ("database", "databases", "test_database", "dev_databases")
Level = Callable[[str, str], Hardness]
"""From database and gold SQL to its hardness; empty where the schema is not known or the gold cannot be read."""
_QUESTIONS = ("SpiderSynQuestion", "question", "utterance")
"""Spider-Syn keeps the first wording beside its own."""


def read_spider(data: Path, part: str = "dev") -> DataSet:
    """Questions in Spider's format.

    Args:
        data: the benchmark's folder, or one question file in it.
        part: name of the question file without ``.json``, when ``data`` is a folder: ``dev``, ``train_spider``, …

    Raises:
        UsageError: there is no such file, or it holds no list of questions.
    """
    file = question_file(data, (part,))
    reading = Reading(file.parent)
    schemas = read_schemas(reading, ("tables.json",))
    cases = tuple(_cases(reading, reading.json_items(file), schemas))
    places = database_files(database_folders(file.parent), [case.database for case in cases], reading.notes)
    files, notes = tuple(reading.files), tuple(reading.notes)
    return DataSet(f"spider {file.stem}", cases, places, files, notes, schemas, places=tuple(reading.places))


def read_spider_korean(wordings: Path, data: Path, part: str = "dev") -> DataSet:
    """Spider questions in Korean: those of ``part`` that ``wordings`` has words for, under the same ids.

    Args:
        wordings: JSONL with ``index`` and ``question_ko``.
        data: as in :func:`read_spider`.
        part: as in :func:`read_spider`.

    Raises:
        UsageError: a file is missing or holds something else.
    """
    english = read_spider(data, part)
    by_id = {case.id: case for case in english.cases}
    reading = Reading(wordings.parent)
    cases = []
    for place, item in enumerate(reading.json_lines(wordings)):
        case, words = by_id.get(item.text("index", "id")), item.text("question_ko", "question")
        if case is None or not words:
            reading.notes.append(f"{item.where} has no question of {english.name} or no words, and was left out.")
            reading.keep_place(place)
        else:
            reading.keep_place(place, case.id)
            cases.append(replace(case, question=words, language="ko"))
    return replace(
        english,
        name=f"{english.name} ko",
        cases=tuple(cases),
        files=(*english.files, *reading.files),
        notes=(*english.notes, *reading.notes),
        places=tuple(reading.places),
    )


def question_file(data: Path, names: Iterable[str]) -> Path:
    """The question file itself, or the first of ``names`` in a folder.

    Raises:
        UsageError: there is none.
    """
    if data.is_file():
        return data
    tried = [data / f"{name}.json" for name in names]
    found = next((path for path in tried if path.is_file()), None)
    if found is None:
        raise UsageError(f"There is no {' or '.join(path.name for path in tried)} in {data}. Check --data.")
    return found


def database_folders(folder: Path) -> tuple[Path, ...]:
    """Where a benchmark keeps its databases: in its own folder, or, when it is over those of Spider, beside it."""
    return tuple(place / name for place in (folder, folder.parent / "spider") for name in DATABASE_FOLDERS)


def read_schemas(reading: Reading, names: Iterable[str]) -> dict[str, Schema]:
    """The databases that the first of these files in the folder, or in Spider's beside it, describes."""
    folders = (reading.folder, reading.folder.parent / "spider")
    tried = [folder / name for folder in folders for name in names]
    file = next((path for path in tried if path.is_file()), None)
    if file is None:
        reading.notes.append(f"There is no {tried[0].name}; hardness and foreign keys are not known.")
        return {}
    found = {}
    for item in reading.json_items(file):
        try:
            schema = _schema(item)
        except (ValueError, IndexError, TypeError):
            reading.notes.append(f"{item.where} does not describe a database and was left out.")
        else:
            found[schema.database] = schema
    return found


def levels(schemas: Mapping[str, Schema]) -> Level:
    """Spider's hardness of gold over these databases."""
    structures = {name: structure_of(schema) for name, schema in schemas.items()}
    return lambda database, gold: hardness(gold, structures[database]) if database in structures else ""


def _cases(reading: Reading, items: Iterable[Item], schemas: Mapping[str, Schema]) -> Iterable[Case]:
    level = levels(schemas)
    known: set[str] = set()
    for item in items:
        question, gold, database = item.text(*_QUESTIONS), item.text("query"), item.text("db_id")
        id = item.text("index") or str(item.place)
        if not (question and gold and database) or id in known:
            why = "repeats an index" if id in known else "lacks question, query or db_id"
            reading.notes.append(f"{item.where} {why} and was left out.")
            reading.keep_place(item.place)
            continue
        known.add(id)
        reading.keep_place(item.place, id)
        yield Case(id, database, question, (gold,), detect_language(question), hardness=level(database, gold))


def _schema(item: Item) -> Schema:
    tables = tuple(str(name) for name in item.sequence("table_names_original"))
    columns = tuple((place, str(name)) for place, name in map(_pair, item.sequence("column_names_original")))
    keys = tuple((int(one), int(str(other))) for one, other in map(_pair, item.sequence("foreign_keys")))
    places = [place for place, _ in columns] + [-1]
    if not tables or max(places) >= len(tables) or any(not 0 <= end < len(columns) for key in keys for end in key):
        raise ValueError("a schema that refers to what it lacks")
    return Schema(item.text("db_id"), tables, columns, keys)


def _pair(entry: object) -> tuple[int, object]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise ValueError("not a pair")
    return int(entry[0]), entry[1]
