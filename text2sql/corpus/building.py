"""Builds the index of one database, or brings it up to date: only what changed is read, written and embedded again.

How the index lies on disk, and why being killed does it no harm, is told in :mod:`text2sql.corpus.index`.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.cards import apply_cards, read_cards
from text2sql.corpus.descriptions import DescriptionFile, samples_with_descriptions, with_descriptions
from text2sql.corpus.documents import KINDS
from text2sql.corpus.files import digest_of, digest_of_file, write_whole
from text2sql.corpus.index import KnowledgeSources, fingerprints_of, introspected, known_phrases, text_of
from text2sql.corpus.knowledge import lexical_index
from text2sql.corpus.phrases import FEW_PHRASES, MOST_PHRASES, Phrases, brought_up_to_date, packed
from text2sql.corpus.samples import read_samples, with_tables
from text2sql.corpus.state import FORMAT, Fingerprints, IndexFile, IndexState, read_state, write_state
from text2sql.corpus.storing import catalog_from_json, catalog_to_json, samples_from_json, samples_to_json
from text2sql.corpus.value_building import build_values, values_fingerprint, values_of
from text2sql.corpus.values import Capped, ValueIndex
from text2sql.corpus.vectors import collection_name, digests, documents_to_embed, embed, has_vectors
from text2sql.errors import KnowledgeError
from text2sql.interfaces import DocumentKind, Embedder, OnProgress, VectorStore

Digests = dict[DocumentKind, dict[str, str]]


@dataclass(slots=True)
class Embedded:
    """What embedding has done so far."""

    documents: Digests
    embedded: int
    removed: int


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What building an index did."""

    tables: int
    columns: int
    samples: int
    embedded: int
    """Documents that were embedded because they are new or changed."""
    removed: int
    """Documents that are gone."""
    words_only: tuple[DocumentKind, ...]
    """Kinds with too many documents to embed: they are found by their words alone."""
    capped: tuple[Capped, ...]
    """Columns of which not every value is indexed."""
    seconds: float
    changed: bool = True
    """False when the index was current and nothing was done."""


def build_index(
    folder: Path, sources: KnowledgeSources, embedder: Embedder, store: VectorStore, on_progress: OnProgress
) -> IndexReport:
    """Bring the index in ``folder`` up to date; only what changed is read, described and embedded again.

    When another process is building, wait for it and use what it built.

    Raises:
        KnowledgeError: a card or sample is wrong, or the folder cannot be written.
        WarehouseError: the data source failed.
    """
    started = perf_counter()
    with _sole_builder(folder, on_progress):
        return _Building(folder, sources, embedder, store, on_progress, started).build()


