"""What changed between two queries, word by word, so that a person sees what a follow-up did."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\w.]+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of SQL that both queries have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The two texts as stretches in order; without the added ones they are ``before``, without the removed ``after``.

    Texts in quotes and names with dots are one word. Where words were replaced, the removed ones come first.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Change] = []
    for what, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Change("same", "".join(old[first:last])))
            continue
        if last > first:
            found.append(Change("removed", "".join(old[first:last])))
        if end > start:
            found.append(Change("added", "".join(new[start:end])))
    return tuple(found)
