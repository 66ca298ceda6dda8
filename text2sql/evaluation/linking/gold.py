"""What a gold query reads: its tables, its columns, and which literal it compares with which column."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope
from sqlglot.schema import MappingSchema

from text2sql.catalog import Catalog, Table

logging.getLogger("sqlglot").addHandler(logging.NullHandler())  # what it does not support only costs that question

_COMPARED = (exp.EQ, exp.NEQ, exp.Like, exp.ILike, exp.In)


@dataclass(frozen=True, slots=True)
class Gold:
    """What one query reads. Names are as the catalog writes them."""

    tables: frozenset[str]
    columns: frozenset[tuple[str, str]]
    """Pairs of table and column, those of joins included."""
    literals: frozenset[tuple[str, str, str]]
    """Table, column and the text it is compared with; the % of LIKE are taken away."""
    patterns: frozenset[tuple[str, str, str]] = frozenset()
    """Those of the literals that LIKE compares with."""


def schema_of(catalog: Catalog) -> MappingSchema:
    """The catalog as sqlglot resolves names by it."""
    tables = {
        table.name.lower(): {column.name.lower(): column.type or "text" for column in table.columns}
        for table in catalog.tables
    }
    return MappingSchema({exp.to_identifier(name, quoted=True).name: columns for name, columns in tables.items()})


def gold_of(sql: str, catalog: Catalog, schema: MappingSchema) -> Gold | None:
    """What the query reads, or None when it cannot be read."""
    try:
        tree = _lowered(parse_one(sql, read="sqlite"), catalog)
        qualified = qualify(
            tree, schema=schema, dialect="sqlite", validate_qualify_columns=False, quote_identifiers=False,
            expand_stars=False, expand_alias_refs=False,
        )  # fmt: skip
        columns: set[tuple[str, str]] = set()
        literals: set[tuple[str, str, str]] = set()
        patterns: set[tuple[str, str, str]] = set()
        tables: set[str] = set()
        for scope in traverse_scope(qualified):
            tables |= {found.name for source in scope.sources.values() if (found := _table(source, catalog))}
            for node in scope.columns:
                place = _place(node, scope, catalog)
                if place is not None:
                    columns.add(place)
                    said = {(*place, text) for text in _compared_with(node)}
                    literals |= said
                    patterns |= said if isinstance(node.parent, exp.Like | exp.ILike) else set()
    except (SqlglotError, RecursionError):
        return None
    parts = frozenset(tables), frozenset(columns), frozenset(literals), frozenset(patterns)
    return Gold(*parts) if tables else None


def _lowered(tree: exp.Expr, catalog: Catalog) -> exp.Expr:
    """Names without case, and texts in double quotes as SQLite takes them: literals where no column is so called."""
    names = {column.name.lower() for table in catalog.tables for column in table.columns}
    for node in list(tree.find_all(exp.Column)):
        name = node.this
        if not node.table and isinstance(name, exp.Identifier) and name.quoted and name.name.lower() not in names:
            node.replace(exp.Literal.string(name.name))
    for identifier in tree.find_all(exp.Identifier):
        identifier.set("this", identifier.name.lower())
    return tree


def _table(source: exp.Expr | Scope, catalog: Catalog) -> Table | None:
    return catalog.table(source.name) if isinstance(source, exp.Table) else None


def _place(node: exp.Column, scope: Scope, catalog: Catalog) -> tuple[str, str] | None:
    source = scope.sources.get(node.table)
    if source is None and not node.table:
        found = [
            table for each in scope.sources.values() if (table := _table(each, catalog)) and table.column(node.name)
        ]
        table = found[0] if len(found) == 1 else None
    else:
        table = _table(source, catalog) if source is not None else None
    column = table.column(node.name) if table is not None else None
    return (table.name, column.name) if table is not None and column is not None else None


def _compared_with(node: exp.Column) -> Iterator[str]:
    parent = node.parent
    if not isinstance(parent, _COMPARED):
        return
    for other in parent.find_all(exp.Literal):
        if other.is_string and (other.parent is parent):
            text = str(other.this).strip("%").strip()
            if text:
                yield text
