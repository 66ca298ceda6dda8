"""check: is this SQL allowed? Usable on its own as a firewall in a shell pipe."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from text2sql.commands.options import DATABASE, Shared
from text2sql.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from text2sql.catalog import Catalog
    from text2sql.settings import Settings
    from text2sql.stages.checking import Checker

DIALECTS = (
    *("duckdb", "sqlite", "postgres", "redshift", "athena", "trino"),
    *("spark", "databricks", "snowflake", "bigquery", "mysql"),
)


def check(
    context: typer.Context,
    file: str = typer.Argument("-", help="A file with SQL; - (the default) reads standard input."),
    database: str = DATABASE,
    catalog: str = typer.Option("", metavar="FILE", help="Check against a JSON file {table: {column: type}} instead."),
    dialect: str = typer.Option("", metavar="D", help=f"The SQL dialect, with --catalog: {', '.join(DIALECTS)}."),
    jsonl: bool = typer.Option(
        False, "--jsonl", help='Read {"id", "sql"} lines; write {"id", "allowed", "reason", "sql"}.'
    ),
) -> None:
    """Say whether SQL is allowed, and why not. Nothing is run.

    \b
    echo "SELECT COUNT(*) FROM orders" | text2sql check
    text2sql check query.sql -d warehouse.duckdb
    text2sql check --catalog tables.json --dialect postgres --jsonl < queries.jsonl

    Allowed SQL is printed as it would run, with LIMIT and policies in place. Exit codes: 0 all allowed, 4 any refused.
    """
    shared: Shared = context.obj
    settings = shared.settings()
    if dialect and dialect not in DIALECTS:
        raise UsageError(f"The dialect `{dialect}` is not known. Use one of {', '.join(DIALECTS)}.")
    checkers = _Checkers(settings, _known_catalog(settings, database, catalog, dialect))
    source = _Lines(file)
    refused = 0
    if jsonl:
        for verdict in (_verdict(line, checkers) for line in source if line.strip()):
            refused += not verdict["allowed"]
            typer.echo(json.dumps(verdict, ensure_ascii=False))
            sys.stdout.flush()
    else:
        refused = _check_one(source.read(), checkers.of(""))
    raise typer.Exit(4 if refused else 0)


class _Checkers:
    """One checker for each dialect that a line asks for, made when it is first asked for."""

    def __init__(self, settings: "Settings", catalog: "Catalog") -> None:
        self._settings = settings
        self._catalog = catalog
        self._made: dict[str, Checker] = {}

    def of(self, dialect: str) -> "Checker":
        from dataclasses import replace

        from text2sql.assembly import make_checker

        wanted = dialect or self._catalog.dialect
        if wanted not in self._made:
            self._made[wanted] = make_checker(self._settings, replace(self._catalog, dialect=wanted))
        return self._made[wanted]


def _check_one(sql: str, checker: "Checker") -> int:
    from text2sql.types import Rejected

    if not sql.strip():
        raise UsageError("There is no SQL to check. Give a file, or pipe SQL to standard input.")
    checked = checker.check(sql)
    if isinstance(checked, Rejected):
        typer.echo(f"refused: {checked.problem}", err=True)
        return 1
    typer.echo(checked.text)
    return 0


def _verdict(line: str, checkers: _Checkers) -> dict[str, object]:
    """The verdict on one line; a line that cannot be read is refused with the reason, and the next one goes on."""
    from text2sql.types import Rejected

    try:
        entry = json.loads(line)
    except ValueError as error:
        return {"id": None, "allowed": False, "reason": f"The line is not JSON: {error}.", "sql": None}
    if not isinstance(entry, dict) or not isinstance(entry.get("sql"), str):
        identity = entry.get("id") if isinstance(entry, dict) else None
        return {"id": identity, "allowed": False, "reason": 'The line has no "sql" text.', "sql": None}
    dialect = entry.get("dialect", "")
    if dialect and dialect not in DIALECTS:
        reason = f"The dialect {dialect!r} is not known. Use one of {', '.join(DIALECTS)}."
        return {"id": entry.get("id"), "allowed": False, "reason": reason, "sql": None}
    checked = checkers.of(dialect).check(entry["sql"])
    if isinstance(checked, Rejected):
        return {"id": entry.get("id"), "allowed": False, "reason": checked.problem, "sql": None}
    return {"id": entry.get("id"), "allowed": True, "reason": "", "sql": checked.text}


def _known_catalog(settings: "Settings", database: str, file: str, dialect: str) -> "Catalog":
    if file and database:
        raise UsageError("Give either -d or --catalog, not both.")
    if file:
        return _catalog_file(Path(file), dialect or "duckdb")
    from text2sql.assembly import open_database

    opened = open_database(settings, database or None, "offline")
    opened.close()
    return opened.knowledge.catalog


def _catalog_file(path: Path, dialect: str) -> "Catalog":
    from text2sql.catalog import Catalog, Column, Table

    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The catalog {path} cannot be read: {error}. It must be JSON, {{table: {{column: type}}}}."
        ) from error
    if not isinstance(document, dict) or not all(isinstance(columns, Mapping) for columns in document.values()):
        raise SettingsError(f"The catalog {path} must be JSON of the form {{table: {{column: type}}}}.")
    tables = tuple(
        Table(
            name=name,
            columns=tuple(Column(column, str(kind)) for column, kind in columns.items()),
            schema=name.rpartition(".")[0] or None,
        )
        for name, columns in document.items()
    )
    return Catalog(path.stem, dialect, tables)


class _Lines:
    """Text of a file or standard input, bad bytes replaced: a firewall must not stop at one."""

    def __init__(self, file: str) -> None:
        self._path = None if file == "-" else Path(file)

    def read(self) -> str:
        if self._path is None:
            return sys.stdin.buffer.read().decode("utf-8", "replace")
        try:
            return self._path.read_bytes().decode("utf-8", "replace")
        except OSError as error:
            raise UsageError(f"{self._path} cannot be read ({error.strerror}). Check the path.") from error

    def __iter__(self) -> Iterator[str]:
        if self._path is not None:
            yield from self.read().splitlines()
            return
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "replace")
