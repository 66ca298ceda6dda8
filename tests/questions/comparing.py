"""Whether a result answers a question: the gold rows must be there, extra columns are forgiven.

Some injective assignment of gold columns to predicted columns must make the rows equal as multisets. Numbers are equal
within a relative tolerance, a timestamp at midnight equals its date.
"""

import datetime
from collections import Counter
from decimal import Decimal
from itertools import permutations

_MOST_ASSIGNMENTS = 5_000


def normal(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float | Decimal):
        return float(f"{float(value):.6g}")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value


def answers(gold, predicted) -> bool:
    """Both are sequences of rows."""
    if len(gold) != len(predicted):
        return False
    if not gold:
        return True
    gold = [tuple(map(normal, row)) for row in gold]
    predicted = [tuple(map(normal, row)) for row in predicted]
    wanted = [Counter(column) for column in zip(*gold, strict=True)]
    offered = [Counter(column) for column in zip(*predicted, strict=True)]
    if len(wanted) > len(offered):
        return False
    rows = Counter(gold)
    tried = 0
    for chosen in permutations(range(len(offered)), len(wanted)):
        if any(wanted[place] != offered[column] for place, column in enumerate(chosen)):
            continue
        if Counter(tuple(row[column] for column in chosen) for row in predicted) == rows:
            return True
        tried += 1
        if tried > _MOST_ASSIGNMENTS:
            return False
    return False
