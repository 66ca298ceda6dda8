"""What a model is to learn from: a question, the schema that was linked for it, and the SQL that answers it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from text2sql.catalog import Language, SampleParameter, SampleQuery
from text2sql.language import detect_language, find_periods, one_line
from text2sql.prompts.samples import with_defaults
from text2sql.types import LinkedSchema, Question


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its right answer."""

    id: str
    """Where it comes from, for reports: a sample's id and the number of its question, or a line's id."""
    question: Question
    sql: str
    """Without placeholders: what answers the question on ``question.today``."""
    linked: LinkedSchema
    """Its samples are never written: they would hold the answer."""
    reading: str = ""
    """How the question is understood, in its language; may be empty."""
    assumptions: tuple[str, ...] = ()


def examples_of_samples(
    samples: Iterable[SampleQuery], today: date, dialect: str, link: Callable[[Question], LinkedSchema]
) -> Iterator[Example]:
    """An example for every wording of every approved sample.

    Args:
        samples: approved questions and SQL.
        today: the day that "last month" is relative to.
        dialect: of the SQL.
        link: finds the part of the schema that a question is about.
    """
    for sample in samples:
        for number, text in enumerate(sample.questions, 1):
            language = detect_language(text)
            question = Question(text, language, today)
            yield Example(
                id=f"{sample.id}/{number}",
                question=question,
                sql=with_defaults(_asked(sample, text, today), today, dialect).strip(),
                linked=link(question),
                reading=one_line(sample.description.in_language(language)),
                assumptions=_assumptions(sample, language),
            )


def example_of_pair(identity: str, question: Question, sql: str, link: Callable[[Question], LinkedSchema]) -> Example:
    """An example of a question and its gold SQL, as evaluation sets have them.

    Args:
        identity: for reports.
        question: what is asked.
        sql: what answers it.
        link: finds the part of the schema that a question is about.
    """
    return Example(identity, question, sql.strip().rstrip(";").rstrip(), link(question))


def _asked(sample: SampleQuery, text: str, today: date) -> SampleQuery:
    """The sample with the period that this wording names: another wording may name another one."""
    mentions = find_periods(text, today)
    if len(mentions) != 1:
        return sample
    parameters = tuple(_said(each, mentions[0].text) for each in sample.parameters)
    return replace(sample, parameters=parameters)


def _said(parameter: SampleParameter, words: str) -> SampleParameter:
    return replace(parameter, default=words) if parameter.kind == "period" else parameter


def _assumptions(sample: SampleQuery, language: Language) -> tuple[str, ...]:
    said = one_line(sample.assumption.in_language(language))
    return (said,) if said else ()
