"""What people think of an answer. A thumb up proposes it as a sample; nothing is learned before a review."""

import streamlit as st

from text2sql.catalog import Language
from text2sql.proposals import Proposal, Verdict
from text2sql.types import Answered
from ui.turns import OpenPage
from ui.wording import say


def feedback(language: Language, opened: OpenPage, answer: Answered, number: int) -> None:
    """Thumbs and, once one is chosen, room for a comment."""
    if opened.proposals is None:
        return
    given = st.feedback("thumbs", key=f"thumb{number}", on_change=_note, args=(opened, answer, number))
    if given is None:
        return
    st.caption(say(language, "thanks_good" if given else "thanks_bad"))
    label = say(language, "comment")
    st.text_input(
        label,
        key=f"comment{number}",
        max_chars=1_000,
        on_change=_note,
        args=(opened, answer, number),
        placeholder=label,
    )


def _note(opened: OpenPage, answer: Answered, number: int) -> None:
    """Keep what was just said about this answer, and about no other one."""
    given, place = st.session_state.get(f"thumb{number}"), f"proposal{number}"
    kept = st.session_state.get(place)
    if opened.proposals is None:
        return
    if given is None:
        if kept is not None:
            opened.proposals.withdraw(st.session_state.pop(place))
        return
    verdict: Verdict = "good" if given else "bad"
    comment = str(st.session_state.get(f"comment{number}") or "")
    if kept is not None:
        opened.proposals.change(kept, verdict, comment)
        return
    proposal = Proposal(
        database=opened.name,
        question=answer.question.text,
        sql=answer.candidate.sql,
        reading=answer.candidate.reading,
        verdict=verdict,
        comment=comment,
        proposed_by=opened.person.account,
    )
    st.session_state[place] = opened.proposals.add(proposal)
