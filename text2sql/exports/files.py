"""The bytes of a result as a file of one of three forms."""

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from text2sql.exports.excel import excel_bytes
from text2sql.exports.parquet import parquet_bytes
from text2sql.exports.spreadsheets import harmless
from text2sql.terminal.formats import plain
from text2sql.types import ResultTable

FileForm = Literal["csv", "xlsx", "parquet"]


def csv_bytes(result: ResultTable) -> bytes:
    """The rows as CSV with a byte-order mark, which is what makes Excel read Korean as Korean; NULL is empty.

    Texts that a spreadsheet would take for a formula get an apostrophe before them
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([harmless(column.name) for column in result.columns])
    for row in result.rows:
        writer.writerow([harmless(value) if isinstance(value, str) else plain(value) for value in row])
    return text.getvalue().encode("utf-8-sig", "replace")


FORMS: Mapping[FileForm, str] = MappingProxyType(
    {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "parquet": "application/vnd.apache.parquet",
    }
)
"""Media types by form."""

_WRITERS: Mapping[FileForm, Callable[[ResultTable], bytes]] = MappingProxyType(
    {"csv": csv_bytes, "xlsx": excel_bytes, "parquet": parquet_bytes}
)


def as_file(result: ResultTable, form: FileForm) -> bytes:
    """The result as the bytes of a file.

    Raises:
        SettingsError: the package that writes this form is not installed.
    """
    return _WRITERS[form](result)
