"""Finds the day of a first or a last event: "first order date", "date of the latest review", 마지막 주문일."""

import re
from dataclasses import dataclass
from typing import Literal

from text2sql.language.spans import overlaps

_EVENT = r"(?P<event>[a-z]+(?: [a-z]+)?)"
_WHICH = r"(?P<which>first|earliest|last|latest|most recent)"
_PATTERNS = (
    re.compile(rf"\b{_WHICH} {_EVENT} (?:date|day)s?\b", re.IGNORECASE),
    re.compile(rf"\b(?:date|day) of (?:the |their |its )?{_WHICH} {_EVENT}\b", re.IGNORECASE),
    re.compile(
        r"(?<![가-힣])(?P<which>첫|최초|처음|마지막|최근|최종) ?(?P<event>[가-힣]{2,}?)(?:한|된)?"
        r" ?(?:일자|날짜|날|일)(?![가-힣]{3})"
    ),
)
_LAST = ("last", "latest", "most recent", "마지막", "최근", "최종")


@dataclass(frozen=True, slots=True)
class OccasionMention:
    """The day of the first or the last of some events."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    which: Literal["first", "last"]
    event: str
    """What happened, as it was said: "order", 구매."""


def find_occasions(text: str) -> tuple[OccasionMention, ...]:
    """All of them from left to right, without overlaps."""
    found: list[OccasionMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if overlaps(match, found):
                continue
            which: Literal["first", "last"] = "last" if match["which"].casefold() in _LAST else "first"
            found.append(OccasionMention(match.start(), match.end(), match.group(), which, match["event"]))
    return tuple(sorted(found, key=lambda each: each.start))
