"""Runs conversations through the demo's own pipeline, as a person would type them, and compares every turn's result."""

from dataclasses import dataclass, replace

from tests.questions.comparing import answers
from text2sql.chat import remembered
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.types import Answered


@dataclass(frozen=True)
class TurnVerdict:
    """What came of one turn; ``followed`` says whether it was read as a follow-up."""

    session: str
    language: str
    question: str
    outcome: str
    followed: bool
    standalone: str
    sql: str
    gold: str
    said: str


def run_sessions(opened, sessions, shop) -> list[TurnVerdict]:
    """``shop`` is an open DuckDB connection to the same warehouse, for the gold queries."""
    return [verdict for session in sessions for verdict in _session(opened, session, shop)]


def _session(opened, session, shop):
    store = MemoryConversations()
    for turn in session["turns"]:
        question = replace(opened.question(turn["question"]), language=session["language"])
        answer, _ = remembered(opened.pipeline, store, session["id"], question, lambda step: None)
        gold = shop.execute(turn["sql"]).fetchall()
        outcome, sql, said = "abstained", "", ""
        if isinstance(answer, Answered):
            sql, said = answer.sql.text, answer.candidate.reading
            outcome = "right" if answers(gold, answer.result.rows) else "wrong"
        else:
            said = answer.message
        asked = answer.question
        yield TurnVerdict(
            session["id"],
            session.get("language") or detect_language(turn["question"]),
            turn["question"],
            outcome,
            asked.draft is not None or bool(asked.carried),
            asked.text,
            sql,
            turn["sql"],
            said,
        )


def share(verdicts, outcome) -> float:
    """How many of the turns came out so, 0 to 1."""
    return sum(each.outcome == outcome for each in verdicts) / len(verdicts)
