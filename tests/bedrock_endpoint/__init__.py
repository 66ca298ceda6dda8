"""Amazon Bedrock on this machine, for tests and for trying things: the real boto3 client talks to it over real HTTP.

No AWS account is reachable where this project is developed, so what is sent and what comes back is held against
botocore's own model of the service instead, in both directions. Nothing here is a mock of the client.
"""

from tests.bedrock_endpoint.endpoint import BedrockEndpoint
from tests.bedrock_endpoint.faults import Fault
from tests.bedrock_endpoint.replies import Document, Reply, ReplyUsage, ToolCall
from tests.bedrock_endpoint.requests import Request
from tests.bedrock_endpoint.settings import EndpointSettings, Traits

__all__ = [
    "BedrockEndpoint",
    "Document",
    "EndpointSettings",
    "Fault",
    "Reply",
    "ReplyUsage",
    "Request",
    "ToolCall",
    "Traits",
]
