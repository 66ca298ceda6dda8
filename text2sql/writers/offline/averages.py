"""Bounds that are averages: products dearer than the average, regions whose revenue is above it."""

import re

from text2sql.language import AverageBoundMention
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.lexicon import grammar, key_of
from text2sql.writers.offline.rankings import concept_column
from text2sql.writers.offline.representation import ColumnRef, Compare, Having, Measurement

_AVERAGE = re.compile(r"AVG\((\w+)\)", re.IGNORECASE)
_PARTS = {"비싼": "price", "비싸": "price", "싼": "price", "저렴": "price", "expensive": "price", "cheap": "price"}


def read_average_bounds(draft: Draft) -> None:
    """What is compared with its own average: a column of the rows, or a figure of the groups."""
    for word in [*draft.unused("averagebound")]:
        mention = word.mention.special
        assert isinstance(mention, AverageBoundMention)
        word.used = True
        _take_cue(draft, word)
        target = _compared(draft, word)
        column = _column(draft, target) if target is not None else _spoken_of(draft, mention)
        if column is not None:
            draft.conditions.append(Compare(column, mention.operator, average=True))
        elif target is not None and target.meaning.measure is not None:
            figure = Measurement(target.meaning.table, "measure", measure=target.meaning.measure)
            draft.having.append(Having(figure, mention.operator, (), average=True))
        else:
            draft.doubt(1.2, word.mention.text)
        if target is not None:
            target.used = True


def _take_cue(draft: Draft, word: Word) -> None:
    """평균 itself, which stands up to one figure before."""
    for step in (1, 2, 3):
        before = draft.words[word.position - step] if word.position >= step else None
        if before is not None and before.mention.cue("avg") and not before.used:
            before.used = True
            return


def _compared(draft: Draft, word: Word) -> Word | None:
    """The column or figure that is compared: before it in Korean, after it in English, else on the other side."""
    steps = (-1, 1) if draft.korean else (1, -1)
    for step in steps:
        target = draft.neighbour(word, step, "column", "measure")
        if target is None or target.mention.grouped:
            continue
        if target.kind == "measure" or draft.is_number(target):
            return target
    return None


def _column(draft: Draft, target: Word) -> ColumnRef | None:
    """The column whose rows are compared: named itself, or averaged by the measure that is named."""
    if target.kind == "column":
        return target.meaning.column
    measure = target.meaning.measure
    averaged = _AVERAGE.fullmatch(measure.expression) if measure is not None else None
    named = {word.meaning.table for word in draft.words if word.kind == "table"}
    if averaged is None or target.meaning.table not in named:
        return None
    return ColumnRef(target.meaning.table, averaged.group(1))


def _spoken_of(draft: Draft, mention: AverageBoundMention) -> ColumnRef | None:
    """The column that an adjective speaks of: 비싼 and expensive are about a price."""
    text = key_of(mention.text)
    concept = next((concept for part, concept in _PARTS.items() if part in text), None)
    found = grammar().adjectives.get(text)
    concept = found[0] if found else concept
    return concept_column(draft.catalog, draft, concept) if concept else None
