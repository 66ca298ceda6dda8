"""Numbers as they are written: figures with Korean and English multipliers, and numbers in words."""

import re
from typing import NamedTuple

from text2sql.language.counting import (
    bound_words,
    currency_signs,
    english_unit_phrases,
    english_units,
    korean_units,
    multipliers,
    numbers_at,
)
from text2sql.language.folding import Folded
from text2sql.language.korean import only_particles
from text2sql.language.phrases import begins_word, hangul_run, is_hangul
from text2sql.language.spelled import english_number, korean_number
from text2sql.language.tables import word_list

Spans = tuple[tuple[int, int], ...]
_Scaled = tuple[int, "int | float", int]
"""Where a scaled number ends, its value, and what the figures were multiplied by."""
_LONGEST = 18
_FIGURES = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?")
_CHAIN = re.compile(r"[0-9]+(?:[-/:.][0-9]+){2,}|[0-9]+[:/][0-9]+")
_MORE_FIGURES = re.compile(r"[.,][0-9]")
_WORD = re.compile(r"[a-z]+")
_WORD_BEFORE = re.compile(r"[a-z]+$")
_SCALE_STEP = re.compile(r"(?P<small>[십백천])?(?P<space> ?)(?P<big>[만억조])|(?P<only>[십백천])")


class Numeral(NamedTuple):
    """A number in the folded text."""

    start: int
    """Includes a currency sign."""
    end: int
    """After its last multiplier, before the unit."""
    unit_end: int
    """After its unit; ``end`` when it has none."""
    value: int | float
    scale: int = 1
    """What the figures were multiplied by: 10000 in 3만."""
    weak: bool = False
    """It may be no number at all: "one" in "which one"."""

    @property
    def unscaled(self) -> float:
        """The figures alone."""
        return self.value / self.scale


def numerals(folded: Folded, taken: Spans = ()) -> tuple[Numeral, ...]:
    """All numbers from left to right that do not touch a span of the folded text in ``taken``."""
    text = folded.text
    found: list[Numeral] = []
    at = 0
    while at < len(text):
        chain = _CHAIN.match(text, at)
        if chain is not None:
            at = chain.end()  # dates, times, telephone numbers and versions
            continue
        numeral = _numeral_at(text, at, taken)
        if numeral is None:
            figures = _FIGURES.match(text, at)
            at = figures.end() if figures else at + 1
            continue
        numeral = _with_unit(text, numeral, taken)
        if not _touches(numeral.start, numeral.end, taken):
            found.append(numeral)
        at = max(numeral.unit_end, at + 1)
    return tuple(found)


def _touches(start: int, end: int, taken: Spans) -> bool:
    return any(first < end and start < last for first, last in taken)


def _numeral_at(text: str, at: int, taken: Spans) -> Numeral | None:
    letter = text[at]
    if "0" <= letter <= "9":
        return _in_figures(text, at, taken)
    if not begins_word(text, at):
        return None
    spelled = korean_number(text, at) if is_hangul(letter) else english_number(text, at) if letter.isalpha() else None
    if spelled is None:
        return None
    end, value = spelled
    return Numeral(at, end, end, value, weak=text[at:end] == "one")


def _in_figures(text: str, at: int, taken: Spans) -> Numeral | None:
    match = _FIGURES.match(text, at)
    if match is None or match.end() - at > _LONGEST or not _stands_free(text, at):
        return None
    end, figures = match.end(), match.group().replace(",", "")
    value: int | float = float(figures) if "." in figures else int(figures)
    start, negative = _sign_before(text, at)
    value = -value if negative else value
    scaled = _korean_scale(text, end, value, taken) or _english_scale(text, end, value)
    if scaled is not None:
        return Numeral(start, scaled[0], scaled[0], scaled[1], scaled[2])
    following = _WORD.match(text, end)
    if (following is not None and following.group() not in english_units()) or _MORE_FIGURES.match(text, end):
        return None  # 3rd, 2xl, 1.2.3
    return Numeral(start, end, end, value)


