"""decline: an honest no that says what the data could answer instead, in the words of its tables and figures."""

from collections.abc import Iterable
from dataclasses import replace

from text2sql.catalog import Language, Table
from text2sql.messages import say
from text2sql.types import Declined, LinkedSchema

_TABLES = 4
_FIGURES = 4
_SUGGESTIONS = 3


def with_alternatives(declined: Declined, linked: LinkedSchema, language: Language) -> Declined:
    """The refusal with the nearest tables and figures, and questions to ask instead, where its writer had none."""
    tables = [each.table for each in linked.tables[:_TABLES]]
    if not tables:
        return declined
    what = ", ".join(dict.fromkeys(_name(table, language) for table in tables))
    figures = list(dict.fromkeys(_figures(tables, language)))[:_FIGURES]
    key = "pipeline.data_about" if not figures else "pipeline.data_about_with_figures"
    told = say(language, key, tables=what, figures=", ".join(figures))
    suggestions = declined.suggestions or tuple(_questions(linked, tables, figures, language))[:_SUGGESTIONS]
    return replace(declined, message=f"{declined.message} {told}", suggestions=suggestions)


def _questions(
    linked: LinkedSchema, tables: Iterable[Table], figures: Iterable[str], language: Language
) -> Iterable[str]:
    """Approved questions in the language, else the figures and counts that the cards know."""
    korean = language == "ko"
    approved = [text for each in linked.samples for text in each.sample.questions if _is_korean(text) == korean]
    if approved:
        return dict.fromkeys(approved)
    counts = [say(language, "offline.count_of", what=_name(table, language)) for table in tables]
    return dict.fromkeys([*figures, *counts])


def _figures(tables: Iterable[Table], language: Language) -> Iterable[str]:
    for table in tables:
        for measure in table.measures:
            yield measure.label.in_language(language) or measure.name.replace("_", " ")


def _name(table: Table, language: Language) -> str:
    return table.label.in_language(language) or table.bare_name.replace("_", " ")


def _is_korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)
