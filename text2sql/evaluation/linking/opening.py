"""Knowledge about a benchmark's catalogs, as it would be after indexing them."""

from pathlib import Path

from text2sql.catalog import Catalog
from text2sql.corpus.knowledge import SearchedKnowledge, knowledge_of
from text2sql.corpus.value_building import build_values, values_of
from text2sql.evaluation.linking.data import DatabaseValues
from text2sql.interfaces import Embedder
from text2sql.vector_stores.chroma import ChromaVectorStore


def opened(catalog: Catalog, source: DatabaseValues | None, embedder: Embedder, folder: Path) -> SearchedKnowledge:
    """Index a catalog for as long as the process lives.

    Args:
        catalog: what is asked of.
        source: its cell values; None for a benchmark without databases.
        embedder: makes the vectors.
        folder: where the vectors are kept meanwhile.
    """
    if source is None:
        return knowledge_of(catalog, (), embedder, ChromaVectorStore(folder))
    values = build_values(None, catalog, values_of(catalog, source, lambda *_: None))
    source.close()
    return knowledge_of(catalog, (), embedder, ChromaVectorStore(folder), values)
