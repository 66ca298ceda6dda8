"""Queries to actions and back."""

from collections.abc import Iterator

from text2sql.writers.offline.learned.grammar import (
    LIKE_RULES,
    Action,
    ColumnAt,
    Rule,
    State,
    TableAt,
    ValueAt,
    start,
)
from text2sql.writers.offline.learned.queries import (
    AllOf,
    Arithmetic,
    Combined,
    Condition,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Query,
    Select,
    Star,
)
from text2sql.writers.offline.learned.reading import Reader
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.representation import ColumnRef


class NotInGrammar(Exception):
    """A query that the actions cannot build in this scope. Never leaves the learned parser."""


def actions_of(query: Query, scope: Scope) -> tuple[Action, ...]:
    """The actions that build a query; each literal points at the first value that says the same.

    Raises:
        NotInGrammar: it names what is not in the scope, or the grammar has no room for it.
    """
    state = start(scope)
    for wanted in _query(query, scope):
        allowed = state.allowed()
        if isinstance(wanted, Literal):
            places = [action.place for action in allowed if isinstance(action, ValueAt)]
            place = scope.place_of(wanted, places)
            if place is None:
                raise NotInGrammar(f"no value {wanted.value!r}")
            wanted = ValueAt(place)
        elif wanted not in allowed:
            raise NotInGrammar(f"{wanted} is not allowed as {state.expected}")
        state = state.after(wanted)
    return state.actions


def query_of(actions: tuple[Action, ...], scope: Scope) -> Query:
    """The query that actions build.

    Raises:
        ValueError: they do not build a whole one.
    """
    state: State = start(scope)
    for action in actions:
        state = state.after(action)
    if not state.done:
        raise ValueError(f"{len(actions)} actions leave {state.expected} open")
    return Reader(actions, scope).query()


Wanted = Action | Literal


def _query(query: Query, scope: Scope) -> Iterator[Wanted]:
    if isinstance(query, Combined):
        yield Rule(query.operator)
        yield from _select(query.left, scope)
        yield from _query(query.right, scope)
    else:
        yield from _select(query, scope)


def _select(select: Select, scope: Scope) -> Iterator[Wanted]:
    for table in select.tables:
        yield Rule("further")
        yield _table(table, scope)
    clauses = {
        "+where": select.where is not None,
        "+group": bool(select.group),
        "+having": select.having is not None,
        "+order": bool(select.order),
        "+limit": select.limit is not None,
    }
    yield Rule("select" + "".join(name for name, there in clauses.items() if there))
    yield Rule(f"items:{len(select.items)}{':distinct' if select.distinct else ''}")
    for item in select.items:
        yield from _expression(item, scope)
    if select.where is not None:
        yield from _condition(select.where, "where", scope)
    if select.group:
        yield Rule(f"group:{len(select.group)}")
        for column in select.group:
            yield _column(column, scope)
    if select.having is not None:
        yield from _condition(select.having, "having", scope)
    if select.order:
        yield from _orders(select.order, scope)
    if select.limit is not None:
        yield Rule("first") if select.limit == 1 else Literal(select.limit)


def _orders(order: tuple[Ordering, ...], scope: Scope) -> Iterator[Wanted]:
    yield Rule(f"order:{len(order)}")
    for each in order:
        yield Rule("desc" if each.descending else "asc")
        yield from _expression(each.expression, scope)


def _expression(expression: Expression, scope: Scope) -> Iterator[Wanted]:
    operand = expression.operand
    if isinstance(operand, Arithmetic) and isinstance(operand.left, Expression):
        yield Rule(f"figures:{operand.operator}")
        for side in (operand.left, operand.right):
            yield from _expression(side if isinstance(side, Expression) else Expression(side), scope)
        return
    if expression.distinct and expression.aggregate != "count":
        raise NotInGrammar(f"distinct in {expression.aggregate}")
    yield Rule("distinct" if expression.distinct else expression.aggregate or "plain")
    yield from _operand(expression, scope)


def _operand(expression: Expression, scope: Scope) -> Iterator[Wanted]:
    operand = expression.operand
    if isinstance(operand, Arithmetic):
        yield Rule(f"columns:{operand.operator}")
        for side in (operand.left, operand.right):
            if isinstance(side, Expression):
                raise NotInGrammar("a column with a figure")
            yield _column(side, scope)
    else:
        yield _table(operand.table, scope) if isinstance(operand, Star) else _column(operand, scope)


def _condition(condition: Condition, role: str, scope: Scope) -> Iterator[Wanted]:
    if isinstance(condition, Predicate):
        yield from _predicate(condition, role, scope)
        return
    first, rest = condition.parts[0], condition.parts[1:]
    again: Condition = rest[0] if len(rest) == 1 else type(condition)(rest)
    yield Rule("and" if isinstance(condition, AllOf) else "or")
    yield from _condition(first, role, scope)
    yield from _condition(again, role, scope)


def _predicate(predicate: Predicate, role: str, scope: Scope) -> Iterator[Wanted]:
    right = predicate.right
    if isinstance(right, Expression):
        rule = f"{predicate.operator} column"
    elif isinstance(right, Select | Combined):
        rule = f"{predicate.operator} query"
    elif "like" in predicate.operator and isinstance(right, Literal):
        rule, right = _pattern(predicate.operator, str(right.value))
    else:
        rule = predicate.operator
    yield Rule(rule)
    if role == "where":
        if predicate.left.aggregate is not None:
            raise NotInGrammar("a figure of a group in WHERE")
        yield from _operand(predicate.left, scope)
    else:
        yield from _expression(predicate.left, scope)
    if isinstance(right, Expression):
        yield from _operand(right, scope)
    elif isinstance(right, Select | Combined):
        yield from _query(right, scope)
    elif right is not None:
        yield from right if isinstance(right, tuple) else (right,)


def _pattern(operator: str, text: str) -> tuple[str, Literal]:
    words = text.strip("%")
    form = f"{operator} {'%' if text.startswith('%') else ''}x{'%' if text.endswith('%') else ''}"
    if form not in LIKE_RULES or "%" in words or "_" in words:
        raise NotInGrammar(f"the pattern {text}")
    return form, Literal(words)


def _table(name: str, scope: Scope) -> TableAt:
    if name not in scope.table_places:
        raise NotInGrammar(f"no table {name}")
    return TableAt(scope.table_places[name])


def _column(column: ColumnRef, scope: Scope) -> ColumnAt:
    if column not in scope.column_places:
        raise NotInGrammar(f"no column {column.table}.{column.column}")
    return ColumnAt(scope.column_places[column])
