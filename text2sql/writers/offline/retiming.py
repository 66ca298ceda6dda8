"""Periods, grains and comparisons of a follow-up, over the date column that the query before already speaks of."""

from dataclasses import replace

from text2sql.language import Period, PeriodMention, shift
from text2sql.language.calendars import ComparisonKind
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import ColumnRef, Comparison, Representation, Within
from text2sql.writers.offline.timing import read_times, time_column

_KINDS: tuple[ComparisonKind, ...] = (
    "previous_year", "previous_quarter", "previous_month", "previous_week", "previous_day", "previous_period",
)  # fmt: skip


def with_times_of(draft: Draft, base: Representation, table: str, graph: JoinGraph) -> None:
    """Figures of other rows have other dates: what spoke of the time of the rows before speaks of theirs."""
    before, after = time_column(draft.table_of(base.table)), time_column(draft.table_of(table))
    if before is None or after is None or before.table in graph.upward_from(table):
        return
    draft.conditions = [
        replace(each, column=after) if isinstance(each, Within) and each.column == before else each
        for each in draft.conditions
    ]
    draft.dimensions = [
        replace(each, column=after) if each.grain and each.column == before else each for each in draft.dimensions
    ]


def has_period(base: Representation) -> bool:
    """Whether a query speaks of one period."""
    return base.comparison is not None or any(isinstance(each, Within) for each in base.conditions)


def moved_back(draft: Draft, base: Representation, kind: ComparisonKind, compares: bool) -> Comparison | None:
    """The period of the query before becomes the one so much earlier, or is put beside it.

    ``draft`` holds the conditions before already, which give way.
    """
    if base.comparison is not None:
        return _back(base.comparison, kind)
    periods = [each for each in draft.conditions if isinstance(each, Within)]
    if len(periods) != 1 or periods[0].period.start is None or periods[0].period.end is None:
        draft.doubt(1.2)
        return None
    within = periods[0]
    earlier = shift(within.period, kind)
    draft.conditions.remove(within)
    if compares:
        return Comparison(within.column, within.period, earlier, "both")
    draft.conditions.append(replace(within, period=earlier))
    return None


def put_beside(draft: Draft, base: Representation, wider: bool) -> Comparison | None:
    """The period that a follow-up names beside that of the query before; with ``wider`` both in one, where they touch.

    None when there are not two periods to put beside each other.
    """
    periods = [each for each in base.conditions if isinstance(each, Within)]
    if len(periods) != 1 or len(draft.periods) != 1 or base.comparison is not None:
        return None
    before, named = periods[0], draft.periods[0].period
    if named == before.period or None in (named.start, named.end, before.period.start, before.period.end):
        return None
    if any(each.grain for each in draft.dimensions):
        touching = named.end == before.period.start or named.start == before.period.end
        if wider and touching:
            draft.periods[0] = replace(draft.periods[0], period=_hull(named, before.period))
        return None
    draft.periods = []
    draft.conditions = [each for each in draft.conditions if not isinstance(each, Within)]
    return Comparison(before.column, before.period, named, "both")


def _hull(one: Period, other: Period) -> Period:
    return Period(min(filter(None, (one.start, other.start))), max(filter(None, (one.end, other.end))))


def _back(comparison: Comparison, kind: ComparisonKind) -> Comparison:
    current = shift(comparison.current, kind)
    return replace(comparison, current=current, previous=shift(comparison.previous, kind))


def retimed(draft: Draft, base: Representation, graph: JoinGraph) -> Comparison | None:
    """Give the periods and grains of the follow-up their date column; the comparison that the query then makes."""
    comparing = any(draft.unused("comparison"))
    if base.comparison is not None and not comparing:
        return _moved(draft, base.comparison)
    opened = [each for each in draft.dimensions if each.grain and not each.column.column]
    if comparing and not draft.periods:
        _take_period(draft)
    if not (comparing or opened or draft.periods):
        return None
    named = any(draft.is_date(word) for word in draft.words)
    known = None if named else _date_column(base)
    if known is not None and known.table in graph.upward_from(draft.table):
        return _read_over(draft, known, graph)
    return read_times(draft, graph)


def _read_over(draft: Draft, known: ColumnRef, graph: JoinGraph) -> Comparison | None:
    """What :func:`read_times` reads, over a column that is known already."""
    before = [*draft.conditions]
    comparison = read_times(draft, graph)
    grown = [each for each in draft.conditions if each not in before]
    moved = {each: replace(each, column=known) for each in grown if isinstance(each, Within)}
    draft.conditions = [moved.get(each, each) if isinstance(each, Within) else each for each in draft.conditions]
    draft.dimensions = [replace(each, column=known) if each.grain else each for each in draft.dimensions]
    return replace(comparison, column=known) if comparison is not None else None


def _date_column(base: Representation) -> ColumnRef | None:
    """The date column that a query speaks of."""
    if base.comparison is not None:
        return base.comparison.column
    found = [each.column for each in base.conditions if isinstance(each, Within)]
    found += [each.column for each in base.dimensions if each.grain]
    return found[0] if found else None


def _take_period(draft: Draft) -> None:
    """The period of the query before becomes the one that is compared."""
    for each in [*draft.conditions]:
        if isinstance(each, Within) and not draft.periods:
            draft.conditions.remove(each)
            draft.periods.append(PeriodMention(0, 0, "", each.period, "day", "range"))


def _moved(draft: Draft, comparison: Comparison) -> Comparison:
    """The same comparison for another period."""
    draft.dimensions = [each for each in draft.dimensions if each.grain is None]
    if not draft.periods:
        return comparison
    current = draft.periods[0].period
    kind = _kind(comparison)
    if kind is None or current.start is None or current.end is None:
        draft.doubt(1.2, draft.periods[0].text)
        return comparison
    return replace(comparison, current=current, previous=shift(current, kind))


def _kind(comparison: Comparison) -> ComparisonKind | None:
    """Which earlier period a comparison looks at."""
    return next((kind for kind in _KINDS if shift(comparison.current, kind) == comparison.previous), None)
