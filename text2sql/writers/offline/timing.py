"""Which date column the periods and grains of a question speak of, and periods compared with earlier ones."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

from text2sql.catalog import Table
from text2sql.language import ComparisonKind, ComparisonMention, Period, PeriodMention, shift
from text2sql.language.calendars import Calendar, PeriodGrain
from text2sql.writers.offline.contrasts import count_compared, grain_of, side_by_side, spread_over_time, told_apart
from text2sql.writers.offline.doers import doubt_bridged
from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.fiscal import take_fiscal
from text2sql.writers.offline.growing import changes, ranked_change, turn_around
from text2sql.writers.offline.happening import event_of_a_state
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Comparison,
    Dimension,
    Exists,
    GrainName,
    Named,
    RowCondition,
    Within,
    table_of,
)

_EVENT_DONE = re.compile(
    r"(?:중|가운데|중에|중에서)\s|\b(?:placed|ordered|joined|launched|shipped|signed up|registered)\b", re.I
)
_STEPS: dict[str, GrainName] = {
    "previous_month": "month", "previous_week": "week", "previous_quarter": "quarter",
}  # fmt: skip
_RUNNING: dict[ComparisonKind, PeriodGrain] = {
    "previous_year": "year", "previous_quarter": "quarter", "previous_month": "month", "previous_week": "week",
    "previous_day": "day",
}  # fmt: skip
"""What is compared with last year where no period is named: this year."""
_ONE_BEFORE = 2
"""A window that reaches back to the one grain before."""
_DAYS = {"week": 7, "month": 31, "quarter": 92}
_EACH_OF = re.compile(
    r"\b(?:each|every) (?:one )?of (?:the |these )?(?:last|past|previous)\b|매달|매월|달마다|빠짐없이", re.IGNORECASE
)


def take_periods(draft: Draft) -> None:
    """Set periods aside before anything else reads the words."""
    for word in draft.unused("period"):
        word.used = True
        assert isinstance(word.mention.special, PeriodMention)
        if word.mention.special.fiscal:
            take_fiscal(draft, word.mention.special)
        else:
            draft.periods.append(word.mention.special)


def read_times(draft: Draft, graph: JoinGraph) -> Comparison | None:
    """Give periods and grains their date column; two periods compared become one figure beside the other."""
    comparing = next((word for word in draft.unused("comparison")), None)
    grains = [dimension for dimension in draft.dimensions if dimension.grain and not dimension.column.column]
    if not draft.periods and not grains and comparing is None:
        return None
    count_compared(draft)
    target, column = _time_column(draft, graph)
    if column is None:
        draft.doubt(1.2, draft.periods[0].text if draft.periods else "")
        draft.dimensions = [each for each in draft.dimensions if each.column.column]
        draft.limit_within = tuple(each for each in draft.limit_within if each.column.column)
        return None
    draft.dimensions = [_placed(each, column) for each in draft.dimensions]
    draft.limit_within = tuple(_placed(each, column) for each in draft.limit_within)
    draft.over_dimensions = tuple(_placed(each, column) for each in draft.over_dimensions)
    _beyond_the_data(draft, column)
    if draft.details(column).personal or (_EACH_OF.search(draft.text) and not grains):
        draft.doubt(1.2, draft.periods[0].text if draft.periods else "")  # birthdays in May are of any year
    _shorter_than_a_grain(draft)
    if target is not None and spread_over_time(draft, column, target):
        return None
    special = comparing.mention.special if comparing else None
    comparison = _held_against(draft, special if isinstance(special, ComparisonMention) else None, column)
    if comparison is not None or (draft.over_time == "growth" and draft.window):
        return _with_amounts(draft, comparison)
    several = told_apart(draft, column) if target is None else None
    if several is not None:
        draft.conditions.append(several)
        return None
    for mention in _merged(draft):
        condition = Within(column, mention)
        if target is None:
            draft.conditions.append(condition)
        else:
            draft.conditions.remove(target)
            target = replace(target, conditions=(*target.conditions, condition))
            draft.conditions.append(target)
    return None


def _with_amounts(draft: Draft, comparison: Comparison | None) -> Comparison | None:
    """Words for by how much, or by how many per cent, ask for nothing more: both are told."""
    for word in draft.unused("cue"):
        word.used = word.used or word.meaning.cue in ("how_much", "share", "both")
    if comparison is not None and not draft.dimensions and (ones := _which_ones(draft)) is not None:
        draft.doubt(1.0, ones.mention.text)
    return comparison


def _which_ones(draft: Draft) -> Word | None:
    """What is asked for that grew, and is no figure of all: 매출이 늘어난 카테고리."""
    if not any(word.meaning.cue in ("growth", "decline") for word in draft.words):
        return None
    figures = {each.table for each in draft.figures}
    for word in draft.words:
        column = word.meaning.column
        named = word.kind == "table" and display_column(draft.table_of(word.meaning.table)) is not None
        grouping = word.kind == "column" and column is not None and draft.details(column).kind == "text"
        if (named and word.meaning.table not in figures) or grouping:
            return word
    return None


def _held_against(draft: Draft, mention: ComparisonMention | None, column: ColumnRef) -> Comparison | None:
    """What a figure is compared with: another period that is named, the one before it, or each grain's own."""
    if mention is not None and _each_of_several(draft, mention, column):
        return None
    beside = side_by_side(draft, column)
    growth = changes(draft)
    turn_around(draft)
    if beside is not None or (mention is None and (not growth or draft.limit is None)):
        return beside
    for word in (*growth, *draft.unused("comparison")):
        word.used = True
    ranked = ranked_change(draft)
    if ranked is not None:
        _each_before(draft, mention)
        draft.over_time = ranked
        return None
    mention = mention or ComparisonMention(0, 0, growth[0].mention.text, _one_before(draft), "both")
    _each_of_a_year(draft, mention, column)
    if _grows(draft, mention):
        draft.over_time = "growth"
        return None
    return _comparison(draft, mention, column)


