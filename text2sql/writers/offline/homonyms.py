"""Values that two columns share by name: Seoul where parcels go, beside Seoul where customers live."""

from collections.abc import Iterable

from text2sql.catalog import Column, ValueLabels
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.lexicon import Meaning, key_of, plain_key
from text2sql.writers.offline.representation import ColumnRef, Compare, Representation


def settle_homonyms(draft: Draft) -> None:
    """A value right beside another table or column that knows it under a longer name is that one's.

    "Orders to addresses in Gyeonggi" go to 경기도; customers who live in 경기 are not asked about.
    """
    for word in draft.unused("value"):
        for step in (-1, 1):
            beside = _beside(draft, word, step)
            if beside is None or beside.mention.grouped:
                continue
            own = _value_of(draft, beside, word)
            if own is not None:
                word.meaning = own
                break

    _settle_left_out(draft)


def _settle_left_out(draft: Draft) -> None:
    """What is left out is one of the groups, where a column of the question has it: 제주 빼고 배송 지역별."""
    named = [each.meaning.column for each in draft.words if each.kind == "column" and each.meaning.column is not None]
    tables = {each.meaning.table for each in draft.words if each.kind == "table"}
    for word in draft.unused("value"):
        at = word.position + (1 if draft.korean else -1)
        cue = draft.words[at] if 0 <= at < len(draft.words) else None
        left_out = cue is not None and cue.meaning.cue == "except"
        if not left_out or word.meaning.table in tables or set(named) & _columns(word):
            continue
        for reference in named:
            found = _longer(draft.details(reference), word.meaning.value, _said(word))
            if found is not None and reference.table != word.meaning.table:
                word.meaning = Meaning("value", table=reference.table, column=reference, value=found)
                break


def settle_spoken_of(draft: Draft, columns: Iterable[ColumnRef]) -> None:
    """A value that a column spoken of before knows under a longer name is that one's: "and to Busan?"."""
    known = [*dict.fromkeys(columns)]
    for word in draft.unused("value"):
        if word.meaning.column is None or set(known) & _columns(word):
            continue
        for reference in known:
            found = _longer(draft.details(reference), word.meaning.value, _said(word))
            if found is not None:
                word.meaning = Meaning("value", table=reference.table, column=reference, value=found)
                break


def spoken_of(query: Representation) -> set[ColumnRef]:
    """The columns that a query compares, groups by or lists."""
    columns = {each.column for each in query.conditions if isinstance(each, Compare)}
    return columns | {each.column for each in query.dimensions} | set(query.columns)


def _said(word: Word) -> str:
    return word.mention.text.removesuffix(word.mention.suffix)


def _beside(draft: Draft, word: Word, step: int) -> Word | None:
    """The word next to a value; another value of the same kind in between is one of a list."""
    at = word.position + step
    while 0 <= at < len(draft.words):
        other = draft.words[at]
        listed = other.kind == "value" and _columns(other) & _columns(word)
        if not listed and not other.mention.cue("either", "both") and other.kind != "filler":
            return other if other.kind in ("table", "column") else None
        at += step
    return None


def _columns(word: Word) -> set[object]:
    return {each.column for each in word.mention.meanings if each.kind == "value"}


def _value_of(draft: Draft, beside: Word, word: Word) -> Meaning | None:
    """What the word is called in the table or column beside it; None where that has no such value, or the very same."""
    table = draft.table_of(beside.meaning.table)
    if word.meaning.table == table.name and beside.kind == "table":
        return None
    for column in table.columns:
        reference = ColumnRef(table.name, column.name)
        if beside.kind == "column" and beside.meaning.column != reference:
            continue
        if reference in _columns(word):
            return None
        found = _longer(column, word.meaning.value, _said(word))
        if found is not None:
            return Meaning("value", table=table.name, column=reference, value=found)
    return None


def _longer(column: Column, value: str, said: str) -> str | None:
    """The only value of a column whose name begins with a value, or that has a label with the word in it."""
    fitting = [each for each in column.values if _is_longer(each, value, said)]
    return fitting[0].value if len(fitting) == 1 else None


def _is_longer(labelled: ValueLabels, value: str, said: str) -> bool:
    if value and labelled.value.startswith(value):
        return True
    names = [name.split() for name in labelled.labels]
    wanted = {plain_key(said), key_of(said), plain_key(value)} - {""}
    return any(len(words) > 1 and wanted & {plain_key(words[0]), plain_key(words[-1])} for words in names)
