"""Results as files for other programs: CSV, Excel, Parquet.

A cell of somebody's data must not become a formula on somebody else's desk, and no digit may be lost on the way: what
a format cannot hold exactly is written as text.
"""

from text2sql.exports.files import FORMS, FileForm, as_file
from text2sql.exports.names import unique_names

__all__ = ["FORMS", "FileForm", "as_file", "unique_names"]
