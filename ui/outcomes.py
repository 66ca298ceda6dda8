"""What came of a question, in the order in which people read: words, table, picture, SQL, reasons, steps."""

from collections.abc import Sequence
from html import escape
from typing import Literal

import streamlit as st

from text2sql.afterwards import changes, is_empty
from text2sql.catalog import Language
from text2sql.chat import without
from text2sql.types import Answered, Carried, Clarify, Declined, Question, Reading, Refused, Turn
from ui.charts import picture
from ui.examples import example_questions
from ui.exporting import downloads
from ui.feedback import feedback
from ui.tables import formats_of, frame_of
from ui.turns import OpenPage, PageTurn, Wanted, leave, want
from ui.wording import indented, plain, say

_BADGES: dict[str, tuple[Literal["green", "blue", "orange"], str]] = {
    "verified": ("green", ":material/verified:"),
    "checked": ("blue", ":material/check:"),
    "uncertain": ("orange", ":material/warning:"),
}
_SQL_HEIGHT = 220
_INSTEAD = 3
"""Questions offered instead of one that cannot be answered, when nothing closer is known."""
_TAGS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
_DIFFERENCE = (
    "<style>.sql-change{{white-space:pre-wrap;font-family:monospace;font-size:.85rem}}"
    ".sql-change ins{{background:#d7f0dc;color:#0b4a1c;text-decoration:none;font-weight:600}}"
    ".sql-change del{{background:#fbdcdc;color:#7a1010}}</style><div class='sql-change'>{}</div>"
)


def turn_outcome(language: Language, opened: OpenPage, turn: PageTurn) -> None:
    """An answer, readings to choose from, or an honest no."""
    outcome, number = turn.outcome, turn.number
    if isinstance(outcome, str):
        st.error(plain(say(language, "failed", problem=outcome)))
        _tried(language, turn.tried)
        _again(language, turn, number)
    elif isinstance(outcome, Turn):
        _remembered(language, turn, outcome, number)
    elif isinstance(outcome, Answered):
        _answered(language, opened, turn, outcome)
    elif isinstance(outcome, Clarify):
        st.warning(plain(outcome.message))
        asked = outcome.question.text if outcome.question else turn.question
        _readings(language, asked, outcome.readings, number)
    elif isinstance(outcome, Declined):
        st.info(plain(outcome.message))
        _suggestions(language, outcome.suggestions or example_questions(language, opened)[:_INSTEAD], number)
    else:
        _refused(language, outcome)
    if not isinstance(outcome, Answered):
        _steps(turn)


def _again(language: Language, turn: PageTurn, number: int) -> None:
    label = say(language, "ask_again")
    st.button(label, key=f"again{number}", icon=":material/refresh:", on_click=want, args=(turn.question,))


def _remembered(language: Language, turn: PageTurn, kept: Turn, number: int) -> None:
    """A turn of an earlier visit. Rows are never kept, so there is a button that gets them again."""
    st.markdown(plain(kept.summary))
    if kept.sql:
        with st.expander(say(language, "sql"), icon=":material/code:"):
            st.code(kept.sql, language="sql", wrap_lines=True)
    _readings(language, kept.standalone_question, kept.readings, number)
    _again(language, turn, number)


def _refused(language: Language, outcome: Refused) -> None:
    """Why nothing ran, and what was tried."""
    st.error(plain(outcome.message))
    _tried(language, tuple((each.candidate.sql, each.problem) for each in outcome.attempts))
    st.caption(say(language, "try_next"))


def _tried(language: Language, tried: Sequence[tuple[str, str]]) -> None:
    """SQL that came to nothing, each with what was wrong with it."""
    if not tried:
        return
    with st.expander(say(language, "tried", count=len(tried)), icon=":material/history:"):
        for sql, problem in tried:
            st.code(sql, language="sql", wrap_lines=True)
            if problem:
                st.caption(plain(problem))


def _readings(language: Language, question: str, readings: Sequence[Reading], number: int) -> None:
    """Each reading as a button: its own question, or the same one read this way."""
    if readings:
        st.markdown(f"**{say(language, 'readings')}**")
    for place, reading in enumerate(readings):
        given = (reading.question,) if reading.question else (question, reading)
        key = f"reading{number}-{place}"
        label = f"{plain(reading.text)} — {plain(reading.figure)}" if reading.figure else plain(reading.text)
        st.button(label, key=key, on_click=want, args=given, help=indented(reading.sql) or None)


def _suggestions(language: Language, suggestions: Sequence[str], number: int) -> None:
    if suggestions:
        st.markdown(f"**{say(language, 'suggestions')}**")
    for place, suggestion in enumerate(suggestions):
        st.button(plain(suggestion), key=f"suggestion{number}-{place}", on_click=want, args=(suggestion,))


