"""Text to tree: one statement, parsed so that no function is interpreted on the way.

sqlglot knows hundreds of functions and rewrites many of them (``strftime`` becomes an abstract node and is written
back as something that is almost the same). A gate must not change what it lets through, and must know the name the
warehouse will see. So every function name is marked in the token stream before parsing: sqlglot then does not know it,
keeps name and arguments exactly as written, and the mark proves later that the name went past the allow-list. A
function that sqlglot does interpret carries no mark and is refused unless :mod:`.grammar` lists its node.
"""

import logging
import re
from collections.abc import Sequence
from functools import cache

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.units import name_units

# sqlglot says on stderr what it does not support; here that is an ordinary refusal.
logging.getLogger("sqlglot").addHandler(logging.NullHandler())

MARK = "\x01"
"""Stands before every function name between reading and writing. Input that holds it is refused."""

LONGEST_TEXT = 50_000
MOST_TOKENS = 8_000
DEEPEST_NESTING = 60
LONGEST_CHAIN = 150
"""Casts (``::``), brackets or arrows in one query; the parser takes time by the square of their number."""

_CHAINED = (TokenType.DCOLON, TokenType.L_BRACKET, TokenType.ARROW, TokenType.DARROW)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_EXECUTABLE_COMMENT = re.compile(r"/\*\s*M?!")

_SPECIAL_WORDS = (
    "CASE CAST TRY_CAST SAFE_CAST EXTRACT INTERVAL GROUP SETS ROLLUP CUBE "
    "EXCLUDE RENAME MATERIALIZED SAMPLE TABLESAMPLE BERNOULLI SYSTEM RESERVOIR LATERAL UNNEST TOP PARTITION PIVOT "
    "UNPIVOT MATCH_RECOGNIZE VALUES KEY TABLE NULLS AT BEFORE"
)
_SPECIAL_SYNTAX = frozenset(_SPECIAL_WORDS.split())
"""Words before ``(`` whose arguments are not an ordinary list; :mod:`.grammar` knows their nodes."""

_PHRASED = frozenset({"OVERLAY", "POSITION", "SUBSTRING", "TRIM"})
"""Functions whose arguments may be joined by words, as in ``SUBSTRING(name FROM 1 FOR 3)``; then they are syntax."""

_PHRASES = frozenset({"FROM", "FOR", "IN", "PLACING", "BOTH", "LEADING", "TRAILING", "SIMILAR"})

_SPECIAL_BY_DIALECT = {
    "mysql": frozenset({"GROUP_CONCAT", "CONVERT", "MATCH"}),
    "redshift": frozenset({"CONVERT", "LISTAGG"}),
    "bigquery": frozenset({"STRUCT"}),
}

_NEVER_A_FUNCTION = frozenset(
    {
        TokenType.ALL,
        TokenType.ANY,
        TokenType.SOME,
        TokenType.EXISTS,
        TokenType.IDENTIFIER,
        TokenType.UNNEST,
        TokenType.XOR,
        TokenType.LIKE,
        TokenType.ILIKE,
        TokenType.GLOB,
        TokenType.RLIKE,
        TokenType.TABLE,
        TokenType.WINDOW,
        TokenType.PRIMARY_KEY,
        TokenType.OFFSET,
        TokenType.COLLATE,
        TokenType.AND,
        TokenType.OR,
        TokenType.VALUES,
        TokenType.ARRAY,
    }
)

_FIRST = frozenset(
    {
        TokenType.SELECT,
        TokenType.WITH,
        TokenType.L_PAREN,
        TokenType.VALUES,
        TokenType.FROM,
        TokenType.TABLE,
    }
)
"""What a query can begin with."""

_SPLIT_OPERATORS = {
    (">", "="): TokenType.GTE,
    ("<", "="): TokenType.LTE,
    ("!", "="): TokenType.NEQ,
    ("<", ">"): TokenType.NEQ,
}


