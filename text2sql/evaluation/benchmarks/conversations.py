"""SParC and CoSQL: conversations over Spider's databases, each turn with its own gold query.

A turn's id is the conversation's place and the turn's, ``12-0``. The questions that came before it, and their gold, are
those of the same ``interaction`` with a lower ``turn``.
"""

from collections.abc import Iterator
from pathlib import Path

from text2sql.evaluation.benchmarks.files import Item, Reading, database_files
from text2sql.evaluation.benchmarks.spider import Level, database_folders, levels, question_file, read_schemas
from text2sql.evaluation.types import Case, DataSet
from text2sql.language import detect_language

_PARTS = ("dev", "cosql_dev", "sql_state_tracking/cosql_dev")


def read_conversations(data: Path, name: str) -> DataSet:
    """The conversations in a SParC or CoSQL folder or file.

    Databases and ``tables.json`` may be its own or those of a ``spider`` folder beside it.

    Args:
        data: the folder, or the question file.
        name: ``sparc`` or ``cosql``, for reports.

    Raises:
        UsageError: there is no such file, or it holds no list of conversations.
    """
    file = question_file(data, _PARTS)
    folder = data if data.is_dir() else file.parent
    reading = Reading(folder)
    schemas = read_schemas(reading, ("tables.json",))
    level = levels(schemas)
    cases: list[Case] = []
    for place, item in enumerate(reading.json_items(file)):
        turns = tuple(_turns(reading, item, place, level))
        if not turns:
            reading.notes.append(f"{item.where} has no turns with a query and was left out.")
        cases += turns
    places = database_files(database_folders(folder), [case.database for case in cases], reading.notes)
    files, notes = tuple(reading.files), tuple(reading.notes)
    return DataSet(f"{name} {file.stem}", tuple(cases), places, files, notes, schemas, places=tuple(reading.places))


def _turns(reading: Reading, item: Item, place: int, level: Level) -> Iterator[Case]:
    database = item.text("database_id", "db_id")
    for turn, each in enumerate(item.items("interaction")):
        question, gold = each.text("utterance", "question"), each.text("query")
        if not (database and question and gold):
            reading.notes.append(f"{each.where} lacks a database, an utterance or a query and was left out.")
            reading.keep_place(len(reading.places))
            continue
        reading.keep_place(len(reading.places), f"{place}-{turn}")
        yield Case(
            f"{place}-{turn}",
            database,
            question,
            (gold,),
            detect_language(question),
            hardness=level(database, gold),
            interaction=str(place),
            turn=turn,
        )
