"""Whether a question has a subject of its own or speaks of the answer before it.

A complete question names what it is about: a figure, or things that are counted or listed. What only names a filter, a
period, a group or an order needs another question to be about something.
"""

import re
from collections.abc import Collection, Sequence

from text2sql.interfaces import Reference
from text2sql.language import BoundMention, GrainMention, NumberMention, RankingMention
from text2sql.writers.offline.mentions import Annotation, Mention

_ALL = re.compile(
    r"(?:\b(?:all|list|each|every)(?:\s+of)?(?:\s+the)?(?:\s+(?:different|distinct|unique))?|모든|전체)\s+$",
    re.IGNORECASE,
)

_POINTS = re.compile(
    r"\bhow (?:many|much)\b.*\b(?:was|were)\s{4,}|\brather than\b|(?:은|는)\s?(?:어떤데|어떤지|어떨까|어떨지)요?\W*$",
    re.IGNORECASE,
)
"""Words that may point are blanked out: "how many refunds was that" points."""


def is_follow_up(annotation: Annotation, apart: Annotation, reference: Reference, near: Collection[str]) -> bool:
    """Whether a question follows the one before it.

    Args:
        annotation: what its words may refer to.
        apart: the same with every word read by itself: "상품" of "판매 중인 상품" is what is counted.
        reference: how they point back.
        near: the tables that the previous query reads.
    """
    if reference.pointing or reference.removes or reference.ends_open or _POINTS.search(annotation.text):
        return True
    subjects = [
        each
        for each in annotation.mentions
        if _is_subject(each) or _ends_in_subject(each, apart) or _is_listed(each, annotation.text)
    ]
    if any(not any(each.start < start for each in subjects) for start, _ in reference.perhaps):
        return True
    if not subjects:
        changed = reference.edits or reference.adds or reference.earlier is not None
        return changed or _is_fragment(annotation, near)
    others = [each for each in annotation.mentions if each not in subjects and _says_something(each)]
    named = _counts(annotation.mentions) and any(_kinds(each) == {"filter"} for each in subjects)
    if named and not (reference.edits or reference.adds):
        return False  # "how many sold-out products" is complete
    if not others and (reference.elliptic or reference.edits or reference.adds):
        return True
    figures = [each for each in subjects if _kinds(each) & {"measure"} or _counts(annotation.mentions)]
    if figures:
        return reference.trails and all(each.grouped for each in others) and _are_near(figures, near)
    known = all(_tables(each) & set(near) for each in subjects)
    if known and reference.elliptic and all(isinstance(each.special, BoundMention) for each in others):
        return True  # "at least 100 orders"
    spoken = any(_tables(each) & set(near) for each in others if _kinds(each) & {"value", "filter"})
    korean = any("가" <= letter <= "힣" for letter in annotation.text)
    return reference.inside or (reference.edits and (known or spoken)) or (known and korean and reference.elliptic)


def _are_near(mentions: Collection[Mention], near: Collection[str]) -> bool:
    return all(_tables(each) & set(near) for each in mentions)


def _is_fragment(annotation: Annotation, near: Collection[str]) -> bool:
    """Without a subject: about the answer before, unless all of it is about something else."""
    named = [tables for tables in map(_tables, annotation.mentions) if tables]
    if named:
        return any(tables & set(near) for tables in named) or all(_is_named_value(each) for each in annotation.mentions)
    return bool(annotation.mentions)


def _is_named_value(mention: Mention) -> bool:
    return mention.special is not None or mention.grouped or bool(_kinds(mention) & {"value", "filter", "cue"})


def _is_subject(mention: Mention) -> bool:
    return not mention.grouped and bool(_kinds(mention) & {"measure", "table"})


def _is_listed(mention: Mention, text: str) -> bool:
    """Whether a column is asked for as a thing of its own: "all the different languages", 모든 브랜드."""
    if mention.grouped or "column" not in _kinds(mention) or mention.suffix in ("로", "으로"):
        return False
    return _ALL.search(text[: mention.start]) is not None


def _ends_in_subject(mention: Mention, apart: Annotation) -> bool:
    """Whether the last word of a business term is a subject by itself."""
    if _kinds(mention) != {"filter"}:
        return False
    return any(each.end == mention.end and each.start > mention.start and _is_subject(each) for each in apart.mentions)


def _counts(mentions: Sequence[Mention]) -> bool:
    return any(each.cue("count") for each in mentions)


def _says_something(mention: Mention) -> bool:
    """Whether it narrows the question down or breaks it up; an order by itself does not make a question complete."""
    if mention.special is not None:
        return not isinstance(mention.special, RankingMention | NumberMention)
    return (
        mention.grouped
        or isinstance(mention.special, GrainMention)
        or bool(_kinds(mention) & {"value", "filter", "column"})
    )


def _kinds(mention: Mention) -> set[str]:
    return {str(meaning.kind) for meaning in mention.meanings}


def _tables(mention: Mention) -> set[str]:
    return {meaning.table for meaning in mention.meanings if meaning.table}
