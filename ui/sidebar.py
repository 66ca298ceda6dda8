"""The sidebar: the language, what to look at, and earlier conversations."""

from typing import Literal

import streamlit as st

from text2sql.catalog import Language
from ui.people import Person
from ui.turns import OpenPage, leave_conversation
from ui.wording import plain, say

View = Literal["chat", "tables", "review", "usage"]
_LISTED = 12
"""Conversations shown in the sidebar; the search finds the others."""
_LANGUAGES: dict[str, Language] = {"한국어": "ko", "English": "en"}


def choose_language() -> Language:
    """The language: the browser's at first."""
    spoken = list(_LANGUAGES)
    browser = spoken[0 if (st.context.locale or "").startswith("ko") else 1]
    picked = st.sidebar.segmented_control("한국어 · English", spoken, default=browser, key="language")
    return _LANGUAGES[picked or browser]


def view(language: Language, person: Person) -> View:
    """What the person looks at, of what they may look at.

    Not Streamlit's own navigation: a conversation that is being answered must go on while somebody looks at tables,
    and AppTest knows no pages.
    """
    st.sidebar.button(say(language, "new_chat"), icon=":material/add:", width="stretch", on_click=_new_conversation)
    views: list[View] = ["chat", "tables"]
    views += ["review"] if person.reviews else []
    views += ["usage"] if person.owns else []
    chosen = st.sidebar.segmented_control(
        say(language, "view"),
        views,
        default="chat",
        format_func=lambda each: say(language, f"view_{each}"),
        key="view",
        width="stretch",
    )
    return chosen if chosen in views else "chat"


def _new_conversation() -> None:
    leave_conversation()
    st.session_state["view"] = "chat"


def conversations(language: Language, opened: OpenPage) -> None:
    """Earlier conversations, to be searched, taken up again and forgotten."""
    if opened.store is None:
        return
    with st.expander(say(language, "conversations"), icon=":material/history:"):
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
