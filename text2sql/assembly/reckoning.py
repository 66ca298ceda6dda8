"""The accounts of a data folder, to be looked at: who asked what by the audit, and what models cost by the ledger."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from text2sql.accounts.audit_reading import Audited, AuditLog, read_audit
from text2sql.accounts.ledger import Ledger
from text2sql.accounts.totals import Totals, by_day, by_model, slowest, totals, unanswered
from text2sql.settings import Settings
from text2sql.usage import Usage

__all__ = [
    "Accounts",
    "AuditLog",
    "Audited",
    "Totals",
    "by_day",
    "by_model",
    "open_accounts",
    "slowest",
    "totals",
    "unanswered",
]


@dataclass(frozen=True, slots=True)
class Accounts:
    """What was asked and spent. Reading it changes nothing."""

    audit: Path | None
    """The folder of the audit; None when none is kept."""
    spending: Path

    def asked_since(self, start: datetime) -> AuditLog | None:
        """Questions since then; None when no audit is kept.

        Raises:
            KnowledgeError: it cannot be read.
        """
        return None if self.audit is None else read_audit(self.audit, start)

    def spent_since(self, start: date) -> tuple[tuple[date, Usage], ...]:
        """What calls of models cost by day, the newest first; commands and indexing are in it, too.

        Raises:
            KnowledgeError: it cannot be read.
        """
        if not self.spending.is_file():
            return ()
        return tuple((day, usage) for day, usage in Ledger(self.spending).days() if day >= start)


def open_accounts(settings: Settings) -> Accounts:
    """The accounts that the settings keep."""
    folder = settings.audit.folder
    return Accounts(settings.folder_of(folder) if folder else None, settings.data_folder / "spending.sqlite")
