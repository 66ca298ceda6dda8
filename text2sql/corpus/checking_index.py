"""What ``index --check`` finds: whether an index is current and whole, and what it lacks. Nothing is changed.

Neither the warehouse nor an embedder is asked, so a deployment can check a hundred indexes in seconds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.cards import broken_samples, read_cards
from text2sql.corpus.documents import KINDS
from text2sql.corpus.index import KnowledgeSources, fingerprints_of
from text2sql.corpus.parts import StoredCatalog
from text2sql.corpus.samples import read_samples
from text2sql.corpus.state import FORMAT, IndexState, read_state
from text2sql.corpus.values import Capped, ValueIndex
from text2sql.corpus.vectors import has_vectors
from text2sql.errors import KnowledgeError
from text2sql.interfaces import DocumentKind, Embedder, VectorStore

Stale = Literal["never built", "other version", "data", "cards", "samples", "embedder"]


@dataclass(frozen=True, slots=True)
class BrokenSample:
    """An approved sample that the gate no longer lets through."""

    id: str
    problem: str


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """The state of one database's index."""

    stale: tuple[Stale, ...]
    """What changed since it was built; empty when it is current. "cards" includes a model's descriptions."""
    damaged: tuple[str, ...]
    """Parts that are gone or not what was written: "catalog", "values", "vectors of tables", …"""
    wrong: tuple[str, ...]
    """Cards and samples that cannot be read, each a sentence with file and line."""
    broken_samples: tuple[BrokenSample, ...]
    """Of the samples as their files are now, against the catalog as it was indexed."""
    capped: tuple[Capped, ...] = ()
    """Columns of which not every value is indexed: nothing is wrong with them."""
    words_only: tuple[DocumentKind, ...] = ()
    """Kinds with too many documents to compare by meaning."""
    vectors: Mapping[DocumentKind, int] | None = None
    """Documents with vectors, by kind; None when there is no index."""

    @property
    def sound(self) -> bool:
        """Whether nothing has to be done: current, whole, and every sample passes."""
        return not (self.stale or self.damaged or self.wrong or self.broken_samples)


def check_index(
    folder: Path,
    sources: KnowledgeSources,
    embedder: Embedder,
    store: VectorStore,
    problem_under: Callable[[Catalog], Callable[[str], str | None]],
) -> IndexCheck:
    """Look at the index in a folder.

    Args:
        folder: of the index.
        sources: what it would be built from now; the warehouse is not asked.
        embedder: whose name is compared; no weights are loaded.
        store: of its vectors.
        problem_under: makes what says why a query is not allowed over a catalog, or None.
    """
    wrong, samples = _read(sources)
    state = read_state(folder)
    if state is None or state.fingerprints.format != FORMAT:
        return IndexCheck(("never built" if state is None else "other version",), (), wrong, ())
    damaged = tuple(dict.fromkeys(role.partition("/")[0] for role in state.damaged(folder)))
    catalog = _catalog(folder, state) if "catalog" not in damaged else None
    if catalog is None:
        damaged = tuple(dict.fromkeys((*damaged, "catalog")))
    return IndexCheck(
        stale=tuple(_stale(state, sources, embedder)),
        damaged=(*damaged, *_lost_vectors(state, embedder, store)),
        wrong=wrong,
        broken_samples=tuple(
            BrokenSample(each.name, each.detail) for each in broken_samples(catalog, samples, problem_under(catalog))
        )
        if catalog is not None
        else (),
        capped=_capped(folder, state) if "values" not in damaged else (),
        words_only=tuple(
            kind for kind in KINDS if kind != "sample" and catalog and catalog.tables and not state.vectors.get(kind)
        ),
        vectors=state.vectors,
    )


def _read(sources: KnowledgeSources) -> tuple[tuple[str, ...], Sequence[SampleQuery]]:
    """What is wrong with the files people write, and the samples that can be read."""
    wrong: list[str] = []
    samples: Sequence[SampleQuery] = ()
    try:
        read_cards(sources.cards)
    except KnowledgeError as error:
        wrong.append(str(error))
    try:
        samples = read_samples(sources.samples)
    except KnowledgeError as error:
        wrong.append(str(error))
    return tuple(wrong), samples


def _stale(state: IndexState, sources: KnowledgeSources, embedder: Embedder) -> Iterator[Stale]:
    built, now = state.fingerprints, fingerprints_of(sources, embedder)
    if built.location != now.location:
        yield "data"
    if built.cards != now.cards:
        yield "cards"
    if built.samples != now.samples:
        yield "samples"
    if built.embedder != now.embedder:
        yield "embedder"


def _lost_vectors(state: IndexState, embedder: Embedder, store: VectorStore) -> Iterator[str]:
    if state.fingerprints.embedder != embedder.name:
        return
    for kind, count in state.vectors.items():
        if count and not has_vectors(kind, embedder, store):
            yield f"vectors of {kind}s"


def _catalog(folder: Path, state: IndexState) -> Catalog | None:
    try:
        return StoredCatalog(folder, state, "catalog").whole()
    except (OSError, ValueError, KeyError):
        return None


def _capped(folder: Path, state: IndexState) -> tuple[Capped, ...]:
    index = ValueIndex.open(folder / state.files["values"].name)
    try:
        return index.capped
    finally:
        index.close()
