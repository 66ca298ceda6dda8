"""Families of tables: those of one schema, or tied together by joins, which are likely about one subject.

Where many subjects lie in one catalog, many tables look alike: there are customers and orders in every one of them.
What tells them apart is the other words of the question, which stand in other tables of the family that is meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from text2sql.catalog import Catalog
from text2sql.corpus.lexical import LexicalIndex, LexicalPart
from text2sql.types import Hit

_FEWEST_TABLES = 50
"""A catalog with fewer tables is about one subject."""
_MOST_TABLES = 100
"""A larger family says too little about one of its tables; such tables have none."""


@dataclass(frozen=True, slots=True)
class Families:
    """Families of at least one table, searched by their words."""

    members: tuple[tuple[str, ...], ...]
    words: LexicalIndex
    """One document a family; its id is the family's number."""

    family: Mapping[str, int]
    """The number of each table's family; a table without one is not in it."""

    @classmethod
    def of(cls, catalog: Catalog, tables: LexicalIndex) -> "Families":
        """The families of a catalog; none when it is small or everything is one.

        Args:
            catalog: the tables.
            tables: the words of each table. A word counts once for each table of the family that has it.
        """
        groups = _groups(catalog) if len(catalog.tables) >= _FEWEST_TABLES else []
        members = tuple(group for group in groups if len(group) <= _MOST_TABLES)
        if len(members) < 2:
            return cls((), LexicalIndex(()), {})
        family = {table: number for number, group in enumerate(members) for table in group}
        places = [family.get(table, -1) for table in tables.ids]
        counts: dict[str, dict[int, int]] = {}
        for term, numbers in tables.holders():
            found = counts.setdefault(term, {})
            for number in numbers:
                if places[number] >= 0:
                    found[places[number]] = found.get(places[number], 0) + 1
        names = [str(number) for number in range(len(members))]
        return cls(members, LexicalIndex((LexicalPart.of_holders(names, counts),)), family)

    def search(self, words: Iterable[str], count: int) -> tuple[Hit, ...]:
        """The ``count`` best families, best first; an id is a family's number."""
        return self.words.search(words, count)


def _groups(catalog: Catalog) -> list[tuple[str, ...]]:
    """Tables of one schema, if there are several schemas, and tables that joins tie together."""
    parent = {table.name: table.name for table in catalog.tables}
    first: dict[str, str] = {}
    schemas = {table.schema for table in catalog.tables}
    for table in catalog.tables:
        if table.schema and len(schemas) > 1:
            _unite(parent, table.name, first.setdefault(table.schema, table.name))
    for join in catalog.joins:
        if join.table in parent and join.to_table in parent:
            _unite(parent, join.table, join.to_table)
    groups: dict[str, list[str]] = {}
    for name in parent:
        groups.setdefault(_root(parent, name), []).append(name)
    return [tuple(group) for group in groups.values()]


def _unite(parent: dict[str, str], one: str, other: str) -> None:
    parent[_root(parent, one)] = _root(parent, other)


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name
