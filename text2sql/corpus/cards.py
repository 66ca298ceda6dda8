"""Table cards: what people know about a table, as files in git under ``schemas/<database>/<table>.yaml``.

A card never has to be complete: what it does not say is taken from the warehouse. Where both speak, people win. A card
for a table or a column that does not exist is not an error, for warehouses change; ``schema diff`` lists it
(:mod:`text2sql.corpus.drift`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from text2sql.catalog import (
    Catalog,
    Column,
    Join,
    LocalText,
    Measure,
    NamedFilter,
    Table,
    ValueLabels,
)
from text2sql.corpus.files import yaml_files
from text2sql.corpus.yaml_files import Entry, read_yaml
from text2sql.errors import KnowledgeError

_NOTHING = LocalText()
_TABLE_KEYS = (
    "table", "description", "row", "label", "synonyms", "time", "hidden", "columns", "joins", "measures", "filters",
)  # fmt: skip
_COLUMN_KEYS = ("description", "synonyms", "values", "unit", "personal")
_JOIN_KEYS = ("columns", "to", "to_columns")
_MEASURE_KEYS = ("name", "label", "synonyms", "expression", "filter", "unit", "assumption")
_FILTER_KEYS = ("name", "label", "synonyms", "condition", "assumption")


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """What people say about a column."""

    name: str
    description: LocalText = _NOTHING
    synonyms: tuple[str, ...] = ()
    values: tuple[ValueLabels, ...] = ()
    unit: str = ""
    personal: bool | None = None
    """None leaves it to what the warehouse's profile suspects."""


@dataclass(frozen=True, slots=True)
class TableCard:
    """What people say about a table."""

    path: Path
    table: str
    description: LocalText = _NOTHING
    row: LocalText = _NOTHING
    label: LocalText = _NOTHING
    synonyms: tuple[str, ...] = ()
    time: str = ""
    """The column a period refers to; empty for none."""
    hidden: bool = False
    """A hidden table is not in the catalog at all: it is neither found nor allowed."""
    columns: tuple[ColumnCard, ...] = ()
    joins: tuple[Join, ...] = ()
    measures: tuple[Measure, ...] = ()
    filters: tuple[NamedFilter, ...] = ()


def read_cards(folder: Path) -> tuple[TableCard, ...]:
    """The cards of one database, by file name; none when the folder does not exist.

    Raises:
        KnowledgeError: a card is wrong, or two cards are about the same table; file and line are named.
    """
    cards: dict[str, TableCard] = {}
    for path in yaml_files(folder):
        card = read_card(path)
        if card is None:
            continue
        earlier = cards.setdefault(card.table.lower(), card)
        if earlier is not card:
            raise KnowledgeError(f"{path}: {earlier.path} is about the table {card.table} too; keep one of them.")
    return tuple(cards.values())


def read_card(path: Path) -> TableCard | None:
    """The card in a file; None when the file is empty.

    Raises:
        KnowledgeError: the card is wrong.
    """
    root = read_yaml(path)
    return None if root is None else card_of(root)


def card_of(root: Entry) -> TableCard:
    """The card that a YAML file holds.

    Raises:
        KnowledgeError: the card is wrong.
    """
    entries = root.mapping(_TABLE_KEYS)
    table = _required(root, entries, "table")
    return TableCard(
        path=root.path,
        table=table,
        description=_local(entries, "description"),
        row=_local(entries, "row"),
        label=_local(entries, "label"),
        synonyms=_texts(entries, "synonyms"),
        time=_text(entries, "time"),
        hidden=entries["hidden"].flag() if "hidden" in entries else False,
        columns=tuple(
            _column(name, entry)
            for name, entry in (entries["columns"].mapping() if "columns" in entries else {}).items()
        ),
        joins=tuple(_join(table, item) for item in _items(entries, "joins")),
        measures=tuple(_measure(item) for item in _items(entries, "measures")),
        filters=tuple(_filter(item) for item in _items(entries, "filters")),
    )


def apply_cards(catalog: Catalog, cards: Iterable[TableCard]) -> Catalog:
    """The catalog with what people say merged in: their words win, hidden tables leave with their joins.

    Cards for unknown tables, and unknown columns of known tables, change nothing.
    """
    by_name = {card.table.lower(): card for card in cards}
    hidden = {name for name, card in by_name.items() if card.hidden}
    tables = tuple(
        _table_with(table, by_name.get(table.name.lower()))
        for table in catalog.tables
        if table.name.lower() not in hidden
    )
    merged = replace(catalog, tables=tables)
    return replace(merged, joins=_joins_with(merged, catalog.joins, tuple(by_name.values())))


