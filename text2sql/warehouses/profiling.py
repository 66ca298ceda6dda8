"""What the values of a table look like: one sample, one scan, whatever the dialect.

The sample decides first which columns are personal, so that nothing is ever counted over those. The scan then counts
all other columns of a table in one statement. What SQL a dialect needs is a value (:class:`ProfileSql`), not a class.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol

from text2sql.catalog import Column, ColumnKind, ColumnProfile, Table
from text2sql.errors import DeadlineExceeded, QueryFailed
from text2sql.types import Value
from text2sql.warehouses.formats import MOST_OF_THEM, Format, format_of
from text2sql.warehouses.kinds import kind_of_texts, kind_of_values, looks_like
from text2sql.warehouses.names import TableName, quoted, quoted_table
from text2sql.warehouses.personal import personal_by_name
from text2sql.warehouses.personal_contents import holds_personal, personal_by_values

SAMPLE_ROWS = 400
SCAN_ROWS = 2_000_000
"""Bigger tables are profiled on a sample of about this many rows."""
EXACT_ROWS = 500_000
"""Up to here distinct values are counted, above they are estimated."""
COMMON_VALUES = 20
LONGEST_VALUE = 100
"""Characters; longer values are texts, not values to filter by."""

_CODE_VALUES = 100
_GROUPED_VALUES = 20_000
_SCAN_COLUMNS = 150
_KEY_SHARE = 0.7
_COMPARED: tuple[ColumnKind, ...] = ("number", "text", "date", "timestamp", "time")


class Read(Protocol):
    """Runs a statement of our own."""

    def __call__(self, sql: str, rows: int, seconds: float) -> Sequence[tuple[Value, ...]]:
        """At most ``rows`` rows.

        Raises:
            QueryFailed, DeadlineExceeded: as the warehouse says.
        """


@dataclass(frozen=True, slots=True)
class ProfileSql:
    """How a dialect says what profiling asks; ``{x}`` is a column, ``{source}`` a table."""

    mark: str = '"'
    """Around identifiers."""
    text: str = "CAST({x} AS VARCHAR)"
    distinct: str = "COUNT(DISTINCT {x})"
    distinct_estimate: str = "COUNT(DISTINCT {x})"
    """For big tables, where exact counts of many columns do not fit into memory."""
    common: str = ""
    """An aggregate that lists the most frequent values; empty where each column takes a GROUP BY of its own."""
    sampled: str = "(SELECT * FROM {source} LIMIT {rows}) AS sampled"
    """About ``{rows}`` rows, or ``{percent}`` per cent, of a big table."""
    rows: str = ""
    """The warehouse's own estimate of the rows of ``'{name}'``; empty where rows are counted whatever it takes."""
    parses_as_date: str = ""
    """A value when a text is a date or a timestamp, else NULL; empty where the dialect cannot try."""
    matches: str = ""
    """Whether the whole of the text ``{x}`` matches ``'{pattern}'``; empty where the dialect has no such test."""


@dataclass(slots=True)
class ProfileBudget:
    """Time left for profiling; tables that come after it ran out keep what the sample told."""

    seconds: float = 180.0
    table_seconds: float = 30.0
    _end: float | None = None

    def left(self) -> float:
        """Seconds the next statement may take; 0 or less when the budget is spent."""
        if self._end is None:
            self._end = monotonic() + self.seconds
        return min(self.table_seconds, self._end - monotonic())


def profiled(table: Table, where: TableName, read: Read, how: ProfileSql, budget: ProfileBudget) -> Table:
    """The table with row count, personal marks and profiles.

    Raises:
        QueryFailed: the table cannot be read at all, such as a view over a file that is gone.
    """
    if not table.columns or budget.left() <= 0:
        return replace(table, columns=tuple(_marked(table, column, ()) for column in table.columns))
    source = quoted_table(where, how.mark)
    names = ", ".join(quoted(column.name, how.mark) for column in table.columns)
    try:
        sample = read(f"SELECT {names} FROM {source} LIMIT {SAMPLE_ROWS}", SAMPLE_ROWS, budget.left())
    except DeadlineExceeded:
        return replace(table, columns=tuple(_marked(table, column, ()) for column in table.columns))
    sampled = [tuple(row[place] for row in sample) for place in range(len(table.columns))]
    columns = [_marked(table, column, values) for column, values in zip(table.columns, sampled, strict=True)]
    try:
        return _scanned(replace(table, columns=tuple(columns)), source, sampled, _Scan(read, how, budget))
    except (DeadlineExceeded, QueryFailed):
        whole = len(sample) < SAMPLE_ROWS
        told = [_from_sample(column, values) for column, values in zip(columns, sampled, strict=True)]
        return replace(table, columns=tuple(told), row_count=len(sample) if whole else table.row_count)


