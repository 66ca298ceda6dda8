"""What spreadsheets do to texts, and how to keep them from it."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_PLAIN_FIGURE = re.compile(r"[+-]?[\d\s().,/-]+")
"""Numbers, days and telephone numbers: "-5", "+82 2-123-4567". They begin like formulas and calculate nothing alone."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would calculate it."""
    if text.startswith(_FORMULA_STARTS) and not _PLAIN_FIGURE.fullmatch(text):
        return "'" + text
    return text
