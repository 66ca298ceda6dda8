"""What a follow-up changes without naming it in full: another grain, those who did something, this and not that."""

import re
from dataclasses import replace
from itertools import pairwise

from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.figures import grain_name
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Named, Representation

_RATHER = re.compile(r"\brather than\b|\s{8,}of\b", re.IGNORECASE)
"""Words that point are blanked out: "instead of" is only the second of them."""
_AMOUNT = re.compile(r"(?:금액|액수)[은는을를]?\s*$")
_NEVER_MIND = re.compile(r"\b(?:regardless of|irrespective of|whatever|any|every)(?: the)?\s+$", re.IGNORECASE)
_NEVER_MIND_AFTER = re.compile(r"(?:에|과|와|은|는)?\s*(?:상관\s?없|관계\s?없|무관)")
_INSTEAD = re.compile(r"\s{4,}")
_LATER = ("share", "count", "avg", "sum", "max", "min", "cumulative", "growth")


def take_bare_grains(draft: Draft, base: Representation) -> None:
    """Another grain of time than before: 분기로 묶어서, "quarterly"."""
    if not any(each.grain for each in base.dimensions) or any(draft.unused("ranking")):
        return
    for word in [*draft.unused("cue")]:
        if word.meaning.cue.startswith("grain_") and word.mention.suffix in ("로", "으로"):
            word.used = True
            draft.dimensions.append(Dimension(ColumnRef("", ""), grain_name(word.meaning.cue)))


def counts_something(draft: Draft, base: Representation) -> bool:
    """Whether the figure before is a number of something already, and only what it is of changes."""
    said = any(word.kind in ("value", "filter", "period") for word in draft.words)
    said = said and not any(draft.unused("table", "measure", "column"))
    first = base.measurements[0] if len(base.measurements) == 1 else None
    if first is None or not said:
        return False
    if first.measure is None:
        return first.function == "count" and first.column is None and not first.share
    return bool(re.fullmatch(r"COUNT\([^()]*\)", first.measure.expression.strip()))


def drop_replaced(draft: Draft, replaces: bool) -> None:
    """Of two things the one before 말고 goes, and the one after "rather than": "방문자 말고 주문 수로"."""
    marker = _RATHER.search(draft.text)
    if marker is not None and not draft.korean:
        for word in draft.words:
            gone = word.mention.start >= marker.end() and word.mention.special is None
            word.used = word.used or gone
    for word, wanted in pairwise(draft.words) if replaces and draft.korean else ():
        gap = draft.text[word.mention.end : wanted.mention.start]
        figure = word.kind == "measure" or word.mention.cue(*_LATER)
        if figure and not word.mention.suffix and _INSTEAD.fullmatch(gap):
            word.used = True  # 건수 대신 매출로: the word that points is blanked out
    for cue in [word for word in draft.words if word.meaning.cue == "except" and draft.korean]:
        after = draft.words[cue.position + 1 :]
        later = any(other.kind in ("measure", "column", "table") or other.mention.cue(*_LATER) for other in after)
        named = draft.words[max(0, cue.position - 1) : cue.position]
        if named and draft.text[named[0].mention.end : cue.mention.start].strip():
            named = []  # "금액 말고": the figure before, by a name that is no term
        if later and all(each.kind == "measure" or each.mention.cue(*_LATER) for each in named):
            for each in (cue, *named):
                each.used = True


def drops_amount(draft: Draft) -> bool:
    """Whether the figure that goes is only called an amount: 금액 말고 비중으로."""
    return any(
        word.meaning.cue == "except" and word.used and _AMOUNT.search(draft.text[: word.mention.start])
        for word in draft.words
    )


def take_released(draft: Draft, base: Representation) -> tuple[ColumnRef, ...]:
    """Columns of which all is wanted again: "back to all channels", 채널 전체로."""
    compared = {each.column for each in base.conditions if isinstance(each, Compare)}
    for each in base.conditions:
        compared |= draft.columns_of(each) if isinstance(each, Named) else set()
    found = []
    for word in draft.unused("column"):
        beside = [draft.words[at] for at in (word.position - 1, word.position + 1) if 0 <= at < len(draft.words)]
        whole = next((each for each in beside if each.mention.cue("all") and not each.used), None)
        never_mind = _NEVER_MIND_AFTER.match(draft.text, word.mention.end) or _NEVER_MIND.search(
            draft.text[: word.mention.start]
        )
        if word.meaning.column in compared and (whole is not None or never_mind):
            word.used = True
            found.append(word.meaning.column)
            if whole is not None:
                whole.used = True
    return tuple(each for each in found if each is not None)


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
