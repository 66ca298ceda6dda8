"""For other tests: import the fixtures into a ``conftest.py``; :func:`boto3_client` gives a bare client."""

import threading
from collections.abc import Iterator
from functools import lru_cache

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config

from tests.bedrock_endpoint.endpoint import BedrockEndpoint

REGION = "us-east-1"
_MAKING = threading.Lock()  # Clients are safe for threads, making them from one session is not.


@pytest.fixture
def bedrock_endpoint() -> Iterator[BedrockEndpoint]:
    """An endpoint of the test's own; the test fails at its end when a request or a scripted reply was wrong."""
    endpoint = BedrockEndpoint()
    yield endpoint
    endpoint.close()


@pytest.fixture
def aws_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that open nothing, and none of this machine's own: for code that uses AWS's credential chain."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK", "AWS_ROLE_ARN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/nowhere/aws")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def boto3_client(
    endpoint: BedrockEndpoint,
    service: str = "bedrock-runtime",
    attempts: int = 1,
    read_seconds: float = 5.0,
    connections: int = 10,
) -> BaseClient:
    """The real client, talking to the endpoint; the caller closes it.

    Args:
        endpoint: where it talks to.
        service: ``bedrock-runtime``, or ``bedrock-agent-runtime`` for reranking.
        attempts: calls made by botocore itself for one call of ours, the first included.
        read_seconds: how long the endpoint may be silent.
        connections: kept at once.
    """
    config = Config(
        retries={"total_max_attempts": attempts, "mode": "standard"},
        read_timeout=read_seconds,
        connect_timeout=2,
        max_pool_connections=connections,
    )
    with _MAKING:
        return _session().client(service, endpoint_url=endpoint.url, config=config)


@lru_cache
def _session() -> boto3.Session:
    """One for all clients: it keeps botocore's service descriptions, which take 0.3 s to read."""
    return boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=REGION)
