"""What a follow-up cannot have meant: figures that leave out the very rows asked for, groups counted as rows."""

import re
from collections.abc import Iterable

from text2sql.writers.offline.amounts import is_count
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.fragments import Fragment
from text2sql.writers.offline.representation import Compare, Condition, Measurement, Named, Representation

_DOUBT = 1.2
_THERE = re.compile(r"\bhow many (?:are there|is that|are they|are those|in total)\b", re.IGNORECASE)
_JUDGED = re.compile(r"\bworst\b|나쁜|나빴|최악", re.IGNORECASE)


def doubt_misfits(draft: Draft, base: Representation, fragment: Fragment) -> None:
    """Add to the doubt of an edit what does not fit the query before; ``draft`` is the draft of the whole."""
    for figure in draft.figures:
        alike = _alike(figure, draft)
        if figure not in base.measurements and any(leaves_out(each, draft.conditions, draft) for each in alike):
            draft.doubt(_DOUBT)
    grouped = any(not each.hidden and each.grain is None for each in base.dimensions)
    if grouped and not fragment.draft.periods and _THERE.search(draft.text.replace("  ", " ")):
        draft.doubt(_DOUBT)  # the groups, or the rows in them?
    first = draft.figures[0] if draft.figures else None
    ranked = any(word.kind == "ranking" and _JUDGED.search(word.mention.text) for word in draft.words)
    if ranked and first is not None and first in base.measurements and is_count(first):
        draft.doubt(_DOUBT)  # the worst by a number of what: many or few?


def _alike(figure: Measurement, draft: Draft) -> list[Measurement]:
    """The figure, and the same business term over other tables."""
    tables = draft.catalog.tables if figure.measure is not None else ()
    found = [(table.name, each) for table in tables for each in table.measures]
    return [
        Measurement(name, "measure", measure=each)
        for name, each in found
        if figure.measure is not None and each.name == figure.measure.name
    ]


def leaves_out(figure: Measurement, conditions: Iterable[Condition], draft: Draft) -> bool:
    """Whether a business term leaves out rows that the conditions ask for: revenue of returned orders."""
    own = figure.measure.filter if figure.measure is not None else ""
    found = re.search(r"(\w+)\s*(?:NOT IN\s*\(([^)]*)\)|(?:<>|!=)\s*('[^']*'))", own, re.IGNORECASE)
    if found is None:
        return False
    column, left_out = found[1].casefold(), set(re.findall(r"'([^']*)'", found[2] or found[3]))
    return any(_asked(each, figure.table, column, draft) & left_out for each in conditions)


def _asked(condition: Condition, table: str, column: str, draft: Draft) -> set[str]:
    """The values of a column that a condition keeps."""
    if isinstance(condition, Compare) and condition.operator in ("=", "in"):
        same = condition.column.table == table and condition.column.column.casefold() == column
        return {str(each) for each in condition.values} if same else set()
    if isinstance(condition, Named) and condition.table == table and not condition.negated:
        only = {each.column.casefold() for each in draft.columns_of(condition)} == {column}
        plain = only and not re.search(r"\bNOT\b|<>|!=", condition.filter.condition, re.IGNORECASE)
        return set(re.findall(r"'([^']*)'", condition.filter.condition)) if plain else set()
    return set()
