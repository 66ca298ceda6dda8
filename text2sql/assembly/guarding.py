"""What stands between a writer and the warehouse, and who keeps account: the gate, the cost guard, ledger and audit."""

import getpass
from typing import TYPE_CHECKING

from text2sql.catalog import Catalog
from text2sql.errors import SettingsError
from text2sql.interfaces import Audit, Spending
from text2sql.settings import Personal, Settings

if TYPE_CHECKING:
    from text2sql.stages.checking import Budget, Checker, CheckRules


def cost_budget(settings: Settings) -> "Budget":
    """The cost guard's thresholds; 0 in the settings means that a measure is not judged."""
    from text2sql.stages.checking import Budget

    cost = settings.cost
    return Budget(
        ask_rows=cost.ask_rows or None,
        refuse_rows=cost.refuse_rows or None,
        ask_bytes=cost.ask_megabytes * 1_000_000 or None,
        refuse_bytes=cost.refuse_megabytes * 1_000_000 or None,
    )


def make_checker(settings: Settings, catalog: Catalog, personal: Personal | None = None) -> "Checker":
    """The gate for a catalog under the settings.

    Raises:
        SettingsError: as :func:`make_rules`; or a row filter does not fit its table.
    """
    from text2sql.stages.checking import Checker

    return Checker(catalog, make_rules(settings, personal))


def make_rules(settings: Settings, personal: Personal | None = None) -> "CheckRules":
    """What the settings say about who may read what.

    Raises:
        SettingsError: a hidden column is not written as ``table.column``.
    """
    from text2sql.stages.checking import CheckRules, RowFilter

    safety = settings.safety
    columns = [tuple(each.rpartition(".")[::2]) for each in safety.hidden_columns]
    if not all(table and column for table, column in columns):
        raise SettingsError("[safety] hidden_columns must be written as table.column. Mend text2sql.toml.")
    return CheckRules(
        row_limit=settings.limits.rows,
        extra_functions=frozenset(safety.extra_functions),
        hidden_tables=frozenset(safety.hidden_tables),
        hidden_columns=frozenset((table, column) for table, column in columns),
        personal=personal or safety.personal,
        row_filters=tuple(RowFilter(table, condition) for table, condition in safety.row_filters.items()),
        attributes=safety.attributes,
    )


def ledger(settings: Settings) -> Spending:
    """The account of what models cost, shared by everything that uses this data folder."""
    from text2sql.accounts.ledger import Ledger

    model = settings.model
    path = settings.data_folder / "spending.sqlite"
    return Ledger(path, model.usd_per_question or None, model.usd_per_day or None)


def audit_files(settings: Settings) -> Audit | None:
    """Where questions are written down; None when the settings name no folder."""
    audit = settings.audit
    if not audit.folder:
        return None
    from text2sql.accounts.audit import AuditFiles

    folder = settings.folder_of(audit.folder)
    return AuditFiles(folder, audit.user or _account(), audit.megabytes, audit.files, audit.metrics)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
