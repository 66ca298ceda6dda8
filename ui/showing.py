"""The frame around the answers: what the page is about, questions to begin with, and the turns so far."""

import streamlit as st

from text2sql.catalog import Language
from text2sql.language import detect_language
from ui.outcomes import turn_outcome
from ui.turns import OpenPage, turns, want
from ui.wording import plain, say

_EXAMPLES = 6
_FITS: dict[Language, int] = {"ko": 22, "en": 42}
"""Letters that fit on a button half the page wide."""


def header(language: Language, opened: OpenPage) -> None:
    """What this page is about, in a line."""
    knowledge = opened.pipeline.knowledge
    st.title(say(language, "title"))
    described = knowledge.catalog.description.in_language(language)
    counts = {"tables": len(knowledge.catalog.tables), "samples": len(knowledge.samples)}
    st.caption(plain(described) or say(language, "story", database=plain(opened.name), **counts))


def examples(language: Language, opened: OpenPage) -> None:
    """Six questions of the database's own while nothing has been asked."""
    questions = example_questions(language, opened)
    if turns() or st.session_state.get("wanted") or st.session_state.get("working") or not questions:
        return
    st.markdown(f"**{say(language, 'try_one')}**")
    columns = st.columns(2)
    for number, question in enumerate(questions):
        key = f"example{number}"
        columns[number % 2].button(plain(question), key=key, width="stretch", on_click=want, args=(question,))


def example_questions(language: Language, opened: OpenPage) -> list[str]:
    """Approved questions in the language, spread over all samples; without samples, counts of the largest tables.

    Short ones, for they stand on buttons.
    """
    knowledge = opened.pipeline.knowledge
    spoken = ([text for text in each.questions if detect_language(text) == language] for each in knowledge.samples)
    questions = [min(texts, key=len) for texts in spoken if texts]
    if questions:
        fitting = [text for text in questions if len(text) <= _FITS[language]]
        questions = fitting if len(fitting) >= _EXAMPLES else questions
        return questions[:: max(1, len(questions) // _EXAMPLES)][:_EXAMPLES]
    tables = sorted(knowledge.catalog.tables, key=lambda table: -(table.row_count or 0))[:_EXAMPLES]
    names = [table.label.in_language(language) or table.bare_name.replace("_", " ") for table in tables]
    return [say(language, "how_many", what=name) for name in names]


def history(language: Language, opened: OpenPage) -> None:
    """The turns so far."""
    for turn in turns():
        with st.chat_message("user"):
            st.markdown(plain(turn.shown))
        with st.chat_message("assistant"):
            turn_outcome(language, opened, turn)
