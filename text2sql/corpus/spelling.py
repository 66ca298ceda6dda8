"""What makes two spellings the same, and how far apart they are otherwise.

Values and the words of a question meet here in one form: compatibility forms folded (NFKC), case, spaces, hyphens and
Latin accents gone. For typing errors Hangul is compared letter by letter (스타벅즈 is one letter from 스타벅스), not
syllable by syllable.
"""

import unicodedata

_LEFT_OUT = {" ", "_", "-", "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff"}
_ACCENTS = range(0x0300, 0x0370)


def spelling_key(text: str) -> str:
    """The form in which spellings are compared; empty when nothing is left."""
    if text.isascii():
        return "".join(text.replace("-", " ").replace("_", " ").split()).lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (
        letter for letter in folded if letter not in _LEFT_OUT and not letter.isspace() and ord(letter) not in _ACCENTS
    )
    return unicodedata.normalize("NFC", "".join(kept))


def letters(key: str) -> str:
    """A key with its Hangul syllables taken apart into letters."""
    return key if key.isascii() else unicodedata.normalize("NFD", key)


def distance(left: str, right: str, most: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from one to the other; ``most + 1`` when there are more.

    Source: optimal string alignment, Damerau 1964.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        earlier, before, row = before, row, [number]
        for column, other in enumerate(right, 1):
            cost = min(row[-1] + 1, before[column] + 1, before[column - 1] + (letter != other))
            if number > 1 and column > 1 and letter == right[column - 2] and left[number - 2] == other:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
