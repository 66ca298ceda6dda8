"""CSV and Parquet files, kept as one DuckDB file that is rebuilt when they change.

Converted once, a question over CSV costs what a question over DuckDB costs, the same locked-down worker answers it, and
no file-reading function is ever needed while untrusted SQL runs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from text2sql.errors import CannotOpen
from text2sql.interfaces import OnProgress
from text2sql.warehouses.location import Location, table_name
from text2sql.warehouses.worker_process import import_paths

_VERSION = 1
"""Counts up when the conversion changes, so that older results are made again."""
_BOOTSTRAP = "import sys; sys.path.extend({paths!r}); from text2sql.warehouses.duckdb_conversion import main; main()"


@dataclass(frozen=True, slots=True)
class Converted:
    """The DuckDB file made from a location's files."""

    path: Path
    notes: tuple[str, ...]
    """Files that were left out and why; subfolders that are not read."""


def converted(location: Location, on_progress: OnProgress) -> Converted:
    """The DuckDB file for a location, made now when there is none for the files as they are.

    Raises:
        CannotOpen: none of the files can be read, or the data folder cannot be written.
    """
    folder = location.data_folder / "converted" / location.key
    fingerprint = f"{_VERSION}-{location.fingerprint()}"
    known = _known(folder, fingerprint)
    if known is not None:
        return known
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock"):
            return _known(folder, fingerprint) or _convert(location, folder.resolve(), fingerprint, on_progress)
    except OSError as error:
        raise CannotOpen(
            f"{folder} cannot be written ({error.strerror or error}), and files need a converted copy there. "
            "Give write permission, or set another data folder."
        ) from error


def _known(folder: Path, fingerprint: str) -> Converted | None:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        path = folder / str(manifest["file"])
        if manifest["fingerprint"] == fingerprint and path.is_file():
            return Converted(path, tuple(str(note) for note in manifest["notes"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _convert(location: Location, folder: Path, fingerprint: str, on_progress: OnProgress) -> Converted:
    files = location.data_files()
    target = folder / f"data-{fingerprint[-12:]}-{os.getpid()}.duckdb"
    with suppress(OSError):
        target.unlink()
    try:
        bad, notes = _run(files, _table_names(files), target, on_progress)
        if len(bad) == len(files):
            raise CannotOpen(_none_good(location, bad))
    except BaseException:
        for leftover in (target, target.with_name(target.name + ".wal")):
            leftover.unlink(missing_ok=True)
        raise
    notes = (*bad, *notes, *_renamed(files), *_subfolders(location))
    manifest = {"fingerprint": fingerprint, "file": target.name, "notes": notes}
    part = folder / "manifest.json.part"
    part.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / "manifest.json")
    for old in folder.glob("data-*.duckdb*"):
        if not old.name.startswith(target.name):
            with suppress(OSError):
                old.unlink()
    return Converted(target, notes)


def _run(
    files: Sequence[Path], tables: Sequence[str], target: Path, on_progress: OnProgress
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Run the conversion; which files are bad and why, and what else to say."""
    job = {"target": str(target), "files": [[str(file), table] for file, table in zip(files, tables, strict=True)]}
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOTSTRAP.format(paths=import_paths())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=target.parent,
    )
    bad, notes = [], []
    done = 0
    with process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            on_progress(files[0].name, 0, len(files))
            with suppress(BrokenPipeError), process.stdin as stdin:
                stdin.write(json.dumps(job).encode("ascii"))
            for line in process.stdout:
                outcome = json.loads(line)
                name = files[int(outcome["file"])].name
                if outcome["failed"]:
                    bad.append(f"{name} was left out: it {outcome['failed']}")
                if outcome["note"]:
                    notes.append(f"{name}: {outcome['note']}")
                done += 1
                on_progress(files[min(done, len(files) - 1)].name, done, len(files))
        except BaseException:
            process.kill()
            raise
    if done < len(files) or process.returncode != 0:
        culprit = files[min(done, len(files) - 1)]
        raise CannotOpen(
            f"Reading {culprit} stopped the converting process, which may have run out of memory or disk. "
            "Free some, or move this file elsewhere."
        )
    return tuple(bad), tuple(notes)


def _none_good(location: Location, bad: Sequence[str]) -> str:
    if location.path is not None and not location.path.is_dir():
        return f"{location.path} {bad[0].partition(': it ')[2].rstrip('.')}. Mend the file, or name another one."
    listed = "; ".join(bad[:3]) + ("; …" if len(bad) > 3 else "")
    return f"No file of {location.path} can be read: {listed}. Mend one of them, or name another folder."


def _table_names(files: Sequence[Path]) -> list[str]:
    """A table for each file, named after it; a second one of that name is told apart by a number."""
    names: list[str] = []
    taken: set[str] = set()
    for file in files:
        plain = table_name(file) or "data"
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _renamed(files: Sequence[Path]) -> tuple[str, ...]:
    """Says which files share a name with another one and gave their table a number."""
    told = zip(files, _table_names(files), strict=True)
    return tuple(f"{file.name} became the table {name}" for file, name in told if name != (table_name(file) or "data"))


def _subfolders(location: Location) -> tuple[str, ...]:
    """Says that nested folders are not read, when there are any with data in them."""
    if location.path is None or not location.path.is_dir():
        return ()
    nested = sorted(
        entry.name for entry in location.path.iterdir() if entry.is_dir() and not entry.name.startswith(".")
    )
    if not nested:
        return ()
    shown = ", ".join(nested[:3]) + (", …" if len(nested) > 3 else "")
    return (f"Folders inside {location.path.name} are not read ({shown}); name one of them to ask about it.",)
