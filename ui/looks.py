"""How the page looks, beyond Streamlit's theme.

Korean words are not cut in two, narrow windows waste no room, and what Streamlit writes in pale colours has the
contrast of 4.5 that WCAG 2 asks for, in the light theme and in the dark one, which the visitor's system chooses.
"""

import streamlit as st

_STYLE = """
<style>
.stMainBlockContainer {padding-top: 3.5rem}
.stApp :is(h1, h2, h3, h4, p, li, label) {word-break: keep-all; overflow-wrap: anywhere}
.st-key-view button {padding-left: .25rem; padding-right: .25rem}
.stMainBlockContainer h1 {font-size: 2.1rem; padding-top: .5rem}
[data-testid="stSidebarHeader"] {height: 2.5rem; margin-bottom: 0}
[data-testid="stChatMessage"] {scroll-margin-top: 3.5rem}
[class*="st-key-open"] button {justify-content: flex-start; text-align: start}
[data-testid="stCaptionContainer"] {color: inherit; opacity: .8}
[data-testid="stBaseButton-primary"] :is(p, span) {color: light-dark(#ffffff, #0d1a2e)}
.stCode .token:is(.keyword, .function, .boolean) {color: light-dark(#0b57a4, #8cc4ff)}
.stCode .token.string {color: light-dark(#0a6b27, #7ee2a0)}
.stCode .token.operator {color: light-dark(#9a3f00, #ffb27d)}
.stCode .token.number {color: light-dark(#0b6b60, #7fdccf)}
[data-testid="stGraphVizChart"] .edge text {fill: light-dark(#31333f, #e8e8e4)}
[data-testid="stGraphVizChart"] .edge path {stroke: light-dark(#31333f, #b9b9b2)}
[data-testid="stGraphVizChart"] .edge polygon {fill: light-dark(#31333f, #b9b9b2); stroke: none}
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


_TO_THE_QUESTION = """
<script>
(() => {
  const messages = document.querySelectorAll('[data-testid="stChatMessage"]');
  const question = messages[messages.length - 2];
  if (!question) return;
  let calm = 0;
  const showing = setInterval(() => {
    const before = question.getBoundingClientRect().top;
    question.scrollIntoView();
    calm = Math.abs(question.getBoundingClientRect().top - before) < 2 ? calm + 1 : 0;
    if (calm > 12) leave();
  }, 100);
  const leave = () => clearInterval(showing);
  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    addEventListener(sign, leave, {once: true});
  }
  setTimeout(leave, 8000);
})();
</script>
"""
"""While tables and charts arrive the answer grows, and each time the page would go to its end. A person who scrolls or
types is left alone, and after a second in which nothing moved so is everybody."""


def to_the_question() -> None:
    """Show the newest answer from its beginning: Streamlit goes to the end of a page, and words come first."""
    st.html(_TO_THE_QUESTION, unsafe_allow_javascript=True)
