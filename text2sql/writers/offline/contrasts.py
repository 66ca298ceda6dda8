"""Two of something held against each other: two periods, two kinds of rows, each month and the one before it."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from text2sql.language import Period, PeriodMention
from text2sql.writers.offline.alternatives import are_listed, is_either, is_one_sum, words_of
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Comparison,
    Contrast,
    Dimension,
    Either,
    Exists,
    GrainName,
    Measurement,
    Named,
    RowCondition,
    Within,
)

_VERSUS = re.compile(r"versus|vs\.?|against|대비", re.IGNORECASE)
_COMPARED = re.compile(r"\bcompar(?:e[ds]?|ing|ison)\b|\bagainst\b|\bthan\b|비교|보다|대비", re.IGNORECASE)
_ALIKE = 3
"""Days by which lengths of two halves, or of two times the same dates, may differ."""
_GRAINS: dict[str, GrainName] = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_LENGTHS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (90, 92), "year": (365, 366)}
"""Days of each grain, the least and the most."""
_ALL_OF = re.compile(r"(?:에서|에서도|로|을|를|도)\s(?:모두|다)\s(?:구매|주문|이용|결제|사용|산|샀)")
_BOOLEAN = re.compile(r"(?:NOT\s+)?(\w+)(?:\s*=\s*(?:TRUE|FALSE))?", re.IGNORECASE)


def tell_terms_apart(draft: Draft) -> None:
    """Business terms that exclude each other are two groups and not one condition: weekends and workdays."""
    about: dict[ColumnRef, list[Named]] = {}
    for each in draft.conditions:
        if isinstance(each, Named) and not each.negated and (column := _subject(each, draft)):
            about.setdefault(column, []).append(each)
    for column, terms in about.items():
        if len(terms) < 2 or ((words := words_of(draft, column)) and not are_listed(draft, words)):
            continue  # "how many cancelled orders were returned" is not about two kinds of orders
        draft.conditions = [each for each in draft.conditions if each not in terms]
        if draft.details(column).kind != "boolean":
            draft.conditions.append(Either(tuple(terms)))
        if not is_either(draft, column) and not is_one_sum(draft):
            _add_group(draft, column)


def _subject(term: Named, draft: Draft) -> ColumnRef | None:
    """The only column that a business term speaks of, when its values exclude each other."""
    columns = draft.columns_of(term)
    if len(columns) != 1:
        return None
    (column,) = columns
    if draft.details(column).kind == "boolean":
        return column if _BOOLEAN.fullmatch(term.filter.condition.strip()) else None
    return column if re.fullmatch(r"\w+\s*=\s*(?:'[^']*'|\d+)", term.filter.condition.strip()) else None


def _add_group(draft: Draft, column: ColumnRef) -> None:
    if not any(each.column == column for each in draft.dimensions):
        draft.dimensions.append(Dimension(column))
        draft.told_apart.append(Dimension(column))


def take_difference(draft: Draft) -> Contrast | None:
    """The difference between two values of a column or two business terms: "the difference between Seoul and Busan"."""
    cue = next((word for word in draft.unused("cue") if word.meaning.cue == "difference"), None)
    if cue is None or len(draft.figures) != 1 or len(draft.told_apart) != 1:
        return None
    pair = _pair(draft, draft.told_apart[0].column)
    if pair is None:
        return None
    for word in draft.unused("cue"):
        word.used = word.used or word.meaning.cue == "difference"
    for word in draft.unused("comparison"):
        word.used = True
    draft.dimensions = [each for each in draft.dimensions if each not in draft.told_apart]
    return pair


def _pair(draft: Draft, column: ColumnRef) -> Contrast | None:
    for condition in draft.conditions:
        if isinstance(condition, Compare) and condition.column == column and len(condition.values) == 2:
            draft.conditions.remove(condition)
            first, second = (Compare(column, "=", (value,)) for value in condition.values)
            return Contrast(first, second)
        if isinstance(condition, Either) and len(condition.conditions) == 2:
            draft.conditions.remove(condition)
            return Contrast(*condition.conditions)
    return None


def side_by_side(draft: Draft, column: ColumnRef) -> Comparison | None:
    """Two periods of which the difference is wanted."""
    wanted = [word for word in draft.unused("cue") if word.meaning.cue in ("difference", "growth", "decline")]
    wanted += draft.unused("comparison")
    asked = bool(wanted)
    if not any(each.grain for each in draft.dimensions):
        versus = [word for word in draft.unused("cue") if _VERSUS.fullmatch(word.mention.text)]
        compared = bool(versus) or _COMPARED.search(draft.text) is not None
        halves = all(each.grain == "half" for each in draft.periods)
        alone = _grain_apart(draft) is None
        asked = asked or ((compared or halves) and alone) or (compared and bool(draft.dimensions))
        wanted += versus if asked else ()
    if not asked or len(draft.figures) != 1 or draft.having or len(_periods(draft)) != 2:
        return None
    if not _are_alike(draft):
        return None
    for word in wanted:
        word.used = True
    earlier, later = sorted(_periods(draft), key=lambda each: str(each.start))
    return Comparison(column, later, earlier, "both")


def told_apart(draft: Draft, column: ColumnRef) -> RowCondition | None:
    """Several periods of one length are groups of their own: revenue of October and November."""
    mentions, grain = _distinct(draft), _grain_apart(draft)
    if len(mentions) < 2 or grain is None or not draft.figures or any(each.grain for each in draft.dimensions):
        return None
    if any(word.mention.cue("sum") for word in draft.words):
        return None  # "October and November together"
    draft.dimensions.append(Dimension(column, grain))
    ordered = sorted((mention.period for mention in mentions), key=lambda each: str(each.start))
    if all(one.end == other.start for one, other in pairwise(ordered)):
        return Within(column, Period(ordered[0].start, ordered[-1].end))
    return Either(tuple(Within(column, period) for period in ordered))


def _grain_apart(draft: Draft) -> GrainName | None:
    """The grain that tells the periods apart: of which each is one, else of which each is within another one."""
    mentions = _distinct(draft)
    grains = {grain_of(mention) for mention in mentions}
    if len(grains) == 1 and (grain := next(iter(grains))) is not None:
        return grain
    spans = [_ends(mention.period) for mention in mentions]
    lengths = [(last - first).days for first, last in spans]
    if not lengths or max(lengths) - min(lengths) > _ALIKE:
        return None
    units: tuple[tuple[GrainName, Callable[[date], object]], ...] = (
        ("month", lambda day: (day.year, day.month)),
        ("quarter", lambda day: (day.year, (day.month - 1) // 3)),
        ("year", lambda day: day.year),
    )
    for name, unit in units:
        within = [unit(first) for first, last in spans if unit(first) == unit(last)]
        if len(within) == len(set(within)) == len(spans):
            return name
    return None


def _are_alike(draft: Draft) -> bool:
    """Whether periods are about as long, or named alike: a month is not held against a year."""
    lengths = [(last - first).days + 1 for first, last in map(_ends, _periods(draft))]
    return bool(lengths) and max(lengths) <= 1.2 * min(lengths)


def _ends(period: Period) -> tuple[date, date]:
    """The first and the last day of a period that has both."""
    assert period.start is not None and period.end is not None
    return period.start, period.end - timedelta(days=1)


def count_compared(draft: Draft) -> None:
    """Rows of two periods that are held against each other are counted: "orders in October compared with September"."""
    if draft.figures or draft.dimensions or draft.having or draft.limit is not None:
        return
    growing = any(word.meaning.cue in ("growth", "decline") for word in draft.unused("cue"))
    versus = any(_VERSUS.fullmatch(word.mention.text) for word in draft.unused("cue"))
    two = len(_periods(draft)) == 2 and (growing or versus or _COMPARED.search(draft.text) is not None)
    if two or any(draft.unused("comparison")):
        draft.figures.append(Measurement(draft.table, "count"))


def grain_of(mention: PeriodMention) -> GrainName | None:
    """The grain of which a period is exactly one."""
    grain, period = _GRAINS.get(mention.grain), mention.period
    if grain is None or period.start is None or period.end is None:
        return None
    least, most = _LENGTHS[grain]
    return grain if least <= (period.end - period.start).days <= most else None


def _periods(draft: Draft) -> Sequence[Period]:
    return [mention.period for mention in _distinct(draft)]


def _distinct(draft: Draft) -> list[PeriodMention]:
    """Periods with both ends, each once."""
    found = {each.period: each for each in draft.periods if each.period.start and each.period.end}
    return list(found.values())


def take_both(draft: Draft) -> bool:
    """Whether all of several things must hold: "both by app and in the store", 둘 다."""
    cues = [word for word in draft.words if word.meaning.cue == "all_of"]
    for word in cues:
        word.used = True
    return bool(cues) or _ALL_OF.search(draft.text) is not None


def spread_over_time(draft: Draft, column: ColumnRef, target: Exists) -> bool:
    """Several periods that related rows must each be found in, or in one and not the other.

    "Customers who ordered in 2025 and in 2026", 작년에는 샀지만 올해는 안 산 고객.
    """
    periods = [mention.period for mention in draft.periods]
    absent = [each for each in draft.conditions if isinstance(each, Exists) and each.negated]
    absent = [each for each in absent if each.table == target.table]
    if len(periods) > 2 and absent and _told_before_absence(draft):
        draft.conditions = [each for each in draft.conditions if each not in (target, *absent)]
        *there, missing = (Within(column, period) for period in periods)
        draft.conditions += [Exists(target.table, (*target.conditions, each)) for each in there]
        draft.conditions.append(Exists(target.table, (missing,), negated=True))
        take_both(draft)
        return True
    if len(periods) != 2 or (not absent and not take_both(draft)):
        return False
    draft.conditions = [each for each in draft.conditions if each not in (target, *absent)]
    first, second = (Within(column, period) for period in periods)
    if not absent:
        wanted = [Exists(target.table, (*target.conditions, each)) for each in (first, second)]
    else:
        if _absence_comes_first(draft):
            first, second = second, first
        wanted = [Exists(target.table, (*target.conditions, first)), Exists(target.table, (second,), negated=True)]
    draft.conditions += wanted
    return True


def _told_before_absence(draft: Draft) -> bool:
    """Whether of several periods only the last one has nothing: "in September and October but not in November"."""
    absent = [word.position for word in draft.words if word.meaning.cue == "without"]
    periods = [word.position for word in draft.words if isinstance(word.mention.special, PeriodMention)]
    if len(absent) != 1:
        return False
    return absent[0] > periods[-1] if draft.korean else periods[-2] < absent[0] < periods[-1]


def _absence_comes_first(draft: Draft) -> bool:
    """Whether what is missing is said before what is there: "not in 2026 but in 2025"."""
    absent = [word.position for word in draft.words if word.meaning.cue == "without"]
    periods = [word.position for word in draft.words if isinstance(word.mention.special, PeriodMention)]
    if not absent or len(periods) != 2:
        return False
    # In Korean "no" follows its verb, in English it comes before the period.
    return absent[0] < periods[1] if draft.korean else absent[0] < periods[0]
