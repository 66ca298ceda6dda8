"""The chat page: ``text2sql chat`` or ``streamlit run ui/app.py``.

``main()`` reads like a table of contents. Results live in the session's state, so a rerun (a click, a download) never
asks the warehouse again.
"""

import sys
from pathlib import Path

import streamlit as st

# The page is run as a script: its own folder, not the one above it, is on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ui import answering, showing, sidebar


def main() -> None:
    """One pass over the page."""
    st.set_page_config(page_title="text2sql", page_icon="📊", layout="centered")
    choice = sidebar.choose()
    database = answering.database(choice.database)
    if database is None:
        return
    sidebar.describe(choice, database)
    showing.header(choice.language, database)
    showing.history(choice.language)
    question = showing.examples(choice.language, database) or st.chat_input(
        showing.say(choice.language, "ask_here", database=database.name)
    )
    if question := answering.waiting() or question:
        answering.ask(question, database, choice.language)


main()
