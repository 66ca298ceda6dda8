"""The grammar of a safe query: which nodes a tree may hold, and which arguments the structural ones may carry.

It is an allow-list (:mod:`.nodes`). A node that is not on it is refused, so a new version of sqlglot that learns a new
way to write, lock or read files adds a refusal, not a hole. The reasons are for nodes that people and models do try.
"""

import re
from collections.abc import Callable, Iterator

from sqlglot import exp
from sqlglot.errors import ErrorLevel

from text2sql.stages.checking.nodes import OPERATORS_AND_SYNTAX, STRUCTURE, TYPES
from text2sql.stages.checking.reading import MARK
from text2sql.stages.checking.refusal import NotAllowed

_WRITES = "Only reading is allowed; write one SELECT statement that changes nothing."
_INTO = "SELECT … INTO creates a table; write the SELECT without INTO."
_LOCKS = "FOR UPDATE and FOR SHARE lock rows; leave them out."
_HINTS = "Hints to the optimizer are not allowed; leave them out."
_PIVOT = "PIVOT and UNPIVOT are not allowed; use SUM(CASE WHEN … END) for each column, or UNION ALL for each row."
_MATCHING = "MATCH_RECOGNIZE is not allowed; use window functions such as LAG instead."
_PAST = "Only the current state of a table can be read; leave the time travel clause out."
_SEARCH = "SEARCH and CYCLE clauses are not allowed; leave them out."

_REASONS: tuple[tuple[tuple[type[exp.Expr], ...], str], ...] = (
    ((exp.Into,), _INTO),
    ((exp.Lock,), _LOCKS),
    ((exp.DML, exp.DDL, exp.Merge, exp.Drop, exp.Alter, exp.Copy, exp.LoadData, exp.TruncateTable), _WRITES),
    ((exp.Command, exp.Set, exp.Pragma, exp.Use), _WRITES),
    ((exp.Hint, exp.JoinHint, exp.WithTableHint), _HINTS),
    ((exp.Pivot,), _PIVOT),
    ((exp.MatchRecognize,), _MATCHING),
    ((exp.QueryTransform,), "TRANSFORM runs a program on the server; use ordinary functions instead."),
    (
        (exp.Placeholder, exp.Parameter, exp.SessionParameter),
        "Parameters and variables are not allowed; write the value itself.",
    ),
    ((exp.HistoricalData, exp.Version), _PAST),
    (
        (exp.CurrentUser, exp.SessionUser, exp.CurrentSchema, exp.CurrentCatalog, exp.CurrentRole),
        "Who runs the query and where is not part of the data; leave it out.",
    ),
    (
        (exp.ObjectIdentifier, exp.PseudoType),
        "This type looks things up in the catalog; cast to a plain type instead.",
    ),
)

_ARGUMENT_REASONS = {
    "into": _INTO,
    "locks": _LOCKS,
    "pivots": _PIVOT,
    "hint": _HINTS,
    "hints": _HINTS,
    "match": _MATCHING,
    "connect": "CONNECT BY is not allowed; write a recursive CTE (WITH RECURSIVE) instead.",
    "system_time": _PAST,
    "version": _PAST,
    "when": _PAST,
    "field": "After IN stands a list or a query in parentheses; write IN (SELECT … FROM …).",
    "search": _SEARCH,
    "cycle": _SEARCH,
}

_SAMPLING = frozenset(("", "BERNOULLI", "SYSTEM", "RESERVOIR", "ROW", "BLOCK"))
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*( [A-Za-z_]+)*")

_PADDED_TYPES = frozenset((exp.DType.CHAR, exp.DType.NCHAR, exp.DType.BPCHAR, exp.DType.BIT, exp.DType.BINARY))
_LONGEST_PADDED = 10_000
"""Length of a type whose values are filled up to it."""


def check_grammar(tree: exp.Expr) -> tuple[exp.Expr, ...]:
    """All nodes of the tree, after making sure that each is allowed where it stands.

    Raises:
        NotAllowed: a node or one of its arguments is not part of a safe query.
    """
    nodes = tuple(tree.walk())
    for node in nodes:
        allowed = STRUCTURE.get(type(node))
        if allowed is not None:
            for argument in _arguments(node):
                if argument not in allowed:
                    raise NotAllowed(_ARGUMENT_REASONS.get(argument) or _unknown(node))
        elif type(node) not in OPERATORS_AND_SYNTAX:
            raise NotAllowed(_reason(node))
        check = _CHECKS.get(type(node))
        if check is not None:
            check(node)
    return nodes


def _check_sample(node: exp.Expr) -> None:
    if node.text("method").upper() not in _SAMPLING:
        raise NotAllowed("Samples are taken with BERNOULLI, SYSTEM or RESERVOIR only; use one of these.")


def _check_type(node: exp.Expr) -> None:
    if node.this in _PADDED_TYPES:
        for parameter in node.find_all(exp.Literal):
            if not parameter.name.isdecimal() or int(parameter.name) > _LONGEST_PADDED:
                raise NotAllowed(f"A type of fixed length may be {_LONGEST_PADDED:,} long at most; cast to a text.")
    if node.this not in TYPES and MARK not in node.sql():
        raise NotAllowed(f"The type `{shown(node)}` is not allowed in a CAST; use a plain type.")


def _check_word(node: exp.Expr) -> None:
    if not _WORD.fullmatch(node.name.removeprefix(MARK)):
        raise NotAllowed(_unknown(node))


def _check_dot(node: exp.Expr) -> None:
    if not isinstance(node.args.get("expression"), exp.Identifier):
        raise NotAllowed("Functions are written without a schema or an object before them: `lower(name)`.")


_CHECKS: dict[type[exp.Expr], Callable[[exp.Expr], None]] = {
    exp.TableSample: _check_sample,
    exp.DataType: _check_type,
    exp.Var: _check_word,
    exp.Dot: _check_dot,
}


def _arguments(node: exp.Expr) -> Iterator[str]:
    return (name for name, value in node.args.items() if value is not None and value is not False and value != [])


def _reason(node: exp.Expr) -> str:
    for kinds, reason in _REASONS:
        if isinstance(node, kinds):
            return reason
    return _unknown(node)


def _unknown(node: exp.Expr) -> str:
    return f"This part of the query is not allowed: `{shown(node)}`. Write it in plainer SQL."


def shown(node: exp.Expr) -> str:
    """The node as text, short enough for a sentence."""
    text = node.sql(comments=False, unsupported_level=ErrorLevel.IGNORE).replace(MARK, "").replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:57]}…"
