"""Language models on Amazon Bedrock, through Converse and ConverseStream."""

from dataclasses import dataclass, replace
from time import perf_counter
from types import MappingProxyType

from text2sql.errors import ModelError, ReplyMalformed
from text2sql.models.bedrock.calls import Answer, Asked, Caller, Failed
from text2sql.models.bedrock.client import Client, why_unavailable
from text2sql.models.bedrock.conversation import Spoken
from text2sql.models.bedrock.failures import cut_off
from text2sql.models.bedrock.forms import FieldsRead, read_arguments, read_json, read_object, read_tags
from text2sql.models.bedrock.prices import load_prices
from text2sql.models.bedrock.requests import words_to_ask_again
from text2sql.models.bedrock.settings import BedrockSettings
from text2sql.models.bedrock.stops import guardrail_note, stop_of
from text2sql.prompting import Allowance, Message, OnText, Prompt, Reply, ReplyForm, ToolCall, ToolResult
from text2sql.usage import Usage


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A reply, and what is wrong with it."""

    reply: Reply
    problems: tuple[str, ...]


class BedrockModel:
    """A model or inference profile on Bedrock, with others to fall back on. Safe to call from several threads.

    It implements :class:`text2sql.interfaces.LanguageModel`.
    """

    def __init__(self, settings: BedrockSettings) -> None:
        """Take the settings; the vendor's library is loaded with the first call, or by :meth:`warm`.

        Raises:
            SettingsError: the file of prices is wrong.
        """
        self.name = settings.model
        self._settings = settings
        self._prices = load_prices(settings.prices)
        self._client = Client(settings)
        self._caller = Caller(settings, self._client)

    def complete(self, prompt: Prompt, allowance: Allowance) -> Reply:
        """The reply as a whole.

        Raises:
            ModelError: the service failed or may not be used; the message says what to do.
            QuestionStopped: the person who asked has stopped it.
        """
        return self._answered(Asked(prompt, allowance))

    def stream(self, prompt: Prompt, allowance: Allowance, on_text: OnText) -> Reply:
        """As :meth:`complete`, telling words as they arrive: the text of the reply's parts, and reasoning.

        After a failure in mid-stream, and when the reply could not be read, it is asked for and told again.
        """
        return self._answered(Asked(prompt, allowance, on_text))

    def count_tokens(self, prompt: Prompt) -> int | None:
        """The prompt's tokens as the service counts them; None when it does not count for this model.

        Raises:
            ModelUnavailable: the client cannot be made.
        """
        return self._caller.count(self.name, prompt)

    def availability(self) -> str | None:
        """Why the model cannot be called, in a sentence, or None. No model is called for it."""
        return why_unavailable(self._settings)

    def warm(self) -> None:
        """Load the vendor's library, 0.6 seconds, while something else is being done."""
        self._client.warm("bedrock-client")

    def close(self) -> None:
        """End the connections; safe to call twice."""
        self._client.close()

    def _answered(self, asked: Asked) -> Reply:
        """A reply of the first model that gives one."""
        started = perf_counter()
        first: ModelError | None = None
        notes: tuple[str, ...] = ()
        retries = 0
        for model in (self._settings.model, *self._settings.fallbacks):
            told = self._replied(model, asked)
            if isinstance(told, Reply):
                seconds = perf_counter() - started
                return replace(told, seconds=seconds, retries=retries + told.retries, notes=(*notes, *told.notes))
            first = first or told.failure.error
            retries += told.retries
            if not told.failure.elsewhere:
                break
            notes = (*notes, f"{model} gave no reply, so another model was asked.")
        raise first if first is not None else ModelError("No model is configured. Set `id` under [model].")

    def _replied(self, model: str, asked: Asked) -> Reply | Failed:
        """A reply in the form that was asked for, asked for once more when it is not."""
        answer = self._caller.ask(model, asked)
        if isinstance(answer, Failed):
            return answer
        outcome = self._read(model, asked.prompt, answer)
        if not outcome.problems:
            return outcome.reply
        cut_off = outcome.reply.stop == "too_long"
        again = (
            None if cut_off else self._caller.ask(model, replace(asked, prompt=_asking_again(asked.prompt, outcome)))
        )
        if isinstance(again, Failed):
            return again
        if again is not None:
            second = self._read(model, asked.prompt, again)
            usage, retries = outcome.reply.usage + second.reply.usage, outcome.reply.retries + second.reply.retries
            outcome = replace(second, reply=replace(second.reply, usage=usage, retries=retries))
        if outcome.problems:
            raise _malformed(model, outcome)
        return outcome.reply

    def _read(self, model: str, prompt: Prompt, answer: Answer) -> _Outcome:
        """A model's turn as a reply."""
        heard, form = answer.heard, prompt.form
        fields = _fields(answer, form) if form is not None else FieldsRead(MappingProxyType({}))
        parameters = {tool.name: tool.parameters for tool in prompt.tools}
        calls = tuple(
            ToolCall(
                str(call.get("toolUseId", "")),
                str(call.get("name", "")),
                read_arguments(call.get("input"), parameters.get(str(call.get("name")), ())),
            )
            for call in heard.calls
            if form is None or call.get("name") != form.name
        )
        stop = stop_of(heard)
        reply = Reply(
            text=heard.text if form is None or calls or answer.abilities.form in ("strict_tool", "tool") else "",
            fields=fields.fields,
            tool_calls=calls,
            reasoning=heard.reasoning,
            stop="complete" if stop == "tools" and not calls else stop,
            usage=self._usage(model, answer),
            model=model,
            retries=answer.retries,
            notes=_notes(answer),
            opaque=Spoken(model, heard.blocks),
        )
        # A model that calls a tool first fills in its form later.
        return _Outcome(reply, () if calls else fields.problems)

    def _usage(self, model: str, answer: Answer) -> Usage:
        usage = answer.heard.usage
        return self._prices.priced(usage, model, self._settings) if answer.heard.counted else usage


