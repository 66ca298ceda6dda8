"""What a follow-up says by itself, before it is known what becomes of the question it follows.

A fragment is read with the parts of the grammar that read whole questions. Where those need what a fragment leaves out
(the figure that is ranked, the table that is counted) they are given that of the question before.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from text2sql.interfaces import Reference
from text2sql.language import BoundMention, ComparisonMention, NumberMention, Period, PeriodMention, RankingMention
from text2sql.writers.offline.amounts import amount_of, counts_rows
from text2sql.writers.offline.beside import count_beside
from text2sql.writers.offline.bounding import bounds_of_the_figure, take_count_bounds
from text2sql.writers.offline.changing import (
    counts_something,
    drop_replaced,
    drops_amount,
    exclude_all,
    keep_counting,
    take_bare_grains,
    take_released,
)
from text2sql.writers.offline.conditions import read_adjacent_bounds, read_conditions
from text2sql.writers.offline.doing import take_doers
from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.elapsing import read_elapsed
from text2sql.writers.offline.figures import add_entity, read_dimensions, read_figures, read_qualifiers
from text2sql.writers.offline.homonyms import settle_spoken_of, spoken_of
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.narrowing import flags_of_the_counted, is_flag, take_happened
from text2sql.writers.offline.rankings import read_rankings
from text2sql.writers.offline.representation import (
    ColumnRef,
    Dimension,
    Measurement,
    Ordering,
    OverTime,
    Representation,
)
from text2sql.writers.offline.timing import take_periods

_COUNTERS = ("", "개", "건", "명", "위", "등", "가지", "곳", "줄", "행", "row", "rows", "item", "items", "one", "ones")
LoneFunction = Literal["avg", "sum", "max", "min"]
_LONE: dict[str, LoneFunction] = {"avg": "avg", "sum": "sum", "max": "max", "min": "min"}
_YEARS = range(1990, 2100)


@dataclass
class Fragment:
    """What a follow-up says. Empty parts are left to the question before."""

    draft: Draft
    """Its conditions, bounds, order and limit; dimensions whose time column is still open."""
    figures: tuple[Measurement, ...] = ()
    sorts_by: Measurement | None = None
    """A figure that is only named to sort by."""
    columns: tuple[ColumnRef, ...] = ()
    """Columns of a list that are named."""
    function: LoneFunction | None = None
    """The same figure, summed up in another way: 평균은?"""
    share: bool = False
    over_time: OverTime | None = None
    """A running total or growth over the grains of time that are there."""
    ungrouped: tuple[ColumnRef, ...] = ()
    """Groups that are no longer wanted: 성별은 빼고, "remove the gender split"."""
    released: tuple[ColumnRef, ...] = ()
    """Columns whose conditions are no longer wanted: "back to all channels"."""
    lists: bool = False
    """The rows that were counted are wanted themselves: "list them"."""


def read_fragment(draft: Draft, base: Representation, reference: Reference, graph: JoinGraph) -> Fragment:
    """Read the words of a draft as a follow-up of a query. The draft is consumed."""
    draft.table = base.table
    settle_spoken_of(draft, spoken_of(base))
    _years(draft)
    drop_replaced(draft, reference.replaces)
    take_periods(draft)
    read_qualifiers(draft)
    read_adjacent_bounds(draft)
    if reference.narrows:
        take_happened(draft, base, graph)
    take_doers(draft, base, reference, graph)
    flags_of_the_counted(draft)
    released = take_released(draft, base)
    if counts_something(draft, base):
        keep_counting(draft)
    fragment = Fragment(draft, function=_lone_aggregate(draft), released=released)
    take_count_bounds(draft, base)
    read_figures(draft)
    _lone_count(draft, base)
    fragment.figures = tuple(draft.figures)
    fragment.share = _take_share(draft)
    fragment.over_time = _take_over_time(draft, base)
    fragment.lists = _take_list(draft, base)
    named = reference.amount and not drops_amount(draft)
    if named and not draft.figures and not any(draft.unused("measure", "column")):
        draft.figures = amount_of(draft, base)
        fragment.figures = tuple(draft.figures)
        fragment.function = None if draft.figures else fragment.function
    draft.figures = draft.figures or list(base.measurements)
    read_dimensions(draft)
    take_bare_grains(draft, base)
    bounds_of_the_figure(draft, base)
    _limits(draft)
    _pointed_at(draft, graph)
    read_rankings(draft)
    _sorting(fragment, draft, base)
    _pointing(draft, graph)
    fragment.ungrouped = _ungrouped(draft, base)
    read_elapsed(draft, graph)
    read_conditions(draft)
    exclude_all(draft)
    if beside := count_beside(draft, base, reference):
        fragment.figures = beside
    _named_columns(fragment, draft, base)
    _named_tables(fragment, draft, base, graph)
    for word in draft.unused("column", "table", "measure", "ranking", "bound", "moving"):
        draft.doubt(0.9, word.mention.text)
    for word in draft.unused("cue"):
        draft.cost += 0.7 if word.meaning.cue in ("cumulative", "without", "missing") else 0.0
    return fragment


def _years(draft: Draft) -> None:
    """A bare number that can only be a year is one: "what about 2025?"."""
    for word in [*draft.unused("number")]:
        number = word.mention.special
        if isinstance(number, NumberMention) and not number.unit and number.value in _YEARS:
            word.used = True
            year = int(number.value)
            period = Period(date(year, 1, 1), date(year + 1, 1, 1))
            mention = word.mention
            draft.periods.append(PeriodMention(mention.start, mention.end, mention.text, period, "year", "bare_year"))


def _lone_aggregate(draft: Draft) -> LoneFunction | None:
    """An aggregate without anything beside it that it could be of."""
    if any(word.meaning.cue == "share" for word in draft.unused("cue")):
        for word in [*draft.unused("cue")]:
            word.used = word.used or word.meaning.cue in ("sum", "all")  # "in percent of the total"
        return None
    if any(draft.unused("measure")) or any(draft.is_number(word) for word in draft.unused("column")):
        return None
    bounded = any(isinstance(word.mention.special, BoundMention) for word in draft.words)
    for word in [*draft.unused("cue")]:
        if bounded and word.meaning.cue in ("min", "max"):
            word.used = True  # 최소 20개 이상: the bound says it already
        elif word.meaning.cue in _LONE:
            word.used = True
            return _LONE[word.meaning.cue]
    return None


def _lone_count(draft: Draft, base: Representation) -> None:
    """몇 건이야?: the rows of the query before."""
    for word in [*draft.unused("cue")]:
        if word.meaning.cue == "count" and not draft.figures:
            word.used = True
            counted = [replace(each, share=False) for each in base.measurements if each.share and counts_rows(each)]
            draft.figures += counted or [Measurement(base.table, "count")]


def _take_share(draft: Draft) -> bool:
    found = [word for word in draft.unused("cue") if word.meaning.cue == "share"]
    for word in found:
        word.used = True
    return bool(found)


def _take_over_time(draft: Draft, base: Representation) -> OverTime | None:
    """누적으로, "show the growth": over months (weeks, years) that are there or named."""
    in_time = any(each.grain for each in base.dimensions) or any(True for _ in draft.unused("grain"))
    steps = {"previous_period", *(f"previous_{each.grain}" for each in base.dimensions if each.grain)}
    for word in [*draft.unused("comparison")] if in_time else ():
        if isinstance(word.mention.special, ComparisonMention) and word.mention.special.kind in steps:
            word.used = True  # "전월 대비" of each month
            return "growth"
    for word in [*draft.unused("cue")]:
        if word.meaning.cue in ("cumulative", "growth") and in_time:
            word.used = True
            for other in draft.unused("comparison"):
                other.used = word.meaning.cue == "growth"  # "전월 대비 증감률" of each month
            return "cumulative" if word.meaning.cue == "cumulative" else "growth"
    return None


def _take_list(draft: Draft, base: Representation) -> bool:
    """Whether the rows that were counted are wanted: a word of listing, and no figure or group."""
    counted = len(base.measurements) == 1 and counts_rows(base.measurements[0])
    if not counted or base.dimensions or draft.figures or any(draft.unused("measure", "ranking", "grain")):
        return False
    found = [word for word in draft.unused("cue") if word.meaning.cue in ("rows", "list")]
    if any(word.mention.grouped for word in draft.words):
        return False
    for word in found:
        word.used = True
    return bool(found)


def _ungrouped(draft: Draft, base: Representation) -> tuple[ColumnRef, ...]:
    """The groups before that are named beside a word of leaving out."""
    leaving = [word for word in draft.unused("cue") if word.meaning.cue in ("except", "without")]
    groups = {each.column for each in base.dimensions if not each.hidden}
    named = [word for word in draft.unused("column") if word.meaning.column in groups]
    if not leaving or not named or any(word.kind in ("value", "filter", "bound") for word in draft.words):
        return ()
    for word in (*leaving, *named):
        word.used = True
    return tuple(word.meaning.column for word in named if word.meaning.column is not None)


def _limits(draft: Draft) -> None:
    """A bare number is how many rows are wanted: 5개만, "just 3"."""
    for word in [*draft.unused("number")]:
        number = word.mention.special
        assert isinstance(number, NumberMention)
        counted = isinstance(number.value, int) and 0 < number.value <= 1_000 and number.unit in _COUNTERS
        if counted and not any(draft.unused("column")) and not any(draft.unused("bound")):
            word.used = True
            draft.limit = int(number.value)


def _sorting(fragment: Fragment, draft: Draft, base: Representation) -> None:
    """A figure or column beside "sort by" or a ranking only orders the rows that are there."""
    ranked = any(isinstance(word.mention.special, RankingMention) for word in draft.words)
    sorted_by = next((word for word in draft.unused("cue") if word.meaning.cue == "order_by"), None)
    if not ranked and sorted_by is None:
        return
    if sorted_by is not None:
        sorted_by.used = True
    if fragment.figures and not draft.dimensions and any(not each.hidden for each in base.dimensions):
        fragment.sorts_by, fragment.figures = fragment.figures[0], ()
    if draft.ordering:
        return
    if fragment.sorts_by is not None or (fragment.figures and sorted_by is not None):
        draft.ordering.append(Ordering(fragment.sorts_by or fragment.figures[0], True))
        return
    column = next((word for word in draft.unused("column") if word.meaning.column is not None), None)
    if column is None or column.meaning.column is None:
        if draft.figures:
            draft.ordering.append(Ordering(draft.figures[0], True))
        return
    column.used = True
    by = next((each for each in base.dimensions if each.column == column.meaning.column), column.meaning.column)
    draft.ordering.append(Ordering(by, draft.is_number(column)))


def _pointing(draft: Draft, graph: JoinGraph) -> None:
    """A table that the query reads already, beside something said of it, only points: 앱 주문만, "those orders"."""
    said = [word for word in draft.words if word.kind in ("value", "filter", "bound", "period", "ranking")]
    said += [word for word in draft.words if is_flag(draft, word)]
    for word in [*draft.unused("table")]:
        if said and not word.mention.grouped and word.meaning.table in graph.upward_from(draft.table):
            word.used = not _is_negated(draft, word)


def _pointed_at(draft: Draft, graph: JoinGraph) -> None:
    """A table right beside a value of it that is singled out is not what is ranked: 여성 고객만, 많은 순으로."""
    for word in [*draft.unused("table")]:
        beside = [draft.words[at] for at in (word.position - 1, word.position + 1) if 0 <= at < len(draft.words)]
        single = word.mention.suffix.endswith("만")
        if single and any(each.kind in ("value", "filter") for each in beside):
            word.used = word.meaning.table in graph.upward_from(draft.table)


def _is_negated(draft: Draft, word: Word) -> bool:
    at = word.position + (1 if draft.korean else -1)
    return 0 <= at < len(draft.words) and draft.words[at].meaning.cue in ("without", "except")


def _named_columns(fragment: Fragment, draft: Draft, base: Representation) -> None:
    """Columns without a mark: of a list they are shown, figures are broken down by them or taken of them."""
    for word in [*draft.unused("column")]:
        column = word.meaning.column
        assert column is not None
        first = base.measurements[0] if base.measurements else None
        if not base.measurements:
            word.used = True
            fragment.columns = (*fragment.columns, column)
        elif first is not None and first.column is not None and draft.is_number(word) and not fragment.figures:
            word.used = True
            fragment.figures = (replace(first, table=column.table, column=column),)
        elif any(each.column == column for each in base.dimensions):
            word.used = True
            if draft.dimensions and draft.limit is not None:
                draft.doubt(0.9, word.mention.text)  # "by month, the best channel"
        elif not draft.is_number(word) and not draft.is_date(word) and not draft.dimensions:
            word.used = True
            draft.dimensions.append(Dimension(column))
            draft.doubt(0.1)


def _named_tables(fragment: Fragment, draft: Draft, base: Representation, graph: JoinGraph) -> None:
    """A table by itself: other groups when there were groups of rows, other rows when rows were counted."""
    for word in [*draft.unused("table")]:
        table = word.meaning.table
        counted = [each for each in base.measurements if each.function == "count" and each.column is None]
        grouped = any(not each.hidden for each in base.dimensions)
        if fragment.figures or draft.dimensions:
            word.used = table in graph.upward_from(draft.table)
        elif grouped and display_column(draft.table_of(table)) is not None and table in graph.upward_from(base.table):
            word.used = True
            add_entity(draft, table)
        elif (counted and table != base.table) or (grouped and table in graph.upward_from(base.table)):
            # Rows without a name are counted: "orders for those".
            word.used = True
            fragment.figures = (Measurement(table, "count"),)
        elif table == base.table:
            word.used = True
