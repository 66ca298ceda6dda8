"""What each action leaves to be written: the second half of :mod:`~text2sql.writers.offline.learned.grammar`."""

from collections.abc import Callable

from text2sql.writers.offline.learned.grammar import (
    BETWEEN_COLUMNS_RULES,
    LIKE_RULES,
    QUERY_RULES,
    SET_RULES,
    SHAPES,
    VALUE_RULES,
    Action,
    Frame,
    Need,
    Open,
    Rule,
    State,
    TableAt,
)

Step = tuple[Frame, tuple[Open, ...], tuple[Frame, ...]]
"""The frame as it is now, the pieces that are open now in the order in which they are written, and frames begun."""


def advance(state: State, action: Action) -> State:
    """The state after an action that is known to be allowed."""
    top, frames = state.open[-1], list(state.frames)
    frame, opened, begun = _MOVES[top.need](frames[top.frame], top, action, len(frames))
    frames[top.frame] = frame
    if top.need == "items" and frame.twin >= 0:
        frames[frame.twin] = frames[frame.twin]._replace(width=len(opened))
    frames += begun
    return State(state.scope, (*state.open[:-1], *reversed(opened)), tuple(frames), (*state.actions, action))


def _select(frame: Frame, top: Open, action: Action, new: int) -> Step:
    name = _name(action)
    if name in SET_RULES:
        left = Frame(frame.depth + 1, frame.width, plain=True, side=True, twin=new + 1)
        right = Frame(frame.depth + 1, frame.width, plain=True, side=True)
        return frame, (Open("select", new), Open("query", new + 1)), (left, right)
    if name == "further":
        return frame, (Open("further", top.frame), Open("select", top.frame)), ()
    assert name in SHAPES
    opened = [Open("items", top.frame)]
    if "+where" in name:
        opened.append(Open("condition", top.frame, "where"))
    if "+group" in name:
        opened.append(Open("groups", top.frame))
    if "+having" in name:
        opened.append(Open("condition", top.frame, "having"))
    if "+order" in name:
        opened.append(Open("orders", top.frame))
    if "+limit" in name:
        opened.append(Open("limit", top.frame))
    return frame._replace(shape=name), tuple(opened), ()


def _further(frame: Frame, top: Open, action: Action, new: int) -> Step:
    return frame._replace(further=(*frame.further, _place(action))), (), ()


def _items(frame: Frame, top: Open, action: Action, new: int) -> Step:
    number = int(_name(action).split(":")[1])
    return frame, (Open("expression", top.frame, "item"),) * number, ()


def _expression(frame: Frame, top: Open, action: Action, new: int) -> Step:
    name = _name(action)
    if top.role == "item" and frame.aggregated is None:
        frame = frame._replace(aggregated=name != "plain")
    if name.startswith("figures:"):
        return frame, (Open("expression", top.frame, "figure"),) * 2, ()
    return frame, (Open("operand", top.frame, top.role, name),), ()


def _operand(frame: Frame, top: Open, action: Action, new: int) -> Step:
    if isinstance(action, Rule):
        sides = (Open("side", top.frame), Open("side", top.frame))
        return frame, (*sides, *(_right(top, -1, frame, new)[0] if top.role == "where" else ())), ()
    kind = "table" if isinstance(action, TableAt) else "column"
    place = _place(action)
    if top.role == "item":
        return frame._replace(items=(*frame.items, (top.rule, kind, place))), (), ()
    if top.role == "order":
        return frame._replace(orders=(*frame.orders, (top.rule, kind, place))), (), ()
    if top.role == "where":
        opened, begun = _right(top, place, frame, new)
        return frame, opened, begun
    return frame, (), ()


def _right(top: Open, column: int, frame: Frame, new: int) -> tuple[tuple[Open, ...], tuple[Frame, ...]]:
    """What a comparison is still to be compared with, once its left side is known (-1 for a figure)."""
    rule = top.rule
    if rule in VALUE_RULES or rule in LIKE_RULES:
        value = Open("value", top.frame, top.role, rule, column)
        return ((value, value) if rule == "between" else (value,)), ()
    if rule in QUERY_RULES:
        return (Open("query", new),), (Frame(frame.depth + 1, width=1, plain=True),)
    if rule in BETWEEN_COLUMNS_RULES:
        return (Open("right column", top.frame, top.role, rule, column, column),), ()
    return (), ()


def _condition(frame: Frame, top: Open, action: Action, new: int) -> Step:
    name = _name(action)
    if name in ("and", "or"):
        frame = frame._replace(parts=frame.parts + 1, either=frame.either or name == "or")
        # Parts of parts of one kind would say the same twice: the first part is never of the junction's own kind.
        first, rest = Open("condition", top.frame, top.role, name), Open("condition", top.frame, top.role)
        return frame, (first, rest), ()
    if top.role == "where":
        return frame, (Open("operand", top.frame, "where", name),), ()
    opened, begun = _right(Open("operand", top.frame, "having", name), -1, frame, new)
    return frame, (Open("expression", top.frame, "having"), *opened), begun


def _value(frame: Frame, top: Open, action: Action, new: int) -> Step:
    if top.column < 0:
        return frame, (), ()
    return frame._replace(said=(*frame.said, (top.rule, top.column, _place(action)))), (), ()


def _groups(frame: Frame, top: Open, action: Action, new: int) -> Step:
    number = int(_name(action).split(":")[1])
    return frame._replace(parts=1), (Open("group", top.frame),) * number, ()


def _group(frame: Frame, top: Open, action: Action, new: int) -> Step:
    return frame._replace(groups=(*frame.groups, _place(action))), (), ()


def _orders(frame: Frame, top: Open, action: Action, new: int) -> Step:
    number = int(_name(action).split(":")[1])
    return frame, (Open("ordering", top.frame),) * number, ()


def _ordering(frame: Frame, top: Open, action: Action, new: int) -> Step:
    return frame, (Open("expression", top.frame, "order"),), ()


def _nothing_more(frame: Frame, top: Open, action: Action, new: int) -> Step:
    return frame, (), ()


def _name(action: Action) -> str:
    assert isinstance(action, Rule)
    return action.name


def _place(action: Action) -> int:
    assert not isinstance(action, Rule)
    return action.place


_MOVES: dict[Need, Callable[[Frame, Open, Action, int], Step]] = {
    "query": _select,
    "select": _select,
    "further": _further,
    "items": _items,
    "expression": _expression,
    "operand": _operand,
    "side": _nothing_more,
    "condition": _condition,
    "right column": _nothing_more,
    "value": _value,
    "groups": _groups,
    "group": _group,
    "orders": _orders,
    "ordering": _ordering,
    "limit": _nothing_more,
}
