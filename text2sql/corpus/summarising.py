"""What can be said of a table from its structure and profile alone, where neither people nor a model described it.

It is for people: the page and new table cards show it, made when it is shown. Models and searches do not read it, for a
prompt holds the same keys, references and examples as SQL, and in a search the names of its neighbours would find a
table instead of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from text2sql.catalog import Catalog, Column, Join, Language, LocalText, Table
from text2sql.language import one_line
from text2sql.messages import say

_TABLES = 4
_CODES = 3
_VALUES = 4
_MOST_VALUES = 12
"""A text column with more distinct values than this is no code."""
_LONGEST_VALUE = 20
_FEWEST_ROWS = 10
"""In fewer rows, values that do not repeat say nothing."""


def described_or_summary(table: Table, catalog: Catalog) -> LocalText:
    """What people or a model wrote about the table, else its summary.

    Args:
        table: of the catalog.
        catalog: as far as whoever reads it may see it: neighbours are named.
    """
    return table.description or summary(table, catalog)


def summary(table: Table, catalog: Catalog) -> LocalText:
    """What one row is, which tables it belongs to, the dates it covers and its codes; nothing of personal columns."""
    return LocalText(en=_told(table, catalog, "en"), ko=_told(table, catalog, "ko"))


def _told(table: Table, catalog: Catalog, language: Language) -> str:
    joins = catalog.joins_of(table.name)
    outward = [join for join in joins if join.table == table.name]
    inward = [join for join in joins if join.to_table == table.name and join.table != table.name]
    said = chain(
        _row(table, outward, language),
        _neighbours("refers", [(join.to_table, join.columns) for join in outward], language),
        _neighbours("referred", [(join.table, join.columns) for join in inward], language),
        _dates(table, language),
        _codes(table, language),
    )
    return one_line(" ".join(said))


def _row(table: Table, outward: Sequence[Join], language: Language) -> Iterator[str]:
    """What a row is, told by the key: its own columns, those of other tables, or both."""
    key = table.primary_key
    if not key:
        unique = next(_unique_columns(table), None)
        if unique is None and table.view:
            return
        name = "row_unknown" if unique is None else "row_unique"
        yield say(language, f"summary.{name}", columns=unique.name if unique else "")
        return
    within = [join for join in outward if set(join.columns) <= set(key)]
    borrowed = {column for join in within for column in join.columns}
    tables = list(dict.fromkeys(join.to_table for join in within))
    own = [column for column in key if column not in borrowed]
    listed = _listed(tables, _TABLES, language)
    if not within:
        yield say(language, "summary.row_key", columns=", ".join(key))
    elif own:
        yield say(language, "summary.row_within", columns=", ".join(own), tables=listed)
    else:
        yield say(language, "summary.row_link" if len(tables) > 1 else "summary.row_extends", tables=listed)


def _unique_columns(table: Table) -> Iterator[Column]:
    """Columns that tell rows apart as far as the values say; measures, which are seldom equal either, do not count."""
    rows = table.row_count or 0
    for column in table.columns:
        profile = column.profile
        if rows < _FEWEST_ROWS or profile is None or profile.null_share or column.kind not in ("number", "text"):
            continue
        if profile.distinct == rows and "." not in f"{profile.minimum}{profile.maximum}":
            yield column


def _neighbours(key: str, found: Iterable[tuple[str, tuple[str, ...]]], language: Language) -> Iterator[str]:
    names = list(dict.fromkeys(f"{table} ({', '.join(columns)})" for table, columns in found))
    if names:
        yield say(language, f"summary.{key}", tables=_listed(names, _TABLES, language))


def _dates(table: Table, language: Language) -> Iterator[str]:
    """The stretch of time the table covers, by the column that periods refer to, else by its first date."""
    dated = [column for column in table.columns if column.effective_kind in ("date", "timestamp")]
    for column in sorted(dated, key=lambda each: each.name != table.time_column):
        profile = column.profile
        if not column.personal and profile is not None and profile.minimum and profile.maximum:
            first, last = profile.minimum[:10], profile.maximum[:10]
            yield say(language, "summary.dates", column=column.name, first=first, last=last)
            return


def _codes(table: Table, language: Language) -> Iterator[str]:
    codes = []
    for column in table.columns:
        values = [] if column.personal else [each.value for each in column.values] or _code_values(column)
        shown = [one_line(value) for value in values if 0 < len(value) <= _LONGEST_VALUE]
        if shown and table.primary_key != (column.name,):
            codes.append(f"{column.name} ({_listed(shown, _VALUES, language)})")
    if codes:
        yield say(language, "summary.codes", columns=_listed(codes, _CODES, language))


def _code_values(column: Column) -> Sequence[str]:
    profile = column.profile
    if profile is None or column.effective_kind != "text" or profile.distinct is None:
        return ()
    return profile.common if 2 <= profile.distinct <= min(_MOST_VALUES, len(profile.common)) else ()


def _listed(names: Sequence[str], most: int, language: Language) -> str:
    more = [say(language, "summary.more", count=len(names) - most)] if len(names) > most else []
    return ", ".join([*names[:most], *more])
