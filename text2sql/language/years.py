"""Whether four figures are a year or an amount: "2024 revenue", but "2000 won" and "top 2024 customers"."""

import re

from text2sql.language.korean import only_particles, stems
from text2sql.language.phrases import hangul_run, is_hangul
from text2sql.language.pieces import Piece, PieceKind, leaves_whole
from text2sql.language.tables import word_list, word_set

EARLIEST, LATEST = 1900, 2199
"""The years that figures with a word for years may name."""
_EARLIEST_BARE, _YEARS_AHEAD = 1990, 2
_SIGNS: tuple[PieceKind, ...] = (
    "preposition", "from", "since", "after", "before", "until", "between", "and", "range", "fiscal",
)  # fmt: skip
_PARTS: tuple[PieceKind, ...] = ("quarter", "half", "month", "fiscal")
_WORD_BEFORE = re.compile(r"(\S+) ?$")
_WORD_AFTER = re.compile(r" ?([^\s0-9]+)")
_GAP = Piece(0, 0)


def word_before(text: str, at: int) -> str:
    """The word that ends before an offset of a folded text; empty at its beginning."""
    found = _WORD_BEFORE.search(text, max(0, at - 40), at)
    return found[1] if found else ""


def word_after(text: str, at: int) -> str:
    """The word that begins after an offset of a folded text, without punctuation."""
    found = _WORD_AFTER.match(text, at)
    return found[1].strip(".,?!)") if found else ""


def may_be_year(number: int, this_year: int) -> bool:
    """Whether figures that nothing calls a year are likely one: recent, and no round number."""
    return _EARLIEST_BARE <= number <= this_year + _YEARS_AHEAD and number % 100 != 0


def is_called_year(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether the piece before says that figures are a year: in 2024, since 2024."""
    before = _piece(pieces, at - 1)
    return any(before.get(kind) for kind in _SIGNS) or any(_linked_year(pieces, at, step) for step in (-1, 1))


def _linked_year(pieces: tuple[Piece, ...], at: int, step: int) -> bool:
    """Whether "and" or "or" joins it to other figures that look like a year: either 1999 or 2000."""
    link, number = _piece(pieces, at + step), _piece(pieces, at + 2 * step).get("number")
    return (
        link.get("link") is not None and number is not None and number.other == 4 and EARLIEST <= number.value <= LATEST
    )


def has_part_after(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a month, quarter, half or 회계연도 follows the figures."""
    following = _piece(pieces, at + 1)
    return any(following.get(kind) for kind in _PARTS)


def is_amount(text: str, pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether four figures count or measure something, judged by the words around them."""
    piece = pieces[at]
    before = word_before(text, piece.start)
    if before in word_set("periods.toml", "not_years", "after") or before.endswith(
        word_list("periods.toml", "not_years", "after_korean")
    ):
        return True
    return _is_measured(text, piece) or any(_linked_to_amount(text, pieces, at, step) for step in (-1, 1))


def _is_measured(text: str, piece: Piece) -> bool:
    """Whether what follows figures counts or measures something."""
    counters = word_set("periods.toml", "not_years", "before")
    if is_hangul(text[piece.end : piece.end + 1]):
        rest = text[piece.end : hangul_run(text, piece.end)]
        return rest in counters or not (only_particles("0", rest) or leaves_whole("0", rest))
    if text[piece.end :].lstrip().startswith(word_list("periods.toml", "not_years", "after_phrases")):
        return True
    after = word_after(text, piece.end)
    forms = (stem.text for stem in stems(after)) if after and is_hangul(after[0]) else (after,)
    return any(form in counters for form in forms)


def _linked_to_amount(text: str, pieces: tuple[Piece, ...], at: int, step: int) -> bool:
    """Whether it is one end of a range whose other end is no year: between 2000 and 5000."""
    link, other = _piece(pieces, at + step), _piece(pieces, at + 2 * step)
    if not (link.get("and") or link.get("range")) or not text[other.start : other.end][:1].isdigit():
        return False
    number = other.get("number")
    if number is None:
        return not other.meanings
    return (not EARLIEST <= number.value <= LATEST and number.other > 2) or (
        number.other == 4 and _is_measured(text, other)
    )


def _piece(pieces: tuple[Piece, ...], at: int) -> Piece:
    return pieces[at] if 0 <= at < len(pieces) else _GAP
