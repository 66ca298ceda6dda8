"""What the page keeps between its passes: the open database, questions that wait, and turns that were answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Condition, Lock
from typing import TYPE_CHECKING, Protocol

import streamlit as st

from text2sql.afterwards import Emptied
from text2sql.interfaces import ConversationList, ConversationStore
from text2sql.pipeline import Pipeline
from text2sql.proposals import Proposals
from text2sql.types import Answer, Question, Reading, Turn
from ui.people import Person, local_person

if TYPE_CHECKING:
    from ui.working import Working


class Conversations(ConversationStore, ConversationList, Protocol):
    """Conversations that are kept, found and tidied."""


def _nothing() -> None:
    """Nothing can be interrupted."""


@dataclass(frozen=True)
class OpenPage:
    """The open database as the page needs it, shared by everybody who looks at the page."""

    name: str
    pipeline: Pipeline
    today: date
    question: Callable[[str], Question]
    """What a person asked, in its language and relative to ``today``."""
    store: Conversations | None = None
    """Where conversations are kept; None keeps them for as long as the page is open."""
    interrupt: Callable[[], None] = _nothing
    """Ends the query that is running, which then fails."""
    everything: Pipeline | None = None
    """The same pipeline with as many rows as a download may hold; None when downloads hold what is shown."""
    proposals: Proposals | None = None
    """What people think of answers; None when that is not asked."""
    samples: Path | None = None
    """The folder that approved proposals go to."""
    fitted: "Callable[[OpenPage, Person], OpenPage] | None" = None
    """Makes it one person's own, who signed in; None when it is the same for everybody."""
    person: Person = field(default_factory=local_person)
    """Whoever looks at it."""
    lock: Lock = field(default_factory=Lock)
    """A pipeline answers one question at a time."""
    line: Condition = field(default_factory=Condition)
    """Held while ``waiting`` changes, and told when it has."""
    waiting: "list[Working]" = field(default_factory=list)
    """The questions that want ``lock``, in the order in which they were asked."""
    guard: Lock = field(default_factory=Lock)
    """Held while ``running`` changes or what it names is interrupted."""
    running: "list[Working]" = field(default_factory=list)
    """The question that holds ``lock``, if any."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to be answered, and how when a person chose that."""

    text: str
    reading: Reading | None = None
    """One of the readings that were offered, or SQL that the person edited."""
    question: Question | None = None
    """The question with its history when it is to be asked exactly so; None makes it from the text."""
    edited_from: str = ""
    """The SQL that the person edited; empty when nobody did."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One question on the page and what came of it."""

    number: int
    """Unlike that of any other turn of the session: it keeps the keys of widgets apart."""
    shown: str
    question: str
    outcome: Answer | Turn | str
    """An answer, a turn of an earlier visit without its rows, or the sentence that says why there is none."""
    folded: str = ""
    """The steps in one line."""
    steps: tuple[str, ...] = ()
    """The steps, a line each."""
    tried: tuple[tuple[str, str], ...] = ()
    """SQL that was tried when there is no answer, each with what was wrong with it, if that is known."""
    before: str = ""
    """The SQL that this one changed; empty when it stands on its own."""
    emptied: tuple[Emptied, ...] = ()
    """What emptied the result, when it is empty and that was found."""
    total: int | None = None
    """Rows in all, when fewer are shown and they could be counted."""


def turns() -> list[PageTurn]:
    """The turns on the page, oldest first."""
    kept: list[PageTurn] = st.session_state.setdefault("turns", [])
    return kept


def next_number() -> int:
    """A number that no turn of the session has had, in no conversation."""
    number: int = st.session_state.get("numbered", 0) + 1
    st.session_state["numbered"] = number
    return number


def leave_conversation() -> None:
    """Begin a new conversation; what is being answered is stopped."""
    working = st.session_state.pop("working", None)
    if working is not None:
        working.stop()
    st.session_state["turns"] = []
    st.session_state.pop("conversation", None)
    st.query_params.pop("conversation", None)


def want(text: str, reading: Reading | None = None) -> None:
    """Leave a question behind for the next pass; what a button does."""
    leave(Wanted(text, reading))


def leave(wanted: Wanted) -> None:
    """Leave a question behind for the next pass, with all that was chosen about it."""
    st.session_state["wanted"] = wanted


def wanted(typed: str | None) -> Wanted | None:
    """The question of this pass: what a button left behind, else what was typed."""
    left = st.session_state.pop("wanted", None)
    if isinstance(left, Wanted):
        return left
    return Wanted(typed.strip()) if typed and typed.strip() else None
