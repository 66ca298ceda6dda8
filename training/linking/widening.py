"""Catalogs made as hard as people's own: wide tables, shortened names, meanings only told in descriptions.

Spider's tables have five columns with telling names. Where linking is needed they have fifty, called ``dscnt_amt``. So
a training database gets columns of others in its tables and tables of others beside them, some of its names are
shortened, and what they mean is said in a description instead, some with the values that the column holds.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import Literal

from text2sql.catalog import Catalog, Column, Join, LocalText, Table
from text2sql.corpus.documents import spoken
from text2sql.evaluation.linking.data import DatabaseValues
from text2sql.evaluation.linking.gold import Gold

Style = Literal["plain", "described", "abbreviated"]
_STYLES: tuple[Style, ...] = ("plain", "described", "abbreviated", "abbreviated")
_DONORS, _MOST_BESIDE, _MOST_COLUMNS = 12, 8, 160
_WIDE, _NARROWEST, _WIDEST = 0.75, 6, 50
"""How many catalogs get wider tables, and how many columns those have; drawn evenly on a logarithmic scale."""
_SHORTENED, _UNNAMED, _TOLD, _VALUES_TOLD = 0.5, 0.45, 0.75, 0.5
_MOST_VALUES, _LONGEST_VALUE = 8, 30
_IDENTIFIER = re.compile("id$")
_TELLINGS = (
    "the {name} of the {table}",
    "{name}",
    "{name} of {table}",
    "the {name}",
    "This field is the {name} of the record",
)

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Widened:
    """A catalog made wider, and what the columns of the first one are called in it."""

    catalog: Catalog
    names: Mapping[Place, str]

    def gold(self, gold: Gold) -> Gold:
        """Gold under the new names."""
        columns = frozenset((table, self.names[table, column]) for table, column in gold.columns)
        return Gold(gold.tables, columns, gold.literals)


@dataclass(slots=True)
class _Dresser:
    """Gives columns the names and descriptions of one style."""

    chance: random.Random
    style: Style
    source: DatabaseValues | None
    names: dict[Place, str] = field(default_factory=dict)

    def table(self, table: Table, added: Sequence[Column], own: bool) -> Table:
        """A table with more columns."""
        rows = [(column, True) for column in table.columns]
        for column in added:
            rows.insert(self.chance.randrange(len(rows) + 1), (column, False))
        used: set[str] = set()
        columns = []
        for column, native in rows:
            dressed = self._column(table, column, own and native)
            while dressed.name.lower() in used:
                dressed = replace(dressed, name=dressed.name + "2")
            used.add(dressed.name.lower())
            columns.append(dressed)
            if native:
                self.names[table.name, column.name] = dressed.name
        keys = tuple(self.names[table.name, name] for name in table.primary_key)
        return replace(table, columns=tuple(columns), primary_key=keys)

    def joins(self, joins: Sequence[Join]) -> list[Join]:
        """Joins of dressed tables under the new names."""
        return [
            Join(
                join.table,
                tuple(self.names[join.table, name] for name in join.columns),
                join.to_table,
                tuple(self.names[join.to_table, name] for name in join.to_columns),
            )
            for join in joins
        ]

    def _column(self, table: Table, column: Column, own: bool) -> Column:
        said = (column.synonyms[0] if column.synonyms else spoken(column.name)).lower()
        name, synonyms, text = column.name, column.synonyms, ""
        if self.style == "abbreviated" and self.chance.random() < _SHORTENED:
            gap = self.chance.choice(("_", ""))
            name = gap.join(self._short(word) for word in said.split()) or column.name
        if self.style != "plain":
            if self.chance.random() < _UNNAMED:
                synonyms = ()
            if self.chance.random() < _TOLD:
                text = self.chance.choice(_TELLINGS).format(name=said, table=spoken(table.bare_name))
            elif name != column.name:
                synonyms = column.synonyms
            if own and column.kind == "text" and self.source and self.chance.random() < _VALUES_TOLD:
                text = ". ".join(part for part in (text, self._values(table, column)) if part)
        return replace(column, name=name, synonyms=synonyms, description=LocalText(en=text))

    def _values(self, table: Table, column: Column) -> str:
        values = self.source.distinct_values(table.name, column.name, _MOST_VALUES + 1) if self.source else ()
        few = 1 < len(values) <= _MOST_VALUES and max(map(len, values)) < _LONGEST_VALUE
        return "; ".join(f'"{value}"' for value in values) if few else ""

    def _short(self, word: str) -> str:
        if len(word) < 4 or self.chance.random() < 0.3:
            return word
        how = self.chance.random()
        if how < 0.4:
            return word[: self.chance.choice((3, 4))]
        return word[0] + re.sub("[aeiou]", "", word[1:]) if how < 0.8 else word[0]


def widened(name: str, catalogs: Mapping[str, Catalog], seed: str, source: DatabaseValues | None) -> Widened:
    """A training catalog as it might be in a company.

    Args:
        name: of the catalog.
        catalogs: those whose columns and tables may be added, by name in order.
        seed: what is drawn follows from it alone.
        source: cell values of the catalog, some of which descriptions tell.
    """
    chance, own = random.Random(seed), catalogs[name]
    giving = [catalogs[each] for each in chance.sample([each for each in catalogs if each != name], _DONORS)]
    dresser = _Dresser(chance, chance.choice(_STYLES), source)
    is_wide = chance.random() < _WIDE
    taken = {each for table in own.tables for column in table.columns for each in _called(column)}
    spare = [
        column
        for donor in giving
        for table in donor.tables
        for column in table.columns
        if column.name not in table.primary_key and not _IDENTIFIER.search(column.name.lower())
    ]
    tables = []
    for table in own.tables:
        wanted = int(exp(chance.uniform(log(_NARROWEST), log(_WIDEST)))) if is_wide else 0
        added = []
        for column in chance.sample(spare, min(len(spare), max(0, wanted - len(table.columns)))):
            if not _called(column) & taken:
                added.append(column)
                taken.add(spoken(column.name))
        tables.append(dresser.table(table, added, own=True))
    joins, names = dresser.joins(own.joins), dict(dresser.names)
    for donor in giving[: chance.choice((0, 0, 1, 1, 2))]:
        more = _beside(donor, tables, dresser)
        tables, joins = [*tables, *more.tables], [*joins, *more.joins]
    chance.shuffle(tables)
    return Widened(Catalog(name, "sqlite", tuple(tables), tuple(joins)), names)


def _beside(donor: Catalog, tables: Sequence[Table], dresser: _Dresser) -> Catalog:
    """Tables of another database to stand beside these; none where names would be the same or there are enough."""
    known = {table.name.lower() for table in tables}
    full = sum(len(table.columns) for table in tables) > _MOST_COLUMNS
    if full or any(table.name.lower() in known for table in donor.tables):
        return Catalog(donor.database, "sqlite", ())
    more = tuple(dresser.table(table, (), own=False) for table in donor.tables[:_MOST_BESIDE])
    kept = {table.name for table in more}
    joins = [join for join in donor.joins if {join.table, join.to_table} <= kept]
    return Catalog(donor.database, "sqlite", more, tuple(dresser.joins(joins)))


def _called(column: Column) -> set[str]:
    return {spoken(column.name), *(name.lower() for name in column.synonyms)}
