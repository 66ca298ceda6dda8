"""Merges table cards into what the warehouse says of itself: where both speak, people win."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.corpus.cards.reading import ColumnCard, TableCard


def apply_cards(catalog: Catalog, cards: Iterable[TableCard]) -> Catalog:
    """The catalog with what people say merged in: their words win, hidden tables leave with their joins.

    Cards for unknown tables, and unknown columns of known tables, change nothing.
    """
    cards = tuple(cards)
    merged = replace(catalog, tables=tables_with(catalog.tables, cards))
    return replace(merged, joins=joins_with(merged, catalog.joins, cards))


def tables_with(tables: Iterable[Table], cards: Iterable[TableCard]) -> tuple[Table, ...]:
    """Some tables with what people say merged in, without the hidden ones."""
    by_name = {card.table.lower(): card for card in cards}
    found = ((table, by_name.get(table.name.lower())) for table in tables)
    return tuple(_table_with(table, card) for table, card in found if card is None or not card.hidden)


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
        described_by="" if card.description else table.described_by,
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
        described_by="" if card.description else column.described_by,
        synonyms=card.synonyms or column.synonyms,
        values=card.values or column.values,
        unit=card.unit or column.unit,
        personal=personal,
        profile=None if personal else column.profile,
    )


def joins_with(catalog: Catalog, found: Sequence[Join], cards: Sequence[TableCard]) -> tuple[Join, ...]:
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
