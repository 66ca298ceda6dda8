"""Bounds on columns whose values are bands: 50대 이상 of the age groups 50s and 60s+."""

import re

from text2sql.catalog import Catalog, Column
from text2sql.language import BoundMention
from text2sql.writers.offline.lexicon import plain_key
from text2sql.writers.offline.representation import ColumnRef, Compare

_START = re.compile(r"\d+")
_LEAST_BANDS = 3


def bands_from(catalog: Catalog, text: str, bound: BoundMention) -> Compare | None:
    """The bands on one side of the one that is named; None when no column has bands of that name.

    Args:
        catalog: whose cards name the bands.
        text: the words of the bound.
        bound: what was read in them.
    """
    said = plain_key(text)
    for table in catalog.tables:
        for column in table.columns:
            starts = _starts(column)
            named = [value for value, names in starts.items() if any(said.startswith(each) for each in names)]
            if len(starts) < _LEAST_BANDS or not named or bound.operator not in (">=", "<=", ">", "<"):
                continue
            edge = min(_number(each) for each in named)
            kept = tuple(value for value in starts if _holds(_number(value), bound.operator, edge))
            if kept:
                return Compare(ColumnRef(table.name, column.name), "=" if len(kept) == 1 else "in", kept)
    return None


def _starts(column: Column) -> dict[str, tuple[str, ...]]:
    """Each value with its names; none when not all of them begin with numbers."""
    values = {each.value: (plain_key(each.value), *map(plain_key, each.labels)) for each in column.values}
    return values if all(_START.match(value) for value in values) else {}


def _number(value: str) -> int:
    found = _START.match(value)
    return int(found.group()) if found else 0


def _holds(number: int, operator: str, edge: int) -> bool:
    if operator == ">=":
        return number >= edge
    if operator == "<=":
        return number <= edge
    return number > edge if operator == ">" else number < edge
