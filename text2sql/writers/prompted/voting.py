"""Self-consistency by execution: candidates asked at once, and the result that most of them give.

Wang et al. 2022, "Self-Consistency Improves Chain of Thought Reasoning in Language Models", section 2, with the results
of queries in the place of answers, as DAIL-SQL (Gao et al. 2023) votes. What is added is stopping early: nothing is
waited for that cannot change the outcome.
"""

import threading
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from text2sql.errors import DeadlineExceeded, ReplyMalformed
from text2sql.interfaces import Knowledge, Workbench
from text2sql.prompting import Allowance, Prompt, Reply
from text2sql.types import Candidate, Clarify, Declined, Trial, Written
from text2sql.usage import ModelCall
from text2sql.writers.prompted.replies import read_reply
from text2sql.writers.prompted.single import preliminary_sql, single, single_prompt
from text2sql.writers.prompted.task import Asking, Task

_ASKS_BACK, _DECLINES = "asks back", "declines"
_MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Vote:
    """One candidate, or what a model said instead of writing one."""

    written: Candidate | Clarify | Declined
    choice: str
    """Equal for votes for the same result; empty when the candidate cannot run."""
    rows: int = 0


@dataclass
class Ballot:
    """Votes as they come in, out of at most ``voters``."""

    voters: int
    votes: list[Vote] = field(default_factory=list)
    spoilt: int = 0
    """Replies that say nothing."""

    @property
    def decided(self) -> bool:
        """Whether the leading choice stays ahead whatever the missing votes say.

        It has to stay strictly ahead, so that the outcome does not depend on the order in which votes arrive.
        """
        leading = self._counts().most_common(2)
        if not leading:
            return False
        second = leading[1][1] if len(leading) > 1 else 0
        return leading[0][1] > second + self.voters - len(self.votes) - self.spoilt

    @property
    def winner(self) -> Vote | None:
        """The vote for the choice with most votes; None when no candidate can run.

        Of equals, the one that has rows, then the one its writer is surest of, then the shorter text.
        """
        counts = self._counts()
        able = [vote for vote in self.votes if vote.choice]
        return max(able, key=lambda vote: (counts[vote.choice], *_rank(vote)), default=None)

    @property
    def agreement(self) -> tuple[int, int]:
        """How many votes the winner's choice has, and how many there are."""
        counts = self._counts()
        return (max(counts.values(), default=0), counts.total())

    def _counts(self) -> "Counter[str]":
        return Counter(vote.choice for vote in self.votes if vote.choice)


def _rank(vote: Vote) -> tuple[bool, float, int, str]:
    if not isinstance(vote.written, Candidate):
        return (False, 0.0, 0, "")
    return (vote.rows > 0, vote.written.confidence, -len(vote.written.sql), vote.written.sql)


def consistent(task: Task) -> Written:
    """One prompt to SQL; a vote when the strategy asks for several candidates.

    Raises:
        ModelError, QuestionStopped: the model failed, or may not be called any more.
        DeadlineExceeded: every candidate took too long.
    """
    if task.strategy.candidates == 1:
        return single(task)
    prompt = single_prompt(task, preliminary=preliminary_sql(task))
    return vote(task, [prompt] * task.strategy.candidates)


def vote(task: Task, prompts: Sequence[Prompt]) -> Written:
    """The candidate whose result most of the replies agree on.

    Every prompt is sent at once; each reply is tried as it arrives. As soon as the leading result cannot be overtaken,
    calls that still run are asked to stop and nothing more is read. A candidate that the gate refuses has no vote, and
    neither has a call that failed. Asking back and declining win when most replies do so.

    The candidate's confidence is Laplace's rule of succession over its votes, ``(votes + 1) / (replies read + 2)``: 0.8
    for three of three, 0.43 for two of five.

    Returns:
        The winner alone, with ``agreement``; when nothing can run, up to three different candidates for the gate to
        say why.

    Raises:
        ModelError, QuestionStopped: no prompt was answered, or no reply could be read.
        DeadlineExceeded: every candidate took too long.
    """
    decided = threading.Event()
    asking = Asking(task.asking.model, _until(decided, task.workbench))
    ballot, failures = Ballot(len(prompts)), list[ReplyMalformed | DeadlineExceeded]()
    replies = cast(Generator[Reply, None, None], asking.ask_at_once(prompts))
    try:
        for reply in replies:
            try:
                ballot.votes.append(_cast(read_reply(reply, task), task.workbench))
            except (ReplyMalformed, DeadlineExceeded) as error:
                failures.append(error)
                ballot.spoilt += 1
            if ballot.decided:
                break
    finally:
        decided.set()
        replies.close()  # waits for calls that still run, so that their cost is counted
    if failures and not ballot.votes:
        raise failures[-1]
    return _outcome(ballot)


def _outcome(ballot: Ballot) -> Written:
    winner = ballot.winner
    if winner is None:
        failed = {each.written.sql: each.written for each in ballot.votes if isinstance(each.written, Candidate)}
        return tuple(failed.values())[:_MOST_FAILURES]
    if not isinstance(winner.written, Candidate):
        return winner.written
    votes, ran = ballot.agreement
    confidence = (votes + 1) / (len(ballot.votes) + ballot.spoilt + 2)
    return (replace(winner.written, confidence=confidence, agreement=(votes, ran)),)


def _cast(written: Written, workbench: Workbench) -> Vote:
    """One vote a reply: its best candidate, or what was said instead."""
    if isinstance(written, Clarify):
        return Vote(written, _ASKS_BACK)
    if isinstance(written, Declined):
        return Vote(written, _DECLINES)
    trial = workbench.run(written[0].sql)
    return Vote(written[0], choice_of(trial), len(trial.result.rows) if trial.result else 0)


def choice_of(trial: Trial) -> str:
    """Equal for trials with equal results; SQL that was only planned stands for its own text; empty after a problem."""
    if trial.problem:
        return ""
    return trial.fingerprint or "unrun " + plain_text(trial.sql)


def plain_text(sql: str) -> str:
    """The text without line breaks, repeated space and a closing semicolon, to tell whether two are the same."""
    return " ".join(sql.split()).rstrip("; ")


@dataclass
class _UntilDecided:
    """A question's workbench for calls that are to end once the vote is decided."""

    knowledge: Knowledge
    allowance: Allowance
    workbench: Workbench

    def plan(self, sql: str) -> Trial:
        return self.workbench.plan(sql)

    def run(self, sql: str) -> Trial:
        return self.workbench.run(sql)

    def may_call(self) -> None:
        self.workbench.may_call()

    def called(self, call: ModelCall) -> None:
        self.workbench.called(call)

    def said(self, text: str, purpose: str) -> None:
        self.workbench.said(text, purpose)


def _until(decided: threading.Event, workbench: Workbench) -> _UntilDecided:
    outer = workbench.allowance
    allowance = Allowance(outer.deadline, lambda: decided.is_set() or outer.stopped())
    return _UntilDecided(workbench.knowledge, allowance, workbench)
