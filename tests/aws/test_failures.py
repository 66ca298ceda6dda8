"""Whoever calls AWS is told the same about credentials, profile, region and network, and what to do next."""

import re

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    InvalidRegionError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    ProfileNotFound,
    ReadTimeoutError,
    SSLError,
    UnauthorizedSSOTokenError,
)
from botocore.parsers import ResponseParserError
from urllib3.exceptions import ProtocolError

from text2sql.embedders import bedrock_client as embedding
from text2sql.errors import ModelBusy, ModelError, ModelUnavailable
from text2sql.models.bedrock import failures as asking
from text2sql.rerankers import bedrock_client as reranking
from text2sql.tuning.clients import translated


def by_tuning(error):
    with pytest.raises(ModelError) as told, translated():
        raise error
    return told.value


WITHOUT_A_MODEL = (
    lambda error: embedding.failure_of(error, "임베딩-모델", "ap-northeast-2"),
    lambda error: reranking.failure_of(error, "rerank-x", ""),
    by_tuning,
)
EVERYONE = (*WITHOUT_A_MODEL, lambda error: asking.failure_of(error, asking.Where("model-x", "us-east-1", "")).error)


def answered(code, message="", status=403):
    response = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "PutObject")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoCredentialsError(), "no AWS credentials"),
        (ProfileNotFound(profile="분석팀"), "profile 분석팀 does not exist"),
        (UnauthorizedSSOTokenError(), "SSO session associated with this profile has expired"),
        (CredentialRetrievalError(provider="custom", error_msg="회사 VPN\n없음"), "회사 VPN 없음). Run"),
        (answered("ExpiredTokenException"), "have expired"),
        (answered("InvalidSignatureException", "Signature expired: 2026"), "have expired"),
        (answered("InvalidAccessKeyId"), "does not accept these credentials"),
        (answered("RequestTimeTooSkewed"), "the clock is wrong"),
        (answered("Anything", status=401), "does not accept these credentials"),
    ],
)
def test_everyone_says_the_same_about_credentials(error, words):
    told = [each(error) for each in EVERYONE]
    assert {type(each) for each in told} == {ModelUnavailable}
    assert len({str(each) for each in told}) == 1
    assert words in str(told[0])
    assert re.search(r"(aws sso login|`profile` under \[model\])", str(told[0]))


@pytest.mark.parametrize(
    ("error", "words"), [(NoRegionError(), "No AWS region"), (InvalidRegionError(region_name="서울"), "서울 is no AWS")]
)
def test_a_region_is_set_where_the_caller_reads_it(error, words):
    told = [str(each(error)) for each in EVERYONE]
    assert all(words in each and "Set `region` under [" in each and "AWS_REGION" in each for each in told)
    assert "[reranker]" in told[1]


@pytest.mark.parametrize(
    "error",
    [
        EndpointConnectionError(endpoint_url="https://vpce-1.example"),
        ConnectTimeoutError(endpoint_url="https://vpce-1.example"),
        SSLError(endpoint_url="https://vpce-1.example", error="self-signed"),
        ReadTimeoutError(endpoint_url="https://vpce-1.example"),
        ConnectionClosedError(endpoint_url="https://vpce-1.example"),
        ResponseParserError("Unable to parse response, received https://vpce-1.example's page"),
        ProtocolError("broken off by https://vpce-1.example"),
        ConnectionResetError("https://vpce-1.example"),
    ],
)
def test_a_network_that_fails_is_no_wrong_setting(error):
    told = [each(error) for each in WITHOUT_A_MODEL]
    assert {type(each) for each in told} == {ModelUnavailable}
    assert all("cannot be reached" in str(each) and "vpce-1.example" in str(each) for each in told)
    assert all("Check the network" in str(each) for each in told)


@pytest.mark.parametrize(("code", "status"), [("SlowDown", 503), ("", 502), ("throttlingException", 0), ("x", 429)])
def test_a_service_without_time_is_asked_later(code, status):
    assert {type(each(answered(code, status=status))) for each in EVERYONE} <= {ModelBusy}
    assert all("Wait a minute" in str(each(answered(code, status=status))) for each in WITHOUT_A_MODEL)


def test_a_request_is_refused_in_the_services_words_and_not_all_of_them():
    for each in EVERYONE:
        told = each(answered("ValidationException", f"행 3이\n틀렸습니다. 값이 expired 입니다. {'x' * 1_000}", 400))
        assert type(told) is ModelError
        assert "행 3이 틀렸습니다." in str(told)
        assert len(str(told)) < 500
    assert "cannot be used" in str(by_tuning(ParamValidationError(report="이름")))
