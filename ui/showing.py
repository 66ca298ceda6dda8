"""The frame around the answers: what the page is about, and the turns so far."""

import streamlit as st

from text2sql.catalog import Language
from ui.outcomes import turn_outcome
from ui.turns import OpenPage, turns
from ui.wording import plain, say


def header(language: Language, opened: OpenPage) -> None:
    """What this page is about, in a line."""
    knowledge = opened.pipeline.knowledge
    st.title(say(language, "title"))
    described = knowledge.catalog.description.in_language(language)
    counts = {"tables": len(knowledge.catalog.tables), "samples": len(knowledge.samples)}
    st.caption(plain(described) or say(language, "story", database=plain(opened.name), **counts))


def history(language: Language, opened: OpenPage) -> None:
    """The turns so far."""
    for turn in turns():
        with st.chat_message("user"):
            st.markdown(plain(turn.shown))
        with st.chat_message("assistant"):
            turn_outcome(language, opened, turn)
