"""From one interpretation of a question to the representation: what is asked about, and how the pieces fit."""

import re
from dataclasses import dataclass, replace

from text2sql.language import RankingMention
from text2sql.writers.offline.alternatives import doubt_crossed, doubt_two_kinds, has_noun
from text2sql.writers.offline.averages import read_average_bounds
from text2sql.writers.offline.carded import settle_by_card
from text2sql.writers.offline.conditions import group_bounded, read_adjacent_bounds, read_conditions
from text2sql.writers.offline.contrasts import take_difference
from text2sql.writers.offline.counts import count_asked, count_head, count_listed, spoken_of_first
from text2sql.writers.offline.doers import doubt_passed_over, doubt_transitive
from text2sql.writers.offline.drafts import Draft, Word, display_column, is_absent, is_key, key_column
from text2sql.writers.offline.durations import read_durations, read_occasions
from text2sql.writers.offline.elapsing import read_elapsed
from text2sql.writers.offline.figures import (
    read_dimensions,
    read_figures,
    read_qualifiers,
)
from text2sql.writers.offline.growing import doubt_moving, read_moving
from text2sql.writers.offline.homonyms import settle_homonyms
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.judging import bind_orders, leave_out_own_terms
from text2sql.writers.offline.overall import settle_over_groups, settle_own_rows
from text2sql.writers.offline.rankings import read_rankings
from text2sql.writers.offline.relating import (
    doubt_contradictions,
    doubt_distant,
    doubt_lopsided,
    doubt_single_rows,
    read_related,
    say_of_related,
)
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Comparison,
    Condition,
    Dimension,
    Measurement,
    Ordering,
    OverGroups,
    Representation,
    Within,
)
from text2sql.writers.offline.shares import counts_rows_only, date_portions, read_shares
from text2sql.writers.offline.timing import read_times, take_periods
from text2sql.writers.offline.unused import doubt_leftovers

