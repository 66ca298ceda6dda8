"""The statement that looks for texts in one column, for engines whose parameters are question marks.

Only names are written into it, in quotes. The texts come from a question and are bound.
"""

from dataclasses import dataclass

from text2sql.warehouses.names import TableName, quoted, quoted_table
from text2sql.warehouses.wire import LookUp


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and what its question marks stand for, in order."""

    sql: str
    parameters: tuple[str | int, ...]


def longest_value(part: str, share: float) -> int:
    """The longest value, in bytes of UTF-8, of which a part still makes up the share.

    Bytes, because some warehouses count those: what is then too long by characters is sorted out by whoever asked.
    """
    return int(len(part.encode("utf-8", "replace")) / share)


def lookup_statement(asked: LookUp, text: str = "{x}") -> Statement:
    """Distinct values, the shortest first, so that whole values come before those that only hold a text.

    Args:
        asked: what is looked for.
        text: how the engine makes a text of column ``{x}``.
    """
    # Under an alias, for SQLite takes a column that it does not know for a text when it stands alone in quotes.
    value = text.format(x=f"searched.{quoted(asked.column)}")
    parameters: list[str | int] = [*asked.texts] if asked.exact else [each.lower() for each in asked.texts]
    marks = ", ".join("?" * len(parameters))
    wanted = [f"{value if asked.exact else f'LOWER({value})'} IN ({marks})"] if parameters else []
    for part in () if asked.exact else asked.parts:
        wanted.append(f"LENGTH({value}) <= ? AND INSTR(LOWER({value}), ?) > 0")
        parameters += [longest_value(part, asked.share), part.lower()]
    condition = " OR ".join(f"({each})" for each in wanted) or "1 = 0"
    sql = (
        f"SELECT {value} FROM {quoted_table(TableName(asked.schema, asked.table))} AS searched WHERE {condition} "
        f"GROUP BY {value} ORDER BY LENGTH({value}), 1 LIMIT {asked.rows:d}"
    )
    return Statement(sql, tuple(parameters))
