"""What introspection knows before it has looked at a single row."""

from dataclasses import dataclass

from text2sql.catalog import Join, Table
from text2sql.warehouses.names import TableName


@dataclass(frozen=True, slots=True)
class Structure:
    """Tables without profiles, where each is, the declared joins, and what had to be left out."""

    tables: tuple[Table, ...]
    places: dict[str, TableName]
    joins: tuple[Join, ...]
    notes: tuple[str, ...] = ()
