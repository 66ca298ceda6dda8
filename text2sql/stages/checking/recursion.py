"""Recursions: only those that walk a hierarchy, or count towards a bound that is within reach."""

from collections.abc import Iterable, Iterator

from sqlglot import exp

from text2sql.stages.checking.effort import Place, connects, count_unjoined, entries_of, may_be_large
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.spans import number

LARGEST_COUNTER = 100_000
"""The number up to which a recursive query may count."""


def check_recursions(tree: exp.Expr, place: Place) -> None:
    """Make sure that what a query repeats ends.

    Args:
        tree: a query whose names are resolved.
        place: tells which entry of FROM a column comes from.

    Raises:
        NotAllowed: a recursion has no end in sight.
    """
    for clause in tree.find_all(exp.With):
        if clause.args.get("recursive"):
            for cte in clause.expressions:
                _check_recursion(cte, place)


def _check_recursion(cte: exp.CTE, place: Place) -> None:
    body = cte.this
    name = cte.alias.lower()
    step = body.expression if isinstance(body, exp.Union) else None
    if step is None or not any(table.name.lower() == name for table in step.find_all(exp.Table)):
        return
    if not isinstance(step, exp.Select):
        raise NotAllowed(f"The recursive part of `{name}` must be one SELECT; write it without UNION or parentheses.")
    sources = list(entries_of(step))
    own = [entry for entry in sources if isinstance(entry, exp.Table) and entry.name.lower() == name]
    if len(own) != 1:
        raise NotAllowed(f"The recursive part of `{name}` must read `{name}` exactly once in its FROM.")
    others = [entry for entry in sources if entry is not own[0] and may_be_large(entry, frozenset())]
    names = {entry.alias_or_name.lower() for entry in (*others, own[0])}
    if others and not count_unjoined(names, connects(step, names, place)):
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
