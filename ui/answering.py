"""From a question on the page to an answer in the session's state."""

import sys
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from text2sql.catalog import Language
from text2sql.errors import Text2SqlError
from text2sql.settings import LONGEST_QUESTION
from text2sql.terminal.progress import folded
from text2sql.types import (
    Answered,
    Candidate,
    CheckedSql,
    LinkedSchema,
    Plan,
    Question,
    Receipt,
    Rejected,
    ResultTable,
    Step,
)
from text2sql.usage import Streamed
from ui.choosing import WriterChoice
from ui.looks import to_the_question
from ui.outcomes import turn_outcome
from ui.people import Person
from ui.turns import OpenPage, PageTurn, Wanted, next_number, turns
from ui.wording import plain, say
from ui.working import Working

__all__ = ["LONGEST_QUESTION", "begin", "database", "finish", "fitted", "resume"]

_TABLES_TOLD = 5
_LOOK_SECONDS = 0.1
_CLOCK_EVERY = 5
"""Looks between two pictures of the clock. Each picture is also where a click ends this pass."""


def database(language: Language, name: str | None) -> OpenPage | None:
    """The database to ask, opened once for everybody; None after saying what is wrong."""
    from ui import opening

    arguments = tuple(sys.argv[1:])
    try:
        version = opening.version(name, arguments)
        with st.spinner(say(language, "opening"), show_time=True):
            return _opened(name, arguments, version)
    except Text2SqlError as error:
        st.error(plain(str(error)))
        return None


def fitted(language: Language, opened: OpenPage, chosen: WriterChoice, person: Person) -> OpenPage | None:
    """The open database with the writer that was chosen, as this person may read it; None after saying what is wrong.

    A session keeps the last one, so that a pass over the page makes nothing anew.
    """
    from ui import opening

    if not person.signed_in and not chosen.model and not chosen.strategy:
        return opened
    kept = st.session_state.get("fitted")
    if isinstance(kept, _Fitted) and kept.base is opened and (kept.chosen, kept.person) == (chosen, person):
        return kept.page
    try:
        page = opened
        if chosen.model or chosen.strategy:
            settings = opening.settings(tuple(sys.argv[1:]))
            page = opening.with_writer(page, settings, chosen.model or settings.model.name, chosen.strategy)
        if person.signed_in:
            page = opening.of_person(page, person)
    except Text2SqlError as error:
        st.error(plain(str(error)))
        return None
    st.session_state["fitted"] = _Fitted(opened, chosen, person, page)
    return page


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What was made of an open database, for whom."""

    base: OpenPage
    chosen: WriterChoice
    person: Person
    page: OpenPage


@st.cache_resource(show_spinner=False, max_entries=8)
def _opened(name: str | None, arguments: tuple[str, ...], version: str) -> OpenPage:
    import gc

    from ui import opening

    page = opening.open_page(name, arguments)
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # Streamlit looks for garbage after every pass, and what was just opened is none
    return page


def resume(opened: OpenPage) -> None:
    """Take up the conversation that the address names, which is how it survives a reload."""
    named = st.query_params.get("conversation")
    if not named or opened.store is None or st.session_state.get("conversation") == named:
        return
    st.session_state["conversation"] = named
    st.session_state["turns"] = [
        PageTurn(next_number(), kept.question, kept.standalone_question, kept) for kept in opened.store.turns(named)
    ]


def begin(asked: Wanted, opened: OpenPage, language: Language) -> None:
    """Start answering; what was being answered before is stopped."""
    before = st.session_state.get("working")
    if isinstance(before, Working):
        before.stop()
    conversation = st.session_state.setdefault("conversation", uuid4().hex)
    if opened.store is not None:
        st.query_params["conversation"] = conversation
    st.session_state["working"] = Working(asked, opened, conversation, language).start()


def finish(language: Language) -> None:
    """Show the question that is being answered, if any, with live steps; then keep its turn and show it."""
    working = st.session_state.get("working")
    if not isinstance(working, Working):
        return
    with st.chat_message("user"):
        st.markdown(plain(_shown(working.asked)))
    with st.chat_message("assistant"):
        _wait(working, language)
        del st.session_state["working"]
        if isinstance(working.outcome, BaseException) and not working.stopped.is_set():
            raise working.outcome
        turn = _turn(working, language)
        turns().append(turn)
        turn_outcome(language, working.opened, turn)
    to_the_question()


def _shown(asked: Wanted) -> str:
    return asked.reading.text if asked.reading else asked.text


def _wait(working: Working, language: Language) -> None:
    """Tell the steps as they come, until there is an outcome or the person has had enough."""
    place = st.empty()
    with place.status(say(language, "working"), expanded=True) as status:
        clock, button = st.columns([4, 1], vertical_alignment="center")
        button.button(
            say(language, "stop"), key="stop", icon=":material/stop_circle:", on_click=working.stop, width="stretch"
        )
        seconds = clock.empty()
        told = _Told(language)
        looks = 0
        while not working.done.wait(_LOOK_SECONDS) and not working.stopped.is_set():
            told.catch_up(working.steps)
            looks += 1
            if looks % _CLOCK_EVERY == 0:
                seconds.caption(say(language, "working_for", seconds=looks * _LOOK_SECONDS))
        told.catch_up(working.steps)
        failed = isinstance(working.outcome, str) or working.stopped.is_set()
        status.update(state="error" if failed else "complete", expanded=False)
    place.empty()


class _Told:
    """The steps that the page shows already, and the model's words that are arriving."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._count = 0
        self._words = ""
        self._place: DeltaGenerator | None = None

    def catch_up(self, steps: list[Step]) -> None:
        """Show what came since the last time."""
        for step in steps[self._count :]:
            self._count += 1
            if isinstance(step.value, Streamed):
                self._words += step.value.text
                self._place = self._place or st.empty()
                self._place.caption(plain(self._words))
                continue
            self._words, self._place = "", None
            if line := told(step, self._language):
                st.write(line)


