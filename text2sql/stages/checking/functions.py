"""Functions: only those on the dialect's list, by the name the warehouse will see.

The lists are data, one file a dialect in ``functions/``, each with its source at the top. What is left out and why is
told in ``docs/safety.md``.
"""

import difflib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sqlglot import exp

from text2sql.stages.checking.reading import MARK, unmark
from text2sql.stages.checking.refusal import NotAllowed

DIALECTS = (
    "athena",
    "bigquery",
    "databricks",
    "duckdb",
    "mysql",
    "postgres",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "trino",
)
"""The dialects that have a list; no other can be checked."""


_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Like, exp.ILike)


@cache
def listed_functions(dialect: str) -> frozenset[str]:
    """The functions that a dialect's file allows, in lower case.

    Raises:
        KeyError: there is no list for the dialect.
    """
    if dialect not in DIALECTS:
        raise KeyError(dialect)
    names: set[str] = set()
    for line in files(__package__).joinpath("functions", f"{dialect}.txt").read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words[:1] == ["include"]:
            names |= listed_functions(words[1])
        else:
            names.update(words)
    return frozenset(names)


def check_functions(nodes: Iterable[exp.Expr], allowed: frozenset[str]) -> None:
    """Make sure that every function is allowed, and take the marks off.

    Raises:
        NotAllowed: a function is not on the list, or was not read as a plain call.
    """
    for node in nodes:
        if isinstance(node, exp.Anonymous):
            _check_call(node, allowed)
        elif isinstance(node, exp.Identifier | exp.DataType):
            unmark(node)
        elif isinstance(node, exp.Var) and node.name.startswith(MARK):
            raise NotAllowed(f"`{node.name.removeprefix(MARK)}` is not allowed here; write plainer SQL.")
        elif isinstance(node, exp.Explode | exp.Unnest) and "unnest" not in allowed:
            raise NotAllowed("`unnest` is not a function of this warehouse; use the functions it has.")


def _check_call(node: exp.Anonymous, allowed: frozenset[str]) -> None:
    written = node.this
    if written == "ALL" and isinstance(node.parent, _COMPARISONS) and len(node.expressions) == 1:
        # `<> ALL (list)`: syntax that sqlglot reads as a call when no query stands in the parentheses.
        return
    if not isinstance(written, str) or not written.startswith(MARK):
        name = node.name.removeprefix(MARK)
        raise NotAllowed(f"The function `{name}` is written in an unusual way; write its name plainly, without quotes.")
    name = written.removeprefix(MARK)
    lower = name.lower()
    if lower not in allowed:
        similar = difflib.get_close_matches(lower, allowed, n=1, cutoff=0.75)
        hint = f"; did you mean `{similar[0]}`?" if similar else "; use a common function for numbers, texts or dates."
        raise NotAllowed(f"The function `{name}` is not allowed{hint}")
    unmark(node)