def read(sql: str, dialect: str) -> exp.Expr:
    """The tree of the one query in ``sql``, its function names marked.

    Raises:
        NotAllowed: it is not exactly one query, or not valid, or larger than any answer needs.
    """
    _refuse_strange_text(sql)
    _refuse_substitution(sql, dialect)
    tokens = _one_statement(_tokens(sql, dialect))
    if tokens[0].token_type not in _FIRST:
        raise NotAllowed("Only reading is allowed: write one SELECT statement (or WITH … SELECT).")
    language = Dialect.get_or_raise(dialect)
    if dialect == "sqlite":
        tokens = _with_own_types(tokens)
    _mark_functions(tokens, dialect)
    try:
        trees = language.parser(error_message_context=40).parse(tokens, sql)
    except SqlglotError as error:
        raise NotAllowed(_syntax_problem(error)) from error
    except Exception as error:
        # A parser run on hostile text fails in ways of its own; whatever it is, nothing was proven.
        raise NotAllowed("The SQL could not be read; write one plain SELECT statement.") from error
    tree = trees[0] if len(trees) == 1 else None
    if tree is None:
        raise NotAllowed("Write exactly one SELECT statement.")
    while isinstance(tree, exp.Subquery) and all(value is None or name == "this" for name, value in tree.args.items()):
        tree = tree.this.pop()
    if not isinstance(tree, exp.Query | exp.Values):
        raise NotAllowed("Only reading is allowed: write one SELECT statement (or WITH … SELECT).")
    name_units(tree, MARK, dialect)
    return tree


def unmark(node: exp.Expr) -> None:
    """Take the mark off a node that carries one."""
    name = "kind" if isinstance(node, exp.DataType) else "this"
    value = node.args.get(name)
    if isinstance(value, str) and value.startswith(MARK):
        node.set(name, value.removeprefix(MARK))


def _refuse_strange_text(sql: str) -> None:
    if len(sql) > LONGEST_TEXT:
        raise NotAllowed(f"The SQL is longer than {LONGEST_TEXT:,} characters; write a shorter query.")
    if _CONTROL.search(sql):
        raise NotAllowed("The SQL contains control characters; write it as plain text.")
    if _EXECUTABLE_COMMENT.search(sql):
        raise NotAllowed("Comments that a server executes (/*! … */) are not allowed; leave them out.")


_SUBSTITUTING = frozenset(("spark", "databricks"))


def _refuse_substitution(sql: str, dialect: str) -> None:
    """Make sure that Spark finds nothing to replace in the text before it reads it, not even within quotes.

    ``'${env:AWS_SECRET_ACCESS_KEY}'`` is the variable's value to Spark (``spark.sql.variable.substitute``, on by
    default), and what it puts there may hold quotes.

    Raises:
        NotAllowed: the text holds ``${``.
    """
    if dialect in _SUBSTITUTING and "${" in sql:
        raise NotAllowed("Spark replaces `${…}` by settings and variables, even within a text; leave it out.")


def _tokens(sql: str, dialect: str) -> list[Token]:
    try:
        tokens = Dialect.get_or_raise(dialect).tokenize(sql)
    except SqlglotError as error:
        raise NotAllowed("A quote or a comment is not closed; close it and try again.") from error
    for token in tokens:
        for comment in token.comments:
            if "/*" in comment or "*/" in comment or comment.startswith("/"):
                raise NotAllowed("A comment inside a comment is read differently by different servers; leave it out.")
    kinds = [token.token_type for token in tokens]
    if len(tokens) > MOST_TOKENS or any(kinds.count(kind) > LONGEST_CHAIN for kind in _CHAINED):
        raise NotAllowed("The SQL is too long to check; write a shorter query.")
    return tokens


def _one_statement(tokens: list[Token]) -> list[Token]:
    """The tokens without semicolons at the end, operators split by a space joined."""
    while tokens and tokens[-1].token_type == TokenType.SEMICOLON:
        tokens.pop()
    if not tokens:
        raise NotAllowed("There is no SQL to check; write one SELECT statement.")
    depth = 0
    joined: list[Token] = []
    for token in tokens:
        kind = token.token_type
        if kind == TokenType.SEMICOLON:
            raise NotAllowed("Only one statement is allowed; remove everything after the first semicolon.")
        if kind in (TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE):
            depth += 1
        elif kind in (TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE):
            depth -= 1
        if depth > DEEPEST_NESTING:
            raise NotAllowed("The SQL is nested too deeply; use CTEs (WITH …) instead.")
        if kind not in (TokenType.STRING, TokenType.RAW_STRING) and _INVISIBLE.search(token.text):
            raise NotAllowed("A name contains invisible characters; write it with visible ones only.")
        whole = _SPLIT_OPERATORS.get((joined[-1].text, token.text)) if joined else None
        if whole is not None and kind != TokenType.STRING and joined[-1].token_type != TokenType.STRING:
            joined[-1].token_type = whole
            joined[-1].text += token.text
        else:
            joined.append(token)
    return joined


