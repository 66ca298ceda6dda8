"""DuckDB inside its worker process: opened read-only and locked down, one SELECT at a time.

This is the second lock. The checker is the first; nothing here relies on it. Runs only as a child of
:mod:`text2sql.warehouses.worker_process`.
"""

import json
import os
from contextlib import suppress
from math import prod
from time import perf_counter

import duckdb

from text2sql.warehouses.looking_up import lookup_statement
from text2sql.warehouses.process_limits import limit_address_space
from text2sql.warehouses.wire import FailureKind, Fetched, LookUp, Open, Planned
from text2sql.warehouses.worker import EngineFailure, fetch, serve

_MOST_THREADS = 4
_ENGINE_MEGABYTES = 128
"""What the process maps after opening a file and before the first query (measured: 110 with DuckDB 1.5)."""
_OVERSHOOT = 0.55
"""DuckDB's own limit as a share of what is left: hash joins took 1.7 times their memory_limit when measured."""

_SMALLEST_MEGABYTES = 64


class DuckDbEngine:
    """One read-only connection."""

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def open(self, request: Open) -> None:
        """Open the file, lock the configuration, then cap the process."""
        available = request.memory_megabytes - _ENGINE_MEGABYTES
        memory = max(_SMALLEST_MEGABYTES, int(available * _OVERSHOOT))
        try:
            connection = duckdb.connect(
                request.source,
                read_only=True,
                config={
                    "enable_external_access": False,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                    "allow_community_extensions": False,
                    "allow_unsigned_extensions": False,
                    "memory_limit": f"{memory}MiB",
                    "threads": min(_MOST_THREADS, os.cpu_count() or 1),
                    "temp_directory": request.spill_folder,
                    "max_temp_directory_size": f"{4 * request.memory_megabytes}MiB",
                },
            )
            connection.execute("SET lock_configuration = true")
        except duckdb.Error as error:
            raise EngineFailure("open", str(error)) from error
        self._connection = connection
        limit_address_space(request.memory_megabytes)

    def begin(self, seconds: float) -> None:
        """DuckDB keeps no clock of its own: the interrupt is all there is."""

    def interrupt(self) -> None:
        """Stop the running statement."""
        if self._connection is not None:
            self._connection.interrupt()

    def plan(self, sql: str) -> Planned:
        """Names and types of the result, and the rows of the largest step the optimizer expects."""
        try:
            statement = self._single_select(sql)
            described = self._ready().execute(f"DESCRIBE {statement}").fetchall()
            explained = self._ready().execute(f"EXPLAIN (FORMAT JSON) {statement}").fetchall()
        except (duckdb.Error, RuntimeError) as error:
            raise self._failure(error) from error
        columns = tuple((str(row[0]), str(row[1])) for row in described)
        return Planned(columns, largest_estimate(json.loads(explained[0][1])))

    def run(self, sql: str, rows: int) -> Fetched:
        """Rows as they stream out of the engine."""
        start = perf_counter()
        try:
            cursor = self._ready().execute(self._single_select(sql))
            columns = tuple((str(entry[0]), str(entry[1])) for entry in cursor.description)
            kept, truncated = fetch(cursor.fetchmany, rows)
        except (duckdb.Error, RuntimeError) as error:
            raise self._failure(error) from error
        return Fetched(columns, tuple(kept), truncated, perf_counter() - start)

    def look_up(self, asked: LookUp) -> Fetched:
        """Values of one column; the texts are bound."""
        start = perf_counter()
        statement = lookup_statement(asked, "CAST({x} AS VARCHAR)")
        try:
            rows = self._ready().execute(statement.sql, statement.parameters).fetchall()
        except (duckdb.Error, RuntimeError) as error:
            raise self._failure(error) from error
        return Fetched((("value", ""),), tuple(rows), False, perf_counter() - start)

    def structure(self) -> Fetched:
        """Not needed: the structure is read with SQL."""
        raise EngineFailure("broken", "the structure is read with SQL here")

    def _ready(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise EngineFailure("broken", "a statement came before a file")
        return self._connection

    def _single_select(self, sql: str) -> str:
        """The statement, when DuckDB's own parser says that it is exactly one SELECT."""
        statements = self._ready().extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise EngineFailure("refused", "only one SELECT statement is allowed")
        return str(statements[0].query).strip().rstrip(";")

    def _failure(self, error: Exception) -> EngineFailure:
        with suppress(duckdb.Error):
            self._ready().rollback()
        return EngineFailure(_kind(error), str(error))


def _kind(error: Exception) -> FailureKind:
    if isinstance(error, duckdb.InterruptException):
        return "deadline"
    if isinstance(error, duckdb.OutOfMemoryException):
        return "memory"
    if isinstance(error, duckdb.FatalException | duckdb.InternalException):
        return "broken"
    return "query"


def largest_estimate(plan: object) -> int | None:
    """The most rows any step of an ``EXPLAIN (FORMAT JSON)`` plan is expected to produce.

    A cross product carries no estimate of its own in DuckDB 1.5: its children's are multiplied.
    """
    nodes = plan if isinstance(plan, list) else [plan]
    estimates = [_largest(node) for node in nodes if isinstance(node, dict)]
    known = [estimate for _, estimate in estimates if estimate is not None]
    return max(known, default=None)


def _largest(node: dict[str, object]) -> tuple[int | None, int | None]:
    """The node's own estimate, and the largest one in its tree."""
    children = node.get("children")
    below = [_largest(child) for child in children if isinstance(child, dict)] if isinstance(children, list) else []
    own = _stated(node)
    if own is None:
        passed_up = [estimate for estimate, _ in below if estimate is not None]
        if passed_up:
            own = prod(passed_up) if node.get("name") == "CROSS_PRODUCT" else max(passed_up)
    known = [estimate for estimate in (own, *(largest for _, largest in below)) if estimate is not None]
    return own, max(known, default=None)


def _stated(node: dict[str, object]) -> int | None:
    extra = node.get("extra_info")
    stated = extra.get("Estimated Cardinality") if isinstance(extra, dict) else None
    return int(stated) if isinstance(stated, str) and stated.isdigit() else None


def main() -> None:
    """Serve until the parent goes away."""
    serve(DuckDbEngine())
