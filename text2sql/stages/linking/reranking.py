"""A second opinion on what retrieval found: a reranker reads question and text together, which no index can."""

from collections.abc import Mapping, Sequence

from text2sql.catalog import Catalog, Table
from text2sql.interfaces import Reranker
from text2sql.types import LinkedSample


def reranked_tables(
    text: str, catalog: Catalog, scores: Mapping[str, float], reranker: Reranker, count: int
) -> dict[str, float]:
    """Scores of the best ``count`` tables, halfway between what retrieval and the reranker say; the others keep theirs.

    Evidence from values, samples and joins stays in the mix: a reranker sees only texts.
    """
    best = sorted((name for name in scores if catalog.table(name)), key=lambda name: -scores[name])[:count]
    tables = [table for name in best if (table := catalog.table(name)) is not None]
    if not tables:
        return dict(scores)
    hits = reranker.rerank(text, [_table_text(table) for table in tables])
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    told = {tables[int(hit.id)].name: hit.score / top for hit in hits}
    return {name: (score + told[name]) / 2 if name in told else score / 2 for name, score in scores.items()}


def reranked_samples(text: str, samples: Sequence[LinkedSample], reranker: Reranker) -> tuple[LinkedSample, ...]:
    """The samples in the reranker's order; their scores stay, for they say how alike the questions are."""
    if not samples:
        return ()
    hits = reranker.rerank(text, ["\n".join(each.sample.questions) for each in samples])
    return tuple(samples[int(hit.id)] for hit in hits)


def _table_text(table: Table) -> str:
    columns = ", ".join(column.name for column in table.columns)
    return f"{table.name}: {table.description.en} {table.description.ko} ({columns})"
