"""Two figures of different rows: revenue and its target side by side, their difference, one as a share of the other.

Each is read as a question of its own in which the other one is not said; both have the same groups and conditions.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from text2sql.catalog import Measure
from text2sql.writers.offline.composing import Reading, compose
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.lexicon import Meaning, key_of
from text2sql.writers.offline.representation import Dimension, Pairing, PairWants, Representation

_TARGET = re.compile(r"\b(?:targets?|goals?|plan|planned|budget)\b|목표|계획", re.IGNORECASE)
_COMBINING = ("difference", "share", "attained", "missed")
_AGAINST = re.compile(r"\s*(?:대비|against)\b", re.IGNORECASE)
_SILENT = Meaning("filler")
_COST = 0.05
_OF = re.compile(r"\s+(?:from|of|by|for|among|to)(?: the| our| all)?\s+", re.IGNORECASE)


def paired(draft: Draft, graph: JoinGraph) -> Iterator[Reading]:
    """Readings of two figures that no one table has.

    Args:
        draft: one interpretation of a question that nothing has read yet; it is left as it is.
        graph: how the tables hang together.
    """
    said = _figures_said(draft)
    if len(said) == 2 and said[0][0] != said[1][0] and said[0][1].name != said[1][1].name:
        yield from _both(draft, graph, (said[0], said[1]))
    elif len(said) == 1 and _is_target(said[0][1]) and _cue(draft, "attained", "missed", "difference"):
        for table, measure in _without_target(draft, said[0]):
            yield from _both(draft, graph, ((table, measure), said[0]))


def _figures_said(draft: Draft) -> list[tuple[str, Measure]]:
    """The business measures that a question names, each once, in order."""
    found: list[tuple[str, Measure]] = []
    for word in draft.words:
        if word.kind == "measure" and word.meaning.measure is not None:
            each = (word.meaning.table, word.meaning.measure)
            if each not in found and not word.mention.grouped:
                found.append(each)
    return found


def _is_target(measure: Measure) -> bool:
    return bool(_TARGET.search(f"{measure.label.en} {measure.label.ko}"))


def _without_target(draft: Draft, said: tuple[str, Measure]) -> Iterator[tuple[str, Measure]]:
    """What a target is the target of: revenue of a revenue target, by the names of both."""
    names = (said[1].label.en, said[1].label.ko, *said[1].synonyms)
    wanted = {key_of(_TARGET.sub(" ", name)) for name in names} - {""}
    for table in draft.catalog.tables:
        for measure in table.measures:
            known = {key_of(name) for name in (measure.label.en, measure.label.ko, *measure.synonyms)}
            if table.name != said[0] and wanted & known:
                yield table.name, measure


def _cue(draft: Draft, *cues: str) -> bool:
    return any(word.kind == "cue" and word.meaning.cue in cues for word in draft.words)


def _both(draft: Draft, graph: JoinGraph, pair: tuple[tuple[str, Measure], tuple[str, Measure]]) -> Iterator[Reading]:
    wants = _wants(draft)
    first, second = pair
    is_turned = wants == "quotient" and _is_measured_against(draft, first[1])
    if is_turned or (wants != "beside" and _is_target(first[1])):
        first, second = second, first
    one, two = (compose(_alone(draft, each, wants), graph) for each in (first, second))
    if one is None or two is None or not _is_alike(one.representation, two.representation):
        return
    if wants == "beside" and _is_one_of_the_other(draft):
        return
    if wants in ("attained", "missed") and not one.representation.dimensions:
        return  # which ones did is asked, and they were not found
    if any(word.kind in ("value", "filter") and _is_after_a_figure(draft, word) for word in draft.words):
        return  # "refunds of cancelled orders against returned orders": a condition of one of them only
    query = replace(one.representation, pairing=Pairing(two.representation, wants))
    doubts = tuple(dict.fromkeys((*one.doubts, *two.doubts)))
    yield Reading(query, max(one.cost, two.cost) + _COST, doubts)


def _is_one_of_the_other(draft: Draft) -> bool:
    """Whether a figure is wanted of the rows that the other counts: "revenue from new customers", 신규 고객의 매출."""
    for one, other in pairwise(draft.words):
        if one.kind == other.kind == "measure":
            between = draft.text[one.mention.end : other.mention.start]
            own = one.mention.suffix.endswith("의") or (not one.mention.suffix and not between.strip())
            if (own and draft.korean) or _OF.fullmatch(between):
                return True
    return False


def _is_after_a_figure(draft: Draft, word: Word) -> bool:
    """Whether a condition stands between the figures, or right behind a word that joins the second one."""
    places = [each.position for each in draft.words if each.kind == "measure"]
    behind = draft.words[word.position - 1] if word.position else None
    joined = behind is not None and behind.mention.cue("both")
    return len(places) > 1 and (min(places) < word.position < max(places) or (joined and word.position > min(places)))


def _wants(draft: Draft) -> PairWants:
    if _cue(draft, "missed"):
        return "missed" if _has_groups(draft) else "difference"
    if _cue(draft, "attained"):
        return "attained" if _has_groups(draft) else "difference"
    if _cue(draft, "difference"):
        return "difference"
    return "quotient" if _cue(draft, "share") else "beside"


def _has_groups(draft: Draft) -> bool:
    return any(word.kind in ("column", "table") or word.meaning.cue.startswith("grain_") for word in draft.words)


def _is_measured_against(draft: Draft, measure: Measure) -> bool:
    """Whether the figure said first is what the other is held against: 발급 수 대비 사용 비율."""
    word = next(each for each in draft.words if each.meaning.measure == measure)
    return _AGAINST.match(draft.text, word.mention.end) is not None


def _alone(draft: Draft, figure: tuple[str, Measure], wants: PairWants) -> Draft:
    """The question with one figure only; "which months reached the target" asks for every month first."""
    words: list[Word] = []
    there = any(word.kind == "measure" and (word.meaning.table, word.meaning.measure) == figure for word in draft.words)
    for word in draft.words:
        meaning, mention = word.meaning, word.mention
        if wants in ("attained", "missed") and meaning.cue.startswith("grain_"):
            mention = replace(mention, grouped=True)
        if word.kind == "measure" and (meaning.table, meaning.measure) != figure:
            meaning = _SILENT
            if not there:
                meaning, there = Meaning("measure", table=figure[0], measure=figure[1]), True
        elif word.kind == "cue" and meaning.cue in _COMBINING:
            meaning = _SILENT
        words.append(Word(word.position, mention, meaning))
    return Draft(draft.catalog, words, draft.korean, draft.today, draft.text, cost=draft.cost)


def _is_alike(one: Representation, two: Representation) -> bool:
    """Whether both say one figure each, of the same groups, and nothing that cannot stand beside another."""
    for each in (one, two):
        around = each.comparison or each.contrast or each.over_time or each.over_groups or each.limit_within
        if around or len(each.measurements) != 1 or each.having:
            return False
    return [_group(each) for each in one.dimensions] == [_group(each) for each in two.dimensions]


def _group(dimension: Dimension) -> object:
    return dimension.grain or dimension.column
