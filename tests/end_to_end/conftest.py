"""The endpoint's fixtures, for whole questions."""

from tests.bedrock_endpoint.fixtures import aws_environment, bedrock_endpoint

__all__ = ["aws_environment", "bedrock_endpoint"]
