"""The real client up to the socket: requests are written and replies read by botocore, and nothing is sent."""

import io
import json

import pytest
from botocore.awsrequest import AWSResponse


class Raw(io.BytesIO):
    """What a connection would hand out."""

    def stream(self, amount=4_096, decode_content=None):
        while piece := self.read(amount):
            yield piece


class Wire:
    """Takes requests off a boto3 client and answers them with ``answer(sent) -> (status, headers, content)``."""

    def __init__(self, client, answer):
        self.sent = []
        self._answer = answer
        client.meta.events.register("before-send", self._take)

    def _take(self, request, **_):
        body = request.body.read() if hasattr(request.body, "read") else request.body
        sent = json.loads(body)
        self.sent.append((request.url, sent))
        status, headers, content = self._answer(sent)
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        return AWSResponse(request.url, status, {"content-type": "application/json", **headers}, Raw(raw))


def refusal(status, code, message):
    """An error as the service writes it."""
    return status, {"x-amzn-errortype": code}, {"message": message}


@pytest.fixture
def account(monkeypatch, tmp_path):
    """Credentials that open nothing, and none of this machine's own."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    return monkeypatch
