"""BIRD and its mini-dev: harder questions over larger databases, with or without the experts' evidence."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from text2sql.evaluation.benchmarks.files import Item, Reading, database_files
from text2sql.evaluation.benchmarks.spider import DATABASE_FOLDERS, question_file, read_schemas
from text2sql.evaluation.types import Case, DataSet, Hardness
from text2sql.language import detect_language

_PARTS = ("mini_dev_sqlite", "mini_dev", "dev")
_TABLES = ("dev_tables.json", "mini_dev_tables.json", "train_tables.json", "tables.json")
_LEVELS: Mapping[str, Hardness] = {"simple": "simple", "moderate": "moderate", "challenging": "challenging"}
_DIALECTS = {"postgresql": "postgres", "postgres": "postgres", "mysql": "mysql"}
"""By the end of the question file's name: ``mini_dev_postgresql.json``."""


def read_bird(data: Path, evidence: bool = True) -> DataSet:
    """Questions in BIRD's format. Databases are optional: without them nothing runs, and a note says so.

    Args:
        data: the benchmark's folder, or the question file.
        evidence: hand out the evidence with the question; the data set's name says when it is left out.

    Raises:
        UsageError: there is no such file, or it holds no list of questions.
    """
    file = question_file(data, _PARTS)
    reading = Reading(file.parent)
    schemas = read_schemas(reading, _TABLES)
    dialect = _DIALECTS.get(file.stem.rpartition("_")[2].lower(), "sqlite")
    cases = tuple(_cases(reading, reading.json_items(file), evidence))
    if dialect == "sqlite":
        folders = tuple(file.parent / name for name in DATABASE_FOLDERS)
        places = database_files(folders, [case.database for case in cases], reading.notes)
    else:
        places = {}
        reading.notes.append(
            f"{file.name} holds gold for {dialect}; it runs on the databases of text2sql.toml called like its own."
        )
    name = f"bird {file.stem}{'' if evidence else ' without evidence'}"
    files, notes = tuple(reading.files), tuple(reading.notes)
    return DataSet(name, cases, places, files, notes, schemas, dialect, tuple(reading.places))


def _cases(reading: Reading, items: tuple[Item, ...], evidence: bool) -> Iterator[Case]:
    known: set[str] = set()
    for item in items:
        id = item.text("question_id") or str(item.place)
        question, gold, database = item.text("question"), item.text("SQL", "query"), item.text("db_id")
        if not (question and gold and database) or id in known:
            why = "repeats a question_id" if id in known else "lacks question, SQL or db_id"
            reading.notes.append(f"{item.where} {why} and was left out.")
            reading.keep_place(item.place)
            continue
        known.add(id)
        reading.keep_place(item.place, id)
        yield Case(
            id,
            database,
            question,
            (gold,),
            detect_language(question),
            evidence=item.text("evidence") if evidence else "",
            hardness=_LEVELS.get(item.text("difficulty"), ""),
        )
