"""What a score was measured on and with: without it a figure means nothing, so every report begins with it.

The manifest also decides whether a run may go on from what an earlier one left: only when everything that can change a
verdict is the same.
"""

import hashlib
import json
import platform
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from text2sql.evaluation.types import DataSet

_WHOLE = 64 * 2**20
"""Bytes up to which a database is hashed whole; of a larger one its size and both ends are."""
_END = 2**20
_PACKAGES = ("text2sql", "sqlglot", "duckdb", "boto3")


@dataclass(frozen=True, slots=True)
class Method:
    """How predictions are made and scored."""

    rule: str
    """The rule that decides what is correct."""
    system: str
    """Who predicted, for people: a writer, a model, or the name of a file of predictions."""
    keep_distinct: bool = False
    """Whether the rule test-suite leaves DISTINCT in the queries."""
    engine: str = "sqlite"
    """What runs the queries."""
    model: str | None = None
    """None when no language model is called, or when somebody else's predictions are scored."""
    strategy: str = ""
    """How the model is asked; empty when none is."""
    predictions: str = ""
    """SHA-256 of the file of predictions or recorded replies; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was measured, on what, and with what."""

    data_set: str
    data_hash: str
    """SHA-256 over the names and hashes of ``files`` and ``databases``."""
    files: tuple[tuple[str, str], ...]
    """Name and SHA-256 of what was read."""
    databases: tuple[tuple[str, str], ...]
    """Name and hash; of a database above 64 MiB only its size and both ends are hashed."""
    method: Method
    settings: tuple[tuple[str, str], ...]
    """What the settings say about limits, retrieval, safety, cost and the model, as ``section.key``."""
    versions: tuple[tuple[str, str], ...]
    seed: int
    selection: tuple[tuple[str, str], ...] = ()
    """Which questions were chosen: option and value."""

    @property
    def identity(self) -> str:
        """SHA-256 of everything that can change a verdict; which questions were chosen cannot."""
        return _hash(json.dumps(asdict(replace(self, seed=0, selection=())), sort_keys=True))


def make_manifest(
    data_set: DataSet,
    method: Method,
    settings: Mapping[str, object],
    seed: int = 0,
    selection: Iterable[tuple[str, str]] = (),
) -> Manifest:
    """The manifest of a run about to begin.

    Args:
        data_set: the questions and their databases.
        method: how it is done.
        settings: by ``section.key``.
        seed: of the sample.
        selection: option and value of each filter.
    """
    asked = {case.database for case in data_set.cases}
    places = sorted((name, place) for name, place in data_set.databases.items() if name in asked)
    databases = tuple((name, hash_of(place)) for name, place in places)
    return Manifest(
        data_set=data_set.name,
        data_hash=_hash(json.dumps([sorted(data_set.files), databases])),
        files=tuple(sorted(data_set.files)),
        databases=databases,
        method=method,
        settings=tuple(sorted((key, json.dumps(value, ensure_ascii=False)) for key, value in settings.items())),
        versions=_versions(),
        seed=seed,
        selection=tuple(sorted(selection)),
    )


def hash_of(place: Path) -> str:
    """SHA-256 of a file, in hexadecimal; empty when it cannot be read.

    Of one above 64 MiB, its size and its first and last MiB: reading all of BIRD would take longer than scoring it.
    """
    try:
        size = place.stat().st_size
        with place.open("rb") as file:
            if size <= _WHOLE:
                return hashlib.file_digest(file, "sha256").hexdigest()
            digest = hashlib.sha256(f"{size} bytes".encode() + file.read(_END))
            file.seek(-_END, 2)
            digest.update(file.read())
            return digest.hexdigest()
    except OSError:
        return ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _versions() -> tuple[tuple[str, str], ...]:
    found = [("python", platform.python_version()), ("sqlite", sqlite3.sqlite_version)]
    for name in _PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(sorted(found))
