"""Finds where things are sent: "going to Seoul and Busan", 서울이랑 부산으로 보낸."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"(?:the )?[^\W\d_]+"
_ENGLISH = re.compile(
    r"(?:\b(?:going|sent|shipped|delivered|dispatched|addressed|headed|heading|bound|mailed|went|go)"
    r"(?: out)? (?:to|for)"
    r"|(?:(?<=parcels )|(?<=packages )|(?<=shipments )|(?<=deliveries )|(?<=boxes )|(?<=orders ))to)"
    rf" (?P<names>{_NAME}(?:(?:,? (?:and|or) |, ){_NAME})*)",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"(?<![가-힣])(?P<names>[가-힣]+?(?:(?:이랑|랑|과|와|하고|,|이나|나)\s*[가-힣]+?)*?)(?:으로|로|에)\s*"
    r"(?:가는|간|갔던|보낸|보내는|보냈던|나간|나가는|(?:배송|배달|발송|출고)(?:된|한|되는|하는|됐던|했던|될|할)|향하는)(?![가-힣])"
)
_ENGLISH_JOINT = re.compile(r",? (?:and|or) |, ", re.IGNORECASE)
_KOREAN_JOINT = re.compile(r"(?:이랑|랑|과|와|하고|,|이나|나)\s*(?=[가-힣])")


@dataclass(frozen=True, slots=True)
class DestinationMention:
    """One place that something is sent to."""

    start: int
    """Offset of the first character in the text; the verb belongs to the place beside it."""
    end: int
    """Offset after the last character."""
    place: str
    """The place as it was typed, without particles."""


def find_destinations(text: str) -> tuple[DestinationMention, ...]:
    """All places that things are sent to, from left to right."""
    found = [*_found(text, _ENGLISH, _ENGLISH_JOINT), *_found(text, _KOREAN, _KOREAN_JOINT)]
    return tuple(sorted(found, key=lambda each: each.start))


def _found(text: str, pattern: re.Pattern[str], joint: re.Pattern[str]) -> Iterator[DestinationMention]:
    for match in pattern.finditer(text):
        parts = _parts(match["names"], joint)
        for at, (start, end) in enumerate(parts):
            start, end = match.start("names") + start, match.start("names") + end
            place = text[start:end].removeprefix("the ")
            first, last = at == 0, at == len(parts) - 1
            yield DestinationMention(match.start() if first else start, match.end() if last else end, place)


def _parts(names: str, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where each of several names begins and ends."""
    parts, start = [], 0
    for match in joint.finditer(names):
        if match.start() > start:
            parts.append((start, match.start()))
            start = match.end()
    return [*parts, (start, len(names))]
