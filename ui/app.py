"""The chat page: ``text2sql chat`` or ``streamlit run ui/app.py``.

``main()`` reads like a table of contents. Results live in the session's state, so a rerun (a click, a download) never
asks the warehouse again.
"""

import sys
from pathlib import Path

import streamlit as st

# The page is run as a script: its own folder, not the one above it, is on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ui import answering, showing, sidebar, turns
from ui.wording import say


def main() -> None:
    """One pass over the page."""
    st.set_page_config(page_title="text2sql", page_icon=":material/database:", layout="centered")
    choice = sidebar.choose()
    opened = answering.database(choice)
    if opened is None:
        return
    sidebar.describe(choice.language, opened)
    answering.resume(opened)
    typed = st.chat_input(say(choice.language, "ask_here", database=opened.name), max_chars=answering.LONGEST_QUESTION)
    showing.header(choice.language, opened)
    showing.history(choice.language, opened)
    if wanted := turns.wanted(typed):
        answering.begin(wanted, opened, choice.language)
    showing.examples(choice.language, opened)
    answering.finish(choice.language)


main()
