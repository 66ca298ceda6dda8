"""Approved samples as a model reads them: a question in its language, and SQL without placeholders."""

import re
from collections.abc import Iterable
from datetime import date

from text2sql.catalog import SampleParameter, SampleQuery
from text2sql.language import detect_language, find_periods
from text2sql.prompts.names import literal
from text2sql.types import LinkedSample, Question

_SKIPPED_OR_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | :: | :(?P<name>[A-Za-z_]\w*)""", re.VERBOSE)


def samples_text(samples: Iterable[LinkedSample], question: Question, dialect: str) -> str:
    """Question and SQL of each, with an empty line between them."""
    return "\n\n".join(_sample_text(each.sample, question, dialect) for each in samples)


def _sample_text(sample: SampleQuery, question: Question, dialect: str) -> str:
    return f"Question: {_asked(sample, question)}\nSQL: {with_defaults(sample, question.today, dialect).strip()}"


def _asked(sample: SampleQuery, question: Question) -> str:
    """The sample's question in the language of the one that is asked, where there is one."""
    same = (text for text in sample.questions if detect_language(text) == question.language)
    return next(same, sample.questions[0])


def with_defaults(sample: SampleQuery, today: date, dialect: str) -> str:
    """The sample's SQL with its parameters' defaults: what it says of its own question on that day.

    A model that sees placeholders copies them. A period that has no start or no end keeps its placeholder.
    """
    values: dict[str, str] = {}
    for parameter in sample.parameters:
        values |= _values(parameter, today, dialect)
    return _SKIPPED_OR_PLACEHOLDER.sub(lambda match: values.get(match["name"] or "", match.group()), sample.sql)


def _values(parameter: SampleParameter, today: date, dialect: str) -> dict[str, str]:
    if parameter.kind == "number":
        return {parameter.name: parameter.default}
    if parameter.kind == "value":
        return {parameter.name: literal(parameter.default)}
    for mention in find_periods(parameter.default, today)[:1]:
        ends = {"start": mention.period.start, "end": mention.period.end}
        return {f"{parameter.name}_{end}": _day(day, dialect) for end, day in ends.items() if day is not None}
    return {}


def _day(day: date, dialect: str) -> str:
    """A date as the dialect writes it; SQLite has no type for dates and compares texts."""
    return literal(day.isoformat()) if dialect == "sqlite" else f"DATE {literal(day.isoformat())}"
