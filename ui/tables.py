"""Results as the page's tables take them."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from text2sql.exports import unique_names
from text2sql.terminal.formats import plain as cell_text
from text2sql.terminal.formats import to_json
from text2sql.types import ResultTable, Value

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_EXACT_IN_A_BROWSER = 2**53


def frame_of(result: ResultTable) -> pd.DataFrame:
    """The rows, cells as a browser can hold them, columns of one name told apart."""
    rows = [[_shown(value) for value in row] for row in result.rows]
    return pd.DataFrame(rows, columns=unique_names([column.name for column in result.columns]))


def _shown(value: Value) -> Value:
    """A cell as the page's table takes it: exact decimals as numbers, what a browser cannot hold as text."""
    if isinstance(value, Decimal):
        number = to_json(value)
        return _shown(number)
    if isinstance(value, bool | float | str | datetime.date) or value is None:
        return value
    if isinstance(value, int) and abs(value) < _EXACT_IN_A_BROWSER:
        return value
    return cell_text(value)


def formats_of(frame: pd.DataFrame) -> "Mapping[str, ColumnConfig | str | None]":
    """Thousands separated, but not in numbers that only identify or name a year."""
    return {
        name: st.column_config.NumberColumn(format="localized")
        for name in frame.columns
        if pd.api.types.is_numeric_dtype(frame[name]) and not name.lower().endswith(("id", "year", "no"))
    }
