"""From a question on the page to an answer in the session's state."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from time import perf_counter

import streamlit as st

from text2sql.catalog import Language
from text2sql.chat import answer_reading
from text2sql.errors import Text2SqlError
from text2sql.pipeline import Pipeline
from text2sql.settings import LONGEST_QUESTION
from text2sql.terminal.progress import folded
from text2sql.types import (
    Answer,
    Candidate,
    CheckedSql,
    LinkedSchema,
    OnStep,
    Plan,
    Question,
    Reading,
    Receipt,
    Rejected,
    ResultTable,
    Step,
)
from text2sql.usage import Streamed
from ui.showing import plain, say, turn_outcome
from ui.sidebar import Choice

__all__ = ["LONGEST_QUESTION", "OpenPage", "PageTurn", "Wanted", "ask", "database", "want", "wanted"]


@dataclass(frozen=True)
class OpenPage:
    """The open database as the page needs it, shared by everybody who looks at the page."""

    name: str
    pipeline: Pipeline
    today: date
    question: Callable[[str], Question]
    """What a person asked, in its language and relative to ``today``."""
    lock: Lock = field(default_factory=Lock)
    """A pipeline answers one question at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to be answered in this pass, and the reading of it when one was chosen."""

    text: str
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One question on the page and what came of it: an answer, or the sentence that says why there is none."""

    shown: str
    question: str
    outcome: Answer | str
    folded: str


def database(choice: Choice) -> OpenPage | None:
    """The database to ask, opened once for everybody; None after saying what is wrong."""
    from ui import opening

    arguments = tuple(sys.argv[1:])
    try:
        version = opening.version(choice.database, arguments)
        with st.spinner(say(choice.language, "opening"), show_time=True):
            return _opened(choice.database, arguments, version)
    except Text2SqlError as error:
        st.error(plain(str(error)))
        return None


@st.cache_resource(show_spinner=False, max_entries=8)
def _opened(name: str | None, arguments: tuple[str, ...], version: str) -> OpenPage:
    from ui import opening

    return opening.open_page(name, arguments)


def want(text: str, reading: Reading | None = None) -> None:
    """Leave a question behind for the next pass; what a button does."""
    st.session_state["wanted"] = Wanted(text, reading)


def wanted(typed: str | None) -> Wanted | None:
    """The question of this pass: what a button left behind, else what was typed."""
    left = st.session_state.pop("wanted", None)
    if isinstance(left, Wanted):
        return left
    return Wanted(typed.strip()) if typed and typed.strip() else None


def ask(asked: Wanted, opened: OpenPage, language: Language) -> None:
    """Answer a question with live steps, keep the turn and show it."""
    shown = asked.reading.text if asked.reading else asked.text
    with st.chat_message("user"):
        st.markdown(plain(shown))
    with st.chat_message("assistant"):
        with st.status(say(language, "working"), expanded=True) as status:
            outcome, folded = _outcome(asked, opened, language)
            failed = isinstance(outcome, str)
            status.update(label=folded, state="error" if failed else "complete", expanded=False)
        turn = PageTurn(shown, asked.text, outcome, folded)
        st.session_state.setdefault("turns", []).append(turn)
        turn_outcome(language, turn, len(st.session_state["turns"]))


def _outcome(asked: Wanted, opened: OpenPage, language: Language) -> tuple[Answer | str, str]:
    """What came of it, and its steps in one line."""
    started, steps, streamed = perf_counter(), 0, ""
    place = st.empty()

    def on_step(step: Step) -> None:
        nonlocal steps, streamed, place
        if isinstance(step.value, Streamed):
            streamed += step.value.text
            place.caption(plain(streamed))
            return
        if streamed:
            streamed, place = "", st.empty()
        steps += 1
        if line := told(step, language):
            st.write(line)

    outcome: Answer | str
    try:
        with opened.lock:
            outcome = _answer(asked, opened, on_step)
    except Text2SqlError as error:
        outcome = str(error)
    receipt = Receipt() if isinstance(outcome, str) else outcome.receipt
    return outcome, folded(language, steps, perf_counter() - started, receipt)


def _answer(asked: Wanted, opened: OpenPage, on_step: OnStep) -> Answer:
    question = opened.question(asked.text)
    if asked.reading is None:
        return opened.pipeline.answer(question, on_step)
    return answer_reading(opened.pipeline, question, asked.reading, on_step)


def told(step: Step, language: Language) -> str:
    """A step in a line, or nothing."""
    value = step.value
    if isinstance(value, LinkedSchema):
        counts = {"tables": len(value.tables), "values": len(value.values), "samples": len(value.samples)}
        return say(language, "step_link", **counts)
    if isinstance(value, Candidate):
        return say(language, "step_write", confidence=value.confidence)
    if isinstance(value, CheckedSql):
        return say(language, "step_check")
    if isinstance(value, Rejected):
        return say(language, "step_check_failed", problem=plain(value.problem))
    if isinstance(value, Plan):
        return say(language, "step_dry_run")
    if isinstance(value, ResultTable):
        return say(language, "step_run", rows=f"{len(value.rows):,}", seconds=value.seconds)
    return say(language, "step_recall") if isinstance(value, Question) else ""
