"""The default vector store: Chroma in this process, with an exact copy of small collections beside it.

Two facts shaped it. Importing Chroma takes more than a second, most of what a cold question may cost, and comparing a
few thousand vectors one by one takes less than a millisecond: so small collections are answered from a plain file and
Chroma is only asked about large ones (``docs/decisions/0011``). And two processes that write to one Chroma folder
damage it silently: so every change holds a lock across processes and opens Chroma afresh.
"""

import json
import os
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from text2sql.errors import KnowledgeError
from text2sql.interfaces import Vector
from text2sql.types import Hit

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

EXACT_UP_TO = 5_000
_SNAPSHOT_VERSION = 1
_BATCH = 5_000
_PLAIN_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,200}[a-zA-Z0-9]")
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """All vectors of a collection, of length 1."""

    stamp: _Stamp
    ids: tuple[str, ...]
    vectors: "np.ndarray[Any, np.dtype[np.float32]]"

    def nearest(self, vector: Vector, count: int) -> tuple[Hit, ...]:
        if not self.ids or count < 1:
            return ()
        wanted = np.asarray(vector, dtype=np.float32)
        if wanted.shape[0] != self.vectors.shape[1]:
            raise KnowledgeError(_other_dimensions(wanted.shape[0], self.vectors.shape[1]))
        # einsum, not @: BLAS would wake its threads, which costs more than the work when the processors are busy.
        scores = np.einsum("ij,j->i", self.vectors, wanted / (float(np.linalg.norm(wanted)) or 1.0))
        count = min(count, len(self.ids))
        best = np.argpartition(-scores, count - 1)[:count]
        order = best[np.lexsort((best, -scores[best]))]
        return tuple(Hit(self.ids[row], float(scores[row])) for row in order)


class ChromaVectorStore:
    """Vectors in a folder. Safe for several threads, and for one writer and many readers among processes.

    Args:
        folder: belongs to this store alone; made when something is stored.
        exact_up_to: collections of at most this many vectors are answered exactly, without Chroma.
    """

    def __init__(self, folder: Path, exact_up_to: int = EXACT_UP_TO) -> None:
        self._folder = folder
        self._exact_up_to = exact_up_to
        self._guard = RLock()
        self._snapshots: dict[str, _Snapshot] = {}
        self._reader: _Reader | None = None

    def upsert(self, collection: str, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Add or replace vectors.

        Raises:
            KnowledgeError: the folder cannot be written, or vectors of another length are in the collection.
        """
        if not ids:
            return
        rows = np.asarray(vectors, dtype=np.float32)
        with self._changing(collection) as client:
            kept = client.get_or_create_collection(
                _chroma_name(collection), embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            for start in range(0, len(ids), _BATCH):
                kept.upsert(ids=list(ids[start : start + _BATCH]), embeddings=rows[start : start + _BATCH])

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids are ignored.

        Raises:
            KnowledgeError: the folder cannot be written.
        """
        if not ids or not self._database.exists():
            return
        with self._changing(collection) as client:
            kept = _collection(client, collection)
            for start in range(0, len(ids) if kept else 0, _BATCH):
                assert kept is not None
                kept.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, collection: str, vector: Vector, count: int) -> tuple[Hit, ...]:
        """At most ``count`` hits by cosine similarity, best first; none for an unknown collection.

        Raises:
            KnowledgeError: the folder is damaged, or the collection holds vectors of another length.
        """
        with self._guard:
            snapshot = self._snapshot(collection)
            if snapshot is not None:
                return snapshot.nearest(vector, count)
            if not self._database.exists() or count < 1:
                return ()
            with _translated(self._folder):
                return _ask_chroma(self._opened().collection(collection), vector, count)

    def close(self) -> None:
        """Let go of Chroma; safe to call twice."""
        with self._guard:
            if self._reader is not None:
                self._reader.client.close()
                self._reader = None
            self._snapshots.clear()

    @property
    def _database(self) -> Path:
        return self._folder / "chroma" / "chroma.sqlite3"

    @property
    def _changes(self) -> Path:
        return self._folder / "changes"

    def _snapshot_path(self, collection: str) -> Path:
        return self._folder / "snapshots" / f"{_chroma_name(collection).lower()}-{_digest(collection)}.vectors"

    @contextmanager
    def _changing(self, collection: str) -> "Iterator[Client]":
        """Chroma, open for writing by nobody else.

        The snapshot goes before the first change and comes back after the last one, so that whoever is killed in
        between leaves none: a snapshot that exists is always the whole truth.
        """
        from filelock import FileLock

        with self._guard, _translated(self._folder):
            self.close()
            (self._folder / "snapshots").mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "writing.lock"):
                self._snapshot_path(collection).unlink(missing_ok=True)
                client = _open_chroma(self._folder / "chroma")
                try:
                    yield client
                    self._write_snapshot(client, collection)
                finally:
                    client.close()
                    _replace(self._changes, os.urandom(8))

    def _write_snapshot(self, client: "Client", collection: str) -> None:
        kept = _collection(client, collection)
        if kept is None or kept.count() > self._exact_up_to:
            return
        found = kept.get(include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32).reshape(
            len(found["ids"]), -1 if found["ids"] else 0
        )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths == 0, 1, lengths)
        header = json.dumps(
            {"version": _SNAPSHOT_VERSION, "dimensions": vectors.shape[1], "ids": found["ids"]}, ensure_ascii=False
        ).encode()
        _replace(self._snapshot_path(collection), struct.pack("<Q", len(header)) + header + vectors.tobytes())

    def _snapshot(self, collection: str) -> _Snapshot | None:
        path = self._snapshot_path(collection)
        stamp = _stamp(path)
        if stamp is None:
            return None
        kept = self._snapshots.get(collection)
        if kept is None or kept.stamp != stamp:
            kept = _read_snapshot(path, stamp)
            if kept is None:
                return None
            self._snapshots[collection] = kept
        return kept

    def _opened(self) -> "_Reader":
        stamp = _stamp(self._changes)
        if self._reader is None or self._reader.stamp != stamp:
            self.close()
            self._reader = _Reader(stamp, _open_chroma(self._folder / "chroma"))
        return self._reader


