"""What can be set, as frozen records; :mod:`text2sql.settings.reading` fills them from the file and the environment.

A section's keys are its record's fields, and a key takes values of its default's type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from text2sql.catalog import LocalText

Personal = Literal["mask", "refuse", "allow"]
NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_WORDS = LocalText()
LONGEST_QUESTION = 2_000
"""Characters. Longer texts are documents, not questions; not a setting, for whatever reads questions relies on it."""


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """One named database."""

    name: str
    location: str
    """A path (absolute here) or a SQLAlchemy URL; ``${NAME}`` in the file stands for an environment variable."""
    cards: Path
    """Folder of table cards; may be missing."""
    samples: Path
    """Folder of sample queries; may be missing."""
    today: date | None = None
    """The day relative dates refer to; None means the real one, or the demo's own."""
    description: LocalText = _NO_WORDS
    """The database's story in a line, for the chat page."""
    personal: Personal | None = None
    """What happens to columns marked personal in this database; None means what [safety] says."""


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What one query may use."""

    rows: int = 1_000
    seconds: float = 30.0
    memory_megabytes: int = 1_024


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How much of a schema goes to the writer: :class:`text2sql.stages.linking.LinkBudget`, field by field."""

    whole_columns: int = 200
    whole_tables: int = 25
    tables: int = 10
    columns: int = 80
    samples: int = 8
    values: int = 30
    unlikely_table: float = 0.0
    unlikely_column: float = 0.0


@dataclass(frozen=True, slots=True)
class LookupSettings:
    """What looking up values in the warehouse may take, for columns with more of them than the index keeps."""

    columns: int = 8
    """Columns searched for one question, those that it names first; 0 means that none are."""
    texts: int = 8
    """Stretches of the question that are looked for."""
    rows: int = 50_000_000
    """Tables with more rows are not searched."""
    seconds: float = 1.5
    """For all columns together; 0 means that none are searched."""


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """What the checker is told besides the catalog."""

    personal: Personal = "mask"
    """What happens to columns marked personal."""
    extra_functions: tuple[str, ...] = ()
    """Functions allowed besides the dialect's list."""
    hidden_tables: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    """Each as ``table.column``."""
    row_filters: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """A condition by table; ``:name`` in it stands for the attribute of that name."""
    attributes: Mapping[str, str | int | float | bool] = field(default_factory=lambda: NOTHING)
    """Facts about whoever asks, by name."""


@dataclass(frozen=True, slots=True)
class CostSettings:
    """What a query may be estimated to cost by the dry run; 0 means that this is not judged."""

    ask_rows: int = 0
    """Estimated rows above which a person is asked first."""
    refuse_rows: int = 0
    ask_megabytes: int = 0
    """Estimated megabytes read above which a person is asked first."""
    refuse_megabytes: int = 0


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The language model; nothing here means that none is called."""

    name: str = "auto"
    """auto, offline, bedrock, or a Bedrock model or inference-profile id."""
    id: str = ""
    """The Bedrock model or inference profile that ``bedrock`` stands for."""
    strategy: str = "auto"
    """How the model is asked: the name of a prompting strategy."""
    reviewer: str = ""
    """A second model, for strategies that have one; empty means the first."""
    fallbacks: tuple[str, ...] = ()
    """Models asked in order when the first one fails."""
    region: str = ""
    """The AWS region; empty means the credential chain's own choice."""
    profile: str = ""
    """The AWS profile; empty means the credential chain's own choice."""
    endpoint_url: str = ""
    """A VPC endpoint, or a local one; empty means the region's public one."""
    seconds: float = 120.0
    """Deadline for all the work on one question, calls of models included."""
    attempts: int = 3
    """Calls made for one reply before it fails, retries included."""
    calls_at_once: int = 8
    max_tokens: int = 2_048
    """Of one reply."""
    summary: bool = False
    """Whether the model tells results in words, for which it is shown their first rows."""
    cell_values: bool = True
    """Whether prompts may hold values of cells; personal columns never do."""
    guardrail: str = ""
    """A guardrail's id or ARN."""
    guardrail_version: str = "DRAFT"
    cache_ttl: str = ""
    """How long the service keeps the part of prompts that stays the same: 5m or 1h; empty means its own 5 minutes."""
    service_tier: str = ""
    """default, priority, flex or reserved, where the model has them; empty leaves it to the service."""
    metadata: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """Sent with every call, for cost allocation and invocation logs."""
    prices: str = ""
    """A file of prices that takes the place of the built-in one."""
    usd_per_question: float = 0.0
    """What one question may cost; 0 means that nobody counts."""
    usd_per_day: float = 0.0


@dataclass(frozen=True, slots=True)
class EmbedderSettings:
    """What turns texts into vectors. The index is built anew when it changes."""

    name: str = "multilingual"
    """multilingual (embedded, no service) or a Bedrock embedding model's id."""
    dimensions: int = 1_024
    """Of a Bedrock model's vectors."""


@dataclass(frozen=True, slots=True)
class RerankerSettings:
    """What orders retrieved tables and samples anew; none by default."""

    id: str = ""
    """A Bedrock reranking model's id."""
    region: str = ""
    """Reranking models live in few regions; empty means the language model's."""


@dataclass(frozen=True, slots=True)
class OfflineSettings:
    """The writer without a model."""

    answers: Literal["always", "more answers", "balanced", "fewer errors"] = "balanced"
    """How sure the learned parser has to be to answer rather than to offer readings; always answers however unsure."""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Who asked what, which model was called, what ran: a JSON line a question."""

    folder: str = ""
    """Where the lines are kept; empty means that none are written."""
    user: str = ""
    """Who is named in them; empty means the account that runs the program."""
    megabytes: int = 10
    """Size at which a file is set aside."""
    files: int = 20
    """Files kept."""
    metrics: bool = False
    """Adds CloudWatch embedded metrics to the lines, for an agent that ships them."""


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Who may do what on the chat page once people sign in. Without a sign-in it is one person's, who may do all."""

    owners: tuple[str, ...] = ()
    """Who sees what is asked and what it costs, and may review: e-mail addresses, subjects or ``claim=value``."""
    reviewers: tuple[str, ...] = ()
    """Who may turn proposals into approved samples, written the same way."""
    claims: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """The sign-in's claim from which each attribute of row filters is taken, by the attribute's name."""
    hours: float = 12.0
    """How long a sign-in and its claims count."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    file: Path | None = None
    """The settings file, or None when there is none."""
    default_database: str = ""
    """The database asked when ``-d`` names none; the only one when there is just one."""
    data_folder: Path = Path(".text2sql")
    """Where indexes, converted files, conversations and the demo are kept."""
    language: Literal["auto", "ko", "en"] = "auto"
    """The language of answers; auto means the question's own."""
    databases: Mapping[str, DatabaseSettings] = field(default_factory=lambda: NOTHING)
    today: date | None = None
    """The day relative dates refer to in databases that name none of their own."""
    limits: LimitSettings = LimitSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    lookup: LookupSettings = LookupSettings()
    safety: SafetySettings = SafetySettings()
    cost: CostSettings = CostSettings()
    model: ModelSettings = ModelSettings()
    embedder: EmbedderSettings = EmbedderSettings()
    reranker: RerankerSettings = RerankerSettings()
    offline: OfflineSettings = OfflineSettings()
    audit: AuditSettings = AuditSettings()
    page: PageSettings = PageSettings()

    def folder_of(self, path: str) -> Path:
        """A path as the settings file means it: relative to the file, or to where the program runs without one."""
        return (self.file.parent if self.file else Path.cwd()) / Path(path).expanduser()
