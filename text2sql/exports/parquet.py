"""Results as Parquet, with the types of the values."""

import io

from text2sql.errors import SettingsError
from text2sql.exports.names import unique_names
from text2sql.terminal.formats import plain
from text2sql.types import ResultTable, Value


def parquet_bytes(result: ResultTable) -> bytes:
    """The rows as a Parquet file; columns whose values are of several kinds are text.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SettingsError("Parquet files need pyarrow. Run: pip install 'text2sql[ui]'") from error
    arrays = []
    for place in range(len(result.columns)):
        values = [_storable(row[place]) for row in result.rows]
        try:
            arrays.append(pyarrow.array(values))
        except (pyarrow.ArrowException, OverflowError, TypeError, ValueError):
            arrays.append(pyarrow.array([None if each is None else plain(each) for each in values], pyarrow.string()))
    names = unique_names([column.name for column in result.columns])
    written = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, names=names), written)
    return written.getvalue()


def _storable(value: Value) -> Value:
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    return value
