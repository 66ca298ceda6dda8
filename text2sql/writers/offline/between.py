"""The two answers before, held against each other: 둘 차이는?, "what's the difference?", "compare the two"."""

from dataclasses import replace

from text2sql.language import NumberMention
from text2sql.writers.offline.mentions import Annotation
from text2sql.writers.offline.representation import Compare, Comparison, Condition, Contrast, Representation, Within


def asks_between(read: Annotation, compares: bool) -> bool:
    """Whether nothing but a difference is asked for, of what the answers before leave open."""
    others = [each for each in read.mentions if not each.cue("difference", "both", "all_of", "either")]
    two = all(isinstance(each.special, NumberMention) and each.special.value == 2 for each in others)
    asked = compares or any(each.cue("difference") for each in read.mentions)
    return asked and two and not read.unexplained


def between(earlier: Representation, later: Representation) -> Representation | None:
    """One query for two that differ in a period or in one value; None when they differ in anything else."""
    gone = [each for each in earlier.conditions if each not in later.conditions]
    new = [each for each in later.conditions if each not in earlier.conditions]
    same = tuple(each for each in later.conditions if each not in new)
    plain = replace(earlier, conditions=()) == replace(later, conditions=())
    if not plain or len(gone) != 1 or len(new) != 1 or later.comparison is not None or later.contrast is not None:
        return None
    return _between(later, same, gone[0], new[0])


def _between(
    query: Representation, same: tuple[Condition, ...], one: Condition, other: Condition
) -> Representation | None:
    if isinstance(one, Within) and isinstance(other, Within) and one.column == other.column:
        if None in (one.period.start, one.period.end, other.period.start, other.period.end):
            return None
        current, previous = sorted((one.period, other.period), key=lambda each: str(each.start), reverse=True)
        return replace(query, conditions=same, comparison=Comparison(one.column, current, previous, "both"))
    values = isinstance(one, Compare) and isinstance(other, Compare) and one.column == other.column
    if values and isinstance(one, Compare) and isinstance(other, Compare) and one.operator == other.operator == "=":
        grouped = any(not each.hidden for each in query.dimensions) or len(query.measurements) != 1
        return None if grouped else replace(query, conditions=same, contrast=Contrast(one, other), ordering=())
    return None
