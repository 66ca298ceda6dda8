"""What is known about one database, searchable: the ``Knowledge`` socket over a catalog, samples and indexes.

Everything but the catalog and the samples is opened when it is first asked for: a small database is linked without
ever loading the encoder or a column's words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from text2sql.catalog import Catalog, SampleQuery
from text2sql.corpus.documents import Document, documents, sample_of, sample_words
from text2sql.corpus.families import Families
from text2sql.corpus.lexical import LexicalIndex, LexicalPart
from text2sql.corpus.phrases import Meanings, Phrases
from text2sql.corpus.vectors import DenseSearch, documents_to_embed, embed
from text2sql.interfaces import DocumentKind, Embedder, VectorStore
from text2sql.shapes import schema_words
from text2sql.types import Hit, LinkedValue

if TYPE_CHECKING:
    from collections import Counter

    from text2sql.corpus.phrases import Floats, Numbers
    from text2sql.corpus.shape_index import ShapeIndex

_QUESTIONS_PER_SAMPLE = 4


class ValueFinder(Protocol):
    """Finds cell values in a text."""

    def find(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first."""


class NoValues:
    """Finds nothing: for a catalog without a warehouse behind it."""

    def find(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Openers:
    """What opens each part of knowledge when it is first asked for."""

    words: Callable[[DocumentKind], LexicalIndex]
    values: Callable[[], ValueFinder]
    meanings: Callable[[Phrases], Meanings]
    shapes: Callable[[frozenset[str]], "ShapeIndex"]
    """Called with the words of the schema."""


class SearchedKnowledge:
    """A catalog and its samples with dense, lexical and value search over them."""

    def __init__(
        self, catalog: Catalog, samples: tuple[SampleQuery, ...], dense: DenseSearch, openers: Openers
    ) -> None:
        self.catalog = catalog
        self.samples = samples
        self._dense = dense
        self._open = openers
        self._lexical: dict[DocumentKind, LexicalIndex] = {}

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents closest in meaning, best first; a sample is as close as its closest question."""
        if kind != "sample":
            return self._dense.nearest(kind, text, count)
        best: dict[str, float] = {}
        for hit in self._dense.nearest(kind, text, count * _QUESTIONS_PER_SAMPLE):
            best.setdefault(sample_of(hit.id), hit.score)
        return tuple(Hit(sample, score) for sample, score in list(best.items())[:count])

    def matching(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents that share words, best first."""
        from text2sql.language import lexical_terms

        return self._words(kind).search(lexical_terms(text), count)

    @cached_property
    def samples_by_id(self) -> Mapping[str, SampleQuery]:
        """All samples by their ids."""
        return {sample.id: sample for sample in self.samples}

    @cached_property
    def schema_words(self) -> frozenset[str]:
        """Words that name tables, columns and business terms: they are masked where questions are compared."""
        return schema_words(self.catalog)

    def shaped(self, shape: "Counter[str]", count: int, beside: Collection[str]) -> Mapping[str, float]:
        """The ``count`` samples whose masked question is most like this one, and those of ``beside``.

        By id, each with the Jaccard similarity of both bags, 0 to 1. Among equals the approved come first.
        """
        return self._shapes.alike(shape, count, beside)

    @cached_property
    def phrases(self) -> Phrases:
        """What the catalog calls its tables and columns."""
        return Phrases.of(self.catalog)

    def closeness(self, spans: Sequence[str]) -> "Floats":
        """The cosine of each span of a question (a row) with each phrase (a column)."""
        return self._meanings.closeness(spans)

    @cached_property
    def family_numbers(self) -> "Numbers":
        """For each table of the catalog, in order, the number of its family; -1 for a table without one."""
        import numpy as np

        return np.array([self._families.family.get(table.name, -1) for table in self.catalog.tables], dtype=np.int64)

    def families(self, text: str, count: int) -> tuple[Hit, ...]:
        """The ``count`` families that share the most words with the text, best first; an id is a family's number."""
        from text2sql.language import lexical_terms

        return self._families.search(lexical_terms(text), count)

    def values(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first."""
        return self._values.find(text, count)

    def _words(self, kind: DocumentKind) -> LexicalIndex:
        if kind not in self._lexical:
            self._lexical[kind] = self._open.words(kind)
        return self._lexical[kind]

    @cached_property
    def _families(self) -> Families:
        return Families.of(self.catalog, self._words("table"))

    @cached_property
    def _meanings(self) -> Meanings:
        return self._open.meanings(self.phrases)

    @cached_property
    def _shapes(self) -> "ShapeIndex":
        return self._open.shapes(self.schema_words)

    @cached_property
    def _values(self) -> ValueFinder:
        return self._open.values()


def knowledge_of(
    catalog: Catalog,
    samples: tuple[SampleQuery, ...],
    embedder: Embedder,
    store: VectorStore,
    values: ValueFinder | None = None,
) -> SearchedKnowledge:
    """Knowledge that lives in memory: indexed while it is used, forgotten with the process."""

    def embed_all(kind: DocumentKind) -> int:
        found = documents_to_embed(kind, catalog, samples)
        embed(kind, found, embedder, store, lambda *_: None)
        return len(found)

    def index(kind: DocumentKind) -> LexicalIndex:
        return lexical_index(kind, catalog, samples)

    finder = values or NoValues()

    def meanings(phrases: Phrases) -> Meanings:
        return Meanings.of(phrases.words, embedder)

    def shapes(words: frozenset[str]) -> "ShapeIndex":
        from text2sql.corpus.shape_index import ShapeIndex, shapes_of

        return ShapeIndex(shapes_of(samples, words), samples)

    dense = DenseSearch(embedder, store, embed_all)
    return SearchedKnowledge(catalog, samples, dense, Openers(index, lambda: finder, meanings, shapes))


def lexical_index(kind: DocumentKind, catalog: Catalog, samples: tuple[SampleQuery, ...]) -> LexicalIndex:
    """The words of all documents of one kind; a sample is one document there."""
    return LexicalIndex((lexical_part(kind, catalog, samples),))


def lexical_part(kind: DocumentKind, catalog: Catalog, samples: tuple[SampleQuery, ...]) -> LexicalPart:
    """The same as a part of a larger index."""
    found = (
        [Document(sample.id, sample_words(sample)) for sample in samples]
        if kind == "sample"
        else documents(kind, catalog, samples)
    )
    return LexicalPart.of(((document.id, document.text) for document in found), _terms)


def _terms(text: str) -> Iterator[str]:
    """The terms of a document, word by word: the same words come again in thousands of documents."""
    return (term for word in text.split() for term in _terms_of(word))


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> tuple[str, ...]:
    from text2sql.language import lexical_terms

    return lexical_terms(word)
