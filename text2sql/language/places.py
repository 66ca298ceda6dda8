"""Places in a ranking other than the first: the third highest, 두 번째로 많은, 2위."""

import re

_ENGLISH = {
    word: place
    for place, word in enumerate(
        ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=2
    )
}
_KOREAN = {
    word: place for place, word in enumerate(("두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"), start=2)
}
_NAMED = f"(?P<word>{'|'.join(_ENGLISH)})|(?P<figure>[0-9]{{1,2}})(?:st|nd|rd|th)"
_BEFORE = re.compile(rf"(?:{_NAMED})[ -]")
_REACHED = re.compile(
    rf"(?:comes?|came|coming|ranks?|ranked|ranking|finished|placed|in|at) (?:the )?(?:{_NAMED})(?: place)?"
    r"(?=(?: (?:by|in terms|in|for|on|among|with|this|last)\b)|[?.,]|$)"
)
_ORDINAL = re.compile(rf"(?:(?P<word>{'|'.join(_KOREAN)})|(?P<figure>[0-9]{{1,2}})) ?번째로 (?:(?:가장|제일) )?")


def place_before(text: str, at: int) -> tuple[int, int] | None:
    """Where what is ranked begins and which place is meant: "third highest", 세 번째로 많은; None for no such place."""
    match = _BEFORE.match(text, at) or _ORDINAL.match(text, at)
    return _placed(match) if match is not None else None


def place_reached(text: str, at: int) -> tuple[int, int] | None:
    """Where it ends and which place: "which brand comes second by revenue"."""
    match = _REACHED.match(text, at)
    return _placed(match) if match is not None else None


def _placed(match: re.Match[str]) -> tuple[int, int] | None:
    word = match["word"]
    place = int(match["figure"]) if word is None else _ENGLISH.get(word) or _KOREAN[word]
    return (match.end(), place) if place > 1 else None
