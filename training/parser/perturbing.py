"""Perturbed copies of Spider's databases and ours: a query that is right on them too is right for a reason.

    python -m training.parser.perturbing SPIDER_FOLDER TARGET [COPIES]

One database rewards coincidences: a query for the wrong column gives the right rows when two columns happen to agree.
As in the test suites of Zhong, Yu and Klein (2020), which fuzz the contents, a prediction is therefore also compared
with gold on databases of the same schema and other contents. Each copy keeps about three quarters of the rows of each
table, then drops what refers to a dropped row, and deals the values of about half the columns that are no key anew
among the rows. Values stay the column's own, so that what a question mentions is still there.

Every copy is a folder in Spider's shape, so that ``text2sql eval spider --data TARGET/1 --predictions FILE`` scores on
it. The copies are derived from Spider (CC BY-SA 4.0) and stay out of the repository.
"""

import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from text2sql.catalog import Catalog, Join, Table
from text2sql.evaluation.linking.data import read_linking_data
from training.parser.made import made_catalogs, made_databases

COPIES = 4
_DROPPED, _DEALT = 0.25, 0.5
_FEWEST_ROWS = 4
"""Tables with fewer rows keep them all."""
_MOST_ROWS = 20_000
_ROUNDS = 8
"""References are followed at most this far; Spider's longest chain has five tables."""


def main(spider: Path, target: Path, copies: int = COPIES) -> None:
    """Write all copies of all databases, with the questions beside them."""
    data = read_linking_data(spider)
    databases, catalogs = {**data.databases, **made_databases()}, {**data.catalogs, **made_catalogs()}
    for copy in range(1, copies + 1):
        folder = target / str(copy)
        folder.mkdir(parents=True, exist_ok=True)
        for file in spider.glob("*.json"):
            shutil.copyfile(file, folder / file.name)
        for name, path in sorted(databases.items()):
            place = folder / "database" / name / path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            perturb(path, place, catalogs[name], seed=copy)
    print(f"{copies} copies of {len(databases)} databases in {target}")


def perturb(database: Path, target: Path, catalog: Catalog, seed: int) -> None:
    """Write a perturbed copy of one database; the same seed gives the same copy.

    Args:
        database: an SQLite file.
        target: the copy, which is replaced when it is there.
        catalog: its tables and keys. Joins beyond the declared ones are kept consistent too.
        seed: which copy.
    """
    shutil.copyfile(database, target)
    target.chmod(0o644)
    chance = random.Random(f"{catalog.database} {seed}")
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {_quoted(trigger)}")
        tables = [table for table in catalog.tables if _has_rows_by_number(connection, table.name)]
        joins = [*catalog.joins, *(join for table in tables for join in _declared(connection, table.name))]
        _drop_rows(connection, tables, joins, chance)
        for table in tables:
            _deal_values(connection, table, joins, chance)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _has_rows_by_number(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f"SELECT rowid FROM {_quoted(table)} LIMIT 1").fetchall()
    except sqlite3.Error:  # A view, a table without rowid, or one that is only described.
        return False
    return True


def _declared(connection: sqlite3.Connection, table: str) -> list[Join]:
    rows = connection.execute(f"PRAGMA foreign_key_list({_quoted(table)})").fetchall()
    return [Join(table, (row[3],), row[2], (row[4],)) for row in rows if row[4]]


def _drop_rows(connection: sqlite3.Connection, tables: list[Table], joins: list[Join], chance: random.Random) -> None:
    references = [join for join in joins if len(join.columns) == 1 and join.table != join.to_table]
    for place, join in enumerate(references):
        # Only what had something to refer to is dropped with it: Spider's data has many dangling references.
        connection.execute(f"CREATE TEMP TABLE known_{place} AS {_referred(join)}")
        connection.execute(f"CREATE INDEX temp.known_index_{place} ON known_{place} (value)")
    for table in tables:
        places = [row[0] for row in connection.execute(f"SELECT rowid FROM {_quoted(table.name)} ORDER BY rowid")]
        if len(places) >= _FEWEST_ROWS:
            kept = [each for each in places if chance.random() >= _DROPPED][:_MOST_ROWS]
            dropped = sorted({*places} - {*kept}) if len(kept) >= _FEWEST_ROWS // 2 else []
            connection.executemany(f"DELETE FROM {_quoted(table.name)} WHERE rowid = ?", [(each,) for each in dropped])
    for _ in range(_ROUNDS):
        if not sum(_follow(connection, join, place) for place, join in enumerate(references)):
            break


def _referred(join: Join) -> str:
    return f"SELECT DISTINCT {_quoted(join.to_columns[0])} AS value FROM {_quoted(join.to_table)}"


def _follow(connection: sqlite3.Connection, join: Join, place: int) -> int:
    """Drops what refers to what is gone; says how many rows."""
    column = _quoted(join.columns[0])
    return connection.execute(
        f"DELETE FROM {_quoted(join.table)} WHERE {column} IN (SELECT value FROM known_{place}) "
        f"AND {column} NOT IN ({_referred(join)} WHERE {_quoted(join.to_columns[0])} IS NOT NULL)"
    ).rowcount


def _deal_values(connection: sqlite3.Connection, table: Table, joins: list[Join], chance: random.Random) -> None:
    """Deals the values of some columns anew among the rows."""
    name = _quoted(table.name)
    free = [column.name for column in table.columns if column.name.lower() not in _keys(connection, table, joins)]
    dealt = [column for column in free if chance.random() < _DEALT]
    places = [row[0] for row in connection.execute(f"SELECT rowid FROM {name} ORDER BY rowid")]
    if not dealt or len(places) < _FEWEST_ROWS:
        return
    connection.execute("DROP TABLE IF EXISTS temp.old_rows")
    connection.execute("DROP TABLE IF EXISTS temp.deal")
    shown = ", ".join(f"{_quoted(column)} AS c{number}" for number, column in enumerate(dealt))
    connection.execute(f"CREATE TEMP TABLE old_rows AS SELECT rowid AS place, {shown} FROM {name}")
    connection.execute("CREATE UNIQUE INDEX temp.old_index ON old_rows (place)")
    sources = ", ".join(f"s{number}" for number in range(len(dealt)))
    connection.execute(f"CREATE TEMP TABLE deal (place INTEGER PRIMARY KEY, {sources})")
    shuffled = [chance.sample(places, len(places)) for _ in dealt]
    marks = ", ".join("?" * (len(dealt) + 1))
    connection.executemany(f"INSERT INTO deal VALUES ({marks})", zip(places, *shuffled, strict=True))
    for number, column in enumerate(dealt):
        # In SQL, so that bytes that are no text and numbers in text columns stay what they are.
        connection.execute(
            f"UPDATE {name} SET {_quoted(column)} = (SELECT old_rows.c{number} FROM deal "
            f"JOIN old_rows ON old_rows.place = deal.s{number} WHERE deal.place = {name}.rowid)"
        )


def _keys(connection: sqlite3.Connection, table: Table, joins: list[Join]) -> set[str]:
    """Columns of keys, joins and unique indexes, in small letters."""
    found = {*table.primary_key}
    found |= {row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(table.name)})") if row[5]}
    for join in joins:
        found |= {*join.columns} if join.table.lower() == table.name.lower() else set()
        found |= {*join.to_columns} if join.to_table.lower() == table.name.lower() else set()
    for row in connection.execute(f"PRAGMA index_list({_quoted(table.name)})").fetchall():
        if row[2]:
            found |= {each[2] for each in connection.execute(f"PRAGMA index_info({_quoted(row[1])})") if each[2]}
    return {name.lower() for name in found}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
