"""Joins that nobody has to say: the cheapest tree of keys that connects the tables a query mentions.

A minimal Steiner tree, exactly (Dreyfus and Wagner, 1971), over declared keys, inferred ones (a little dearer) and
pairs of columns that refer to the same third one (dearer still, but cheaper than passing through it). Equal costs are
settled by the order of the catalog's joins, so that the same query always gives the same SQL.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import combinations

from text2sql.catalog import Catalog
from text2sql.writers.offline.representation import ColumnRef

_DECLARED, _INFERRED, _SIBLING = 100, 120, 160
_MOST_TERMINALS = 7
"""The exact method costs three to the power of the terminals; no query people ask mentions more tables."""


class NotConnected(Exception):
    """No keys connect the tables of a query. Never leaves the learned parser."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two tables and the columns on which their rows meet."""

    left: str
    right: str
    on: tuple[tuple[str, str], ...]
    """Pairs of a column of ``left`` and one of ``right``."""
    cost: int = _DECLARED

    @property
    def inferred(self) -> bool:
        """Whether no key was declared for it."""
        return self.cost in (_INFERRED, _SIBLING)

    def between(self, one: str, other: str) -> bool:
        """Whether it connects these two tables."""
        return {self.left, self.right} == {one, other}


@dataclass(frozen=True)
class JoinTrees:
    """Finds the tables and keys that connect tables of one catalog."""

    catalog: Catalog
    _known: dict[tuple[frozenset[str], tuple[Edge, ...]], tuple[Edge, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edge of choice for every pair of tables that have one, in the catalog's order."""
        found: dict[frozenset[str], Edge] = {}
        for edge in sorted((*self._keys(), *self._siblings()), key=lambda each: each.cost):
            found.setdefault(frozenset((edge.left, edge.right)), edge)
        return tuple(found.values())

    def edge(self, one: str, other: str) -> Edge | None:
        """The edge of choice between two tables."""
        return next((each for each in self.edges if each.between(one, other)), None)

    def tree(self, tables: Iterable[str], said: tuple[Edge, ...] = ()) -> tuple[Edge, ...]:
        """The edges that connect ``tables``, each edge touching a table before it, from the first table on.

        Args:
            tables: what has to be connected.
            said: edges a query names itself; they are free, take the place of the usual ones, and all are used.

        Raises:
            NotConnected: nothing connects them.
        """
        wanted = list(dict.fromkeys((*tables, *(end for each in said for end in (each.left, each.right)))))
        if len(wanted) < 2:
            return ()
        key = (frozenset(wanted), said)
        if key not in self._known:
            self._known[key] = self._search(wanted, said)
        return _from(wanted[0], self._known[key])

    def tables(self, tables: Iterable[str], said: tuple[Edge, ...] = ()) -> frozenset[str]:
        """The tables of the tree, those asked for included.

        Raises:
            NotConnected: nothing connects them.
        """
        wanted = tuple(tables)
        return frozenset((*wanted, *(end for each in self.tree(wanted, said) for end in (each.left, each.right))))

    def _keys(self) -> Iterator[Edge]:
        for join in self.catalog.joins:
            if join.table != join.to_table:
                pairs = tuple(zip(join.columns, join.to_columns, strict=True))
                yield Edge(join.table, join.to_table, pairs, _INFERRED if join.inferred else _DECLARED)

    def _siblings(self) -> Iterator[Edge]:
        referring: dict[ColumnRef, list[ColumnRef]] = {}
        for join in self.catalog.joins:
            if len(join.columns) == 1 and join.table != join.to_table:
                target = ColumnRef(join.to_table, join.to_columns[0])
                referring.setdefault(target, []).append(ColumnRef(join.table, join.columns[0]))
        for columns in referring.values():
            for one, other in combinations(columns, 2):
                if one.table != other.table:
                    yield Edge(one.table, other.table, ((one.column, other.column),), _SIBLING)

    def _search(self, wanted: list[str], said: tuple[Edge, ...]) -> tuple[Edge, ...]:
        replaced = {frozenset((each.left, each.right)) for each in said}
        usual = [each for each in self.edges if frozenset((each.left, each.right)) not in replaced]
        edges = (*said, *usual)
        groups = _merged(wanted, said)
        if len(groups) == 1:
            return said
        if len(groups) > _MOST_TERMINALS:
            raise NotConnected(", ".join(wanted))
        chosen = _dreyfus_wagner(edges, len(said), groups)
        if chosen is None:
            raise NotConnected(", ".join(wanted))
        return tuple(edges[place] for place in sorted({*range(len(said)), *chosen}))


def said_edges(pairs: Iterable[tuple[ColumnRef, ColumnRef]]) -> tuple[Edge, ...]:
    """Edges of pairs of columns; all pairs between the same two tables are one edge."""
    together: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other in pairs:
        left, right = sorted((one, other), key=lambda each: each.table)
        together.setdefault((left.table, right.table), []).append((left.column, right.column))
    return tuple(Edge(left, right, tuple(on), 0) for (left, right), on in together.items())


def _merged(wanted: list[str], said: tuple[Edge, ...]) -> list[str]:
    """One table for each group of tables that the said edges connect already."""
    leader = {table: table for table in wanted}

    def lead(table: str) -> str:
        while leader[table] != table:
            table = leader[table]
        return table

    for edge in said:
        one, other = lead(edge.left), lead(edge.right)
        if one != other:
            leader[other] = one
    return list(dict.fromkeys(lead(table) for table in wanted))


Tree = tuple[int, tuple[int, ...]]
"""Cost and the places of its edges, sorted: compared as they are, ties go to the edges that come first."""


def _dreyfus_wagner(edges: tuple[Edge, ...], free: int, terminals: list[str]) -> tuple[int, ...] | None:
    """Places of the edges of a minimal tree; the first ``free`` edges cost nothing. None when there is no tree."""
    around: dict[str, list[tuple[str, int, int]]] = {}
    for place, edge in enumerate(edges):
        cost = 0 if place < free else edge.cost
        around.setdefault(edge.left, []).append((edge.right, cost, place))
        around.setdefault(edge.right, []).append((edge.left, cost, place))
    best: dict[int, dict[str, Tree]] = {}
    others = terminals[1:]
    for place, table in enumerate(others):
        best[1 << place] = _spread({table: (0, ())}, around)
    for subset in sorted(range(1, 1 << len(others)), key=int.bit_count):
        if subset.bit_count() > 1:
            best[subset] = _spread(_joined(subset, best), around)
    found = best[(1 << len(others)) - 1].get(terminals[0])
    return None if found is None else found[1]


def _joined(subset: int, best: dict[int, dict[str, Tree]]) -> dict[str, Tree]:
    """At every table, the cheapest two trees that together reach the subset's terminals."""
    found: dict[str, Tree] = {}
    part = (subset - 1) & subset
    while part > subset - part:
        rest = best[subset - part]
        for table, (cost, places) in best[part].items():
            if table in rest:
                other_cost, other_places = rest[table]
                tree = (cost + other_cost, tuple(sorted({*places, *other_places})))
                if table not in found or tree < found[table]:
                    found[table] = tree
        part = (part - 1) & subset
    return found


def _spread(start: dict[str, Tree], around: dict[str, list[tuple[str, int, int]]]) -> dict[str, Tree]:
    """The cheapest way from the trees of ``start`` to every table (Dijkstra)."""
    done: dict[str, Tree] = {}
    waiting = [(tree, table) for table, tree in start.items()]
    waiting.sort()
    while waiting:
        tree, table = heappop(waiting)
        if table in done:
            continue
        done[table] = tree
        for other, cost, place in around.get(table, ()):
            if other not in done:
                heappush(waiting, ((tree[0] + cost, tuple(sorted({*tree[1], place}))), other))
    return done


def _from(start: str, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """The edges ordered so that each touches what the ones before it reached."""
    ordered: list[Edge] = []
    reached, waiting = {start}, deque(edges)
    turned = 0
    while waiting and turned < len(waiting):
        edge = waiting.popleft()
        if edge.left in reached or edge.right in reached:
            reached |= {edge.left, edge.right}
            ordered.append(edge)
            turned = 0
        else:
            waiting.append(edge)
            turned += 1
    return tuple(ordered)
