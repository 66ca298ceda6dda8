"""Finding the words of a table in a folded text: longest first, only where a word may begin and end.

Korean is written with and without spaces between words ("이번 달", "이번달") and with particles right after them; a
table lists each phrase once and this module knows the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Generic, TypeVar

Value = TypeVar("Value")
Tail = Callable[[str, str], bool]
"""Whether Hangul that stands right after a phrase leaves it whole: takes the phrase and the rest of the word."""


def is_hangul(letter: str) -> bool:
    """Whether a character is Hangul; false for the empty string."""
    return "가" <= letter <= "힣" or "\u1100" <= letter <= "\u11ff"


def is_latin(letter: str) -> bool:
    """Whether a character may stand inside a Latin word or an identifier; false for the empty string."""
    return (letter.isalnum() and not is_hangul(letter)) or letter == "_"


def hangul_run(text: str, start: int) -> int:
    """Where the Hangul that stands at ``start`` ends."""
    end = start
    while end < len(text) and is_hangul(text[end]):
        end += 1
    return end


def begins_word(text: str, at: int) -> bool:
    """Whether a phrase may begin here: no letter of the same kind before it."""
    if at == 0 or at >= len(text):
        return True
    if is_hangul(text[at]):
        return not is_hangul(text[at - 1])
    return not (is_latin(text[at]) and is_latin(text[at - 1]))


class Phrases(Generic[Value]):
    """Phrases and what they stand for, with longest-match lookup in folded texts."""

    def __init__(self, entries: Mapping[str, Value] | Iterable[tuple[str, Value]], tail: Tail | None = None) -> None:
        """Take the phrases; ``tail`` decides what Hangul may follow one, None means anything."""
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        self._tail = tail
        self._by_start: dict[str, list[tuple[str, Value]]] = {}
        for phrase, value in pairs:
            for spelling in dict.fromkeys(_spellings(phrase)):
                self._by_start.setdefault(spelling[:2], []).append((spelling, value))
        for found in self._by_start.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, text: str, start: int) -> tuple[int, Value] | None:
        """The end and the value of the longest phrase that stands at ``start``."""
        two, one = self._by_start.get(text[start : start + 2], ()), self._by_start.get(text[start : start + 1], ())
        for phrase, value in (*two, *one):
            if text.startswith(phrase, start) and self._ends_well(text, start + len(phrase), phrase):
                return start + len(phrase), value
        return None

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """All phrases from left to right, longest first, none inside another: start, end, value."""
        at = 0
        while at < len(text):
            found = self.at(text, at) if begins_word(text, at) else None
            if found is None:
                at += 1
            else:
                yield at, found[0], found[1]
                at = found[0]

    def ending_at(self, text: str, end: int, longest: int = 40) -> tuple[int, Value] | None:
        """The start and the value of the longest phrase that ends exactly at ``end``."""
        for start in range(max(0, end - longest), end):
            if not begins_word(text, start):
                continue
            found = self.at(text, start)
            if found is not None and found[0] == end:
                return start, found[1]
        return None

    def _ends_well(self, text: str, end: int, phrase: str) -> bool:
        last, following = phrase[-1], text[end : end + 1]
        if not following:
            return True
        if not is_hangul(last):
            return not (is_latin(last) and is_latin(following))
        if not is_hangul(following) or self._tail is None:
            return True
        return self._tail(phrase, text[end : hangul_run(text, end)])


def _spellings(phrase: str) -> Iterator[str]:
    """Korean spaces may be left out; English ones may be hyphens."""
    words = phrase.split(" ")
    if any(map(is_hangul, phrase)):
        for gaps in product((" ", ""), repeat=len(words) - 1):
            yield words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
    else:
        yield phrase
        if len(words) > 1:
            yield "-".join(words)
