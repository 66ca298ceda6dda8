"""Who may be evaluated besides our own pipeline, what is said about how it was set up, and why a run ended early."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields

from text2sql.evaluation.running import Run
from text2sql.evaluation.types import Case, Prediction
from text2sql.settings import Settings
from text2sql.sources import find_source

_SECTIONS = ("limits", "retrieval", "safety", "cost", "model", "embedder", "reranker")
_LEFT_OUT = frozenset({"attributes", "metadata", "profile", "endpoint_url"})
"""Keys that may say who somebody is or where; of those that change answers a hash is kept."""


class PublishedSystem:
    """Predictions that somebody has written down."""

    def __init__(self, by_case: Mapping[str, Prediction]) -> None:
        """Take the predictions by case; a case without one counts as failed."""
        self._by_case = by_case

    def __call__(self, case: Case) -> Prediction:
        """The prediction for a case."""
        missing = Prediction(case.id, None, "failed", "There is no prediction for this question.")
        return self._by_case.get(case.id, missing)


def settings_of(settings: Settings, databases: Iterable[str]) -> dict[str, object]:
    """What of the settings can change our pipeline's answers, as ``section.key``.

    Args:
        settings: the settings.
        databases: names or paths of the databases asked; what people teach about them is kept as a hash.
    """
    told: dict[str, object] = {"language": settings.language, "today": str(settings.today or "")}
    for section in _SECTIONS:
        record = getattr(settings, section)
        for each in fields(record):
            if each.name not in _LEFT_OUT:
                value = getattr(record, each.name)
                told[f"{section}.{each.name}"] = dict(value) if isinstance(value, Mapping) else value
    attributes = sorted((name, repr(value)) for name, value in settings.safety.attributes.items())
    told["safety.attributes"] = hashlib.sha256(repr(attributes).encode()).hexdigest() if attributes else ""
    told["knowledge"] = _knowledge_hash(settings, databases)
    return told


def _knowledge_hash(settings: Settings, databases: Iterable[str]) -> str:
    """SHA-256 over the cards and samples of databases; empty when there are none."""
    digest = hashlib.sha256()
    found = False
    for name in sorted(databases):
        source = find_source(settings, name)
        for folder in (source.cards, source.samples):
            for path in sorted(folder.rglob("*.y*ml")) if folder.is_dir() else ():
                found = True
                digest.update(f"{name} {path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest() if found else ""


def stop_note(done: Run) -> str:
    """Why questions were left out, in a sentence."""
    why = {
        "interrupted": "The run was interrupted",
        "cost": "--max-cost is used up",
        "unpriced": "A model's price is not known, so --max-cost cannot be kept",
        "budget": "The budget of the settings is used up",
    }[done.stopped or "interrupted"]
    return (
        f"{why}: {done.not_run} questions were not run and are not scored. Run it again with the same --out to go on."
    )
