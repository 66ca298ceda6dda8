"""Builds the index of one database, or brings it up to date: only what changed is read, written and embedded again.

How the index lies on disk, and why being killed does it no harm, is told in :mod:`text2sql.corpus.index`.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import perf_counter

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.cards import read_cards
from text2sql.corpus.descriptions import DescriptionFile, samples_with_descriptions
from text2sql.corpus.documents import KINDS
from text2sql.corpus.embedding import Embedded, Embedding
from text2sql.corpus.files import digest_of
from text2sql.corpus.index import KnowledgeSources, fingerprints_of, known_phrases
from text2sql.corpus.knowledge import lexical_part
from text2sql.corpus.part_building import (
    PARTED,
    Digests,
    Facts,
    Files,
    IndexFolder,
    Part,
    Raw,
    head_file,
    parts_of,
    raw_of,
)
from text2sql.corpus.parts import StoredCatalog, assembled, parts_for
from text2sql.corpus.phrases import FEW_PHRASES, MOST_PHRASES, brought_up_to_date, packed
from text2sql.corpus.samples import read_samples, with_tables
from text2sql.corpus.shape_index import shapes_of
from text2sql.corpus.state import FORMAT, Fingerprints, IndexFile, IndexState, read_state, write_state
from text2sql.corpus.storing import catalog_from_json, samples_from_json, samples_to_json
from text2sql.corpus.uncollected import uncollected
from text2sql.corpus.value_building import build_values, values_of
from text2sql.corpus.values import Capped, ValueIndex
from text2sql.corpus.vectors import has_vectors
from text2sql.errors import KnowledgeError
from text2sql.interfaces import DocumentKind, Embedder, OnProgress, VectorStore
from text2sql.shapes import words_of

_NO_TABLES = Catalog("", "", ())


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
    with _sole_builder(folder, on_progress), uncollected():
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
        folder = IndexFolder(self.folder, {file.name: file for file in before.files.values()} if before else {})
        raw = self._introspected(before, fingerprints, folder)
        cards = read_cards(self.sources.cards)
        said = DescriptionFile(self.sources.descriptions).read() if self.sources.descriptions else {}
        parts = parts_of(raw, cards, said.values(), folder)
        head = head_file(raw, cards, folder)
        names = catalog_from_json(folder.text(head))
        samples = with_tables(samples_with_descriptions(read_samples(self.sources.samples), said), names)
        files = {**raw.files, "catalog": head, **self._samples_files(samples, parts, folder)}
        for part in parts:
            files.update(part.files)
        embedding = Embedding(self.embedder, self.store, self.on_progress, folder).brought_up_to_date(
            parts, samples, embedded
        )
        files.update(embedding.files)
        files.update(self._phrases(before, parts, folder))
        files["values"] = self._values(fingerprints, names, parts, folder)
        replaced = tuple(file.name for file in before.files.values()) if before else ()
        state = IndexState(fingerprints, files, embedding.vectors, replaced)
        write_state(self.folder, state)
        return self._report(state, [part.facts for part in parts], len(samples), embedding)

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
        facts = [Facts(**json.loads(state.text(self.folder, f"facts/{part}"))) for part in range(state.parts)]
        samples = len(samples_from_json(state.text(self.folder, "samples")))
        return self._report(state, facts, samples, None)

    def _report(
        self, state: IndexState, facts: Sequence[Facts], samples: int, embedding: Embedded | None
    ) -> IndexReport:
        tables = sum(each.tables for each in facts)
        return IndexReport(
            tables=tables,
            columns=sum(each.columns for each in facts),
            samples=samples,
            embedded=embedding.embedded if embedding else 0,
            removed=embedding.removed if embedding else 0,
            words_only=tuple(kind for kind in PARTED if tables and not state.vectors[kind]),
            capped=self._capped(state),
            seconds=perf_counter() - self.started,
            changed=embedding is not None,
        )

    def _embedded(self, before: IndexState | None) -> Digests:
        """Digests of the documents that have vectors, by kind and id; none of a kind whose vectors are gone."""
        found: dict[DocumentKind, dict[str, str]] = {kind: {} for kind in KINDS}
        if before is None or before.fingerprints.embedder != self.embedder.name:
            return found
        for role in before.files:
            if role.startswith("documents"):
                for kind, digests in json.loads(before.text(self.folder, role)).items():
                    found[kind].update(digests)
        return {
            kind: found[kind] if found[kind] and has_vectors(kind, self.embedder, self.store) else {} for kind in KINDS
        }

    def _introspected(self, before: IndexState | None, fingerprints: Fingerprints, folder: IndexFolder) -> Raw:
        """What the warehouse says of itself; it is asked when it changed, or what it said before is damaged."""
        if before is not None and before.fingerprints.location == fingerprints.location:
            known = {role: file for role, file in before.files.items() if role.startswith("introspected")}
            stored = StoredCatalog(self.folder, before, "introspected")
            if "introspected" in known:
                head = stored.head()
                if len(known) == 1 + parts_for(len(head.tables)):
                    return Raw(head, known, cache(stored.tables))
        return raw_of(self.sources.introspect(self.on_progress), folder)

    def _samples_files(self, samples: tuple[SampleQuery, ...], parts: Sequence[Part], folder: IndexFolder) -> Files:
        text = samples_to_json(samples)
        made_from = digest_of([text])

        def vocabulary() -> str:
            said = set().union(*(words_of(question) for sample in samples for question in sample.questions))
            return json.dumps(sorted(said), ensure_ascii=False)

        # Only names that the samples speak of decide what is masked: others may change and no sample is read again.
        said = folder.put(f"vocabulary-{made_from}.json", vocabulary)
        masks = frozenset(json.loads(folder.text(said))).intersection(
            name for part in parts for name in part.facts.names
        )
        shapes = f"shapes-{digest_of([made_from, *sorted(masks)])}.words"
        return {
            "samples": folder.put(f"samples-{made_from}.json", lambda: text),
            "words-sample": folder.put(
                f"words-sample-{made_from}.words", lambda: lexical_part("sample", _NO_TABLES, samples).packed()
            ),
            "vocabulary": said,
            "shapes": folder.put(shapes, lambda: shapes_of(samples, masks).packed()),
        }

    def _phrases(self, before: IndexState | None, parts: Sequence[Part], folder: IndexFolder) -> Files:
        """Vectors of what tables and columns are called, the commonest; what else is wanted is made when it is."""
        counts: Counter[str] = Counter()
        for part in parts:
            counts.update(part.facts.phrases)
        if len(counts) <= FEW_PHRASES:
            return {}
        words = sorted(sorted(counts, key=lambda word: (-counts[word], word))[:MOST_PHRASES])

        def made() -> bytes:
            self.on_progress("embedding names", 0, len(words))
            same = before is not None and before.fingerprints.embedder == self.embedder.name
            known = known_phrases(self.folder, before if same else None)
            return packed(words, brought_up_to_date(words, known, self.embedder))

        return {"phrases": folder.put(f"phrases-{digest_of([self.embedder.name, *words])}.vectors", made)}

    def _values(
        self, fingerprints: Fingerprints, head: Catalog, parts: Sequence[Part], folder: IndexFolder
    ) -> IndexFile:
        digest = digest_of([fingerprints.location, *(part.facts.values for part in parts)])
        name = f"values-{digest}.sqlite"
        if name in folder.before:
            return folder.before[name]
        catalog = assembled(head, (part.catalog.tables for part in parts))
        new = self.folder / f"{name}.new"
        new.unlink(missing_ok=True)
        build_values(new, catalog, values_of(catalog, self.sources.values(), self.on_progress)).close()
        os.replace(new, self.folder / name)
        return folder.written(name)

    def _capped(self, state: IndexState) -> tuple[Capped, ...]:
        index = ValueIndex.open(self.folder / state.files["values"].name)
        try:
            return index.capped
        finally:
            index.close()


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
