"""Results as Excel workbooks."""

import datetime
import io
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from text2sql.errors import SettingsError
from text2sql.terminal.formats import plain
from text2sql.types import ResultTable, Value

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3)."""
_LONGEST_CELL = 32_767
_MOST_DIGITS = 15
_MOST_EXACT = 1_000_000_000_000_000
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def excel_bytes(result: ResultTable) -> bytes:
    """The rows as a workbook with one sheet; texts are texts, never formulas.

    Raises:
        SettingsError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise SettingsError("Excel files need openpyxl. Run: pip install 'text2sql[ui]'") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("answer")
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, column.name) for column in result.columns])
    for row in result.rows[:MOST_ROWS]:
        sheet.append([_cell(sheet, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: "WriteOnlyWorksheet", value: Value) -> "WriteOnlyCell | Value":
    """The value as a sheet holds it exactly, else its text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return value if _is_exact(value) else _text(sheet, str(value))
    if isinstance(value, datetime.datetime):
        return value if value.tzinfo is None and value.year >= 1900 else _text(sheet, plain(value))
    if isinstance(value, datetime.date):
        return value if value.year >= 1900 else _text(sheet, plain(value))
    return _text(sheet, plain(value))


def _is_exact(number: int | float | Decimal) -> bool:
    """Whether a double, which is what a cell holds, keeps all digits."""
    if isinstance(number, float):
        return math.isfinite(number)
    if isinstance(number, int):
        return abs(number) < _MOST_EXACT
    return number.is_finite() and len(number.as_tuple().digits) <= _MOST_DIGITS


def _text(sheet: "WriteOnlyWorksheet", text: str) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST_CELL])
    cell.data_type = "s"  # openpyxl takes what begins with an equals sign for a formula
    return cell
