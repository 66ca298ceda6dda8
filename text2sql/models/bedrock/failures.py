"""What can go wrong between us and Bedrock, in this package's errors, each with what to do next.

Whether a failure is worth another try, or another model, is decided here as well, because it depends on the same words.
"""

import re
from dataclasses import dataclass

from text2sql.aws.failures import Answer, answer_of, not_accepted, short, wrongly_set_up
from text2sql.errors import ModelBusy, ModelError, ModelUnavailable, PromptTooLong, ReplyMalformed


@dataclass(frozen=True, slots=True)
class Where:
    """Who was asked, for the sentences."""

    model: str
    region: str
    endpoint: str
    read_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that gave no reply."""

    error: ModelError
    again: bool = False
    """Whether the same model may answer when it is asked again."""
    elsewhere: bool = False
    """Whether another model may do better."""
    refusal: str = ""
    """The service's words when it refused the request as such: they may teach what the model does not take."""


_FALLBACKS = "Try again in a minute, or set `fallbacks` under [model]."
_BUSY = {
    "throttlingexception": "Bedrock throttles {model} in {region}. Wait a minute, ask AWS for a higher quota, or set "
    "`fallbacks` under [model].",
    "modelnotreadyexception": f"The model {{model}} is not ready yet in {{region}}. {_FALLBACKS}",
    "modeltimeoutexception": "The model {model} in {region} took too long to answer. Ask something smaller, or choose "
    "a faster model.",
    "internalserverexception": f"Bedrock in {{region}} fails at the moment, {{model}} did not reply. {_FALLBACKS}",
    "serviceunavailableexception": f"Bedrock in {{region}} is overloaded, {{model}} did not reply. {_FALLBACKS}",
}
_SAME = {
    "toomanyrequestsexception": "throttlingexception",
    "servicequotaexceededexception": "throttlingexception",
    "internalfailure": "internalserverexception",
    "internalerror": "internalserverexception",
}
_TOO_LONG = re.compile(
    r"too long|too many (input )?tokens|too large|context (length|window|limit)|input length|maximum (input|prompt)",
    re.IGNORECASE,
)
_TOO_MUCH_ASKED = re.compile(r"maximum tokens you requested|max_?tokens", re.IGNORECASE)
_ON_DEMAND = re.compile(r"on-demand throughput", re.IGNORECASE)
_NO_SUCH_MODEL = re.compile(r"model identifier|invalid model|inference profile", re.IGNORECASE)
_GUARDRAIL = re.compile(r"guardrail", re.IGNORECASE)
_NO_CACHING = re.compile(r"prompt caching", re.IGNORECASE)
_NO_TOOLS = re.compile(r"support tool use|support tools", re.IGNORECASE)


def failure_of(error: Exception, where: Where) -> Failure:
    """What a vendor's error means."""
    answer = answer_of(error)
    return _answered(answer, where) if answer is not None else _not_answered(error, where)


def _not_answered(error: Exception, where: Where) -> Failure:
    """An error of the connection, or one from before it."""
    from botocore.eventstream import ParserError
    from botocore.exceptions import ConnectionClosedError, HTTPClientError, ReadTimeoutError
    from botocore.exceptions import ConnectionError as NotConnected
    from botocore.parsers import ResponseParserError
    from urllib3.exceptions import HTTPError
    from urllib3.exceptions import ReadTimeoutError as StreamTimeoutError

    if isinstance(error, ReadTimeoutError | StreamTimeoutError):
        told = (
            f"{where.model} in {where.region} said nothing for {where.read_seconds:g} seconds. Ask something smaller, "
        )
        return Failure(ModelBusy(told + "or choose a faster model."), again=True, elsewhere=True)
    if isinstance(error, NotConnected | HTTPClientError) and not isinstance(error, ConnectionClosedError):
        told = (
            f"Bedrock cannot be reached at {where.endpoint}. Check the network, the region, and `endpoint_url` under "
        )
        return Failure(ModelUnavailable(told + "[model] when a VPC endpoint is used."), again=True)
    if isinstance(error, HTTPError | ParserError | ResponseParserError | OSError | ConnectionClosedError):
        told = f"The reply of {where.model} in {where.region} broke off or could not be read. {_FALLBACKS}"
        return Failure(ModelBusy(told), again=True, elsewhere=True)
    return Failure(_not_sent(error, where))


def broken_reply(where: Where) -> Failure:
    """The reply has no end, no content, or is marked as malformed by the service itself."""
    told = f"The model {where.model} gave no reply that can be read. Try again, or choose another model."
    return Failure(ReplyMalformed(told), again=True, elsewhere=True)


