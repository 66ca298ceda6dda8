"""Tables and columns whose names the question says in full and the query does without.

"How many production lines are there?" over ``ProductionLines`` and ``Batches`` is about the former, however often the
word *production* stands elsewhere. A name of one word says less: "students" may well be counted in another table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text2sql.catalog import Catalog, Table
from text2sql.language import Token, meanings, tokenize
from text2sql.writers.offline.learned.agreeing import asking_words
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.queries import Query, expressions, mentioned, operands, selects
from text2sql.writers.offline.learned.translated import forms_of
from text2sql.writers.offline.representation import ColumnRef

_QUESTIONS = 64


@dataclass(frozen=True, slots=True)
class Naming:
    """How many tables and columns are named and not used; long names have two words and more, short ones one."""

    long_tables_unused: float = 0.0
    short_tables_unused: float = 0.0
    long_columns_unused: float = 0.0
    short_columns_unused: float = 0.0
    """Only of tables that the query mentions, for *name* and *year* stand in many others; and no words that ask:
    "the number of episodes" is not about ``Episode.Number``."""


def naming(question: str, query: Query, catalog: Catalog) -> Naming:
    """What of the tables and columns that a question names is not in a query, not even within a longer name."""
    used = list(_used(query))
    tables = _unused(_said(question, tuple(_normal(table.name) for table in catalog.tables)), used)
    columns = _unused(_said(question, tuple(_columns(catalog))), used)
    near = {_normal(column.name) for table in _mentioned(query, catalog) for column in table.columns}
    return Naming(
        long_tables_unused=float(sum(len(name) > 1 for name in tables)),
        short_tables_unused=float(sum(len(name) == 1 for name in tables)),
        long_columns_unused=float(sum(len(name) > 1 for name in columns)),
        short_columns_unused=float(
            sum(len(name) == 1 and name in near and name[0] not in asking_words() for name in columns)
        ),
    )


def _unused(names: Iterable[tuple[str, ...]], used: Sequence[set[str]]) -> list[tuple[str, ...]]:
    return [name for name in names if not any(set(name) <= words for words in used)]


def _mentioned(query: Query, catalog: Catalog) -> Iterator[Table]:
    for name in {name for select in selects(query) for name in mentioned(select)}:
        table = catalog.table(name)
        if table is not None:
            yield table


def _columns(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    return (_normal(column.name) for table in catalog.tables for column in table.columns)


def _used(query: Query) -> Iterator[set[str]]:
    for select in selects(query):
        yield from (set(_normal(table.rpartition(".")[2])) for table in mentioned(select))
        for expression in expressions(select):
            for operand in operands(expression):
                if isinstance(operand, ColumnRef):
                    yield set(_normal(operand.column))


@lru_cache(maxsize=20_000)
def _normal(identifier: str) -> tuple[str, ...]:
    return tuple(token.normal for token in tokenize(" ".join(words_of(identifier))))


@lru_cache(maxsize=_QUESTIONS)
def _said(question: str, names: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The names that stand in the question word by word; of two over the same words only the longer one."""
    forms = [form for token in tokenize(question) for form in _forms(token)]
    found, taken = [], set[int]()
    for name in sorted({name for name in names if name}, key=lambda each: (-len(each), each)):
        for begin in range(len(forms) - len(name) + 1):
            places = range(begin, begin + len(name))
            if taken.isdisjoint(places) and _stands(name, forms[begin : begin + len(name)]):
                taken.update(places)
                found.append(name)
    return tuple(dict.fromkeys(found))


def _forms(token: Token) -> Iterator[tuple[str, ...]]:
    """The forms of each word: people also write ``ProductionLines``, and 생산라인."""
    english = meanings(token)
    if token.kind == "identifier":
        yield from ((part,) for part in token.parts)
    elif english and len(english[0]) > 1:
        first, *others = english[0]
        yield from ((first, *token.variants), *((part,) for part in others))
    else:
        yield forms_of(token)


def _stands(name: Sequence[str], forms: Sequence[tuple[str, ...]]) -> bool:
    return all(word in form for word, form in zip(name, forms, strict=True))
