"""Cuts a folded text into the pieces that time expressions are made of.

A piece is a number, a date in figures or a phrase of ``data/periods.toml``; it may have several meanings ("through"
ends a range and stands for "until"). Everything else is a gap that no expression reaches across.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from text2sql.language.calendars import GRAINS, PeriodGrain
from text2sql.language.korean import only_particles
from text2sql.language.phrases import Phrases, begins_word, hangul_run, is_hangul, is_latin
from text2sql.language.tables import groups, names, word_list

PieceKind = Literal[
    "date", "year", "month_day", "short_day", "number", "ordinal", "month", "weekday", "quarter", "half",
    "fiscal_year", "relative", "last", "recent", "this", "next", "complete", "edge", "unit", "named",
    "either", "duration", "to_date", "fiscal", "ago", "entered", "until_now", "since", "from", "start",
    "onwards", "after", "before", "earlier", "until", "end", "range", "between", "and", "within", "during",
    "glue", "preposition", "weak", "vague", "link", "filler", "of", "prior", "on", "open", "closed",
    "portion", "inner_edge", "so_far", "week_number", "year_before",
]  # fmt: skip


class Meaning(NamedTuple):
    """What a piece may be in the grammar of time."""

    value: int = 0
    """A number that goes with it: of a month, of units counted from today, of days."""
    grain: PeriodGrain | None = None
    other: int = 0
    """A second number: the month of a date, the digits of a number, the year of a quarter; 0 when there is none."""
    day: int = 0
    """The day of a date; 0 when it has none."""


class Piece(NamedTuple):
    """A span of the folded text and its meanings; no meanings make it a gap."""

    start: int
    end: int
    meanings: Mapping[PieceKind, Meaning] = MappingProxyType({})

    def get(self, kind: PieceKind) -> Meaning | None:
        """Its meaning of that kind, if it has one."""
        return self.meanings.get(kind)


_YEAR = r"(?:19|20|21)[0-9]{2}"
_FIGURES: tuple[tuple[str, str], ...] = (
    ("date", rf"(?P<y>{_YEAR})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})"),
    ("free date", rf"(?P<y>{_YEAR})(?P<s>[./])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})"),
    ("date", rf"(?P<y>{_YEAR})\. (?P<m>[0-9]{{1,2}})\. (?P<d>[0-9]{{1,2}})\.?"),
    ("compact", rf"(?P<y>{_YEAR})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})"),
    ("american date", rf"(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})/(?P<y>{_YEAR})"),
    ("quarter", rf"(?P<y>{_YEAR})[-./ ]?q(?P<n>[1-4])"),
    ("quarter", r"(?P<n>[1-4])/4 ?분기"),
    ("half", rf"(?P<y>{_YEAR})[-./ ]?h(?P<n>[12])"),
    ("month", rf"(?:'(?P<yy>[0-9]{{2}})|(?P<y>{_YEAR}))\. ?(?P<n>[0-9]{{1,2}})월"),
    ("month", rf"(?P<y>{_YEAR})\.(?P<n>[0-9]{{1,2}})(?= ?~ ?{_YEAR}\.)"),
    ("month", rf"(?P<y>{_YEAR})(?:[-/](?P<n>[0-9]{{1,2}})|\.(?P<n2>0[1-9]|1[0-2]))"),
    ("quarter", rf"q(?P<n>[1-4])(?:(?:[-/' ]|, ?| ')?(?P<y>{_YEAR})|[-/']?(?P<yy>[0-9]{{2}}))?"),
    ("quarter", rf"(?P<n>[1-4])q(?:[-/' ]?(?P<y>{_YEAR})|[-/' ]?(?P<yy>[0-9]{{2}}))?"),
    ("half", rf"h(?P<n>[12])(?:(?:[-/' ]|, ?)(?P<y>{_YEAR})|[-/']?(?P<yy>[0-9]{{2}}))?"),
    ("half", rf"(?P<n>[12])h(?:[-/' ]?(?P<y>{_YEAR})|[-/' ]?(?P<yy>[0-9]{{2}}))"),
    ("fiscal_year", rf"fy ?-?'?(?:(?P<y>{_YEAR})|(?P<yy>[0-9]{{2}}))"),
    ("year", r"'(?P<yy>[0-9]{2})(?=년)"),
    ("month_day", r"(?P<n>0?[1-9]|1[0-2])/(?P<d>[0-9]{1,2})(?= ?[~–-] ?(?:0?[1-9]|1[0-2])/[0-9]{1,2}(?![0-9/]))"),
    ("range day", r"(?P<n>0?[1-9]|1[0-2])[-/.](?P<d>[0-9]{2}|[1-9])"),
    ("ordinal", r"(?P<n>[0-9]{1,2})(?:st|nd|rd|th)"),
    ("range month", rf"(?P<y>{_YEAR})\.(?P<n>[0-9]{{1,2}})"),
    ("listed number", r"(?P<n>[0-9]{1,2})(?=, ?[0-9]{1,2} ?(?:월|분기|일)(?![0-9]))"),
    ("number", r"(?P<n>[0-9]{1,8})"),
)
"""Dates and other figures with digits; those that start with "range" are read only after ~ and the like."""
_TIME = "[ t]{1,2}[0-9]{1,2}:[0-9]{2}"
"""A date with a time of day is a point in time; periods consist of days."""
_PLAIN = ("compact", "free date", "american date", "number")
_LONGEST_REST = 20
"""The longest Hangul after a phrase that is looked at, in syllables; longer runs are no words."""
_MAY_BEGIN = frozenset("0123456789qhf'")
_GLUED_BEFORE = re.compile(r"(?:[0-9][-./:,]|[$₩€£¥#.@_])$")
_QUOTED_FIGURES = re.compile(r"(?<![a-z0-9])(['\"])[0-9][0-9./-]{3,12}\1(?![a-z0-9])")
_RUN = re.compile(r"[0-9a-z_]+(?:[-./:,][0-9a-z_]+)*%?")


@cache
def _figures() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    # Figures end where nothing continues them: "2025-01-01-7", "2025.3.5.1" and "3.5%" are something else. A plain
    # number may be the first of a range ("1-3월"), but not of a telephone number.
    plain = "[./:,][0-9]|-[0-9]+-|-w[0-9]"
    ends = {"listed number": "-"} | dict.fromkeys(_PLAIN, plain)
    return tuple(
        (kind, re.compile(rf"(?:{source})(?![0-9a-z_%]|{_TIME}|{ends.get(kind, '[-./:,][0-9]')})"))
        for kind, source in _FIGURES
    )


@cache
def _phrases() -> Phrases[dict[PieceKind, Meaning]]:
    found: dict[str, dict[PieceKind, Meaning]] = {}
    for phrase, kind, meaning in _entries():
        found.setdefault(phrase, {}).setdefault(kind, meaning)
    for phrase in word_list("periods.toml", "not_periods", "words"):
        found[phrase] = {}
    return Phrases(found, leaves_whole)


@cache
def _units() -> Phrases[dict[PieceKind, Meaning]]:
    kinds = ("unit", "named", "either")
    return Phrases([(phrase, {kind: meaning}) for phrase, kind, meaning in _entries() if kind in kinds], leaves_whole)


def leaves_whole(phrase: str, rest: str) -> bool:
    """Whether Hangul after a phrase is a particle, another piece, or one of the nouns that are written onto it."""
    if len(rest) > _LONGEST_REST:
        return False
    if only_particles(phrase.replace(" ", ""), rest) or rest.startswith(word_list("periods.toml", "heads", "words")):
        return True
    return _begins_with_piece(rest)


@lru_cache(maxsize=4096)
def _begins_with_piece(rest: str) -> bool:
    return _phrases().at(rest, 0) is not None


def _entries() -> Iterator[tuple[str, PieceKind, Meaning]]:
    for group in groups("periods.toml", "words"):
        meaning = Meaning(group.numbers.get("value", 0), _grain(group.texts.get("grain")))
        for word in group.words:
            yield word, _kind(group.texts["kind"]), meaning
    for group in groups("periods.toml", "durations"):
        for word in group.words:
            yield word, "duration", Meaning(group.numbers["count"], _grain(group.texts["grain"]))
    yield from _numbered_entries()
    for grain in names("periods.toml", "to_date"):
        for word in word_list("periods.toml", "to_date", grain):
            yield word, "to_date", Meaning(grain=_grain(grain))
    for name in names("periods.toml", "marks"):
        for word in word_list("periods.toml", "marks", name):
            yield word, _kind(name), Meaning()


def _numbered_entries() -> Iterator[tuple[str, PieceKind, Meaning]]:
    numbered: tuple[tuple[str, PieceKind], ...] = (
        ("weekdays", "weekday"), ("halves", "half"), ("ordinals", "ordinal"), ("numbers", "number"),
    )  # fmt: skip
    for name, kind in numbered:
        for number in names("periods.toml", name):
            for word in word_list("periods.toml", name, number):
                yield word, kind, Meaning(int(number))
    for number in map(str, range(1, 13)):
        for word in word_list("periods.toml", "months", number):
            yield word, "month", Meaning(int(number))
    for word in word_list("periods.toml", "months", "weak"):
        yield word, "weak", Meaning()


def _grain(name: str | None) -> PeriodGrain | None:
    """A unit named in the data; None for what has none, like fiscal years."""
    return next((grain for grain in GRAINS if grain == name), None)


def _kind(name: str) -> PieceKind:
    """A kind named in the data.

    Raises:
        KeyError: there is no such kind.
    """
    kinds: dict[str, PieceKind] = {kind: kind for kind in get_args(PieceKind)}
    return kinds[name]


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces and gaps of a folded text from left to right, spaces left out."""
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        piece = _piece(text, at, pieces[-1] if pieces else None)
        if piece.meanings or not pieces or pieces[-1].meanings:
            pieces.append(piece)
        else:
            pieces[-1] = Piece(pieces[-1].start, piece.end)
        at = piece.end
    return tuple(pieces)


