"""Whether values are personal data, told by what they look like, whatever their column is called.

Two rules: most values of a column are such a thing (a column of phone numbers called ``memo2``), or some values hold
one within other words (a column of notes in which people left phone numbers). The second rule uses only forms that
hardly occur by chance. What cannot be told from codes by its form alone, such as bank accounts, is left to names.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from text2sql.warehouses.formats import most

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
_PHONE = re.compile(r"(\+82[- ]?\d{1,2}|0(1[016789]|2|[3-6]\d|70|50\d))([-. )])?\d{3,4}[-. ]?\d{4}")
_MOBILE_DIGITS = re.compile(r"01[016789]\d{7,8}")
_AMERICAN_PHONE = re.compile(r"(\+?1[-. ])?(\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}( ?x ?\d{1,5})?")
_FOREIGN_PHONE = re.compile(r"\+[1-9]\d{0,2}[-. ]?(\(\d{1,4}\)[-. ]?)?\d{1,4}([-. ]?\d{2,4}){2,4}")
_RESIDENT = re.compile(r"(\d{2})(\d{2})(\d{2})(-?)([1-8][\d*]{6})")
_SOCIAL_SECURITY = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_CARD = re.compile(r"\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{1,7}")
_ADDRESS = re.compile(
    r"[가-힣]{1,7}[시도]? [가-힣]{1,5}[시군구] ([가-힣]{1,5}[구읍면] )?[가-힣\d.·]{1,12}[로길동리가] ?\d{1,5}\b.*"
)
_NAME = re.compile(
    r"[김이박최정강조윤장임한오서신권황안송류전홍유고문양손배백허남심노하곽성차주우구민진나지엄][가-힣]{2}"
)

_WITHIN_PHONE = re.compile(r"(?<![\w-])0(1[016789]|2|[3-6]\d|70)[- ]\d{3,4}[- ]\d{4}(?![\d-])|(?<!\d)010\d{8}(?!\d)")
_WITHIN_RESIDENT = re.compile(r"(?<![\w-])\d{6}-[1-8][\d*]{6}(?![\d-])")
_WITHIN_CARD = re.compile(r"(?<![\w-])\d{4}([- ])\d{4}\1\d{4}\1\d{4}(?![\d-])")

_DIGITS = re.compile("[0-9][0-9]")
"""Two in a row: without them there is no number of any kind, and most texts need no further look."""
_LEAST_VALUES = 3
_ENOUGH = 0.6
_WITHIN_LEAST, _WITHIN_SHARE = 2, 0.01
"""Values with something personal in them, and their share, from which a column of texts is personal."""
_WITHIN_CHARACTERS = 2_000
_NAMES_LEAST, _NAMES_SHARE = 20, 0.9
_SAME_END = 0.3
"""Three syllables that begin with a family name are a name or any word: it takes many, and hardly anything else. Where
many end alike they are districts (강남구), stations or teams."""
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def personal_by_values(values: Sequence[object]) -> bool:
    """Whether sampled values are personal data, or hold some.

    Known forms: e-mail addresses; Korean, American and international phone numbers; Korean resident registration and
    American social security numbers; payment cards; Korean postal addresses with a house number; Korean names.
    Fewer than three different values prove nothing.
    """
    texts = {str(value).strip() for value in values if isinstance(value, str | int) and not isinstance(value, bool)}
    texts.discard("")
    if len(texts) < _LEAST_VALUES:
        return False
    if any(most(test, texts, _ENOUGH) for test in _FORMS):
        return True
    if _are_names(texts):
        return True
    holding = sum(1 for text in texts if holds_personal(text))
    return holding >= max(_WITHIN_LEAST, _WITHIN_SHARE * len(texts))


def holds_personal(text: str) -> bool:
    """Whether something personal stands within other words, or alone where other values are something else.

    One such value does not make a column personal, but is itself kept out of profiles and indexes.
    """
    text = text[:_WITHIN_CHARACTERS]
    if "@" not in text and not _DIGITS.search(text):
        return False
    if ("@" in text and _EMAIL.search(text)) or _WITHIN_PHONE.search(text):
        return True
    if any(_is_resident_number(match[0]) for match in _WITHIN_RESIDENT.finditer(text)):
        return True
    # One code of sixteen digits in ten passes the check by chance: alone in its cell it is no proof.
    return any(match[0] != text and _is_card_number(match[0]) for match in _WITHIN_CARD.finditer(text))


def _are_names(texts: set[str]) -> bool:
    if len(texts) < _NAMES_LEAST or not most(_NAME.fullmatch, texts, _NAMES_SHARE):
        return False
    [(_, alike)] = Counter(text[-1] for text in texts).most_common(1)
    return alike <= _SAME_END * len(texts)


def _is_phone(text: str) -> bool:
    separated = "-" in text or "." in text or " " in text or text.startswith("+")
    if not separated:
        return bool(_MOBILE_DIGITS.fullmatch(text))
    return any(form.fullmatch(text) for form in (_PHONE, _AMERICAN_PHONE, _FOREIGN_PHONE))


def _is_resident_number(text: str) -> bool:
    """Whether digits are a resident registration number: a date of birth, the century and sex, six digits.

    Without the hyphen the check digit decides, for milliseconds since 1970 can begin with a date as well. With it the
    form is enough: numbers given since October 2020 have no check digit (주민등록법 시행규칙 제2조), and masked
    ones have none either.
    """
    match = _RESIDENT.fullmatch(text)
    if match is None:
        return False
    try:
        date(2000 + int(match[1]) % 4, int(match[2]), int(match[3]))
    except ValueError:
        return False
    return bool(match[4]) or _has_check_digit(text)


def _has_check_digit(digits: str) -> bool:
    if not digits.isascii() or not digits.isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _RESIDENT_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(digits[-1])


def _is_card_number(text: str) -> bool:
    """Whether the digits have a card number's length and pass Luhn's check (ISO/IEC 7812-1, annex B)."""
    if not _CARD.fullmatch(text):
        return False
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(digits)]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0 and digits.count(digits[0]) < len(digits)


_FORMS: tuple[Callable[[str], object], ...] = (
    _EMAIL.fullmatch,
    _is_phone,
    _is_resident_number,
    _SOCIAL_SECURITY.fullmatch,
    _is_card_number,
    _ADDRESS.fullmatch,
)
