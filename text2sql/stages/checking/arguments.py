"""Arguments that decide how much a function makes: lengths, formats, patterns and the bounds of generators.

A short query must not be able to ask for a long value: DuckDB's memory limit does not hold for one (see
``docs/safety.md``), and a pattern can keep a backtracking engine busy for ever.
"""

import re
from collections.abc import Callable, Iterable

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.spans import GENERATORS, count_values, number

LONGEST_PADDING = 1_000
"""Characters that LPAD, REPEAT and the like may ask for."""

MOST_VALUES = 100_000
"""Values that one generator may make: eleven years of hours."""

MOST_COMBINED_VALUES = 1_000_000
"""Values that all generators of a query may make together, multiplied."""

LONGEST_PATTERN = 500

_LENGTH_AT = {"lpad": 1, "rpad": 1, "repeat": 1, "space": 0, "replicate": 1, "array_repeat": 1}
_FORMATS = frozenset(("printf", "format", "format_string"))
_PATTERNS = frozenset(
    ("regexp", "rlike", "string_split_regex", "str_split_regex", "string_to_array_regex", "regexp_split")
)
_LINEAR_ENGINES = frozenset(("duckdb", "bigquery"))
"""Dialects whose patterns are matched in linear time (RE2); the others may backtrack."""

_NESTED_REPETITION = re.compile(r"[+*}]\)+[+*{]")
_NUMBERS = re.compile(r"\d+")


def check_arguments(nodes: Iterable[exp.Expr], dialect: str) -> None:
    """Make sure that no function is asked for a value without a bound.

    Raises:
        NotAllowed: a length, a format, a pattern or the bounds of a generator are too large or not written out.
    """
    combined = 1
    for node in nodes:
        if isinstance(node, exp.Anonymous):
            name = node.name.lower()
            if name in GENERATORS:
                combined *= max(1, _generated(node, name))
            elif (check := _CHECKS.get(name)) is not None:
                check(node, name, dialect)
            elif name.startswith("regexp_") or name in _PATTERNS:
                _pattern(node, name, dialect)
        elif isinstance(node, exp.RegexpLike | exp.RegexpILike | exp.RegexpFullMatch | exp.SimilarTo):
            _check_pattern(node.expression, dialect)
    if combined > MOST_COMBINED_VALUES:
        raise NotAllowed(f"The lists in this query make more than {MOST_COMBINED_VALUES:,} rows; use shorter ones.")


def _generated(node: exp.Anonymous, name: str) -> int:
    count = count_values(node.expressions)
    if count is None:
        raise NotAllowed(f"Write the bounds and the step of `{name}` as numbers or dates, so that its size is known.")
    if count > MOST_VALUES:
        raise NotAllowed(f"`{name}` would make {count:,} values; at most {MOST_VALUES:,} are allowed.")
    return count


def _padding(node: exp.Anonymous, name: str, dialect: str) -> None:
    position = _LENGTH_AT[name]
    value = number(node.expressions[position]) if len(node.expressions) > position else None
    if value is None or value > LONGEST_PADDING:
        raise NotAllowed(f"The length given to `{name}` must be a number of at most {LONGEST_PADDING:,}.")


def _format(node: exp.Anonymous, name: str, dialect: str) -> None:
    """A format may hold widths; each must be written out and small."""
    if dialect == "mysql" or not node.expressions:
        return
    template = node.expressions[0]
    if not isinstance(template, exp.Literal) or not template.is_string:
        raise NotAllowed(f"The format given to `{name}` must be a text written out.")
    text = template.name
    widths = [int(digits) for digits in _NUMBERS.findall(text)]
    if "*" in text or re.search(r"\{[^}]*\{", text) or any(width > LONGEST_PADDING for width in widths):
        raise NotAllowed(
            f"The format given to `{name}` asks for too wide a text; use widths of {LONGEST_PADDING:,} at most."
        )


def _pattern(node: exp.Anonymous, name: str, dialect: str) -> None:
    if len(node.expressions) > 1:
        _check_pattern(node.expressions[1], dialect)


def _check_pattern(pattern: exp.Expr, dialect: str) -> None:
    if isinstance(pattern, exp.Escape):
        pattern = pattern.this
    if not isinstance(pattern, exp.Literal | exp.RawString):
        raise NotAllowed("A regular expression must be a text written out; use LIKE to compare with a column.")
    if len(pattern.name) > LONGEST_PATTERN:
        raise NotAllowed(f"The regular expression is longer than {LONGEST_PATTERN} characters; use a shorter one.")
    if dialect not in _LINEAR_ENGINES and _NESTED_REPETITION.search(pattern.name):
        raise NotAllowed("The regular expression repeats a repetition, as in (a+)+; repeat only once.")


_CHECKS: dict[str, Callable[[exp.Anonymous, str, str], None]] = {
    **dict.fromkeys(_LENGTH_AT, _padding),
    **dict.fromkeys(_FORMATS, _format),
}
