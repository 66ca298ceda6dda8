"""What the official Spider evaluator does to the text of a query before it runs it, one function a step.

These steps decide verdicts, odd as some are, so they are done exactly as described there and nowhere else: BIRD's rule
and ours run the text as it is. Described in the test-suite paper (Zhong et al. 2020) and by its verdicts.
"""

import re
from collections.abc import Iterator

_PIECE = re.compile(
    r"""'(?:''|\\'|[^'])*' | "(?:""|\\"|[^"])*" | `(?:``|[^`])*` | --[^\r\n]* | /\*.*?\*/ | [\w$#]+ | .""",
    re.VERBOSE | re.DOTALL,
)
_SPLIT_OPERATOR = re.compile(r"([<>!]) =")
_CURRENT_YEAR = re.compile(r"YEAR\s*\(\s*CURDATE\s*\(\s*\)\s*\)\s*", re.IGNORECASE)


def filled_placeholders(sql: str) -> str:
    """The query with ``value`` replaced by 1, also inside of longer words.

    Some published systems write the placeholder of their decoder, ``value``, where a literal belongs. The official
    replacement is of letters and knows no words or quotes: ``"some values"`` becomes ``"some 1s"``.
    """
    return sql.replace("value", "1")


def runnable_text(sql: str) -> str:
    """The query with split operators (``> =``) joined and MySQL's current year, which SQLite lacks, read as 2020."""
    return _CURRENT_YEAR.sub("2020", _SPLIT_OPERATOR.sub(r"\1=", sql))


def without_distinct(sql: str) -> str:
    """The first statement of the query without its words DISTINCT; empty when there is none.

    Only the first statement remains, because the official removal reads one statement; with ``keep_distinct`` it does
    not happen, and two statements fail to run.
    """
    return "".join(piece for piece in _first_statement(sql) if piece.lower() != "distinct")


def wants_order(gold: str) -> bool:
    """Whether rows must come in gold's order: ORDER BY stands anywhere in it, subqueries and strings included.

    As in the official evaluator the two words are one blank apart; ``ORDER  BY`` asks for no order.
    """
    return "order by" in gold.lower()


def orders_its_rows(sql: str) -> bool:
    """Whether the query itself, not a subquery of it, says in which order rows come; for the rules that are ours."""
    depth, before = 0, ""
    for match in _PIECE.finditer(sql):
        piece = match[0].lower()
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece == "by" and before == "order":
            return True
        before = before if piece.isspace() else piece
    return False


def _first_statement(sql: str) -> Iterator[str]:
    depth = 0
    for match in _PIECE.finditer(sql.strip()):
        piece = match[0]
        yield piece
        depth += (piece == "(") - (piece == ")")
        if piece == ";" and depth <= 0:
            return
