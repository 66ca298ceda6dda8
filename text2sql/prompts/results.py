"""A result as a model may see it: its shape, and a few of its rows as plain text."""

from collections.abc import Iterator

from text2sql.language import one_line
from text2sql.types import ResultColumn, ResultTable, Value

_LONGEST_CELL = 60
_MOST_COLUMNS = 30


def result_text(result: ResultTable, rows: int, characters: int = 2_000) -> str:
    """How many rows there are, the columns with their types, and the first rows, a line each.

    Args:
        result: what the query gave.
        rows: rows shown at most; 0 shows the shape alone.
        characters: about how long the text may be; rows that do not fit are left out and counted.
    """
    more = "more than " if result.truncated else ""
    lines = [f"{more}{len(result.rows):,} rows; columns: {columns_text(result.columns)}"]
    shown = list(_fitting(result, rows, characters - len(lines[0])))
    left_out = len(result.rows) - len(shown)
    if shown and left_out:
        shown.append(f"({left_out:,} further rows are not shown)")
    return "\n".join([*lines, *shown])


def columns_text(columns: tuple[ResultColumn, ...]) -> str:
    """Names and types with commas between them."""
    shown = ", ".join(f"{_short(each.name)} {each.type}".strip() for each in columns[:_MOST_COLUMNS])
    left_out = len(columns) - _MOST_COLUMNS
    return f"{shown} and {left_out} more" if left_out > 0 else shown


def _fitting(result: ResultTable, rows: int, characters: int) -> Iterator[str]:
    for row in result.rows[:rows]:
        line = " | ".join(_cell(value) for value in row[:_MOST_COLUMNS])
        characters -= len(line) + 1
        if characters < 0:
            return
        yield line


def _cell(value: Value) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bytes | bytearray | memoryview):
        return f"({len(value):,} bytes)"
    return _short(str(value))


def _short(text: str) -> str:
    return one_line(text, _LONGEST_CELL)
