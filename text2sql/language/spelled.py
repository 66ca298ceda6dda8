"""Numbers in words, Korean and English: 다섯, 열두, 삼백만, twenty-five, two hundred and fifty."""

import re
from functools import cache

from text2sql.language.counting import bound_words, korean_units, multipliers, numbers_at
from text2sql.language.korean import only_particles
from text2sql.language.phrases import hangul_run, is_hangul
from text2sql.language.tables import word_list

Spelled = tuple[int, int]
"""Where a number ends, and its value."""
_WORD = re.compile(r"[a-z]+")
_WORD_BEFORE = re.compile(r"([a-z]+) $")
_DOZEN = 12


def korean_number(text: str, at: int) -> Spelled | None:
    """The number in Korean words that a word begins with.

    Words like 열 (ten, column) and 만 (ten thousand, only) are numbers only before what is counted.
    """
    run = text[at : hangul_run(text, at)]
    if _is_something_else(text, at, run):
        return None
    return _native(text, at, run) or _sino(text, at, run)


def _is_something_else(text: str, at: int, run: str) -> bool:
    for word in word_list("numbers.toml", "korean", "not_numbers"):
        if " " in word:
            if text.startswith(word, at):
                return True
        elif run.startswith(word) and (len(word) > 2 or only_particles(word, run[len(word) :])):
            return True
    return False


def _native(text: str, at: int, run: str) -> Spelled | None:
    match = _native_pattern().match(run)
    if match is None or not match.group():
        return None
    tens, ones = numbers_at("korean", "native", "tens"), numbers_at("korean", "native", "ones")
    value = tens.get(match["tens"] or "", 0) + ones.get(match["ones"] or "", 0)
    counting = word_list("numbers.toml", "korean", "native", "counting")
    alone = (match["ones"] or match["tens"]) not in counting
    return (at + match.end(), value) if _is_whole(text, at + match.end(), run[match.end() :], alone) else None


def _is_whole(text: str, end: int, rest: str, alone: bool) -> bool:
    """Whether what follows shows that it is a number; ``rest`` is the rest of the word."""
    after = end if rest else end + 1
    if (rest or text[end : end + 1] == " ") and korean_units().at(text, after) is not None:
        return True
    return alone and (only_particles("셋", rest) or rest.startswith(bound_words()))


def _sino(text: str, at: int, run: str) -> Spelled | None:
    match = _sino_pattern().match(run)
    letters = match.group() if match else ""
    while letters:
        value = _sino_value(letters)
        if value is not None and (len(letters) > 1 or letters in _multiplying()):
            alone = len(letters) > 2 or _multiplying().issuperset(letters)
            if _is_whole(text, at + len(letters), run[len(letters) :], alone and len(letters) > 1):
                return at + len(letters), value
        letters = letters[:-1]
    return None


def _sino_value(letters: str) -> int | None:
    """The value of a number in Sino-Korean words, or None when they are out of order."""
    digits, (small, big) = numbers_at("korean", "sino", "digits"), multipliers()
    total = part = digit = 0
    last_small, last_big = 10**4, 10**16
    for letter in letters:
        if letter in digits:
            if digit:
                return None
            digit = digits[letter]
        elif letter in small:
            if small[letter] >= last_small:
                return None
            part, digit, last_small = part + (digit or 1) * small[letter], 0, small[letter]
        else:
            if big[letter] >= last_big:
                return None
            total += (part + digit or 1) * big[letter]
            part, digit, last_small, last_big = 0, 0, 10**4, big[letter]
    return total + part + digit


def english_number(text: str, at: int) -> Spelled | None:
    """The number in English words that begins at a word."""
    total = part = 0
    last, end, position, said = 0, at, at, False
    while match := _WORD.match(text, position):
        word = match.group()
        unit, scale = numbers_at("english", "units").get(word), numbers_at("english", "scales").get(word)
        if unit is not None and (not said or _adds(part, unit)):
            part, last, said = part + unit, unit, True
        elif scale is not None and last != _DOZEN:
            part, last, said = (part or 1) * scale, scale, True
            if scale >= 1000:
                total, part = total + part, 0
        elif word not in ("a", "and") or not _goes_on(text, match, word, said):
            break
        position = end = match.end()
        if text[position : position + 1] not in (" ", "-"):
            break
        position += 1
    following = text[end : end + 1]
    if not said or following == "_" or (following.isalnum() and not is_hangul(following)):
        return None
    return end, total + part


def _adds(part: int, unit: int) -> bool:
    """Whether a number word goes on the number before it: twenty five, two hundred five, but not ten five."""
    below_hundred = part % 100
    return below_hundred == 0 or (below_hundred >= 20 and below_hundred % 10 == 0 and 0 < unit < 10)


def _goes_on(text: str, match: "re.Match[str]", word: str, said: bool) -> bool:
    """Whether "a" or "and" is part of a number: a hundred, two hundred and five."""
    following = _WORD.match(text, match.end() + 1)
    if following is None or text[match.end()] != " ":
        return False
    if word == "a":
        return not said and following.group() in numbers_at("english", "scales")
    before = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
    counted = before is not None and before[1] in numbers_at("english", "scales")
    return said and counted and following.group() in numbers_at("english", "units")


@cache
def _multiplying() -> frozenset[str]:
    return frozenset((*multipliers()[0], *multipliers()[1]))


@cache
def _native_pattern() -> "re.Pattern[str]":
    names = (numbers_at("korean", "native", kind) for kind in ("tens", "ones"))
    tens, ones = ("|".join(sorted(each, key=len, reverse=True)) for each in names)
    return re.compile(f"(?P<tens>{tens})?(?P<ones>{ones})?")


@cache
def _sino_pattern() -> "re.Pattern[str]":
    letters = (*numbers_at("korean", "sino", "digits"), *multipliers()[0], *multipliers()[1])
    return re.compile(f"[{''.join(letters)}]{{1,16}}")
