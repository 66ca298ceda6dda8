"""Which values a question may mention: what a query's literals are chosen from, never invented.

The idea is BRIDGE's (Lin et al., 2020): a parser that copies cell values and numbers of the question needs no
vocabulary of literals, and a value that the database holds says which column is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from text2sql.language import Token, find_numbers, stop_words, tokenize
from text2sql.types import LinkedValue
from text2sql.writers.offline.representation import ColumnRef

ValueSource = Literal["cell", "number", "quoted", "name", "constant"]

MOST_VALUES = 16
"""Candidates of one question; Spider's questions seldom have more than eight."""
_CONSTANTS = (1, 2)
"""What queries count with although no question says it in figures: the most is ``LIMIT 1``, twice ``count(*) >= 2``."""
_EXACT = 0.95
"""A cell of at least this score stands in the question as it is."""
_LETTERS = frozenset({"letter", "character", "글자", "문자"})
"""After these a single letter is meant as a letter: "names that contain the letter s"."""
_DATE = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?(?![\d-])")


@dataclass(frozen=True, slots=True)
class ValueCandidate:
    """Something that may stand in a query as a literal."""

    literal: str | int | float
    start: int
    """Offset of its first letter in the question; -1 for what the question does not say."""
    end: int
    source: ValueSource
    places: tuple[ColumnRef, ...] = ()
    """The columns that hold it, for cell values."""
    score: float = 1.0
    """1 for what stands there exactly, less for a cell that is only similar to the words."""


def value_candidates(text: str, linked: Iterable[LinkedValue]) -> tuple[ValueCandidate, ...]:
    """What the question may mention as values: cells, quotations, numbers, names, then the constants.

    Args:
        text: the question.
        linked: cell values found in it, best first.

    Returns:
        At most :data:`MOST_VALUES`, in the order of the question; the constants come last.
    """
    found = [*_cells(text, linked), *_numbers(text)]
    found += (ValueCandidate(each.group(), each.start(), each.end(), "quoted") for each in _DATE.finditer(text))
    covered = [(each.start, each.end) for each in found if each.source == "cell" and each.score >= _EXACT]
    tokens = tokenize(text)
    found += (each for each in _names(text, tokens, covered) if not _is_cells(each, covered))
    distinct = {(type(each.literal), each.literal, each.start): each for each in reversed(found)}
    best = sorted(distinct.values(), key=lambda each: (-each.score, each.start))[: MOST_VALUES - len(_CONSTANTS)]
    said = sorted(best, key=lambda each: (each.start, each.end, -each.score, str(each.literal)))
    return (*said, *(ValueCandidate(number, -1, -1, "constant") for number in _CONSTANTS))


def _cells(text: str, linked: Iterable[LinkedValue]) -> Iterator[ValueCandidate]:
    """One candidate for each different spelling of a cell at one place of the question, with all its columns."""
    together: dict[tuple[str, str], list[LinkedValue]] = {}
    for each in linked:
        together.setdefault((each.words, each.value), []).append(each)
    for (words, value), found in together.items():
        start = text.find(words)
        if start >= 0:
            places = tuple(ColumnRef(each.table, each.column) for each in found)
            yield ValueCandidate(value, start, start + len(words), "cell", places, max(each.score for each in found))


def _numbers(text: str) -> Iterator[ValueCandidate]:
    for mention in find_numbers(text):
        yield ValueCandidate(mention.value, mention.start, mention.end, "number")


def _names(text: str, tokens: Sequence[Token], covered: Sequence[tuple[int, int]]) -> Iterator[ValueCandidate]:
    """Quotations, and runs of capitalised words in mid-sentence that no cell explains: what a pattern looks for."""
    run: list[Token] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        letter = text[token.start : token.stem_end]
        if before is not None and before.normal in _LETTERS and len(letter) == 1 and letter.islower():
            yield ValueCandidate(letter, token.start, token.stem_end, "name", score=0.8)
        if token.kind == "quoted":
            yield ValueCandidate(
                text[token.start + 1 : token.stem_end - 1].strip(), token.start, token.stem_end, "quoted"
            )
        if _is_name(token, tokens) and not _overlaps(token, covered):
            run.append(token)
            continue
        yield from _joined(text, run)
        run = []
    yield from _joined(text, run)


def _is_cells(said: ValueCandidate, covered: Sequence[tuple[int, int]]) -> bool:
    """Whether every word of a quotation is (part of) a cell: then those cells are meant, in the columns that hold them.

    A first and a last name in one pair of quotation marks are two cells.
    """
    inside = tokenize(str(said.literal)) if said.source == "quoted" else ()
    first = said.start + 1
    return bool(inside) and all(
        any(start <= first + each.start and first + each.stem_end <= end for start, end in covered) for each in inside
    )


def _is_name(token: Token, tokens: Sequence[Token]) -> bool:
    capital = token.text[:1].isupper() and token is not tokens[0]
    initial = len(token.text) == 1 and token.text not in ("A", "I")
    meant = initial or token.text.casefold() not in stop_words()
    return capital and meant and token.kind in ("word", "identifier")


def _overlaps(token: Token, covered: Sequence[tuple[int, int]]) -> bool:
    return any(token.start < end and start < token.end for start, end in covered)


def _joined(text: str, run: Sequence[Token]) -> Iterator[ValueCandidate]:
    if run:
        start, end = run[0].start, run[-1].stem_end
        yield ValueCandidate(text[start:end], start, end, "name", score=0.8)
