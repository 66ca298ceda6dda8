"""Fiscal years and quarters: conditions on the columns of a calendar that knows them, never calendar periods.

Where a fiscal year begins is the business's own affair. A table that says it for every day is asked; without one nobody
can tell, and the question is not answered.
"""

import re

from text2sql.catalog import Catalog
from text2sql.language import PeriodMention
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import ColumnRef, Compare

_FISCAL = re.compile(r"fiscal|financial|accounting|회계", re.IGNORECASE)
_GRAINS = {
    "year": re.compile(r"year|연도|년도", re.IGNORECASE),
    "quarter": re.compile(r"quarter|분기", re.IGNORECASE),
}


def take_fiscal(draft: Draft, mention: PeriodMention) -> None:
    """Keep the rows of a fiscal year or quarter that is named by its number, or doubt."""
    start = mention.period.start
    year = _column(draft.catalog, "year")
    quarter = _column(draft.catalog, "quarter") if mention.grain == "quarter" else None
    whole = mention.grain == "year" or quarter is not None
    if mention.kind != "calendar" or start is None or year is None or not whole:
        draft.periods.append(mention)
        draft.doubt(1.2, mention.text)
        return
    draft.conditions.append(Compare(year, "=", (start.year,)))
    if quarter is not None:
        draft.conditions.append(Compare(quarter, "=", ((start.month + 2) // 3,)))


def _column(catalog: Catalog, grain: str) -> ColumnRef | None:
    """The only column whose names speak of fiscal years or quarters."""
    found = [
        ColumnRef(table.name, column.name)
        for table in catalog.tables
        for column in table.columns
        if column.effective_kind == "number"
        and any(_FISCAL.search(name) and _GRAINS[grain].search(name) for name in (column.name, *column.synonyms))
    ]
    return found[0] if len(found) == 1 else None
