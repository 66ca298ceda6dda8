"""What the rows that were counted did or never did: "how many of them ordered", 그중 주문한 적 있는 사람만."""

import re
from dataclasses import replace
from itertools import pairwise

from text2sql.interfaces import Reference
from text2sql.language import BoundMention
from text2sql.writers.offline.amounts import is_count
from text2sql.writers.offline.carded import exists
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import Exists, Representation

_DID = ("한", "했던", "산", "샀던", "된", "받은", "쓴", "남긴")
_DID_AFTER = re.compile(
    r"\s*(?:을|를|이|가|까지|도)?\s*(?:한|했던|된|됐던|받은|쓴|썼던|남긴|남겼던|해 본|해본)(?![가-힣])"
)
_EVER = re.compile(r"\s*(?:적이?|이력이|경험이|기록이|이력|경험|기록)\s*(?P<not>없)?")
_DOING = re.compile(r"(?:ed|bought|wrote|written)$", re.IGNORECASE)


def take_doers(draft: Draft, base: Representation, reference: Reference, graph: JoinGraph) -> None:
    """What the rows that were counted did, or never did, as a condition on them."""
    if draft.korean:
        _in_korean(draft, base, graph)
    elif reference.pointing:
        _in_english(draft, base, graph)


def _in_english(draft: Draft, base: Representation, graph: JoinGraph) -> None:
    counted = next((word for word in draft.words if word.meaning.cue == "count"), None)
    if counted is None:
        return
    at = counted.position + 1
    never = at < len(draft.words) and draft.words[at].meaning.cue == "without"
    word = next(iter(draft.words[at + never : at + never + 1]), None)
    if word is None or word.kind not in ("table", "column") or not _DOING.search(word.mention.text):
        return
    if not _is_below(word, base, graph):
        return
    for each in draft.words[counted.position : word.position + 1]:
        each.used = True
    if not never:
        _take_once(draft, word)
    draft.conditions.append(_done(draft, word, never))


def _in_korean(draft: Draft, base: Representation, graph: JoinGraph) -> None:
    counted = any(map(is_count, base.measurements))
    for word, noun in pairwise(draft.words):
        ever = _EVER.match(draft.text, word.mention.end)
        did = ever is not None or has_done(draft, word)
        if word.kind != "table" or word.used or not did or word.meaning.table == base.table:
            continue
        never = noun.meaning.cue == "without"
        last = draft.words[noun.position + 1] if never and noun.position + 1 < len(draft.words) else noun
        same = last.kind == "table" and last.meaning.table == base.table
        if not (same or (last.mention.cue("count") and counted)) or not _is_below(word, base, graph):
            continue
        never = never or (ever is not None and ever["not"] is not None)
        for each in draft.words[word.position : last.position + 1]:
            each.used = True
        draft.conditions.append(_done(draft, word, never))


def has_done(draft: Draft, word: Word) -> bool:
    """Whether something is spoken of as done: 주문한, 리뷰를 쓴, 결제까지 된."""
    return word.mention.text.endswith(_DID) or _DID_AFTER.match(draft.text, word.mention.end) is not None


def _is_below(word: Word, base: Representation, graph: JoinGraph) -> bool:
    return word.meaning.table != base.table and base.table in graph.upward_from(word.meaning.table)


def _done(draft: Draft, word: Word, never: bool) -> Exists:
    return replace(exists(draft, word.meaning.table, word.mention.text), negated=never)


def _take_once(draft: Draft, word: Word) -> None:
    """To have done it at least once says no more than that it was done."""
    for each in draft.unused("bound"):
        bound = each.mention.special
        if isinstance(bound, BoundMention) and (bound.operator, bound.low) in ((">=", 1), (">", 0)):
            each.used = each.position == word.position + 1
