"""What a follow-up changes without naming it in full: another grain, those who did something, this and not that."""

import re
from dataclasses import replace
from itertools import pairwise

from text2sql.interfaces import Reference
from text2sql.writers.offline.carded import exists
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.figures import grain_name
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Representation

_DID = ("한", "했던", "산", "샀던", "된", "받은", "쓴", "남긴")
_RATHER = re.compile(r"\brather than\b|\s{8,}of\b", re.IGNORECASE)
"""Words that point are blanked out: "instead of" is only the second of them."""
_DOING = re.compile(r"(?:ed|bought|wrote|written)$", re.IGNORECASE)


def take_bare_grains(draft: Draft, base: Representation) -> None:
    """Another grain of time than before: 분기로 묶어서, "quarterly"."""
    if not any(each.grain for each in base.dimensions) or any(draft.unused("ranking")):
        return
    for word in [*draft.unused("cue")]:
        if word.meaning.cue.startswith("grain_") and word.mention.suffix in ("로", "으로"):
            word.used = True
            draft.dimensions.append(Dimension(ColumnRef("", ""), grain_name(word.meaning.cue)))


def take_doers(draft: Draft, base: Representation, reference: Reference, graph: JoinGraph) -> None:
    """What the rows that were counted did: "how many of them ordered", 구매한 사람은."""
    counted = [word for word in draft.words if word.meaning.cue == "count"]
    for word in draft.unused("table", "column"):
        table, doing = word.meaning.table, bool(_DOING.search(word.mention.text))
        below = table != base.table and base.table in graph.upward_from(table)
        if reference.pointing and counted and doing and below and word.position == counted[0].position + 1:
            word.used = counted[0].used = True
            draft.conditions.append(exists(draft, table, word.mention.text))
    for word, noun in pairwise(draft.words):
        doing = word.kind == "table" and noun.kind == "table" and word.mention.text.endswith(_DID)
        if doing and draft.korean and not word.used and noun.meaning.table == base.table != word.meaning.table:
            word.used = noun.used = True
            draft.conditions.append(exists(draft, word.meaning.table, word.mention.text))


def counts_something(draft: Draft, base: Representation) -> bool:
    """Whether the figure before is a number of something already, and only what it is of changes."""
    said = any(word.kind in ("value", "filter", "period") for word in draft.words)
    said = said and not any(draft.unused("table", "measure", "column"))
    first = base.measurements[0].measure if len(base.measurements) == 1 else None
    return said and first is not None and bool(re.fullmatch(r"COUNT\([^()]*\)", first.expression.strip()))


def drop_replaced(draft: Draft) -> None:
    """Of two things the one before 말고 goes, and the one after "rather than": "방문자 말고 주문 수로"."""
    marker = _RATHER.search(draft.text)
    if marker is not None and not draft.korean:
        for word in draft.words:
            gone = word.mention.start >= marker.end() and word.mention.special is None
            word.used = word.used or gone
    for word, cue in pairwise(draft.words):
        later = any(other.kind in ("measure", "column", "table") for other in draft.words[cue.position + 1 :])
        if word.kind == "measure" and cue.meaning.cue == "except" and later and draft.korean:
            word.used = cue.used = True


def keep_counting(draft: Draft) -> None:
    """구글은 몇 명? after a count of visitors: still the visitors."""
    for word in draft.unused("cue"):
        word.used = word.used or word.meaning.cue == "count"


def exclude_all(draft: Draft) -> None:
    """What is left out may be several things: "exclude Seoul and Busan", 서울이랑 부산은 빼고."""
    leaving = [word.position for word in draft.words if word.meaning.cue == "except"]
    values = [word for word in draft.words if word.kind == "value"]
    if len(leaving) != 1 or len(values) < 2:
        return
    if not all((word.position < leaving[0]) == draft.korean for word in values):
        return  # "서울 말고 부산": one goes, the other is wanted
    columns = {word.meaning.column for word in values}
    for at, each in enumerate(draft.conditions):
        if isinstance(each, Compare) and each.column in columns and each.operator in ("=", "in"):
            draft.conditions[at] = replace(each, operator="!=" if each.operator == "=" else "not in")


def is_dropped(draft: Draft) -> bool:
    """Whether what is named is to go: "drop those under 10"."""
    found = [word for word in draft.unused("cue") if word.meaning.cue == "except"]
    for word in found:
        word.used = True
    return bool(found)
