"""The shape of a question: its words with masks for those of the schema, for cell values and for numbers.

Masked questions are compared by their words and pairs of words: the encoder was trained on whole sentences, and a mask
is no word it knows.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Protocol, runtime_checkable

from text2sql.catalog import Catalog, SampleQuery, Table
from text2sql.interfaces import Knowledge
from text2sql.language import lexical_terms, tokenize
from text2sql.shapes.queries import overlap
from text2sql.types import LinkedValue

MASK, NUMBER = "<mask>", "<number>"
_FEW = 500
"""So many samples are compared one by one where no index does it."""
_SAID = frozenset((
    "how", "many", "much", "number", "count", "average", "mean", "total", "sum", "most", "least", "more", "less",
    "highest", "lowest", "maximum", "minimum", "max", "min", "top", "first", "last", "each", "every", "per", "all",
    "different", "distinct", "percentage", "percent", "share", "ratio", "difference", "list", "show", "sort",
    "몇", "수", "개수", "건수", "평균", "합계", "총", "전체", "가장", "최대", "최소", "이상", "이하", "초과", "미만",
    "상위", "하위", "비율", "비중", "차이", "별", "순", "목록", "얼마",
))  # fmt: skip
"""Words that say what to compute. A large schema has columns called by most of them, and they are the shape itself."""


@runtime_checkable
class KnowsShapes(Protocol):
    """Has the shapes of its samples at hand: comparing 100,000 questions one by one takes seconds."""

    @property
    def samples_by_id(self) -> Mapping[str, SampleQuery]:
        """All samples: a dictionary of 100,000 takes longer to make than to search them."""

    @property
    def schema_words(self) -> frozenset[str]:
        """Words that are masked in its samples."""

    def shaped(self, shape: "Counter[str]", count: int, beside: Collection[str]) -> Mapping[str, float]:
        """The ``count`` samples whose masked question is most like this one, and those of ``beside``.

        By id, each with the Jaccard similarity of both bags, 0 to 1. Among equals the approved come first.
        """


def likeness(
    text: str,
    values: Iterable[LinkedValue],
    knowledge: Knowledge,
    count: int,
    beside: Mapping[str, SampleQuery],
) -> Mapping[str, float]:
    """How much samples are of a question's shape, by their ids: 0 to 1.

    Args:
        text: the question.
        values: cell values that it names.
        knowledge: has the samples.
        count: so many of those most alike are looked for.
        beside: samples that are compared in any case, by their ids.
    """
    named = frozenset(term for each in values for term in lexical_terms(each.words))
    if isinstance(knowledge, KnowsShapes):
        return knowledge.shaped(grams(masked(text, knowledge.schema_words | named)), count, beside)
    words = schema_words(knowledge.catalog)
    asked = grams(masked(text, words | named))
    compared = knowledge.samples if len(knowledge.samples) <= _FEW else tuple(beside.values())
    return {
        sample.id: max(overlap(asked, shape_of(question, words)) for question in sample.questions)
        for sample in compared
    }


@lru_cache(maxsize=8)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term for name in names for term in lexical_terms(name)) - _SAID


def schema_words(catalog: Catalog) -> frozenset[str]:
    """Words that name tables, columns and business terms, in the form in which words are compared.

    Words that say what to compute are none of them, whatever a column is called.
    """
    return words_of_tables(catalog.tables)


def words_of_tables(tables: Iterable[Table]) -> frozenset[str]:
    """The same for some tables."""
    names: dict[str, None] = {}
    for table in tables:
        found = [table.bare_name, *table.synonyms]
        found += [name for column in table.columns for name in (column.name, *column.synonyms)]
        found += [name for measure in table.measures for name in (measure.name, *measure.synonyms)]
        found += [name for term in table.filters for name in (term.name, *term.synonyms)]
        names.update(dict.fromkeys(found))
    return _words_of(tuple(names))


def masked(text: str, words: frozenset[str]) -> tuple[str, ...]:
    """The text's words with masks for those of the schema, for values and for numbers; masks in a row are one."""
    said: list[str] = []
    for token in tokenize(text):
        if token.kind == "number":
            said.append(NUMBER)
        elif token.kind in ("quoted", "identifier") or not words.isdisjoint(
            (token.normal, *token.variants, *token.parts)
        ):
            if said[-1:] != [MASK]:
                said.append(MASK)
        else:
            said.append(token.normal)
    return tuple(said)


def words_of(text: str) -> set[str]:
    """Every word that decides, by being one of the schema, what of a text is masked."""
    return {form for token in tokenize(text) for form in (token.normal, *token.variants, *token.parts)}


def grams(words: tuple[str, ...]) -> "Counter[str]":
    """Words and pairs of neighbours, with a pair at either end."""
    ends = ("^", *words, "$")
    return Counter((*words, *(f"{one} {other}" for one, other in pairwise(ends))))


@lru_cache(maxsize=20_000)
def shape_of(text: str, words: frozenset[str]) -> "Counter[str]":
    """Of a sample's question; the same for every question that is asked of a database."""
    return grams(masked(text, words))
