"""The figure of a query by its most general name: 금액 after a count of refunds, the amount after its shares."""

import re
from dataclasses import replace

from text2sql.catalog import Table
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import ColumnRef, Compare, Measurement, Named, Representation


def amount_of(draft: Draft, base: Representation) -> list[Measurement]:
    """The sum of money that the rows before are known by: 금액 after a count of refunds, or after its shares."""
    if any(each.share for each in base.measurements):
        return [replace(each, share=False) for each in base.measurements]
    table = draft.table_of(base.measurements[0].table if base.measurements else base.table)
    sums = [each for each in table.measures if each.expression.replace(" ", "").upper().startswith("SUM(")]
    if not sums:
        return []
    column = table.column(sums[0].expression.strip()[4:-1].strip())
    if column is not None and _read_columns(sums[0].filter, table) & _spoken_columns(base, table):
        # "the value of those", after unpaid orders: the business term leaves out the very rows that are spoken of.
        return [Measurement(table.name, "sum", column=ColumnRef(table.name, column.name))]
    return [Measurement(table.name, "measure", measure=sums[0])]


def counts_rows(figure: Measurement) -> bool:
    """Whether a figure is a plain number of rows."""
    expression = figure.measure.expression.replace(" ", "").upper() if figure.measure else ""
    return expression == "COUNT(*)" or (figure.function == "count" and not figure.distinct)


def is_count(figure: Measurement) -> bool:
    """Whether a figure counts something: rows, or different values among them."""
    return figure.function == "count" or (
        figure.measure is not None and figure.measure.expression.upper().startswith("COUNT(")
    )


def _read_columns(condition: str, table: Table) -> set[str]:
    words = set(re.findall(r"\w+", condition.casefold()))
    return {column.name for column in table.columns if column.name.casefold() in words}


def _spoken_columns(base: Representation, table: Table) -> set[str]:
    """Columns of a table that the conditions of a query read."""
    found: set[str] = set()
    for each in base.conditions:
        if isinstance(each, Compare) and each.column.table == table.name:
            found.add(each.column.column)
        elif isinstance(each, Named) and each.table == table.name:
            found |= _read_columns(each.filter.condition, table)
    return found
