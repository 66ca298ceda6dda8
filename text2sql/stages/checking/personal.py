"""Personal columns: what a query may do with them, given how they are treated.

Masking happens where the table is read (:mod:`.policies`), so no value can leak whatever the query does. What is
checked here is that the answer stays true: a filter, a join or a count over masked values would run and be wrong.
"""

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.rules import PersonalColumns
from text2sql.stages.checking.tables import Field


def check_personal_use(node: exp.Expr, found: Field, treatment: PersonalColumns) -> None:
    """Refuse a use of a personal column that is forbidden, or that masking would falsify.

    Raises:
        NotAllowed: the use is neither showing the column nor asking whether it has a value.
    """
    name = ".".join(found.column) if found.column is not None else found.name
    if treatment == "refuse":
        raise NotAllowed(f"Column `{name}` holds personal data and cannot be read; leave it out.")
    if not (is_shown(node) or _asks_for_presence(node)):
        raise NotAllowed(
            f"Column `{name}` holds personal data: it can be shown (masked) or counted, but not filtered, joined, "
            "grouped, sorted or computed with; leave it out there."
        )


def is_shown(node: exp.Expr) -> bool:
    """Whether the node stands by itself in the list of a SELECT."""
    child, parent = node, node.parent
    while isinstance(parent, exp.Alias | exp.Paren):
        child, parent = parent, parent.parent
    return isinstance(parent, exp.Select) and child.arg_key == "expressions"


def _asks_for_presence(node: exp.Expr) -> bool:
    parent = node.parent
    if isinstance(parent, exp.Is):
        return isinstance(parent.expression, exp.Null)
    if isinstance(parent, exp.Anonymous) and len(parent.expressions) == 1:
        return parent.name.lower() == "count"
    return False
