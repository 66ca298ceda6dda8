"""The sidebar: language, database, a new conversation, and what there is to ask about."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from text2sql.catalog import Language
from text2sql.errors import SettingsError
from ui.wording import plain, say
from ui.working import Working

if TYPE_CHECKING:
    from ui.turns import OpenPage

_LANGUAGES: dict[str, Language] = {"한국어": "ko", "English": "en"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose."""

    language: Language
    database: str | None


def choose() -> Choice:
    """The language (the browser's at first) and the database asked."""
    spoken = list(_LANGUAGES)
    browser = spoken[0 if (st.context.locale or "").startswith("ko") else 1]
    picked = st.sidebar.segmented_control("한국어 · English", spoken, default=browser, key="language")
    language = _LANGUAGES[picked or browser]
    database = _choose_database(language)
    st.sidebar.button(say(language, "new_chat"), icon=":material/add:", width="stretch", on_click=_start_anew)
    return Choice(language, database)


def _choose_database(language: Language) -> str | None:
    """One of the databases of the settings; a wrong settings file is told where the database is opened."""
    from ui import opening

    try:
        names = opening.names(tuple(sys.argv[1:]))
    except SettingsError:
        return None
    if len(names) < 2:
        return names[0] if names else None
    return st.sidebar.selectbox(say(language, "database"), names, key="database", on_change=_start_anew)


def _start_anew() -> None:
    """Leave the conversation; what is being answered is stopped."""
    working = st.session_state.pop("working", None)
    if isinstance(working, Working):
        working.stop()
    st.session_state["turns"] = []
    st.session_state.pop("conversation", None)
    st.query_params.pop("conversation", None)


def describe(language: Language, opened: "OpenPage") -> None:
    """What is being asked, relative to which day, and that no model is called."""
    st.sidebar.caption(say(language, "today", day=opened.today.isoformat()))
    if opened.pipeline.writer.model is None:
        st.sidebar.caption(say(language, "offline"))
    tables = opened.pipeline.knowledge.catalog.tables
    with st.sidebar.expander(say(language, "tables", count=len(tables))):
        for table in tables:
            label = table.label.in_language(language)
            st.markdown(f"`{table.name.replace('`', '')}` {plain(label)}")
