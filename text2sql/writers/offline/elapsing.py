"""Rows between two events of which more or less time went by: paid a day after they were placed, delivered in three."""

import re

from sqlglot import exp, parse_one

from text2sql.catalog import LocalText, Measure, NamedFilter
from text2sql.language import DurationMention, ElapsedMention
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.durations import events_between, korean_name, names_date, names_rows
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import ELAPSED, ColumnRef, Named

_DAYS_APART = re.compile(r"^AVG\(date_diff\('(?:day|hour)',\s*(\w+),\s*(\w+)\)\)", re.IGNORECASE)
_WITHOUT_INTERVALS = ("sqlite",)
_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_KOREAN_UNITS = {"minute": "분", "hour": "시간", "day": "일", "week": "주", "month": "개월"}


def read_elapsed(draft: Draft, graph: JoinGraph) -> None:
    """Bounds on the time between two dates of a row, or of a row and the one it refers to, become conditions."""
    for word in [*draft.unused("elapsed")]:
        said = word.mention.special
        assert isinstance(said, ElapsedMention)
        word.used = True
        found = _between(draft, graph, said)
        sql = None if found is None else _sql(draft, graph, said, found[0], found[1])
        if found is None or sql is None:
            draft.doubt(1.2, said.text)
            continue
        begun, ended, only = found
        draft.conditions.append(Named(ended.table, NamedFilter(ELAPSED, sql, _label(draft, said, begun, ended))))
        draft.conditions += [] if only is None else [only]
        draft.dated = draft.dated or _dated(draft, begun)


def _dated(draft: Draft, begun: ColumnRef) -> ColumnRef | None:
    """Rows that are counted by when the time begins: orders, by when they were placed, unless another is named."""
    own = draft.table_of(begun.table).time_column == begun.column
    heads = {word.meaning.table for word in draft.words if word.kind == "table"}
    return begun if own and heads <= {begun.table} else None


def _between(draft: Draft, graph: JoinGraph, said: ElapsedMention) -> tuple[ColumnRef, ColumnRef, Named | None] | None:
    """The two dates, the later one's table below the other's or the same, and the rows that are narrowed down to."""
    if said.first and said.last:
        pair = events_between(draft, graph, DurationMention(0, 0, said.text, said.first, said.last, "avg"))
        if pair is None:
            return None
        (begun, first), (ended, last) = pair
        return (begun, ended, first or last) if graph.upward(ended.table, begun.table) is not None else None
    heads = {word.meaning.table for word in draft.words if word.kind in ("table", "measure")}
    for table in draft.catalog.tables:
        for ends in filter(None, map(_ends, table.measures)):
            begun, ended = (ColumnRef(table.name, each) for each in ends)
            rows = bool(said.last) and names_rows(table, said.last)
            dated = names_date(draft.details(ended if said.last else begun), said.last or said.first)
            if rows or (dated and (not heads or table.name in heads)):
                return begun, ended, None
    return _since_the_rows(draft, said) if said.last else None


def _ends(measure: Measure) -> tuple[str, str] | None:
    """The two columns that a business measure in days lies between."""
    found = _DAYS_APART.match(measure.expression)
    return (found.group(1), found.group(2)) if found and measure.unit == "days" else None


def _since_the_rows(draft: Draft, said: ElapsedMention) -> tuple[ColumnRef, ColumnRef, Named | None] | None:
    """From when rows came to be to what is named: 결제까지 하루 넘게 걸린 주문."""
    heads = [word.meaning.table for word in draft.words if word.kind == "table"]
    table = draft.table_of(heads[-1 if draft.korean else 0]) if heads else None
    if table is None or not table.time_column:
        return None
    begun = ColumnRef(table.name, table.time_column)
    for column in table.columns:
        ended = ColumnRef(table.name, column.name)
        dated = column.effective_kind in ("date", "timestamp") and ended != begun
        if dated and names_date(column, said.last):
            return begun, ended, None
    return None


def _sql(draft: Draft, graph: JoinGraph, said: ElapsedMention, begun: ColumnRef, ended: ColumnRef) -> str | None:
    """The condition over the table of the later event; None where its dialect or the tables cannot say it."""
    if draft.catalog.dialect in _WITHOUT_INTERVALS:
        return None
    expressions = Expressions(draft.catalog)
    first: exp.Expr = expressions.column(begun)
    if begun.table != ended.table:
        path = graph.upward(ended.table, begun.table)
        if path is None or len(path) != 1 or len(path[0].columns) != 1:
            return None
        here = expressions.column(ColumnRef(ended.table, path[0].columns[0]))
        there = expressions.column(ColumnRef(begun.table, path[0].to_columns[0]))
        inner = exp.Select(expressions=[first]).from_(expressions.table(begun.table))
        first = inner.where(exp.EQ(this=there, expression=here)).subquery()
    last, start = expressions.column(ended).sql(dialect="duckdb"), first.sql(dialect="duckdb")
    days = _ended_by_day(draft, begun, ended, said)
    if days:
        text = f"date_diff('day', {start}, {last}) {said.operator} {days}"
    else:
        text = f"{last} {said.operator} {start} + INTERVAL '{said.amount}' {said.unit}"
    return parse_one(text, read="duckdb").sql(dialect=draft.catalog.dialect)


def _ended_by_day(draft: Draft, begun: ColumnRef, ended: ColumnRef, said: ElapsedMention) -> int:
    """How many days are compared where the rows' own measure counts whole days; 0 where times of day count."""
    measures = draft.table_of(ended.table).measures if begun.table == ended.table else ()
    counted = any(_ends(each) == (begun.column, ended.column) and "'day'" in each.expression for each in measures)
    lengths = {"day": 1, "week": 7}
    return said.amount * lengths[said.unit] if counted and said.unit in lengths else 0


def _label(draft: Draft, said: ElapsedMention, begun: ColumnRef, ended: ColumnRef) -> LocalText:
    between = f"{begun.column.replace('_', ' ')} to {ended.column.replace('_', ' ')}"
    units = said.unit if said.amount == 1 else f"{said.unit}s"
    length = f"{_SIGNS[said.operator]} {said.amount}"
    names = (korean_name(draft.details(begun)), korean_name(draft.details(ended)))
    return LocalText(f"{between} {length} {units}", f"{names[0]}부터 {names[1]}까지 {length}{_KOREAN_UNITS[said.unit]}")
