"""The first of the groups before, looked at by itself: 1위 브랜드만 월별로, "just the top one, by month"."""

from dataclasses import replace

from text2sql.language import GrainMention, RankingMention
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.representation import Dimension, Measurement, Ordering, Representation


def led_by(read: Annotation, base: Representation) -> Representation | None:
    """The query before with only its first group, when a follow-up breaks that one up; None when it does not.

    What is broken up comes after the place in the ranking: in "by month, the top brand" each month has one.
    """
    found = _leader(read, base)
    if found is None:
        return None
    ranking = found[0].special
    assert isinstance(ranking, RankingMention)
    by = next((each.by for each in base.ordering if isinstance(each.by, Measurement)), base.measurements[0])
    return replace(base, limit=1, offset=0, limit_within=(), ordering=(Ordering(by, ranking.descending),))


def without_leader(read: Annotation, base: Representation) -> Annotation:
    """What is said without the words that single out the first group."""
    found = _leader(read, base)
    return read if found is None else replace(read, mentions=tuple(each for each in read.mentions if each not in found))


def _leader(read: Annotation, base: Representation) -> tuple[Mention, ...] | None:
    groups = [each for each in base.dimensions if not each.hidden]
    rankings = [each for each in read.mentions if isinstance(each.special, RankingMention)]
    if len(groups) != 1 or groups[0].grain is not None or len(rankings) != 1 or not base.measurements:
        return None
    if base.comparison is not None or base.over_groups is not None or base.over_time is not None:
        return None
    ranking = rankings[0].special
    assert isinstance(ranking, RankingMention)
    single = ranking.count == 1 or (ranking.count is None and ranking.superlative)
    others = [each for each in read.mentions if each is not rankings[0] and not _is_joint(each)]
    named = [each for each in others if _names(each, groups[0]) and not each.grouped]
    rest = [each for each in others if each not in named]
    broken = [each for each in rest if each.grouped or isinstance(each.special, GrainMention)]
    if not single or ranking.place != 1 or not broken or broken != rest:
        return None
    if any(each.start < rankings[0].start for each in broken):
        return None
    return (rankings[0], *named, *(each for each in read.mentions if _is_joint(each)))


def _names(mention: Mention, group: Dimension) -> bool:
    """Whether it names what the rows before were grouped by."""
    table = group.column.table
    return any(
        each.column == group.column or (each.kind == "table" and each.table == table) for each in mention.meanings
    )


def _is_joint(mention: Mention) -> bool:
    return mention.cue("both", "group")
