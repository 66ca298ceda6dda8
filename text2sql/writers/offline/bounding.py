"""Bounds of a follow-up on what the groups before come to: 100만원 이상만, "at least 100 orders"."""

from dataclasses import replace

from text2sql.language import BoundMention
from text2sql.writers.offline.changing import is_dropped
from text2sql.writers.offline.conditions import bind, is_per_cent, is_ratio
from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.representation import Dimension, Measurement, Operator, Representation

_OPPOSITE: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def take_count_bounds(draft: Draft, base: Representation) -> None:
    """Bounds on a number of rows that they name themselves."""
    things = {each.column.table for each in base.dimensions if _is_thing(draft, each)}
    for word in [*draft.unused("bound")] if base.dimensions else ():
        counted = draft.neighbour(word, -1 if draft.korean else 1, "table")
        if counted is None or counted.mention.grouped or counted.meaning.table in things:
            continue
        first, last = sorted((word.position, counted.position))
        for each in draft.words[first : last + 1]:
            each.used = each.used or each is counted or each.mention.cue("count")
        _bound(draft, word, Measurement(counted.meaning.table, "count"))
    for bounded in draft.having[:1] if base.dimensions else ():
        for other in draft.unused("table"):
            if other.meaning.table not in {*things, bounded.measurement.table}:
                draft.doubt(0.9, other.mention.text)  # groups of something else are bounded


def _is_thing(draft: Draft, group: Dimension) -> bool:
    """Whether the groups are the rows of a table, by name: brands, and not the regions of customers."""
    return group.hidden or group.column == display_column(draft.table_of(group.column.table))


def bounds_of_the_figure(draft: Draft, base: Representation) -> None:
    """A bound with nothing beside it is one on the figure of each group: 100만원 이상만."""
    grouped = base.dimensions or draft.dimensions
    for word in [*draft.unused("bound")]:
        bound = word.mention.special
        if not isinstance(bound, BoundMention) or not draft.figures or not grouped:
            continue
        figure = _bounded_figure(draft, bound)
        _bound(draft, word, figure)
        if figure.share:
            draft.doubt(1.2, word.mention.text)  # groups are bounded before their shares are known


def _bound(draft: Draft, word: Word, figure: Measurement) -> None:
    word.used = True
    bind(draft, word, figure)
    if is_dropped(draft):
        last = draft.having[-1]
        draft.having[-1] = replace(last, operator=_OPPOSITE.get(last.operator, last.operator))


def _bounded_figure(draft: Draft, bound: BoundMention) -> Measurement:
    """Of several figures a rate is bounded by per cent, and another one is not."""
    fitting = [each for each in draft.figures if is_ratio(each) == is_per_cent(bound.unit)]
    return (fitting or draft.figures)[0]
