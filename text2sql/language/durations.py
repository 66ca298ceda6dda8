"""Finds how long it takes from one event to another: "days between order and delivery", 가입하고 첫 주문까지 며칠."""

import re
from dataclasses import dataclass
from typing import Literal

from text2sql.language.spans import overlaps

_EVENT = r"[a-z][a-z'’-]*(?: [a-z][a-z'’-]*){0,3}?"
_ENDS = (
    r"(?=[,;.?]|$| (?:for|in|by|per|during|within|last|this|each|on average|across|among)\b"
    r"| (?:of|on|since|at|over|takes?|took)\b)"
)
_TIME = r"(?:(?:number of )?(?:calendar )?days?|time|how long|how many days|lead time)"
_ENGLISH = re.compile(
    r"(?:(?:the )?(?P<how>average|mean|median|longest|shortest|typical) )?"
    rf"{_TIME}\b(?: [a-z]+){{0,6}}? (?:between|from) (?:the |an? |placing |being )?(?P<first>{_EVENT})"
    rf" (?:and|to|until|till) (?:the |its |their |an? |being )?(?P<last>{_EVENT}){_ENDS}"
    r"(?: takes?| took)?(?: on average)?",
    re.IGNORECASE,
)
_FIRST = r"[가-힣]+?"
_LAST = r"[가-힣]+?(?: [가-힣]+?){0,2}?"
_HOW_LONG = r"(?:며칠|몇 일|몇일|얼마나|기간|소요 ?일|소요 ?기간|일수|시간)"
_AFTERWARDS = "하고|하고서|하고 나서|한 뒤에?|한 후에?|한 다음|해서|된 뒤|된 후|되고|에서|부터|하고부터| 후"
_KOREAN = re.compile(
    rf"(?<![가-힣])(?P<first>{_FIRST})(?:을|를)?\s?(?:{_AFTERWARDS})(?: 나서)?(?:부터)?"
    rf"\s(?P<last>{_LAST})(?:을|를|이|가)?\s?(?:하기|되기|할 때|될 때)?까지(?:는|의)?"
    r"\s?(?P<how>평균|보통|중앙값|최대|최소)?(?:으로|적으로)?\s?(?:걸린 |걸리는 |소요된 )?(?:평균 )?"
    rf"{_HOW_LONG}[가-힣]*(?:\s(?:걸|소요)[가-힣]*)?"
)
_SINCE = re.compile(
    rf"(?<![가-힣])(?P<first>{_FIRST})(?:하고|하고서|하고 나서|한 지|해서|한 뒤)\s(?P<how>평균|보통)?"
    r"\s?(?:며칠|몇 일) ?만에\s(?P<last>[가-힣]+?)(?:하|한|했|됐|된|되)[가-힣]*"
)
_TAKES = re.compile(
    rf"how (?:long|many days) (?:do|does|did|has|have) (?:the |an? |our )?(?P<last>{_EVENT}) (?:usually |typically )?"
    r"taken?(?: (?P<how>on average))?\b"
    r"|(?<![가-힣])(?P<event>[가-힣]{2,}?)(?:이|은|에|는|가)?\s(?:보통|평균)?\s?(?:며칠|몇 일)"
    r"(?:이|씩|이나)?\s걸[가-힣]+",
    re.IGNORECASE,
)
How = Literal["avg", "median", "max", "min"]
_HOW: dict[str, How] = {
    "median": "median",
    "중앙값": "median",
    "longest": "max",
    "최대": "max",
    "shortest": "min",
    "최소": "min",
}
_NO_EVENT = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|today|now)\b|\d"
)


@dataclass(frozen=True, slots=True)
class DurationMention:
    """The days from one event to another."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    first: str
    """What begins it, as it was said: "ordering", 주문; empty for "how long do deliveries take"."""
    last: str
    """What ends it: "delivery", 도착."""
    how: How
    """What is taken of the days of all rows; the average when nothing was said."""


def find_durations(text: str) -> tuple[DurationMention, ...]:
    """All of them from left to right, without overlaps."""
    found: list[DurationMention] = []
    for pattern in (_ENGLISH, _KOREAN, _SINCE):
        for match in pattern.finditer(text):
            first, last = match["first"].strip(), match["last"].strip()
            if first and last and not overlaps(match, found) and not _NO_EVENT.search(f"{first} {last}".casefold()):
                how = _HOW.get((match["how"] or "").casefold(), "avg")
                found.append(DurationMention(match.start(), match.end(), match.group(), first, last, how))
    for match in _TAKES.finditer(text):
        if not overlaps(match, found):
            event = (match["last"] or match["event"]).strip()
            found.append(DurationMention(match.start(), match.end(), match.group(), "", event, "avg"))
    return tuple(sorted(found, key=lambda each: each.start))
