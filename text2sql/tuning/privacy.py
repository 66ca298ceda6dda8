"""Keeps personal values out of training data: what a model has learned cannot be taken out of it again.

The prompt itself never holds values of personal columns; what remains are the question and the SQL that people wrote.
This is careful to a fault: an example that is left out costs little.
"""

import re
from collections.abc import Iterable, Iterator

from text2sql.catalog import Catalog, Table
from text2sql.corpus.samples import tables_read
from text2sql.tuning.conversations import Conversation
from text2sql.tuning.examples import Example

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_DOLLARS = re.compile(r"\$\w*\$")
"""Begins a text in PostgreSQL and DuckDB; nobody writes one for a date."""
_WORD = re.compile(r"[^\W\d]\w*")
_LONG_NUMBER = re.compile(r"(?<![\w.])\d{7,}(?![\w.])")
"""As long as a phone number."""
_DATE = re.compile(r"\d{4}([-/.]?\d{2}){0,2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?|\d{1,3}")
_FORMAT = re.compile(r"[%YmdHMSjUWQyq\s:./_-]*|(year|quarter|month|week|day|hour|minute|second)s?", re.IGNORECASE)
"""A format of dates, or a part of them."""
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
    if personal and _holds_unknown(example.sql, catalog, dates=not _holds_dates(personal, catalog)):
        return f"it reads the personal column {sorted(personal)[0]} and holds a value that no other column is known for"
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


def _holds_dates(columns: Iterable[str], catalog: Catalog) -> bool:
    """Whether one of these columns holds days, of birth for example: then a day may be somebody's."""
    for name in columns:
        table_name, _, column_name = name.rpartition(".")
        table = catalog.table(table_name)
        column = table.column(column_name) if table else None
        if column is not None and column.effective_kind in ("date", "timestamp"):
            return True
    return False


def _holds_unknown(sql: str, catalog: Catalog, dates: bool) -> bool:
    """Whether SQL holds a value that is neither a date, where dates are harmless, nor known from another column."""
    outside = _LITERAL.sub("''", sql)
    if _DOLLARS.search(outside) or _LONG_NUMBER.search(outside):
        return True
    names = {name.lower() for table in catalog.tables for name in (table.name, table.bare_name, *_column_names(table))}
    # Some dialects read a name in double quotes that nothing has as a text.
    quoted = [text for text in _QUOTED.findall(outside) if text.lower() not in names and text not in _aliases(outside)]
    texts = [text.replace("''", "'") for text in _LITERAL.findall(sql)]
    return any(not _is_known(text, catalog, dates) for text in (*texts, *quoted))


def _column_names(table: Table) -> Iterator[str]:
    return (column.name for column in table.columns)


def _aliases(sql: str) -> set[str]:
    """Names in double quotes that the query itself gives."""
    return set(re.findall(r'\bAS\s+"((?:[^"]|"")*)"', sql, re.IGNORECASE))


def _is_known(text: str, catalog: Catalog, dates: bool) -> bool:
    if _FORMAT.fullmatch(text) or (dates and _DATE.fullmatch(text)):
        return True
    for table in catalog.tables:
        for column in table.columns:
            if column.personal:
                continue
            common = column.profile.common if column.profile else ()
            if text in common or any(text == each.value for each in column.values):
                return True
    return False
