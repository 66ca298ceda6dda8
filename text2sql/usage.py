"""What calls of language models cost, the words that arrive while they run, and what is told of them afterwards."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and money spent on language models; all zero when none was called."""

    calls: int = 0
    input_tokens: int = 0
    """Tokens read at the full price: neither from the cache nor into it."""
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    """None when a price is not known."""
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Both together; the cost is unknown when either is."""
        known = self.cost_usd is not None and other.cost_usd is not None
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            (self.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
            self.cache_read_tokens + other.cache_read_tokens,
            self.cache_write_tokens + other.cache_write_tokens,
        )


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of a language model, for receipts and audits. It holds no words of the prompt or the reply."""

    purpose: str
    """What it was for: write, repair, review, decompose, …"""
    model: str
    """The model that answered, which may be a fallback."""
    usage: Usage
    seconds: float
    stop: str
    """Why the model stopped, as the service spells it."""
    retries: int = 0
    prompt_hash: str = ""


@dataclass(frozen=True, slots=True)
class Streamed:
    """Words of a model as they arrive: the piece that is new."""

    text: str
    purpose: str = "write"


Decision = Literal["answered", "clarify", "declined", "refused", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One question for the audit: who asked, what was decided, what it cost. It holds no rows and no prompts."""

    database: str
    question: str
    standalone_question: str
    decision: Decision
    sql: str | None
    """What ran; None when nothing did."""
    reason: str
    """Why nothing ran or what failed; empty when it was answered."""
    writer: str
    model: str | None
    strategy: str
    calls: tuple[ModelCall, ...]
    usage: Usage
    seconds: float
    user: str = ""
    """Who asked; empty means whoever the audit names by itself."""
