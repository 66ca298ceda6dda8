"""A result in words by a language model. Whether its figures are the result's own is for the pipeline to check."""

from text2sql.interfaces import LanguageModel, Workbench
from text2sql.prompts.summarising import summarise_prompt
from text2sql.types import Candidate, Question, Trial
from text2sql.writers.prompted.task import Asking
from text2sql.writers.prompted.withholding import reads_personal


class PromptedNarrator:
    """Asks a model to tell a result; what reads personal columns is not shown to it."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def summarise(self, question: Question, candidate: Candidate, trial: Trial, workbench: Workbench) -> str:
        """One or two sentences; empty when the model may not see the rows or there are none.

        Raises:
            ModelError, QuestionStopped: the model failed, or may not be called any more.
        """
        if trial.result is None or not trial.result.rows or reads_personal(trial, workbench.knowledge.catalog):
            return ""
        prompt = summarise_prompt(question, candidate.reading, trial.result)
        return " ".join(Asking(self._model, workbench).ask(prompt).text.split())
