"""Settings to parts, parts to a pipeline: the only room that names providers.

Providers are imported where they are chosen, so that a command only pays for what it uses.
"""

from text2sql.assembly.checking_index import checked_index
from text2sql.assembly.describing import BatchAccount, describing_of
from text2sql.assembly.guarding import ledger, make_checker
from text2sql.assembly.models import make_model, model_id
from text2sql.assembly.opening import OpenDatabase, language_of, open_catalog, open_database, silent
from text2sql.models.replaying import Replay

__all__ = [
    "BatchAccount",
    "OpenDatabase",
    "Replay",
    "checked_index",
    "describing_of",
    "language_of",
    "ledger",
    "make_checker",
    "make_model",
    "model_id",
    "open_catalog",
    "open_database",
    "silent",
]
