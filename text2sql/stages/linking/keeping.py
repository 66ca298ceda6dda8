"""Which columns and values of the chosen tables are kept."""

from collections.abc import Iterable, Sequence

from text2sql.catalog import Join, Table
from text2sql.stages.linking.budget import LinkBudget
from text2sql.stages.linking.scoring import ColumnScores
from text2sql.types import LinkedValue

_VALUES_PER_WORDS = 5


def best_values(values: Sequence[LinkedValue], scores: dict[str, float], count: int) -> tuple[LinkedValue, ...]:
    """The surest first, those of likelier tables before others; a few for the same words, so that none crowd out."""
    ranked = sorted(values, key=lambda value: (-value.score, -scores.get(value.table, 0.0)))
    taken: dict[str, int] = {}
    kept = []
    for value in ranked:
        taken[value.words] = taken.get(value.words, 0) + 1
        if taken[value.words] <= _VALUES_PER_WORDS:
            kept.append(value)
    return tuple(kept[:count])


def everything(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    """Every column of each table."""
    return {table.name: tuple(column.name for column in table.columns) for table in tables}


def pruned(
    tables: Sequence[Table],
    joins: Iterable[Join],
    values: Iterable[LinkedValue],
    scores: ColumnScores,
    budget: LinkBudget,
) -> dict[str, tuple[str, ...]]:
    """Columns to keep, in the tables' own order: keys, columns of values, then the best that the budget has room for.

    A column without a score is kept only where the budget does not say how likely one must be.
    """
    kept = {(table.name, name) for table in tables for name in (*table.primary_key, table.time_column) if name}
    for join in joins:
        kept |= {(join.table, name) for name in join.columns} | {(join.to_table, name) for name in join.to_columns}
    kept |= {(value.table, value.column) for value in values}
    others = [
        (-scores.get((table.name, column.name), 0.0), place, rank, (table.name, column.name))
        for rank, table in enumerate(tables)
        for place, column in enumerate(table.columns)
        if not budget.unlikely_column or (table.name, column.name) in scores
    ]
    kept.update(key for *_, key in sorted(others)[: budget.columns])
    return {
        table.name: tuple(column.name for column in table.columns if (table.name, column.name) in kept)
        for table in tables
    }
