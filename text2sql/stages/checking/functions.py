"""Functions: only those on the dialect's list, by the name the warehouse will see.

The lists are data, one file a dialect in ``functions/``, each with its source at the top. What is left out and why is
told in ``docs/safety.md``.
"""

import difflib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sqlglot import exp

from text2sql.stages.checking.reading import MARK
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

_UNIT_ARGUMENT = {
    "date_add": 0,
    "date_diff": -1,
    "date_sub": -1,
    "date_trunc": -1,
    "dateadd": 0,
    "datediff": 0,
    "datetime_diff": -1,
    "datetime_trunc": -1,
    "last_day": -1,
    "time_diff": -1,
    "time_trunc": -1,
    "timestamp_diff": -1,
    "timestamp_trunc": -1,
    "timestampadd": 0,
    "timestampdiff": 0,
    "date_part": 0,
    "next_day": -1,
    "trunc": -1,
    "time_slice": -1,
}
"""Functions that take a bare word such as MONTH for a unit, and where; -1 is the last argument."""

_UNIT_WORDS = (
    "microsecond millisecond second minute hour day dayofweek dayofyear dow doy week isoweek month quarter year "
    "isoyear decade century epoch epoch_second yearofweek weekday us ms s sec mi n hh h d dd dy w wk ww m mm mon q qq "
    "qtr y yy yyyy microseconds milliseconds seconds minutes hours days weeks months quarters years nanosecond"
)
_UNITS = frozenset(_UNIT_WORDS.split())


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
        elif isinstance(node, exp.Identifier | exp.Var) and node.name.startswith(MARK):
            if isinstance(node, exp.Var):
                raise NotAllowed(f"`{node.name.removeprefix(MARK)}` is not allowed here; write plainer SQL.")
            node.set("this", node.name.removeprefix(MARK))
        elif isinstance(node, exp.Explode | exp.Unnest) and "unnest" not in allowed:
            raise NotAllowed("`unnest` is not a function of this warehouse; use the functions it has.")


def _check_call(node: exp.Anonymous, allowed: frozenset[str]) -> None:
    written = node.this
    if not isinstance(written, str) or not written.startswith(MARK):
        name = node.name.removeprefix(MARK)
        raise NotAllowed(f"The function `{name}` is written in an unusual way; write its name plainly, without quotes.")
    name = written.removeprefix(MARK)
    lower = name.lower()
    if lower not in allowed:
        similar = difflib.get_close_matches(lower, allowed, n=1, cutoff=0.75)
        hint = f"; did you mean `{similar[0]}`?" if similar else "; use a common function for numbers, texts or dates."
        raise NotAllowed(f"The function `{name}` is not allowed{hint}")
    node.set("this", name)
    _unit(node, lower)


def _unit(node: exp.Anonymous, name: str) -> None:
    """Turn a bare unit, which was read as a column, into a word."""
    position = _UNIT_ARGUMENT.get(name)
    arguments = node.expressions
    if position is None or len(arguments) < 2:
        return
    argument = arguments[position]
    if not isinstance(argument, exp.Column) or argument.args.get("table") is not None:
        return
    identifier = argument.this
    bare = isinstance(identifier, exp.Identifier) and not identifier.args.get("quoted")
    if bare and identifier.name.lower() in _UNITS:
        argument.replace(exp.Var(this=identifier.name))