_SHOWN_COLUMNS = 6
_AMOUNT = re.compile(r"금액|액수|합계|얼마|\b(?:total|amount|sum)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A representation with the doubt it was made with."""

    representation: Representation
    cost: float
    doubts: tuple[str, ...]


def compose(draft: Draft, graph: JoinGraph) -> Reading | None:
    """The representation of one interpretation, or None when it makes no sense.

    The draft is consumed.
    """
    take_periods(draft)
    settle_homonyms(draft)
    read_average_bounds(draft)
    read_qualifiers(draft)
    read_adjacent_bounds(draft)
    read_durations(draft, graph)
    read_elapsed(draft, graph)
    read_occasions(draft)
    read_figures(draft)
    count_listed(draft)
    read_dimensions(draft)
    read_moving(draft)
    draft.table = draft.table or _head(draft)
    count_head(draft)
    count_asked(draft)
    _count_groups_of(draft)
    read_rankings(draft)
    read_conditions(draft)
    draft.table = draft.table or _head(draft)
    _finer_head(draft, graph)
    over_groups = _count_groups(draft)
    settle_own_rows(draft)
    settle_over_groups(draft)
    group_bounded(draft)
    if counts_rows_only(draft):
        read_related(draft, graph)
    read_shares(draft)
    settle_by_card(draft)
    leave_out_own_terms(draft)
    settle_table(draft, graph)
    if not draft.table:
        return None
    read_related(draft, graph)
    say_of_related(draft, graph)
    doubt_distant(draft, graph)
    doubt_transitive(draft)
    doubt_passed_over(draft)
    draft.contrast = take_difference(draft)
    date_portions(draft, graph)
    comparison = read_times(draft, graph)
    bind_orders(draft)
    _running(draft)
    doubt_moving(draft)
    doubt_contradictions(draft, graph)
    doubt_two_kinds(draft)
    doubt_crossed(draft)
    doubt_single_rows(draft)
    doubt_lopsided(draft)
    _shown(draft)
    doubt_leftovers(draft, graph)
    default_order(draft)
    leave_out_missing(draft)
    return Reading(
        _representation(draft, comparison, "count" if over_groups else draft.over_groups),
        draft.cost,
        tuple(draft.doubts),
    )


def _head(draft: Draft) -> str:
    """The table whose rows the question is about: Korean names it last, English first."""
    tables = [word for word in draft.words if word.kind == "table" and not word.used and not is_absent(draft, word)]
    among = spoken_of_first(draft)
    if among is not None:
        return among.meaning.table
    if tables:
        terms = [word for word in draft.words if word.kind == "filter" and has_noun(draft, word)]
        terms = [word for word in terms if not word.used and not is_absent(draft, word)]
        said: list[Word] = sorted([*tables, *([] if draft.figures else terms)], key=lambda word: word.position)
        return (said[-1] if draft.korean else said[0]).meaning.table
    if draft.figures:
        return draft.figures[0].table
    others = [word for word in draft.words if word.kind in ("table", "column", "filter", "value", "measure")]
    others = [word for word in others if not is_absent(draft, word)] or others
    return others[0].meaning.table if others else ""


def _finer_head(draft: Draft, graph: JoinGraph) -> None:
    """A list of products within a category is about the products, whichever is named as a thing."""
    if draft.figures or draft.having or draft.dimensions or not draft.table:
        return
    columns = [word.meaning.table for word in draft.unused("column")]
    finer = [each for each in columns if each not in graph.upward_from(draft.table)]
    if finer and all(each == finer[0] for each in finer) and draft.table in graph.upward_from(finer[0]):
        draft.table = finer[0]


def _count_groups_of(draft: Draft) -> None:
    """Rows broken down by something are counted: "dormant customers by region"."""
    ranked = [word.mention.special for word in draft.unused("ranking")]
    wanted = any(isinstance(each, RankingMention) and (each.superlative or each.count) for each in ranked)
    if draft.dimensions and not draft.figures and draft.table and not wanted and not any(draft.unused("measure")):
        draft.figures.append(Measurement(draft.table, "count"))


def _count_groups(draft: Draft) -> bool:
    """Whether the groups themselves are counted: "how many customers ordered more than 3 times"."""
    if not draft.having or len(draft.figures) != 1:
        return False
    figure = draft.figures[0]
    if figure.function != "count" or figure.column is not None or draft.dimensions:
        return False
    if figure.table == draft.having[0].measurement.table:
        return False
    draft.table = figure.table
    draft.figures = []
    key = key_column(draft.table_of(figure.table))
    if key is None:
        draft.doubt(1.0)
        return False
    draft.dimensions.append(Dimension(key))
    return True


def settle_table(draft: Draft, graph: JoinGraph) -> None:
    """The table to aggregate: the figures' own, or for counted rows the one from which all groups can be reached."""
    figures = [*draft.figures, *(bound.measurement for bound in draft.having)]
    if not figures:
        return
    tables = {figure.table for figure in figures}
    grouped = {dimension.column.table for dimension in draft.dimensions if dimension.column.table}
    base = figures[0].table if len(tables) == 1 else graph.meeting(tables) or ""
    if base and grouped <= graph.upward_from(base).keys() and len(tables) == 1:
        draft.table = base
        return
    counted = all(figure.function == "count" and figure.column is None for figure in figures)
    meeting = graph.meeting(tables | grouped)
    if not counted or meeting is None or draft.having:
        draft.table = ""
        return
    draft.cost += 0.1
    renamed: dict[Measurement, Measurement] = {}
    for figure in draft.figures:
        key = key_column(draft.table_of(figure.table))
        if key is None:
            draft.table = ""
            return
        renamed[figure] = replace(figure, table=meeting, column=key, distinct=True)
    draft.figures = [renamed[figure] for figure in draft.figures]
    draft.ordering = [
        replace(each, by=renamed.get(each.by, each.by)) if isinstance(each.by, Measurement) else each
        for each in draft.ordering
    ]
    draft.table = meeting


def _shown(draft: Draft) -> None:
    """The columns of a list: those asked for, else what people know the rows by."""
    if draft.figures or draft.having:
        return
    for word in [*draft.unused("column")]:
        word.used = True
        if word.meaning.column is not None and word.meaning.column not in draft.columns:
            draft.columns.append(word.meaning.column)
    for dimension in draft.dimensions:
        if dimension.grain is None and dimension.column not in draft.columns:
            draft.columns.append(dimension.column)
    draft.dimensions = []
    if draft.columns:
        _distinct(draft)
        shown = display_column(draft.table_of(draft.table))
        kinds = {draft.details(column).effective_kind for column in draft.columns}
        if shown is not None and shown not in draft.columns and not draft.distinct and kinds & {"number", "date"}:
            draft.columns.insert(0, shown)  # prices alone do not say whose they are
        if _is_bare_amount(draft):
            draft.doubt(0.7)  # the amounts of orders one by one, where their sum may be meant
        extra = [each.by for each in draft.ordering if isinstance(each.by, ColumnRef)]
        extra += [each.column for each in draft.conditions if isinstance(each, Within)]
        draft.columns += [column for column in extra if column not in draft.columns]
        return
    if _AMOUNT.search(draft.text) and not _is_list(draft):
        draft.doubt(0.7)  # an amount was asked for, and rows would come
    draft.columns = row_columns(draft)


def _is_bare_amount(draft: Draft) -> bool:
    named = [word for word in draft.words if word.kind == "column"]
    return (
        not _is_list(draft) and bool(draft.periods) and len(named) == 1 and bool(draft.details(draft.columns[-1]).unit)
    )


def _is_list(draft: Draft) -> bool:
    return any(word.mention.cue("rows", "list", "distinct") or word.kind == "ranking" for word in draft.words)


def row_columns(draft: Draft) -> list[ColumnRef]:
    """What people want to see of a row: its key and name, what was spoken of, then the rest."""
    table = draft.table_of(draft.table)
    compared = [each.column for each in draft.conditions if isinstance(each, Compare | Within)]
    ordered = [each.by for each in draft.ordering if isinstance(each.by, ColumnRef)]
    first = [column for column in (key_column(table), display_column(table)) if column is not None]
    rest = [
        ColumnRef(table.name, column.name)
        for column in table.columns
        if not is_key(table, column.name) and not column.personal
    ]
    return list(dict.fromkeys([*first, *ordered, *compared, *rest]))[:_SHOWN_COLUMNS]


def _running(draft: Draft) -> None:
    """A running total over the grains of time that the figure is broken down by."""
    cue = next((word for word in draft.unused("cue") if word.meaning.cue == "cumulative"), None)
    if cue is None or not any(each.grain for each in draft.dimensions):
        return
    cue.used = True
    if len(draft.figures) != 1 or draft.having or draft.limit is not None or draft.over_time is not None:
        draft.doubt(1.2, cue.mention.text)
    else:
        draft.over_time = "cumulative"


def _distinct(draft: Draft) -> None:
    """Values of columns are listed once each when that is asked, or when they do not tell rows apart."""
    for word in draft.unused("cue"):
        if word.meaning.cue == "distinct":
            word.used = True
            draft.distinct = True


def leave_out_missing(draft: Draft) -> None:
    """Which card company has the most is no question about payments without one."""
    if draft.limit is None and not draft.having:
        return
    spoken = {each.column for each in draft.conditions if isinstance(each, Compare)}
    for each in draft.dimensions:
        shown = each.grain is None and not each.hidden and each.column.column and each.column not in spoken
        profile = draft.details(each.column).profile if shown else None
        if profile is not None and profile.null_share:
            draft.conditions.append(Compare(each.column, "is not null"))


def default_order(draft: Draft) -> None:
    """Time runs forward; other groups come largest first."""
    if draft.ordering or not draft.figures or not draft.dimensions:
        return
    times = [dimension for dimension in draft.dimensions if dimension.grain]
    draft.ordering = [Ordering(each, False) for each in times] or [Ordering(draft.figures[0], True)]


def _representation(draft: Draft, comparison: Comparison | None, over_groups: OverGroups | None) -> Representation:
    conditions: list[Condition] = list(dict.fromkeys(draft.conditions))
    figures = list(draft.figures)
    for bound in draft.having:
        if bound.measurement not in figures and over_groups is None:
            figures.append(bound.measurement)
    return Representation(
        table=draft.table,
        columns=tuple(draft.columns),
        measurements=tuple(figures),
        dimensions=tuple(draft.dimensions),
        conditions=tuple(conditions),
        having=tuple(draft.having),
        ordering=tuple(draft.ordering) if over_groups is None else (),
        limit=draft.limit,
        offset=draft.offset,
        limit_within=draft.limit_within,
        distinct=draft.distinct,
        comparison=comparison,
        over_groups=over_groups,
        over_dimensions=tuple(each for each in draft.over_dimensions if each in draft.dimensions),
        contrast=draft.contrast,
        over_time=draft.over_time,
        window=draft.window,
    )
