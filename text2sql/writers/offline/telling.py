"""A representation in words: how the question was read, what was assumed, which values exist in the data."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from text2sql.catalog import Catalog, Language
from text2sql.language import Period
from text2sql.messages import say
from text2sql.types import Carried
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Condition,
    Dimension,
    Either,
    Exists,
    Having,
    Measurement,
    Named,
    Ordering,
    Representation,
    Within,
)

_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@dataclass(frozen=True)
class Telling:
    """Tells representations over one catalog in one language."""

    catalog: Catalog
    language: Language
    expressions: Expressions

    def reading(self, query: Representation) -> str:
        """One line: figure · breakdown · conditions · order."""
        parts = self._subject(query)
        parts += [self._dimension(each) for each in _groups_shown(query)]
        parts += [self._condition(each) for each in query.conditions]
        parts += [self._having(each) for each in query.having]
        if query.comparison is not None:
            parts.append(self._period(query.comparison.column, query.comparison.current))
            start, end = _days(query.comparison.previous)
            parts.append(self._say("versus", start=start, end=end))
        if query.pairing is not None:
            parts.insert(1, self._figure(query.pairing.second.measurements[0]))
            parts += [] if query.pairing.wants == "beside" else [self._say(f"pair_{query.pairing.wants}")]
        if query.contrast is not None:
            first, second = map(self._condition, (query.contrast.first, query.contrast.second))
            parts.append(self._say("contrast", first=first, second=second))
        if query.over_time is not None:
            parts.append(self._say(query.over_time))
        if query.ordering and query.over_groups is None and (query.over_time is None or query.limit is not None):
            parts += self._order(query.ordering[0], query.limit, query.offset)
        return " · ".join(dict.fromkeys(parts))

    def pieces(self, query: Representation) -> tuple[Carried, ...]:
        """What the query says, piece by piece, in the words of :meth:`reading`."""
        found = [Carried("measure", each, removable=False) for each in map(self._figure, query.measurements)]
        groups = [each for each in query.dimensions if not each.hidden and query.over_groups is None]
        found += [Carried("grouping", self._dimension(each)) for each in groups]
        for condition in query.conditions:
            kind: Literal["period", "filter"] = "period" if isinstance(condition, Within) else "filter"
            found.append(Carried(kind, self._condition(condition)))
        found += [Carried("filter", self._having(each)) for each in query.having]
        if query.comparison is not None:
            told = self._period(query.comparison.column, query.comparison.current)
            found.append(Carried("period", told, removable=False))
        if query.ordering and query.over_groups is None:
            kept: Literal["limit", "order"] = "order" if query.limit is None else "limit"
            found += [Carried(kept, each) for each in self._order(query.ordering[0], query.limit, query.offset)]
        return tuple(dict.fromkeys(found))

    def without(self, query: Representation, dropped: Collection[Carried]) -> Representation:
        """The query without the pieces that were dropped, each of which :meth:`pieces` told."""
        labels = {(each.kind, each.label) for each in dropped if each.removable}
        dimensions = [
            each for each in query.dimensions if each.hidden or ("grouping", self._dimension(each)) not in labels
        ]
        kept = {each.column.table for each in dimensions if not each.hidden}
        conditions = tuple(
            each
            for each in query.conditions
            if ("period" if isinstance(each, Within) else "filter", self._condition(each)) not in labels
        )
        told = self._order(query.ordering[0], query.limit, query.offset) if query.ordering else []
        unlimited = any(("limit", each) in labels for each in told)
        unordered = any(("order", each) in labels for each in told)
        return replace(
            query,
            dimensions=tuple(each for each in dimensions if not each.hidden or each.column.table in kept),
            conditions=conditions,
            having=tuple(each for each in query.having if ("filter", self._having(each)) not in labels),
            limit=None if unlimited else query.limit,
            offset=0 if unlimited else query.offset,
            limit_within=() if unlimited else query.limit_within,
            ordering=() if unordered else query.ordering,
        )

    def assumptions(self, query: Representation) -> tuple[str, ...]:
        """What was taken for granted by using business terms and default dates."""
        figures = (*query.measurements, *(each.measurement for each in query.having))
        told = [each.measure.assumption.in_language(self.language) for each in figures if each.measure]
        told += [
            each.filter.assumption.in_language(self.language) for each in query.conditions if isinstance(each, Named)
        ]
        dated = [each.column for each in query.conditions if isinstance(each, Within)]
        dated += [query.comparison.column] if query.comparison else []
        told += [self._say("period_by", column=self._column(column)) for column in dated[:1]]
        return tuple(dict.fromkeys(text for text in told if text))

    def literals(self, query: Representation) -> tuple[str, ...]:
        """Values of the query that the value index or a card knows."""
        return tuple(
            f"{each.column.table}.{each.column.column} = '{value}'"
            for each in query.conditions
            if isinstance(each, Compare)
            for value in each.values
            if isinstance(value, str)
        )

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, f"offline.{key}", **values)

    def _subject(self, query: Representation) -> list[str]:
        if query.over_groups == "count":
            return [self._say("group_count", what=self._table(query.dimensions[0].column.table))]
        if query.over_groups is not None:
            shown = [each for each in query.dimensions if not each.hidden and each not in query.over_dimensions]
            grain = shown[0].grain
            what = self._table(shown[0].column.table) if grain is None else self._say(grain)
            return [*map(self._figure, query.measurements), self._say(f"group_{query.over_groups}", what=what)]
        if query.measurements:
            return [self._figure(each) for each in query.measurements]
        columns = ", ".join(self._column(column) for column in query.columns)
        tables = {column.table for column in query.columns}
        if len(query.columns) >= 4 and tables == {query.table}:
            return [self._say("list_of", what=self._table(query.table))]
        return [self._say("columns_of", columns=columns, what=self._table(query.table))]

    def _figure(self, figure: Measurement) -> str:
        if figure.measure is not None:
            what = figure.measure.label.in_language(self.language) or figure.measure.name.replace("_", " ")
            what = self._say("avg", what=what) if figure.averaged else what
        elif figure.function == "count":
            counted = figure.column.table if figure.column else figure.table
            table = self.catalog.table(counted)
            plain = figure.column is None or (table is not None and figure.column.column in table.primary_key)
            what = (
                self._say("count_of", what=self._table(counted))
                if plain or figure.column is None
                else self._say("count_distinct", what=self._column(figure.column))
            )
        else:
            assert figure.column is not None
            what = self._say(figure.function, what=self._column(figure.column))
        if figure.share:
            return self._say("share", what=what)
        if figure.portion:
            condition = ", ".join(self._condition(each) for each in figure.portion)
            return self._say("portion", what=what, condition=condition)
        return what

    def _dimension(self, dimension: Dimension) -> str:
        if dimension.grain is not None:
            return self._say(dimension.grain)
        table = self.catalog.table(dimension.column.table)
        entity = table is not None and dimension.column.column.lower().endswith(("name", "title"))
        what = self._table(dimension.column.table) if entity else self._column(dimension.column)
        return what if what.endswith("별") else self._say("by", what=what)

    def _condition(self, condition: Condition) -> str:
        if isinstance(condition, Within):
            return self._period(condition.column, condition.period)
        if isinstance(condition, Named):
            term = condition.filter.label.in_language(self.language) or condition.filter.name.replace("_", " ")
            return self._say("not_term", term=term) if condition.negated else term
        if isinstance(condition, Exists):
            inner = [self._condition(each) for each in condition.conditions]
            what = ", ".join([self._table(condition.table), *inner])
            return self._say("exists_not" if condition.negated else "exists", what=what)
        if isinstance(condition, Either):
            return self._say("either", conditions=", ".join(map(self._condition, condition.conditions)))
        if condition.average:
            return self._against_average(self._column(condition.column), condition.operator)
        return self._comparison(self._column(condition.column), condition.operator, condition.values)

    def _against_average(self, what: str, operator: str) -> str:
        return self._say("bound", column=what, operator=_SIGNS[operator], values=self._say("average"))

    def _comparison(self, column: str, operator: str, values: tuple[str | int | float | bool, ...]) -> str:
        if operator in ("is null", "is not null"):
            return self._say("is_missing" if operator == "is null" else "is_present", column=column)
        words = [f"{value:,}" if isinstance(value, int | float) else str(value) for value in values]
        if operator == "like":
            return self._say("contains", column=column, value=words[0].strip("%"))
        if operator == "between":
            return self._say("between", column=column, low=words[0], high=words[1])
        if operator in ("=", "in"):
            return self._say("equals", column=column, values=", ".join(words))
        if operator in ("!=", "not in"):
            return self._say("differs", column=column, values=", ".join(words))
        return self._say("bound", column=column, operator=_SIGNS.get(operator, operator), values=", ".join(words))

    def _having(self, having: Having) -> str:
        if having.average:
            return self._against_average(self._figure(having.measurement), having.operator)
        return self._comparison(self._figure(having.measurement), having.operator, having.values)

    def _period(self, column: ColumnRef, period: Period) -> str:
        start, end = _days(period)
        key = "from_to" if start and end else "since" if start else "until"
        return self._say(key, column=self._column(column), start=start, end=end)

    def _order(self, ordering: Ordering, limit: int | None, offset: int = 0) -> list[str]:
        if isinstance(ordering.by, Dimension):
            return []
        what = self._figure(ordering.by) if isinstance(ordering.by, Measurement) else self._column(ordering.by)
        if offset:
            return [self._say("top_place" if ordering.descending else "bottom_place", what=what, place=offset + 1)]
        if limit is not None:
            return [self._say("top" if ordering.descending else "bottom", what=what, count=limit)]
        return [self._say("largest_first" if ordering.descending else "smallest_first", what=what)]

    def _table(self, name: str) -> str:
        table = self.catalog.table(name)
        assert table is not None, name
        return table.label.in_language(self.language) or table.bare_name.replace("_", " ")

    def _column(self, reference: ColumnRef) -> str:
        """What people call the column: in Korean its first Korean synonym, in English its name."""
        if self.language == "ko":
            for synonym in self.expressions.details(reference).synonyms:
                if any("가" <= letter <= "힣" for letter in synonym):
                    return synonym
        return reference.column.replace("_", " ")


def _groups_shown(query: Representation) -> tuple[Dimension, ...]:
    shown = query.dimensions if query.over_groups is None else query.over_dimensions
    return tuple(each for each in shown if not each.hidden)


def _days(period: Period) -> tuple[str, str]:
    """First and last day of a half-open period, as people say them; empty where it is open."""
    start = period.start.isoformat() if period.start else ""
    end = (period.end - timedelta(days=1)).isoformat() if period.end else ""
    return start, end
