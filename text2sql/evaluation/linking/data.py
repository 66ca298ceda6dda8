"""Benchmarks as linking sees them: catalogs from ``tables.json``, descriptions from BIRD's CSV files, cell values.

The databases themselves are optional: without them no values are found, and the measurement says so.
"""

import csv
import io
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from text2sql.catalog import Catalog, Column, ColumnKind, Join, LocalText, Table
from text2sql.errors import UsageError
from text2sql.evaluation.benchmarks.bird import read_bird
from text2sql.evaluation.benchmarks.files import Item, Reading
from text2sql.evaluation.benchmarks.spider import read_spider, read_spider_korean
from text2sql.evaluation.types import Case

_KINDS: Mapping[str, ColumnKind] = {
    "text": "text",
    "number": "number",
    "integer": "number",
    "real": "number",
    "time": "timestamp",
    "date": "date",
    "datetime": "timestamp",
    "boolean": "boolean",
}
_SCHEMAS = ("tables.json", "dev_tables.json", "mini_dev_tables.json")


@dataclass(frozen=True, slots=True)
class LinkingData:
    """Questions, the catalogs they are asked of, and the databases that are there."""

    name: str
    cases: tuple[Case, ...]
    catalogs: Mapping[str, Catalog]
    """All that the benchmark describes, by database; also those that no question is about."""
    databases: Mapping[str, Path]


def read_linking_data(data: Path, part: str = "", korean: Path | None = None) -> LinkingData:
    """Spider's or BIRD's files in a folder, without BIRD's evidence.

    Args:
        data: the benchmark's folder.
        part: the question file without ``.json``; empty for the development questions.
        korean: Korean wordings of some of Spider's questions, which are asked as well.

    Raises:
        UsageError: the folder has no such questions or no description of its schemas.
    """
    found = next((data / name for name in _SCHEMAS if (data / name).is_file()), None)
    if found is None:
        raise UsageError(f"There is no {' or '.join(_SCHEMAS)} in {data}. Check --data.")
    is_spider = found.name == "tables.json"
    questions = read_spider(data, part or "dev") if is_spider else read_bird(data, evidence=False)
    cases = questions.cases
    if korean is not None:
        if not is_spider:
            raise UsageError("--korean goes with Spider's questions. Leave it out.")
        cases = (*cases, *read_spider_korean(korean, data, part or "dev").cases)
    described = _descriptions(data / "descriptions")
    reading = Reading(data)
    catalogs = {}
    for item in reading.json_items(found):
        catalog = _catalog(item, described)
        catalogs[catalog.database] = catalog
    places = {name: data / "database" / name / f"{name}.sqlite" for name in catalogs}
    there = {name: path for name, path in places.items() if path.is_file()}
    return LinkingData(questions.name, cases, catalogs, there)


def pooled(catalogs: Mapping[str, Catalog]) -> Catalog:
    """All databases as schemas of one: what linking meets in a warehouse of many subjects."""
    tables = [
        replace(table, name=f"{name}.{table.name}", schema=name)
        for name, catalog in catalogs.items()
        for table in catalog.tables
    ]
    joins = [
        replace(join, table=f"{name}.{join.table}", to_table=f"{name}.{join.to_table}")
        for name, catalog in catalogs.items()
        for join in catalog.joins
    ]
    return Catalog("pool", "sqlite", tuple(tables), tuple(joins))


class DatabaseValues:
    """Distinct values read from the benchmark's own files; the ``ValueSource`` of one database or of the pool."""

    def __init__(self, databases: Mapping[str, Path], database: str = "") -> None:
        self._databases = databases
        self._database = database
        self._open: dict[str, sqlite3.Connection] = {}

    def distinct_values(self, table: str, column: str, count: int) -> tuple[str, ...]:
        """At most ``count`` values, most frequent first; none where there is no file or no such column."""
        database, bare = (self._database, table) if self._database else table.split(".", 1)
        path = self._databases.get(database)
        if path is None:
            return ()
        if database not in self._open:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            self._open[database] = connection
        query = (
            f"SELECT {_quoted(column)} FROM {_quoted(bare)} WHERE {_quoted(column)} IS NOT NULL "
            "GROUP BY 1 ORDER BY count(*) DESC LIMIT ?"
        )
        try:
            rows = self._open[database].execute(query, (count,)).fetchall()
        except sqlite3.Error:
            return ()
        return tuple(text for (value,) in rows if (text := str(value)).strip())

    def close(self) -> None:
        """Close the files."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _catalog(item: Item, described: Mapping[tuple[str, str, str], tuple[str, str]]) -> Catalog:
    database = item.text("db_id")
    names = [str(name) for name in item.sequence("table_names_original")]
    spoken = [str(name) for name in item.sequence("table_names")]
    places = [(table, name) for table, name in map(_pair, item.sequence("column_names_original"))]
    said = [name for _, name in map(_pair, item.sequence("column_names"))]
    columns: list[list[Column]] = [[] for _ in names]
    for (table, name), words, kind in zip(places, said, map(str, item.sequence("column_types")), strict=True):
        if table >= 0:
            key = (database, names[table].lower(), name.lower())
            synonym, text = described.get(key, ("", ""))
            synonyms = tuple(dict.fromkeys(each for each in (words, synonym) if each))
            description = LocalText(en=text)
            column = Column(name, kind, _KINDS.get(kind, "other"), description=description, synonyms=synonyms)
            columns[table].append(column)
    tables = tuple(
        Table(name, tuple(columns[number]), primary_key=_key(item, places, number), synonyms=(spoken[number],))
        for number, name in enumerate(names)
    )
    return Catalog(database, "sqlite", tables, tuple(_joins(item, names, places)))


def _pair(entry: object) -> tuple[int, str]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise UsageError("The description of the schemas is not in Spider's format. Check --data.")
    return int(entry[0]), str(entry[1])


def _key(item: Item, places: Sequence[tuple[int, str]], table: int) -> tuple[str, ...]:
    listed = [each for key in item.sequence("primary_keys") for each in (key if isinstance(key, list) else [key])]
    return tuple(places[place][1] for place in listed if isinstance(place, int) and places[place][0] == table)


def _joins(item: Item, names: Sequence[str], places: Sequence[tuple[int, str]]) -> Iterator[Join]:
    for one, other in map(_pair, item.sequence("foreign_keys")):
        table, column = places[one]
        to_table, to_column = places[int(other)]
        yield Join(names[table], (column,), names[to_table], (to_column,))


def _descriptions(folder: Path) -> dict[tuple[str, str, str], tuple[str, str]]:
    """BIRD's own words for columns: by database, table and column a spoken name and a description."""
    found = {}
    for path in sorted(folder.glob("*/*.csv")):
        text = path.read_bytes().decode("utf-8-sig", "replace")
        for row in csv.DictReader(io.StringIO(text)):
            said = [(row.get(name) or "").strip() for name in ("column_description", "value_description")]
            key = (path.parent.name, path.stem.lower(), (row.get("original_column_name") or "").strip().lower())
            found[key] = ((row.get("column_name") or "").strip(), ". ".join(part for part in said if part))
    return found
