"""Tree to text, and the proof that the text says what the tree does.

What runs is never the text that came in. It is written from the checked tree without comments, read again, and must
give the same tree: an escape or a parenthesis lost on the way would change what was checked.
"""

from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from text2sql.stages.checking.reading import MARK, read
from text2sql.stages.checking.refusal import NotAllowed


def write(tree: exp.Expr, dialect: str) -> str:
    """The tree as formatted SQL.

    Raises:
        NotAllowed: the dialect cannot express it exactly.
    """
    _quote_foreign_letters(tree)
    try:
        text = tree.sql(
            dialect=dialect,
            pretty=True,
            comments=False,
            normalize_functions=False,
            unsupported_level=ErrorLevel.IMMEDIATE,
        )
    except SqlglotError as error:
        raise NotAllowed(f"This cannot be written exactly in {dialect}: {error}. Write it in plainer SQL.") from error
    if MARK in text or not _says(text, tree, dialect):
        raise NotAllowed("The SQL could not be rewritten without changing its meaning; write it in plainer SQL.")
    return text


def _quote_foreign_letters(tree: exp.Expr) -> None:
    """Several engines take names beyond ASCII only in quotes; all of them take them there."""
    for identifier in tree.find_all(exp.Identifier):
        if not identifier.name.isascii():
            identifier.set("quoted", True)


def _says(text: str, tree: exp.Expr, dialect: str) -> bool:
    again = read(text, dialect)
    for node in again.find_all(exp.Anonymous, exp.Identifier):
        if isinstance(node.this, str):
            node.set("this", node.this.removeprefix(MARK))
    return again == tree
