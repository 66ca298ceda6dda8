"""Builds the demo warehouse, and tells without opening it up to which day it runs.

The rows are made set by set in DuckDB from hashes of seed and row number, so the same seed and day give the same rows
whatever the number of threads. A small JSON file beside the database says what was built; nothing else may be needed
to decide whether it has to be built again.
"""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from text2sql.errors import CannotOpen, UsageError


@dataclass(frozen=True, slots=True)
class _Built:
    """What the file beside the database says about it."""

    as_of: str
    seed: int
    scale: float
    version: int


def build(path: Path, as_of: date, seed: int = 7, scale: float = 1.0) -> None:
    """Write the demo warehouse, replacing the one at ``path`` in one step when it is complete.

    Of several builds at once one works at a time; those that only waited for the same warehouse do not make it again.

    Args:
        path: the DuckDB file; its folder is made when needed.
        as_of: the last day on which anything happened.
        seed: another seed gives another shop of the same kind.
        scale: 1.0 is 10,000 customers and 36,000 orders, about 300,000 rows in all.

    Raises:
        UsageError: ``scale`` is not above 0 and at most 100, or ``as_of`` is out of range.
        CannotOpen: the file cannot be written.
    """
    if not 0 < scale <= 100:
        raise UsageError(f"The scale {scale} is not above 0 and at most 100; use 1 for about 300,000 rows.")
    if not 1990 <= as_of.year <= 2200:
        raise UsageError(f"The day {as_of} is out of range; use one from 1990 to 2200.")
    wanted = _Built(as_of.isoformat(), seed, scale, _version())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path) as waited:
            if not (waited and path.exists() and _read(path) == wanted):
                _replace(path, wanted)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotOpen(
            f"The demo warehouse {path} cannot be written ({reason}); choose a writable folder."
        ) from error


def read_as_of(path: Path) -> date | None:
    """The last day of the warehouse at ``path``; None when there is no demo warehouse."""
    built = _read(path) if path.exists() else None
    return date.fromisoformat(built.as_of) if built else None


def is_current(path: Path, as_of: date) -> bool:
    """Whether the warehouse at ``path`` runs up to ``as_of`` and was made by the present SQL."""
    built = _read(path) if path.exists() else None
    return built is not None and built.as_of == as_of.isoformat() and built.version == _version()


@cache
def _scripts() -> tuple[str, ...]:
    """The packaged SQL in the order of its file names."""
    found = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".sql")]
    return tuple(entry.read_text(encoding="utf-8") for entry in sorted(found, key=lambda entry: entry.name))


@cache
def _version() -> int:
    """Changes whenever the SQL does, so that an older warehouse is known to be out of date."""
    return zlib.crc32("\n".join(_scripts()).encode("utf-8"))


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _read(path: Path) -> _Built | None:
    """What was built; None when it is not known, which only means that it has to be built again."""
    try:
        entry = json.loads(_beside(path).read_text(encoding="utf-8"))
        date.fromisoformat(entry["as_of"])
        return _Built(str(entry["as_of"]), int(entry["seed"]), float(entry["scale"]), int(entry["version"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Hold the right to build; True when another process or thread had it before."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
        waited = False
    except Timeout:
        lock.acquire()
        waited = True
    try:
        yield waited
    finally:
        lock.release()


def _replace(path: Path, wanted: _Built) -> None:
    """Build next to ``path`` and put it in place; whatever an interrupted build left there is overwritten."""
    unfinished = path.with_name(f".{path.name}.building")
    log = unfinished.with_name(unfinished.name + ".wal")
    beside = _beside(path)
    try:
        unfinished.unlink(missing_ok=True)
        log.unlink(missing_ok=True)
        _fill(unfinished, wanted)
        # In this order an interruption leaves a whole database that is at worst taken for an unknown one.
        beside.unlink(missing_ok=True)
        os.replace(unfinished, path)
        described = beside.with_name(f".{beside.name}.building")
        described.write_text(json.dumps(asdict(wanted)) + "\n", encoding="utf-8")
        os.replace(described, beside)
    finally:
        unfinished.unlink(missing_ok=True)
        log.unlink(missing_ok=True)


def _fill(path: Path, wanted: _Built) -> None:
    import duckdb

    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute("SET VARIABLE seed = CAST(? AS BIGINT)", [wanted.seed])
            connection.execute("SET VARIABLE as_of = CAST(? AS DATE)", [wanted.as_of])
            connection.execute("SET VARIABLE scale = CAST(? AS DOUBLE)", [wanted.scale])
            for script in _scripts():
                connection.execute(script)
            connection.execute("CHECKPOINT")
    except duckdb.IOException as error:
        raise CannotOpen(
            f"The demo warehouse {path} cannot be written; choose a writable folder with space."
        ) from error
