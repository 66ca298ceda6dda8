"""One reply of one model: sent, waited for, tried again, asked more simply when the model does not take something."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from text2sql.aws.failures import vendor_errors
from text2sql.aws.replies import mapping
from text2sql.models.bedrock.abilities import Abilities, Memory, Sent, learned_from
from text2sql.models.bedrock.client import Client, EventStream, Opened
from text2sql.models.bedrock.failures import Failure, Where, broken_reply, failure_of
from text2sql.models.bedrock.heard import Gathering, Heard, heard_at_once
from text2sql.models.bedrock.requests import Request, make_request
from text2sql.models.bedrock.settings import BedrockSettings, base_model
from text2sql.models.bedrock.stops import failed_by
from text2sql.models.bedrock.watching import Line, Places, go_on, pause, watched
from text2sql.prompting import Allowance, OnText, Prompt

_LONGEST_PAUSE = 20.0
"""Seconds; what botocore's own standard mode waits at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's turn and how it was come by."""

    heard: Heard
    abilities: Abilities
    retries: int


@dataclass(frozen=True, slots=True)
class Failed:
    """No reply, after all tries."""

    failure: Failure
    retries: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a model: what, how long, and who listens."""

    prompt: Prompt
    allowance: Allowance
    on_text: OnText | None = None
    """Told the words as they arrive; None when the reply is wanted at once."""


class Caller:
    """Calls models on one client. Safe to use from several threads."""

    def __init__(self, settings: BedrockSettings, client: Client) -> None:
        """Take the settings and the client to call with."""
        self._settings = settings
        self._client = client
        self._memory = Memory(settings.memory)
        self._places = Places(settings.calls_at_once)

    def ask(self, model: str, asked: Asked) -> Answer | Failed:
        """A reply of the model, or why there is none.

        A refused request that teaches what the model does not take is sent again without that and counts as no retry;
        there are only so many things to leave out.

        Raises:
            ModelUnavailable: the client cannot be made.
            QuestionStopped, OutOfTime: the allowance is used up.
        """
        opened = self._client.open()
        settings = self._settings
        where = Where(model, opened.region, opened.endpoint, settings.read_seconds)
        known = abilities = self._memory.of(model)
        retries = 0
        while True:
            request = make_request(asked.prompt, model, abilities, settings)
            sent = replace(request.sent, streamed=_streamed(asked, request.sent, abilities))
            outcome = self._send(opened, where, replace(request, sent=sent), asked, abilities)
            if isinstance(outcome, Heard):
                if abilities != known:
                    self._memory.learn(model, abilities)
                return Answer(outcome, abilities, retries)
            if outcome.refusal and (lesson := learned_from(outcome.refusal, sent, abilities)) is not None:
                abilities = lesson
                continue
            seconds = self._pause_before(retries)
            no_time = seconds >= asked.allowance.seconds_left()
            if not outcome.again or retries + 1 >= settings.attempts or no_time:
                return Failed(outcome, retries)
            pause(seconds, asked.allowance)
            retries += 1

    def count(self, model: str, prompt: Prompt) -> int | None:
        """The tokens of a prompt as the service counts them; None when it does not tell."""
        opened = self._client.open()
        body = make_request(prompt, model, self._memory.of(model), self._settings).body
        members = {name: body[name] for name in ("messages", "system", "toolConfig") if name in body}
        for each in dict.fromkeys((model, base_model(model))):
            try:
                told = opened.runtime.count_tokens(modelId=each, input={"converse": members})
            except vendor_errors():
                # Many models are not counted, or not under their profile's id, and a count is worth no failed question.
                continue
            tokens = told.get("inputTokens")
            return tokens if isinstance(tokens, int) else None
        return None

    def _pause_before(self, retries: int) -> float:
        """Seconds before the next try: anything up to a time that doubles ("full jitter", AWS Architecture Blog)."""
        longest = min(_LONGEST_PAUSE, self._settings.backoff_seconds * 2.0**retries)
        return random.uniform(0.0, longest)

    def _send(
        self, opened: Opened, where: Where, request: Request, asked: Asked, abilities: Abilities
    ) -> Heard | Failure:
        """One request and its reply."""
        go_on(asked.allowance)
        self._places.take(asked.allowance)
        try:
            if request.sent.streamed and asked.on_text is not None:
                heard = self._in_pieces(opened, request, asked, Gathering(asked.prompt.form, abilities.form))
            else:
                heard = self._at_once(opened, request, asked.allowance)
        except vendor_errors() as error:
            failure = failure_of(error, where)
            failure.error.__cause__ = error
            return failure
        if heard is None:
            return broken_reply(where)
        return failed_by(heard, where, self._settings.guardrail) or heard

    def _at_once(self, opened: Opened, request: Request, allowance: Allowance) -> Heard | None:
        def work(line: Line[None]) -> Mapping[str, object]:
            return opened.runtime.converse(**request.body)

        return heard_at_once(watched(work, allowance, _nothing, self._places.leave))

    def _in_pieces(self, opened: Opened, request: Request, asked: Asked, gathering: Gathering) -> Heard | None:
        on_text = asked.on_text or _nothing

        def work(line: Line[Mapping[str, object]]) -> None:
            response = opened.runtime.converse_stream(**request.body)
            stream = cast(EventStream, response["stream"])
            line.may_be_cut_by(_cutting(stream))
            _read(stream, line)

        def told(event: Mapping[str, object]) -> None:
            if words := gathering.add(event):
                on_text(words)

        watched(work, asked.allowance, told, self._places.leave)
        return gathering.heard()


def _read(stream: EventStream, line: Line[Mapping[str, object]]) -> None:
    """Hand on the events until the stream, or the one who waits for it, is at an end."""
    try:
        for event in stream:
            line.pieces.put(mapping(event))
            if line.over:
                return
    finally:
        stream.close()


def _cutting(stream: object) -> Callable[[], object]:
    """Ends the connection of a stream while another thread reads from it.

    Closing would wait for that thread; shutting down the socket's receiving side ends its reading (urllib3 2.3). Where
    the stream gives no way to it, the thread ends with the service's next words or the read timeout.
    """
    response = getattr(stream, "_raw_stream", None)
    shutdown = getattr(response, "shutdown", None)

    def cut() -> None:
        if shutdown is None:
            return
        try:
            shutdown()
        except (OSError, ValueError, RuntimeError):
            # The stream came to its end meanwhile.
            return

    return cut


def _streamed(asked: Asked, sent: Sent, abilities: Abilities) -> bool:
    return asked.on_text is not None and (abilities.streamed_tools or not sent.tools)


def _nothing(piece: object) -> None:
    """Nobody listens."""
