"""Words with a meaning that nothing has used: what they add to the groups, and the doubt they leave."""

from collections.abc import Callable
from dataclasses import replace

from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.relating import is_beside
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Within

_JOINED = ("와", "과", "하고", "랑")
_NAMES = ("이름", "명칭", "name", "names", "the name", "the names", "their names", "its name")
_MANY = 25
"""A column with as many different numbers is no group that anybody means without saying so."""


def doubt_leftovers(draft: Draft, graph: JoinGraph) -> None:
    """Words with a meaning but no role add doubt: something was asked that the query does not say."""
    _doubt_second_figures(draft)
    _take_names(draft)
    context = {each.column for each in draft.conditions if isinstance(each, Compare | Within)}
    context |= {dimension.column for dimension in draft.dimensions}
    for word in draft.words:
        if word.used or word.kind == "filler":
            continue
        if word.kind == "grain":
            draft.doubt(0.9, word.mention.text)
            continue
        if word.kind == "cue":
            draft.cost += _unused_cue(draft, word)
        elif word.kind == "column" and (_is_summed(draft, word) or _is_own_time(draft, word)):
            draft.doubt(0.0 if _is_summed(draft, word) else 0.1)  # the amount that is added up; 가입 고객, all of them
        elif word.kind == "column" and word.meaning.column in context:
            draft.dimensions = [
                replace(each, hidden=False) if each.column == word.meaning.column else each for each in draft.dimensions
            ]
        elif word.kind == "column" and word.meaning.column is not None and _is_attribute(draft, word, graph):
            word.used = True
            draft.dimensions.append(Dimension(word.meaning.column))
        elif word.kind == "column" and word.meaning.column is not None and draft.figures and not draft.dimensions:
            word.used = True
            _late_dimension(draft, word, graph)
        elif word.kind != "table":
            draft.doubt(0.9, word.mention.text)


def _doubt_second_figures(draft: Draft) -> None:
    """A business term listed beside a figure is a figure of its own: "new customers and customers who left"."""
    for word in draft.words:
        before = draft.words[max(0, word.position - 2) : word.position]
        following = draft.words[word.position + 1 : word.position + 2]
        rows = word.kind == "value" and bool(following) and following[0].kind == "table"
        if (word.kind != "filter" and not rows) or word.mention.grouped or not before:
            continue
        if not any(each.measure for each in draft.figures):
            continue
        listed = before[-1].kind == "measure" and before[-1].mention.suffix.endswith(_JOINED)
        listed = listed or (before[-1].mention.cue("both") and len(before) == 2 and before[0].kind == "measure")
        if listed:
            draft.doubt(0.9, word.mention.text)


def _is_attribute(draft: Draft, word: Word, graph: JoinGraph) -> bool:
    """Whether it only tells more of the rows that are grouped by: "the ten best customers with their grade"."""
    keys = {each.column.table for each in draft.dimensions if each.hidden}
    own = word.meaning.table in keys or (is_beside(draft, word) and any(map(_above(graph, word), keys)))
    return bool(draft.figures or draft.having) and own


def _take_names(draft: Draft) -> None:
    """Names that are asked for are shown already where the groups have names: 상품 3개 이름하고 수량."""
    shown = {each.column for each in draft.dimensions if not each.hidden and each.grain is None and each.column.table}
    named = any(column == display_column(draft.table_of(column.table)) for column in shown)
    for word in draft.unused("column"):
        said = word.mention.text.removesuffix(word.mention.suffix).casefold().strip()
        if named and said in _NAMES and word.meaning.column is not None:
            word.used = True


def _is_own_time(draft: Draft, word: Word) -> bool:
    """Whether it only says that rows came to be: people who signed up."""
    counted = bool(draft.figures) and bool(draft.table) and not word.mention.grouped
    return counted and word.meaning.column == ColumnRef(draft.table, draft.table_of(draft.table).time_column or "")


def _is_summed(draft: Draft, word: Word) -> bool:
    sums = {each.measure.expression for each in draft.figures if each.measure and each.table == word.meaning.table}
    return word.meaning.column is not None and f"SUM({word.meaning.column.column})" in sums


def _above(graph: JoinGraph, word: Word) -> Callable[[str], bool]:
    return lambda table: word.meaning.table in graph.upward_from(table)


def _unused_cue(draft: Draft, word: Word) -> float:
    if word.meaning.cue == "cumulative":
        return 0.1
    if word.meaning.cue == "how_much":
        return 0.0 if any(figure.function != "count" for figure in draft.figures) else 0.7
    if word.meaning.cue == "rows" and any(figure.measure for figure in draft.figures) and not draft.dimensions:
        return 0.7  # a list was asked for, and the words of a figure are read apart instead
    if word.meaning.cue == "distinct" and any(figure.distinct for figure in draft.figures):
        return 0.0
    serious = {
        "avg": 0.9,
        "max": 0.9,
        "min": 0.9,
        "count": 0.3,
        "distinct": 0.2,
        "group": 0.15,
        "share": 1.0,
        "growth": 1.2,
        "decline": 1.2,
        "median": 1.2,
        "distribution": 0.6,
        "avg_amount": 1.0,
        "difference": 1.2,
        "attained": 1.2,
        "missed": 1.2,
        "all_of": 0.6,
        "grain_weekday": 1.0,
        "grain_week": 0.7,
        "grain_month": 0.7,
        "grain_quarter": 0.7,
        "grain_hour_of_day": 0.7,
    }
    return serious.get(word.meaning.cue, 0.0)


def _late_dimension(draft: Draft, word: Word, graph: JoinGraph) -> None:
    """A column beside a figure without a mark is what it is broken down by: "어떤 채널의 매출이 …"."""
    column = word.meaning.column
    assert column is not None
    if draft.is_date(word):
        draft.doubt(0.9, word.mention.text)
        return
    profile = draft.details(column).profile
    amounts = draft.is_number(word) and (profile is None or (profile.distinct or _MANY) >= _MANY)
    if column.table in graph.upward_from(draft.table) and not amounts:
        draft.dimensions.append(Dimension(column))
        draft.doubt(0.3)
    else:
        draft.doubt(0.9, word.mention.text)
