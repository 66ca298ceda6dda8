"""The endpoint as tests hold it: what it was told to say, what it was asked, what was wrong with either."""

import itertools
import threading
from collections.abc import Callable, Mapping
from types import TracebackType

from tests.bedrock_endpoint import answers, embeddings
from tests.bedrock_endpoint.faults import ERRORS, WITHOUT_STREAM, Fault, ServiceError
from tests.bedrock_endpoint.json_values import inside, record
from tests.bedrock_endpoint.replies import Document, Rendered, Reply, render
from tests.bedrock_endpoint.requests import Request, Unreadable, read_request, shape_problems
from tests.bedrock_endpoint.rules import conversation_problems
from tests.bedrock_endpoint.server import Server
from tests.bedrock_endpoint.service import Route, problems_in, status_of
from tests.bedrock_endpoint.settings import EndpointSettings, Traits, refusal_of
from tests.bedrock_endpoint.steps import (
    Step,
    Timing,
    converse_body,
    encoded,
    error_steps,
    reply_problems,
    stream_steps,
    whole_steps,
)

Scripted = Reply | Document | Fault
Answer = Callable[[Request], Scripted | None]
"""What to say to a request; None leaves it to the endpoint. Called on the connection's thread."""

_CONVERSATIONS = ("converse", "converse-stream")


class WrongExchange(AssertionError):
    """Requests that were none of Bedrock's, or scripted replies that Bedrock would never give."""


