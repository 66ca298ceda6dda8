"""Which of the conditions before a follow-up stay, and which give way to its own."""

import re
from collections.abc import Iterable
from dataclasses import replace

from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Condition,
    Exists,
    Literals,
    Measurement,
    Named,
    Operator,
    Within,
)

_KEEPS: tuple[Operator, Operator] = ("=", "in")
_DROPS: tuple[Operator, Operator] = ("!=", "not in")
_DIRECTIONS = {"<": "below", "<=": "below", ">": "above", ">=": "above"}


def merged_conditions(before: Iterable[Condition], draft: Draft, adds: bool) -> list[Condition]:
    """The conditions of a query after those of a follow-up, which ``draft`` holds; periods before give way to new ones.

    Args:
        before: those of the query before.
        draft: those of the follow-up, and its periods.
        adds: whether values come in addition to those before: 부산도.
    """
    kept = timeless(before) if draft.periods else list(before)
    chosen = {each.column for each in draft.conditions if isinstance(each, Compare) and each.operator in _KEEPS}
    for condition in draft.conditions:
        if isinstance(condition, Compare):
            if condition.operator in _DROPS and condition.column in chosen:
                continue  # "서울 말고 부산": the one that is wanted says it all
            kept = _with_compare(kept, condition, draft, adds)
        elif isinstance(condition, Named):
            kept = [each for each in kept if not _gives_way(each, condition, draft)] + [condition]
        elif isinstance(condition, Exists):
            same = [each for each in kept if isinstance(each, Exists) and each.table == condition.table]
            kept = [each for each in kept if each not in same] + [condition]
    return kept


def unrestricting(conditions: Iterable[Condition], figures: Iterable[Measurement], draft: Draft) -> list[Condition]:
    """The conditions without those that a rate counts by itself: the cancellation rate, after cancelled orders.

    Such a rate divides the rows of a kind by all rows; over rows of that kind alone it would always be 1.
    """
    expressions = [each.measure.expression for each in figures if each.measure is not None]
    rates = [each for each in expressions if "CASE WHEN" in each.upper()]
    return [each for each in conditions if not any(_told_by(each, rate, draft) for rate in rates)]


def _told_by(condition: Condition, rate: str, draft: Draft) -> bool:
    if isinstance(condition, Named):
        said, columns = condition.filter.condition, {each.column for each in draft.columns_of(condition)}
    elif isinstance(condition, Compare) and condition.operator in (*_KEEPS, *_DROPS):
        said = " ".join(f"'{value}'" for value in condition.values)
        columns = {condition.column.column}
    else:
        return False
    literals = set(re.findall(r"'[^']*'", said))
    shared = bool(literals & set(re.findall(r"'[^']*'", rate)))
    return shared or (not literals and bool(columns & set(re.findall(r"\w+", rate))))


def timeless(conditions: Iterable[Condition]) -> list[Condition]:
    """The conditions without periods."""
    kept: list[Condition] = []
    for each in conditions:
        if isinstance(each, Exists):
            inner = tuple(condition for condition in each.conditions if not isinstance(condition, Within))
            kept.append(replace(each, conditions=inner))
        elif not isinstance(each, Within):
            kept.append(each)
    return kept


def _with_compare(kept: list[Condition], new: Compare, draft: Draft, adds: bool) -> list[Condition]:
    same = [each for each in kept if isinstance(each, Compare) and each.column == new.column]
    rest = [each for each in kept if each not in same]
    if new.operator in _KEEPS:
        rest = [each for each in rest if not (isinstance(each, Named) and draft.columns_of(each) == {new.column})]
        before = [value for each in same if each.operator in _KEEPS for value in each.values] if adds else []
        return [*rest, _either(new.column, (*before, *new.values), *_KEEPS)]
    if new.operator in _DROPS:
        left = [value for each in same if each.operator in _KEEPS for value in each.values if value not in new.values]
        if left:
            return [*rest, _either(new.column, tuple(left), *_KEEPS)]
        before = [value for each in same if each.operator in _DROPS for value in each.values]
        return [*rest, _either(new.column, (*before, *new.values), *_DROPS)]
    direction = _DIRECTIONS.get(new.operator)
    beside = [each for each in same if direction and _DIRECTIONS.get(each.operator, direction) != direction]
    return [*rest, *beside, new]


def _either(column: ColumnRef, values: Literals, one: Operator, several: Operator) -> Compare:
    """A comparison with one value or several."""
    unique = tuple(dict.fromkeys(values))
    return Compare(column, one if len(unique) == 1 else several, unique)


def _gives_way(before: Condition, new: Named, draft: Draft) -> bool:
    """Whether a business term takes the place of what was said of the same column or of the same term."""
    if isinstance(before, Named):
        same_term = before.table == new.table and before.filter.name == new.filter.name
        return same_term or (not new.negated and draft.columns_of(before) == draft.columns_of(new))
    return not new.negated and isinstance(before, Compare) and draft.columns_of(new) == {before.column}
