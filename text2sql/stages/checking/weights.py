"""How long a value may get: a weight for every expression, so that doubling a text thirty times is seen beforehand.

A column weighs one, a text by its length, and what joins texts or lists weighs what its parts weigh together. The
weight of a derived column is that of its expression, so nesting in subqueries does not hide it.
"""

import math
from collections.abc import Callable

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.spans import GENERATORS, count_values, number

HEAVIEST = 10_000.0
"""What an expression may weigh: about a megabyte for columns of a hundred characters."""

RECURSIVE = 100.0
"""What a column of a recursive CTE weighs in its own step: two of them joined would double with every round."""

_UNIT = 100
"""Characters that weigh one."""

_JOINING_NAMES = (
    "concat concat_ws list_concat list_cat array_concat array_cat array_append array_prepend list_append list_prepend "
    "struct_pack list_value array row json_object json_array json_build_object json_build_array json_merge_patch "
    "json_patch map_concat format printf format_string"
)
_JOINING = frozenset(_JOINING_NAMES.split())

Weight = Callable[[exp.Column], float]
"""Tells the weight of a column."""


def weigh(root: exp.Expr, of_column: Weight) -> float:
    """The weight of an expression.

    Raises:
        NotAllowed: it is too heavy.
    """
    weights: dict[int, float] = {}
    for node in reversed(list(root.walk(prune=lambda each: isinstance(each, exp.Query)))):
        weights[id(node)] = weight = _weight(node, weights, of_column)
        if weight > HEAVIEST:
            raise NotAllowed("This builds a text or a list that could become huge; join fewer pieces together.")
    return weights[id(root)]


def _weight(node: exp.Expr, weights: dict[int, float], of_column: Weight) -> float:
    if isinstance(node, exp.Column):
        return of_column(node)
    if isinstance(node, exp.Literal):
        return 1 + len(node.name) / _UNIT
    parts = [weights[id(part)] for part in node.iter_expressions() if id(part) in weights]
    if isinstance(node, exp.DPipe | exp.Array | exp.Struct | exp.Tuple):
        return max(1.0, sum(parts))
    if isinstance(node, exp.Anonymous):
        return _call(node, parts)
    return max(parts, default=1.0)


def _call(node: exp.Anonymous, parts: list[float]) -> float:
    name = node.name.lower()
    arguments = node.expressions
    if name in _JOINING:
        return max(1.0, sum(parts))
    if name in ("replace", "regexp_replace") and len(arguments) >= 3:
        old = arguments[1] if name == "replace" else exp.Literal.string("")
        return parts[0] * max(1.0, _growth(old, arguments[2], parts[2]))
    if name in GENERATORS:
        return max(1.0, (count_values(arguments) or 0) / _UNIT)
    if any(isinstance(argument, exp.Lambda) for argument in arguments):
        return math.prod(max(1.0, part) for part in parts)
    if name in ("repeat", "replicate", "array_repeat") and len(arguments) == 2:
        return parts[0] * (number(arguments[1]) or 1) / (_UNIT if isinstance(arguments[0], exp.Literal) else 1)
    if name in ("lpad", "rpad", "space"):
        return max([1.0, *parts]) + 10
    return max(parts, default=1.0)


def _growth(old: exp.Expr, new: exp.Expr, weight: float) -> float:
    """How much longer a text may get when every ``old`` in it becomes ``new``."""
    if isinstance(new, exp.Literal) and isinstance(old, exp.Literal):
        return len(new.name) / max(1, len(old.name))
    return weight * _UNIT if not isinstance(new, exp.Literal) else float(len(new.name))
