"""An agent that looks around before it answers: reasoning and acting in turns (Yao et al. 2022, "ReAct", section 2).

Worth its price where the schema is too large for one prompt or values have to be found; on small schemas long loops
cost more and score less. So it begins with all that linking found, and its calls and tokens are bounded.
"""

from dataclasses import dataclass, replace

from text2sql.errors import BudgetExceeded, ModelError, OutOfTime, ReplyMalformed
from text2sql.messages import say
from text2sql.prompting import Message, Prompt, Reply, ToolCall, ToolResult
from text2sql.prompts.agent import ANSWER, agent_prompt, last_prompt, nudge, told
from text2sql.prompts.filling import section
from text2sql.types import Attempt, Candidate, Declined, Written
from text2sql.usage import Usage
from text2sql.writers.prompted.repairing import failed_before
from text2sql.writers.prompted.replies import fields_of, read_reply
from text2sql.writers.prompted.single import single_prompt
from text2sql.writers.prompted.task import Task
from text2sql.writers.prompted.tools import Toolbox
from text2sql.writers.prompted.voting import plain_text
from text2sql.writers.prompted.withholding import problem_told

MOST_TOKENS = 60_000
"""Tokens read and written, from the cache too, after which an agent is asked for its answer."""
_AT_ONCE = 5
"""Calls of tools in one reply that are carried out."""
_MOST_REPEATS = 2
_MOST_SILENCE = 2
"""Replies without a call of a tool after which nothing more is asked."""
SEEN, PLANNED, UNFINISHED = 0.7, 0.6, 0.3
"""Confidence in a query whose rows the agent has seen; in one that was only checked and planned; in the best one it
tried when it did not answer. An order, not measured shares."""


@dataclass
class _Course:
    """How far an agent has come."""

    task: Task
    toolbox: Toolbox
    prompt: Prompt
    spent: Usage = Usage()
    silent: int = 0
    answer: Candidate | None = None
    """The last answer that was given, allowed or not."""

    def is_last(self, step: int) -> bool:
        """Whether the call with this number has to bring the answer."""
        spent = self.spent
        tokens = spent.input_tokens + spent.output_tokens + spent.cache_read_tokens + spent.cache_write_tokens
        return step >= self.task.strategy.steps or tokens >= MOST_TOKENS or self.toolbox.repeats >= _MOST_REPEATS


def agent(task: Task) -> Written:
    """The query an agent ends with, after at most ``strategy.steps`` calls of the model.

    An answer that the gate refuses is a tool's failure like any other, and the agent goes on. When it does not come to
    an end, or the model fails on the way, the best query it tried is given out with that said; without one it is
    declined.

    Raises:
        ModelError: the model failed before there was a query, or time or money is used up.
        QuestionStopped: the person who asked stopped it.
    """
    failed = "\n\n".join(_failed(task, each) for each in task.attempts)
    strategy = task.strategy
    prompt = agent_prompt(single_prompt(task), strategy.steps, strategy.cell_values, failed)
    course = _Course(task, Toolbox(task), prompt)
    for step in range(1, strategy.steps + 1):
        last = course.is_last(step)
        try:
            reply = task.asking.ask(last_prompt(course.prompt) if last else course.prompt)
        except (OutOfTime, BudgetExceeded):
            raise
        except ModelError:
            if course.toolbox.best is None:
                raise
            break
        course.spent += reply.usage
        written = _taken(course, reply)
        if written is not None:
            return written
        if last or course.silent >= _MOST_SILENCE:
            break
    return _unfinished(course)


def _failed(task: Task, attempt: Attempt) -> str:
    sql = attempt.candidate.sql
    return f"{plain_text(sql)}\n{problem_told(task, sql, attempt.problem)}"


def _taken(course: _Course, reply: Reply) -> Written | None:
    """The answer in a reply; None when the agent has to go on, with the exchange continued."""
    calls = reply.tool_calls
    if not calls:
        course.silent += 1
        said = Message("assistant", reply.text.strip() or "…", opaque=reply.opaque)
        spoken = Reply(reply.text, reply.fields or fields_of(reply.text), reasoning=reply.reasoning)
        written, _ = _answered(course, spoken) if spoken.fields else (None, "")
        course.prompt = replace(course.prompt, messages=(*course.prompt.messages, said, nudge()))
        return written
    results = []
    for place, call in enumerate(calls):
        if call.name == ANSWER:
            answer = Reply("", call.arguments, reasoning=reply.reasoning or reply.text)
            written, problem = _answered(course, answer)
            if written is not None:
                return written
            results.append(ToolResult(call.id, problem, failed=True))
        else:
            results.append(_carried_out(course, place, call))
    turn = Message("assistant", reply.text, tool_calls=calls, opaque=reply.opaque)
    messages = (*course.prompt.messages, turn, Message("user", tool_results=tuple(results)))
    course.prompt = replace(course.prompt, messages=messages)
    return None


def _carried_out(course: _Course, place: int, call: ToolCall) -> ToolResult:
    if place >= _AT_ONCE:
        return ToolResult(call.id, told("unanswered"), failed=True)
    return course.toolbox.use(call)


def _answered(course: _Course, reply: Reply) -> tuple[Written | None, str]:
    """What was answered, or nothing and why it does not count."""
    task = course.task
    try:
        written = read_reply(reply, task)
    except ReplyMalformed:
        return None, told("bad_answer")
    if not isinstance(written, tuple):
        return written, ""
    candidate = written[0]
    if failed_before(candidate.sql, task):
        return None, told("failed_before")
    course.answer = candidate
    trial = task.workbench.plan(candidate.sql)
    if trial.problem:
        return None, section("problem", problem_told(task, candidate.sql, trial.problem)).rstrip()
    best = course.toolbox.best
    seen = best is not None and best.result is not None and plain_text(best.sql) == plain_text(candidate.sql)
    return (replace(candidate, confidence=SEEN if seen else PLANNED),), ""


def _unfinished(course: _Course) -> Written:
    """What there is when the agent came to no end of its own."""
    task, best = course.task, course.toolbox.best
    language = task.question.language
    if best is not None and not failed_before(best.sql, task):
        said = say(language, "methods.agent_unfinished")
        candidate = Candidate(best.sql, task.question.text, UNFINISHED, "model", assumptions=(said,), reasoning=said)
        return (candidate,)
    if course.answer is not None:
        return (course.answer,)
    return Declined(say(language, "methods.agent_gave_up"))
