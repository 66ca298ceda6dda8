"""Whether two results say the same, in each sense that a rule gives to "the same".

Pure functions of two lists of rows, gold first. Cells are compared as Python does: 1 equals 1.0, ``'1'`` does not, and
no number is rounded unless the function says so.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from text2sql.evaluation.types import Row

FIGURES = 12
"""Figures at which fractions are compared where how they were computed does not matter."""
MOST_DECIMALS = 6
"""Decimals of a number that expected rows are held to at most: beyond them floating point differs by itself."""
_MOST_DIGITS = 27
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
"""Codes that begin with 0 (``007``) are text."""


def same_up_to_columns(gold: Sequence[Row], predicted: Sequence[Row], ordered: bool) -> bool:
    """Spider's execution match: some order of the predicted columns makes the rows equal.

    Rows are a multiset, or a list when ``ordered``. Two empty results are equal whatever their columns. Source: the
    test-suite paper (Zhong et al. 2020, section 5) and its verdicts.
    """
    if not gold and not predicted:
        return True
    if len(gold) != len(predicted) or len(gold[0]) != len(predicted[0]):
        return False
    if not _cells_agree(gold, predicted, ordered):
        return False
    return _some_column_order(gold, predicted, ordered)


def same_set(gold: Sequence[Row], predicted: Sequence[Row]) -> bool:
    """BIRD's execution match: the same rows with columns in the same order; duplicates and order do not count."""
    return set(gold) == set(predicted)


def same_rows(gold: Sequence[Row], predicted: Sequence[Row], ordered: bool) -> bool:
    """The same rows, columns in the same order, as often as in gold; in the same order when ``ordered``."""
    return list(gold) == list(predicted) if ordered else Counter(gold) == Counter(predicted)


def gold_within(gold: Sequence[Row], predicted: Sequence[Row], ordered: bool) -> bool:
    """Whether the rows are the same once columns that gold does not ask for are left out, in any order of columns.

    What nobody can see is no difference: midnight of a day is that day (``DATE_TRUNC`` gives one or the other), and
    fractions are compared at :data:`FIGURES` figures, for two ways to divide rarely end on the same last bit.
    """
    if not gold and not predicted:
        return True
    if len(gold) != len(predicted) or len(gold[0]) > len(predicted[0]):
        return False
    return _some_column_order([_as_seen(row) for row in gold], [_as_seen(row) for row in predicted], ordered)


def _as_seen(row: Row) -> Row:
    return tuple(map(_cell_as_seen, row))


def _cell_as_seen(cell: object) -> object:
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    if isinstance(cell, float | Decimal) and isfinite(cell):
        return float(f"{cell:.{FIGURES}g}")
    return cell


def soft_f1(gold: Sequence[Row], predicted: Sequence[Row]) -> float:
    """BIRD's soft F1: how many cells of the rows agree, 0 to 1; two empty results give 1.

    As in BIRD's mini-dev, duplicate rows count once (order kept), the n-th row of one is held against the n-th of the
    other, and a row's shares of cells found, only predicted and only in gold are taken over gold's number of columns.
    """
    if not gold and not predicted:
        return 1.0
    rows, guesses = list(dict.fromkeys(gold)), list(dict.fromkeys(predicted))
    matched = spurious = missed = 0.0
    for place, row in enumerate(rows):
        if place >= len(guesses):
            missed += 1
            continue
        guess, width = guesses[place], len(row)
        matched += sum(cell in row for cell in guess) / width
        spurious += sum(cell not in row for cell in guess) / width
        missed += sum(cell not in guess for cell in row) / width
    spurious += max(0, len(guesses) - len(rows))
    precision = matched / (matched + spurious) if matched + spurious else 0.0
    recall = matched / (matched + missed) if matched + missed else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_as_written(expected: Sequence[Row], given: Sequence[Row], ordered: bool) -> bool:
    """Whether a result holds the rows that a person wrote down, in any order of columns; extra columns are forgiven.

    People write ``3`` for 3.0, ``1,200`` for 1200, ``12.35`` for 12.3456 and a date as text. So a cell that reads as a
    number is a number, whatever its type, rounded half up at the decimals written in its expected column (at
    :data:`MOST_DECIMALS` where that column holds only whole numbers, so that 3 is not 3.4); every other cell is its
    text without blanks around it, and None equals only None and the empty text.
    """
    if not expected and not given:
        return True
    if len(expected) != len(given) or len({len(row) for row in expected}) != 1:
        return False
    wanted, columns = list(zip(*expected, strict=True)), list(zip(*given, strict=True))
    decimals = [min(max(map(_decimals, column)), MOST_DECIMALS) or MOST_DECIMALS for column in wanted]
    seen = {
        places: [tuple(_as_written(cell, places) for cell in column) for column in columns] for places in set(decimals)
    }
    plain = [tuple(_as_written(c, places) for c in column) for column, places in zip(wanted, decimals, strict=True)]
    return _column_choice(plain, [seen[places] for places in decimals], ordered)


