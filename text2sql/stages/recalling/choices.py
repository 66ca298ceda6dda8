"""Which of the offered readings a reply chooses: by number, by place, or by words that only one of them has."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from text2sql.language import stop_words, tokenize
from text2sql.types import Reading, Turn

_LONGEST = 40
"""Letters of a reply; more are a question of their own."""


def chosen_reading(text: str, turns: Sequence[Turn]) -> Reading | None:
    """The reading that a reply chooses after the last turn asked back; None when it says something else."""
    offered = turns[-1].readings if turns and turns[-1].status == "clarify" else ()
    said = unicodedata.normalize("NFKC", text).casefold().strip(" .!?\"'“”‘’")
    if not offered or not said or len(said) > _LONGEST:
        return None
    words = _words()
    if (match := words.place.fullmatch(said)) is not None:
        place = _number(match["place"], words, len(offered))
        return offered[place] if 0 <= place < len(offered) else None
    if len(offered) == 1 and offered[0].costly:
        return offered[0] if said in words.yes else None
    plain = words.politely.sub("", said)
    named = [each for each in offered if _names(plain, each)]
    return named[0] if len(named) == 1 and len(offered) > 1 else None


def _number(said: str, words: "_Words", count: int) -> int:
    """The place, counted from 0."""
    if said.isdecimal():
        return int(said) - 1
    plain = said.replace(" ", "")
    return count - 1 if plain in words.last else words.places[plain]


def _names(said: str, reading: Reading) -> bool:
    """Whether all that is said stands in the reading's words."""
    within = unicodedata.normalize("NFKC", reading.text).casefold()
    wanted = [token.text.casefold() for token in tokenize(said) if token.text.casefold() not in stop_words()]
    return bool(wanted) and all(each in within for each in wanted)


@dataclass(frozen=True, slots=True)
class _Words:
    place: re.Pattern[str]
    politely: re.Pattern[str]
    places: dict[str, int]
    last: frozenset[str]
    yes: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("choices.toml").read_text(encoding="utf-8"))
    places = {each: at for names in (table["ko"], table["en"]) for at, same in enumerate(names) for each in same}
    named = _either([*places, *table["last"]])
    before, after = _either(table["before"]), _either(table["after"])
    pattern = rf"(?:(?:{before})\s*)*(?P<place>\d{{1,2}}|{named})(?:\s*(?:{after}))*"
    plain = {name.replace(" ", ""): at for name, at in places.items()}
    last = frozenset(name.replace(" ", "") for name in table["last"])
    politely = re.compile(rf"(?:\s*(?:{after}))+$")
    return _Words(re.compile(pattern), politely, plain, last, frozenset(table["yes"]))


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(each).replace(r"\ ", r"\s*") for each in sorted(names, key=len, reverse=True))
