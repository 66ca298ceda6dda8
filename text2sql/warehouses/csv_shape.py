"""How a CSV file is laid out: delimiter, lines above the header, and the columns' names.

DuckDB's own sniffer is quick but trusting: it reads a file with one ragged line as a single column called ``a,b,c``,
and types a column by dates that later lines do not have. So the layout is decided here, from the first lines, and the
types afterwards, from all of them.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DELIMITERS = (",", "\t", ";", "|")
_HEAD_LINES = 200
_MOST_TITLE_LINES = 10
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+([eE][-+]?\d+)?%?")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*")
_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class CsvShape:
    """The layout of a file."""

    delimiter: str
    names: tuple[str, ...]
    """Of the columns; different from each other in any case, never empty."""
    skipped_lines: int
    """Lines before the first row of data, the header among them."""
    titles: int
    """Of these, lines above the header."""
    header: bool
    """False when the file has none and the names were made up."""


def shape_of(text: str) -> CsvShape:
    """The layout of the file that starts with ``text``."""
    lines = text.splitlines(keepends=True)[:_HEAD_LINES]
    told = re.fullmatch(r"(?i)sep=(.)\s*", lines[0]) if lines else None
    above = 1 if told else 0
    delimiter = told[1] if told else _delimiter(lines)
    rows, ends = _rows(lines[above:], delimiter)
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 1
    first = next((place for place, row in enumerate(rows[:_MOST_TITLE_LINES]) if len(row) == width), 0)
    titles = above + (ends[first - 1] if first else 0)
    row = rows[first] if rows else [""]
    header = _is_header(row, rows[first + 1 :])
    names = _names(row if header else [""] * len(row))
    return CsvShape(delimiter, names, above + ends[first] if header and rows else titles, titles, header)


def _rows(lines: Sequence[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The rows that are not blank, and the number of lines up to the end of each."""
    reader = csv.reader(lines, delimiter=delimiter)
    rows, ends = [], []
    try:
        for row in reader:
            if row:
                rows.append(row)
                ends.append(reader.line_num)
    except csv.Error:
        pass
    return rows, ends


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that gives the most rows of the same width, and then the most columns."""

    def quality(delimiter: str) -> tuple[bool, float, int]:
        widths = Counter(len(row) for row in _rows(lines, delimiter)[0])
        if not widths:
            return (False, 0.0, 0)
        width, rows = widths.most_common(1)[0]
        return (width > 1, rows / widths.total(), width)

    best = max(_DELIMITERS, key=quality)
    return best if quality(best)[0] else ","


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns: no figures in it, except years beside names as pivot tables have them."""
    cells = [cell.strip() for cell in row]
    figures = [cell for cell in cells if _NUMBER.fullmatch(cell) or _DATE.fullmatch(cell)]
    if not figures:
        return any(cells)
    years = all(_YEAR.fullmatch(figure) for figure in figures)
    return years and len(figures) < len(cells) and len(set(figures)) == len(figures) and len(below) > 0


def _names(row: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(row):
        plain = re.sub(r"\s+", " ", cell.strip().strip("\ufeff")) or f"column{place + 1}"
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)
