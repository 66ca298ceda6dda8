"""Errors of AWS in this package's errors, each with what to do next.

Everyone has the same trouble with credentials, profiles and regions, and is told it in the same words. What the refusal
of an operation means, only its caller knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from text2sql.errors import ModelBusy, ModelError, ModelUnavailable
from text2sql.language import one_line

_SIGN_IN = "Run `aws configure` or `aws sso login`, or set `profile` under [model]."
_BUSY = ("throttling", "toomanyrequests", "slowdown", "internal", "serviceunavailable", "modelnotready", "modeltimeout")
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
        # as S3 says it
        "invalidaccesskeyid",
        "invalidtoken",
        "requesttimetooskewed",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An error that a service answered with."""

    name: str
    """Its code, as the service spells it."""
    words: str
    status: int
    """Of HTTP; 0 when there is none, as in the middle of a stream."""
    operation: str

    @property
    def code(self) -> str:
        """The name in small letters: services do not agree on large ones, nor one service with its streams."""
        return self.name.lower()

    @property
    def told(self) -> str:
        """The service's words in one line, or its code when it has none."""
        return short(self.words) or self.name

    def is_busy(self, others: tuple[str, ...] = ()) -> bool:
        """Whether the same call may succeed later.

        Args:
            others: how further codes that mean this begin.
        """
        return self.status == 429 or self.status >= 500 or self.code.startswith((*_BUSY, *others))


@dataclass(frozen=True, slots=True)
class Calling:
    """Who calls what for: the words in which the sentences differ."""

    service: str
    """``Bedrock``, or ``AWS`` where it is several services."""
    when_busy: str
    """What to do when it has no time: whole sentences, like the two that follow."""
    when_unreachable: str
    when_unusable: str
    purpose: str = ""
    """What could not be done, when it cannot be reached: ``to call MODEL in REGION``."""
    loss: str = ""
    """What did not come about when it has no time: ``MODEL in REGION gave no vectors``."""
    set_region: str = "Set `region` under [model], or AWS_REGION."
    also_busy: tuple[str, ...] = ()
    """How further codes begin that mean that it has no time."""


def vendor_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Everything that a client raises, also while a stream is read.

    A function, so that nothing of the vendor's is loaded before something of it failed.

    Args:
        others: further classes to be caught with them.
    """
    from botocore.eventstream import ParserError
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError
    from urllib3.exceptions import HTTPError

    return (ClientError, BotoCoreError, HTTPError, ParserError, ResponseParserError, OSError, *others)


def answer_of(error: Exception) -> Answer | None:
    """What the service said; None when the error is not an answer of it."""
    from botocore.exceptions import ClientError

    if not isinstance(error, ClientError):
        return None
    told = error.response.get("Error", {})
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return Answer(
        name=str(told.get("Code", "")),
        words=str(told.get("Message", "") or ""),
        status=status if isinstance(status, int) else 0,
        operation=str(error.operation_name),
    )


def meaning_of(error: Exception, calling: Calling, refused: Callable[[Answer], ModelError]) -> ModelError:
    """What a vendor's error means, with what to do next.

    Args:
        error: what the client raised, one of :func:`vendor_errors`, or while it was made.
        calling: the words for it.
        refused: what an answer means that is about neither credentials nor load.
    """
    answer = answer_of(error)
    if answer is None:
        return wrongly_set_up(error, calling.set_region) or _not_called(error, calling)
    if answer.is_busy(calling.also_busy):
        loss = f", {calling.loss}" if calling.loss else ""
        return ModelBusy(f"{calling.service} throttles or is overloaded ({answer.name}){loss}. {calling.when_busy}")
    return not_accepted(answer) or refused(answer)


def wrongly_set_up(error: Exception, set_region: str) -> ModelUnavailable | None:
    """Credentials, profile or region that are missing or wrong; None when it is something else.

    Args:
        error: what the client raised before it sent anything.
        set_region: the sentence that says where the region is set.
    """
    import botocore.exceptions as vendor

    if isinstance(error, vendor.NoCredentialsError | vendor.NoAuthTokenError):
        return ModelUnavailable(f"There are no AWS credentials. {_SIGN_IN}")
    if isinstance(error, vendor.ProfileNotFound):
        return ModelUnavailable(
            f"The AWS profile {error.kwargs.get('profile')} does not exist, so its credentials cannot be used. Check "
            "`profile` under [model], or AWS_PROFILE."
        )
    if isinstance(
        error,
        vendor.PartialCredentialsError | vendor.CredentialRetrievalError | vendor.SSOError | vendor.TokenRetrievalError,
    ):
        told = short(str(error))
        return ModelUnavailable(f"The AWS credentials are incomplete or have expired ({told}). {_SIGN_IN}")
    if isinstance(error, vendor.NoRegionError):
        return ModelUnavailable(f"No AWS region is set. {set_region}")
    if isinstance(error, vendor.InvalidRegionError):
        return ModelUnavailable(f"{error.kwargs.get('region_name')} is no AWS region. {set_region}")
    return None


def lacks(error: Exception) -> Literal["region", "credentials"] | None:
    """What the caller's set-up lacks, or has wrong; None when the trouble is something else.

    For who takes both from elsewhere than the settings, and says so in words of its own.
    """
    import botocore.exceptions as vendor

    if isinstance(error, vendor.NoRegionError | vendor.InvalidRegionError):
        return "region"
    return "credentials" if wrongly_set_up(error, "") is not None else None


def not_accepted(answer: Answer) -> ModelUnavailable | None:
    """Credentials that the service does not take; None when it is something else."""
    of_the_request = answer.code == "validationexception"  # whose words are a model's, and may speak of anything
    if "expired" in answer.code or ("expired" in answer.words.lower() and not of_the_request):
        return ModelUnavailable(f"The AWS credentials have expired. {_SIGN_IN}")
    if answer.status == 401 or answer.code in _NOT_ACCEPTED:
        return ModelUnavailable(f"AWS does not accept these credentials, or the clock is wrong. {_SIGN_IN}")
    return None


def _not_called(error: Exception, calling: Calling) -> ModelUnavailable:
    """No answer, or a client that cannot be made."""
    from botocore.eventstream import ParserError
    from botocore.exceptions import ConnectionError as NotConnected
    from botocore.exceptions import HTTPClientError
    from botocore.parsers import ResponseParserError
    from urllib3.exceptions import HTTPError

    told, service = short(str(error)), calling.service
    if isinstance(error, NotConnected | HTTPClientError | HTTPError | ParserError | ResponseParserError | OSError):
        purpose = f" {calling.purpose}" if calling.purpose else ""
        return ModelUnavailable(
            f"{service} cannot be reached{purpose}, or gave no proper answer in time ({told}). "
            f"{calling.when_unreachable}"
        )
    return ModelUnavailable(f"The client of {service} cannot be used: {told}. {calling.when_unusable}")


def short(words: str, longest: int = 200) -> str:
    """Words in one line, without a full stop, and not more than so many signs of them."""
    return one_line(one_line(words).rstrip("."), longest)
