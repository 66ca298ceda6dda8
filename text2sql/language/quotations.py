"""Quotations in a text: names and values, inside which nothing else is read."""

import re
from functools import lru_cache

from text2sql.language.folding import Folded

_INSIDE = "[ ]?[^{0} ][^{0}]{{0,200}}"
"""What may stand in quotation marks that end with the sign: something other than spaces, and no novel."""
PATTERN = "|".join(
    (
        '"' + _INSIDE.format('"') + '"',
        "(?<![^\\W_])'" + _INSIDE.format("'") + "'(?![A-Za-z0-9])",
        "「" + _INSIDE.format("」") + "」",
        "『" + _INSIDE.format("』") + "』",
        "《" + _INSIDE.format("》") + "》",
        "〈" + _INSIDE.format("〉") + "〉",
    )
)
"""A regular expression for quotations in folded texts; an apostrophe after a letter does not open one."""


@lru_cache(maxsize=64)
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of all quotations of a folded text, marks included."""
    return tuple(match.span() for match in re.finditer(PATTERN, text))


def is_quoted(folded: Folded, start: int, end: int) -> bool:
    """Whether a span of the folded text is part of a quotation, but not all that it says."""
    return any(
        first < end and start < last and first <= start and end <= last and (first + 1 < start or end < last - 1)
        for first, last in quotations(folded.text)
    )
