"""Who did something: what is counted is who is named, and what they did is said of them."""

import re

from text2sql.writers.offline.alternatives import has_noun
from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.representation import Exists

_VERB = r"(?:\w+ed|bought|made|got|gave|had|have|has|did|left|wrote|took|sent|paid|with)"
_STARTS_WITH_VERB = re.compile(
    rf"\W*(?:(?:who|that|which)\s+)?(?:(?:have|has|had|ever|also)\s+)*{_VERB}\b", re.IGNORECASE
)
_TRANSITIVE = re.compile(r"(?:\w+ed|left|gave|paid|sent)$", re.IGNORECASE)
_OBJECT = re.compile(r"\s+(?:an?|any|some|their|his|her|at least (?:one|an?))\s+$", re.IGNORECASE)


def did_it(draft: Draft, named: Word, done: Word) -> bool:
    """Whether the rows after who is counted are what they did: "how many VIP customers bought something".

    "How many VIP customer orders" counts orders.
    """
    if named.meaning.table == done.meaning.table:
        return False
    if not (has_noun(draft, named) or (named.kind == "value" and _are_people(draft, named))):
        return False
    if draft.korean:
        return named.mention.suffix in ("이", "가", "이나")
    return _STARTS_WITH_VERB.match(draft.text[named.mention.end : done.mention.end]) is not None


def _are_people(draft: Draft, word: Word) -> bool:
    shown = display_column(draft.table_of(word.meaning.table))
    return shown is not None and draft.details(shown).personal


def doubt_transitive(draft: Draft) -> None:
    """A verb that has an object is no state of who did it: customers who left a review have not left."""
    if draft.korean:
        return
    for word, thing in zip(draft.words, draft.words[1:], strict=False):
        if word.kind not in ("value", "filter") or thing.kind != "table" or thing.meaning.table == word.meaning.table:
            continue
        before = draft.words[word.position - 1] if word.position else None
        subject = before is not None and before.kind == "table" and before.meaning.table == word.meaning.table
        gap = draft.text[word.mention.end : thing.mention.start]
        if _TRANSITIVE.match(word.mention.text) and (_OBJECT.fullmatch(gap) or (subject and not gap.strip())):
            draft.doubt(1.2, word.mention.text)


def doubt_bridged(draft: Draft) -> None:
    """A period put on rows that last, while what became of them is said of others far off: products returned in May."""
    there = [each.table for each in draft.conditions if isinstance(each, Exists) and not each.negated]
    lasting = display_column(draft.table_of(draft.table)) is not None
    if lasting and any(draft.table_of(each).time_column for each in there):
        draft.doubt(1.2)


def doubt_passed_over(draft: Draft) -> None:
    """What was done to rows that last is no filler: "how many products got sold in October" is about their sales."""
    if display_column(draft.table_of(draft.table)) is None or any(each.measure for each in draft.figures):
        return
    for word in draft.words:
        others = {each.table for each in word.mention.meanings if each.kind in ("value", "measure", "filter")}
        if draft.figures and word.kind == "filler" and others and draft.table not in others and not draft.having:
            draft.doubt(1.2, word.mention.text)
