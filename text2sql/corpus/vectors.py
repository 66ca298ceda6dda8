"""Vectors of documents: made for what is new or changed, removed for what is gone, searched afterwards."""

from collections.abc import Callable, Sequence

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.documents import Document, documents
from text2sql.corpus.files import digest_of
from text2sql.errors import KnowledgeError
from text2sql.interfaces import DocumentKind, Embedder, OnProgress, VectorStore
from text2sql.types import Hit

MOST_VECTORS = 20_000
"""More documents of a kind than this are found by their words alone: embedding takes a millisecond each."""
_BATCH = 128
_KEPT_IN_MEMORY = 2_048


class DenseSearch:
    """An embedder and the collections of one database in a vector store.

    Args:
        embedder: makes vectors of questions.
        store: holds those of documents.
        prepare: called once for each kind; makes sure that its vectors are there and says how many there are.
    """

    def __init__(self, embedder: Embedder, store: VectorStore, prepare: Callable[[DocumentKind], int]) -> None:
        self._embedder = embedder
        self._store = store
        self._prepare = prepare
        self._counts: dict[DocumentKind, int] = {}
        self._last: tuple[str, list[float]] | None = None

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Hits among documents of ``kind``, best first; none, without loading the embedder, when there are none.

        Raises:
            KnowledgeError: the vectors are gone.
        """
        if kind not in self._counts:
            self._counts[kind] = self._prepare(kind)
        if not self._counts[kind]:
            return ()
        last = self._last
        if last is None or last[0] != text:
            last = self._last = (text, self._embedder.embed([text], "query")[0])
        hits = self._store.nearest(collection_name(kind, self._embedder), last[1], count)
        if not hits and count:
            raise KnowledgeError("The index has lost its vectors; run `text2sql index`.")
        return hits


def collection_name(kind: DocumentKind, embedder: Embedder) -> str:
    """The collection for documents of ``kind``; vectors of different embedders never share one."""
    return f"{kind}-{embedder.name}"


def documents_to_embed(kind: DocumentKind, catalog: Catalog, samples: Sequence[SampleQuery]) -> tuple[Document, ...]:
    """The documents of a kind, or none when they are too many."""
    found = documents(kind, catalog, samples)
    return found if len(found) <= MOST_VECTORS or kind == "sample" else ()


def has_vectors(kind: DocumentKind, embedder: Embedder, store: VectorStore) -> bool:
    """Whether the store still holds any vectors of a kind; loads no embedder."""
    direction = [1.0] + [0.0] * (embedder.dimensions - 1)
    return bool(store.nearest(collection_name(kind, embedder), direction, 1))


def embed(
    kind: DocumentKind, wanted: Sequence[Document], embedder: Embedder, store: VectorStore, on_progress: OnProgress
) -> None:
    """Make and store the vectors of these documents."""
    collection = collection_name(kind, embedder)
    ids: list[str] = []
    vectors: list[list[float]] = []
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        ids += [document.id for document in batch]
        vectors += embedder.embed([document.text for document in batch], "document")
        on_progress(f"embedding {kind}s", start + len(batch), len(wanted))
        if len(ids) >= _KEPT_IN_MEMORY:
            store.upsert(collection, ids, vectors)
            ids, vectors = [], []
    store.upsert(collection, ids, vectors)


def digests(found: Sequence[Document]) -> dict[str, str]:
    """A digest of each document's text by its id."""
    return {document.id: digest_of([document.text]) for document in found}