def _column(name: str, entry: Entry) -> ColumnCard:
    entries = entry.mapping(_COLUMN_KEYS)
    return ColumnCard(
        name=name,
        description=_local(entries, "description"),
        synonyms=_texts(entries, "synonyms"),
        values=_values(entries["values"]) if "values" in entries else (),
        unit=_text(entries, "unit"),
        personal=entries["personal"].flag() if "personal" in entries else None,
    )


def _values(entry: Entry) -> tuple[ValueLabels, ...]:
    if entry.is_list:
        return tuple(ValueLabels(item.text()) for item in entry.items())
    return tuple(ValueLabels(value, labels.texts()) for value, labels in entry.mapping().items())


def _join(table: str, entry: Entry) -> Join:
    entries = entry.mapping(_JOIN_KEYS)
    columns, to_columns = _texts(entries, "columns"), _texts(entries, "to_columns")
    to_table = _required(entry, entries, "to")
    if not columns or len(columns) != len(to_columns):
        entry.fail("a join needs `columns` and as many `to_columns`.")
    return Join(table, columns, to_table, to_columns)


def _measure(entry: Entry) -> Measure:
    entries = entry.mapping(_MEASURE_KEYS)
    return Measure(
        name=_required(entry, entries, "name"),
        expression=_required(entry, entries, "expression"),
        filter=_text(entries, "filter"),
        label=_local(entries, "label"),
        synonyms=_texts(entries, "synonyms"),
        unit=_text(entries, "unit"),
        assumption=_local(entries, "assumption"),
    )


def _filter(entry: Entry) -> NamedFilter:
    entries = entry.mapping(_FILTER_KEYS)
    return NamedFilter(
        name=_required(entry, entries, "name"),
        condition=_required(entry, entries, "condition"),
        label=_local(entries, "label"),
        synonyms=_texts(entries, "synonyms"),
        assumption=_local(entries, "assumption"),
    )


def _required(entry: Entry, entries: dict[str, Entry], key: str) -> str:
    words = _text(entries, key)
    if not words:
        entry.fail(f"`{key}` is missing; add it.")
    return words


def _text(entries: dict[str, Entry], key: str) -> str:
    return entries[key].text() if key in entries else ""


def _texts(entries: dict[str, Entry], key: str) -> tuple[str, ...]:
    return entries[key].texts() if key in entries else ()


def _local(entries: dict[str, Entry], key: str) -> LocalText:
    return entries[key].local_text() if key in entries else _NOTHING


def _items(entries: dict[str, Entry], key: str) -> tuple[Entry, ...]:
    return entries[key].items() if key in entries else ()


def _table_with(table: Table, card: TableCard | None) -> Table:
    if card is None:
        return table
    by_name = {column.name.lower(): column for column in card.columns}
    time = table.column(card.time) if card.time else None
    return replace(
        table,
        columns=tuple(_column_with(column, by_name.get(column.name.lower())) for column in table.columns),
        description=card.description or table.description,
        description_source="human" if card.description else table.description_source,
        row=card.row or table.row,
        label=card.label or table.label,
        synonyms=card.synonyms or table.synonyms,
        time_column=time.name if time else table.time_column,
        measures=card.measures or table.measures,
        filters=card.filters or table.filters,
    )


def _column_with(column: Column, card: ColumnCard | None) -> Column:
    if card is None:
        return column
    personal = column.personal if card.personal is None else card.personal
    return replace(
        column,
        description=card.description or column.description,
        description_source="human" if card.description else column.description_source,
        synonyms=card.synonyms or column.synonyms,
        values=card.values or column.values,
        unit=card.unit or column.unit,
        personal=personal,
        profile=None if personal else column.profile,
    )


def _joins_with(catalog: Catalog, found: Sequence[Join], cards: Sequence[TableCard]) -> tuple[Join, ...]:
    """Joins between tables and columns that exist; one that people wrote replaces the same one found or inferred."""
    joins: dict[tuple[str, str, frozenset[tuple[str, str]]], Join] = {}
    for join in [*(join for card in cards for join in card.joins), *found]:
        exact = _exact(catalog, join)
        if exact is not None:
            pairs = frozenset(zip(exact.columns, exact.to_columns, strict=True))
            joins.setdefault((exact.table, exact.to_table, pairs), exact)
    return tuple(joins.values())


def _exact(catalog: Catalog, join: Join) -> Join | None:
    """The join with names spelled as in the catalog; None when one of them does not exist."""
    table, to_table = catalog.table(join.table), catalog.table(join.to_table)
    if table is None or to_table is None:
        return None
    columns = [table.column(name) for name in join.columns]
    to_columns = [to_table.column(name) for name in join.to_columns]
    names = tuple(column.name for column in columns if column)
    to_names = tuple(column.name for column in to_columns if column)
    if len(names) != len(join.columns) or len(to_names) != len(join.to_columns):
        return None
    return replace(join, table=table.name, columns=names, to_table=to_table.name, to_columns=to_names)
