"""Settings: text2sql.toml and the environment, read once into one frozen record; nobody else reads the environment."""

from text2sql.settings.reading import FILE_NAME, load_settings
from text2sql.settings.records import (
    LONGEST_QUESTION,
    AuditSettings,
    CostSettings,
    DatabaseSettings,
    EmbedderSettings,
    LimitSettings,
    LookupSettings,
    ModelSettings,
    OfflineSettings,
    PageSettings,
    Personal,
    RerankerSettings,
    RetrievalSettings,
    SafetySettings,
    Settings,
)

__all__ = [
    "FILE_NAME",
    "LONGEST_QUESTION",
    "AuditSettings",
    "CostSettings",
    "DatabaseSettings",
    "EmbedderSettings",
    "LimitSettings",
    "LookupSettings",
    "ModelSettings",
    "OfflineSettings",
    "PageSettings",
    "Personal",
    "RerankerSettings",
    "RetrievalSettings",
    "SafetySettings",
    "Settings",
    "load_settings",
]
