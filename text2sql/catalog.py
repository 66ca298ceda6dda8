"""The nouns of what the agent knows about a database: tables, columns, joins, business terms, approved samples.

They stand beside :mod:`text2sql.types` (the nouns that flow while a question is answered) because they are made once,
when a database is indexed, and then only read. Everything here is frozen and free of I/O.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Language = Literal["ko", "en"]
TextSource = Literal["human", "model", "derived"]
ColumnKind = Literal["number", "text", "date", "timestamp", "time", "boolean", "json", "other"]


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same words in both languages; a missing language falls back to the other one."""

    en: str = ""
    ko: str = ""

    def in_language(self, language: Language) -> str:
        """The words in ``language``, or in the other language when there are none; may be empty."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)

    def __bool__(self) -> bool:
        return bool(self.en or self.ko)


@dataclass(frozen=True, slots=True)
class ValueLabels:
    """One value of a code column and the words people use for it ("cancelled": 취소, canceled)."""

    value: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a scan found in a column. Never filled for personal columns."""

    null_share: float = 0.0
    """Share of rows without a value, 0 to 1."""
    distinct: int | None = None
    """Number of distinct values, exact or estimated; None when it was not counted."""
    minimum: str | None = None
    maximum: str | None = None
    common: tuple[str, ...] = ()
    """Up to 20 frequent values as text, most frequent first."""
    looks_like: ColumnKind | None = None
    """The kind the values turn out to have when it is not the declared one: dates kept in text are "date"."""
    format: str = ""
    """How values are written where type and kind do not say it: "YYYYMMDD", "numbers with kg"; empty when they do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, with what people and the profile say about it."""

    name: str
    type: str
    """The type as the warehouse spells it, for example ``DECIMAL(10,2)``."""
    kind: ColumnKind = "other"
    nullable: bool = True
    description: LocalText = LocalText()
    description_source: TextSource = "derived"
    described_by: str = ""
    """The model and the day, for a description written by a model: "some.model, 2026-11-21"."""
    synonyms: tuple[str, ...] = ()
    values: tuple[ValueLabels, ...] = ()
    unit: str = ""
    personal: bool = False
    """Personal data: its values enter no index, no prompt and no log."""
    profile: ColumnProfile | None = None

    @property
    def effective_kind(self) -> ColumnKind:
        """The kind its values have, which for text that holds dates is "date"."""
        if self.profile is not None and self.profile.looks_like is not None:
            return self.profile.looks_like
        return self.kind


@dataclass(frozen=True, slots=True)
class Join:
    """An equality join between two tables, from the referring table to the referred one (many to one)."""

    table: str
    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]
    inferred: bool = False
    evidence: str = ""
    """Why an inferred join is believed; empty for declared ones."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A business term that is an aggregate over one table: net revenue = SUM(net_amount) of paid orders."""

    name: str
    expression: str
    """SQL aggregate over the table's own columns, unqualified."""
    filter: str = ""
    """SQL condition over the table's own columns that always applies; empty for none."""
    label: LocalText = LocalText()
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    assumption: LocalText = LocalText()
    """What was assumed by using it, told with every answer: "매출 = 결제 완료 금액, 취소 제외"."""


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A business term that is a condition over one table: VIP customers = grade is 'vip'."""

    name: str
    condition: str
    """SQL condition over the table's own columns, unqualified."""
    label: LocalText = LocalText()
    synonyms: tuple[str, ...] = ()
    assumption: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view with its card."""

    name: str
    """As it is written in SQL without quotes: ``orders``, or ``sales.orders`` outside the default schema."""
    columns: tuple[Column, ...]
    schema: str | None = None
    """None in the default schema."""
    view: bool = False
    primary_key: tuple[str, ...] = ()
    row_count: int | None = None
    description: LocalText = LocalText()
    description_source: TextSource = "derived"
    described_by: str = ""
    """As of a column."""
    row: LocalText = LocalText()
    """What one row is."""
    label: LocalText = LocalText()
    """How counted rows are named in a sentence: orders, 주문."""
    synonyms: tuple[str, ...] = ()
    time_column: str | None = None
    """The column a period refers to unless the question says otherwise."""
    measures: tuple[Measure, ...] = ()
    filters: tuple[NamedFilter, ...] = ()

    @property
    def bare_name(self) -> str:
        """The name without its schema."""
        return self.name.removeprefix(f"{self.schema}.") if self.schema else self.name

    def column(self, name: str) -> Column | None:
        """The column of that name, ignoring case, or None."""
        return next((column for column in self.columns if column.name.lower() == name.lower()), None)


@dataclass(frozen=True)
class Catalog:
    """Everything known about the structure of one database."""

    database: str
    dialect: str
    """The sqlglot name of its SQL dialect: duckdb, sqlite, postgres, …"""
    tables: tuple[Table, ...]
    joins: tuple[Join, ...] = ()
    description: LocalText = LocalText()
    notes: tuple[str, ...] = ()
    """What was left out while it was read and why, in plain English: a view or file that cannot be read."""

    @cached_property
    def _by_name(self) -> dict[str, Table]:
        return {table.name.lower(): table for table in self.tables}

    @cached_property
    def _joins_of(self) -> dict[str, tuple[Join, ...]]:
        found: dict[str, list[Join]] = {}
        for join in self.joins:
            for name in {join.table.lower(), join.to_table.lower()}:
                found.setdefault(name, []).append(join)
        return {name: tuple(joins) for name, joins in found.items()}

    def table(self, name: str) -> Table | None:
        """The table of that name, ignoring case, or None."""
        return self._by_name.get(name.lower())

    def joins_of(self, name: str) -> tuple[Join, ...]:
        """The joins that a table takes part in, on either side."""
        return self._joins_of.get(name.lower(), ())


@dataclass(frozen=True, slots=True)
class SampleParameter:
    """A named placeholder of a sample's SQL and the words that fill it when the question has none of its own.

    ``kind`` says what may replace it: a "period" (fills ``:name_start`` and ``:name_end``), a "number", or the "value"
    of a column, named by ``table`` and ``column``.
    """

    name: str
    kind: Literal["period", "number", "value"]
    default: str
    table: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class SampleQuery:
    """An approved pair of question(s) and SQL."""

    id: str
    """Unique in its database; the file's name without suffix, with ``#n`` when a file holds several."""
    questions: tuple[str, ...]
    sql: str
    description: LocalText = LocalText()
    parameters: tuple[SampleParameter, ...] = ()
    assumption: LocalText = LocalText()
    approved_by: str = ""
    approved_on: date | None = None
    tables: tuple[str, ...] = field(default=())
    """Names of the tables the SQL reads, filled when the index is built."""

    @property
    def is_approved(self) -> bool:
        """Whether somebody put a name or a date to it."""
        return bool(self.approved_by or self.approved_on)
