"""The prompted writer: a strategy's method, applied to one question at a time."""

from text2sql.interfaces import Knowledge, LanguageModel, Reference, Workbench
from text2sql.prompting import Prompt
from text2sql.types import Attempt, LinkedSchema, Question, Written
from text2sql.writers.prompted.agent import agent
from text2sql.writers.prompted.auto import auto
from text2sql.writers.prompted.chain import chain
from text2sql.writers.prompted.first import first_prompt
from text2sql.writers.prompted.following import follow_with_model
from text2sql.writers.prompted.pet import pet
from text2sql.writers.prompted.repairing import correcting
from text2sql.writers.prompted.reviewed import reviewed
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.task import Asking, Method, Task
from text2sql.writers.prompted.voting import consistent

METHODS: dict[str, Method] = {
    "single": correcting(consistent),
    "pet": correcting(pet),
    "chain": correcting(chain),
    "agent": agent,
    "reviewed": reviewed,
    "auto": auto,
}
"""Every method by its name."""


class PromptedWriter:
    """Writes SQL by asking a language model."""

    name = "prompted"

    def __init__(self, model: LanguageModel, strategy: Strategy, reviewer: LanguageModel | None = None) -> None:
        """Take the model that writes, how to ask it, and the one that reviews; the same one when None."""
        self.model: str | None = model.name
        self.strategy = strategy.as_json()
        self._strategy = strategy
        self._model = model
        self._reviewer = reviewer or model

    def write(
        self, question: Question, linked: LinkedSchema, attempts: tuple[Attempt, ...], workbench: Workbench
    ) -> Written:
        """Candidates best first, or why there are none.

        Raises:
            ModelError, QuestionStopped: the model failed, or may not be called any more.
        """
        asking, reviewing = Asking(self._model, workbench), Asking(self._reviewer, workbench)
        task = Task(question, linked, attempts, self._strategy, asking, reviewing, workbench)
        return METHODS[self._strategy.method](task)

    def follow(self, question: Question, reference: Reference, workbench: Workbench) -> Question | None:
        """As :class:`~text2sql.interfaces.Follower`; the model reads the conversation itself, whatever points back.

        Raises:
            ModelError, QuestionStopped: the model failed, or may not be called any more.
        """
        return follow_with_model(question, Asking(self._model, workbench))

    def first_prompt(self, question: Question, linked: LinkedSchema, knowledge: Knowledge) -> Prompt:
        """What the model would be sent first. Nothing is sent."""
        return first_prompt(METHODS[self._strategy.method], self._strategy, question, linked, knowledge)

    def rehearse(self, question: Question, linked: LinkedSchema) -> None:
        """Nothing to prepare: no model is called before there is a question."""