def _piece(text: str, at: int, previous: Piece | None) -> Piece:
    joined = previous is not None and previous.end == at and bool(previous.meanings)
    quoted = _QUOTED_FIGURES.match(text, at) if text[at] in "'\"" else None
    if quoted is not None:
        figure = _figure(text, at + 1, False)
        return Piece(at, quoted.end(), figure.meanings if figure and figure.end == quoted.end() - 1 else {})
    if text[at] in _MAY_BEGIN and (joined or not _is_glued(text, at)):
        figure = _figure(text, at, previous is not None and previous.get("range") is not None)
        if figure is not None:
            return figure
    if text[at].isdigit():
        run = _RUN.match(text, at)
        return Piece(at, run.end() if run else at + 1)
    if begins_word(text, at) or joined:
        counted = joined and previous is not None and previous.get("number") is not None
        # After a number a unit comes first: 3월 초부터 is not 월초부터, "from the beginning of the month".
        found = (_units().at(text, at) if counted else None) or _phrases().at(text, at)
        if found is not None:
            return Piece(at, found[0], found[1])
    return Piece(at, _gap_end(text, at))


def _is_glued(text: str, at: int) -> bool:
    if text[at] == "'":
        return at > 0 and is_latin(text[at - 1])
    return not begins_word(text, at) or _GLUED_BEFORE.search(text[max(0, at - 2) : at]) is not None


