"""Which tables are kept: the best, and those that are needed to join them."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from text2sql.catalog import Catalog, Join, Table

_STRONG, _CONNECTED = 0.01, 5
"""Tables of at least this share of the best one's odds, and at most so many, are tied together by joins."""
_LONGEST_PATH = 3.0
_INFERRED_COST = 1.4


def chosen_tables(catalog: Catalog, scores: dict[str, float], count: int) -> list[Table]:
    """The best tables, and those that join the strongest of them."""
    ranked = sorted((name for name in scores if catalog.table(name)), key=lambda name: -scores[name])[:count]
    strong = [name for name in ranked[:_CONNECTED] if scores[name] >= _STRONG]
    bridges = [name for name in _bridges(catalog, strong) if name not in ranked]
    weakest = scores[strong[-1]] if strong else 0.0
    for name in bridges:
        scores[name] = max(scores.get(name, 0.0), weakest)
    return [table for name in (*ranked, *bridges) if (table := catalog.table(name)) is not None]


def _bridges(catalog: Catalog, terminals: Sequence[str]) -> list[str]:
    """Tables on the cheapest paths that tie each terminal to those before it.

    Source: the shortest-path heuristic for Steiner trees, Takahashi and Matsuyama 1980.
    """
    tree = list(terminals[:1])
    for terminal in terminals[1:]:
        if terminal not in tree:
            path = _path(catalog, tree, terminal)
            tree += [name for name in (*path, terminal) if name not in tree]
    return [name for name in tree if name not in terminals]


def _path(catalog: Catalog, tree: Sequence[str], terminal: str) -> tuple[str, ...]:
    """Tables between the tree and the terminal; none when they touch or are too far apart."""
    waiting: list[tuple[float, str, tuple[str, ...]]] = [(0.0, name, ()) for name in tree]
    done: set[str] = set()
    while waiting:
        cost, name, path = heappop(waiting)
        if name == terminal:
            return path[1:]
        if name in done or cost >= _LONGEST_PATH:
            continue
        done.add(name)
        for join in catalog.joins_of(name):
            other = join.to_table if join.table == name else join.table
            if other not in done:
                step = _INFERRED_COST if join.inferred else 1.0
                heappush(waiting, (cost + step, other, (*path, name)))
    return ()


def joins_among(catalog: Catalog, tables: Iterable[Table]) -> tuple[Join, ...]:
    """The joins between these tables, those of the first tables first."""
    order = [table.name for table in tables]
    names = set(order)
    joins = (join for name in order for join in catalog.joins_of(name) if {join.table, join.to_table} <= names)
    return tuple(dict.fromkeys(joins))
