"""Models that call the local endpoint as if it were Bedrock."""

import pytest

from tests.bedrock_endpoint.fixtures import REGION, aws_environment, bedrock_endpoint
from tests.models.prompts import MODEL
from text2sql.models.bedrock import BedrockModel, BedrockSettings

__all__ = ["aws_environment", "bedrock_endpoint"]


@pytest.fixture
def make_model(bedrock_endpoint, aws_environment):
    """Makes models that call the endpoint, wait hardly at all between tries, and are closed after the test."""
    made = []

    def make(model=MODEL, **settings):
        said = {"region": REGION, "endpoint_url": bedrock_endpoint.url, "backoff_seconds": 0.001, **settings}
        made.append(BedrockModel(BedrockSettings(model, **said)))
        return made[-1]

    yield make
    bedrock_endpoint.stop()
    for model in made:
        model.close()


@pytest.fixture(params=["complete", "stream"])
def asking(request):
    """Asks a model in one of the two ways: ``asking(model, prompt, allowance, told)``."""
    from text2sql.prompting import Allowance

    def ask(model, prompt, allowance=None, told=None):
        allowance = allowance or Allowance()
        if request.param == "complete":
            return model.complete(prompt, allowance)
        return model.stream(prompt, allowance, (told if told is not None else []).append)

    ask.streams = request.param == "stream"
    return ask
