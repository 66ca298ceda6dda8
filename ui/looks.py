"""How the page looks, beyond Streamlit's theme: Korean words are not cut in two, narrow windows waste no room."""

import streamlit as st

_STYLE = """
<style>
.stMainBlockContainer {padding-top: 3.5rem; word-break: keep-all; overflow-wrap: anywhere}
.stMainBlockContainer h1 {font-size: 2.1rem; padding-top: .5rem}
[data-testid="stSidebarHeader"] {height: 2.5rem; margin-bottom: 0}
@media (max-width: 640px) {
  .stMainBlockContainer {padding-left: .75rem; padding-right: .75rem}
  .stMainBlockContainer h1 {font-size: 1.6rem}
  [data-testid^="stChatMessageAvatar"] {display: none}
  [data-testid="stChatMessage"] {padding: .25rem}
}
</style>
"""


def look() -> None:
    """Put the style into the page."""
    st.html(_STYLE)
