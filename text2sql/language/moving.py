"""Finds moving averages: "7-day moving average", "trailing 3-month average", 7일 이동평균."""

import re
from dataclasses import dataclass
from typing import Literal

_Unit = Literal["day", "week", "month", "quarter"]
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12, "fourteen": 14,
    "thirty": 30, "두": 2, "세": 3, "석": 3, "네": 4, "여섯": 6,
}  # fmt: skip
_UNITS: dict[str, _Unit] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "일": "day", "주": "week", "주간": "week",
    "개월": "month", "달": "month", "분기": "quarter", "개 분기": "quarter",
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(each for each in _NUMBERS if each.isascii())})"
_UNIT = r"(?P<unit>day|week|month|quarter)s?"
_MOVING = r"(?:moving|rolling|trailing|running)"
_PATTERNS = (
    re.compile(rf"\b{_COUNT}[- ]{_UNIT}[- ]{_MOVING} (?:average|mean)(?: of)?\b", re.IGNORECASE),
    re.compile(rf"\b{_MOVING} {_COUNT}[- ]{_UNIT} (?:average|mean)(?: of)?\b", re.IGNORECASE),
    re.compile(rf"\b{_MOVING} (?:average|mean) (?:over|of|for) (?:the last )?{_COUNT}[- ]{_UNIT}\b", re.IGNORECASE),
    re.compile(
        r"(?P<count>\d{1,3}|[두세석네]|여섯) ?(?P<unit>일|주간|주|개월|달|개 분기|분기)(?:간|치)?의?"
        r" ?이동 ?평균(?:값|치)?"
    ),
)


@dataclass(frozen=True, slots=True)
class MovingMention:
    """An average over the last so many days, weeks, months or quarters, taken anew for each of them."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    count: int
    """How many of them are averaged, the one itself among them; at least 2."""
    unit: _Unit


def find_moving(text: str) -> tuple[MovingMention, ...]:
    """The moving averages of a text from left to right."""
    found: dict[int, MovingMention] = {}
    for pattern in _PATTERNS:
        for each in pattern.finditer(text):
            said = each.group("count").casefold()
            count = int(said) if said.isdigit() else _NUMBERS[said]
            if count >= 2:
                unit = _UNITS[each.group("unit").casefold()]
                found.setdefault(each.start(), MovingMention(each.start(), each.end(), each.group(), count, unit))
    return tuple(found[at] for at in sorted(found))
