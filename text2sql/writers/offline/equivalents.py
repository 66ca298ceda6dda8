"""The same business figure over another table: revenue per order, and per order line where products are spoken of."""

from dataclasses import replace

from text2sql.catalog import Measure, Table
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import Compare, Measurement, Named, table_of


def tables_spoken_of(draft: Draft) -> set[str]:
    """Tables of groups and of conditions on rows, which a figure has to reach."""
    conditions = {table_of(each) for each in draft.conditions if isinstance(each, Compare | Named)}
    return conditions | {each.column.table for each in draft.dimensions if each.column.table}


def take_equivalents(draft: Draft, graph: JoinGraph) -> bool:
    """Give every figure its equivalent over the smallest table that reaches all that is spoken of.

    False, with nothing changed, when there is none.
    """
    needed = tables_spoken_of(draft)
    for table in sorted(draft.catalog.tables, key=lambda each: (each.row_count or 0, each.name)):
        if not needed <= graph.upward_from(table.name).keys():
            continue
        taken = {figure: _alike(figure, table) for figure in draft.figures}
        if all(taken.values()):
            draft.figures = [taken[each] or each for each in draft.figures]
            draft.ordering = [
                replace(each, by=taken.get(each.by) or each.by) if isinstance(each.by, Measurement) else each
                for each in draft.ordering
            ]
            draft.having = [
                replace(each, measurement=taken.get(each.measurement) or each.measurement) for each in draft.having
            ]
            return True
    return False


def _alike(figure: Measurement, table: Table) -> Measurement | None:
    if figure.measure is None:
        return None
    measure = next((each for each in table.measures if _names(each) & _names(figure.measure)), None)
    return replace(figure, table=table.name, measure=measure) if measure is not None else None


def _names(measure: Measure) -> set[str]:
    names = (measure.name, measure.label.en, measure.label.ko, *measure.synonyms)
    return {each.casefold() for each in names if each}
