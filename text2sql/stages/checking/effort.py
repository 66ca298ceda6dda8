"""Effort: queries that are read-only, known and small to write, and would still never end.

Deadlines and cost estimates stop what slips through; this says what to write instead before anything runs.
"""

from collections.abc import Callable, Iterable, Iterator

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.spans import number

MOST_CROSS_JOINS = 2
"""Joins without a condition that one query may hold, all its parts together."""

MOST_SOURCES = 40
"""Tables and subqueries that one query may read, all its parts together."""

LARGEST_COUNTER = 100_000
"""The number up to which a recursive query may count."""

Place = Callable[[exp.Column], str]
"""Tells the name, in lower case, of the entry of FROM that a column comes from; empty when it has none."""


def check_effort(tree: exp.Expr, place: Place) -> None:
    """Make sure that the query joins what it reads, and that what it repeats ends.

    Args:
        tree: a query whose names are resolved.
        place: tells which entry of FROM a column comes from.

    Raises:
        NotAllowed: tables are multiplied with each other, or a recursion has no end in sight.
    """
    crossed = 0
    sources = 0
    small = frozenset(cte.alias.lower() for cte in tree.find_all(exp.CTE) if not _may_be_large(cte, frozenset()))
    for select in tree.find_all(exp.Select):
        entries = list(_entries(select))
        sources += len(entries)
        crossed += _unjoined(select, entries, place, small)
    if crossed > MOST_CROSS_JOINS:
        raise NotAllowed("Tables are joined without a condition; say with ON how the rows of each belong together.")
    if sources > MOST_SOURCES:
        raise NotAllowed(f"The query reads more than {MOST_SOURCES} tables and subqueries; ask for less at once.")
    for clause in tree.find_all(exp.With):
        if clause.args.get("recursive"):
            for cte in clause.expressions:
                _check_recursion(cte, place)


def _entries(select: exp.Select) -> Iterator[exp.Expr]:
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


def _unjoined(select: exp.Select, entries: list[exp.Expr], place: Place, small: frozenset[str]) -> int:
    """How many more joins it would take to connect everything that may have many rows."""
    large = {entry.alias_or_name.lower() for entry in entries if _may_be_large(entry, small)}
    if len(large) < 2:
        return 0
    groups = {name: {name} for name in large}
    for names in _connections(select, large, place):
        merged = set().union(*(groups[name] for name in names))
        for name in merged:
            groups[name] = merged
    return len({id(group) for group in groups.values()}) - 1


def _may_be_large(entry: exp.Expr, small: frozenset[str]) -> bool:
    """Whether this may have more than one row; ``small`` names the CTEs that have not."""
    if isinstance(entry, exp.Table):
        return isinstance(entry.this, exp.Identifier) and entry.name.lower() not in small
    if not isinstance(entry, exp.Subquery | exp.CTE):
        return False
    inner = entry.this
    if isinstance(inner, exp.Values):
        return False
    limit = inner.args.get("limit")
    if isinstance(limit, exp.Limit) and (number(limit.expression) or LARGEST_COUNTER) <= 1:
        return False
    if not isinstance(inner, exp.Select):
        return True
    aggregates = inner.args.get("group") is None and all(
        isinstance(each.unalias(), exp.Anonymous | exp.Literal | exp.Filter) for each in inner.expressions
    )
    return inner.args.get("from_") is not None and not aggregates


def _connections(select: exp.Select, names: set[str], place: Place) -> Iterator[set[str]]:
    joins = [join for entry in _joined(select) for join in entry.args.get("joins") or []]
    for join in joins:
        if join.args.get("using") or join.args.get("method") == "NATURAL":
            yield set(names)
    conditions = [join.args["on"] for join in joins if join.args.get("on") is not None]
    conditions += [select.args[clause].this for clause in ("where", "qualify") if select.args.get(clause) is not None]
    for condition in conditions:
        for conjunct in condition.flatten() if isinstance(condition, exp.And) else (condition,):
            used = {place(column) for column in conjunct.find_all(exp.Column)} & names
            if len(used) > 1:
                yield used


def _joined(select: exp.Select) -> Iterator[exp.Expr]:
    yield select
    yield from _entries(select)
    for entry in (select.args.get("from_"), *(select.args.get("joins") or [])):
        inner = entry.this if entry is not None else None
        if isinstance(inner, exp.Subquery) and isinstance(inner.this, exp.Table):
            yield inner.this


