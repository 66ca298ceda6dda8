"""Values of a question as SQL needs them."""

from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import ColumnRef


def literal(draft: Draft, column: ColumnRef, value: str) -> str | int | float | bool:
    """The value in the type of its column: codes kept as numbers or booleans stand as such in SQL."""
    kind = draft.details(column).kind
    if kind == "boolean":
        return value.casefold() in ("true", "t", "1", "yes", "y")
    if kind == "number":
        number = float(value)
        return int(number) if number.is_integer() else number
    return value
