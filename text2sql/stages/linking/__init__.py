"""link (schema linking): the part of the database that a question is about, best evidence first.

Evidence for a table comes from its own words and meaning, from its columns', from cell values the question names, from
similar approved samples, from the tables it joins, and from the whole family of tables it belongs to.
Tables that are needed to join the chosen ones are added even if the question never speaks of them. How much each kind
of evidence counts was fitted on Spider's training questions (``docs/decisions/0013``).
"""

from collections.abc import Sequence

from text2sql.catalog import Catalog
from text2sql.interfaces import Knowledge, Reranker
from text2sql.stages.linking.abilities import KnowsPhrases
from text2sql.stages.linking.budget import LinkBudget
from text2sql.stages.linking.joining import chosen_tables, joins_among
from text2sql.stages.linking.keeping import best_values, everything, pruned
from text2sql.stages.linking.reranking import reranked_samples, reranked_tables
from text2sql.stages.linking.samples import similar_samples
from text2sql.stages.linking.scoring import (
    ColumnScores,
    add_samples,
    add_values,
    column_scores,
    relative,
    table_scores,
)
from text2sql.types import LinkedSample, LinkedSchema, LinkedTable, LinkedValue, Question

__all__ = ["LinkBudget", "link"]

_RERANKED = 3
"""A reranker sees so many times what is kept."""


def link(
    question: Question, knowledge: Knowledge, budget: LinkBudget, reranker: Reranker | None = None
) -> LinkedSchema:
    """What the question is about.

    Table scores are relative, 1 for the best: shares of its points in a small schema, of its odds in a larger one. A
    sample's score is the cosine of its closest question, comparable across questions; where there is no dense search,
    the share of words that both have.

    Args:
        question: what is asked.
        knowledge: what is known about the database.
        budget: how much goes in.
        reranker: orders what retrieval found anew; None leaves its order.

    Raises:
        ModelError: the reranker failed.
    """
    catalog, text = knowledge.catalog, question.text
    whole = _is_small(catalog, budget)
    values = knowledge.values(text, 4 * budget.values)
    alike = similar_samples(text, values, knowledge, budget.samples if reranker is None else _RERANKED * budget.samples)
    samples = alike.shown
    if whole or not isinstance(knowledge, KnowsPhrases):
        scores, columns = _ordered(text, knowledge, values, alike.close, not whole)
    else:
        from text2sql.stages.linking.evidence import likely

        found = likely(text, knowledge, knowledge, values, alike.close)
        scores, columns = found.tables_above(budget.unlikely_table), found.columns_above(budget.unlikely_column)
    if reranker is not None:
        samples = reranked_samples(text, samples, reranker)[: budget.samples]
        scores = scores if whole else reranked_tables(text, catalog, scores, reranker, _RERANKED * budget.tables)
    chosen = list(catalog.tables) if whole else chosen_tables(catalog, scores, budget.tables)
    chosen.sort(key=lambda table: -scores.get(table.name, 0.0))
    joins = joins_among(catalog, chosen)
    values = best_values(values, scores, budget.values)
    kept = everything(chosen) if whole else pruned(chosen, joins, values, columns, budget)
    tables = tuple(LinkedTable(table, scores.get(table.name, 0.0), kept[table.name]) for table in chosen)
    return LinkedSchema(catalog, tables, joins, values, samples, whole)


def _ordered(
    text: str,
    knowledge: Knowledge,
    values: Sequence[LinkedValue],
    samples: Sequence[LinkedSample],
    by_meaning: bool,
) -> tuple[dict[str, float], ColumnScores]:
    columns = column_scores(text, knowledge, by_meaning)
    scores = table_scores(text, knowledge, columns, by_meaning)
    add_values(scores, values)
    add_samples(scores, samples)
    return relative(scores), columns


def _is_small(catalog: Catalog, budget: LinkBudget) -> bool:
    if len(catalog.tables) > budget.whole_tables:
        return False
    return sum(len(table.columns) for table in catalog.tables) <= budget.whole_columns
