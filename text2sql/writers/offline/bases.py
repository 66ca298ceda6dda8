"""The query that a follow-up follows, as the offline writer understands it."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from text2sql.interfaces import Workbench
from text2sql.language import detect_language
from text2sql.types import ResultTable, Turn
from text2sql.writers.offline.intents import read_back, written_down
from text2sql.writers.offline.lexicon import Lexicon
from text2sql.writers.offline.mentions import annotate
from text2sql.writers.offline.readings import Parser
from text2sql.writers.offline.rendering import NotExpressible
from text2sql.writers.offline.representation import Representation

if TYPE_CHECKING:
    from text2sql.writers.offline.learned.keeping import Kept
    from text2sql.writers.offline.learned.queries import Query

_VALUES = 24
_READS = 6
"""Readings of a question that are compared with its answer."""


@dataclass(frozen=True, slots=True)
class Base:
    """The query before, and what has to stay with it."""

    query: Representation
    sure: float | None = None
    """How likely the answer it goes back to was right, where the learned parser gave it, 0 to 1."""
    kept: "Kept | None" = None
    """Conditions that the representation has no words for."""

    def sql(self, query: Representation, parser: Parser) -> str:
        """SQL of the query before, or of what became of it.

        Raises:
            NotExpressible: it cannot be said in SQL.
        """
        return parser.rendering.sql(query) if self.kept is None else self.kept.sql(query)

    def written_down(self, query: Representation) -> str:
        """What became of the query before, for the follow-up after this one."""
        if self.sure is None:
            return written_down(query)
        from text2sql.writers.offline.learned.intents import Parsed, parsed_written_down

        return parsed_written_down(Parsed(query if self.kept is None else self.kept.select(query), self.sure))


def tables_of(sql: str, parser: Parser) -> frozenset[str]:
    """The catalog's tables that a query reads."""
    try:
        tree = parse_one(sql, read=parser.catalog.dialect)
    except SqlglotError:
        return frozenset()
    found = (parser.catalog.table(each.name) for each in tree.find_all(exp.Table))
    return frozenset(table.name for table in found if table is not None)


def base_of(turn: Turn, today: date, workbench: Workbench, lexicon: Lexicon, parser: Parser) -> Base | None:
    """What was asked in an earlier turn: as it was written down, else a reading of it that gives the same result.

    An approved sample or a model may have answered it; then the grammar's readings are run beside that answer.
    """
    if not turn.intent:
        return _read(turn, today, workbench, lexicon, parser)
    if (query := read_back(turn.intent, parser.catalog)) is not None:
        return Base(query)
    from text2sql.writers.offline.learned.intents import parsed_read_back

    parsed = parsed_read_back(turn.intent, parser.catalog)
    if parsed is None:
        return None
    if isinstance(parsed.query, Representation):
        return Base(parsed.query, parsed.sure)
    base = _translated(parsed.query, turn, workbench, parser) or _read(turn, today, workbench, lexicon, parser)
    return None if base is None else replace(base, sure=parsed.sure)


def _translated(query: "Query", turn: Turn, workbench: Workbench, parser: Parser) -> Base | None:
    """A query of the learned parser as the rules would say it, if that gives the same answer."""
    from text2sql.writers.offline.learned.keeping import with_kept

    base = with_kept(query, parser)
    if base is None or not turn.sql:
        return None
    try:
        said, answered = (workbench.run(each).result for each in (base.sql(base.query, parser), turn.sql))
    except NotExpressible:
        return None
    return base if said is not None and answered is not None and same_answer(said, answered) else None


def _read(turn: Turn, today: date, workbench: Workbench, lexicon: Lexicon, parser: Parser) -> Base | None:
    """A reading of the question before that gives the same result."""
    text = turn.standalone_question
    annotation = annotate(text, lexicon, workbench.knowledge.values(text, _VALUES), today)
    answered = workbench.run(turn.sql).result if turn.sql else None
    if answered is None:
        return None
    for read in parser.read(annotation, today, detect_language(text) == "ko")[:_READS]:
        result = workbench.run(read.sql).result
        if result is not None and same_answer(result, answered):
            return Base(read.reading.representation)
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