def _each_of_several(draft: Draft, mention: ComparisonMention, column: ColumnRef) -> bool:
    """Whether each of several months is held against the one before it: "September and October, month over month"."""
    grain = _STEPS.get(mention.kind)
    named = {each.period: each for each in draft.periods}
    if grain is None or len(named) < 2 or len(draft.figures) != 1 or draft.having or draft.limit is not None:
        return False
    periods = sorted(named, key=lambda each: str(each.start))
    following = all(one.end is not None and one.end == other.start for one, other in itertools.pairwise(periods))
    other = [each for each in draft.dimensions if each.grain and each.grain != grain]
    if other or not following or any(grain_of(each) != grain for each in named.values()):
        return False
    for word in (*changes(draft), *draft.unused("comparison")):
        word.used = True
    if not any(each.grain for each in draft.dimensions):
        draft.dimensions.append(Dimension(column, grain))
    draft.conditions.append(Within(column, Period(periods[0].start, periods[-1].end)))
    draft.over_time, draft.window = "growth", _ONE_BEFORE
    return True


def _each_of_a_year(draft: Draft, mention: ComparisonMention, column: ColumnRef) -> None:
    """Month over month within a longer period is each of its months and the one before."""
    grain = _STEPS.get(mention.kind)
    periods = [each.period for each in draft.periods]
    if grain is None or len(periods) != 1 or any(each.grain for each in draft.dimensions) or draft.limit is not None:
        return
    start, end = periods[0].start, periods[0].end
    if start is not None and end is not None and (end - start).days > 2 * _DAYS[grain]:
        draft.dimensions.append(Dimension(column, grain))


def _one_before(draft: Draft) -> ComparisonKind:
    """What growth is measured against when nobody says: the year before a year, else as many days before."""
    grain = grain_of(draft.periods[0]) if draft.periods else None
    kinds: dict[GrainName | None, ComparisonKind] = {
        "year": "previous_year", "quarter": "previous_quarter", "month": "previous_month", "week": "previous_week",
    }  # fmt: skip
    return kinds.get(grain, "previous_period")


