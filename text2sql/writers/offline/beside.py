"""Some of the rows that were counted, counted beside them: "add how many of them were returned", 취소 건수도 옆에."""

import re
from collections.abc import Collection

from text2sql.catalog import LocalText, Measure
from text2sql.interfaces import Reference
from text2sql.writers.offline.amounts import counts_rows
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.representation import ColumnRef, Compare, Condition, Measurement, Named, Representation


def count_beside(draft: Draft, base: Representation, reference: Reference) -> tuple[Measurement, ...]:
    """The counts that a follow-up adds, whose conditions then hold for them alone; none when it adds no such count.

    The draft's conditions are taken out of it.
    """
    counts = [word for word in draft.words if word.mention.cue("count")]
    if not reference.adds or not counts or len(base.measurements) != 1 or draft.dimensions or draft.periods:
        return ()
    first = base.measurements[0]
    if not counts_rows(first) or first.table != base.table or base.comparison is not None:
        return ()
    known = {each.column for each in base.conditions if isinstance(each, Compare)}
    taken = [each for each in draft.conditions if _is_of(each, base.table) and not _compares(each, known)]
    if not taken or len(taken) != len(draft.conditions):
        return ()
    found = tuple(_counted(each, draft, first) for each in taken)
    draft.conditions = []
    return found


def _is_of(condition: Condition, table: str) -> bool:
    if isinstance(condition, Named):
        return condition.table == table
    return isinstance(condition, Compare) and condition.column.table == table and condition.operator in ("=", "in")


def _compares(condition: Condition, columns: Collection[ColumnRef]) -> bool:
    return isinstance(condition, Compare) and condition.column in columns


def _counted(condition: Condition, draft: Draft, first: Measurement) -> Measurement:
    rows = " AND ".join(filter(None, (first.measure.filter if first.measure else "", _sql(condition))))
    said = _said(condition, draft)
    name = re.sub(r"\W+", "_", _name(condition).casefold()).strip("_") or "some"
    label = LocalText(f"count of {said.en}", f"{said.ko} 건수")
    return Measurement(first.table, "measure", measure=Measure(f"{name}_count", "COUNT(*)", rows, label))


def _sql(condition: Condition) -> str:
    if isinstance(condition, Named):
        return f"NOT ({condition.filter.condition})" if condition.negated else f"({condition.filter.condition})"
    assert isinstance(condition, Compare)
    values = ", ".join(_literal(each) for each in condition.values)
    return f"{condition.column.column} IN ({values})" if len(condition.values) > 1 else _equal(condition)


def _equal(condition: Compare) -> str:
    return f"{condition.column.column} = {_literal(condition.values[0])}"


def _literal(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def _name(condition: Condition) -> str:
    if isinstance(condition, Named):
        return condition.filter.name
    assert isinstance(condition, Compare)
    return "_".join(map(str, condition.values)) if condition.values != (True,) else condition.column.column


def _said(condition: Condition, draft: Draft) -> LocalText:
    """What the rows are called: by their term, else as they were typed."""
    if isinstance(condition, Named):
        return condition.filter.label
    assert isinstance(condition, Compare)
    words = [word for word in draft.words if _speaks(word, condition)]
    typed = ", ".join(word.mention.text.removesuffix(word.mention.suffix) for word in words)
    return LocalText(typed or _name(condition), typed or _name(condition))


def _speaks(word: Word, condition: Compare) -> bool:
    return word.meaning.column == condition.column and word.kind in ("value", "column")
