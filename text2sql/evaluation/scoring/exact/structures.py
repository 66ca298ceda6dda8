"""What exact match must know of a database: its columns, from the file itself, and its foreign keys."""

from collections.abc import Iterable, Mapping

from text2sql.evaluation.scoring.exact.grammar import Structure
from text2sql.evaluation.types import Row, Schema

STRUCTURE_SQL = (
    "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
    "WHERE m.type = 'table' ORDER BY m.rowid, c.cid"
)
"""Gives pairs of table and column. The official evaluator reads names from the file, keys from ``tables.json``."""


def structure_of(schema: Schema | None, rows: Iterable[Row] = ()) -> Structure:
    """What a database looks like to exact match.

    Args:
        schema: what ``tables.json`` says; None when the database is not in it, which means no foreign keys.
        rows: what :data:`STRUCTURE_SQL` gave; none when there is no file, and then the schema's names are used.
    """
    tables: dict[str, list[str]] = {}
    for table, column in rows:
        tables.setdefault(str(table).lower(), []).append(str(column).lower())
    if not tables and schema is not None:
        tables = {table.lower(): [] for table in schema.tables}
        for place, column in schema.columns:
            if place >= 0:
                tables[schema.tables[place].lower()].append(column.lower())
    same_as = {} if schema is None else _same_columns(schema)
    return Structure({table: tuple(columns) for table, columns in tables.items()}, same_as)


def _same_columns(schema: Schema) -> Mapping[str, str]:
    """From each column in a foreign key to the first column, in the file's order, of its family.

    Families grow in the order of the keys and are never united later, so that a key whose two columns are already in
    different families joins only the first of them; a column in both goes with the later one. The official evaluator
    does it so, and it shows in databases with chains of keys.
    """
    families: list[set[int]] = []
    for pair in schema.foreign_keys:
        family = next((each for each in families if not each.isdisjoint(pair)), None)
        if family is None:
            families.append(family := set())
        family.update(pair)
    names = ["*" if place < 0 else f"{schema.tables[place]}.{name}".lower() for place, name in schema.columns]
    return {names[column]: names[min(family)] for family in families for column in sorted(family)}
