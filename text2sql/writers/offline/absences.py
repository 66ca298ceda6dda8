"""What is said to be missing: rows that nothing refers to, empty columns, the opposite of a business term."""

from text2sql.catalog import NamedFilter
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.literals import literal
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Exists, Named

_JOINED = ("와", "과", "하고")
_BEFORE_VERBS = ("안", "못")


def read_both_ways(draft: Draft) -> None:
    """With and without, 여부: rows that have something beside those that have not."""
    for word in [*draft.unused("cue")]:
        if word.meaning.cue != "either_way":
            continue
        word.used = True
        steps = (-1, 1) if draft.korean else (1, -1)
        target = next((found for step in steps if (found := draft.neighbour(word, step, "column"))), None)
        column = target.meaning.column if target else None
        if target is None or column is None or draft.details(column).kind != "boolean":
            draft.doubt(1.2, word.mention.text)
        elif Dimension(column) not in draft.dimensions:
            target.used = True
            draft.dimensions.append(Dimension(column))


def read_absences(draft: Draft) -> None:
    """없는, without, never: rows that nothing refers to, empty columns, or the opposite of a term."""
    negated: set[int] = set()
    for word in [*draft.unused("cue")]:
        if word.meaning.cue not in ("without", "except", "missing"):
            continue
        word.used = True
        if _beside(draft, word) & negated:
            continue  # "한 번도 주문하지 않은" says no twice of the same thing
        steps = (-1, 1) if draft.korean and word.mention.text not in _BEFORE_VERBS else (1, -1)
        found = (draft.neighbour(word, step, "table", "column", "value", "filter", "measure") for step in steps)
        target = next((other for other in found if other is not None), None)
        if target is None:
            draft.doubt(1.2, word.mention.text)
            continue
        if target.kind == "table" and _also_there(draft, target):
            draft.doubt(1.2, word.mention.text)  # "orders with a coupon and orders without": two groups
        target.used = True
        negated.add(target.position)
        _negate(draft, word, target)


def _beside(draft: Draft, word: Word) -> set[int]:
    """Positions of the nearest words with a meaning on both sides."""
    found: set[int] = set()
    for step in (-1, 1):
        position = word.position + step
        while 0 <= position < len(draft.words) and draft.words[position].kind in ("cue", "filler"):
            position += step
        found.add(position)
    return found


def _also_there(draft: Draft, target: Word) -> bool:
    """Whether what is missing is also spoken of as there, and nothing tells the two apart."""
    same = [word for word in draft.words if word.kind == "table" and word.meaning.table == target.meaning.table]
    periods = [word for word in draft.words if word.kind == "period"]
    return len(same) > 1 and len(periods) < 2 and any(word.mention.suffix.endswith(_JOINED) for word in draft.words)


def _negate(draft: Draft, word: Word, target: Word) -> None:
    column = target.meaning.column
    if target.kind == "table":
        draft.conditions.append(Exists(target.meaning.table, negated=True))
    elif target.meaning.measure is not None:
        measure = target.meaning.measure
        kept = (
            Named(target.meaning.table, NamedFilter(measure.name, measure.filter, measure.label))
            if measure.filter
            else None
        )
        draft.conditions.append(Exists(target.meaning.table, (kept,) if kept else (), negated=True))
    elif target.kind == "column" and column is not None:
        draft.conditions.append(_missing(draft, target, column))
    elif target.kind == "value" and column is not None:
        draft.conditions.append(Compare(column, "!=", (literal(draft, column, target.meaning.value),)))
    elif target.meaning.filter is not None:
        draft.conditions.append(Named(target.meaning.table, target.meaning.filter, negated=True))


def _missing(draft: Draft, word: Word, column: ColumnRef) -> Compare:
    """A column without a value; an amount that every row has is zero where there is none: "without a discount"."""
    details = draft.details(column)
    profile = details.profile
    always = not details.nullable or (profile is not None and profile.null_share == 0)
    if column.column == draft.table_of(column.table).time_column:
        draft.doubt(0.7, word.mention.text)  # every row has one: something else is missing
    if details.kind == "boolean":
        return Compare(column, "=", (False,))
    return Compare(column, "=", (0,)) if always and details.effective_kind == "number" else Compare(column, "is null")
