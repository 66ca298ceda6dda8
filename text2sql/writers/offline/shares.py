"""Shares: of all groups, or of the rows that are spoken of first those that meet what is said after."""

import re
from dataclasses import replace

from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import (
    Compare,
    Condition,
    Either,
    Exists,
    Measurement,
    Named,
    Within,
)
from text2sql.writers.offline.timing import time_column

_OF_ITS_OWN = re.compile(
    r"\b(?:share|percentage|percent|proportion|fraction|part) of (?:all )?(?:of )?(?:its|their)\b", re.IGNORECASE
)
"""Each group is held against all of its own rows: "which method failed most, as a share of its attempts"."""
_AMONG = re.compile(r"\s*(?:and |out )?(?:among|of)\b.*?(?=\b(?:what|how|which)\b)", re.IGNORECASE | re.DOTALL)
_ONE_SHARE = re.compile(
    r"\bwhat (?:share|fraction|percentage|proportion|part|portion|percent)\b|차지하|몇\s?(?:%|퍼센트)", re.I
)
_ASKED = re.compile(r"(?:what|which) .*\bof", re.IGNORECASE)
_OF_WHICH = {
    True: re.compile(r"(?:중에서|가운데|중에|중의|중)(?=\s)|에서(?=\s.*차지)"),
    False: re.compile(r"\b(?:that|which|who|were|was|are|is|have|has|had|came|come|comes)\b", re.IGNORECASE),
}
"""What parts the rows that a share is taken of from those that count, in Korean and English."""


def read_shares(draft: Draft) -> None:
    """A share of all groups, or of the rows that meet a condition among those that are spoken of."""
    cue = next((word for word in draft.unused("cue") if word.meaning.cue == "share"), None)
    if cue is None:
        return
    for other in draft.unused("cue"):
        other.used = other.used or other.meaning.cue == "share"
    growing = any(word.meaning.cue in ("growth", "decline") for word in draft.words)
    compared = any(draft.unused("comparison")) or (growing and len({each.period for each in draft.periods}) == 2)
    if compared and draft.periods:
        return  # by how many per cent it grew
    if not draft.figures and draft.table:
        draft.figures.append(Measurement(draft.table, "count"))
    counted = [each for each in draft.conditions if not _is_period(each)]
    shown = [each for each in draft.dimensions if not each.hidden]
    own = _OF_ITS_OWN.search(draft.text) is not None
    if own and (not shown or not counted):
        draft.doubt(1.2, cue.mention.text)
    if shown and not own and not _within_groups(draft, counted):
        _of_all_groups(draft)
        return
    base = [each for each in counted if _comes_first(draft, cue, each) or _is_of_the_groups(draft, each)]
    base = base or _first_noun(draft, cue, counted)
    portion = tuple(each for each in counted if each not in base) or tuple(counted)
    if draft.korean and base and len(base) == len(counted):
        draft.doubt(1.0, cue.mention.text)  # what counts of these rows was not found
    if not portion or not draft.figures:
        draft.doubt(1.0, cue.mention.text)
        return
    draft.conditions = [each for each in draft.conditions if each not in portion]
    draft.figures = [replace(draft.figures[0], portion=portion)]
    ranked = [replace(each, by=draft.figures[0]) for each in draft.ordering if isinstance(each.by, Measurement)]
    draft.ordering = ranked if shown else []


def counts_rows_only(draft: Draft) -> bool:
    """Whether a share is asked for of nothing but rows, so that what is said of related rows is a part of it."""
    asked = any(word.meaning.cue == "share" for word in draft.unused("cue"))
    counted = all(each.function == "count" and each.column is None for each in draft.figures)
    own = all(each.table == draft.table for each in draft.figures)
    return asked and counted and own and bool(draft.table) and not draft.having


