"""What can go wrong between us and Bedrock, in this package's errors, each with what to do next.

Whether a failure is worth another try, or another model, is decided here as well, because it depends on the same words.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text2sql.errors import ModelBusy, ModelError, ModelUnavailable, PromptTooLong, ReplyMalformed

if TYPE_CHECKING:
    from botocore.exceptions import ClientError


@dataclass(frozen=True, slots=True)
class Where:
    """Who was asked, for the sentences."""

    model: str
    region: str
    endpoint: str
    read_seconds: float = 0.0
    profile: str = ""


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


_SIGN_IN = "Run `aws configure` or `aws sso login`, or set `profile` under [model]."
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
_EXPIRED = frozenset({"expiredtokenexception", "expiredtoken", "requestexpired"})
_NOT_ACCEPTED = frozenset(
    {
        "unrecognizedclientexception",
        "invalidsignatureexception",
        "invalidclienttokenid",
        "signaturedoesnotmatch",
        "missingauthenticationtoken",
        "missingauthenticationtokenexception",
        "incompletesignature",
        "notauthorized",
    }
)
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


def vendor_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Everything that the client raises, also while a stream is read.

    A function, so that nothing of the vendor's is loaded before something of it failed.

    Args:
        others: further classes to be caught with them.
    """
    from botocore.eventstream import ParserError
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError
    from urllib3.exceptions import HTTPError

    return (ClientError, BotoCoreError, HTTPError, ParserError, ResponseParserError, OSError, *others)


def failure_of(error: Exception, where: Where) -> Failure:
    """What a vendor's error means."""
    from botocore.exceptions import ClientError

    return _answered(error, where) if isinstance(error, ClientError) else _not_answered(error, where)


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
    import botocore.exceptions as vendor

    if isinstance(error, vendor.NoCredentialsError | vendor.NoAuthTokenError):
        return ModelUnavailable(f"No AWS credentials were found. {_SIGN_IN}")
    if isinstance(error, vendor.ProfileNotFound):
        return ModelUnavailable(
            f"The AWS profile {where.profile or 'that was asked for'} does not exist. Check `profile` under [model], "
            "or AWS_PROFILE."
        )
    if isinstance(
        error,
        vendor.PartialCredentialsError | vendor.CredentialRetrievalError | vendor.SSOError | vendor.TokenRetrievalError,
    ):
        return ModelUnavailable(f"The AWS credentials are incomplete or have expired. {_SIGN_IN}")
    if isinstance(error, vendor.NoRegionError | vendor.InvalidRegionError):
        what = "No AWS region is set" if isinstance(error, vendor.NoRegionError) else f"{where.region} is no AWS region"
        return ModelUnavailable(f"{what}. Set `region` under [model], or AWS_REGION, to one that has the model.")
    if isinstance(error, vendor.ParamValidationError):
        return ModelError(
            f"The request for {where.model} does not fit Bedrock's rules: {_one_line(error)}. Check [model] in the "
            "settings, or report this."
        )
    return ModelUnavailable(
        f"Bedrock's client cannot be used: {_one_line(error)}. Check `region`, `profile` and `endpoint_url` under "
        "[model]."
    )


def _answered(error: "ClientError", where: Where) -> Failure:
    """An error that the service answered with, also in the middle of a stream."""
    told = error.response.get("Error", {})
    code = str(told.get("Code", "")).lower()
    words = str(told.get("Message", "") or "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = _SAME.get(code, code)
    if code not in _BUSY and isinstance(status, int) and (status >= 500 or status == 429):
        code = "throttlingexception" if status == 429 else "internalserverexception"
    if code in _BUSY:
        sentence = _BUSY[code].format(model=where.model, region=where.region)
        return Failure(ModelBusy(sentence), again=True, elsewhere=True)
    if code in ("modelerrorexception", "modelstreamerrorexception"):
        sentence = f"The model {where.model} failed while it answered in {where.region}. {_FALLBACKS}"
        return Failure(ModelError(sentence), again=True, elsewhere=True)
    if code == "validationexception":
        return _refused(words, where)
    return _forbidden(code, words, where)


def _forbidden(code: str, words: str, where: Where) -> Failure:
    if code in _EXPIRED or "expired" in words.lower():
        return Failure(ModelUnavailable(f"The AWS credentials have expired. {_SIGN_IN}"))
    if code in _NOT_ACCEPTED:
        return Failure(ModelUnavailable(f"AWS does not accept these credentials, or the clock is wrong. {_SIGN_IN}"))
    if code == "accessdeniedexception":
        # A cache point sent to a model without caching is refused as if it were a matter of rights.
        refusal = words if _NO_CACHING.search(words) else ""
        if "not authorized to perform" in words:
            what = "allow it bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream for this model"
        else:
            what = "request access to it in Bedrock's console under model access"
        sentence = f"This AWS account or role may not use {where.model} in {where.region}. To change that, {what}."
        return Failure(ModelUnavailable(sentence), elsewhere=True, refusal=refusal)
    if code == "resourcenotfoundexception":
        return Failure(ModelUnavailable(_no_such_model(where)), elsewhere=True)
    sentence = f"Bedrock refused to ask {where.model} in {where.region}: {_short(words) or code}. Check [model]."
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
            f"The guardrail cannot be used in {where.region}: {_short(words)}. Check `guardrail` and "
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
            f"Bedrock refused the request for {where.model}: {_short(words)}. Check [model] in the settings, or "
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


def _one_line(error: Exception) -> str:
    return _short(str(error))


def _short(words: str) -> str:
    """The service's words in one line, without a full stop, and not more than two hundred signs of them."""
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:199]}…"
