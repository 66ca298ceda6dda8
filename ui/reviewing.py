"""The review: proposals with their dry run and what is approved already; approving writes a file."""

from datetime import date
from pathlib import Path

import streamlit as st

from text2sql.afterwards import tried
from text2sql.catalog import Language
from text2sql.errors import Text2SqlError
from text2sql.proposals import Approval, Proposal, Proposals, approve, duplicates
from ui.turns import OpenPage
from ui.wording import plain, say

_SQL_HEIGHT = 200
_WAIT_SECONDS = 15.0
_SHOWN = 10
"""Proposals at a time, the oldest first: each is tried anew in every pass over the page."""


def proposals(language: Language, opened: OpenPage) -> None:
    """All that wait, each to be edited, approved or rejected."""
    st.title(say(language, "review_title"))
    if told := st.session_state.pop("approved", ""):
        st.success(plain(told))
    if opened.proposals is None or opened.samples is None:
        return
    waiting = opened.proposals.listed(opened.name)
    if not waiting:
        st.info(say(language, "review_none"))
    for proposal in waiting[:_SHOWN]:
        _proposal(language, opened, opened.proposals, opened.samples, proposal)
    if len(waiting) > _SHOWN:
        st.caption(say(language, "review_more", count=len(waiting) - _SHOWN))


def _proposal(language: Language, opened: OpenPage, kept: Proposals, folder: Path, proposal: Proposal) -> None:
    number = proposal.number
    icon = ":material/thumb_up:" if proposal.verdict == "good" else ":material/thumb_down:"
    with st.expander(plain(proposal.question), icon=icon, expanded=True):
        day = proposal.proposed_at.date().isoformat() if proposal.proposed_at else ""
        st.caption(plain(say(language, "review_by", name=proposal.proposed_by, day=day)))
        if proposal.comment:
            st.info(plain(proposal.comment))
        st.caption(plain(say(language, "read_as", reading=proposal.reading)))
        questions = st.text_area(say(language, "review_questions"), proposal.question, key=f"questions{number}")
        sql = st.text_area(say(language, "review_sql"), proposal.sql, height=_SQL_HEIGHT, key=f"sql{number}")
        assumption = st.text_input(say(language, "review_assumption"), key=f"assumption{number}")
        asked = tuple(line.strip() for line in questions.splitlines() if line.strip())
        runs = _examined(language, opened, asked, sql)
        with st.container(horizontal=True):
            if st.button(
                say(language, "approve"), key=f"approve{number}", type="primary", disabled=not (runs and asked)
            ):
                approval = Approval(asked, sql, opened.person.account, date.today(), assumption.strip())
                _let_in(language, kept, folder, proposal, approval)
            if st.button(say(language, "reject"), key=f"reject{number}"):
                kept.settle(number, "rejected", opened.person.account)
                st.rerun()


def _examined(language: Language, opened: OpenPage, questions: tuple[str, ...], sql: str) -> bool:
    """Say what the gate and the dry run think of it and what is approved already; whether it runs."""
    for same in duplicates(questions, sql, opened.pipeline.knowledge.samples):
        sample = {"sample": same.sample.id, "question": same.sample.questions[0]}
        st.warning(plain(say(language, f"review_same_{same.same}", **sample)))
    problem = _problem(language, opened, sql)
    if problem:
        st.error(plain(say(language, "review_problem", problem=problem)))
    else:
        st.caption(f":material/check: {say(language, 'review_ok')}")
    return not problem


def _problem(language: Language, opened: OpenPage, sql: str) -> str:
    """Why the SQL cannot run; empty when it can. The pipeline answers one question at a time, so this waits."""
    if not opened.lock.acquire(timeout=_WAIT_SECONDS):
        return say(language, "busy")
    try:
        return tried(opened.pipeline, sql).problem
    except Text2SqlError as error:
        return str(error)
    finally:
        opened.lock.release()


def _let_in(language: Language, kept: Proposals, folder: Path, proposal: Proposal, approval: Approval) -> None:
    """Write the file, then settle: who was faster keeps it, and the other one's file is taken back."""
    try:
        path = approve(approval, folder)
    except Text2SqlError as error:
        st.error(plain(str(error)))
        return
    if not kept.settle(proposal.number, "approved", approval.approved_by, path.name):
        path.unlink(missing_ok=True)
        st.rerun()
    st.session_state["approved"] = say(language, "approved", file=path.name)
    st.rerun()
