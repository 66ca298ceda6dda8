"""The sidebar: language, database, a new conversation, and what there is to ask about."""

import sys
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from text2sql.catalog import Language
from text2sql.errors import SettingsError
from ui.turns import OpenPage, leave_conversation
from ui.wording import plain, say

View = Literal["chat", "tables", "review"]
_VIEWS: tuple[View, ...] = ("chat", "tables", "review")
_LISTED = 12
"""Conversations shown in the sidebar; the search finds the others."""
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
    st.sidebar.button(say(language, "new_chat"), icon=":material/add:", width="stretch", on_click=leave_conversation)
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
    return st.sidebar.selectbox(say(language, "database"), names, key="database", on_change=leave_conversation)


def describe(language: Language, opened: OpenPage) -> None:
    """What is being asked, relative to which day, and that no model is called."""
    st.sidebar.caption(say(language, "today", day=opened.today.isoformat()))
    if opened.pipeline.writer.model is None:
        st.sidebar.caption(say(language, "offline"))


def view(language: Language) -> View:
    """What the person looks at.

    Not Streamlit's own navigation: a conversation that is being answered must go on while somebody looks at tables,
    and AppTest knows no pages.
    """
    chosen = st.sidebar.segmented_control(
        say(language, "view"),
        _VIEWS,
        default="chat",
        format_func=lambda each: say(language, f"view_{each}"),
        key="view",
        width="stretch",
    )
    return chosen or "chat"


def conversations(language: Language, opened: OpenPage) -> None:
    """Earlier conversations, to be searched, taken up again and forgotten."""
    if opened.store is None:
        return
    with st.sidebar.expander(say(language, "conversations"), icon=":material/history:"):
        words = st.text_input(say(language, "search"), key="search", placeholder=say(language, "search"))
        found = opened.store.listed(words)
        if not found:
            st.caption(say(language, "no_conversations"))
        for each in found[:_LISTED]:
            row = st.columns([5, 1], vertical_alignment="center")
            row[0].button(
                plain(each.title),
                key=f"open{each.id}",
                width="stretch",
                on_click=_take_up,
                args=(each.id,),
                type="tertiary",
            )
            row[1].button(
                "",
                key=f"forget{each.id}",
                icon=":material/delete:",
                help=say(language, "forget"),
                on_click=_forget,
                args=(opened, each.id),
                type="tertiary",
            )
        if len(found) > _LISTED:
            st.caption(say(language, "more_conversations", count=len(found) - _LISTED))


def _take_up(conversation: str) -> None:
    leave_conversation()
    st.query_params["conversation"] = conversation


def _forget(opened: OpenPage, conversation: str) -> None:
    if opened.store is not None:
        opened.store.delete(conversation)
    if st.session_state.get("conversation") == conversation:
        leave_conversation()
