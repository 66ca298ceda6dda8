"""Finds bounds on the time between two events: "paid more than 24 hours after ordering", 출고 후 3일 안에 도착한."""

import re
from dataclasses import dataclass
from typing import Literal

from text2sql.language.spans import overlaps

Unit = Literal["minute", "hour", "day", "week", "month"]
Bound = Literal[">", ">=", "<", "<="]

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
    "한": 1, "두": 2, "세": 3, "네": 4,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month", "분": "minute", "시간": "hour",
    "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month",
}  # fmt: skip
_LENGTHS: dict[str, tuple[int, Unit]] = {
    "하루": (1, "day"), "이틀": (2, "day"), "사흘": (3, "day"), "나흘": (4, "day"), "닷새": (5, "day"),
    "열흘": (10, "day"), "보름": (15, "day"), "일주일": (1, "week"),
}  # fmt: skip
_OPERATORS: tuple[tuple[str, Bound], ...] = (
    (r"more than|over|later than|longer than|넘게|넘어서?|초과", ">"),
    (r"at least|이상", ">="),
    (r"less than|under|fewer than|미만", "<"),
    (r"within|no more than|at most|up to|이내에?|안에|내에|만에|이하", "<="),
)
_ENGLISH_LENGTH = (
    r"(?:the (?:first|next) )?(?P<count>\d{1,4}|an?|one|two|three|four|five|six|seven|ten)"
    r"[- ](?P<unit>minute|hour|day|week|month)s?"
)
_ENGLISH_BOUND = (
    "more than|over|later than|longer than|at least|less than|under|fewer than|within|no more than|at most|up to"
)
_VERB = r"[a-z]+(?:ed|ing|ent|aid|ought)|[a-z]+(?:ment|al|y|tion)"
_PARTICIPLE = r"(?:[a-z]+ed|paid|sent|bought)(?: up| out)?"
_KOREAN_LENGTH = (
    r"(?:(?P<count>\d{1,4}|[한두세네])\s?(?P<unit>시간|분|일|주일|주|개월|달)"
    r"|(?P<length>하루|이틀|사흘|나흘|닷새|열흘|보름|일주일))"
    r"(?:\(\d+시간\))?"
)
_KOREAN_BOUND = r"(?P<bound>넘게|넘어서?|초과|이상|이내에?|안에|내에|만에|이하|미만)"
_EVENT = r"[가-힣]{2,}?"
_AFTER = r"(?:하고 나서|하고서|하고|한 뒤에?|한 후에?|된 뒤에?|된 후에?|되고|한 지|[을를]? ?한 다음| ?후에?| 뒤에?)"
_PATTERNS = (
    re.compile(
        rf"\b(?P<last>{_PARTICIPLE}) (?P<bound>{_ENGLISH_BOUND}) {_ENGLISH_LENGTH} (?:after|of|from|since) "
        r"(?:(?:they|it|he|she|the [a-z]+) (?:were|was|had been|had) |being |their |its |the )?"
        rf"(?P<first>{_VERB})(?: up)?\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![가-힣])(?P<first>{_EVENT})(?:을|를)?\s?{_AFTER}\s{_KOREAN_LENGTH}\s?{_KOREAN_BOUND}"
        rf"\s(?:(?P<last>(?:첫 )?{_EVENT})(?:을|를|이|가)?\s?(?:까지\s)?(?:한|된|했던|됐던|하지|되지|완료된)"
        r"|걸린|지나서?)(?![가-힣])"
    ),
    re.compile(
        rf"(?<![가-힣])(?:(?P<first>{_EVENT}(?: {_EVENT})?)(?:에서|부터|하고|한 뒤)\s)?"
        rf"(?P<last>{_EVENT})(?:에|까지|하는 ?데|되는 ?데)\s"
        rf"{_KOREAN_LENGTH}\s?{_KOREAN_BOUND}\s?(?:걸린|걸렸던|소요된)(?![가-힣])"
    ),
    re.compile(
        rf"\b(?:took|taking|takes?|needed) (?P<bound>{_ENGLISH_BOUND}) {_ENGLISH_LENGTH} to (?:be )?(?P<last>[a-z]+)\b",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class ElapsedMention:
    """A bound on the time from one event to another."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    first: str
    """What begins it, as it was said: "placed", 출고; empty where only what takes long is named."""
    last: str
    """What ends it: "paid", 도착; empty where only the beginning is named."""
    operator: Bound
    amount: int
    unit: Unit


def find_elapsed(text: str) -> tuple[ElapsedMention, ...]:
    """All bounds on the time between events from left to right, without overlaps."""
    found: list[ElapsedMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if overlaps(match, found):
                continue
            said = {name: value or "" for name, value in match.groupdict().items()}
            amount, unit = _length(said)
            operator = next(sign for words, sign in _OPERATORS if re.fullmatch(words, said["bound"], re.IGNORECASE))
            first, last = said.get("first", "").strip(), said.get("last", "").strip()
            found.append(ElapsedMention(match.start(), match.end(), match.group(), first, last, operator, amount, unit))
    return tuple(sorted(found, key=lambda each: each.start))


def _length(said: dict[str, str]) -> tuple[int, Unit]:
    if said.get("length"):
        return _LENGTHS[said["length"]]
    count = said["count"].casefold()
    return int(count) if count.isdigit() else _NUMBERS[count], _UNITS[said["unit"].casefold()]
