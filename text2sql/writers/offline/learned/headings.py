"""What the computed columns of a result are called: ``sales_count`` reads better over a column than ``COUNT(*)``."""

from text2sql.catalog import Catalog
from text2sql.writers.offline.expressions import ALIAS_PREFIX
from text2sql.writers.offline.learned.queries import Arithmetic, Expression, Select, Star, mentioned
from text2sql.writers.offline.representation import ColumnRef

_ARITHMETIC = {"+": "total", "-": "difference", "*": "product", "/": "ratio"}


def headings(select: Select, catalog: Catalog) -> tuple[str, ...]:
    """A name for each item of a SELECT; empty where it keeps its own.

    No name is given twice, and none that a column of the tables in use has: ORDER BY would mean the other.
    """
    tables = filter(None, map(catalog.table, mentioned(select)))
    taken = {column.name.casefold() for table in tables for column in table.columns}
    found = []
    for item in select.items:
        name = _name(item, catalog)
        if name.casefold() in taken:
            name = ""
        taken |= {name.casefold()} if name else set()
        found.append(name)
    return tuple(found)


def _name(item: Expression, catalog: Catalog) -> str:
    operand = item.operand
    if item.aggregate == "count":
        return _counted(item, catalog)
    if isinstance(operand, Star):
        return ""
    if isinstance(operand, Arithmetic):
        return "_".join(filter(None, (_prefix(item), _ARITHMETIC[operand.operator])))
    return f"{_prefix(item)}_{operand.column.replace(' ', '_')}" if item.aggregate else ""


def _counted(item: Expression, catalog: Catalog) -> str:
    operand = item.operand
    if isinstance(operand, Arithmetic):
        return "count"
    if isinstance(operand, ColumnRef) and item.distinct:
        return f"{operand.column.replace(' ', '_')}_count"
    table = catalog.table(operand.table)
    return f"{(operand.table if table is None else table.bare_name).replace(' ', '_')}_count"


def _prefix(item: Expression) -> str:
    return ALIAS_PREFIX[item.aggregate] if item.aggregate else ""
