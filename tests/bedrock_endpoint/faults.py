"""What can go wrong on Bedrock's side, by name, and the words in which the service says it."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A failure to be shown to the client. The groups are those of the tables below.

    ``converse`` and ``converse-stream`` know every one; the other routes know those with a status, ``drop``,
    ``slow_start`` and ``malformed``.
    """

    THROTTLE = "throttle"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"
    NOT_READY = "not_ready"
    MODEL_TIMEOUT = "model_timeout"
    MODEL_ERROR = "model_error"
    ACCESS_DENIED = "access_denied"
    NOT_FOUND = "not_found"
    BAD_MODEL = "bad_model"
    ON_DEMAND = "on_demand"
    EXPIRED = "expired"
    BAD_CREDENTIALS = "bad_credentials"
    TOO_LONG = "too_long"

    DROP = "drop"
    """The connection is cut before a byte was sent."""
    DROP_MIDWAY = "drop_midway"
    """The connection is cut in the middle of the body or stream."""
    SLOW_START = "slow_start"
    """Nothing comes for the endpoint's ``slow_seconds``, then the reply."""
    STALL = "stall"
    """Half of the body or stream comes, nothing for ``slow_seconds``, then the rest."""

    STREAM_THROTTLE = "stream_throttle"
    STREAM_MODEL_ERROR = "stream_model_error"
    STREAM_INTERNAL = "stream_internal"
    STREAM_UNAVAILABLE = "stream_unavailable"

    MALFORMED = "malformed"
    """A body that is no JSON; in a stream, a message with a wrong checksum."""
    MALFORMED_EVENT = "malformed_event"
    """A right message whose payload is no JSON; a body that is no JSON where nothing streams."""

    UNKNOWN_BLOCK = "unknown_block"
    """A kind of content block that the client's model does not know, before the ordinary ones."""
    MISSING_USAGE = "missing_usage"
    EMPTY = "empty"
    """A reply without any content."""
    GUARDRAIL = "guardrail"
    CONTEXT_EXCEEDED = "context_exceeded"
    MALFORMED_OUTPUT = "malformed_output"
    MALFORMED_TOOL = "malformed_tool"
    MAX_TOKENS = "max_tokens"
    """The reply ends in the middle."""
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class ServiceError:
    """An error reply: its exception's name, the service's sentence, and the HTTP status."""

    code: str
    message: str
    status: int


_UNEXPECTED = "The system encountered an unexpected error during processing. Try your request again."

ERRORS: dict[Fault, ServiceError] = {
    Fault.THROTTLE: ServiceError("ThrottlingException", "Too many requests, please wait before trying again.", 429),
    Fault.INTERNAL: ServiceError("InternalServerException", _UNEXPECTED, 500),
    Fault.UNAVAILABLE: ServiceError("ServiceUnavailableException", "Bedrock is unable to process your request.", 503),
    Fault.NOT_READY: ServiceError(
        "ModelNotReadyException", "Model is not ready for inference. Wait and try your request again.", 429
    ),
    Fault.MODEL_TIMEOUT: ServiceError(
        "ModelTimeoutException", "Model has timed out in processing the request. Try your request again.", 408
    ),
    Fault.MODEL_ERROR: ServiceError("ModelErrorException", _UNEXPECTED, 424),
    Fault.ACCESS_DENIED: ServiceError(
        "AccessDeniedException", "You don't have access to the model with the specified model ID.", 403
    ),
    Fault.NOT_FOUND: ServiceError(
        "ResourceNotFoundException", "Could not resolve the foundation model from the provided model identifier.", 404
    ),
    Fault.BAD_MODEL: ServiceError("ValidationException", "The provided model identifier is invalid.", 400),
    Fault.ON_DEMAND: ServiceError(
        "ValidationException",
        "Invocation of model ID {model} with on-demand throughput isn’t supported. Retry your request with the ID or "
        "ARN of an inference profile that contains this model.",
        400,
    ),
    Fault.EXPIRED: ServiceError("ExpiredTokenException", "The security token included in the request is expired", 403),
    Fault.BAD_CREDENTIALS: ServiceError(
        "UnrecognizedClientException", "The security token included in the request is invalid.", 403
    ),
    Fault.TOO_LONG: ServiceError("ValidationException", "Input is too long for requested model.", 400),
}
"""Replies with a status instead of a model's answer."""

STREAM_ERRORS: dict[Fault, ServiceError] = {
    Fault.STREAM_THROTTLE: ServiceError("throttlingException", ERRORS[Fault.THROTTLE].message, 429),
    Fault.STREAM_MODEL_ERROR: ServiceError("modelStreamErrorException", _UNEXPECTED, 424),
    Fault.STREAM_INTERNAL: ServiceError("internalServerException", _UNEXPECTED, 500),
    Fault.STREAM_UNAVAILABLE: ServiceError("serviceUnavailableException", ERRORS[Fault.UNAVAILABLE].message, 503),
}
"""Exceptions in mid-stream, after some of the reply's events."""

WITHOUT_STREAM: dict[Fault, Fault] = {
    Fault.STREAM_THROTTLE: Fault.THROTTLE,
    Fault.STREAM_MODEL_ERROR: Fault.MODEL_ERROR,
    Fault.STREAM_INTERNAL: Fault.INTERNAL,
    Fault.STREAM_UNAVAILABLE: Fault.UNAVAILABLE,
    Fault.MALFORMED_EVENT: Fault.MALFORMED,
}
"""What stands in for a stream's fault where nothing streams."""