def _fields(answer: Answer, form: ReplyForm) -> FieldsRead:
    heard, asked_by = answer.heard, answer.abilities.form
    if asked_by == "json":
        return read_json(heard.text, form)
    if asked_by == "tags":
        return read_tags(heard.text, form)
    called = next((call for call in heard.calls if call.get("name") == form.name), None)
    # A model that answers in words although it must call may still have written the parts as JSON.
    return read_object(called["input"], form.fields) if called is not None else read_json(heard.text, form)


def _notes(answer: Answer) -> tuple[str, ...]:
    heard = answer.heard
    unknown = f"Content of a kind this version does not know was left out: {', '.join(heard.left_out)}."
    return tuple(note for note in (guardrail_note(heard), unknown if heard.left_out else "") if note)


def _asking_again(prompt: Prompt, outcome: _Outcome) -> Prompt:
    """The prompt with the model's turn and what was wrong with it."""
    words = words_to_ask_again(outcome.problems)
    opaque = outcome.reply.opaque
    blocks = opaque.blocks if isinstance(opaque, Spoken) else ()
    calls = [block["toolUse"] for block in blocks if "toolUse" in block]
    results = tuple(ToolResult(str(call["toolUseId"]), words, failed=True) for call in calls if isinstance(call, dict))
    turn = Message("user", "" if results else words, tool_results=results)
    return replace(prompt, messages=(*prompt.messages, Message("assistant", opaque=opaque), turn))


def _malformed(model: str, outcome: _Outcome) -> ReplyMalformed:
    usage = outcome.reply.usage
    if outcome.reply.stop == "too_long":
        return ReplyMalformed(str(cut_off(model)), usage)
    return ReplyMalformed(
        f"{model} did not reply in the form that was asked for, not even when asked again: "
        f"{'; '.join(outcome.problems)}. Try again, or choose another model.",
        usage,
    )
