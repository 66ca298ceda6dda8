"""Approved samples that say the same as the question, with changed values carried over.

Two questions say the same when the same things are mentioned in them: tables, columns, measures, business terms, cue
words and unexplained words, whatever the language or the order. Periods, numbers, values and the N of a top N are
slots: those of the sample are replaced by those of the question, kind by kind. A slot that cannot be carried over into
the SQL means that the sample is not used: half an approved query is not approved.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp, parse_one

from text2sql.catalog import SampleQuery
from text2sql.language import (
    AverageBoundMention,
    BoundMention,
    ComparisonMention,
    ContainingMention,
    DurationMention,
    GrainMention,
    NumberMention,
    Period,
    PeriodMention,
    RankingMention,
    detect_language,
)
from text2sql.types import Candidate, LinkedSchema, LinkedValue, Question
from text2sql.writers.offline.lexicon import Lexicon, Meaning, key_of
from text2sql.writers.offline.mentions import Annotation, Mention, annotate
from text2sql.writers.offline.slots import Filling, fill

_SILENT_CUES = {"both", "list", "rows", "all", "group", "sum", "how_much"}
_SAMPLES_TRIED = 8
_CONFIDENCE = 0.97


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says, slots apart."""

    things: frozenset[str]
    periods: tuple[Period, ...]
    numbers: tuple[int | float, ...]
    values: tuple[tuple[Meaning, ...], ...]


def reuse(question: Question, annotation: Annotation, linked: LinkedSchema, lexicon: Lexicon) -> Candidate | None:
    """A candidate made from the best sample that says the same, or None."""
    asked = said(annotation)
    for each in linked.samples[:_SAMPLES_TRIED]:
        for text in each.sample.questions:
            # Values that the index finds in both questions are read alike in both.
            shared = tuple(value for value in linked.values if value.words in text)
            own = own_values(each.sample, text, linked.catalog.dialect)
            approved = said(annotate(text, lexicon, (*own, *shared), question.today))
            if approved.things != asked.things or not _same_slots(approved, asked):
                continue
            filling = fill(each.sample, _slots(approved), _slots(asked), linked.catalog.dialect, question)
            if filling is not None:
                return _candidate(question, each.sample, filling)
    return None


def _slots(what: Said) -> "tuple[tuple[Period, ...], tuple[int | float, ...], tuple[tuple[Meaning, ...], ...]]":
    return what.periods, what.numbers, what.values


def said(annotation: Annotation) -> Said:
    """The things and the slots of an annotated question."""
    things: set[str] = {f"word:{key_of(word)}" for word in (*annotation.unexplained, *annotation.passed_over)}
    periods: list[Period] = []
    numbers: list[int | float] = []
    values: list[tuple[Meaning, ...]] = []
    for position, mention in enumerate(annotation.mentions):
        special = mention.special
        if isinstance(special, PeriodMention):
            periods.append(special.period)
        elif isinstance(special, NumberMention):
            numbers.append(special.value)
        elif isinstance(special, BoundMention):
            numbers += [number for number in (special.low, special.high) if number is not None]
            things.add(f"bound:{special.operator}")
        elif isinstance(special, RankingMention):
            numbers += [special.count] if special.count is not None else []
            things.add(f"ranking:{special.descending}:{special.place}")
        elif all(meaning.kind == "value" for meaning in mention.meanings) and mention.meanings:
            values.append(mention.meanings)
        elif mention.cue("group") and not any(each.grouped for each in annotation.mentions[max(0, position - 1) :][:3]):
            things.add("group")  # each of something that has no name here
        else:
            things |= set(_things(mention))
    return Said(frozenset(things), tuple(periods), tuple(numbers), tuple(values))


def _things(mention: Mention) -> Iterator[str]:
    special = mention.special
    if isinstance(special, GrainMention):
        yield f"grain:{special.grain}"
        return
    if isinstance(special, ComparisonMention):
        yield f"comparison:{special.kind}:{special.wants}"
        return
    if isinstance(special, AverageBoundMention):
        yield f"average:{special.operator}"
        return
    if isinstance(special, ContainingMention):
        yield f"containing:{special.wanted}"
        return
    if isinstance(special, DurationMention):
        yield f"duration:{special.how}:{key_of(special.first)}:{key_of(special.last)}"
        return
    meanings = [each for each in mention.meanings if each.kind != "filler"]
    if not meanings or all(each.kind == "cue" and each.cue in _SILENT_CUES for each in meanings):
        return
    names = sorted(
        {_name(meaning) for meaning in meanings if not (meaning.kind == "cue" and meaning.cue in _SILENT_CUES)}
    )
    yield ("grouped:" if mention.grouped else "") + "|".join(names)


def _name(meaning: Meaning) -> str:
    if meaning.kind == "measure" and meaning.measure is not None:
        return f"measure:{meaning.table}.{meaning.measure.name}"
    if meaning.kind == "filter" and meaning.filter is not None:
        return f"filter:{meaning.table}.{meaning.filter.name}"
    if meaning.column is not None:
        return f"{meaning.kind}:{meaning.column.table}.{meaning.column.column}={meaning.value}"
    return f"{meaning.kind}:{meaning.table}{meaning.cue}"


def _same_slots(one: Said, other: Said) -> bool:
    """As many periods, numbers and values on both sides, and values of the same columns."""
    if len(one.periods) != len(other.periods) or len(one.numbers) != len(other.numbers):
        return False
    return len(one.values) == len(other.values) and all(
        {meaning.column for meaning in mine} & {meaning.column for meaning in theirs}
        for mine, theirs in zip(one.values, other.values, strict=True)
    )


def own_values(sample: SampleQuery, text: str, dialect: str) -> tuple[LinkedValue, ...]:
    """The values of a sample's SQL that stand in its question: defaults of its parameters and compared literals."""
    found = [
        LinkedValue(parameter.table, parameter.column, parameter.default, parameter.default, 1.0)
        for parameter in sample.parameters
        if parameter.kind == "value" and parameter.default in text
    ]
    tree = parse_one(sample.sql, read=dialect)
    tables = {table.alias_or_name: table.name for table in tree.find_all(exp.Table)}
    for literal in tree.find_all(exp.Literal):
        column = literal.parent.find(exp.Column) if isinstance(literal.parent, exp.EQ | exp.In) else None
        if not literal.is_string or column is None:
            continue
        table = tables.get(column.table, "") if column.table else next(iter(tables.values()), "")
        start = text.casefold().find(literal.name.casefold())
        if start >= 0 and table and literal.name:
            words = text[start : start + len(literal.name)]
            found.append(LinkedValue(table, column.name, literal.name, words, 1.0))
    return tuple(found)


def _candidate(question: Question, sample: SampleQuery, filling: Filling) -> Candidate:
    same = [text for text in sample.questions if detect_language(text) == question.language]
    title = (same or list(sample.questions))[0]
    assumption = sample.assumption.in_language(question.language)
    return Candidate(
        sql=filling.sql,
        reading=" · ".join([f"“{title}”", *filling.told]),
        confidence=_CONFIDENCE,
        origin="sample",
        sample_id=sample.id,
        assumptions=tuple(text for text in (assumption, *filling.assumptions) if text),
        literals_found=filling.literals,
    )
