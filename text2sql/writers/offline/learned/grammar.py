"""The actions that build a query, and which of them may come next.

A query is written top-down and from left to right, as in Yin and Neubig (2017): a rule says what the next piece is made
of, a pointer says which table, column or value it is. What may come next depends on what is open, so nothing can be
built that is ill-typed (PICARD's point, Scholak et al., 2021, without a parser at every step), and every beginning that
is allowed can be finished. Beyond types it bans what nobody means: an item twice, two different values for one column
at once, an average of text, a figure beside a plain column without a group.

    query      union|intersect|except select query  |  select
    select     further TABLE select  |  shape items [condition] [groups] [condition] [orders] [limit]
    items      items:n[:distinct] expression…
    expression figures:op expression expression  |  plain|count|distinct|sum|avg|min|max operand
    operand    COLUMN | TABLE | columns:op COLUMN COLUMN
    condition  and|or condition condition  |  comparison (operand|expression) (VALUE [VALUE] | query | COLUMN | nothing)
    groups     group:n COLUMN…          orders  order:n (asc|desc expression)…          limit  first | VALUE
"""

import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from text2sql.writers.offline.learned.scope import Scope


@dataclass(frozen=True, slots=True)
class Rule:
    """One of :data:`RULES`, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class TableAt:
    """A table by its place in the scope."""

    place: int


@dataclass(frozen=True, slots=True)
class ColumnAt:
    """A column by its place in the scope."""

    place: int


@dataclass(frozen=True, slots=True)
class ValueAt:
    """A value by its place in the scope."""

    place: int


Action = Rule | TableAt | ColumnAt | ValueAt
Need = typing.Literal[
    "query", "select", "further", "items", "expression", "operand", "side", "condition", "right column", "value",
    "groups", "group", "orders", "ordering", "limit",
]  # fmt: skip
NEEDS: tuple[str, ...] = typing.get_args(Need)
"""What a :class:`State` may expect, in a fixed order."""

SET_RULES = ("union", "intersect", "except")
SHAPES = tuple(
    "select" + where + group + order
    for where in ("", "+where")
    for group in ("", "+group", "+group+having")
    for order in ("", "+order", "+order+limit", "+limit")
)
MOST_ITEMS, MOST_GROUPS, MOST_ORDERS, MOST_PARTS, MOST_FURTHER, DEEPEST = 6, 3, 3, 6, 3, 3
ITEM_RULES = tuple(f"items:{n}{end}" for n in range(1, MOST_ITEMS + 1) for end in ("", ":distinct"))
EXPRESSION_RULES = ("plain", "count", "distinct", "sum", "avg", "min", "max")
FIGURE_RULES = tuple(f"figures:{sign}" for sign in "+-*/")
COLUMN_RULES = tuple(f"columns:{sign}" for sign in "+-*/")
VALUE_RULES = ("=", "!=", "<", "<=", ">", ">=", "between")
LIKE_RULES = ("like %x%", "like x%", "like %x", "like x", "not like %x%")
QUERY_RULES = ("in query", "not in query", "= query", "!= query", "< query", "<= query", "> query", ">= query")
BETWEEN_COLUMNS_RULES = ("= column", "!= column", "< column", "<= column", "> column", ">= column")
NULL_RULES = ("is null", "is not null")
COMPARISON_RULES = (*VALUE_RULES, *LIKE_RULES, *QUERY_RULES, *BETWEEN_COLUMNS_RULES, *NULL_RULES)
GROUP_RULES = tuple(f"group:{n}" for n in range(1, MOST_GROUPS + 1))
ORDER_RULES = tuple(f"order:{n}" for n in range(1, MOST_ORDERS + 1))
RULES: tuple[str, ...] = (
    *SET_RULES, *SHAPES, "further", *ITEM_RULES, *EXPRESSION_RULES, *FIGURE_RULES, *COLUMN_RULES, "and", "or",
    *COMPARISON_RULES, *GROUP_RULES, *ORDER_RULES, "asc", "desc", "first",
)  # fmt: skip
"""Every rule, in a fixed order: a network's outputs."""
_ACTIONS = {name: Rule(name) for name in RULES}


class Frame(typing.NamedTuple):
    """What is known of the SELECT that is being written."""

    depth: int = 0
    width: int = 0
    """How many items it has to have; 0 when that is free."""
    plain: bool = False
    """DISTINCT would say nothing here: a nested query, or a side of a set operation."""
    side: bool = False
    """It is a side of a set operation, which neither orders nor limits."""
    twin: int = -1
    """The other side's frame, for the first side of a set operation: both have as many items."""
    further: tuple[int, ...] = ()
    shape: str = ""
    items: tuple[tuple[object, ...], ...] = ()
    aggregated: bool | None = None
    """Whether its first item was; None before that."""
    groups: tuple[int, ...] = ()
    orders: tuple[tuple[object, ...], ...] = ()
    parts: int = 1
    """Conditions of WHERE or HAVING begun so far."""
    either: bool = False
    """An OR occurred in it."""
    said: tuple[tuple[str, int, int], ...] = ()
    """Comparison, column and value of each comparison of WHERE with a value."""


