"""What is searched: one text for each table and column, one for each question of a sample.

Dense and lexical search read the same texts, except that a sample's description is only searched by its words: its
dense score has to say how close its *question* is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from text2sql.catalog import Catalog, Column, LocalText, SampleQuery, Table

if TYPE_CHECKING:
    from text2sql.interfaces import DocumentKind

KINDS: tuple["DocumentKind", ...] = ("table", "column", "sample")
_SHOWN_VALUES = 8
_BREAK = re.compile(r"[_-]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Document:
    """A text to search for and the id that finding it gives."""

    id: str
    text: str


def column_id(table: Table, column: Column) -> str:
    """The id of a column's document."""
    return f"{table.name}.{column.name}"


def documents(kind: "DocumentKind", catalog: Catalog, samples: Sequence[SampleQuery]) -> tuple[Document, ...]:
    """The documents of one kind, in the order of the catalog and the samples.

    A sample has one document for each question, with the id ``sample/number``; :func:`sample_of` leads back.
    """
    if kind == "table":
        return tuple(Document(table.name, table_text(table)) for table in catalog.tables)
    if kind == "column":
        return tuple(
            Document(column_id(table, column), column_text(table, column))
            for table in catalog.tables
            for column in table.columns
        )
    return tuple(
        Document(f"{sample.id}/{number}", question)
        for sample in samples
        for number, question in enumerate(sample.questions, 1)
    )


def sample_words(sample: SampleQuery) -> str:
    """Everything said about a sample, for lexical search."""
    return "\n".join((*sample.questions, sample.description.en, sample.description.ko))


def sample_of(document: str) -> str:
    """The sample that a sample's document belongs to."""
    return document.rpartition("/")[0]


def table_text(table: Table) -> str:
    """What a table is about, in both languages: names, synonyms, description, business terms, columns."""
    said = [_said(measure.label, measure.synonyms) for measure in table.measures]
    said += [_said(named.label, named.synonyms) for named in table.filters]
    return _joined(
        [
            spoken(table.bare_name),
            *_said(table.label, table.synonyms),
            table.description.en,
            table.description.ko,
            *_both(table.row),
            ", ".join(term for terms in said for term in terms),
            ", ".join(spoken(column.name) for column in table.columns),
            ", ".join(synonym for column in table.columns for synonym in column.synonyms),
        ]
    )


def column_text(table: Table, column: Column) -> str:
    """What a column is about, with the table it belongs to and, for codes, the words for its values."""
    labels = [label for value in column.values for label in (value.value, *value.labels)]
    if not labels and column.profile is not None and not column.personal and column.effective_kind == "text":
        labels = list(column.profile.common[:_SHOWN_VALUES])
    return _joined(
        [
            f"{spoken(table.bare_name)} {spoken(column.name)}",
            ", ".join(column.synonyms),
            *_both(column.description),
            column.unit,
            ", ".join(labels),
        ]
    )


def _said(label: LocalText, synonyms: Iterable[str]) -> Iterator[str]:
    yield from _both(label)
    yield from synonyms


def _both(text: LocalText) -> tuple[str, ...]:
    return tuple(words for words in (text.en, text.ko) if words)


@lru_cache(maxsize=20_000)
def spoken(name: str) -> str:
    """A name as it would be said: ``orderItems`` and ``order_items`` are "order items"."""
    return " ".join(_BREAK.sub(" ", name).split()).lower()


def _joined(parts: Iterable[str]) -> str:
    return ". ".join(part for part in dict.fromkeys(parts) if part)
