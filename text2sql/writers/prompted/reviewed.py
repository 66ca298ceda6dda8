"""A supervisor with a second model that reviews: for hard questions, where a wrong answer costs more than two calls.

The reviewer sees the question, the schema, the query, its plan and what its result looks like. It writes no SQL: who
has to fix a query stops looking for what is wrong with it. A model of another family is less likely to share the
writer's mistake.
"""

from dataclasses import dataclass, replace
from typing import Literal, cast

from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelError, OutOfTime
from text2sql.messages import say
from text2sql.prompting import Prompt, Reply
from text2sql.prompts.repairing import repair_prompt
from text2sql.prompts.review import review_prompt
from text2sql.types import Candidate, Clarify, Declined, Trial, Written
from text2sql.writers.prompted.repairing import failed_before, write_anew
from text2sql.writers.prompted.replies import fields_of, read_reply
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Task
from text2sql.writers.prompted.voting import choice_of, plain_text
from text2sql.writers.prompted.withholding import withholds

Verdict = Literal["correct", "unsure", "wrong"]
_CONFIDENCE: dict[Verdict, float] = {"correct": 0.8, "unsure": 0.5, "wrong": 0.2}
"""By what the reviewer says of the query that is given out. An order, not measured shares."""
_CONTESTED = 0.6
"""Confidence in a query found correct after one with another result had been found wrong."""
_VERDICTS: tuple[Verdict, ...] = ("wrong", "unsure", "correct")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Review:
    """A candidate that runs, and what the second model says of it."""

    candidate: Candidate
    trial: Trial
    verdict: Verdict
    problem: str


def reviewed(task: Task) -> Written:
    """Two calls when the reviewer finds nothing wrong; else one rewrite and its review: four at most.

    A query that the gate refuses, or that fails, goes back as it is: the pipeline hands it to this method again with
    the problem.

    Raises:
        ModelError: the writer's first call failed, or time or money is used up at any call.
        QuestionStopped: the person who asked stopped it.
        DeadlineExceeded: the first query took too long.
    """
    prompt = single_prompt(task)
    written = write_anew(task) if task.attempts else read_reply(task.asking.ask(prompt), task)
    if isinstance(written, Clarify | Declined):
        return written
    trial = task.workbench.run(written[0].sql)
    if trial.problem:
        return (written[0],)
    first = _review(task, prompt, written[0], trial)
    if first.verdict != "wrong":
        return (_told(task, first, ()),)
    second = _rewritten(task, prompt, first)
    if isinstance(second, Clarify):
        return second
    if second is None:
        return (_told(task, first, ()),)
    better = first if _VERDICTS.index(first.verdict) > _VERDICTS.index(second.verdict) else second
    return (_told(task, better, (first,)),)


def _rewritten(task: Task, prompt: Prompt, first: Review) -> Review | Clarify | None:
    """Another query for the problem, reviewed; None when there is none that runs and differs."""
    try:
        written = read_reply(task.asking.ask(repair_prompt(prompt, ((first.candidate.sql, first.problem),))), task)
    except (OutOfTime, BudgetExceeded):
        raise
    except ModelError:
        return None
    if isinstance(written, Clarify):
        return written
    if isinstance(written, Declined) or failed_before(written[0].sql, task):
        return None
    if plain_text(written[0].sql) == plain_text(first.candidate.sql):
        return None
    try:
        trial = task.workbench.run(written[0].sql)
    except DeadlineExceeded:
        return None
    return None if trial.problem else _review(task, prompt, written[0], trial)


def _review(task: Task, prompt: Prompt, candidate: Candidate, trial: Trial) -> Review:
    try:
        reply = task.reviewing.ask_quietly(review_prompt(prompt, trial, show_rows=not withholds(task, trial)))
    except (OutOfTime, BudgetExceeded):
        raise
    except ModelError as error:
        return Review(candidate, trial, "unsure", say(task.question.language, "methods.review_failed", problem=error))
    return _read(task, candidate, trial, reply)


def _read(task: Task, candidate: Candidate, trial: Trial, reply: Reply) -> Review:
    """The review; "wrong" without a problem to mend is a doubt."""
    fields = reply if reply.fields else replace(reply, fields=fields_of(reply.text))
    verdict, problem = fields.words("verdict").lower(), fields.words("problem")
    if verdict not in _VERDICTS:
        return Review(candidate, trial, "unsure", say(task.question.language, "methods.review_unreadable"))
    if verdict == "wrong" and not problem:
        verdict = "unsure"
    return Review(candidate, trial, cast(Verdict, verdict), problem)


def _told(task: Task, review: Review, before: tuple[Review, ...]) -> Candidate:
    """The candidate with what the reviewer said: all of it in the reasoning, a remaining doubt in the assumptions."""
    language = task.question.language
    differ = any(choice_of(each.trial) != choice_of(review.trial) for each in before)
    said = [
        say(language, f"methods.review_{each.verdict}", problem=each.problem or "-")
        for each in (*before, *(() if review in before else (review,)))
    ]
    confidence = _CONFIDENCE[review.verdict]
    if differ and review.verdict == "correct":
        confidence = _CONTESTED
    doubt = () if review.verdict == "correct" else (said[-1],)
    return replace(
        review.candidate,
        confidence=confidence,
        reasoning="\n".join(part for part in (review.candidate.reasoning, *said) if part),
        assumptions=(*review.candidate.assumptions, *doubt),
    )
