"""What kind of values a column turns out to hold, whatever it was declared as."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime

from text2sql.catalog import Column, ColumnKind
from text2sql.types import Value

_BOOLEAN_NAME = re.compile(r"^(is|has|was|can)_|_(yn|flag|tf)$|여부$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def looks_like(column: Column, sample: Sequence[Value], told: Sequence[str]) -> ColumnKind | None:
    """The kind the values turn out to have, or None when it is the declared one.

    Args:
        column: with its declared kind.
        sample: values as the driver hands them out.
        told: further values as text: the frequent ones and the bounds.
    """
    seen = [value for value in sample if value is not None]
    if column.kind == "text":
        return kind_of_texts([*seen, *told])
    if column.kind in ("number", "boolean") and _mostly_words(seen):
        return "text"
    if column.kind == "number":
        zero_or_one = all(str(value) in ("0", "1", "0.0", "1.0") for value in [*seen, *told])
        return "boolean" if seen and zero_or_one and _named_like_boolean(column.name) else None
    if column.kind in ("date", "timestamp"):
        return _kind_of_declared_dates(column.kind, seen)
    return None


def _mostly_words(values: Sequence[Value]) -> bool:
    """Whether a column of SQLite declared as numbers or booleans holds something else, empty texts aside."""
    filled = [value for value in values if value != ""]
    words = sum(1 for value in filled if isinstance(value, str) and not _is_number(value))
    return 2 * words > len(filled)


def _named_like_boolean(name: str) -> bool:
    return bool(re.search(r"^(is|has)[A-Z]", name) or _BOOLEAN_NAME.search(name.lower()))


def _kind_of_declared_dates(kind: ColumnKind, seen: Sequence[Value]) -> ColumnKind | None:
    """SQLite keeps what it is given: a DATE column may hold "1/2/2010" or seconds since 1970."""
    if any(isinstance(value, date | datetime) for value in seen) or not seen:
        return None
    if all(isinstance(value, int | float) for value in seen):
        return "number"
    found = kind_of_texts(seen)
    if found in ("date", "timestamp"):
        return found if found != kind else None
    return "text"


def kind_of_texts(values: Sequence[Value]) -> ColumnKind | None:
    """What all of these texts are: dates (``2024-01-31``), timestamps, JSON objects or lists; None when just text.

    Only the ISO forms count, because they compare and sort as text the way dates do. ``20240131`` does not: a date
    literal compared with it would silently find nothing.
    """
    texts = [str(value) for value in values if value is not None]
    if not texts:
        return None
    if all(_DATE.fullmatch(text) and _parses(text) for text in texts):
        return "date"
    if all((_TIMESTAMP.fullmatch(text) or _DATE.fullmatch(text)) and _parses(text) for text in texts):
        return "timestamp"
    if all(text.lstrip()[:1] in ("{", "[") for text in texts):
        return "json" if all(_is_json(text) for text in texts) else None
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _parses(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def kind_of_values(values: Sequence[Value]) -> ColumnKind:
    """The kind of a column without a type, such as one a SQLite view computes."""
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {int, float}:
        return "number"
    return "text" if kinds == {str} else "other"
