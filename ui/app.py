"""The chat page: ``text2sql chat`` or ``streamlit run ui/app.py``.

``main()`` reads like a table of contents. Results live in the session's state, so a rerun (a click, a download) never
asks the warehouse again.
"""

import sys
from pathlib import Path

import streamlit as st

# The page is run as a script: its own folder, not the one above it, is on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from text2sql.catalog import Language
from ui import admission, answering, browsing, choosing, owning, reviewing, showing, sidebar, turns
from ui.examples import examples
from ui.looks import look
from ui.turns import OpenPage
from ui.wording import say

_ICON = Path(__file__).with_name("icon.svg")
"""Our own: Streamlit's icons for a browser's tab are fetched from other people's servers."""


def main() -> None:
    """One pass over the page."""
    st.set_page_config(page_title="text2sql", page_icon=str(_ICON), layout="centered")
    look()
    language = sidebar.choose_language()
    person = admission.admitted(language)
    if person is None:
        return
    seen = sidebar.view(language, person)
    panel = choosing.panel(language)
    opened = answering.database(language, choosing.database(language, panel))
    if opened is None:
        return
    opened = answering.fitted(language, opened, choosing.writer(language, panel, opened), person)
    if opened is None:
        return
    earlier = st.sidebar.container()
    admission.presence(language, person)
    if seen == "tables":
        browsing.tables(language, opened)
    elif seen == "review":
        reviewing.proposals(language, opened)
    elif seen == "usage":
        owning.accounts(language)
    else:
        chat(language, opened)
    with earlier:  # at last, so that the conversation that has just begun is among them
        sidebar.conversations(language, opened)


def chat(language: Language, opened: OpenPage) -> None:
    """The conversation."""
    answering.resume(opened)
    typed = st.chat_input(say(language, "ask_here", database=opened.name), max_chars=answering.LONGEST_QUESTION)
    showing.header(language, opened)
    showing.history(language, opened)
    if wanted := turns.wanted(typed):
        answering.begin(wanted, opened, language)
    examples(language, opened)
    answering.finish(language)


main()