def _sign_before(text: str, at: int) -> tuple[int, bool]:
    """Where a number begins with its minus or currency sign, and whether it is negative."""
    negative = text[at - 1 : at] == "-" and (at == 1 or text[at - 2] in " (")
    start = at - 1 if negative else at
    if start and text[start - 1] in currency_signs():
        return start - 1, negative
    if start > 1 and text[start - 1] == " " and text[start - 2] in currency_signs():
        return start - 2, negative
    return start, negative


def _stands_free(text: str, at: int) -> bool:
    """Whether figures begin here, and not in the middle of a name or a longer number."""
    before = text[at - 1 : at] if at else ""
    if not before or before == " " or is_hangul(before):
        return True
    if before.isalpha():
        opening = _WORD_BEFORE.search(text, max(0, at - 8), at)
        glued = word_list("numbers.toml", "glued", "words")
        return opening is not None and opening.group() in glued and begins_word(text, opening.start())
    return before != "_" and not (before in ".,:/" and text[at - 2 : at - 1].isdigit())


def _korean_scale(text: str, end: int, value: int | float, taken: Spans) -> _Scaled | None:
    """The value of figures with 십, 백, 천, 만, 억, 조 after and between them: 1억 2천만, 2천5백만, 3만 5000."""
    total: int | float = 0  # up to the last 만, 억 or 조
    section: int | float = 0  # since then
    part, at = value, end
    last_small, last_big = 10**4, 10**16
    found: _Scaled | None = None
    while step := _SCALE_STEP.match(text, at):
        small = multipliers()[0].get(step["small"] or step["only"] or "", 1)
        big = multipliers()[1].get(step["big"] or "", 1)
        if big >= last_big or (small > 1 and small >= last_small) or (step["space"] and found is not None):
            break
        section, at, last_small = section + part * small, step.end(), small if small > 1 else last_small
        if big > 1:
            total, section, last_small, last_big = total + section * big, 0, 10**4, big
        if _ends_numeral(text, at):
            found = at, _whole(total + section), small * big
        following = _FIGURES.match(text, at + 1 if text[at : at + 1] == " " else at)
        if following is None or _touches(following.start(), following.end(), taken):
            break
        part, at = float(following.group().replace(",", "")), following.end()
        if part >= (last_big if big > 1 else small):
            break
        if big > 1 and not _SCALE_STEP.match(text, at) and _ends_numeral(text, at):
            found = at, _whole(total + part), big
    return found


def _ends_numeral(text: str, at: int) -> bool:
    """Whether what follows leaves a number whole: 5만 원, 5만이, but not 5만족."""
    if not is_hangul(text[at : at + 1]):
        return True
    rest = text[at : hangul_run(text, at)]
    return korean_units().at(text, at) is not None or only_particles("0", rest) or rest.startswith(bound_words())


def _whole(value: int | float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _english_scale(text: str, end: int, value: int | float) -> _Scaled | None:
    """10k, 2.5m, 3 million."""
    attached = _WORD.match(text, end)
    if attached is not None:
        factor = numbers_at("english", "suffixes").get(attached.group())
        return (attached.end(), _whole(value * factor), factor) if factor else None
    spaced = _WORD.match(text, end + 1) if text[end : end + 1] in (" ", "-") else None
    factor = numbers_at("english", "scales").get(spaced.group()) if spaced is not None else None
    return (spaced.end(), _whole(value * factor), factor) if spaced is not None and factor else None


def _with_unit(text: str, numeral: Numeral, taken: Spans) -> Numeral:
    end = numeral.end
    for at in (end, end + 1) if text[end : end + 1] == " " else (end,):
        if text[at : at + 1] == "%":
            return numeral._replace(unit_end=at + 1)
        found = korean_units().at(text, at) or english_unit_phrases().at(text, at)
        if found is not None and not _touches(at, found[0], taken):
            return numeral._replace(unit_end=found[0])
    return numeral
