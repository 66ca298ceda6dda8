"""Keeps personal values out of training data: what a model has learned cannot be taken out of it again.

The prompt itself never holds values of personal columns; what remains are the question and the SQL that people wrote.
This is careful to a fault: an example that is left out costs little.
"""

import re
from collections.abc import Iterable

from text2sql.catalog import Catalog
from text2sql.corpus.samples import tables_read
from text2sql.tuning.conversations import Conversation
from text2sql.tuning.examples import Example

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_WORD = re.compile(r"[^\W\d]\w*")
_HARMLESS = re.compile(r"[\d\s:./%YmdHMSTqQwWyY-]*|year|quarter|month|week|day|hour|minute|second", re.IGNORECASE)
"""Dates, formats of dates and their parts."""
_LOOKS_PERSONAL = re.compile(
    r"""[\w.+-]+@[\w-]+(\.[\w-]+)+                                  # e-mail address
    | (?<!\d)(\+82[- ]?)?0?1[016789][- .]?\d{3,4}[- .]?\d{4}(?!\d)  # Korean mobile number
    | (?<!\d)0(2|[3-6]\d|70)[-.)]\s?\d{3,4}[-.]\d{4}(?!\d)          # Korean landline
    | (?<!\d)\d{6}-[1-8]\d{6}(?!\d)                                 # Korean resident number
    | (?<!\d)\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)                 # card number""",
    re.VERBOSE,
)

ColumnsRead = Iterable[tuple[str, str]]


def personal_problem(example: Example, conversation: Conversation, read: ColumnsRead | None) -> str:
    """Why an example may hold somebody's data, in words that hold none of it; empty when it does not.

    Args:
        example: what is to be learned.
        conversation: how it will be written.
        read: pairs of table and column that the SQL reads, when the checker said so; None finds them by their names.
    """
    if _LOOKS_PERSONAL.search(conversation.text):
        return "it holds what looks like an e-mail address, or a phone, resident or card number"
    catalog = example.linked.catalog
    personal = _personal_by_words(example.sql, catalog) if read is None else _personal_of(read, catalog)
    if personal and any(not _is_known(text, catalog) for text in _literals(example.sql)):
        return f"it reads the personal column {sorted(personal)[0]} and holds a text that no other column is known for"
    return ""


def _personal_of(read: ColumnsRead, catalog: Catalog) -> set[str]:
    found = set()
    for table_name, column_name in read:
        table = catalog.table(table_name)
        column = table.column(column_name) if table else None
        if column is not None and column.personal:
            found.add(f"{table_name}.{column_name}")
    return found


def _personal_by_words(sql: str, catalog: Catalog) -> set[str]:
    """Personal columns of the tables that are read whose names stand anywhere in the SQL but in its texts."""
    words = {word.lower() for word in _WORD.findall(_LITERAL.sub("''", sql))}
    tables = (catalog.table(name) for name in tables_read(sql, catalog))
    return {
        f"{table.name}.{column.name}"
        for table in tables
        if table
        for column in table.columns
        if column.personal and column.name.lower() in words
    }


def _literals(sql: str) -> list[str]:
    return [text.replace("''", "'") for text in _LITERAL.findall(sql)]


def _is_known(text: str, catalog: Catalog) -> bool:
    """Whether a text is a date, or a value that a column without personal data has."""
    if _HARMLESS.fullmatch(text):
        return True
    for table in catalog.tables:
        for column in table.columns:
            if column.personal:
                continue
            common = column.profile.common if column.profile else ()
            if text in common or any(text == each.value for each in column.values):
                return True
    return False
