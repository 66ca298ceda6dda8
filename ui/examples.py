"""Questions to begin with, the database's own: six on buttons, the others found while one types."""

import streamlit as st

from text2sql.catalog import Language
from text2sql.language import detect_language
from ui.turns import OpenPage, turns, want
from ui.wording import plain, say

_ON_BUTTONS = 6
_FITS: dict[Language, int] = {"ko": 22, "en": 42}
"""Letters that fit on a button half the page wide."""


def examples(language: Language, opened: OpenPage) -> None:
    """Six questions of the database's own and a way to the others, while nothing has been asked."""
    questions = example_questions(language, opened)
    if turns() or st.session_state.get("wanted") or st.session_state.get("working") or not questions:
        return
    st.markdown(f"**{say(language, 'try_one')}**")
    columns = st.columns(2)
    for number, question in enumerate(questions):
        key = f"example{number}"
        columns[number % 2].button(plain(question), key=key, width="stretch", on_click=want, args=(question,))
    approved = approved_questions(language, opened)
    if len(approved) > len(questions):
        _finder(language, approved)


def _finder(language: Language, questions: list[str]) -> None:
    """All approved questions, fewer with each letter typed.

    Beside the box and not in it: Streamlit's box for questions has no completion, and a field that has (this one)
    cannot take a free question without a second Enter.
    """
    label = say(language, "find_question", count=len(questions))
    st.selectbox(
        label, questions, index=None, placeholder=say(language, "find_typing"), key="find_question", on_change=_found
    )


def _found() -> None:
    question = st.session_state.get("find_question")
    if question:
        want(str(question))


def approved_questions(language: Language, opened: OpenPage) -> list[str]:
    """All approved questions in the language, in the order of their samples."""
    samples = opened.pipeline.knowledge.samples
    return list(dict.fromkeys(text for each in samples for text in each.questions if detect_language(text) == language))


def example_questions(language: Language, opened: OpenPage) -> list[str]:
    """Approved questions in the language, spread over all samples; without samples, counts of the largest tables.

    Short ones, for they stand on buttons.
    """
    knowledge = opened.pipeline.knowledge
    spoken = ([text for text in each.questions if detect_language(text) == language] for each in knowledge.samples)
    questions = [min(texts, key=len) for texts in spoken if texts]
    if questions:
        fitting = [text for text in questions if len(text) <= _FITS[language]]
        questions = fitting if len(fitting) >= _ON_BUTTONS else questions
        return questions[:: max(1, len(questions) // _ON_BUTTONS)][:_ON_BUTTONS]
    tables = sorted(knowledge.catalog.tables, key=lambda table: -(table.row_count or 0))[:_ON_BUTTONS]
    names = [table.label.in_language(language) or table.bare_name.replace("_", " ") for table in tables]
    return [say(language, "how_many", what=name) for name in names]
