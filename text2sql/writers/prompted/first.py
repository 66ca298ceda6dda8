"""What a model would be sent first, found by asking nobody: the method runs until it sends, and what it sends is kept.

So there is no second description of how each method begins that could differ from what is really sent.
"""

from dataclasses import dataclass

from text2sql.interfaces import Knowledge
from text2sql.prompting import Allowance, OnText, Prompt, Reply
from text2sql.types import LinkedSchema, Question, Trial
from text2sql.usage import ModelCall
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.task import Asking, Method, Task


def first_prompt(
    method: Method, strategy: Strategy, question: Question, linked: LinkedSchema, knowledge: Knowledge
) -> Prompt:
    """The first prompt of a method for a question.

    Args:
        method: how the strategy goes about it.
        strategy: its values.
        question: what is asked.
        linked: what schema linking found for it.
        knowledge: of the database, for methods that choose samples themselves.
    """
    bench = _IdleWorkbench(knowledge)
    asking = Asking(_Listener(), bench)
    try:
        method(Task(question, linked, (), strategy, asking, asking, bench))
    except _Sent as sent:
        return sent.prompt
    raise AssertionError(f"The method {strategy.method} sent nothing.")


class _Sent(BaseException):
    """A prompt on its way. No method may take it for a failure of a model and go on, so it is no Exception."""

    def __init__(self, prompt: Prompt) -> None:
        super().__init__(prompt.purpose)
        self.prompt = prompt


class _Listener:
    """A model that answers nothing."""

    name = "none"

    def complete(self, prompt: Prompt, allowance: Allowance) -> Reply:
        """Never a reply."""
        raise _Sent(prompt)

    def stream(self, prompt: Prompt, allowance: Allowance, on_text: OnText) -> Reply:
        """Never a reply."""
        raise _Sent(prompt)


@dataclass
class _IdleWorkbench:
    """A workbench on which nothing can be tried: before the first reply there is nothing to try."""

    knowledge: Knowledge
    allowance: Allowance = Allowance()

    def plan(self, sql: str) -> Trial:
        """Tries nothing."""
        return Trial(sql, "Nothing is tried while the first prompt is shown.")

    def run(self, sql: str) -> Trial:
        """Tries nothing."""
        return self.plan(sql)

    def may_call(self) -> None:
        """Always: nobody is called."""

    def called(self, call: ModelCall) -> None:
        """Nobody was."""

    def said(self, text: str, purpose: str) -> None:
        """Nothing was."""
