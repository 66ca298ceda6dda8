"""Finds comparisons with an average: 평균보다 비싼, 평균 주문 금액 이상, above the average."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text2sql.language.bounds import Operator, words_after_a_number, words_before_a_number
from text2sql.language.folding import fold
from text2sql.language.quotations import is_quoted

_ENGLISH = re.compile(r"[\s-]+(?:(?:the|our|their|its|overall|all-time)\s+)*(?:average|mean)\b")
_KOREAN = "평균"
_BETWEEN = re.compile(r"[가-힣 ·]*")
_THAN = "보다"
_LONGEST = 20
"""Characters between 평균 and what compares with it: the name of the figure."""


@dataclass(frozen=True, slots=True)
class AverageBoundMention:
    """The words that compare something with its average."""

    start: int
    """Offset of the first character in the text; in Korean 평균 stands before it."""
    end: int
    """Offset after the last character."""
    text: str
    operator: Operator
    """What is compared stands left of it: ">" for 보다 큰."""


def find_average_bounds(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[AverageBoundMention, ...]:
    """All such comparisons from left to right; those that touch a span in ``taken`` are left out."""
    folded = fold(text)
    found: list[AverageBoundMention] = []
    spans: list[tuple[int, int, Operator]] = []
    for start, end, operator in words_before_a_number().find(folded.text):
        follows = _ENGLISH.match(folded.text, end)
        if follows is not None:
            spans.append((start, follows.end(), operator))
    spans += _korean(folded.text)
    for start, end, operator in sorted(spans):
        first, last = folded.span(start, end)
        free = all(last <= one or other <= first for one, other in taken)
        if free and first < last and not is_quoted(folded, start, end):
            found.append(AverageBoundMention(first, last, text[first:last], operator))
    return tuple(found)


def _korean(text: str) -> Iterator[tuple[int, int, Operator]]:
    at = text.find(_KOREAN)
    while at >= 0:
        first = at + len(_KOREAN)
        for start in range(first, min(len(text), first + _LONGEST)):
            if not _BETWEEN.fullmatch(text, first, start):
                break
            compared = words_after_a_number().at(text, start)
            if compared is not None:
                # 보다 stays with the word before it, which it is a particle of.
                than = len(_THAN) if text.startswith(_THAN, start) else 0
                spaces = len(text[start + than :]) - len(text[start + than :].lstrip())
                yield start + than + spaces, *compared
                break
        at = text.find(_KOREAN, first)
