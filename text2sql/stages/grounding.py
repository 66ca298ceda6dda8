"""Whether words about a result say only what the result says: every figure must be one of its own.

A model that tells a result may misread a row or compute something nobody asked for. Its words are used when each number
in them is a cell, rounded at most, or was said before: in the question, the reading or the query.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from text2sql.language import find_numbers
from text2sql.types import ResultTable

_LONGEST = 600
_ROUNDED = 0.005
"""Share by which a figure in words may be off: 41,788,700원 told as 4,180만 원."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PERCENT = ("%", "퍼센트", "프로", "percent")


def is_grounded(text: str, result: ResultTable, said: Iterable[str]) -> bool:
    """Whether every figure of the text is in the result or in what was said before.

    Args:
        text: what a model wrote.
        result: what it is about.
        said: texts whose figures may be repeated: the question, its reading, the query.
    """
    if not text or len(text) > _LONGEST:
        return False
    known = [*_cells(result), float(len(result.rows)), *(number for each in said for number in _figures(each))]
    for mention in find_numbers(text):
        value = float(mention.value)
        told = [value, value / 100] if mention.unit.strip().lower() in _PERCENT else [value]
        if not any(_is(each, number) for each in told for number in known):
            return False
    return True


def _is(told: float, number: float) -> bool:
    """Whether a figure in words is this number, rounded at most; small whole numbers are told exactly."""
    if told == number:
        return True
    if told.is_integer() and abs(told) < 100 and number.is_integer():
        return False
    return abs(told - number) <= max(_ROUNDED * abs(number), 0.0051 if abs(number) < 1 else 0.051)


def _cells(result: ResultTable) -> Iterator[float]:
    for row in result.rows:
        for value in row:
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                yield float(value)
            elif isinstance(value, str):
                yield from _figures(value)


def _figures(text: str) -> Iterator[float]:
    yield from (float(mention.value) for mention in find_numbers(text))
    yield from (float(found.replace(",", "")) for found in _DIGITS.findall(text))
