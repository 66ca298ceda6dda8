"""Vendor errors in words: the right kind of error, worth another try or not, and what to do next."""

import re

import pytest
from botocore.eventstream import ChecksumMismatch
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    EventStreamError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    ProfileNotFound,
    ReadTimeoutError,
    TokenRetrievalError,
)
from urllib3.exceptions import ProtocolError

from text2sql.errors import (
    GuardrailIntervened,
    ModelBusy,
    ModelError,
    ModelUnavailable,
    PromptTooLong,
    ReplyMalformed,
)
from text2sql.models.bedrock.failures import Failure, Where, failure_of
from text2sql.models.bedrock.heard import Heard, heard_at_once
from text2sql.models.bedrock.stops import failed_by, guardrail_note, stop_of

WHERE = Where("global.model-x", "ap-northeast-2", "https://vpce-1.example", 60.0)


def answered(code, message="", status=400, kind=ClientError):
    return kind(
        {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Converse"
    )


ANSWERS = [
    (answered("ThrottlingException", status=429), ModelBusy, "throttles global.model-x in ap-northeast-2", "both"),
    (answered("throttlingException", kind=EventStreamError), ModelBusy, "throttles", "both"),
    (answered("ServiceQuotaExceededException"), ModelBusy, "quota", "both"),
    (answered("ModelNotReadyException", status=429), ModelBusy, "not ready", "both"),
    (answered("ModelTimeoutException", status=408), ModelBusy, "too long to answer", "both"),
    (answered("InternalServerException", status=500), ModelBusy, "fails at the moment", "both"),
    (answered("ServiceUnavailableException", status=503), ModelBusy, "overloaded", "both"),
    (answered("", status=502), ModelBusy, "fails at the moment", "both"),
    (answered("ModelErrorException", status=424), ModelError, "failed while it answered", "both"),
    (answered("modelStreamErrorException", kind=EventStreamError), ModelError, "failed while", "both"),
    (answered("ExpiredTokenException", status=403), ModelUnavailable, "expired", "neither"),
    (answered("UnrecognizedClientException", status=403), ModelUnavailable, "does not accept", "neither"),
    (
        answered("AccessDeniedException", "User: arn:… is not authorized to perform: bedrock:InvokeModel", 403),
        ModelUnavailable,
        "bedrock:InvokeModel and",
        "elsewhere",
    ),
    (
        answered("AccessDeniedException", "You don't have access to the model with the specified model ID.", 403),
        ModelUnavailable,
        "global.model-x in ap-northeast-2. To change that, request access",
        "elsewhere",
    ),
    (answered("ResourceNotFoundException", status=404), ModelUnavailable, "no model or inference", "elsewhere"),
    (
        answered("ValidationException", "The provided model identifier is invalid."),
        ModelUnavailable,
        "no model or inference",
        "elsewhere",
    ),
    (
        answered(
            "ValidationException",
            "Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with the ID or ARN "
            "of an inference profile that contains this model.",
        ),
        ModelUnavailable,
        "inference profiles only",
        "elsewhere",
    ),
    (
        answered("ValidationException", "Input is too long for requested model."),
        PromptTooLong,
        "fewer tables",
        "neither",
    ),
    (
        answered("ValidationException", "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000"),
        PromptTooLong,
        "fewer tables",
        "neither",
    ),
    (
        answered("ValidationException", "The maximum tokens you requested exceeds the model limit of 4096."),
        ModelError,
        "`max_tokens`",
        "neither",
    ),
    (
        answered("ValidationException", "The guardrail identifier or version provided in the request does not exist."),
        ModelUnavailable,
        "`guardrail_version`",
        "neither",
    ),
    (answered("ValidationException", "This model doesn't support tool use."), ModelError, "`strategy`", "neither"),
    (answered("ValidationException", "무언가 잘못됨."), ModelError, "무언가 잘못됨. Check", "neither"),
    (answered("SomethingNewException", "oh", 403), ModelError, "oh", "neither"),
    (NoCredentialsError(), ModelUnavailable, "aws configure", "neither"),
    (TokenRetrievalError(provider="sso", error_msg="expired"), ModelUnavailable, "aws sso login", "neither"),
    (ProfileNotFound(profile="분석팀"), ModelUnavailable, "분석팀", "neither"),
    (NoRegionError(), ModelUnavailable, "`region`", "neither"),
    (ParamValidationError(report="x"), ModelError, "report this", "neither"),
    (EndpointConnectionError(endpoint_url="u"), ModelUnavailable, "vpce-1.example", "again"),
    (ConnectTimeoutError(endpoint_url="u"), ModelUnavailable, "cannot be reached", "again"),
    (ReadTimeoutError(endpoint_url="u"), ModelBusy, "nothing for 60 seconds", "both"),
    (ConnectionClosedError(endpoint_url="u"), ModelBusy, "broke off", "both"),
    (ProtocolError("cut"), ModelBusy, "broke off", "both"),
    (ConnectionResetError(), ModelBusy, "broke off", "both"),
    (ChecksumMismatch(1, 2), ModelBusy, "broke off", "both"),
]
WORTH = {"both": (True, True), "again": (True, False), "elsewhere": (False, True), "neither": (False, False)}


@pytest.mark.parametrize(("error", "kind", "words", "worth"), ANSWERS)
def test_a_vendors_error_in_words(error, kind, words, worth):
    failure = failure_of(error, WHERE)
    assert type(failure.error) is kind
    assert words in str(failure.error)
    assert (failure.again, failure.elsewhere) == WORTH[worth]
    assert is_plain(str(failure.error))


def is_plain(text):
    """One or two sentences that end with what to do."""
    last = re.split(r"(?<=[.;]) ", text)[-1]
    to_do = r"(Check|Try|Wait|Ask|Set|Run|Put|Link|Lower|Raise|Choose|To change that|`aws|Request)"
    return text.endswith(".") and text.count("\n") == 0 and re.search(to_do, last) is not None


TRACE = {
    "inputAssessment": {
        "gr1": {
            "topicPolicy": {"topics": [{"name": "급여", "type": "DENY", "action": "BLOCKED"}]},
            "wordPolicy": {
                "customWords": [{"match": "비밀", "action": "BLOCKED"}],
                "managedWordLists": [{"match": "damn", "type": "PROFANITY", "action": "NONE"}],
            },
        }
    },
    "outputAssessments": {
        "gr1": [
            {
                "sensitiveInformationPolicy": {
                    "piiEntities": [{"type": "US_PASSPORT_NUMBER", "match": "77", "action": "BLOCKED"}]
                }
            }
        ]
    },
}
MASKED = {
    "outputAssessments": {
        "gr1": [{"sensitiveInformationPolicy": {"piiEntities": [{"type": "EMAIL", "action": "ANONYMIZED"}]}}]
    }
}
WORDS = ({"text": "네"},)


@pytest.mark.parametrize(
    ("heard", "kind"),
    [
        (Heard(WORDS, "content_filtered"), GuardrailIntervened),
        (Heard(WORDS, "guardrail_intervened"), GuardrailIntervened),
        (Heard(WORDS, "model_context_window_exceeded"), PromptTooLong),
        (Heard(WORDS, "malformed_model_output"), ReplyMalformed),
        (Heard(WORDS, "malformed_tool_use"), ReplyMalformed),
        (Heard(WORDS, ""), ReplyMalformed),
        (Heard((), "end_turn"), ReplyMalformed),
        (Heard((), "max_tokens"), ReplyMalformed),
    ],
)
def test_stop_reasons_that_are_failures(heard, kind):
    failure = failed_by(heard, WHERE, "")
    assert isinstance(failure, Failure)
    assert type(failure.error) is kind
    assert is_plain(str(failure.error))


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        ("end_turn", "complete"),
        ("stop_sequence", "complete"),
        ("tool_use", "tools"),
        ("max_tokens", "too_long"),
        ("내일의_이유", "complete"),
    ],
)
def test_stop_reasons_that_are_replies(stop, expected):
    heard = Heard(WORDS, stop)
    assert failed_by(heard, WHERE, "") is None
    assert stop_of(heard) == expected


