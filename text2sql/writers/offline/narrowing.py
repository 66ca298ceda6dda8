"""What is said of some of the rows before: 그중 결제된 건, "how many of those were paid".

The rows before keep their own conditions. Something said of the same column cannot hold of any of them, unless the
condition before was itself one of several that were tried after each other: of last month's orders, how many were
cancelled; and of those, how many were returned.
"""

import re

from text2sql.types import Turn
from text2sql.writers.offline.doing import has_done
from text2sql.writers.offline.drafts import Draft, Word, is_absent
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.lexicon import key_of
from text2sql.writers.offline.representation import ColumnRef, Compare, Named, Representation
from text2sql.writers.offline.telling import Telling

_CONTRADICTS = 1.2
_MOMENTS = ("일", "일시", "일자", "시각", "시간", "날짜", "완료일")
_HAPPENED = re.compile(r"(?:ed|paid|sent|gone|written|[가-힣](?:된|됐|한|했|받은|받았|난|났)[가-힣]*)$", re.IGNORECASE)


def take_happened(draft: Draft, base: Representation, graph: JoinGraph) -> None:
    """A moment that only some rows have, as what happened to them: paid of those with a time of payment."""
    if draft.periods or any(draft.unused("period", "grain", "bound", "measure")):
        return
    near = graph.upward_from(base.table)
    for word in draft.unused("column", "table"):
        column = word.meaning.column
        if word.mention.grouped or is_absent(draft, word):
            continue
        if column is None and has_done(draft, word):
            column = _moment_of(draft, base, word)
        elif not draft.is_date(word) or not (has_done(draft, word) or _HAPPENED.search(word.mention.text)):
            continue
        if column is not None and column.table in near and draft.details(column).nullable:
            word.used = True
            draft.conditions.append(Compare(column, "is not null"))


def flags_of_the_counted(draft: Draft) -> None:
    """What is so of rows that are counted: "how many of them agreed to marketing"."""
    if not any(word.mention.cue("count") for word in draft.words):
        return
    if any(word.mention.cue("without", "except") for word in draft.words):
        return
    for word in draft.unused("column"):
        if is_flag(draft, word) and not word.mention.grouped and word.meaning.column is not None:
            word.used = True
            draft.conditions.append(Compare(word.meaning.column, "=", (True,)))


def is_flag(draft: Draft, word: Word) -> bool:
    """Whether it says of rows what is so or not: 마케팅 수신에 동의한."""
    column = word.meaning.column if word.kind == "column" else None
    return column is not None and draft.details(column).effective_kind == "boolean"


def _moment_of(draft: Draft, base: Representation, word: Word) -> ColumnRef | None:
    """When what a word speaks of happened to the rows before: 결제일시 of orders, for 결제된."""
    said = word.mention.text.removesuffix(word.mention.suffix)
    wanted = {key_of(f"{said}{ending}") for ending in _MOMENTS} - {""}
    for column in draft.table_of(base.table).columns:
        dated = column.effective_kind in ("date", "timestamp")
        if dated and wanted & {key_of(each) for each in column.synonyms}:
            return ColumnRef(base.table, column.name)
    return None


def contradiction(before: Representation, after: Representation, turn: Turn, telling: Telling, draft: Draft) -> float:
    """What it costs that conditions of the rows before were given up for others of the same columns."""
    gone = [each for each in before.conditions if isinstance(each, Compare | Named) and each not in after.conditions]
    new = [each for each in after.conditions if isinstance(each, Compare | Named) and each not in before.conditions]
    spoken = set().union(*(_columns(each, draft) for each in new))
    kept = {each.label for each in turn.carried}
    for each in gone:
        told = {piece.label for piece in telling.pieces(Representation(before.table, conditions=(each,)))}
        tried = bool(turn.carried) and not told & kept
        if _columns(each, draft) & spoken and not tried:
            return _CONTRADICTS
    return 0.0


def _columns(condition: Compare | Named, draft: Draft) -> frozenset[object]:
    if isinstance(condition, Named):
        return frozenset(draft.columns_of(condition))
    return frozenset((condition.column,))