def cut_off(model: str) -> ReplyMalformed:
    """The reply reached its limit of tokens before it was whole."""
    return ReplyMalformed(f"The reply of {model} was cut off. Raise `max_tokens` under [model].")


def _not_sent(error: Exception, where: Where) -> ModelError:
    """Errors of the client before anything was sent: credentials, profile, region, settings."""
    from botocore.exceptions import ParamValidationError

    set_region = "Set `region` under [model], or AWS_REGION, to one that has the model."
    if (wrong := wrongly_set_up(error, set_region)) is not None:
        return wrong
    if isinstance(error, ParamValidationError):
        return ModelError(
            f"The request for {where.model} does not fit Bedrock's rules: {short(str(error))}. Check [model] in the "
            "settings, or report this."
        )
    return ModelUnavailable(
        f"Bedrock's client cannot be used: {short(str(error))}. Check `region`, `profile` and `endpoint_url` under "
        "[model]."
    )


def _answered(answer: Answer, where: Where) -> Failure:
    """An error that the service answered with, also in the middle of a stream."""
    code = _SAME.get(answer.code, answer.code)
    if code not in _BUSY and (answer.status >= 500 or answer.status == 429):
        code = "throttlingexception" if answer.status == 429 else "internalserverexception"
    if code in _BUSY:
        sentence = _BUSY[code].format(model=where.model, region=where.region)
        return Failure(ModelBusy(sentence), again=True, elsewhere=True)
    if code in ("modelerrorexception", "modelstreamerrorexception"):
        sentence = f"The model {where.model} failed while it answered in {where.region}. {_FALLBACKS}"
        return Failure(ModelError(sentence), again=True, elsewhere=True)
    if code == "validationexception":
        return _refused(answer.words, where)
    return _forbidden(answer, where)


def _forbidden(answer: Answer, where: Where) -> Failure:
    words = answer.words
    if (unaccepted := not_accepted(answer)) is not None:
        return Failure(unaccepted)
    if answer.code == "accessdeniedexception":
        # A cache point sent to a model without caching is refused as if it were a matter of rights.
        refusal = words if _NO_CACHING.search(words) else ""
        if "not authorized to perform" in words:
            what = "allow it bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream for this model"
        else:
            what = "request access to it in Bedrock's console under model access"
        sentence = f"This AWS account or role may not use {where.model} in {where.region}. To change that, {what}."
        return Failure(ModelUnavailable(sentence), elsewhere=True, refusal=refusal)
    if answer.code == "resourcenotfoundexception":
        return Failure(ModelUnavailable(_no_such_model(where)), elsewhere=True)
    sentence = f"Bedrock refused to ask {where.model} in {where.region}: {answer.told}. Check [model]."
    return Failure(ModelError(sentence))


def _refused(words: str, where: Where) -> Failure:
    """A request that the service, or the model behind it, does not take."""
    if _TOO_LONG.search(words) and not _TOO_MUCH_ASKED.match(words):
        return Failure(prompt_too_long(where))
    error: ModelError
    if _ON_DEMAND.search(words):
        error = ModelUnavailable(
            f"{where.model} is offered in {where.region} through inference profiles only. Put `global.`, or the "
            "prefix of a part of the world such as `us.` or `apac.`, before its id under [model]."
        )
    elif _GUARDRAIL.search(words):
        error = ModelUnavailable(
            f"The guardrail cannot be used in {where.region}: {short(words)}. Check `guardrail` and "
            "`guardrail_version` under [model]."
        )
    elif _NO_SUCH_MODEL.search(words):
        error = ModelUnavailable(_no_such_model(where))
    elif _TOO_MUCH_ASKED.search(words):
        error = ModelError(f"{where.model} cannot write that many tokens. Lower `max_tokens` under [model].")
    elif _NO_TOOLS.search(words):
        error = ModelError(f"{where.model} cannot use tools. Choose another `strategy` or model under [model].")
    else:
        error = ModelError(
            f"Bedrock refused the request for {where.model}: {short(words)}. Check [model] in the settings, or "
            "choose another model."
        )
    elsewhere = isinstance(error, ModelUnavailable) and not _GUARDRAIL.search(words)
    return Failure(error, elsewhere=elsewhere, refusal=words)


def prompt_too_long(where: Where) -> PromptTooLong:
    """The prompt, or prompt and reply together, are longer than the model's context."""
    return PromptTooLong(
        f"The question with its tables is too long for {where.model}. Link fewer tables (`tables` and `columns` under "
        "[retrieval]), or choose a model with a larger context."
    )


def _no_such_model(where: Where) -> str:
    return (
        f"There is no model or inference profile {where.model} in {where.region}. Check its id and `region` under "
        "[model]; `aws bedrock list-inference-profiles` lists those of a region."
    )