class _Reader:
    """Chroma as it was at one time, and its collections, which take as long to look up as to search."""

    def __init__(self, stamp: _Stamp | None, client: "Client") -> None:
        self.stamp = stamp
        self.client = client
        self._known: dict[str, Collection | None] = {}

    def collection(self, name: str) -> "Collection | None":
        """The collection of that name; None when there is none."""
        if name not in self._known:
            self._known[name] = _collection(self.client, name)
        return self._known[name]


def _open_chroma(folder: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    assert isinstance(client, chromadb.api.client.Client)  # declared as an interface that cannot be closed
    return client


def _collection(client: "Client", collection: str) -> "Collection | None":
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(_chroma_name(collection), embedding_function=None)
    except NotFoundError:
        return None


def _ask_chroma(kept: "Collection | None", vector: Vector, count: int) -> tuple[Hit, ...]:
    if kept is None:
        return ()
    wanted: list[Sequence[float] | Sequence[int]] = [vector]
    found = kept.query(query_embeddings=wanted, n_results=count, include=["distances"])
    distances = found["distances"] or [[]]
    return tuple(Hit(each, 1.0 - distance) for each, distance in zip(found["ids"][0], distances[0], strict=True))


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Chroma's and the file system's complaints as ours."""
    try:
        yield
    except OSError as error:
        raise KnowledgeError(
            f"The index in {folder} cannot be written ({error.strerror or error}). "
            "Point `data_folder` in text2sql.toml or TEXT2SQL_DATA_FOLDER to a folder that can."
        ) from error
    except KnowledgeError:
        raise
    except Exception as error:  # Chroma raises its own errors, its engine's and sqlite3's: all mean an unusable folder
        raise KnowledgeError(
            f"The vectors in {folder} are unusable ({error}). Delete that folder and run `text2sql index`."
        ) from error


def _read_snapshot(path: Path, stamp: _Stamp) -> _Snapshot | None:
    """The snapshot, or None when it is of another version, not whole, or was taken away meanwhile."""
    try:
        content = path.read_bytes()
        (length,) = struct.unpack_from("<Q", content)
        header = json.loads(content[8 : 8 + length])
        ids = tuple(header["ids"])
        vectors = np.frombuffer(content, dtype=np.float32, offset=8 + length)
        if header["version"] != _SNAPSHOT_VERSION or vectors.size != len(ids) * header["dimensions"]:
            return None
        return _Snapshot(stamp, ids, vectors.reshape(len(ids), header["dimensions"]))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _stamp(path: Path) -> _Stamp | None:
    """What tells one version of a file from the next; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def _chroma_name(collection: str) -> str:
    """A name that Chroma takes: 3 to 512 of letters, digits, dots, dashes; others get a digest to stay apart."""
    if _PLAIN_NAME.fullmatch(collection):
        return collection
    plain = re.sub(r"[^a-zA-Z0-9]+", "-", collection).strip("-")[:40]
    return f"c-{plain}-{_digest(collection)}" if plain else f"c-{_digest(collection)}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _other_dimensions(asked: int, kept: int) -> str:
    return (
        f"The index holds vectors of {kept} numbers, but the embedder makes {asked}. "
        "Run `text2sql index` to build it anew with this embedder."
    )
