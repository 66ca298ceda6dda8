"""Finds texts that something has to contain: 이름에 '크림'이 들어간, whose name contains cream."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = r"""(?:'(?P<a>[^'\n]{1,60})'|"(?P<b>[^"\n]{1,60})"|‘(?P<c>[^’\n]{1,60})’|“(?P<d>[^”\n]{1,60})”|"""
_ENGLISH = re.compile(
    r"\b(?:contain(?:s|ing)?|mention(?:s|ing|ed)?|includ(?:es|ing)|with) (?:the )?(?:word |text |term )?"
    + _QUOTED
    + r"(?P<e>[\w-]+))",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    _QUOTED + r"(?P<e>[\w-]+?))\s*(?:이라는|라는)?\s*(?:단어|글자|말|문구)?(?:이|가|을|를)?\s*"
    r"(?:들어간|들어가는|들어 ?있는|포함된|포함되는|포함하는|포함한|언급된|언급한|들어가는)(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class ContainingMention:
    """The words that ask for a text within a text."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    text: str
    wanted: str
    """What has to be contained, as it was typed."""


def find_containing(text: str) -> tuple[ContainingMention, ...]:
    """All such wishes from left to right. "with" asks for one only before a quotation."""
    return tuple(sorted(_found(text), key=lambda each: each.start))


def _found(text: str) -> Iterator[ContainingMention]:
    for pattern in (_ENGLISH, _KOREAN):
        for match in pattern.finditer(text):
            wanted = next(found for name in "abcde" if (found := match[name]))
            if match["e"] and (pattern is _KOREAN or match.group().lower().startswith(("with", "includ", "mention"))):
                continue  # without quotation marks these say that something is included
            yield ContainingMention(match.start(), match.end(), match.group(), wanted.strip())
