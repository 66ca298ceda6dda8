"""The AWS Glue Data Catalog as a source of structure: what tables a data lake has, without a query engine in between.

``glue://DATABASE?region=…`` serves ``schema pull``, ``index`` and ``link``; queries run through whatever reads the lake
(Athena, Redshift Spectrum, Spark). Nothing is read but the catalog, so there are no profiles and no values, and joins
are guessed by names alone. The shapes are those of Glue's GetTables, checked against botocore's own model in tests.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from text2sql.aws.clients import Connection, opened
from text2sql.aws.failures import answer_of, lacks, not_accepted, short, vendor_errors
from text2sql.aws.replies import mapping
from text2sql.catalog import Catalog, Column, ColumnKind, LocalText, Table
from text2sql.errors import CannotOpen, UsageError
from text2sql.interfaces import Lookup, OnProgress
from text2sql.messages import say
from text2sql.types import CheckedSql, Limits, Plan, ResultTable
from text2sql.warehouses.key_inference import joins_by_name
from text2sql.warehouses.names import described
from text2sql.warehouses.personal import personal_by_name

SCHEME = "glue"
_PARAMETERS = ("region", "profile", "catalog", "endpoint")
_MOST_PAGES = 10_000
_KINDS: tuple[tuple[str, ColumnKind], ...] = (
    ("tinyint|smallint|int|integer|bigint|float|double|decimal|real|numeric", "number"),
    ("string|varchar|char|uuid", "text"),
    ("timestamp|timestamptz|timestamp_ntz", "timestamp"),
    ("date", "date"),
    ("time", "time"),
    ("boolean", "boolean"),
)
"""Hive's and Iceberg's names of types; arrays, maps, structs and bytes are "other"."""


class GlueTables(Protocol):
    """The operations of Glue's client that are used."""

    def get_tables(self, **request: str) -> Mapping[str, object]:
        """A page of tables."""

    def close(self) -> None:
        """End the connections."""


@dataclass(frozen=True, slots=True)
class GlueAddress:
    """What a ``glue://`` URL names."""

    database: str
    connection: Connection
    catalog: str = ""
    """The account that owns the catalog; empty for one's own."""


def parse_glue(url: str) -> GlueAddress:
    """The parts of ``glue://DATABASE?region=…&profile=…&catalog=…&endpoint=…``.

    Raises:
        UsageError: there is no database in it, or a parameter is not known.
    """
    parts = urlsplit(url)
    database = unquote(parts.netloc or parts.path.strip("/"))
    if not database or (parts.netloc and parts.path.strip("/")):
        raise UsageError("A Glue database is named like this: glue://DATABASE?region=ap-northeast-2")
    told = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    unknown = sorted(told.keys() - set(_PARAMETERS))
    if unknown:
        raise UsageError(f"A glue:// URL has no parameter `{unknown[0]}`. Use {', '.join(_PARAMETERS)}.")
    connection = Connection(told.get("region", ""), told.get("profile", ""), told.get("endpoint", ""))
    return GlueAddress(database, connection, told.get("catalog", ""))


class GlueCatalog:
    """A database of the Glue Data Catalog. It can be introspected and nothing else."""

    dialect = "athena"

    def __init__(self, url: str, name: str = "", client: Callable[[Connection], GlueTables] | None = None) -> None:
        """Take the URL apart; nothing is called.

        Args:
            url: of the database.
            name: for people; default: the database's.
            client: makes what calls Glue; default: boto3's client by the standard chain of credentials.

        Raises:
            UsageError: the URL is wrong.
        """
        self._address = parse_glue(url)
        self._name = name or self._address.database
        self._client = client or _client

    def introspect(self, on_progress: OnProgress) -> Catalog:
        """Tables, views, columns, comments and partition keys; joins by names alone.

        Raises:
            CannotOpen: Glue cannot be reached or refuses, or the database has no tables.
        """
        tables = []
        try:
            client = self._client(self._address.connection)
            try:
                for table in self._tables(client):
                    tables.append(table)
                    on_progress(table.name, len(tables), 0)
            finally:
                client.close()
        except vendor_errors(ValueError) as error:
            raise _not_read(error, self._address) from error
        if not tables:
            raise CannotOpen(
                f"The Glue database {self._address.database} has no tables that this identity may see. Check the "
                "region, or have DESCRIBE granted in Lake Formation."
            )
        return Catalog(self._name, self.dialect, tuple(tables), joins_by_name(tables))

    def _tables(self, client: GlueTables) -> Iterator[Table]:
        request = {"DatabaseName": self._address.database}
        if self._address.catalog:
            request["CatalogId"] = self._address.catalog
        for _ in range(_MOST_PAGES):
            page = client.get_tables(**request)
            for found in _entries(page.get("TableList")):
                yield _table(found)
            following = _text(page.get("NextToken"))
            if not following:
                return
            request["NextToken"] = following

    def distinct_values(self, table: str, column: str, count: int) -> tuple[str, ...]:
        """None: a catalog holds no values."""
        return ()

    def look_up(self, asked: Lookup) -> tuple[str, ...]:
        """None: a catalog holds no values."""
        return ()

    def dry_run(self, sql: CheckedSql) -> Plan:
        """Refuse: a catalog plans nothing.

        Raises:
            CannotOpen: always.
        """
        raise self._runs_nothing()

    def run(self, sql: CheckedSql, limits: Limits) -> ResultTable:
        """Refuse: a catalog runs nothing.

        Raises:
            CannotOpen: always.
        """
        raise self._runs_nothing()

    def warm(self) -> None:
        """Nothing to get ready."""

    def process_ids(self) -> tuple[int, ...]:
        """None: nothing runs."""
        return ()

    def close(self) -> None:
        """Nothing stays open."""

    def _runs_nothing(self) -> CannotOpen:
        return CannotOpen(
            f"glue://{self._address.database} says what tables there are and runs no queries. Use it for `schema pull` "
            "and `link`, and ask with the URL of what reads them, such as awsathena+rest://…"
        )


