"""The sidebar: language, database, a new conversation."""

from dataclasses import dataclass

import streamlit as st

from text2sql.catalog import Language
from ui.answering import OpenPage
from ui.showing import say

_LANGUAGES: dict[str, Language] = {"한국어": "ko", "English": "en"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose."""

    language: Language
    database: str | None


def choose() -> Choice:
    """The language (the browser's at first) and the database asked."""
    names = list(_LANGUAGES)
    browser = 0 if (st.context.locale or "").startswith("ko") else 1
    picked = st.sidebar.segmented_control("한국어 / English", names, default=names[browser], key="language")
    language = _LANGUAGES[picked or names[browser]]
    if st.sidebar.button(say(language, "new_chat"), width="stretch"):
        st.session_state["turns"] = []
    return Choice(language, st.session_state.get("database"))


def describe(choice: Choice, database: OpenPage) -> None:
    """What is being asked, relative to which day, and that no model is called."""
    st.sidebar.subheader(database.name)
    st.sidebar.caption(say(choice.language, "today", day=database.today.isoformat()))
    if database.pipeline.writer.model is None:
        st.sidebar.caption(say(choice.language, "offline"))
    for table in database.pipeline.knowledge.catalog.tables:
        label = table.label.in_language(choice.language)
        st.sidebar.markdown(f"`{table.name}` {label}")