class BedrockEndpoint:
    """A local Bedrock: ``with BedrockEndpoint() as endpoint: boto3.client(…, endpoint_url=endpoint.url)``.

    What answers a request, first that applies: the queue, ``fail_always``, ``answer_with``, a default reply. Leaving
    the block, or :meth:`close`, raises :class:`WrongExchange` when a request or a scripted reply was wrong.
    """

    def __init__(self, settings: EndpointSettings | None = None) -> None:
        """The socket is open, and requests are answered, from here on."""
        self.settings = settings or EndpointSettings()
        self._lock = threading.Lock()
        self._requests: list[Request] = []
        self._failures: list[str] = []
        self._numbers = itertools.count()
        self._queue: list[tuple[Scripted, str, str]] = []
        self._always: dict[str, Fault] = {}
        self._answer: Answer | None = None
        self._traits = dict(self.settings.traits)
        self._cache = answers.PromptCache(self.settings.cache_minimum)
        self._watcher: Callable[[Request], None] | None = None
        self._server = Server(self.settings.port, self._steps, self._fail)

    @property
    def url(self) -> str:
        """For boto3's ``endpoint_url``."""
        return self._server.url

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far that reached an operation, wrong ones too, in order of arrival."""
        with self._lock:
            return tuple(self._requests)

    def queue(self, *scripted: Scripted, route: str = "converse", model: str = "") -> None:
        """Say these, each once and in order.

        Args:
            scripted: replies, faults, or documents for other routes than conversations.
            route: ``converse`` stands for Converse and ConverseStream; else a route's name.
            model: only for requests of this model; empty means any.
        """
        with self._lock:
            self._queue += [(each, route, model) for each in scripted]

    def answer_with(self, answer: Answer | None) -> None:
        """Ask this function what to say to each request of any route; None stops asking."""
        with self._lock:
            self._answer = answer

    def fail_always(self, fault: Fault | None, model: str = "") -> None:
        """Show this fault to every conversation, of one model or of all; None ends it."""
        with self._lock:
            if fault is None:
                self._always.pop(model, None)
            else:
                self._always[model] = fault

    def model(self, model: str, traits: Traits) -> None:
        """Say what a model takes from now on."""
        with self._lock:
            self._traits[model] = traits

    def watch(self, watcher: Callable[[Request], None] | None) -> None:
        """Call this with each request as soon as it is read, on the connection's thread."""
        with self._lock:
            self._watcher = watcher

    def take_failures(self) -> tuple[str, ...]:
        """What was wrong so far; it is forgotten, so that closing does not raise for it."""
        with self._lock:
            failures, self._failures = tuple(self._failures), []
        return failures

    def stop(self) -> None:
        """Cut every connection and free the port; returns when every thread has ended. A second time does nothing."""
        self._server.stop()

    def close(self) -> None:
        """Stop.

        Raises:
            WrongExchange: a request or a scripted reply was wrong.
        """
        self.stop()
        failures = self.take_failures()
        if failures:
            raise WrongExchange("\n".join(failures))

    def __enter__(self) -> "BedrockEndpoint":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
            return
        self.stop()
        for failure in self.take_failures():
            error.add_note(f"The Bedrock endpoint saw: {failure}")

    def _fail(self, words: str) -> None:
        with self._lock:
            self._failures.append(words)

    def _steps(self, target: str, headers: Mapping[str, str], raw: bytes) -> tuple[Step, ...]:
        """What happens on the connection after a request."""
        try:
            request, route = read_request(target, headers, raw, next(self._numbers))
        except Unreadable as error:
            self._fail(str(error))
            return error_steps(ServiceError("UnknownOperationException", str(error), 404))
        with self._lock:
            self._requests.append(request)
            watcher = self._watcher
        if watcher is not None:
            watcher(request)
        refused = self._refused(request, route)
        if refused is not None:
            return error_steps(refused)
        scripted = self._next(request)
        if isinstance(scripted, Fault) and scripted in ERRORS:
            return error_steps(ERRORS[scripted], request.model)
        return self._performed(request, route, scripted)

    def _refused(self, request: Request, route: Route) -> ServiceError | None:
        """The error for a wrong request (a failure) or for one that the model does not take (none)."""
        signed = request.headers.get("authorization", "")
        if not signed.startswith("Bearer ") and "/bedrock/aws4_request" not in signed:
            self._fail(f"{request.path}: the request is not signed for bedrock")
            return ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
        problems = shape_problems(request, route)
        if not problems:
            problems = _rule_problems(request)
        if problems:
            self._fail(f"{request.path}: {'; '.join(problems)}")
            return ServiceError("ValidationException", problems[0], 400)
        with self._lock:
            traits = self._traits.get(request.model, self.settings.default_traits)
        refusal = refusal_of(request, traits) if request.route in _CONVERSATIONS else None
        return ServiceError(refusal.code, refusal.message, status_of(refusal.code)) if refusal is not None else None

    def _next(self, request: Request) -> Scripted | None:
        spoken = request.route in _CONVERSATIONS
        with self._lock:
            for at, (scripted, route, model) in enumerate(self._queue):
                here = route == request.route or (spoken and route == "converse")
                if here and model in ("", request.model):
                    del self._queue[at]
                    return scripted
            always = self._always.get(request.model, self._always.get(""))
            answer = self._answer
        if spoken and always is not None:
            return always
        return answer(request) if answer is not None else None

    def _performed(self, request: Request, route: Route, scripted: Scripted | None) -> tuple[Step, ...]:
        fault = scripted if isinstance(scripted, Fault) else None
        if request.route in _CONVERSATIONS:
            if isinstance(scripted, Document):
                return self._mistake(f"{request.path} is answered with a Reply or a Fault, not with a Document")
            return self._conversation(request, scripted if isinstance(scripted, Reply) else None, fault)
        if isinstance(scripted, Reply):
            return self._mistake(f"{request.path} is answered with a Document or a Fault, not with a Reply")
        body = scripted.body if isinstance(scripted, Document) else _other_answer(request)
        problems = [] if request.route == "invoke" else problems_in(record(body), route.model.output_shape)
        if problems:
            return self._mistake(f"the scripted reply to {request.path} is wrong: {'; '.join(problems)}")
        headers = embeddings.token_header(request) if request.route == "invoke" else {}
        return whole_steps(encoded(body), self._timing(0.0), fault, headers)

    def _conversation(self, request: Request, reply: Reply | None, fault: Fault | None) -> tuple[Step, ...]:
        streamed = request.route == "converse-stream"
        if fault is not None and not streamed:
            fault = WITHOUT_STREAM.get(fault, fault)
            if fault in ERRORS:
                return error_steps(ERRORS[fault], request.model)
        rendered = self._rendered(request, reply, fault)
        timing = self._timing(rendered.reply.first_byte_seconds)
        problems = reply_problems(rendered, timing, streamed)
        if problems:
            return self._mistake(f"the scripted reply to {request.path} is wrong: {'; '.join(problems)}")
        if streamed:
            return stream_steps(rendered, timing, fault)
        return whole_steps(encoded(converse_body(rendered, timing)), timing, fault)

    def _rendered(self, request: Request, reply: Reply | None, fault: Fault | None) -> Rendered:
        """The scripted reply or the default one; a fault bends what the function would have said."""
        if reply is None and fault is not None:
            with self._lock:
                answer = self._answer
            said = answer(request) if answer is not None else None
            reply = said if isinstance(said, Reply) else None
        said_by_default = reply or answers.default_reply(request)
        spoken = f"{said_by_default.text}{said_by_default.fields or ''}{said_by_default.tool_calls or ''}"
        usage = self._cache.usage(request, answers.tokens_in(spoken))
        return render(said_by_default, request, usage, fault)

    def _timing(self, first_byte: float) -> Timing:
        return Timing(self.settings.slow_seconds, self.settings.latency + first_byte)

    def _mistake(self, words: str) -> tuple[Step, ...]:
        self._fail(words)
        return error_steps(ServiceError("InternalServerException", words, 500))


def _rule_problems(request: Request) -> list[str]:
    if request.route in _CONVERSATIONS:
        return conversation_problems(request.body)
    if request.route == "count-tokens":
        asked = inside(request.body, "input", "converse")
        return conversation_problems(record(asked)) if asked is not None else []
    return embeddings.embedding_problems(request) if request.route == "invoke" else []


def _other_answer(request: Request) -> Mapping[str, object]:
    if request.route == "invoke":
        return embeddings.embedding_answer(request)
    if request.route == "count-tokens":
        return answers.count_answer(request.body)
    return answers.rerank_answer(request.body) if request.route == "rerank" else answers.guardrail_answer()