def date_portions(draft: Draft, graph: JoinGraph) -> None:
    """A period said of what people did is of that: "of active customers, what share ordered in October"."""
    figure = draft.figures[0] if len(draft.figures) == 1 else None
    there = next((each for each in figure.portion if isinstance(each, Exists)), None) if figure else None
    if figure is None or there is None or len(draft.periods) != 1 or there.negated:
        return
    marker = (None if draft.korean else _AMONG.match(draft.text)) or _OF_WHICH[draft.korean].search(draft.text)
    column = time_column(draft.table_of(there.table))
    lasting = display_column(draft.table_of(draft.table)) is not None
    of_it = marker is not None and draft.periods[0].start >= marker.end() and lasting
    if not of_it or column is None or draft.table not in graph.upward_from(there.table):
        return
    dated = replace(there, conditions=(*there.conditions, Within(column, draft.periods[0].period)))
    portion = tuple(dated if each is there else each for each in figure.portion)
    draft.figures = [replace(figure, portion=portion)]
    draft.periods = []


def _is_of_the_groups(draft: Draft, condition: Condition) -> bool:
    """Whether a condition only says which groups are wanted: online channels, of which each has a share of its own."""
    groups = {each.column for each in draft.dimensions if not each.hidden and each.grain is None}
    groups -= {each.column for each in draft.told_apart}
    if isinstance(condition, Named):
        columns = draft.columns_of(condition)
        return bool(columns) and columns <= groups
    return isinstance(condition, Compare) and condition.column in groups


def _first_noun(draft: Draft, cue: Word, counted: list[Condition]) -> list[Condition]:
    """What the rows are called that a share is taken of: "what percentage of dormant customers agreed to marketing"."""
    if draft.korean or not _ASKED.fullmatch(cue.mention.text):
        return []
    said: list[Word] = []
    for word in draft.words[cue.position + 1 :]:
        if word.kind not in ("value", "filter", "table"):
            break
        said.append(word)
        if word.kind != "value":
            break
    base = [each for each in counted if any(_says(word, each) for word in said)]
    return base if len(base) < len(counted) else []


def _is_period(condition: Condition) -> bool:
    if isinstance(condition, Either):
        return all(map(_is_period, condition.conditions))
    return isinstance(condition, Within)


def _within_groups(draft: Draft, counted: list[Condition]) -> bool:
    """Whether the share is taken within each group: of a business term, of what is absent, or over time."""
    over_time = any(each.grain for each in draft.dimensions)
    terms = [each for each in counted if isinstance(each, Named | Exists) or _is_flag(draft, each)]
    told_apart = {each.column for each in draft.told_apart}
    values = [each for each in counted if not (isinstance(each, Compare) and each.column in told_apart)]
    return bool(terms) or (over_time and bool(values))


def _is_flag(draft: Draft, condition: Condition) -> bool:
    return isinstance(condition, Compare) and draft.details(condition.column).kind == "boolean"


def _of_all_groups(draft: Draft) -> None:
    """Beside the figure itself, because a share alone does not say of how much."""
    figures = list(draft.figures)
    if draft.limit is not None and draft.limit > 1 and _ONE_SHARE.search(draft.text):
        draft.doubt(1.2)  # one share of them all, and not one for each
    draft.figures = [part for each in figures for part in (each, replace(each, share=True))]
    draft.ordering = [
        replace(each, by=replace(each.by, share=True)) if isinstance(each.by, Measurement) else each
        for each in draft.ordering
    ]


def _comes_first(draft: Draft, cue: Word, condition: Condition) -> bool:
    """Whether a condition is said of the rows that the share is taken of: those before 중 or "that were"."""
    places = [word.mention.start for word in draft.words if _says(word, condition)]
    if not draft.korean and _AMONG.match(draft.text):
        return bool(places) and max(places) < cue.mention.start
    marker = _OF_WHICH[draft.korean].search(draft.text, 0 if draft.korean else cue.mention.end)
    if marker is None or any(word.mention.start < marker.end() <= word.mention.end for word in draft.words):
        return False
    return bool(places) and max(places) < marker.start()


def _says(word: Word, condition: Condition) -> bool:
    meaning = word.meaning
    if isinstance(condition, Either):
        return any(_says(word, each) for each in condition.conditions)
    if isinstance(condition, Compare):
        return meaning.kind in ("value", "column") and meaning.column == condition.column
    if isinstance(condition, Named):
        return meaning.filter is not None and meaning.filter == condition.filter
    if isinstance(condition, Exists):
        return meaning.kind in ("table", "measure") and meaning.table == condition.table
    return False