def _each_before(draft: Draft, mention: ComparisonMention | None) -> None:
    """Times of a ranking are held against the one before each of them, and against no other."""
    grain = next(each.grain for each in draft.dimensions if each.grain)
    if mention is not None and mention.kind not in ("previous_period", f"previous_{grain}"):
        draft.doubt(1.2, mention.text)


def _grows(draft: Draft, mention: ComparisonMention) -> bool:
    """Whether each month (week, year …) is compared with the one before it."""
    grains = [each.grain for each in draft.dimensions if each.grain]
    if not grains or len(draft.figures) != 1 or draft.having or draft.limit is not None:
        return False
    if mention.kind not in ("previous_period", f"previous_{grains[0]}"):
        draft.doubt(1.2, mention.text)
        return False
    return True


def _shorter_than_a_grain(draft: Draft) -> None:
    """A day of every year is no day of one year: 매년 2월 14일."""
    days = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
    longest = max((days.get(each.grain or "", 0) for each in draft.dimensions), default=0)
    for mention in draft.periods:
        start, end = mention.period.start, mention.period.end
        if start is not None and end is not None and (end - start).days < longest and len(draft.periods) == 1:
            draft.doubt(1.2, mention.text)


def _beyond_the_data(draft: Draft, column: ColumnRef) -> None:
    """A period after the last date in the data or before the first has no answer there: "profit next year"."""
    profile = draft.details(column).profile
    for mention in draft.periods:
        start, end = mention.period.start, mention.period.end
        if profile is not None and profile.minimum and end is not None and end.isoformat() <= profile.minimum[:10]:
            draft.doubt(1.2, mention.text)
        if profile is not None and profile.maximum and start is not None and profile.maximum[:10] < start.isoformat():
            draft.doubt(1.2, mention.text)


def _placed(dimension: Dimension, column: ColumnRef) -> Dimension:
    """A grain without a column of its own gets this one."""
    return replace(dimension, column=column) if dimension.grain and not dimension.column.column else dimension


def _merged(draft: Draft) -> list[Period]:
    """One period; two that touch or overlap become one, broken down by their grain; others cannot be said."""
    periods = sorted({mention.period for mention in draft.periods}, key=lambda each: each.start or date.min)
    if len(periods) < 2:
        return periods
    touching = all(
        one.end is not None and other.start is not None and other.start <= one.end
        for one, other in itertools.pairwise(periods)
    )
    if not touching:
        draft.doubt(1.2, draft.periods[1].text)
        return periods[:1]
    apart = draft.figures and not any(each.grain for each in draft.dimensions)
    if _in_clauses_of_their_own(draft) or (apart and not any(word.mention.cue("sum") for word in draft.words)):
        draft.doubt(1.2, draft.periods[1].text)
    return [Period(periods[0].start, periods[-1].end)]


def _in_clauses_of_their_own(draft: Draft) -> bool:
    """Whether each of two periods has something of its own said of it: ordered in May, and again in June."""
    places = [word.position for word in draft.words if word.kind == "period"]
    between = draft.words[places[0] : places[-1]] if len(places) > 1 else []
    return any(word.kind in ("table", "filter", "value", "measure") for word in between)


def _time_column(draft: Draft, graph: JoinGraph) -> tuple[Exists | None, ColumnRef | None]:
    """The date column a period speaks of, and the EXISTS it belongs in when that is another table's."""
    if draft.dated is not None:
        return None, draft.dated
    event = event_of_a_state(draft)
    if event is not None:
        return None, event
    named = next((word for word in draft.words if word.kind == "column" and draft.is_date(word)), None)
    above = graph.upward_from(draft.table)
    if named is not None and named.meaning.column is not None and named.meaning.column.table in above:
        named.used = True
        return None, named.meaning.column
    own = time_column(draft.table_of(draft.table))
    if own is not None and (_is_of_the_rows(draft) or _is_of_events(draft)):
        return None, own
    for exists in [each for each in draft.conditions if isinstance(each, Exists)] or _gathered(draft, graph):
        column = time_column(draft.table_of(exists.table))
        if column is not None and draft.table in graph.upward_from(exists.table):
            return exists, column
    for name in sorted(above, key=lambda each: len(above[each])):
        column = time_column(draft.table_of(name))
        if column is not None:
            draft.cost += 0.0 if name == draft.table else 0.05
            doubt_bridged(draft)
            return None, column
    return None, None


