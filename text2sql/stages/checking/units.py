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
_SECOND = ("date_trunc", "datetime_trunc", "last_day", "time_trunc", "timestamp_trunc")
_THIRD = ("date_diff", "datetime_diff", "time_diff", "timestamp_diff")
_WEEKDAYS = frozenset(("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"))

_ARGUMENT: dict[str, dict[str, int]] = {
    "bigquery": {**dict.fromkeys(_SECOND, 1), **dict.fromkeys(_THIRD, 2)},
    "databricks": {**_FIRST, "date_add": 0, "date_diff": 0},
    "mysql": {"timestampadd": 0, "timestampdiff": 0},
    "redshift": _FIRST,
    "snowflake": {**_FIRST, "last_day": 1},
    "spark": {**_FIRST, "date_add": 0, "date_diff": 0},
}
"""Where each dialect's functions take a unit without quotes, counted from 0. Only positions in which the
engine takes nothing else, so that no column called ``day`` is mistaken for one."""


def name_units(tree: exp.Expr, mark: str, dialect: str) -> None:
    """Turn the bare units of a tree, which were read as columns and calls, into words.

    Args:
        tree: as it was parsed.
        mark: what stands before the names of its functions.
        dialect: whose functions they are.
    """
    for call in tree.find_all(exp.Anonymous):
        if isinstance(call.this, str):
            position = _ARGUMENT.get(dialect, {}).get(call.this.removeprefix(mark).lower())
            if position is not None and len(call.expressions) > position:
                _name_unit(call.expressions[position], mark)
    for part in tree.find_all(exp.Extract) if dialect == "bigquery" else ():
        _name_unit(part.this, mark)


def _name_unit(argument: exp.Expr, mark: str) -> None:
    if isinstance(argument, exp.Anonymous) and argument.name.removeprefix(mark).lower() == "week":
        day = _bare(argument.expressions[0]) if len(argument.expressions) == 1 else ""
        if day.lower() in _WEEKDAYS:
            # BigQuery's WEEK(MONDAY); a week begins on Sunday unless another day is named.
            own = day.lower() != "sunday"
            argument.replace(exp.WeekStart(this=exp.Var(this=day)) if own else exp.Var(this="WEEK"))
    elif (word := _bare(argument)).lower() in _UNITS:
        argument.replace(exp.Var(this=word))


def _bare(node: exp.Expr) -> str:
    """The word that was read as a column; empty for anything else."""
    if not isinstance(node, exp.Column) or node.args.get("table") is not None:
        return ""
    identifier = node.this
    bare = isinstance(identifier, exp.Identifier) and not identifier.args.get("quoted")
    return identifier.name if bare else ""