def _figure(text: str, at: int, in_range: bool) -> Piece | None:
    for kind, pattern in _figures():
        match = pattern.match(text, at) if in_range or not kind.startswith("range ") else None
        if match is not None:
            meanings = _figure_meanings(kind, match.groupdict())
            if meanings is not None:
                return Piece(at, match.end(), meanings)
    return None


def _figure_meanings(kind: str, found: "dict[str, str | None]") -> "dict[PieceKind, Meaning] | None":
    year = int(found.get("y") or 0) or (2000 + int(found["yy"] or 0) if found.get("yy") else 0)
    number = int(found.get("n") or found.get("n2") or 0)
    if kind in ("date", "free date", "compact", "american date"):
        month, day = int(found["m"] or 0), int(found["d"] or 0)
        if kind == "american date" and month != day:
            if month <= 12 and day <= 12:
                return {}  # 3/5/2025 is in March or in May
            month, day = (day, month) if month > 12 else (month, day)
        # An impossible date is a gap, unless its figures are just a long number.
        return {"date": Meaning(year, other=month, day=day)} if _exists(year, month, day) else {}
    if kind.endswith("month"):
        return {"date": Meaning(year, other=number)} if 1 <= number <= 12 else None
    if kind in ("month_day", "range day"):
        short = Meaning(number, day=int(found["d"] or 0))
        return {"month_day": short} if kind == "month_day" else {"short_day": short}
    if kind in ("number", "listed number"):
        return {"number": Meaning(number, other=len(found["n"] or ""))}
    if kind == "year":
        return {"year": Meaning(year)}
    if kind == "ordinal":
        return {"ordinal": Meaning(number)}
    if kind == "fiscal_year":
        return {"fiscal_year": Meaning(year)}
    return {"quarter" if kind == "quarter" else "half": Meaning(number, other=year)}


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _gap_end(text: str, at: int) -> int:
    """The end of a word that means nothing here."""
    if is_hangul(text[at]):
        return hangul_run(text, at)
    end = at + 1
    while end < len(text) and is_latin(text[at]) and is_latin(text[end]):
        end += 1
    return end
