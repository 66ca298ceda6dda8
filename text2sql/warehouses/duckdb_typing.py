"""From columns of text to columns with types: the narrowest type that every value has, judged on all of them.

A sniffer that looks at the first lines finds numbers where line 200,001 says "n/a", and then fails, or turns postcodes
into numbers without their leading zeros. Here a column becomes a number only when nothing is lost by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from text2sql.warehouses.names import quoted

_MISSING = ("NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "None", "\\N")
"""How programs write a missing value. Taken as such where all other values of a column are of one type, and then in
the file's text columns too: who writes NA for a missing number writes it for a missing name."""
_TYPES = {
    "BIGINT": r"[-+]?(0|[1-9]\d{0,17})",
    "DOUBLE": r"[-+]?((0|[1-9]\d{0,14})(\.\d*)?|\.\d+)([eE][-+]?\d+)?",
    "BOOLEAN": r"(?i)true|false",
    "DATE": r"\d{4}[-/]\d{1,2}[-/]\d{1,2}",
    "TIMESTAMP": r"\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?",
    "TIMESTAMPTZ": r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|[+-]\d{2}(:?\d{2})?)",
}
"""Types in the order in which they are tried, with the spelling every value must have. Codes with leading zeros and
numbers too long to be exact stay text."""
_SAMPLE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of a table's columns."""

    missing: tuple[str, ...]
    """Words that were read as missing values."""


def copy_typed(connection: duckdb.DuckDBPyConnection, source: str, target: str, columns: Sequence[str]) -> Typed:
    """Copy a table of texts into a new one with types.

    Args:
        connection: open, with both tables in it.
        source: the table of texts; names that need quotes are quoted by this function.
        target: the table to make.
        columns: all columns of ``source``.
    """
    kinds = _kinds(connection, quoted(source), columns)
    missing = _missing_words(connection, quoted(source), list(kinds))
    wanted = ", ".join(f"{_typed(name, kinds.get(name), missing)} AS {quoted(name)}" for name in columns)
    connection.execute(f"CREATE TABLE {quoted(target)} AS SELECT {wanted} FROM {quoted(source)}")
    return Typed(missing)


def _kinds(connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[str]) -> dict[str, str]:
    """The type of every column that is not just text."""
    sample = f"(SELECT * FROM {source} LIMIT {_SAMPLE_ROWS})"
    pairs = [(name, kind) for name in columns for kind in _TYPES]
    open_pairs = _fitting(connection, sample, pairs, empty_fits=True)
    kinds: dict[str, str] = {}
    while open_pairs:
        first: dict[str, str] = {}
        for name, kind in open_pairs:
            first.setdefault(name, kind)
        kinds.update(_fitting(connection, source, list(first.items()), empty_fits=False))
        open_pairs = [(name, kind) for name, kind in open_pairs if name not in kinds and kind != first[name]]
    return kinds


def _fitting(
    connection: duckdb.DuckDBPyConnection, source: str, pairs: Sequence[tuple[str, str]], empty_fits: bool
) -> list[tuple[str, str]]:
    """The pairs of column and type where every value is of the type, told by one scan."""
    counts = []
    for name, kind in pairs:
        value = _value(name)
        fits = f"regexp_full_match({value}, {_literal(_TYPES[kind])}) AND TRY_CAST({_castable(kind, value)} AS {kind})"
        counts.append(f"COUNT({value}), COUNT(*) FILTER (WHERE {fits} IS NOT NULL)")
    cells = connection.execute(f"SELECT {', '.join(counts)} FROM {source}").fetchall()[0]
    told = zip(pairs, cells[::2], cells[1::2], strict=True)
    return [pair for pair, filled, fitting in told if filled == fitting and (filled or empty_fits)]


def _missing_words(connection: duckdb.DuckDBPyConnection, source: str, typed: Sequence[str]) -> tuple[str, ...]:
    """The words for "missing" that stand in columns of numbers and dates."""
    if not typed:
        return ()
    found = [f"SELECT trim({quoted(name)}) AS v FROM {source} WHERE {_value(name)} IS NULL" for name in typed]
    rows = connection.execute(f"SELECT DISTINCT v FROM ({' UNION ALL '.join(found)}) WHERE v <> ''").fetchall()
    return tuple(sorted(str(row[0]) for row in rows))


def _typed(name: str, kind: str | None, missing: Sequence[str]) -> str:
    if kind is not None:
        return f"CAST({_castable(kind, _value(name))} AS {kind})"
    if not missing:
        return quoted(name)
    words = ", ".join(_literal(word) for word in missing)
    return f"CASE WHEN trim({quoted(name)}) IN ({words}) THEN NULL ELSE {quoted(name)} END"


def _value(name: str) -> str:
    """A column's trimmed text, or NULL where it says that it is missing."""
    words = ", ".join(_literal(word) for word in ("", *_MISSING))
    return f"(CASE WHEN trim({quoted(name)}) IN ({words}) THEN NULL ELSE trim({quoted(name)}) END)"


def _castable(kind: str, value: str) -> str:
    """A text as DuckDB can cast it: dates may be written with slashes."""
    return f"replace({value}, '/', '-')" if kind in ("DATE", "TIMESTAMP") else value


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
