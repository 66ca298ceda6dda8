"""A catalog in parts, so that a change of one table is the change of one part and all other files stay as they are.

Which part a table belongs to follows from its name alone. Beside the parts stands a head: the catalog with names in
place of tables, which keeps their order, the joins and what is said of the database.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar
from zlib import crc32

from text2sql.catalog import Catalog, Table
from text2sql.corpus.state import IndexState
from text2sql.corpus.storing import catalog_from_json, tables_from_json
from text2sql.corpus.uncollected import uncollected

T = TypeVar("T")
_UNDIVIDED = 512
"""A catalog of so many tables is one part: opening few files is quicker than many."""
_TABLES = 256
"""A part of a larger one has at most about so many tables."""


def parts_for(tables: int) -> int:
    """How many parts a catalog of so many tables has; a power of two, so that it seldom changes."""
    return 1 if tables <= _UNDIVIDED else 1 << (tables // _TABLES).bit_length()


def part_of(table: str, parts: int) -> int:
    """The number of the part that a table belongs to; the case of its name does not matter."""
    return crc32(table.lower().encode("utf-8", "surrogatepass")) % parts


def divided(found: Iterable[T], name_of: Callable[[T], str], parts: int) -> list[tuple[T, ...]]:
    """What belongs to each part, in the order in which it came."""
    groups: list[list[T]] = [[] for _ in range(parts)]
    for each in found:
        groups[part_of(name_of(each), parts)].append(each)
    return [tuple(group) for group in groups]


def head_of(catalog: Catalog) -> Catalog:
    """The catalog with tables that have nothing but their names."""
    return replace(catalog, tables=tuple(Table(table.name, ()) for table in catalog.tables))


@dataclass(frozen=True, slots=True)
class StoredCatalog:
    """A catalog in the files of an index: what the warehouse said, or that with the cards merged in."""

    folder: Path
    state: IndexState
    role: Literal["introspected", "catalog"]

    def head(self) -> Catalog:
        """The catalog with names in place of tables.

        Raises:
            OSError, KeyError, ValueError: its file is gone or damaged.
        """
        return catalog_from_json(self.state.text(self.folder, self.role))

    def tables(self, part: int) -> tuple[Table, ...]:
        """The tables of a part.

        Raises:
            OSError, KeyError, ValueError: its file is gone or damaged.
        """
        return tables_from_json(self.state.text(self.folder, f"{self.role}/{part}"))

    def whole(self) -> Catalog:
        """All of it.

        Raises:
            OSError, KeyError, ValueError: a file is gone or damaged.
        """
        with uncollected():
            return assembled(self.head(), [self.tables(part) for part in range(self.state.parts)])


def assembled(head: Catalog, parts: Iterable[Sequence[Table]]) -> Catalog:
    """A catalog from its head and the tables of its parts.

    Raises:
        KeyError: a table of the head is in no part.
    """
    by_name = {table.name: table for tables in parts for table in tables}
    return replace(head, tables=tuple([by_name[table.name] for table in head.tables]))
