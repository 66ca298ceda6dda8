"""What a person who asks may know of: names, samples and values, for everything that shows them to people or a model.

The checker keeps a query from reading what is hidden; this keeps a prompt, a hint or a search from speaking of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, cast

from text2sql.catalog import Catalog, Column, SampleQuery, Table
from text2sql.interfaces import DocumentKind, Knowledge
from text2sql.stages.checking.names import alike, generous_parts, same_table
from text2sql.stages.checking.rules import CheckRules
from text2sql.types import Hit, LinkedValue

_WORD = re.compile(r"\w+")


def visible_catalog(catalog: Catalog, rules: CheckRules) -> Catalog:
    """The catalog without what the rules hide.

    Business terms that name a hidden column go with it. A table with a row filter keeps its columns but not what a scan
    of all its rows found in them: frequent values and extremes may be those of rows outside the filter.
    """
    tables = tuple(
        _visible_table(table, rules.columns_hidden_in(table.name), _is_filtered(table.name, rules))
        for table in catalog.tables
        if not rules.hides_table(table.name)
    )
    shown = {table.name: {column.name for column in table.columns} for table in tables}
    joins = tuple(
        join
        for join in catalog.joins
        if set(join.columns) <= shown.get(join.table, set()) and set(join.to_columns) <= shown.get(join.to_table, set())
    )
    return replace(catalog, tables=tables, joins=joins)


def _visible_table(table: Table, hidden: frozenset[str], filtered: bool) -> Table:
    if not hidden and not filtered:
        return table
    columns = tuple(
        replace(column, profile=None) if filtered else column
        for column in table.columns
        if not _is_hidden(column.name, hidden)
    )
    time = table.time_column
    return replace(
        table,
        columns=columns,
        primary_key=() if any(_is_hidden(name, hidden) for name in table.primary_key) else table.primary_key,
        time_column=None if time is not None and _is_hidden(time, hidden) else time,
        measures=tuple(each for each in table.measures if not _mentions(f"{each.expression} {each.filter}", hidden)),
        filters=tuple(each for each in table.filters if not _mentions(each.condition, hidden)),
        row_count=None if filtered else table.row_count,
    )


def _is_hidden(name: str, hidden: frozenset[str]) -> bool:
    return alike(name).casefold() in hidden


def _mentions(sql: str, hidden: Iterable[str]) -> bool:
    words = {alike(word).casefold() for word in _WORD.findall(sql)}
    return any(name in words or (not _WORD.fullmatch(name) and name in alike(sql).casefold()) for name in hidden)


def _is_filtered(name: str, rules: CheckRules) -> bool:
    parts = generous_parts(name)
    return any(same_table(generous_parts(each.table), parts) for each in rules.row_filters)


def filtered_tables(catalog: Catalog, rules: CheckRules) -> frozenset[str]:
    """The tables of which some rows are not for whoever asks."""
    return frozenset(table.name for table in catalog.tables if _is_filtered(table.name, rules))


class VisibleKnowledge:
    """Knowledge as the person who asks may search it."""

    def __init__(self, knowledge: Knowledge, rules: CheckRules) -> None:
        """Narrow ``knowledge`` by the rules; what is found of anything else is passed over."""
        self._knowledge = knowledge
        self.catalog = visible_catalog(knowledge.catalog, rules)
        hidden = {column for table in knowledge.catalog.tables for column in rules.columns_hidden_in(table.name)}
        self.samples = tuple(each for each in knowledge.samples if self._may_show(each, hidden))
        self._kept = {sample.id for sample in self.samples}
        self._filtered = filtered_tables(self.catalog, rules)

    def _may_show(self, sample: SampleQuery, hidden: set[str]) -> bool:
        return all(self.catalog.table(name) for name in sample.tables) and not _mentions(sample.sql, hidden)

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents closest in meaning, best first."""
        return self._visible(kind, self._knowledge.nearest(kind, text, count))

    def matching(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents that share words, best first."""
        return self._visible(kind, self._knowledge.matching(kind, text, count))

    def values(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of; of a table with a row filter only those that a table card names."""
        return tuple(value for value in self._knowledge.values(text, count) if self._may_tell(value))

    def _visible(self, kind: DocumentKind, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        if kind == "sample":
            return tuple(hit for hit in hits if hit.id in self._kept)
        if kind == "table":
            return tuple(hit for hit in hits if self.catalog.table(hit.id))
        return tuple(hit for hit in hits if self._column_of(hit.id) is not None)

    def _column_of(self, identity: str) -> Column | None:
        end = len(identity)
        while (end := identity.rfind(".", 0, end)) > 0:
            table = self.catalog.table(identity[:end])
            column = table.column(identity[end + 1 :]) if table else None
            if column is not None:
                return column
        return None

    def _may_tell(self, value: LinkedValue) -> bool:
        table = self.catalog.table(value.table)
        column = table.column(value.column) if table else None
        if table is None or column is None:
            return False
        return table.name not in self._filtered or any(each.value == value.value for each in column.values)


class KnowsNames(Protocol):
    """Knowledge of a large catalog: the names in it one by one, what they mean, and which tables belong together.

    What they look like is between it and linking; here they are passed on.
    """

    catalog: Catalog

    @property
    def phrases(self) -> object:
        """The names."""

    def closeness(self, spans: Sequence[str]) -> object:
        """How close each span of a question is to each name."""

    @property
    def family_numbers(self) -> object:
        """The family of each table."""

    def families(self, text: str, count: int) -> tuple[Hit, ...]:
        """The families that share the most words with the text."""


class VisibleNames:
    """:class:`VisibleKnowledge` that also knows the names of what may be seen, and only those."""

    def __init__(self, visible: VisibleKnowledge, names: KnowsNames) -> None:
        """Search ``visible``; ``names`` has to know its catalog and no other."""
        self._visible = visible
        self._names = names
        self.catalog = visible.catalog
        self.samples = visible.samples

    @property
    def phrases(self) -> object:
        """What the catalog calls its tables and columns."""
        return self._names.phrases

    def closeness(self, spans: Sequence[str]) -> object:
        """The cosine of each span of a question (a row) with each phrase (a column)."""
        return self._names.closeness(spans)

    @property
    def family_numbers(self) -> object:
        """For each table of the catalog, in order, the number of its family; -1 for a table without one."""
        return self._names.family_numbers

    def families(self, text: str, count: int) -> tuple[Hit, ...]:
        """The ``count`` families that share the most words with the text, best first; an id is a family's number."""
        return self._names.families(text, count)

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents closest in meaning, best first."""
        return self._visible.nearest(kind, text, count)

    def matching(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents that share words, best first."""
        return self._visible.matching(kind, text, count)

    def values(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first."""
        return self._visible.values(text, count)


def visible_knowledge(knowledge: Knowledge, rules: CheckRules) -> Knowledge:
    """Knowledge as the person who asks may search it.

    Its names, and what is derived from them, are made anew from what may be seen: so ``knowledge`` is taken over, must
    not have been asked before, and must not be used for anybody else afterwards.
    """
    visible = VisibleKnowledge(knowledge, rules)
    knowledge.catalog = visible.catalog
    # Asked of the class: asking the object would make the names, which only a large schema needs.
    if hasattr(type(knowledge), "phrases"):
        return VisibleNames(visible, cast(KnowsNames, knowledge))
    return visible
