"""Names as they have to be written in SQL, so that a model can copy them."""

import re
from collections.abc import Iterable

from text2sql.catalog import Catalog

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BACKTICKS = ("bigquery", "databricks", "mysql", "spark")
_RESERVED_WORDS = """
all and as asc between by case check column constraint create cross current_date default desc distinct else end except
exists false fetch for foreign from full grant group having in inner intersect into is join key left like limit natural
not null offset on or order outer primary references right select set table then to true union unique update user using
values view when where window with
"""
_RESERVED = frozenset(_RESERVED_WORDS.split())
"""Words that no dialect takes as a name without quotes."""


def quoted(name: str, dialect: str) -> str:
    """A name in the dialect's quotes when it is not a plain word."""
    if _PLAIN_NAME.fullmatch(name) and name.lower() not in _RESERVED:
        return name
    mark = "`" if dialect in _BACKTICKS else '"'
    return mark + name.replace(mark, mark + mark) + mark


def table_name(name: str, catalog: Catalog) -> str:
    """A table's name, its schema apart."""
    table = catalog.table(name)
    if table is None or table.schema is None:
        return quoted(name, catalog.dialect)
    return f"{quoted(table.schema, catalog.dialect)}.{quoted(table.bare_name, catalog.dialect)}"


def column_list(names: Iterable[str], dialect: str) -> str:
    """Names with commas between them."""
    return ", ".join(quoted(name, dialect) for name in names)


def literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
