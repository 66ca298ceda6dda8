"""Invented databases with questions in English and Korean: more schemas than Spider's 140 to learn from.

``made/NAME.sql`` makes a small SQLite database, ``made/NAME.tsv`` asks questions of it, one a line: English, Korean,
query. They were written for this project (``made/README.md``) and resemble no benchmark's databases. The parser never
sees those in ``made/ranking``: what it proposes there is as good or bad as over any new database.
"""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from text2sql.catalog import Catalog
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import open_warehouse

Purpose = Literal["training", "validation", "ranking"]
HELD = 16
"""Databases beside those of the parser's training that judge it; the ranker learns from them too."""
_FOLDER = Path(__file__).parent / "made"
_SEED = 20_261
_BUILT: list[TemporaryDirectory[str]] = []


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in both languages with its query."""

    database: str
    number: int
    english: str
    korean: str
    gold: str
    purpose: Purpose


def made_questions() -> Iterator[Asked]:
    """All questions.

    Raises:
        ValueError: a line has not three parts.
    """
    names = sorted(name for name, folder in _places().items() if folder == _FOLDER)
    held = set(random.Random(_SEED).sample(names, min(HELD, len(names) // 4)))
    for name, folder in _places().items():
        purpose: Purpose = "ranking" if folder != _FOLDER else "validation" if name in held else "training"
        for number, line in enumerate((folder / f"{name}.tsv").read_text("utf-8").splitlines()):
            english, korean, gold = line.split("\t")
            yield Asked(name, number, english, korean, gold, purpose)


@cache
def made_databases() -> Mapping[str, Path]:
    """The files of all databases, built anew for every process."""
    folder = TemporaryDirectory(prefix="made-databases-")
    _BUILT.append(folder)  # It is removed when the process ends.
    found = {}
    for name, place in _places().items():
        path = found[name] = Path(folder.name) / name / f"{name}.sqlite"
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript((place / f"{name}.sql").read_text("utf-8"))
            connection.commit()
    return found


@cache
def made_catalogs() -> Mapping[str, Catalog]:
    """Their catalogs, as the warehouse reads them."""
    found = {}
    for name, path in made_databases().items():
        warehouse = open_warehouse(parse_location(str(path), path.parent))
        with closing(warehouse):
            found[name] = warehouse.introspect(lambda *_: None)
    return found


@cache
def _places() -> Mapping[str, Path]:
    """The folder of each database."""
    return {path.stem: path.parent for path in sorted((*_FOLDER.glob("*.sql"), *_FOLDER.glob("ranking/*.sql")))}