def _turn(working: Working, language: Language) -> PageTurn:
    asked, outcome = working.asked, working.outcome
    if working.stopped.is_set() and not (working.done.is_set() and isinstance(outcome, Answered)):
        return PageTurn(next_number(), _shown(asked), asked.text, say(language, "stopped"))
    if isinstance(outcome, BaseException):
        raise outcome
    steps = [step for step in working.steps if not isinstance(step.value, Streamed)]
    receipt = Receipt() if isinstance(outcome, str) else outcome.receipt
    lines = tuple(line for line in (told(step, language) for step in steps) if line)
    line = folded(language, len(steps), working.seconds, receipt)
    number = next_number()
    return PageTurn(
        number=number,
        shown=_shown(asked),
        question=asked.text,
        outcome=outcome,
        folded=line,
        steps=lines,
        tried=_tried(steps) if isinstance(outcome, str) else (),
        before=_before(asked, outcome),
        emptied=working.emptied,
        total=working.total,
    )


def _tried(steps: list[Step]) -> tuple[tuple[str, str], ...]:
    """The SQL of the steps, each with why it was refused, if it was."""
    tried: list[tuple[str, str]] = []
    for value in (step.value for step in steps):
        if isinstance(value, Candidate):
            tried.append((value.sql, ""))
        elif isinstance(value, Rejected) and tried and not tried[-1][1]:
            tried[-1] = (tried[-1][0], value.problem)
    return tuple(tried)


def _before(asked: Wanted, outcome: object) -> str:
    """The SQL that the answer's SQL changed: what was edited, or the last one of the question it follows."""
    if asked.edited_from or not isinstance(outcome, Answered):
        return asked.edited_from
    question = outcome.question
    if not question.carried:
        return ""
    return next((turn.sql for turn in reversed(question.history) if turn.sql), "")


def told(step: Step, language: Language) -> str:
    """A step in a line, or nothing."""
    value = step.value
    if isinstance(value, LinkedSchema):
        counts = {"tables": len(value.tables), "values": len(value.values), "samples": len(value.samples)}
        scored = ", ".join(f"{plain(each.table.name)} {each.score:.2f}" for each in value.tables[:_TABLES_TOLD])
        return f"{say(language, 'step_link', **counts)}  \n{scored}" if scored else say(language, "step_link", **counts)
    if isinstance(value, Candidate):
        return f"{say(language, 'step_write', confidence=value.confidence)}  \n{plain(value.reading)}"
    if isinstance(value, CheckedSql):
        return say(language, "step_check")
    if isinstance(value, Rejected):
        return say(language, "step_check_failed", problem=plain(value.problem))
    if isinstance(value, Plan):
        rows = value.estimated_rows
        told = say(language, "step_dry_run")
        return told if rows is None else f"{told} · {say(language, 'step_expects', rows=f'{rows:,}')}"
    if isinstance(value, ResultTable):
        return say(language, "step_run", rows=f"{len(value.rows):,}", seconds=value.seconds)
    return say(language, "step_recall") if isinstance(value, Question) else ""
