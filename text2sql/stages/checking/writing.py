"""Tree to text, and the proof that the text says what the tree does.

What runs is never the text that came in. It is written from the checked tree without comments, read again, and must
give the same tree: an escape or a parenthesis lost on the way would change what was checked.
"""

import re

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ErrorLevel, SqlglotError

from text2sql.stages.checking.names import fold_ascii
from text2sql.stages.checking.reading import MARK, read, unmark
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.settling import settle, verbatim


def write(tree: exp.Expr, dialect: str) -> str:
    """The tree as formatted SQL.

    Raises:
        NotAllowed: the dialect cannot express it exactly.
    """
    settle(tree, dialect)
    _check_names(tree, dialect)
    _quote(tree, dialect)
    try:
        text = verbatim(tree, dialect).sql(
            dialect=dialect,
            pretty=True,
            comments=False,
            normalize_functions=False,
            unsupported_level=ErrorLevel.IMMEDIATE,
        )
    except SqlglotError as error:
        raise NotAllowed(f"This cannot be written exactly in {dialect}: {error}; write it in plainer SQL.") from error
    if MARK in text or not _says(text, tree, dialect):
        raise NotAllowed("The SQL could not be rewritten without changing its meaning; write it in plainer SQL.")
    return text


_LINE_BREAK = re.compile(r"[\n\r]")

_ESCAPED_IN_NAMES = {"bigquery": re.compile(r"[`'\"\\\n\r]")}
"""Signs that a dialect writes in names with a backslash; every other one doubles the quote and knows no escapes."""


def _check_names(tree: exp.Expr, dialect: str) -> None:
    unsafe = _ESCAPED_IN_NAMES.get(dialect, _LINE_BREAK)
    for identifier in tree.find_all(exp.Identifier):
        if unsafe.search(identifier.name) or not identifier.name.strip():
            raise NotAllowed(
                f"The name `{identifier.name[:40]}` holds signs that cannot be written; use plain letters."
            )


def _quote(tree: exp.Expr, dialect: str) -> None:
    """Quote names that several engines take only in quotes: letters beyond ASCII, and the dialect's reserved words."""
    reserved = Dialect.get_or_raise(dialect).generator_class.RESERVED_KEYWORDS
    for identifier in tree.find_all(exp.Identifier):
        name = identifier.name
        if not identifier.args.get("quoted") and (not name.isascii() or name.lower() in reserved):
            if dialect == "postgres":
                identifier.set("this", fold_ascii(name))
            identifier.set("quoted", True)


def _says(text: str, tree: exp.Expr, dialect: str) -> bool:
    again = read(text, dialect)
    for node in again.find_all(exp.Anonymous, exp.Identifier, exp.DataType):
        unmark(node)
    return again == tree