def _answered(language: Language, opened: OpenPage, turn: PageTurn, outcome: Answered) -> None:
    number = turn.number
    st.caption(plain(say(language, "read_as", reading=outcome.candidate.reading)))
    _chips(language, outcome.question, number)
    st.markdown(f"#### {plain(outcome.summary)}")
    _emptied(language, turn, outcome, number)
    if outcome.result.rows:
        frame = frame_of(outcome.result)
        st.dataframe(frame, hide_index=True, width="stretch", column_config=formats_of(frame))
    if outcome.result.truncated:
        shown = f"{len(outcome.result.rows):,}"
        known = {} if turn.total is None else {"total": f"{turn.total:,}"}
        st.caption(say(language, "rows_limited_of" if known else "rows_limited", count=shown, **known))
    picture(language, outcome, number)
    for warning in outcome.trust.warnings:
        st.warning(plain(warning))
    _sql(language, turn, outcome, number)
    _trust(language, outcome)
    with st.container(horizontal=True, vertical_alignment="center"):
        _reasons(language, outcome)
        _changed(language, turn, outcome)
        _steps(turn)
        downloads(language, opened, outcome, number)
    feedback(language, opened, outcome, number)


def _emptied(language: Language, turn: PageTurn, outcome: Answered, number: int) -> None:
    """Which condition emptied the result, with a button that asks without it."""
    if not is_empty(outcome.result):
        return
    if not turn.emptied:
        st.info(say(language, "empty"))
        return
    st.info(say(language, "emptied"))
    for place, each in enumerate(turn.emptied):
        label = say(language, "without_condition", condition=plain(each.condition), rows=f"{each.rows:,}")
        shown = say(language, "asked_without", question=turn.question, condition=each.condition)
        wanted = Wanted(turn.question, Reading(shown, each.sql), edited_from=outcome.sql.text)
        st.button(label, key=f"emptied{number}-{place}", on_click=leave, args=(wanted,))


def _chips(language: Language, question: Question, number: int) -> None:
    """What the question keeps of the one before it; a click asks again without it."""
    if not question.carried:
        return
    st.caption(say(language, "carried"))
    with st.container(horizontal=True):
        for place, chip in enumerate(question.carried):
            if not chip.removable:
                st.badge(plain(chip.label), color="gray")
                continue
            label, key = f"{plain(chip.label)} :material/close:", f"chip{number}-{place}"
            hint = say(language, "drop_carried", what=chip.label)
            st.button(label, key=key, help=plain(hint), on_click=_ask_without, args=(question, chip))


def _ask_without(question: Question, chip: Carried) -> None:
    typed = question.original or question.text
    leave(Wanted(typed, question=without(question, chip)))


def _sql(language: Language, turn: PageTurn, outcome: Answered, number: int) -> None:
    """The SQL that ran, what changed in it, and the same to be edited and run through the same gate."""
    with st.expander(say(language, "sql"), icon=":material/code:"):
        st.code(outcome.sql.text, language="sql", wrap_lines=True)
        with st.form(f"edit{number}", border=False):
            text = st.text_area(
                say(language, "edit_sql"), outcome.candidate.sql, height=_SQL_HEIGHT, key=f"edited{number}"
            )
            run = st.form_submit_button(say(language, "run_edited"), icon=":material/play_arrow:")
    if run and text.strip():
        reading = Reading(say(language, "edited", question=turn.question), text)
        leave(Wanted(outcome.question.text, reading, edited_from=outcome.sql.text))
        st.rerun()


def _changed(language: Language, turn: PageTurn, outcome: Answered) -> None:
    if turn.before and turn.before != outcome.sql.text:
        with st.popover(say(language, "changed"), icon=":material/difference:"):
            st.html(difference(turn.before, outcome.sql.text))


def difference(before: str, after: str) -> str:
    """What changed between two queries, as HTML: what was taken away struck out, what came in marked."""
    parts = (_TAGS[each.kind].format(escape(each.text)) for each in changes(before, after))
    return _DIFFERENCE.format("".join(parts))


def _trust(language: Language, outcome: Answered) -> None:
    color, icon = _BADGES[outcome.trust.level]
    st.badge(say(language, outcome.trust.level), color=color, icon=icon)
    if outcome.trust.assumptions:
        st.caption("  \n".join(f"{say(language, 'assumed')}: {plain(each)}" for each in outcome.trust.assumptions))


def _reasons(language: Language, outcome: Answered) -> None:
    with st.popover(say(language, "why"), icon=":material/fact_check:"):
        st.markdown("\n".join("- " + plain(line) for line in outcome.trust.reasons))


def _steps(turn: PageTurn) -> None:
    if turn.steps:
        with st.popover(plain(turn.folded), icon=":material/checklist:"):
            st.markdown("\n".join("- " + line.replace("\n", "\n  ") for line in turn.steps))
    elif turn.folded:
        st.caption(plain(turn.folded))
