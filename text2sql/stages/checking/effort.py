"""Effort: queries that are read-only, known and small to write, and would still never end.

Deadlines and cost estimates stop what slips through; this says what to write instead before anything runs. Here are
joins without a condition; recursions are in :mod:`.recursion`.
"""

from collections.abc import Callable, Iterable, Iterator

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.spans import number

MOST_CROSS_JOINS = 2
"""Joins without a condition that one query may hold, all its parts together; one SELECT may hold one."""

MOST_LOOSE_JOINS = 2
"""Joins of one SELECT that may be by comparison alone (``a.day < b.day``), or without a condition."""

MOST_SOURCES = 40
"""Tables and subqueries that one query may read, all its parts together."""

Place = Callable[[exp.Column], str]
"""Tells the name, in lower case, of the entry of FROM that a column comes from; empty when it has none."""

_AGGREGATE_NAMES = (
    "count sum avg min max median stddev stddev_samp variance count_if countif mode approx_count_distinct "
    "approx_distinct quantile_cont percentile_cont any_value array_agg list string_agg group_concat listagg total"
)
_AGGREGATES = frozenset(_AGGREGATE_NAMES.split())

_LOOSE = (exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between, exp.Overlaps)

_NO_CONDITION = "Tables are joined without a condition; say with ON how the rows of each belong together."
_LOOSE_CONDITION = "Too many tables are joined without an equality; say with ON which columns are equal."


def check_effort(tree: exp.Expr, place: Place) -> None:
    """Make sure that the query joins what it reads.

    Args:
        tree: a query whose names are resolved.
        place: tells which entry of FROM a column comes from.

    Raises:
        NotAllowed: tables are multiplied with each other.
    """
    small = frozenset(cte.alias.lower() for cte in tree.find_all(exp.CTE) if not may_be_large(cte, frozenset()))
    crossed = sources = 0
    for select in tree.find_all(exp.Select):
        entries = list(entries_of(select))
        sources += len(entries)
        names = {entry.alias_or_name.lower() for entry in entries if may_be_large(entry, small)}
        if len(names) < 2:
            continue
        conditions = list(_connections(select, names, place))
        here = count_unjoined(names, (used for used, _ in conditions))
        crossed += here
        if here > 1 or crossed > MOST_CROSS_JOINS:
            raise NotAllowed(_NO_CONDITION)
        if count_unjoined(names, (used for used, equal in conditions if equal)) > MOST_LOOSE_JOINS:
            raise NotAllowed(_LOOSE_CONDITION)
    if sources > MOST_SOURCES:
        raise NotAllowed(f"The query reads more than {MOST_SOURCES} tables and subqueries; ask for less at once.")


def entries_of(select: exp.Select) -> Iterator[exp.Expr]:
    """What a SELECT reads from, joins in parentheses included."""
    from_ = select.args.get("from_")
    waiting = [from_.this] if from_ is not None else []
    waiting += [join.this for join in select.args.get("joins") or []]
    while waiting:
        entry = waiting.pop()
        waiting += [join.this for join in entry.args.get("joins") or []]
        if isinstance(entry, exp.Subquery) and isinstance(entry.this, exp.Table):
            waiting.append(entry.this)
        else:
            yield entry


def count_unjoined(names: set[str], connections: Iterable[set[str]]) -> int:
    """How many more conditions it would take to connect all names."""
    groups = {name: {name} for name in names}
    for connected in connections:
        merged = set[str]().union(*(groups[name] for name in connected))
        for name in merged:
            groups[name] = merged
    return len({id(group) for group in groups.values()}) - 1


def may_be_large(entry: exp.Expr, small: frozenset[str]) -> bool:
    """Whether this may have more than one row; ``small`` names the CTEs that have not."""
    if isinstance(entry, exp.Table):
        return isinstance(entry.this, exp.Identifier) and entry.name.lower() not in small
    inner = entry.this if isinstance(entry, exp.Subquery | exp.CTE) else None
    if inner is None or isinstance(inner, exp.Values):
        return False
    limit = inner.args.get("limit")
    if isinstance(limit, exp.Limit) and (number(limit.expression) or 2) <= 1:
        return False
    if not isinstance(inner, exp.Select):
        return True
    return inner.args.get("from_") is not None and not _is_one_row(inner)


def _is_one_row(select: exp.Select) -> bool:
    """Whether it aggregates everything it reads."""
    if select.args.get("group") is not None:
        return False
    calls = (call for projection in select.expressions for call in projection.find_all(exp.Anonymous))
    return any(
        call.name.lower() in _AGGREGATES and call.find_ancestor(exp.Window, exp.Select) is select for call in calls
    )


def connects(select: exp.Select, names: set[str], place: Place) -> Iterator[set[str]]:
    """For each condition of a SELECT, the names it connects."""
    return (used for used, _ in _connections(select, names, place))


def _connections(select: exp.Select, names: set[str], place: Place) -> Iterator[tuple[set[str], bool]]:
    """The names that each condition connects, and whether by more than a comparison of sizes."""
    joins = [join for entry in _joined(select) for join in entry.args.get("joins") or []]
    for join in joins:
        if join.args.get("using") or join.args.get("method") == "NATURAL":
            yield set(names), True
    conditions = [join.args["on"] for join in joins if join.args.get("on") is not None]
    conditions += [select.args[clause].this for clause in ("where", "qualify") if select.args.get(clause) is not None]
    for condition in conditions:
        for conjunct in condition.flatten() if isinstance(condition, exp.And) else (condition,):
            yield from _connected(conjunct.unnest(), names, place)


def _connected(condition: exp.Expr, names: set[str], place: Place) -> Iterator[tuple[set[str], bool]]:
    if isinstance(condition, exp.NEQ):
        return
    if isinstance(condition, exp.Or):
        branches = [list(_connected(branch.unnest(), names, place)) for branch in condition.flatten()]
        if not all(branches):
            return
    used = {place(column) for column in condition.find_all(exp.Column)} & names
    if len(used) > 1:
        yield used, not isinstance(condition, _LOOSE)


def _joined(select: exp.Select) -> Iterator[exp.Expr]:
    """Everything of a SELECT that may carry joins."""
    yield select
    yield from entries_of(select)
    for entry in (select.args.get("from_"), *(select.args.get("joins") or [])):
        inner = entry.this if entry is not None else None
        if isinstance(inner, exp.Subquery) and isinstance(inner.this, exp.Table):
            yield inner.this