def _marked(table: Table, column: Column, values: Sequence[Value]) -> Column:
    kind = column.kind if column.type else kind_of_values(values)
    personal = personal_by_name(table.bare_name, column.name, kind) or personal_by_values(values)
    return replace(column, kind=kind, personal=personal)


@dataclass(frozen=True, slots=True)
class _Scan:
    read: Read
    how: ProfileSql
    budget: ProfileBudget

    def first_row(self, sql: str) -> tuple[Value, ...]:
        return self.read(sql, 1, max(self.budget.left(), 1.0))[0]


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the scan says about one column."""

    filled: int
    distinct: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    common: tuple[str, ...] | None = None
    all_dates: bool | None = None
    formatted: int | None = None
    """Values in the sample's format; None when they were not counted."""


def _scanned(table: Table, source: str, sampled: Sequence[Sequence[Value]], scan: _Scan) -> Table:
    rows = _rows(table, source, scan)
    if rows == 0:
        return replace(table, row_count=0)
    if rows > EXACT_ROWS:
        scan = replace(scan, how=replace(scan.how, distinct=scan.how.distinct_estimate))
    if rows > SCAN_ROWS:
        percent = max(0.01, round(100 * SCAN_ROWS / rows, 2))
        sampled_source = ProfileSql().sampled if table.view else scan.how.sampled
        source = sampled_source.format(source=source, rows=SCAN_ROWS, percent=percent)
    open_columns = [place for place, column in enumerate(table.columns) if not column.personal]
    columns = list(table.columns)
    for start in range(0, len(open_columns), _SCAN_COLUMNS):
        places = open_columns[start : start + _SCAN_COLUMNS]
        scanned, counted = _count([columns[place] for place in places], source, [sampled[p] for p in places], scan)
        if scanned == 0:
            raise QueryFailed("A sample of the table was empty, though the table is not.")
        for place, one in zip(places, counted, strict=True):
            one = _with_common(columns[place], one, source, sampled[place], scan)
            columns[place] = _described(columns[place], _scaled(one, scanned, rows), scanned, sampled[place])
    return replace(table, columns=tuple(columns), row_count=rows)


def _rows(table: Table, source: str, scan: _Scan) -> int:
    """Rows of a table; many are not counted, which takes a scan of its own, where the warehouse has an estimate."""
    if scan.how.rows and not table.view:
        name = source.replace("'", "''")
        estimate = _integer(scan.first_row(scan.how.rows.format(name=name))[0])
        if estimate > SCAN_ROWS:
            return estimate
    return _integer(scan.first_row(f"SELECT COUNT(*) FROM {source}")[0])


def _scaled(counted: _Counted, scanned: int, rows: int) -> _Counted:
    """Distinct values of the whole table, when a sample says that hardly any value repeats."""
    distinct = counted.distinct
    if scanned >= rows or distinct is None or distinct < _KEY_SHARE * counted.filled:
        return counted
    return replace(counted, distinct=round(distinct * rows / scanned))


def _count(
    columns: Sequence[Column], source: str, sampled: Sequence[Sequence[Value]], scan: _Scan
) -> tuple[int, list[_Counted]]:
    """The rows scanned, and the counts of each column, in one statement."""
    wanted = ["COUNT(*)"]
    fields: list[list[str]] = []
    for column, values in zip(columns, sampled, strict=True):
        asked = _aggregates(column, values, scan.how)
        fields.append(list(asked))
        wanted.extend(asked.values())
    cells = iter(scan.first_row(f"SELECT {', '.join(wanted)} FROM {source}"))
    rows = _integer(next(cells))
    return rows, [_counted({name: next(cells) for name in names}) for names in fields]


def _aggregates(column: Column, values: Sequence[Value], how: ProfileSql) -> dict[str, str]:
    """The aggregates to ask of a column, by what they tell."""
    x = quoted(column.name, how.mark)
    asked = {"filled": f"COUNT({x})"}
    if column.kind in (*_COMPARED, "boolean"):
        asked["distinct"] = how.distinct.format(x=x)
    if column.kind in _COMPARED:
        compared = how.text.format(x=x) if column.kind == "text" else x
        asked["minimum"] = how.text.format(x=f"MIN({compared})")
        asked["maximum"] = how.text.format(x=f"MAX({compared})")
    if how.common and column.kind in ("text", "number", "boolean"):
        asked["common"] = how.common.format(x=x, count=COMMON_VALUES)
    if how.parses_as_date and column.kind == "text" and kind_of_texts(values) in ("date", "timestamp"):
        asked["dates"] = f"COUNT({how.parses_as_date.format(x=x)})"
    form = _format(column, values)
    if how.matches and form is not None:
        matches = how.matches.format(x=how.text.format(x=x), pattern=form.pattern.replace("'", "''"))
        asked["formatted"] = f"COUNT(CASE WHEN {matches} THEN 1 END)"
    return asked


