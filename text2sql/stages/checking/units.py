"""Units written as bare words, such as MONTH in ``DATE_TRUNC(day, MONTH)``: words, although they look like columns."""

from sqlglot import exp

_UNIT_WORDS = (
    "microsecond millisecond second minute hour day dayofweek dayofyear dow doy week isoweek month quarter year "
    "isoyear decade century epoch epoch_second yearofweek weekday us ms s sec mi n hh h d dd dy w wk ww m mm mon q qq "
    "qtr y yy yyyy microseconds milliseconds seconds minutes hours days weeks months quarters years nanosecond"
)
_UNITS = frozenset(_UNIT_WORDS.split())

_FIRST = {
    "dateadd": 0,
    "datediff": 0,
    "date_part": 0,
    "date_trunc": 0,
    "timeadd": 0,
    "timediff": 0,
    "timestampadd": 0,
    "timestampdiff": 0,
}
_LAST = dict.fromkeys(
    (
        "date_diff",
        "date_trunc",
        "datetime_diff",
        "datetime_trunc",
        "last_day",
        "time_diff",
        "time_trunc",
        "timestamp_diff",
        "timestamp_trunc",
    ),
    -1,
)

_ARGUMENT: dict[str, dict[str, int]] = {
    "bigquery": _LAST,
    "databricks": {**_FIRST, "date_add": 0, "date_diff": 0},
    "mysql": {"timestampadd": 0, "timestampdiff": 0},
    "redshift": _FIRST,
    "snowflake": {**_FIRST, "last_day": -1},
    "spark": {**_FIRST, "date_add": 0, "date_diff": 0},
}
"""Where each dialect's functions take a unit without quotes; -1 is the last argument. Only positions in which the
engine takes nothing else, so that no column called ``day`` is mistaken for one."""


def name_units(call: exp.Anonymous, name: str, dialect: str) -> None:
    """Turn the bare unit of a call of the function ``name``, which was read as a column, into a word."""
    position = _ARGUMENT.get(dialect, {}).get(name)
    if position is None or len(call.expressions) < 2:
        return
    argument = call.expressions[position]
    if not isinstance(argument, exp.Column) or argument.args.get("table") is not None:
        return
    identifier = argument.this
    bare = isinstance(identifier, exp.Identifier) and not identifier.args.get("quoted")
    if bare and identifier.name.lower() in _UNITS:
        argument.replace(exp.Var(this=identifier.name))
