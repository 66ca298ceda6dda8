"""LIMIT: added to the outermost query when it has none, never changed when it has one, never put inside.

A query that asks for more than a person gets keeps its LIMIT: the rows are capped when they are fetched.
"""

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed


def add_limit(tree: exp.Expr, row_limit: int | None) -> int | None:
    """Add ``LIMIT row_limit + 1`` unless the query has a limit of its own; returns what was added.

    Raises:
        NotAllowed: its LIMIT or OFFSET is not a plain number.
    """
    for node in tree.find_all(exp.Limit, exp.Offset, exp.Fetch):
        _check_number(node)
    limited: exp.Expr = tree
    while isinstance(limited, exp.Subquery) and limited.args.get("limit") is None:
        limited = limited.this
    limit = limited.args.get("limit")
    if limit is not None and not _means_all(limit):
        return None
    if row_limit is None or isinstance(tree, exp.Values):
        return None
    tree.set("limit", exp.Limit(expression=exp.Literal.number(row_limit + 1)))
    return row_limit + 1


def _amount(node: exp.Expr) -> exp.Expr | None:
    amount = node.args.get("count") if isinstance(node, exp.Fetch) else node.args.get("expression")
    return amount if isinstance(amount, exp.Expr) else None


def _means_all(node: exp.Expr) -> bool:
    amount = _amount(node)
    return isinstance(amount, exp.Var | exp.Null | exp.Neg | exp.Column) or (
        isinstance(node, exp.Limit) and amount is None
    )


def _check_number(node: exp.Expr) -> None:
    amount = _amount(node)
    if isinstance(amount, exp.Neg) and isinstance(node, exp.Limit):
        amount = amount.this
    plain = isinstance(amount, exp.Literal) and not amount.is_string and amount.name.isdecimal()
    if not plain and not (_means_all(node) and not isinstance(node, exp.Offset)):
        raise NotAllowed("LIMIT and OFFSET take a whole number; write one.")
