"""A language model that answers from a script: for tests, and for recorded replies of a real model.

It calls nobody, so that what is written can be tested without a service and evaluated without paying twice.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from text2sql.errors import ModelError
from text2sql.prompting import Allowance, OnText, Prompt, Reply

Answering = Callable[[Prompt], Reply]


class ScriptedModel:
    """Gives out replies in order, or what a function makes of the prompt, and records what it was asked."""

    def __init__(self, replies: Iterable[Reply | ModelError] | Answering = (), name: str = "scripted") -> None:
        """Take the script: replies (or errors to raise) in order, or a function from a prompt to its reply."""
        self.name = name
        self.prompts: list[Prompt] = []
        self._answering = replies if callable(replies) else None
        self._queue = [] if callable(replies) else list(replies)
        self._lock = threading.Lock()

    def complete(self, prompt: Prompt, allowance: Allowance) -> Reply:
        """The next reply.

        Raises:
            ModelError: the script says so, or is at its end.
        """
        with self._lock:
            self.prompts.append(prompt)
            if self._answering is None and not self._queue:
                raise ModelError("The recorded replies are used up. Record more, or ask fewer questions.")
            reply = self._answering(prompt) if self._answering is not None else self._queue.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        return replace(reply, model=reply.model or self.name)

    def stream(self, prompt: Prompt, allowance: Allowance, on_text: OnText) -> Reply:
        """The next reply, its words told one by one."""
        reply = self.complete(prompt, allowance)
        for word in (reply.words("reasoning") or reply.text).split(" "):
            on_text(word + " ")
        return reply