class Open(typing.NamedTuple):
    """Something that is still to be written."""

    need: Need
    frame: int
    role: str = ""
    """Where an expression, operand or condition stands: item, where, having, order."""
    rule: str = ""
    """The aggregate of an operand, the comparison of a value, or the junction that a condition stands in first."""
    column: int = -1
    """The column a value is compared with; -1 for a figure."""
    other: int = -1
    """A value or column that may not come again."""


@dataclass(frozen=True)
class State:
    """A query in the making. States are immutable; :meth:`after` gives the next one."""

    scope: Scope
    open: tuple[Open, ...]
    """The last one is next."""
    frames: tuple[Frame, ...]
    actions: tuple[Action, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the query is complete."""
        return not self.open

    @property
    def expected(self) -> Need | None:
        """What kind of piece is next; None when the query is complete."""
        return self.open[-1].need if self.open else None

    def allowed(self) -> tuple[Action, ...]:
        """The actions that may come next; never empty before the query is complete."""
        return self._allowed

    def after(self, action: Action) -> "State":
        """The state after an allowed action.

        Raises:
            ValueError: the action is not allowed here.
        """
        if action not in self._allowed:
            raise ValueError(f"{action} may not come after {len(self.actions)} actions, where {self.expected} is open")
        return self.taking(action)

    def taking(self, action: Action) -> "State":
        """As :meth:`after`, for an action that was taken from :meth:`allowed`: it is not looked up again."""
        from text2sql.writers.offline.learned.moves import advance

        return advance(self, action)

    @cached_property
    def _allowed(self) -> tuple[Action, ...]:
        if not self.open:
            return ()
        top = self.open[-1]
        return _CHOICES[top.need](self.scope, self.frames[top.frame], top)


def start(scope: Scope) -> State:
    """Nothing is written yet."""
    return State(scope, (Open("query", 0),), (Frame(),))


def _rules(names: Sequence[str]) -> tuple[Action, ...]:
    return tuple(_ACTIONS[name] for name in names)


@cache
def _column(place: int) -> ColumnAt:
    return ColumnAt(place)


def _columns(places: Iterable[int]) -> tuple[Action, ...]:
    return tuple(map(_column, places))


def _query(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    sets = _rules(SET_RULES) if frame.depth < DEEPEST and len(scope.columns) else ()
    return (*sets, *_select(scope, frame, top))


def _select(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    shapes: tuple[str, ...] = SHAPES
    if frame.side:
        shapes = tuple(name for name in shapes if "order" not in name and "limit" not in name)
    if frame.depth >= DEEPEST and not scope.numbers:
        shapes = tuple(name for name in shapes if "having" not in name)
    further = len(frame.further) < min(MOST_FURTHER, len(scope.tables))
    return _rules(("further", *shapes) if further else shapes)


def _further(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return tuple(TableAt(place) for place in range(len(scope.tables)) if place not in frame.further)


def _items(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    numbers = [frame.width] if frame.width else range(1, min(MOST_ITEMS, len(scope.columns)) + 1)
    ends = ("",) if frame.plain else ("", ":distinct")
    return _rules([f"items:{number}{end}" for number in numbers for end in ends])


def _expression(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    grouped = "group" in frame.shape
    figures_only = top.role in ("having", "figure") or (top.role == "item" and frame.aggregated is True and not grouped)
    plain_only = (top.role == "order" and not grouped) or (
        top.role == "item" and not grouped and (frame.aggregated is False or _orders_rows(frame))
    )
    names = [name for name in EXPRESSION_RULES if (name == "plain") <= (not figures_only)]
    names = ["plain"] if plain_only else [name for name in names if _has_operands(scope, frame, top.role, name)]
    if top.role in ("item", "order") and not plain_only:
        names += FIGURE_RULES
    return _rules(names)


def _orders_rows(frame: Frame) -> bool:
    return "order" in frame.shape or "limit" in frame.shape


def _has_operands(scope: Scope, frame: Frame, role: str, aggregate: str) -> bool:
    """Whether a column is left for this aggregate."""
    columns = scope.figures if aggregate in ("sum", "avg") else scope.columns
    return len(columns) > sum(found[:2] == (aggregate, "column") for found in _taken(frame, role))


def _taken(frame: Frame, role: str) -> tuple[tuple[object, ...], ...]:
    return frame.items if role == "item" else frame.orders if role == "order" else ()


def _operand(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    if top.role == "where":
        return where_choices(scope, frame, top.rule)
    return operand_choices(scope, frame, top.role, top.rule)


def operand_choices(scope: Scope, frame: Frame, role: str, aggregate: str) -> tuple[Action, ...]:
    """What an item, a key of the order or a figure of a group may be about, given its aggregate."""
    places: Sequence[int] = scope.figures if aggregate in ("sum", "avg") else range(len(scope.columns))
    taken = _taken(frame, role)
    columns = _columns(place for place in places if not taken or (aggregate, "column", place) not in taken)
    # All columns of a table are not one column to compare with, nor as many as the other side of a set operation has.
    every_column = aggregate == "plain" and role == "item" and not frame.plain and "group" not in frame.shape
    if aggregate == "count" or every_column:
        every = range(len(scope.tables))
        return (*columns, *(TableAt(place) for place in every if (aggregate, "table", place) not in taken))
    if scope.figures and aggregate not in ("count", "distinct"):
        return (*columns, *_rules(COLUMN_RULES))
    return columns


def where_choices(scope: Scope, frame: Frame, comparison: str) -> tuple[Action, ...]:
    """The columns that a comparison of WHERE may be about."""
    if comparison in VALUE_RULES or comparison in LIKE_RULES:
        found = _columns(_comparable(scope, frame, comparison))
        return (*found, *_rules(COLUMN_RULES)) if _compares_sums(scope, comparison) else found
    return _columns(range(len(scope.columns)))


def _comparable(scope: Scope, frame: Frame, comparison: str) -> Iterator[int]:
    taken, fewest = {column for _, column, _ in frame.said}, 2 if comparison == "between" else 1
    for place in scope.comparable(comparison):
        if place not in taken or len(value_places(scope, frame, comparison, place)) >= fewest:
            yield place


def _compares_sums(scope: Scope, comparison: str) -> bool:
    return bool(scope.figures and scope.numbers and comparison in VALUE_RULES and comparison != "between")


def _has_choices(scope: Scope, frame: Frame, comparison: str) -> bool:
    """Whether there is any of :func:`where_choices`, without making all of them."""
    return _compares_sums(scope, comparison) or next(_comparable(scope, frame, comparison), None) is not None


def value_places(scope: Scope, frame: Frame, comparison: str, column: int) -> tuple[int, ...]:
    """The values that a column of WHERE may still be compared with."""
    if comparison == "=" and not frame.either and any(rule == "=" and at == column for rule, at, _ in frame.said):
        return ()
    fitting = scope.values_for(comparison, column)
    if not frame.said:
        return fitting
    return tuple(place for place in fitting if (comparison, column, place) not in frame.said)


def _side(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _columns(scope.figures)


def _condition(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    names = [] if frame.parts >= MOST_PARTS else [name for name in ("and", "or") if name != top.rule]
    nested = QUERY_RULES if frame.depth < DEEPEST else ()
    if top.role == "having":
        values = VALUE_RULES if len(scope.numbers) > 1 else VALUE_RULES[:-1] if scope.numbers else ()
        return _rules((*names, *values, *nested))
    with_values = [name for name in (*VALUE_RULES, *LIKE_RULES) if _has_choices(scope, frame, name)]
    between = BETWEEN_COLUMNS_RULES if len(scope.columns) > 1 else ()
    return _rules((*names, *with_values, *nested, *between, *NULL_RULES))


def _right_column(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _columns([place for place in range(len(scope.columns)) if place != top.other])


def _value(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    places = scope.numbers if top.column < 0 else value_places(scope, frame, top.rule, top.column)
    return tuple(ValueAt(place) for place in places if place != top.other)


def _groups(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _rules(GROUP_RULES[: len(scope.columns)])


def _group(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _columns([place for place in range(len(scope.columns)) if place not in frame.groups])


def _orders(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _rules(ORDER_RULES[: len(scope.columns)])


def _ordering(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    return _rules(("asc", "desc"))


def _limit(scope: Scope, frame: Frame, top: Open) -> tuple[Action, ...]:
    whole = [place for place in scope.numbers if (number := float(scope.values[place].literal)) % 1 == 0 and number > 1]
    return (_ACTIONS["first"], *map(ValueAt, whole))


_CHOICES: dict[Need, typing.Callable[[Scope, Frame, Open], tuple[Action, ...]]] = {
    "query": _query,
    "select": _select,
    "further": _further,
    "items": _items,
    "expression": _expression,
    "operand": _operand,
    "side": _side,
    "condition": _condition,
    "right column": _right_column,
    "value": _value,
    "groups": _groups,
    "group": _group,
    "orders": _orders,
    "ordering": _ordering,
    "limit": _limit,
}
