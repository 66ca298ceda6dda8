"""Language models on Amazon Bedrock. Nothing outside of this package speaks to that service about language."""

from text2sql.models.bedrock.model import BedrockModel
from text2sql.models.bedrock.settings import BedrockSettings

__all__ = ["BedrockModel", "BedrockSettings"]
