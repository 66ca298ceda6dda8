"""What an index was built from, and which files it consists of: the one small file whose replacement is the switch."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import text2sql
from text2sql.corpus import storing
from text2sql.corpus.files import digest_of_file, write_whole
from text2sql.interfaces import DocumentKind

_LAYOUT = 7
FORMAT = f"{text2sql.__version__}-{_LAYOUT}-{storing.FORMAT}"
"""An index of another version is built anew: words may be cut or texts composed in another way."""

_STATE = "state.json"
_SUFFIXES = (".json", ".sqlite", ".words", ".vectors", ".new")


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What decides whether an index is current."""

    location: str
    """Of the data source: changes when its structure or data may have changed."""
    cards: str
    samples: str
    embedder: str
    format: str = FORMAT


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index; its name holds a digest of what it is made from."""

    name: str
    size: int
    digest: str = ""
    """Of its contents; empty in an index that was written before they were kept."""

    def is_sound(self, folder: Path) -> bool:
        """Whether the file holds what was written, byte for byte."""
        path = folder / self.name
        return _size(path) == self.size and (not self.digest or digest_of_file(path) == self.digest)


@dataclass(frozen=True, slots=True)
class IndexState:
    """An index as it stands on disk."""

    fingerprints: Fingerprints
    files: Mapping[str, IndexFile]
    """By role: catalog, samples, values, …; of a part of the catalog ``catalog/0``, ``words/0`` and so on."""
    vectors: Mapping[DocumentKind, int]
    """Number of documents that have vectors, by kind."""
    before: tuple[str, ...] = ()
    """Names of the files of the index before this one: kept for those who still read it."""

    def is_whole(self, folder: Path) -> bool:
        """Whether every file is there with the size it was written with."""
        return all(_size(folder / file.name) == file.size for file in self.files.values())

    def damaged(self, folder: Path) -> tuple[str, ...]:
        """Roles of the files that are gone or hold something else; reads every byte, unlike :meth:`is_whole`."""
        return tuple(role for role, file in self.files.items() if not file.is_sound(folder))

    @property
    def parts(self) -> int:
        """How many parts the catalog has."""
        return sum(role.startswith("catalog/") for role in self.files)

    def text(self, folder: Path, role: str) -> str:
        """The text of a file.

        Raises:
            OSError: it is gone.
            KeyError: the index has no such file.
        """
        return self.content(folder, role).decode("utf-8", "surrogatepass")

    def content(self, folder: Path, role: str) -> bytes:
        """The bytes of a file; raises as :meth:`text`."""
        return (folder / self.files[role].name).read_bytes()


def read_state(folder: Path) -> IndexState | None:
    """The state of the index in a folder; None when there is none, or none that can be read."""
    try:
        content = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        return IndexState(
            Fingerprints(**content["fingerprints"]),
            {role: IndexFile(**file) for role, file in content["files"].items()},
            content["vectors"],
            tuple(content["before"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_state(folder: Path, state: IndexState) -> None:
    """Switch to another state; then remove the files that neither it nor the one before it knows."""
    content = {
        "fingerprints": asdict(state.fingerprints),
        "files": {role: asdict(file) for role, file in state.files.items()},
        "vectors": dict(state.vectors),
        "before": list(state.before),
    }
    write_whole(folder / _STATE, json.dumps(content, indent=1).encode())
    known = {file.name for file in state.files.values()} | set(state.before) | {_STATE}
    for path in folder.iterdir():
        if path.is_file() and path.suffix in _SUFFIXES and path.name not in known:
            path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