@dataclass(frozen=True, slots=True)
class _Building:
    """One run of the builder, alone in its folder."""

    folder: Path
    sources: KnowledgeSources
    embedder: Embedder
    store: VectorStore
    on_progress: OnProgress
    started: float

    def build(self) -> IndexReport:
        fingerprints = fingerprints_of(self.sources, self.embedder)
        before, damaged = self._before()
        embedded = self._embedded(before)
        if before is not None and not damaged and self._is_current(before, fingerprints, embedded):
            return self._unchanged(before)
        raw = self._introspected(before, fingerprints)
        said = DescriptionFile(self.sources.descriptions).read() if self.sources.descriptions else {}
        catalog = apply_cards(with_descriptions(raw, said.values()), read_cards(self.sources.cards))
        samples = with_tables(samples_with_descriptions(read_samples(self.sources.samples), said), catalog)
        progress = self._embed(catalog, samples, embedded)
        files = self._files(before, fingerprints, raw, catalog, samples)
        files["documents"] = self._file("documents", json.dumps(progress.documents, ensure_ascii=False))
        replaced = tuple(file.name for file in before.files.values()) if before else ()
        vectors = {kind: len(found) for kind, found in progress.documents.items()}
        write_state(self.folder, IndexState(fingerprints, files, vectors, replaced))
        return IndexReport(
            tables=len(catalog.tables),
            columns=sum(len(table.columns) for table in catalog.tables),
            samples=len(samples),
            embedded=progress.embedded,
            removed=progress.removed,
            words_only=_words_only(catalog, vectors),
            capped=self._capped(files),
            seconds=perf_counter() - self.started,
        )

    def _before(self) -> tuple[IndexState | None, bool]:
        """The index to start from, with only the files that hold what was written; whether others were left out."""
        state = read_state(self.folder)
        if state is None or state.fingerprints.format != FORMAT:
            return None, False
        damaged = state.damaged(self.folder)
        sound = {role: file for role, file in state.files.items() if role not in damaged}
        return replace(state, files=sound), bool(damaged)

    def _is_current(self, state: IndexState, fingerprints: Fingerprints, embedded: Digests) -> bool:
        has_vectors = all(embedded[kind] for kind, count in state.vectors.items() if count)
        return state.fingerprints == fingerprints and has_vectors

    def _unchanged(self, state: IndexState) -> IndexReport:
        catalog = catalog_from_json(text_of(self.folder, state, "catalog"))
        return IndexReport(
            tables=len(catalog.tables),
            columns=sum(len(table.columns) for table in catalog.tables),
            samples=len(samples_from_json(text_of(self.folder, state, "samples"))),
            embedded=0,
            removed=0,
            words_only=_words_only(catalog, state.vectors),
            capped=self._capped(state.files),
            seconds=perf_counter() - self.started,
            changed=False,
        )

    def _embedded(self, before: IndexState | None) -> Digests:
        """Digests of the documents that have vectors, by kind and id; none of a kind whose vectors are gone."""
        nothing: Digests = {kind: {} for kind in KINDS}
        if before is None or before.fingerprints.embedder != self.embedder.name:
            return nothing
        try:
            known: Digests = json.loads(text_of(self.folder, before, "documents"))
        except (OSError, ValueError, KeyError):
            return nothing
        return {
            kind: known[kind] if known.get(kind) and has_vectors(kind, self.embedder, self.store) else {}
            for kind in KINDS
        }

    def _introspected(self, before: IndexState | None, fingerprints: Fingerprints) -> Catalog:
        known_to_be = before.fingerprints.location if before is not None and "introspected" in before.files else None
        if known_to_be == fingerprints.location:
            known = introspected(self.folder)
            if known is not None:
                return known
        return self.sources.introspect(self.on_progress)

    def _embed(self, catalog: Catalog, samples: tuple[SampleQuery, ...], before: Digests) -> Embedded:
        progress = Embedded({}, 0, 0)
        for kind in KINDS:
            found = documents_to_embed(kind, catalog, samples)
            now = progress.documents[kind] = digests(found)
            gone = [document for document in before[kind] if document not in now]
            stale = [document for document in found if before[kind].get(document.id) != now[document.id]]
            self.store.delete(collection_name(kind, self.embedder), gone)
            embed(kind, stale, self.embedder, self.store, self.on_progress)
            progress.embedded += len(stale)
            progress.removed += len(gone)
        return progress

    def _files(
        self,
        before: IndexState | None,
        fingerprints: Fingerprints,
        raw: Catalog,
        catalog: Catalog,
        samples: tuple[SampleQuery, ...],
    ) -> dict[str, IndexFile]:
        files = {
            "introspected": self._file("introspected", catalog_to_json(raw)),
            "catalog": self._file("catalog", catalog_to_json(catalog)),
            "samples": self._file("samples", samples_to_json(samples)),
        }
        for kind in KINDS:
            made_from = files["samples" if kind == "sample" else "catalog"].name
            name = f"words-{kind}-{digest_of([made_from])}.json"
            files[f"words-{kind}"] = self._kept(before, name) or self._file(
                f"words-{kind}", lexical_index(kind, catalog, samples).to_json(), name
            )
        files.update(self._phrases(before, catalog))
        digest = digest_of([fingerprints.location, values_fingerprint(catalog)])
        files["values"] = self._kept(before, f"values-{digest}.sqlite") or self._values(
            catalog, f"values-{digest}.sqlite"
        )
        return files

    def _phrases(self, before: IndexState | None, catalog: Catalog) -> dict[str, IndexFile]:
        words = Phrases.of(catalog).words
        if len(words) <= FEW_PHRASES:
            return {}
        name = f"phrases-{digest_of([self.embedder.name, *words])}.vectors"
        kept = self._kept(before, name)
        if kept is not None:
            return {"phrases": kept}
        self.on_progress("embedding names", 0, len(words))
        same = before is not None and before.fingerprints.embedder == self.embedder.name
        known = known_phrases(self.folder, before if same else None)
        vectors = brought_up_to_date(words, known, self.embedder)
        write_whole(self.folder / name, packed(words[:MOST_PHRASES], vectors))
        return {"phrases": self._written(name)}

    def _kept(self, before: IndexState | None, name: str) -> IndexFile | None:
        """The file of that name when the index before this one has it."""
        files = before.files.values() if before is not None else ()
        return next((file for file in files if file.name == name), None)

    def _file(self, role: str, text: str, name: str = "") -> IndexFile:
        content = text.encode("utf-8", "surrogatepass")
        name = name or f"{role}-{digest_of([text])}.json"
        write_whole(self.folder / name, content)
        return self._written(name)

    def _values(self, catalog: Catalog, name: str) -> IndexFile:
        new = self.folder / f"{name}.new"
        new.unlink(missing_ok=True)
        build_values(new, catalog, values_of(catalog, self.sources.values(), self.on_progress)).close()
        os.replace(new, self.folder / name)
        return self._written(name)

    def _written(self, name: str) -> IndexFile:
        path = self.folder / name
        return IndexFile(name, path.stat().st_size, digest_of_file(path))

    def _capped(self, files: Mapping[str, IndexFile]) -> tuple[Capped, ...]:
        index = ValueIndex.open(self.folder / files["values"].name)
        try:
            return index.capped
        finally:
            index.close()


def _words_only(catalog: Catalog, vectors: Mapping[DocumentKind, int]) -> tuple[DocumentKind, ...]:
    return tuple(kind for kind in KINDS if kind != "sample" and catalog.tables and not vectors[kind])


@contextmanager
def _sole_builder(folder: Path, on_progress: OnProgress) -> Iterator[None]:
    """The only process that builds in this folder; others wait here."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "indexing.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_progress("waiting for another process that is indexing this database", 0, 0)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()
    except (OSError, sqlite3.Error) as error:
        raise KnowledgeError(
            f"The index folder {folder} cannot be written ({error}). "
            "Set `data_folder` in text2sql.toml or TEXT2SQL_DATA_FOLDER to a folder that can."
        ) from error