def _number(cell: object) -> Decimal | None:
    text = str(cell).strip()
    if isinstance(cell, bool) or text.lower() in ("true", "false"):
        return Decimal(text.lower() == "true")
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def _decimals(cell: object) -> int:
    number = _number(cell)
    exponent = 0 if number is None else number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _as_written(cell: object, places: int) -> object:
    if cell is None or cell == "":
        return None
    number = _number(cell)
    if number is None:
        return str(cell).strip().removesuffix(" 00:00:00")
    if number.adjusted() + places >= _MOST_DIGITS:
        return number
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def _cells_agree(gold: Sequence[Row], predicted: Sequence[Row], ordered: bool) -> bool:
    """The official quick test, which every match must pass: rows agree when their cells are sorted by what they print.

    It is no mere shortcut: 1 and 1.0 are equal but sort apart beside 1.5, so a few equal results are turned down.
    """
    one, other = [_sorted_cells(row) for row in gold], [_sorted_cells(row) for row in predicted]
    return one == other if ordered else set(one) == set(other)


def _sorted_cells(row: Row) -> Row:
    return tuple(sorted(row, key=lambda cell: f"{cell}{type(cell)}"))


def _some_column_order(gold: Sequence[Row], predicted: Sequence[Row], ordered: bool) -> bool:
    """Whether choosing, for each gold column, a predicted column of its own makes the rows equal."""
    wanted, columns = list(zip(*gold, strict=True)), list(zip(*predicted, strict=True))
    return _column_choice(wanted, [columns] * len(wanted), ordered)


def _column_choice(wanted: Sequence[Row], offers: Sequence[Sequence[Row]], ordered: bool) -> bool:
    """Whether each wanted column finds a column of its own among its offers so that the rows agree.

    Columns are tried depth first. A choice is kept only while the rows of the columns chosen so far agree, so that the
    search stays near the number of columns on real data.

    Args:
        wanted: columns, not rows.
        offers: for each wanted column the predicted ones, as they look when they are held against it.
        ordered: whether rows keep their order.
    """

    def said(columns: Sequence[Row]) -> object:
        """The rows of some columns, comparable."""
        rows = zip(*columns, strict=True)
        return list(rows) if ordered else Counter(rows)

    alone = {id(offered): [said([each]) for each in offered] for offered in offers}
    fitting = [
        [place for place, each in enumerate(alone[id(offered)]) if each == one]
        for one, offered in zip((said([column]) for column in wanted), offers, strict=True)
    ]
    if not all(fitting):
        return False
    # The columns with the fewest candidates first: a wrong turn is noticed early.
    turns = sorted(range(len(wanted)), key=lambda place: len(fitting[place]))

    def extended(chosen: list[int]) -> bool:
        if len(chosen) == len(turns):
            return True
        tried: set[Row] = set()
        for candidate in fitting[turns[len(chosen)]]:
            if candidate in chosen or offers[turns[len(chosen)]][candidate] in tried:
                continue
            tried.add(offers[turns[len(chosen)]][candidate])
            longer = [*chosen, candidate]
            mine = [wanted[turn] for turn in turns[: len(longer)]]
            theirs = [offers[turn][place] for turn, place in zip(turns, longer, strict=False)]
            if said(mine) == said(theirs) and extended(longer):
                return True
        return False

    return extended([])
