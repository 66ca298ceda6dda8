"""One question for a prompted writer, with all that a method needs to work on it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from text2sql.errors import ModelError
from text2sql.interfaces import LanguageModel, Workbench
from text2sql.prompting import Prompt, Reply
from text2sql.types import Attempt, LinkedSchema, Question, Written
from text2sql.usage import ModelCall
from text2sql.writers.prompted.strategy import Strategy


@dataclass(frozen=True)
class Asking:
    """Asks one model within a question's allowance, and keeps account of every call."""

    model: LanguageModel
    workbench: Workbench

    def ask(self, prompt: Prompt) -> Reply:
        """The reply; its words are shown as they arrive.

        Raises:
            ModelError, QuestionStopped: as the model and the workbench do.
        """
        self.workbench.may_call()
        allowance = self.workbench.allowance
        try:
            reply = self.model.stream(prompt, allowance, lambda text: self.workbench.said(text, prompt.purpose))
        except ModelError as error:
            self._count_failed(prompt, error)
            raise
        return self._counted(prompt, reply)

    def ask_quietly(self, prompt: Prompt) -> Reply:
        """The reply as a whole; may be called from any thread.

        Raises:
            ModelError, QuestionStopped: as the model and the workbench do.
        """
        self.workbench.may_call()
        try:
            reply = self.model.complete(prompt, self.workbench.allowance)
        except ModelError as error:
            self._count_failed(prompt, error)
            raise
        return self._counted(prompt, reply)

    def ask_at_once(self, prompts: Sequence[Prompt]) -> Iterator[Reply]:
        """Replies in the order in which they arrive, all asked at the same time.

        When the caller stops reading, what has not been sent is not sent. A failure is raised only when no prompt was
        answered: with several candidates one missing vote does no harm.
        """
        failures: list[Exception] = []
        answered = 0
        with ThreadPoolExecutor(max_workers=max(1, len(prompts)), thread_name_prefix="candidate") as pool:
            futures = [pool.submit(self.ask_quietly, prompt) for prompt in prompts]
            try:
                for future in as_completed(futures):
                    try:
                        reply = future.result()
                    except CancelledError:
                        continue
                    except Exception as error:
                        failures.append(error)
                        continue
                    answered += 1
                    yield reply
            finally:
                for future in futures:
                    future.cancel()
        if not answered and failures:
            raise failures[0]

    def _count_failed(self, prompt: Prompt, error: ModelError) -> None:
        """What a reply cost that could not be used."""
        if error.usage is not None:
            call = ModelCall(prompt.purpose, self.model.name, error.usage, 0.0, "failed", 0, prompt.hash)
            self.workbench.called(call)

    def _counted(self, prompt: Prompt, reply: Reply) -> Reply:
        call = ModelCall(
            prompt.purpose, reply.model, reply.usage, reply.seconds, reply.stop, reply.retries, prompt.hash
        )
        self.workbench.called(call)
        return reply


@dataclass(frozen=True)
class Task:
    """What a method is given."""

    question: Question
    linked: LinkedSchema
    attempts: tuple[Attempt, ...]
    """What the gate sent back, oldest first."""
    strategy: Strategy
    asking: Asking
    reviewing: Asking
    """The second model, for methods that have one; the first one where none is configured."""
    workbench: Workbench


Method = Callable[[Task], Written]
"""One way to get from a question to SQL."""