def _counted(told: dict[str, Value]) -> _Counted:
    filled = _integer(told["filled"])
    common = told.get("common")
    return _Counted(
        filled=filled,
        distinct=min(filled, _integer(told["distinct"])) if "distinct" in told else None,
        minimum=_bound(told.get("minimum")),
        maximum=_bound(told.get("maximum")),
        common=tuple(str(value) for value in common) if isinstance(common, list | tuple) else None,
        all_dates=_integer(told["dates"]) == filled if "dates" in told else None,
        formatted=_integer(told["formatted"]) if "formatted" in told else None,
    )


def _with_common(column: Column, counted: _Counted, source: str, values: Sequence[Value], scan: _Scan) -> _Counted:
    """Frequent values, where they say something: not for keys and amounts; examples where hardly any value repeats."""
    distinct = counted.distinct
    telling = column.kind in ("text", "boolean") or (
        column.kind == "number" and distinct is not None and distinct <= _CODE_VALUES
    )
    if not telling or counted.filled == 0:
        return replace(counted, common=())
    if distinct is not None and 2 * distinct > counted.filled > COMMON_VALUES:
        return replace(counted, common=_most_common(values))
    if counted.common is not None:
        exact = len(counted.common) if len(counted.common) < COMMON_VALUES else distinct
        return replace(counted, distinct=exact)
    if distinct is None or distinct > _GROUPED_VALUES or scan.budget.left() <= 0:
        return replace(counted, common=_most_common(values))
    x = quoted(column.name, scan.how.mark)
    text = scan.how.text.format(x=x)
    sql = f"SELECT {text}, COUNT(*) FROM {source} WHERE {x} IS NOT NULL GROUP BY {x} ORDER BY 2 DESC, 1"
    grouped = scan.read(f"{sql} LIMIT {COMMON_VALUES}", COMMON_VALUES, max(scan.budget.left(), 1.0))
    return replace(counted, common=tuple(str(row[0]) for row in grouped))


def _described(column: Column, counted: _Counted, rows: int, values: Sequence[Value]) -> Column:
    common = _harmless(counted.common or ())
    told = (*common, *(bound for bound in (counted.minimum, counted.maximum) if bound is not None))
    found = looks_like(column, values, told)
    if found in ("date", "timestamp") and column.kind == "text" and counted.all_dates is False:
        found = None
    form = _format(column, values) if found in (None, "text") else None
    if counted.formatted is not None and counted.formatted < MOST_OF_THEM * counted.filled:
        form = None
    distinct = counted.distinct
    profile = ColumnProfile(
        null_share=round(1 - counted.filled / rows, 4) if rows else 0.0,
        distinct=distinct,
        minimum=counted.minimum,
        maximum=counted.maximum,
        common=common,
        looks_like=found,
        format=form.name if form is not None else "",
    )
    return replace(column, profile=profile)


def _from_sample(column: Column, values: Sequence[Value]) -> Column:
    """A profile from the sample alone, when there was no time for a scan."""
    if column.personal or not values:
        return column
    filled = [value for value in values if value is not None]
    common = _most_common(values) if column.kind in ("text", "boolean") else ()
    found = looks_like(column, values, common)
    form = _format(column, values) if found in (None, "text") else None
    profile = ColumnProfile(
        null_share=round(1 - len(filled) / len(values), 4),
        common=common,
        looks_like=found,
        format=form.name if form is not None else "",
    )
    return replace(column, profile=profile)


def _format(column: Column, values: Sequence[Value]) -> Format | None:
    return format_of(column.name, values) if column.kind in ("text", "number", "date", "timestamp") else None


def _most_common(values: Sequence[Value]) -> tuple[str, ...]:
    counts = Counter(str(value) for value in values if value is not None)
    return _harmless(value for value, _ in counts.most_common(COMMON_VALUES))


def _harmless(values: Iterable[str]) -> tuple[str, ...]:
    """Those that are short enough to be values and hold nothing personal, where their column as a whole does not."""
    return tuple(value for value in values if len(value) <= LONGEST_VALUE and not holds_personal(value))


def _bound(value: Value) -> str | None:
    """A bound as text; one that would be no value worth keeping is no bound either."""
    return next(iter(_harmless([str(value)])), None) if value is not None else None


def _integer(value: Value) -> int:
    return int(str(value)) if value is not None else 0