@cache
def _function_tokens(dialect: str) -> frozenset[TokenType]:
    parser = Dialect.get_or_raise(dialect).parser_class
    return frozenset(parser.FUNC_TOKENS | {TokenType.VAR}) - _NEVER_A_FUNCTION


def _mark_functions(tokens: Sequence[Token], dialect: str) -> None:
    """Put the mark before every name that is followed by a parenthesis and is not syntax of its own."""
    names = _function_tokens(dialect)
    special = _SPECIAL_SYNTAX | _SPECIAL_BY_DIALECT.get(dialect, frozenset())
    type_ends_at = -1
    for index in range(len(tokens) - 1):
        token = tokens[index]
        if index < type_ends_at or tokens[index + 1].token_type != TokenType.L_PAREN:
            continue
        before = tokens[index - 1] if index else None
        if token.token_type not in names or token.text.upper() in special:
            continue
        if before is not None and before.token_type in (TokenType.ALIAS, TokenType.DCOLON):
            if before.token_type == TokenType.DCOLON or token.token_type != TokenType.VAR:
                type_ends_at = _closing(tokens, index + 1)
            continue
        if before is not None and before.token_type == TokenType.R_PAREN:
            continue
        if token.token_type == TokenType.REPLACE and _modifies_star(tokens, index):
            continue
        if token.text.upper() in _PHRASED and _is_phrased(tokens, index + 1):
            continue
        token.text = MARK + token.text


def _with_own_types(tokens: list[Token]) -> list[Token]:
    """SQLite's tokens with the types of its CASTs as marked names, without lengths.

    To SQLite a type is any word; what counts is its affinity, and sqlglot would write NUMERIC as REAL. Lengths mean
    nothing to it.
    """
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        kept.append(tokens[index])
        if tokens[index].token_type == TokenType.ALIAS and _in_cast(tokens, index) and index + 2 < len(tokens):
            name = tokens[index + 1]
            name.token_type, name.text = TokenType.VAR, MARK + name.text
            kept.append(name)
            index += 1
            if tokens[index + 1].token_type == TokenType.L_PAREN:
                index = _closing(tokens, index + 1)
        index += 1
    return kept


def _in_cast(tokens: Sequence[Token], index: int) -> bool:
    """Whether the AS at ``index`` belongs to a CAST: the parenthesis it stands in follows that word."""
    depth = 0
    for before in range(index - 1, 0, -1):
        if tokens[before].token_type == TokenType.R_PAREN:
            depth += 1
        elif tokens[before].token_type == TokenType.L_PAREN:
            if depth == 0:
                return tokens[before - 1].text.upper() == "CAST"
            depth -= 1
    return False


def _is_phrased(tokens: Sequence[Token], opening: int) -> bool:
    """Whether words join the arguments between this parenthesis and its partner."""
    depth = 0
    for token in tokens[opening : _closing(tokens, opening)]:
        if token.token_type == TokenType.L_PAREN:
            depth += 1
        elif token.token_type == TokenType.R_PAREN:
            depth -= 1
        elif depth == 1 and token.text.upper() in _PHRASES and token.token_type != TokenType.STRING:
            return True
    return False


def _modifies_star(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at ``index`` is the REPLACE of ``* REPLACE (…)`` and not a function after a multiplication."""
    if index < 2 or tokens[index - 1].token_type != TokenType.STAR:
        return False
    return tokens[index - 2].token_type in (TokenType.SELECT, TokenType.COMMA, TokenType.DOT, TokenType.DISTINCT)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        if tokens[index].token_type == TokenType.L_PAREN:
            depth += 1
        elif tokens[index].token_type == TokenType.R_PAREN:
            depth -= 1
            if depth == 0:
                return index
    return len(tokens)


def _syntax_problem(error: SqlglotError) -> str:
    details: list[dict[str, object]] = getattr(error, "errors", [])
    if not details:
        return "The SQL is not valid; write one plain SELECT statement."
    near = str(details[0].get("highlight", "")).replace(MARK, "").strip()
    if not near:
        return "The SQL is not valid: it seems to end too early; complete it."
    return f"The SQL is not valid near `{near[:40]}`; correct the syntax there."