def test_a_guardrails_trace_names_the_policies_and_not_the_words_that_were_found():
    told = str(failed_by(Heard(WORDS, "guardrail_intervened", trace=TRACE), WHERE, "gr1").error)
    assert told == (
        "The guardrail gr1 stopped this question because of the denied topic 급여, the word filter, the filter for "
        "sensitive information us passport number. Ask in other words, or ask who looks after the guardrail."
    )
    assert "비밀" not in told


def test_a_reply_with_masked_words_is_a_reply_with_a_note():
    heard = Heard(WORDS, "guardrail_intervened", trace=MASKED)
    assert failed_by(heard, WHERE, "gr1") is None
    assert (
        guardrail_note(heard) == "A guardrail took notice of this question: the filter for sensitive information email."
    )


@pytest.mark.parametrize(
    "response", [{}, {"output": None}, {"output": {"message": {"content": 3}}}, {"message": "<html>"}]
)
def test_a_reply_that_is_none_is_malformed(response):
    assert type(failed_by(heard_at_once(response), WHERE, "").error) is ReplyMalformed


def test_missing_tokens_count_as_none():
    heard = heard_at_once({"usage": {"inputTokens": 7}, "stopReason": "end_turn"})
    assert (heard.usage.input_tokens, heard.usage.output_tokens, heard.usage.cache_read_tokens, heard.counted) == (
        7,
        0,
        0,
        True,
    )
    assert heard_at_once({}).counted is False