def _client(connection: Connection) -> GlueTables:
    client: GlueTables = opened("glue", connection).runtime
    return client


def _table(found: Mapping[str, object]) -> Table:
    name = _text(found.get("Name"))
    parameters = mapping(found.get("Parameters"))
    stored = _entries(mapping(found.get("StorageDescriptor")).get("Columns"))
    partitions = _entries(found.get("PartitionKeys"))
    known = {_text(each.get("Name")) for each in partitions}
    columns = [_column(name, each) for each in stored if _is_current(each) and _text(each.get("Name")) not in known]
    comment = _text(found.get("Description")) or _text(parameters.get("comment"))
    return Table(
        name=name,
        columns=(*columns, *(_partition_key(_column(name, each)) for each in partitions)),
        view=_text(found.get("TableType")) == "VIRTUAL_VIEW",
        row_count=_row_count(parameters),
        description=described(comment) if comment else LocalText(),
        description_source="human" if comment else "derived",
    )


def _column(table: str, found: Mapping[str, object]) -> Column:
    name, spelled, comment = _text(found.get("Name")), _text(found.get("Type")), _text(found.get("Comment"))
    kind = kind_of_hive_type(spelled)
    return Column(
        name=name,
        type=spelled,
        kind=kind,
        description=described(comment) if comment else LocalText(),
        description_source="human" if comment else "derived",
        personal=personal_by_name(table, name, kind),
    )


def _partition_key(column: Column) -> Column:
    """A column that files are laid out by: a query that does not filter by it reads them all."""
    said = LocalText(
        en=" ".join(text for text in (column.description.in_language("en"), say("en", "summary.partition")) if text),
        ko=" ".join(text for text in (column.description.in_language("ko"), say("ko", "summary.partition")) if text),
    )
    return replace(column, description=said, nullable=False)


def kind_of_hive_type(spelled: str) -> ColumnKind:
    """What values of a type are, by its name in Hive, Iceberg or Athena."""
    bare = re.split(r"[(<\s]", spelled.strip().lower())[0]
    return next((kind for names, kind in _KINDS if re.fullmatch(names, bare)), "other")


def _is_current(column: Mapping[str, object]) -> bool:
    """Glue keeps the columns that an Iceberg table once had, marked as gone."""
    return _text(mapping(column.get("Parameters")).get("iceberg.field.current")) != "false"


def _row_count(parameters: Mapping[str, object]) -> int | None:
    """What a crawler or Hive counted; -1 and 0 mean that nobody did."""
    counts = (_text(parameters.get(name)) for name in ("recordCount", "numRows"))
    return next((int(count) for count in counts if count.isdecimal() and int(count) > 0), None)


def _entries(found: object) -> Sequence[Mapping[str, object]]:
    return [mapping(each) for each in found] if isinstance(found, list) else []


def _text(found: object) -> str:
    return found.strip() if isinstance(found, str) else ""


def _not_read(error: Exception, address: GlueAddress) -> CannotOpen:
    """What went wrong, as a sentence that says what to do."""
    answer, lacking, shown = answer_of(error), lacks(error), f"glue://{address.database}"
    if lacking == "region":
        return CannotOpen(f"{shown} needs an AWS region. Put one in it: {shown}?region=ap-northeast-2")
    if lacking == "credentials":
        told = short(str(error))
        return CannotOpen(
            f"There are no AWS credentials for {shown} ({told}). Run `aws configure` or `aws sso login`, or put "
            "profile=NAME in the URL."
        )
    if answer is None:
        return CannotOpen(
            f"The Glue Data Catalog cannot be reached ({short(str(error))}). Check region, endpoint and network."
        )
    if not_accepted(answer) is not None:
        return CannotOpen(f"AWS does not accept the credentials for {shown} ({answer.told}). Sign in again.")
    if answer.code == "entitynotfoundexception":
        return CannotOpen(f"The Glue Data Catalog has no database {address.database} there. Check name and region.")
    if "accessdenied" in answer.code:
        return CannotOpen(f"This AWS identity may not read {shown} ({answer.told}). Grant it glue:GetTables.")
    if answer.is_busy():
        return CannotOpen(f"Glue throttles or is overloaded ({answer.name}). Try again in a minute.")
    return CannotOpen(f"Glue refused to list the tables of {shown}: {answer.told}. Check the URL.")
