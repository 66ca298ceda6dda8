"""From a question on the page to an answer in the session's state."""

import sys
from dataclasses import dataclass
from datetime import date
from time import perf_counter

import streamlit as st

from text2sql.catalog import Language
from text2sql.errors import Text2SqlError
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.types import Answer, Candidate, CheckedSql, LinkedSchema, Plan, Question, Rejected, ResultTable, Step
from ui.showing import answer, problem, say


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The open database as the page needs it."""

    name: str
    pipeline: Pipeline
    today: date


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One question on the page and what came of it: an answer, or the sentence that says why there is none."""

    question: str
    outcome: Answer | str
    folded: str


def database(name: str | None) -> OpenPage | None:
    """The database to ask, opened once for the server; None after saying what is wrong."""
    try:
        return _opened(name, tuple(sys.argv[1:]))
    except Text2SqlError as error:
        st.error(str(error))
        return None


@st.cache_resource(show_spinner=True)
def _opened(name: str | None, arguments: tuple[str, ...]) -> OpenPage:
    from ui.opening import open_page

    return open_page(name, arguments)


def waiting() -> str | None:
    """A question that a button left behind for this pass."""
    question = st.session_state.pop("waiting", None)
    return str(question) if question else None


def ask(text: str, opened: OpenPage, language: Language) -> None:
    """Answer a question with live steps, keep the turn and show it."""
    with st.chat_message("user"):
        st.markdown(showable(text))
    with st.chat_message("assistant"):
        started, steps = perf_counter(), 0
        question = Question(text, detect_language(text), opened.today)
        with st.status(say(language, "working"), expanded=True) as status:

            def on_step(step: Step) -> None:
                nonlocal steps
                steps += 1
                line = told(step, language)
                if line:
                    st.write(line)

            outcome: Answer | str
            try:
                outcome = opened.pipeline.answer(question, on_step)
            except Text2SqlError as error:
                outcome = str(error)
            model = opened.pipeline.writer.model
            key = "done" if model is None else "done_model"
            folded = say(language, key, steps=steps, seconds=perf_counter() - started, model=model)
            failed = isinstance(outcome, str)
            status.update(label=folded, state="error" if failed else "complete", expanded=False)
        turn = PageTurn(text, outcome, folded)
        st.session_state.setdefault("turns", []).append(turn)
        number = len(st.session_state["turns"])
        if isinstance(outcome, str):
            problem(language, outcome)
        else:
            answer(language, outcome, number)


def showable(text: str) -> str:
    """The text with what Markdown would read as formulas or formatting left as it was typed."""
    for sign in "\\`*_{}[]<>()#$~|":
        text = text.replace(sign, "\\" + sign)
    return text


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
        return say(language, "step_check_failed", problem=value.problem)
    if isinstance(value, Plan):
        return say(language, "step_dry_run")
    if isinstance(value, ResultTable):
        return say(language, "step_run", rows=f"{len(value.rows):,}", seconds=value.seconds)
    return say(language, "step_recall") if isinstance(value, Question) else ""
