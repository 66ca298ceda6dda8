"""The query that a follow-up follows, as the offline writer understands it."""

from collections import Counter
from datetime import date

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from text2sql.interfaces import Workbench
from text2sql.language import detect_language
from text2sql.types import ResultTable, Turn
from text2sql.writers.offline.intents import read_back
from text2sql.writers.offline.lexicon import Lexicon
from text2sql.writers.offline.mentions import annotate
from text2sql.writers.offline.readings import Parser
from text2sql.writers.offline.representation import Representation

_VALUES = 24
_READS = 6
"""Readings of a question that are compared with its answer."""


def tables_of(sql: str, parser: Parser) -> frozenset[str]:
    """The catalog's tables that a query reads."""
    try:
        tree = parse_one(sql, read=parser.catalog.dialect)
    except SqlglotError:
        return frozenset()
    found = (parser.catalog.table(each.name) for each in tree.find_all(exp.Table))
    return frozenset(table.name for table in found if table is not None)


def base_of(turn: Turn, today: date, workbench: Workbench, lexicon: Lexicon, parser: Parser) -> Representation | None:
    """What was asked in an earlier turn: as it was written down, else a reading of it that gives the same result.

    An approved sample or a model may have answered it; then the grammar's readings are run beside that answer.
    """
    if turn.intent:
        return read_back(turn.intent, parser.catalog)
    text = turn.standalone_question
    annotation = annotate(text, lexicon, workbench.knowledge.values(text, _VALUES), today)
    answered = workbench.run(turn.sql).result if turn.sql else None
    if answered is None:
        return None
    for read in parser.read(annotation, today, detect_language(text) == "ko")[:_READS]:
        result = workbench.run(read.sql).result
        if result is not None and same_answer(result, answered):
            return read.reading.representation
    return None


def same_answer(one: ResultTable, other: ResultTable) -> bool:
    """Whether every column of the narrower result is one of the other's, in whatever order of rows."""
    if len(one.rows) != len(other.rows):
        return False
    narrow, wide = sorted((_columns(one), _columns(other)), key=len)
    return all(column in wide for column in narrow)


def _columns(result: ResultTable) -> list[Counter[str]]:
    return [Counter(_plain(row[at]) for row in result.rows) for at in range(len(result.columns))]


def _plain(value: object) -> str:
    try:
        return f"{float(str(value)):.10g}"
    except ValueError:
        return str(value)
