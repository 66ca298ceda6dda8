"""Pieces of a text that may stand over each other."""

from collections.abc import Iterable
from re import Match
from typing import Protocol


class Span(Protocol):
    """A piece of a text."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


def overlaps(match: Match[str], found: Iterable[Span]) -> bool:
    """Whether a match shares a character with anything that was found before."""
    return any(match.start() < each.end and each.start < match.end() for each in found)
