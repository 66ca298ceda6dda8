"""What EXPLAIN replies mean, dialect by dialect: the estimate of the largest step, and the bytes read.

Pure functions over the reply's text, because most of these warehouses cannot be run in a test: PostgreSQL's reply comes
from a real server in the test suite, the others' from their documentation (see ``docs/decisions/0005-dry-runs.md``).
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from text2sql.errors import QueryFailed


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a plan promises. None means that it does not say."""

    rows: int | None = None
    """The most rows any step is expected to read or produce."""
    bytes: int | None = None
    """Bytes read from tables."""


Parse = Callable[[str], Estimate]
"""Reads the reply's rows, joined by line breaks.

Raises:
    QueryFailed: the reply is an error in disguise.
"""

_UNITS = {"": 1, "b": 1, "k": 2**10, "kib": 2**10, "m": 2**20, "mib": 2**20, "g": 2**30, "gib": 2**30}
_UNITS |= {"t": 2**40, "tib": 2**40, "p": 2**50, "pib": 2**50, "eib": 2**60}


def says_nothing(reply: str) -> Estimate:
    """For dialects whose plans hold no estimates."""
    return Estimate()


def parse_postgres(reply: str) -> Estimate:
    """``EXPLAIN (FORMAT JSON)`` of PostgreSQL: rows of the largest node, rows times width of the scans."""
    nodes = [node for node in _objects(_json(reply)) if "Plan Rows" in node]
    scans = [node for node in nodes if "Relation Name" in node]
    read = [_whole(node["Plan Rows"], 0) * _whole(node.get("Plan Width"), 0) for node in scans]
    return Estimate(_largest(node["Plan Rows"] for node in nodes), sum(read) if read else None)


def parse_redshift(reply: str) -> Estimate:
    """``EXPLAIN`` of Redshift, which knows text only: ``XN Seq Scan on t  (cost=0.00..0.09 rows=9 width=8)``."""
    lines = [match for line in reply.splitlines() if (match := re.search(r"(.*)\brows=(\d+) width=(\d+)", line))]
    scans = [int(match[2]) * int(match[3]) for match in lines if re.search(r"\bScan\b", match[1])]
    return Estimate(_largest(match[2] for match in lines), sum(scans) if scans else None)


def parse_mysql(reply: str) -> Estimate:
    """``EXPLAIN FORMAT=JSON`` of MySQL 8 and MariaDB."""
    found = list(_objects(_json(reply)))
    counted = ("rows_produced_per_join", "rows_examined_per_scan", "rows")
    read = [_size(str(item["data_read_per_join"])) for item in found if "data_read_per_join" in item]
    return Estimate(_largest(item.get(key) for item in found for key in counted), sum(read) if read else None)


def parse_trino(reply: str) -> Estimate:
    """``EXPLAIN (TYPE IO, FORMAT JSON)`` of Trino and Athena: one estimate a table, one for the whole."""
    found = [item for item in _objects(_json(reply)) if "estimate" in item]
    estimates = [(item, inner) for item in found for inner in _objects(item["estimate"])]
    read = [_number(inner.get("outputSizeInBytes")) for item, inner in estimates if "table" in item]
    sizes = [size for size in read if size is not None]
    return Estimate(_largest(inner.get("outputRowCount") for _, inner in estimates), sum(sizes) if sizes else None)


def parse_snowflake(reply: str) -> Estimate:
    """``EXPLAIN USING TEXT`` of Snowflake: the bytes of the partitions it will read."""
    assigned = re.search(r"bytesAssigned=(\d+)", reply)
    return Estimate(bytes=int(assigned[1]) if assigned else None)


_SPARK_FAILURES = (
    "Error occurred during query planning",
    "org.apache.spark.sql.AnalysisException",
    "[PARSE_SYNTAX_ERROR]",
)
_SPARK_LEAF = re.compile(r"^[\s:+|-]*Relation\b|LogicalRelation|HiveTableRelation")


def parse_spark(reply: str) -> Estimate:
    """``EXPLAIN COST`` of Spark and Databricks, which tell errors as rows instead of raising them.

    Raises:
        QueryFailed: the rows say that planning failed.
    """
    if any(failure in reply[:500] for failure in _SPARK_FAILURES):
        raise QueryFailed(reply)
    rows = re.findall(r"rowCount=([\d.]+(?:E\+?\d+)?)", reply)
    leaves = [line for line in reply.splitlines() if _SPARK_LEAF.search(line)]
    read = [_size(match[1]) for line in leaves if (match := re.search(r"sizeInBytes=([\d.]+ \w+)", line))]
    return Estimate(_largest(rows), sum(read) if read else None)


def parse_bigquery(reply: str) -> Estimate:
    """The job resource of a BigQuery dry run."""
    statistics = _json(reply)
    found = [item["totalBytesProcessed"] for item in _objects(statistics) if "totalBytesProcessed" in item]
    return Estimate(bytes=_largest(found))


def _json(reply: str) -> object:
    """The JSON in a reply, or nothing when a version of the warehouse replies in another way."""
    try:
        parsed: object = json.loads(reply)
    except ValueError:
        return None
    return parsed


def _objects(value: object) -> Iterator[dict[str, object]]:
    """All objects in a JSON value, outermost first."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)


def _largest(counts: Iterable[object]) -> int | None:
    known = [count for count in map(_number, counts) if count is not None]
    return max(known, default=None)


def _number(value: object) -> int | None:
    """A whole number however it is spelled; None for NaN, infinity and words."""
    try:
        number = float(str(value))
        return int(number) if number >= 0 else None
    except (ValueError, OverflowError):
        return None


def _whole(value: object, otherwise: int) -> int:
    number = _number(value)
    return otherwise if number is None else number


def _size(text: str) -> int:
    """Bytes of "16.0 KiB", "1K" or "512"."""
    match = re.fullmatch(r"([\d.]+)\s*([A-Za-z]*)", text.strip())
    return round(float(match[1]) * _UNITS.get(match[2].lower(), 1)) if match else 0
