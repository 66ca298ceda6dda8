"""The formats of training data that Bedrock takes, and how much of it.

Sources: "Preparing data for fine-tuning Understanding models" (Amazon Nova user guide), "Prepare data for fine-tuning
text-to-text models" (Amazon Bedrock user guide) and "Fine-tune Anthropic's Claude 3 Haiku in Amazon Bedrock" (AWS
Machine Learning Blog), read in November 2026. Quotas differ by model and account; these stay on the careful side.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from text2sql.tuning.conversations import Conversation

FormatName = Literal["nova", "claude", "completion"]
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can say."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format and what a job takes of it."""

    name: FormatName
    record: Callable[[Conversation], Json]
    """One line of a file."""
    most_tokens: int
    """Of one record."""
    most_records: int
    """For training."""
    least_records: int = 32
    """For training and validation together."""
    most_validation: int = 1_000

    def line(self, conversation: Conversation) -> str:
        """One line of a file, without its end."""
        return json.dumps(self.record(conversation), ensure_ascii=False)


def _nova(conversation: Conversation) -> Json:
    return {
        "schemaVersion": "bedrock-conversation-2024",
        "system": [{"text": conversation.system}],
        "messages": [
            {"role": "user", "content": [{"text": conversation.user}]},
            {"role": "assistant", "content": [{"text": conversation.reply}]},
        ],
    }


def _claude(conversation: Conversation) -> Json:
    return {
        "system": conversation.system,
        "messages": [
            {"role": "user", "content": conversation.user},
            {"role": "assistant", "content": conversation.reply},
        ],
    }


def _completion(conversation: Conversation) -> Json:
    return {"prompt": f"{conversation.system}\n\n{conversation.user}", "completion": conversation.reply}


FORMATS: Mapping[FormatName, Format] = {
    "nova": Format("nova", _nova, most_tokens=32_000, most_records=20_000),
    "claude": Format("claude", _claude, most_tokens=32_000, most_records=10_000),
    "completion": Format("completion", _completion, most_tokens=4_096, most_records=10_000),
}
"""nova: Amazon Nova, and Llama models that are trained on conversations; claude: Anthropic's; completion: Titan Text,
Llama 3.1, Cohere Command."""