def _check_recursion(cte: exp.CTE, place: Place) -> None:
    body = cte.this
    name = cte.alias.lower()
    step = body.expression if isinstance(body, exp.Union) else None
    if step is None or not any(table.name.lower() == name for table in step.find_all(exp.Table)):
        return
    if not isinstance(step, exp.Select):
        raise NotAllowed(f"The recursive part of `{name}` must be one SELECT; write it without UNION or parentheses.")
    sources = list(_entries(step))
    own = [entry for entry in sources if isinstance(entry, exp.Table) and entry.name.lower() == name]
    if len(own) != 1:
        raise NotAllowed(f"The recursive part of `{name}` must read `{name}` exactly once in its FROM.")
    others = [entry for entry in sources if entry is not own[0] and _may_be_large(entry, frozenset())]
    if others and not _unjoined(step, sources, place, frozenset()):
        return
    if not any(_ends(comparison, step, cte) for comparison in _comparisons(step)):
        raise NotAllowed(
            f"The recursion of `{name}` has no end in sight; let a column grow and stop it in WHERE, as in "
            f"`WHERE n < 100` (at most {LARGEST_COUNTER:,})."
        )


def _comparisons(step: exp.Select) -> Iterator[exp.Expr]:
    where = step.args.get("where")
    conditions = [where.this] if where is not None else []
    conditions += [join.args["on"] for join in step.args.get("joins") or [] if join.args.get("on") is not None]
    for condition in conditions:
        for conjunct in condition.flatten() if isinstance(condition, exp.And) else (condition,):
            bare = conjunct.unnest()
            if isinstance(bare, exp.LT | exp.LTE | exp.GT | exp.GTE | exp.Between):
                yield bare


def _ends(comparison: exp.Expr, step: exp.Select, cte: exp.CTE) -> bool:
    """Whether a comparison holds a column that grows against a bound within reach."""
    if isinstance(comparison, exp.Between):
        growing, bound, upwards = comparison.this, comparison.args["high"], True
    else:
        growing, bound = comparison.this, comparison.expression
        upwards = isinstance(comparison, exp.LT | exp.LTE)
        if not list(growing.find_all(exp.Column)):
            growing, bound, upwards = bound, growing, not upwards
    columns = list(growing.find_all(exp.Column))
    value = number(bound)
    if len(columns) != 1 or (value is not None and abs(value) > LARGEST_COUNTER):
        return False
    if any(not isinstance(part, exp.Select) and isinstance(part, exp.Column) for part in _own_columns(bound)):
        return False
    grown = _next_value(columns[0].name.lower(), step, cte)
    return grown is not None and _moves(grown, upwards=upwards)


def _own_columns(bound: exp.Expr) -> Iterable[exp.Expr]:
    return bound.walk(prune=lambda each: isinstance(each, exp.Query))


def _next_value(column: str, step: exp.Select, cte: exp.CTE) -> exp.Expr | None:
    """What the step puts in the place of a column of the CTE."""
    names = [each.name.lower() for each in cte.args["alias"].args.get("columns") or []]
    anchor = cte.this.this
    while isinstance(anchor, exp.SetOperation | exp.Subquery):
        anchor = anchor.this
    given = [each.alias_or_name.lower() for each in anchor.expressions] if isinstance(anchor, exp.Select) else []
    names += given[len(names) :]
    position = names.index(column) if column in names else -1
    return step.expressions[position].unalias() if 0 <= position < len(step.expressions) else None


def _moves(value: exp.Expr, *, upwards: bool) -> bool:
    """Whether a column's next value differs from its last, and in the right direction as far as can be told."""
    value = value.unnest()
    if isinstance(value, exp.Cast):
        return _moves(value.this, upwards=upwards)
    if isinstance(value, exp.Add | exp.Sub):
        amount = number(value.expression)
        if amount is None:
            return not isinstance(value.expression, exp.Null)
        return (amount > 0) == (upwards == isinstance(value, exp.Add)) and amount != 0
    if isinstance(value, exp.Mul):
        amount = number(value.expression)
        return amount is not None and amount > 1
    return isinstance(value, exp.Anonymous) and len(value.expressions) > 1
