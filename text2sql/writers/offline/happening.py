"""When rows came to be what they are: the date column of a state, where a period speaks of that."""

import re

from text2sql.writers.offline.drafts import Draft, Word, display_column
from text2sql.writers.offline.representation import ColumnRef, Exists

_DONE = re.compile(r"\s?(?:된|한|됐|했|되었|하였)")


def event_of_a_state(draft: Draft) -> ColumnRef | None:
    """The date column of the state that rows are said to be in; None where a period is of the rows themselves.

    "Delivered last week", 지난주 배송 완료된, not "cancelled orders in May". People stay for years, so that what became
    of them is always dated by itself: members who left this year did not join this year.
    """
    for word in draft.words:
        state = _state(word)
        if not state or word.meaning.table != draft.table:
            continue
        column = _column_of(draft, state)
        if column is not None and (_is_beside_a_period(draft, word, state) or _is_of_people(draft)):
            return column
    return None


def _state(word: Word) -> str:
    """The state that a value or a business term says rows are in; empty for other words."""
    term = word.meaning.filter
    if word.kind == "filter" and term is not None:
        match = re.fullmatch(r"\w+\s*=\s*'(\w+)'", term.condition.strip())
        return match.group(1) if match else ""
    return word.meaning.value if word.kind == "value" else ""


def _column_of(draft: Draft, state: str) -> ColumnRef | None:
    names = {f"{state}{ending}".casefold() for ending in ("_at", "_on", "_date")}
    found = next((each.name for each in draft.table_of(draft.table).columns if each.name.casefold() in names), None)
    return None if found is None else ColumnRef(draft.table, found)


def _is_beside_a_period(draft: Draft, word: Word, state: str) -> bool:
    """Whether the period stands right before (in Korean) or after the state.

    What a rate is made of is counted by the time of the rows, as the rate is.
    """
    at = word.position + (-1 if draft.korean else 1)
    beside = draft.words[at] if 0 <= at < len(draft.words) else None
    if beside is None or beside.kind != "period" or (word.kind == "filter" and not draft.korean):
        return False
    gap = draft.text[min(word.mention.end, beside.mention.end) : max(word.mention.start, beside.mention.start)]
    done = not draft.korean or _DONE.search(word.mention.text) or _DONE.match(draft.text, word.mention.end)
    rated = any(f"'{state}'" in each.expression for each in draft.table_of(draft.table).measures)
    return len(gap.strip()) <= 4 and bool(done) and not rated


def _is_of_people(draft: Draft) -> bool:
    """Whether rows are people and nothing else that a period could be of is spoken of: no sign-up, no orders."""
    table = draft.table_of(draft.table)
    shown = display_column(table)
    if shown is None or not draft.details(shown).personal:
        return False
    others = any(isinstance(each, Exists) for each in draft.conditions)
    dated = any(word.kind == "column" and draft.is_date(word) for word in draft.words)
    counted = all(each.function == "count" and each.column is None for each in draft.figures)
    return counted and not others and not dated
