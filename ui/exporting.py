"""Downloads of an answer; none of them runs the page again."""

import streamlit as st

from text2sql.catalog import Language
from text2sql.terminal.formats import csv_text
from text2sql.types import Answered, ResultTable
from ui.turns import OpenPage
from ui.wording import say


def downloads(language: Language, opened: OpenPage, answer: Answered, number: int) -> None:
    """A button for the rows."""
    st.download_button(
        say(language, "download"),
        csv_bytes(answer.result),
        file_name="answer.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download{number}",
    )


def csv_bytes(result: ResultTable) -> bytes:
    """The rows as CSV with a byte-order mark, which is what makes Excel read Korean as Korean."""
    return csv_text(result).encode("utf-8-sig")
