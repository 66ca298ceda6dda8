"""The index of one database on disk: opened in a few milliseconds; :mod:`text2sql.corpus.building` makes it.

    <data folder>/indexes/<key>/
        state.json            what it was built from, and which files it consists of; replacing it is the switch
        catalog-….json        with the cards merged in; ``introspected-….json`` is what the warehouse itself said.
                              One file is the head, and one each holds a part of the tables
        words-<kind>-….words  facts-….json  documents-<kinds>-….json
                              of each part of the catalog: words, what is counted, digests of what has vectors
        samples-….json  words-sample-….words  shapes-….words  documents-….json  values-….sqlite
        phrases-….vectors     what tables and columns are called, with the meaning of each name (large schemas only)
        vectors/              the vector store's own
        indexing.lock         held by whoever builds

A file is named by what it is made from and never written twice, so the old index stays whole until ``state.json`` is
replaced, and whoever is killed before that has changed nothing. Only vectors change in place, and a document that the
catalog does not know is passed over by whoever reads.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from text2sql.catalog import Catalog
from text2sql.corpus.descriptions import DescriptionFile
from text2sql.corpus.files import fingerprint_of_folder
from text2sql.corpus.knowledge import Openers, SearchedKnowledge, ValueFinder
from text2sql.corpus.lexical import LexicalIndex, LexicalPart
from text2sql.corpus.parts import StoredCatalog
from text2sql.corpus.phrases import Meanings, Phrases, brought_up_to_date, unpacked
from text2sql.corpus.state import FORMAT, Fingerprints, IndexState, read_state
from text2sql.corpus.storing import samples_from_json
from text2sql.corpus.values import ValueIndex
from text2sql.corpus.vectors import DenseSearch
from text2sql.errors import KnowledgeError
from text2sql.interfaces import DocumentKind, Embedder, OnProgress, ValueSource, VectorStore

if TYPE_CHECKING:
    from text2sql.corpus.phrases import Floats
    from text2sql.corpus.shape_index import ShapeIndex

FindsMore = Callable[[ValueIndex], ValueFinder]


def itself(index: ValueIndex) -> ValueFinder:
    """Only the values that the index holds."""
    return index


@dataclass(frozen=True, slots=True)
class KnowledgeSources:
    """Where knowledge about one database comes from."""

    location: str
    """Fingerprint of the data source."""
    cards: Path
    """Folder of table cards; may be missing."""
    samples: Path
    """Folder of sample queries; may be missing."""
    introspect: Callable[[OnProgress], Catalog]
    """Called only when the location changed."""
    values: Callable[[], ValueSource | None]
    """Called only when values are to be read."""
    descriptions: Path | None = None
    """File of descriptions that a model wrote; may be missing."""


def is_current(folder: Path, sources: KnowledgeSources, embedder: Embedder) -> bool:
    """Whether the index may be opened as it is. Costs a few milliseconds; asks neither warehouse nor embedder."""
    state = read_state(folder)
    return state is not None and state.fingerprints == fingerprints_of(sources, embedder) and state.is_whole(folder)


def open_knowledge(
    folder: Path, embedder: Embedder, store: VectorStore, search: FindsMore = itself
) -> SearchedKnowledge:
    """Open the index in ``folder``. Only catalog and samples are read; the rest when it is first asked for.

    Args:
        folder: where the index lies.
        embedder: what made its vectors.
        store: where they are.
        search: makes of the value index what finds values; by default the index itself.

    Raises:
        KnowledgeError: there is no index, it is damaged, or another version or embedder made it.
    """
    try:
        return _opened(folder, embedder, store, search)
    except (OSError, ValueError, KeyError):  # someone may have switched to a new index meanwhile: once more
        try:
            return _opened(folder, embedder, store, search)
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(folder) from error


def introspected(folder: Path) -> Catalog | None:
    """What the warehouse said when the index was last built, without the cards; None when that is not known."""
    state = read_state(folder)
    if state is None or state.fingerprints.format != FORMAT:
        return None
    try:
        return StoredCatalog(folder, state, "introspected").whole()
    except (OSError, ValueError, KeyError):
        return None


def _opened(folder: Path, embedder: Embedder, store: VectorStore, search: FindsMore) -> SearchedKnowledge:
    state = read_state(folder)
    if state is None:
        raise KnowledgeError(f"There is no usable index in {folder}; run `text2sql index`.")
    made_by = state.fingerprints
    if made_by.format != FORMAT or made_by.embedder != embedder.name:
        raise KnowledgeError(
            f"The index in {folder} was made by another version or embedder ({made_by.embedder}); run `text2sql index`."
        )

    def words(kind: DocumentKind) -> LexicalIndex:
        roles = [f"words-{kind}"] if kind == "sample" else [f"words-{kind}/{part}" for part in range(state.parts)]
        try:
            return LexicalIndex([LexicalPart.unpacked(state.content(folder, role)) for role in roles])
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(folder) from error

    def values() -> ValueFinder:
        try:
            return search(ValueIndex.open(folder / state.files["values"].name))
        except (OSError, sqlite3.Error, KeyError) as error:
            raise _damaged(folder) from error

    def meanings(phrases: Phrases) -> Meanings:
        known = known_phrases(folder, state)
        return Meanings(brought_up_to_date(phrases.words, known, embedder), embedder, len(phrases.words))

    samples = samples_from_json(state.text(folder, "samples"))

    def shapes(_: frozenset[str]) -> "ShapeIndex":
        from text2sql.corpus.shape_index import ShapeIndex

        try:
            return ShapeIndex(LexicalPart.unpacked(state.content(folder, "shapes")), samples)
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(folder) from error

    return SearchedKnowledge(
        StoredCatalog(folder, state, "catalog").whole(),
        samples,
        DenseSearch(embedder, store, lambda kind: state.vectors.get(kind, 0)),
        Openers(words, values, meanings, shapes),
    )


def known_phrases(folder: Path, state: IndexState | None) -> "Mapping[str, Floats]":
    """Vectors of phrases that the index keeps; none when it keeps none, or the file is damaged."""
    if state is None or "phrases" not in state.files:
        return {}
    try:
        words, vectors = unpacked((folder / state.files["phrases"].name).read_bytes())
        return dict(zip(words, vectors, strict=True))
    except (OSError, ValueError):
        return {}


def fingerprints_of(sources: KnowledgeSources, embedder: Embedder) -> Fingerprints:
    """What an index of these sources would be built from now."""
    return Fingerprints(
        sources.location,
        fingerprint_of_folder(sources.cards) + _described(sources),
        fingerprint_of_folder(sources.samples),
        embedder.name,
    )


def _described(sources: KnowledgeSources) -> str:
    return DescriptionFile(sources.descriptions).fingerprint() if sources.descriptions else ""


def _damaged(folder: Path) -> KnowledgeError:
    return KnowledgeError(f"The index in {folder} is damaged; run `text2sql index`, which mends it.")
