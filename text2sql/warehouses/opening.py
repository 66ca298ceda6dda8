"""From a location to the warehouse that reads it; each warehouse's module is imported only when it is the one."""

from typing import Protocol

from text2sql.errors import CannotOpen
from text2sql.interfaces import OnProgress, ValueLookup, ValueSource, Warehouse
from text2sql.types import Limits
from text2sql.warehouses.location import Location


class OpenWarehouse(Warehouse, ValueSource, ValueLookup, Protocol):
    """Everything a warehouse of this folder can do."""

    def warm(self) -> None:
        """Get ready in the background; returns at once."""

    def process_ids(self) -> tuple[int, ...]:
        """The system's numbers of the processes that run the queries."""


def _unwatched(what: str, done: int, total: int) -> None:
    """Nobody is watching."""


def open_warehouse(
    location: Location, limits: Limits = Limits(), on_progress: OnProgress = _unwatched
) -> OpenWarehouse:
    """The warehouse at a location. CSV and Parquet files are converted first, when they changed since the last time.

    Args:
        location: where the data is.
        limits: what one query may use.
        on_progress: told which file is being converted.

    Raises:
        CannotOpen: none of the files can be converted. Databases are opened when they are first asked for.
        UsageError: the URL's dialect is unknown or its driver is not installed.
    """
    if location.kind == "url" and location.url.startswith("glue://"):
        from text2sql.warehouses.glue import GlueCatalog

        return GlueCatalog(location.url, location.name)
    if location.kind == "url":
        from text2sql.warehouses.sqlalchemy import SqlAlchemyWarehouse

        return SqlAlchemyWarehouse(location.url, limits, location.name)
    if location.path is None:
        raise CannotOpen(f"{location.name} has no path. Name a file, a folder or a URL.")
    if location.kind == "sqlite":
        from text2sql.warehouses.sqlite import SqliteWarehouse

        return SqliteWarehouse(location.path, limits, location.name)
    from text2sql.warehouses.duckdb import DuckDbWarehouse

    if location.kind == "duckdb":
        return DuckDbWarehouse(location.path, limits, location.name)
    from text2sql.warehouses.files import converted

    converted_files = converted(location, on_progress)
    return DuckDbWarehouse(converted_files.path, limits, location.name, converted_files.notes)
