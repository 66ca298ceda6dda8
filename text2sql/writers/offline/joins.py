"""How tables hang together: many-to-one paths, and the table through which two others meet.

A path that only goes from the referring to the referred table never multiplies rows, so a figure stays right whatever
is joined along it. Everything else is a fan-out and must become EXISTS or COUNT(DISTINCT).
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from text2sql.catalog import Catalog, Join
from text2sql.writers.offline.representation import ColumnRef

Path = tuple[Join, ...]
_REMEMBERED = 4_096


@dataclass(frozen=True)
class JoinGraph:
    """The declared and inferred joins of a catalog."""

    catalog: Catalog

    @cached_property
    def _upward(self) -> dict[str, tuple[Join, ...]]:
        """Joins by referring table, declared ones first; a table's reference to itself is left out."""
        edges: dict[str, list[Join]] = {}
        for join in sorted(self.catalog.joins, key=lambda each: each.inferred):
            if join.table != join.to_table:
                edges.setdefault(join.table, []).append(join)
        return {table: tuple(joins) for table, joins in edges.items()}

    @cached_property
    def _reach(self) -> dict[str, dict[str, Path]]:
        return {}

    @cached_property
    def _meetings(self) -> dict[frozenset[str], str | None]:
        return {}

    def referred(self, column: ColumnRef) -> ColumnRef:
        """The column that ``column`` refers to in the end; itself when it refers to none."""
        for join in self._upward.get(column.table, ()):
            if join.columns == (column.column,):
                return ColumnRef(join.to_table, join.to_columns[0])
        return column

    def upward_from(self, table: str) -> dict[str, Path]:
        """The shortest many-to-one path to every table that can be reached without multiplying rows."""
        if table not in self._reach:
            paths: dict[str, Path] = {table: ()}
            waiting = deque([table])
            while waiting:
                here = waiting.popleft()
                for join in self._upward.get(here, ()):
                    if join.to_table not in paths:
                        paths[join.to_table] = (*paths[here], join)
                        waiting.append(join.to_table)
            self._reach[table] = paths
        return self._reach[table]

    def upward(self, table: str, target: str) -> Path | None:
        """The shortest many-to-one path from ``table`` to ``target``; None when there is none."""
        return self.upward_from(table).get(target)

    def meeting(self, tables: Iterable[str]) -> str | None:
        """The table from which all of ``tables`` are reached with the fewest joins, or None.

        Ties go to the table with fewer rows, which is the coarser one.
        """
        wanted = frozenset(tables)
        if wanted not in self._meetings:
            if len(self._meetings) >= _REMEMBERED:
                self._meetings.clear()
            self._meetings[wanted] = self._meeting(wanted)
        return self._meetings[wanted]

    def _meeting(self, wanted: frozenset[str]) -> str | None:
        best: tuple[int, int, str] | None = None
        for table in self.catalog.tables:
            paths = self.upward_from(table.name)
            if wanted <= paths.keys():
                joins = {join for target in wanted for join in paths[target]}
                key = (len(joins), table.row_count or 0, table.name)
                best = min(best, key) if best else key
        return best[2] if best else None
