"""How texts and numbers are written where their type does not say it: dates, numbers with units, codes of one shape.

Whoever compares ``20240131`` with a date, or adds up ``"1,200원"``, finds nothing or fails; the format is what a writer
needs to do it right. It says nothing about single values, so it may be shown where values may not.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from text2sql.types import Value

MOST_OF_THEM = 0.95
"""Share of values that a format must fit: a few are usually "N/A"."""
_FEWEST = 3
_FEWEST_CODES = 8
_LONGEST = 40
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing values."""

    name: str
    """For whoever writes SQL: ``YYYYMMDD``, ``numbers with kg``, ``codes like AA-999``."""
    pattern: str
    """A regular expression of the whole value, in what PostgreSQL, RE2 and Python have in common."""


_YEAR, _MONTH, _DAY = "(19|20)[0-9][0-9]", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
_TIME = "( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
_ANY_MONTH, _ANY_DAY = "(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_NUMBER = "[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)?"

_DIGITS = (
    (Format("YYYYMMDD", _YEAR + _MONTH + _DAY), "%Y%m%d"),
    (Format("YYYYMMDDHHMMSS", _YEAR + _MONTH + _DAY + _CLOCK), "%Y%m%d%H%M%S"),
    (Format("YYYYMM", _YEAR + _MONTH), "%Y%m"),
)
"""Dates that can be kept as numbers as well, each with how Python reads it."""
_DATES = (
    Format("YYYY-MM", f"{_YEAR}-{_MONTH}"),
    Format("YYYY/MM/DD", f"{_YEAR}/{_ANY_MONTH}/{_ANY_DAY}{_TIME}"),
    Format("YYYY.MM.DD", f"{_YEAR}[.] ?{_ANY_MONTH}[.] ?{_ANY_DAY}[.]?{_TIME}"),
    Format("YYYY년 M월 D일", f"{_YEAR}년 ?{_ANY_MONTH}월 ?{_ANY_DAY}일"),
    Format("DD.MM.YYYY", f"{_ANY_DAY}[.]{_ANY_MONTH}[.]{_YEAR}{_TIME}"),
    Format("DD-Mon-YYYY", f"{_ANY_DAY}[- ][A-Z][A-Za-z]{{2}}[- ]{_YEAR}"),
    Format("DD-Mon-YY", f"{_ANY_DAY}[- ][A-Z][A-Za-z]{{2}}[- ][0-9][0-9]"),
    Format("Month D, YYYY", f"[A-Z][a-z]{{2,8}} {_ANY_DAY}, {_YEAR}"),
    Format("HH:MM", "([01]?[0-9]|2[0-3]):[0-5][0-9]"),
    Format("HH:MM:SS", "([01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"),
)
_BY_SLASHES = re.compile("([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?")
_SINCE_1970 = (
    Format("seconds since 1970", "[0-9]{9,10}"),
    Format("milliseconds since 1970", "[0-9]{12,13}"),
)
_NAMED_LIKE_TIME = re.compile(r"(time|date|stamp|_at|_ts|일시|시각|시간)$|^(ts|created|updated)", re.IGNORECASE)
_EARLIEST, _LATEST = 500_000_000, 4_000_000_000
"""Seconds since 1970 that are told from other numbers: from 1985 to 2096."""
_WITH_UNIT = re.compile(rf"([$€£¥₩])?\s*({_NUMBER})\s*([^\d\s.,+-][^\d.,]{{0,{_LONGEST_UNIT - 1}}})?")
_MONTH_NAME = re.compile("(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
_ISO_SHAPE = re.compile(r"9999-99-99(T.*)?")
_DIGIT = re.compile("[0-9]")
_CODE = re.compile(r"[A-Za-z0-9가-힣]+([-_/#.:][A-Za-z0-9가-힣]+)*")


def format_of(name: str, values: Sequence[Value]) -> Format | None:
    """The format that nearly all of these values are written in; None for plain words, ISO dates and plain numbers.

    Args:
        name: of their column; only a name like a time's makes numbers seconds since 1970.
        values: texts, whole numbers or None.
    """
    numbers = all(isinstance(value, int) and not isinstance(value, bool) for value in values if value is not None)
    texts = {str(value).strip() for value in values if isinstance(value, str | int) and not isinstance(value, bool)}
    texts -= {""}
    if len(texts) < _FEWEST or not most(_short_with_digits, texts, MOST_OF_THEM):
        return None
    found = _formats_of_numbers(name, texts) if numbers else _formats_of_texts(texts)
    return next(found, None)


def most(test: Callable[[str], object], texts: Collection[str], share: float) -> bool:
    """Whether a test holds of such a share of the texts; stops looking once too many have failed."""
    may_fail = len(texts) - share * len(texts)
    failed = 0
    for text in texts:
        if not test(text):
            failed += 1
            if failed > may_fail:
                return False
    return True


def _short_with_digits(text: str) -> bool:
    return len(text) <= _LONGEST and _DIGIT.search(text) is not None


def _formats_of_numbers(name: str, texts: set[str]) -> Iterator[Format]:
    yield from (form for form, spelled in _DIGITS if _fits(form, texts) and most(_reads(spelled), texts, MOST_OF_THEM))
    if _NAMED_LIKE_TIME.search(name):
        for form, scale in zip(_SINCE_1970, (1, 1_000), strict=True):
            if _fits(form, texts) and all(_EARLIEST < int(text) // scale < _LATEST for text in texts if text.isdigit()):
                yield form


def _formats_of_texts(texts: set[str]) -> Iterator[Format]:
    yield from (form for form, spelled in _DIGITS if _fits(form, texts) and most(_reads(spelled), texts, MOST_OF_THEM))
    yield from (form for form in _DATES if _fits(form, texts))
    yield from _dates_by_slashes(texts)
    yield from _numbers_in_text(texts)
    yield from _codes(texts)


def _dates_by_slashes(texts: set[str]) -> Iterator[Format]:
    """Day or month first: only a number above 12 tells."""
    if not most(_BY_SLASHES.fullmatch, texts, MOST_OF_THEM):
        return
    found = [match for text in texts if (match := _BY_SLASHES.fullmatch(text))]
    first, second = max(int(match[1]) for match in found), max(int(match[2]) for match in found)
    if max(first, second) > 31 or min(first, second) > 12:
        return
    name = "DD/MM/YYYY" if first > 12 else "MM/DD/YYYY" if second > 12 else "MM/DD/YYYY or DD/MM/YYYY"
    yield Format(name, _BY_SLASHES.pattern)


def _numbers_in_text(texts: set[str]) -> Iterator[Format]:
    """Plain numbers, numbers with commas or one unit; digits with zeros in front are codes, not numbers."""
    if not most(_WITH_UNIT.fullmatch, texts, MOST_OF_THEM):
        return
    found = [match for text in texts if (match := _WITH_UNIT.fullmatch(text))]
    if any(re.match(r"0\d", match[2]) for match in found):
        widths = {len(text) for text in texts}
        if len(widths) == 1 and all(text.isdigit() for text in texts):
            yield Format(f"codes of {widths.pop()} digits", "[0-9]+")
        return
    [((before, after), count)] = Counter((match[1] or "", (match[6] or "").strip()) for match in found).most_common(1)
    if count < MOST_OF_THEM * len(found) or _MONTH_NAME.fullmatch(after):
        return
    pattern = "".join((re.escape(before), " ?" if before else "", _NUMBER, " ?" if after else "", re.escape(after)))
    commas = " and commas" if any("," in match[2] for match in found) else ""
    if before or after:
        yield Format(f"numbers with {before or after}{commas}", pattern)
    else:
        yield Format("numbers with commas" if commas else "numbers", pattern)


def _codes(texts: set[str]) -> Iterator[Format]:
    """Letters and digits of one shape, as codes of products and orders and lap times have it; not nearly ISO dates."""
    if len(texts) < _FEWEST_CODES or not most(_CODE.fullmatch, texts, MOST_OF_THEM):
        return
    [(shape, count)] = Counter(_shape(text) for text in texts if _CODE.fullmatch(text)).most_common(1)
    if count < MOST_OF_THEM * len(texts) or len(shape) > _LONGEST or "9" not in shape:
        return
    if shape.strip("9") == "" or _ISO_SHAPE.fullmatch(shape):
        return
    what = "codes" if any(letter.isalpha() for letter in shape) else "digits"
    kinds = {"9": "[0-9]", "A": "[A-Z]", "a": "[a-z]", "가": "[가-힣]"}
    yield Format(f"{what} like {shape}", "".join(kinds.get(letter, re.escape(letter)) for letter in shape))


def _shape(text: str) -> str:
    text = re.sub("[0-9]", "9", re.sub("[가-힣]", "가", text))
    return re.sub("[a-z]", "a", re.sub("[A-Z]", "A", text))


def _fits(form: Format, texts: set[str]) -> bool:
    return most(re.compile(form.pattern).fullmatch, texts, MOST_OF_THEM)


def _reads(spelled: str) -> Callable[[str], bool]:
    def reads(text: str) -> bool:
        with suppress(ValueError):
            datetime.strptime(text, spelled)
            return True
        return False

    return reads