def _is_of_events(draft: Draft) -> bool:
    """Whether what lacks something happened itself: "orders without a coupon last month" were placed last month."""
    related = [each for each in draft.conditions if isinstance(each, Exists)]
    lasting = display_column(draft.table_of(draft.table)) is not None
    return bool(related) and all(each.negated for each in related) and not lasting


def _is_of_the_rows(draft: Draft) -> bool:
    """Whether a period is said of the rows, before what they lack: 어제 들어온 주문 중 출고되지 않은 것."""
    absent = [word.position for word in draft.words if word.meaning.cue == "without"]
    heads = [word.position for word in draft.words if word.kind == "table" and word.meaning.table == draft.table]
    periods = [word.position for word in draft.words if word.kind == "period"]
    if len(periods) != 1 or not absent or not heads:
        return False
    first, second = (periods[0], heads[0]) if draft.korean else (heads[0], periods[0])
    between = [word for word in draft.words[first:second] if word.kind in ("table", "measure")]
    own = all(word.meaning.table == draft.table for word in between)
    return first < second < absent[0] and own and _EVENT_DONE.search(draft.text) is not None


def _gathered(draft: Draft, graph: JoinGraph) -> list[Exists]:
    """What is said of related rows, as one condition that a period can join: 지난달에 반품한 고객."""
    above = graph.upward_from(draft.table)
    said: dict[str, list[RowCondition]] = {}
    for each in draft.conditions:
        if isinstance(each, Compare | Named) and table_of(each) not in above:
            said.setdefault(table_of(each), []).append(each)
    draft.conditions = [each for each in draft.conditions if not any(each in found for found in said.values())]
    gathered = [Exists(table, tuple(found)) for table, found in said.items()]
    draft.conditions += gathered
    return gathered


def time_column(table: Table) -> ColumnRef | None:
    """The column a period refers to: the card's choice, else the only date column, else the first one."""
    if table.time_column:
        return ColumnRef(table.name, table.time_column)
    dates = [column.name for column in table.columns if column.effective_kind in ("date", "timestamp")]
    years = [column.name for column in table.columns if column.name.lower() in ("year", "연도", "년도")]
    found = dates or years
    return ColumnRef(table.name, found[0]) if found else None


def _comparison(draft: Draft, mention: ComparisonMention, column: ColumnRef) -> Comparison | None:
    if len(draft.figures) != 1 or draft.having:
        draft.doubt(1.2, mention.text)
        return None
    running = _RUNNING.get(mention.kind)
    if not draft.periods and running is not None:
        draft.doubt(0.25)
        whole = Calendar(draft.today).unit_of(draft.today, running)
        draft.periods.append(PeriodMention(0, 0, mention.text, whole, running, "relative"))
    if not draft.periods:
        draft.doubt(0.9, mention.text)
        return None
    if len({each.period for each in draft.periods}) > 2:
        draft.doubt(1.2, draft.periods[-1].text)
    current = draft.periods[0].period
    if current.start is None or current.end is None:
        draft.doubt(1.2, mention.text)
        return None
    tomorrow = draft.today + timedelta(days=1)
    if current.start < tomorrow < current.end:
        current = Period(
            current.start, tomorrow
        )  # a period that still runs is compared with as much of the earlier one
    previous = shift(current, mention.kind)
    draft.dimensions = [each for each in draft.dimensions if each.grain is None]
    return Comparison(column, current, previous, mention.wants)
