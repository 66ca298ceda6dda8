"""The default: one call, and more only when the first answer gives a reason.

RSL-SQL (Cao et al. 2024) gains 1.4 points from a second candidate on BIRD and 0.8 from self-correction, at twice the
cost for every question; here it is paid for the questions that look as if they needed it.
"""

from collections import Counter
from dataclasses import dataclass, replace

from text2sql.errors import BudgetExceeded, DeadlineExceeded, ModelError, OutOfTime
from text2sql.messages import say
from text2sql.prompting import Prompt
from text2sql.prompts.repairing import doubt_prompt
from text2sql.types import Candidate, Clarify, Declined, Trial, Written
from text2sql.writers.prompted.doubts import doubts
from text2sql.writers.prompted.repairing import failed_before, warmer, write_anew
from text2sql.writers.prompted.replies import read_reply
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Task
from text2sql.writers.prompted.voting import choice_of

UNDOUBTED, STOOD_BY, OUTVOTED, UNSETTLED = 0.7, 0.6, 0.5, 0.3
"""Confidence when nothing was suspicious; when a second look gave the same result again, or two of three looks agreed
on one without doubts; when two of three agreed on a doubtful one; when no two agreed. An order, not measured shares."""


@dataclass(frozen=True, slots=True)
class Look:
    """A candidate, what became of it, and what is doubtful about its result."""

    candidate: Candidate
    trial: Trial
    doubts: tuple[str, ...]


def auto(task: Task) -> Written:
    """One call; a second when the result is doubtful, and a third when the first two differ.

    A query that the gate refuses, or that fails, goes back as it is: the pipeline hands it to this method again with
    the problem, and :func:`write_anew` asks for another one.

    Raises:
        ModelError: the first call failed, or time or money is used up at any of them.
        QuestionStopped: the person who asked stopped it.
        DeadlineExceeded: the first query took too long.
    """
    prompt = single_prompt(task)
    written = write_anew(task) if task.attempts else read_reply(task.asking.ask(prompt), task)
    if isinstance(written, Clarify | Declined):
        return written
    first = _look(task, written[0])
    if first.trial.problem:
        return (first.candidate,)
    if not first.doubts:
        return (replace(first.candidate, confidence=UNDOUBTED),)
    second = _written(task, doubt_prompt(prompt, first.candidate.sql, first.doubts))
    if isinstance(second, Clarify):
        return second
    looks = [first, *_looks(task, second)]
    if len(looks) < 2 or choice_of(looks[0].trial) != choice_of(looks[1].trial):
        third = _written(task, replace(warmer(prompt), purpose="third look"))
        looks += _looks(task, third)
    return (_settled(task, looks),)


def _look(task: Task, candidate: Candidate) -> Look:
    trial = task.workbench.run(candidate.sql)
    return Look(candidate, trial, doubts(task.question, trial, task.linked.catalog))


def _written(task: Task, prompt: Prompt) -> Written | None:
    """What is said at a further look; None when the model fails, for there is an answer already."""
    try:
        return read_reply(task.asking.ask(prompt), task)
    except (OutOfTime, BudgetExceeded):
        raise
    except ModelError:
        return None


def _looks(task: Task, written: Written | None) -> list[Look]:
    """The candidate of a further look, if there is one that runs in time and has not failed before."""
    if not isinstance(written, tuple) or failed_before(written[0].sql, task):
        return []
    try:
        look = _look(task, written[0])
    except DeadlineExceeded:
        return []
    return [] if look.trial.problem else [look]


def _settled(task: Task, looks: list[Look]) -> Candidate:
    """The result that two looks agree on; when no two do, the one with the fewest doubts, of equals the later one."""
    votes = Counter(choice_of(look.trial) for look in looks)
    order = {id(look): place for place, look in enumerate(looks)}
    best = max(looks, key=lambda look: (votes[choice_of(look.trial)], -len(look.doubts), order[id(look)]))
    agreed = votes[choice_of(best.trial)]
    if agreed < 2:
        confidence = UNSETTLED
    elif len(looks) == 2 or not best.doubts:
        confidence = STOOD_BY
    else:
        confidence = OUTVOTED
    language = task.question.language
    noted = [say(language, "methods.doubted", doubt=doubt) for doubt in looks[0].doubts]
    noted.append(say(language, "methods.looked_again", count=agreed, total=len(looks)))
    reasoning = "\n".join(part for part in (best.candidate.reasoning, *noted) if part)
    agreement = (agreed, len(looks)) if len(looks) > 1 else None
    return replace(best.candidate, confidence=confidence, reasoning=reasoning, agreement=agreement)
