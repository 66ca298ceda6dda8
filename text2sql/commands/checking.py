"""check: is this SQL allowed? Usable on its own as a firewall in a shell pipe."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from text2sql.commands.lines import Line, read_lines, read_whole, write_line
from text2sql.commands.options import Shared, database_option
from text2sql.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from text2sql.catalog import Catalog
    from text2sql.settings import Personal, Settings
    from text2sql.stages.checking import Checker

DIALECTS = (
    *("duckdb", "sqlite", "postgres", "redshift", "athena", "trino"),
    *("spark", "databricks", "snowflake", "bigquery", "mysql"),
)


@click.command()
@click.argument("file", default="-")
@database_option
@click.option(
    "--catalog", metavar="FILE", default="", help="Check against a JSON file {table: {column: type}} instead."
)
@click.option("--dialect", metavar="D", default="", help=f"The SQL's dialect: {', '.join(DIALECTS)}.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "sql"} lines; write {"id", "allowed", "reason", "sql"} lines.')
@click.pass_obj
def check(shared: Shared, file: str, database: str, catalog: str, dialect: str, jsonl: bool) -> None:
    """Say whether the SQL in a file, or on standard input, is allowed, and why not. Nothing is run.

    \b
    echo "SELECT COUNT(*) FROM orders" | text2sql check
    text2sql check query.sql -d warehouse.duckdb
    text2sql check --catalog tables.json --dialect postgres --jsonl < queries.jsonl

    Allowed SQL is printed as it would run, with its LIMIT and policies in place; a refusal goes to the error stream.
    With --jsonl every line gets a line, as soon as it is read, and may carry its own "dialect".

    Exit codes: 0 all allowed, 2 wrong usage or settings, 4 any refused, 5 warehouse error.
    """
    settings = shared.settings()
    if dialect and dialect not in DIALECTS:
        raise UsageError(f"The dialect `{dialect}` is not known. Use one of {', '.join(DIALECTS)}.")
    checkers = Checkers(settings, *_known(settings, database, catalog, dialect))
    refused = 0
    if jsonl:
        for line in read_lines(file, "sql"):
            verdict = _verdict(line, checkers)
            refused += not verdict["allowed"]
            write_line(verdict)
    else:
        refused = _check_one(read_whole(file), checkers.of(""))
    raise click.exceptions.Exit(4 if refused else 0)


class Checkers:
    """One checker for each dialect that a line asks for, made when it is first asked for."""

    def __init__(self, settings: "Settings", catalog: "Catalog", personal: "Personal | None") -> None:
        self._settings = settings
        self._catalog = catalog
        self._personal = personal
        self._made: dict[str, Checker] = {}

    def of(self, dialect: str) -> "Checker":
        """The checker for a dialect; empty for the catalog's own."""
        from dataclasses import replace

        from text2sql.assembly import make_checker

        wanted = dialect or self._catalog.dialect
        if wanted not in self._made:
            catalog = replace(self._catalog, dialect=wanted)
            self._made[wanted] = make_checker(self._settings, catalog, self._personal)
        return self._made[wanted]


def _check_one(sql: str, checker: "Checker") -> int:
    from text2sql.types import Rejected

    if not sql.strip():
        raise UsageError("There is no SQL to check. Give a file, or pipe SQL to standard input.")
    checked = checker.check(sql)
    if isinstance(checked, Rejected):
        click.echo(f"refused: {checked.problem}", err=True)
        return 1
    click.echo(checked.text)
    return 0


def _verdict(line: Line, checkers: Checkers) -> dict[str, object]:
    """The verdict on one line; a line that cannot be read is refused with the reason, and the next one goes on."""
    from text2sql.types import Rejected

    dialect = line.fields.get("dialect") or ""
    problem = line.problem
    if not problem and dialect not in ("", *DIALECTS):
        problem = f"The dialect {dialect!r} is not known. Use one of {', '.join(DIALECTS)}."
    if problem:
        return {"id": line.id, "allowed": False, "reason": problem, "sql": None}
    checked = checkers.of(str(dialect)).check(line.text("sql"))
    if isinstance(checked, Rejected):
        return {"id": line.id, "allowed": False, "reason": checked.problem, "sql": None}
    return {"id": line.id, "allowed": True, "reason": "", "sql": checked.text}


def _known(settings: "Settings", database: str, file: str, dialect: str) -> "tuple[Catalog, Personal | None]":
    """What SQL is checked against, and what happens to personal columns."""
    from dataclasses import replace

    if file and database:
        raise UsageError("Give either -d or --catalog, not both.")
    if file:
        return read_catalog(Path(file), dialect or "duckdb"), None
    from text2sql.assembly import open_catalog
    from text2sql.terminal.progress import Progress

    with Progress("en") as progress:
        source, catalog = open_catalog(settings, database or None, progress.on_progress)
    return replace(catalog, dialect=dialect or catalog.dialect), source.personal


def read_catalog(path: Path, dialect: str) -> "Catalog":
    """A catalog of a JSON file, ``{table: {column: type}}``; a dot in a table's name ends its schema.

    Raises:
        SettingsError: the file cannot be read or says something else.
    """
    from text2sql.catalog import Catalog, Column, Table

    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
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
