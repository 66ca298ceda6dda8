"""From a bare structure to a profiled catalog: the part of introspection that every warehouse shares."""

from collections.abc import Mapping
from dataclasses import replace

from text2sql.catalog import Catalog, Table
from text2sql.errors import CannotOpen, QueryFailed
from text2sql.interfaces import OnProgress
from text2sql.warehouses.key_inference import inferred_joins, tested_with
from text2sql.warehouses.names import TableName, quoted, quoted_table
from text2sql.warehouses.personal_contents import holds_personal, personal_by_values
from text2sql.warehouses.profiling import ProfileBudget, ProfileSql, Read, profiled

_TEST_SECONDS = 10.0
_VALUE_SECONDS = 60.0


def profiled_catalog(
    bare: Catalog,
    places: Mapping[str, TableName],
    read: Read,
    how: ProfileSql,
    on_progress: OnProgress,
) -> Catalog:
    """The catalog with row counts, personal marks, profiles and inferred joins.

    Tables that cannot be read (a view over a file that is gone, a table without rights) are left out and named in
    ``notes``.

    Raises:
        CannotOpen: not one table can be read.
    """
    budget = ProfileBudget()
    tables: list[Table] = []
    notes = list(bare.notes)
    for done, table in enumerate(bare.tables):
        on_progress(table.name, done, len(bare.tables))
        try:
            tables.append(profiled(table, places[table.name], read, how, budget))
        except QueryFailed as error:
            notes.append(f"{table.name} was left out because it cannot be read: {error}")
    on_progress("joins", len(bare.tables), len(bare.tables))
    if not tables:
        raise CannotOpen(f"None of the tables of {bare.database} can be read. {' '.join(notes[:3])}")
    kept = {table.name for table in tables}
    declared = tuple(join for join in bare.joins if {join.table, join.to_table} <= kept)

    def count(sql: str) -> tuple[int, int]:
        first, second = read(sql, 1, _TEST_SECONDS)[0]
        return int(str(first)), int(str(second))

    included, unique = tested_with(
        count, lambda name: quoted(name, how.mark), lambda table: quoted_table(places[table.name], how.mark)
    )
    inferred = inferred_joins(tables, declared, included, unique)
    return replace(bare, tables=tuple(tables), joins=(*declared, *inferred), notes=tuple(notes))


def frequent_values(read: Read, how: ProfileSql, place: TableName, column: str, count: int) -> tuple[str, ...]:
    """At most ``count`` distinct values of a column as text, most frequent first, then in order.

    Values that hold something personal are left out, and all of them when they turn out to be personal altogether: the
    profile looked at a few hundred rows, these come from all of them.

    Raises:
        QueryFailed, DeadlineExceeded: the column cannot be read in time.
    """
    x = quoted(column, how.mark)
    sql = (
        f"SELECT {how.text.format(x=x)}, COUNT(*) FROM {quoted_table(place, how.mark)} WHERE {x} IS NOT NULL "
        f"GROUP BY {x} ORDER BY 2 DESC, 1 LIMIT {count}"
    )
    values = tuple(str(row[0]) for row in read(sql, count, _VALUE_SECONDS))
    return () if personal_by_values(values) else tuple(value for value in values if not holds_personal(value))
