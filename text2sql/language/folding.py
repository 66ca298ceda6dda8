"""One spelling for matching, with a way back to the original.

Questions arrive with full-width digits, decomposed Hangul (macOS file names and clipboards), curly quotes, odd spaces
and invisible characters. Everything in this room matches on the folded text and reports offsets of the original.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Signs that NFKC leaves apart though people type them for the same thing.
_SIGNS = str.maketrans({
    "’": "'", "‘": "'", "‚": "'", "′": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "″": '"',
    "‐": "-", "‑": "-", "−": "-", "‒": "–", "—": "–", "―": "–", "〜": "~", "∼": "~", "⁄": "/",
})  # fmt: skip
_UNEVEN = re.compile(r"  |[^\S ]|[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_JAMO_TAILS = range(0x1160, 0x1200)


class Folded(NamedTuple):
    """A text in NFKC, with single spaces and without invisible characters, and where each character came from."""

    original: str
    cased: str
    """The folded text with its capital letters; as long as ``text``."""
    text: str
    """The folded text in lower case."""
    starts: Sequence[int]
    """Where each folded character starts in the original."""
    ends: Sequence[int]
    """Where each folded character ends in the original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a non-empty span of the folded text came from."""
        return self.starts[start], self.ends[end - 1]

    def slice(self, start: int, end: int) -> str:
        """The original text of a non-empty folded span."""
        return self.original[self.starts[start] : self.ends[end - 1]]

    def folded_spans(self, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Spans of the original as spans of the folded text."""
        if isinstance(self.starts, range):
            return tuple(spans)
        found = []
        for start, end in spans:
            inside = [at for at in range(len(self.text)) if self.starts[at] < end and start < self.ends[at]]
            if inside:
                found.append((inside[0], inside[-1] + 1))
        return tuple(found)


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """Fold a text; the last few are remembered, because every finder folds the same question."""
    cased = text.translate(_SIGNS)
    lower = cased.lower()
    if len(lower) == len(cased) and not _UNEVEN.search(cased) and unicodedata.is_normalized("NFKC", cased):
        return Folded(text, cased, lower, range(len(text)), range(1, len(text) + 1))
    return _fold_slowly(text)


def _fold_slowly(text: str) -> Folded:
    cased: list[str] = []
    lower: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        start = at
        at += 1
        while at < len(text) and _continues(text[at]):
            at += 1
        for upper, small in _letters(text[start:at]):
            if small == " " and (not lower or lower[-1] == " "):
                if lower:
                    ends[-1] = at
                continue
            cased.append(upper)
            lower.append(small)
            starts.append(start)
            ends.append(at)
    return Folded(text, "".join(cased), "".join(lower), starts, ends)


def _continues(letter: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or a later letter of a decomposed syllable."""
    return unicodedata.combining(letter) != 0 or ord(letter) in _JAMO_TAILS


def _letters(cluster: str) -> "list[tuple[str, str]]":
    found: list[tuple[str, str]] = []
    folded = unicodedata.normalize("NFKC", cluster).translate(_SIGNS)
    if len(cluster) == 1 and len(folded) > 1 and not folded.isalpha():
        folded = cluster  # ½ or ㈜: taken apart, several mentions could claim the one character
    for letter in folded:
        category = unicodedata.category(letter)
        if category == "Cf":
            continue
        if letter.isspace() or category in ("Cc", "Zl", "Zp"):
            found.append((" ", " "))
            continue
        found.append((letter, letter.lower()[0]))
    return found
