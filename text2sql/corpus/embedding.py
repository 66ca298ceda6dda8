"""Brings the vectors of an index up to date: only texts that changed are embedded, and those that are gone leave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.documents import Document, documents
from text2sql.corpus.files import digest_of
from text2sql.corpus.part_building import PARTED, Digests, Files, IndexFolder, Part
from text2sql.corpus.vectors import MOST_VECTORS, collection_name, digests, embed
from text2sql.interfaces import DocumentKind, Embedder, OnProgress, VectorStore


@dataclass(frozen=True, slots=True)
class Embedded:
    """What embedding did."""

    files: Files
    """Digests of all documents that have vectors now."""
    vectors: Mapping[DocumentKind, int]
    """How many have, by kind."""
    embedded: int
    removed: int


@dataclass(frozen=True, slots=True)
class Embedding:
    """One run over all documents.

    Args:
        embedder: makes the vectors.
        store: keeps them.
        on_progress: is told how far it is.
        folder: where digests are kept.
    """

    embedder: Embedder
    store: VectorStore
    on_progress: OnProgress
    folder: IndexFolder

    def brought_up_to_date(self, parts: Sequence[Part], samples: Sequence[SampleQuery], before: Digests) -> Embedded:
        """Embed what has no vector or one of another text.

        Args:
            parts: of the catalog.
            samples: all of them, whose questions are embedded.
            before: digests of the documents that have vectors.
        """
        kinds = _few_enough(parts)
        files = {f"documents/{part.number}": part.digests_file(kinds) for part in parts}
        asked = documents("sample", Catalog("", "", ()), samples)
        of_samples = digests(asked)
        text = json.dumps({"sample": of_samples}, ensure_ascii=False)
        files["documents"] = self.folder.put(f"documents-{digest_of([text])}.json", lambda: text)
        found = [json.loads(self.folder.text(files[f"documents/{part.number}"])) for part in parts]
        vectors: dict[DocumentKind, int] = {}
        embedded = removed = 0
        for kind in PARTED:
            of_parts = [each.get(kind, {}) for each in found]
            now = {identity: digest for each in of_parts for identity, digest in each.items()}
            stale = _stale(now, before[kind])
            changed = [part for part, each in zip(parts, of_parts, strict=True) if not stale.keys().isdisjoint(each)]
            wanted = [document for part in changed for document in part.documents(kind) if document.id in stale]
            removed += self._change(kind, now, wanted, before[kind])
            embedded += len(wanted)
            vectors[kind] = len(now)
        stale = _stale(of_samples, before["sample"])
        wanted = [document for document in asked if document.id in stale]
        removed += self._change("sample", of_samples, wanted, before["sample"])
        vectors["sample"] = len(of_samples)
        return Embedded(files, vectors, embedded + len(wanted), removed)

    def _change(
        self, kind: DocumentKind, now: Mapping[str, str], wanted: Sequence[Document], before: Mapping[str, str]
    ) -> int:
        """Remove what is gone, then embed; how many were removed."""
        gone = [identity for identity in before if identity not in now]
        self.store.delete(collection_name(kind, self.embedder), gone)
        embed(kind, wanted, self.embedder, self.store, self.on_progress)
        return len(gone)


def _few_enough(parts: Sequence[Part]) -> tuple[DocumentKind, ...]:
    """The kinds of which there are not too many documents to embed."""
    counts = {"table": sum(part.facts.tables for part in parts), "column": sum(part.facts.columns for part in parts)}
    return tuple(kind for kind in PARTED if counts[kind] <= MOST_VECTORS)


def _stale(now: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    return {identity: digest for identity, digest in now.items() if before.get(identity) != digest}
