"""Reads table cards: what people know about a table, as files in git under ``schemas/<database>/<table>.yaml``."""

from dataclasses import dataclass
from pathlib import Path

from text2sql.catalog import Join, LocalText, Measure, NamedFilter, ValueLabels
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
