"""How many values a generator makes: ``generate_series(1, 12)``, ``range(10)``, a list of days between two dates.

Only literals can be counted before running, and dates relative to today; anything else may be a billion.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlglot import exp

GENERATORS = frozenset(
    ("generate_series", "range", "sequence", "generate_array", "generate_date_array", "generate_timestamp_array")
)
"""Functions that make a list from its bounds."""

_SECONDS = {
    "microsecond": 1e-6,
    "millisecond": 1e-3,
    "second": 1.0,
    "minute": 60.0,
    "hour": 3_600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_419_200.0,
    "mon": 2_419_200.0,
    "quarter": 7_776_000.0,
    "year": 31_536_000.0,
    "decade": 315_360_000.0,
    "century": 3_153_600_000.0,
}
"""Shortest length of each unit, so that a count errs upwards."""

_AMOUNT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([a-z]+?)s?\b", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d+)(?::(\d+(?:\.\d+)?))?")
_TODAY = frozenset(
    ("now", "today", "current_date", "current_timestamp", "getdate", "sysdate", "curdate", "localtimestamp")
)
_TODAY_AT_MOST = (datetime(1970, 1, 1), datetime(2100, 1, 1))
"""Between these two lies every day on which this runs; a check reads no clock."""


def count_values(arguments: Sequence[exp.Expr]) -> int | None:
    """The number of values at most, or None when it cannot be told.

    Args:
        arguments: start, end and step as written; a single one is the end, counted from zero.
    """
    parts = list(arguments) if len(arguments) > 1 else [exp.Literal.number(0), *arguments]
    if not 2 <= len(parts) <= 3:
        return None
    counts = [_count(parts, today) for today in _TODAY_AT_MOST]
    known = [count for count in counts if count is not None]
    return max(known) if len(known) == len(counts) else None


def _count(parts: Sequence[exp.Expr], today: datetime) -> int | None:
    start, end = number(parts[0]), number(parts[1])
    if start is not None and end is not None:
        step = number(parts[2]) if len(parts) == 3 else 1.0
        return None if not step else _steps(end - start, step)
    first, last = moment(parts[0], today), moment(parts[1], today)
    if first is None or last is None:
        return None
    seconds = length(parts[2]) if len(parts) == 3 else _SECONDS["day"]
    return None if not seconds else _steps((last - first).total_seconds(), seconds)


def _steps(distance: float, step: float) -> int:
    return max(0, int(distance / step)) + 1


def number(node: exp.Expr) -> float | None:
    """The value of a number written as a literal, with a sign or a sum of two, or None."""
    if isinstance(node, exp.Paren):
        return number(node.this)
    if isinstance(node, exp.Neg):
        value = number(node.this)
        return -value if value is not None else None
    if isinstance(node, exp.Add | exp.Sub):
        left, right = number(node.this), number(node.expression)
        if left is None or right is None:
            return None
        return left + right if isinstance(node, exp.Add) else left - right
    if isinstance(node, exp.Literal) and not node.is_string:
        try:
            return float(node.name)
        except ValueError:
            return None
    return None


def moment(node: exp.Expr, today: datetime) -> datetime | None:
    """The date or time an expression stands for when ``today`` is today, or None."""
    if isinstance(node, exp.Paren | exp.Cast):
        return moment(node.this, today)
    if isinstance(node, exp.Literal) and node.is_string:
        return _parsed(node.name)
    if isinstance(node, exp.CurrentDate | exp.CurrentTimestamp | exp.Localtimestamp | exp.CurrentDatetime):
        return today
    if isinstance(node, exp.Anonymous):
        return _called(node, today)
    if isinstance(node, exp.Add | exp.Sub):
        return _shifted(node, today)
    return None


def _called(node: exp.Anonymous, today: datetime) -> datetime | None:
    name = node.name.lower()
    if name in _TODAY and not node.expressions:
        return today
    if name in ("date", "timestamp", "datetime", "to_date", "to_timestamp") and len(node.expressions) in (1, 2):
        return moment(node.expressions[0], today)
    if name == "date_trunc" and len(node.expressions) == 2:
        return moment(node.expressions[1], today) or moment(node.expressions[0], today)
    if name in ("make_date", "date", "date_from_parts") and len(node.expressions) == 3:
        values = [number(each) for each in node.expressions]
        return _parsed("-".join(f"{int(value):02d}" for value in values if value is not None))
    return None


def _shifted(node: exp.Add | exp.Sub, today: datetime) -> datetime | None:
    base = moment(node.this, today)
    days = number(node.expression)
    seconds = days * _SECONDS["day"] if days is not None else length(node.expression)
    if base is None or seconds is None:
        return None
    try:
        return base + timedelta(seconds=seconds if isinstance(node, exp.Add) else -seconds)
    except OverflowError:
        return None


def _parsed(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=None)


def length(node: exp.Expr) -> float | None:
    """The length of an interval in seconds, at least; None when it cannot be told or is not positive."""
    if isinstance(node, exp.Cast | exp.Paren):
        return length(node.this)
    if isinstance(node, exp.Literal) and node.is_string:
        return _length_of(node.name)
    if not isinstance(node, exp.Interval) or not isinstance(node.this, exp.Literal):
        return None
    unit = node.args.get("unit")
    return _length_of(f"{node.this.name} {unit.name if unit is not None else ''}")


def _length_of(text: str) -> float | None:
    total = 0.0
    for amount, unit in _AMOUNT.findall(text):
        seconds = _SECONDS.get(unit.lower())
        if seconds is None:
            return None
        total += float(amount) * seconds
    clock = _CLOCK.search(text)
    if clock is not None:
        total += int(clock[1]) * 3_600 + int(clock[2]) * 60 + float(clock[3] or 0)
    return total if total > 0 else None
