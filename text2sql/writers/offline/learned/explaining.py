"""What the learned parser's answers say about themselves: words and what they were read as, how sure, what else.

The links are not the network's attention, which explains little. They are what a person would check: the names, values
and numbers of the question that stand in the query, by letters or, where no letters agree, by meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from text2sql.explanations import WordLink
from text2sql.language import tokenize
from text2sql.writers.offline.explaining import Used, linked_words
from text2sql.writers.offline.learned.features import WordVectors
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.queries import (
    Query,
    Star,
    expressions,
    literals,
    mentioned,
    operands,
    selects,
)
from text2sql.writers.offline.mentions import Annotation
from text2sql.writers.offline.representation import ColumnRef

_ALIKE = 0.50
"""Cosine from which a word may be told to mean a name of the query: among so few, missing one is the greater harm."""


@dataclass(frozen=True)
class Explaining:
    """Explains queries by the words of their questions."""

    vectors: WordVectors | None = None
    """Of words and names; None compares letters alone."""

    def links(self, annotation: Annotation, query: Query) -> tuple[tuple[WordLink, ...], tuple[str, ...]]:
        """The words that the query speaks of, and those it leaves over."""
        used, values = _used(query), _values(query)
        names = _names(used)

        def alike(word: str) -> WordLink | None:
            return self._alike(word, names, values)

        links, left_over = linked_words(annotation, used, values, alike)
        more = _plain_names(annotation.text, used, {each.meant for each in links})
        ordered = sorted((*more, *links), key=lambda each: annotation.text.find(each.words))
        return tuple(ordered), tuple(each for each in left_over if each not in {link.words for link in more})

    def _alike(
        self, word: str, names: Sequence[tuple[str, str]], values: frozenset[tuple[ColumnRef, str]]
    ) -> WordLink | None:
        for column, value in values:
            # A quotation or a part of a pattern that no cell explains.
            if word.strip("'\"‘’“”").casefold() in value.casefold():
                return WordLink(word, f"{column.table}.{column.column} = '{value}'")
        if self.vectors is None or not names:
            return None
        rows = self.vectors.of([word, *(name for name, _ in names)])
        rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        likeness = rows[1:] @ rows[0]
        place = int(likeness.argmax())
        if likeness[place] < _ALIKE:
            return None
        return WordLink(word, names[place][1], round(float(likeness[place]), 2))


def _used(query: Query) -> Used:
    tables, columns, numbers = set[str](), set[ColumnRef](), set[float]()
    for select in selects(query):
        tables |= set(mentioned(select))
        found = [each for expression in expressions(select) for each in operands(expression)]
        columns |= {each for each in found if not isinstance(each, Star)}
        numbers |= set() if select.limit is None else {float(select.limit)}
    for _, literal in literals(query):
        try:
            numbers.add(float(literal.value))
        except ValueError:
            continue
    return Used(frozenset(tables), frozenset(columns), numbers=frozenset(numbers))


def _plain_names(text: str, used: Used, linked: set[str]) -> list[WordLink]:
    """Columns that are named by words of grammar: "the name of …" is a filler for rules and a column for the parser."""
    found = []
    for column in sorted(used.columns, key=lambda each: (each.table, each.column)):
        name = f"{column.table}.{column.column}"
        if any(each.startswith(name) for each in linked):
            continue
        parts = {each.normal for each in tokenize(" ".join(words_of(column.column)))}
        said = next((each for each in tokenize(text) if each.normal in parts), None)
        if said is not None:
            found.append(WordLink(text[said.start : said.stem_end], name))
    return found


def _values(query: Query) -> frozenset[tuple[ColumnRef, str]]:
    return frozenset(
        (predicate.left.operand, str(literal.value).strip("%"))
        for predicate, literal in literals(query)
        if isinstance(predicate.left.operand, ColumnRef)
    )


def _names(used: Used) -> tuple[tuple[str, str], ...]:
    """Names as people would say them, and as the catalog spells them."""
    tables = [(" ".join(words_of(each.rpartition(".")[2])), each) for each in sorted(used.tables)]
    columns = sorted(used.columns, key=lambda each: (each.table, each.column))
    return (*tables, *((" ".join(words_of(each.column)), f"{each.table}.{each.column}") for each in columns))
