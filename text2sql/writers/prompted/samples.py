"""Which approved samples a model is shown: chosen by what a question asks for rather than by what it is about.

Two questions that share a subject often need different SQL, and two that share a shape ("how many … have more than …")
often need the same. So DAIL-SQL (Gao et al. 2023, section 4.2) masks the schema's words before it compares questions,
and prefers samples whose SQL has the skeleton of a preliminary query. Masked questions are compared by their words and
pairs of words: the encoder was trained on whole sentences, and a mask is no word it knows.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from text2sql.catalog import Catalog
from text2sql.language import lexical_terms, tokenize
from text2sql.types import LinkedSample
from text2sql.writers.prompted.task import Task

MASK, NUMBER = "<mask>", "<number>"
_SAME_SKELETON = 0.85
"""DAIL-SQL's threshold (its code, ``EUCDISMASKPRESKLSIMTHR``)."""
_SQL_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*') | (?P<name>"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]) | (?P<number>\d+(?:\.\d+)?)
    | (?P<word>[^\W\d]\w*) | (?P<sign><>|<=|>=|!=|\|\||[-+*/%<>=(),.;])""",
    re.VERBOSE,
)
_SQL_KEYWORDS = """
select from where group by having order limit offset join left right full inner outer cross on using and or not
in exists between like ilike is null as distinct union all intersect except with case when then else end asc desc
over partition filter qualify interval cast extract top
"""
_KEYWORDS = frozenset(_SQL_KEYWORDS.split())


def chosen_samples(task: Task, preliminary: str = "") -> tuple[LinkedSample, ...]:
    """The samples that the strategy shows, best first.

    Args:
        task: the question, its schema and its strategy.
        preliminary: SQL whose skeleton samples are compared with; empty when there is none.
    """
    strategy = task.strategy
    if strategy.choosing == "linked" or not strategy.samples:
        return task.linked.samples[: strategy.samples]
    ranked = by_masked_question(task)
    if strategy.choosing == "skeleton" and preliminary:
        wanted = skeleton(preliminary)
        # Stable: among those with the skeleton, and among the others, the closest questions stay first.
        ranked.sort(key=lambda each: skeleton_similarity(wanted, skeleton(each.sample.sql)) < _SAME_SKELETON)
    return tuple(ranked[: strategy.samples])


def by_masked_question(task: Task) -> list[LinkedSample]:
    """All samples of the database, those first whose masked question is most like the masked one that is asked."""
    catalog = task.linked.catalog
    words = schema_words(catalog)
    values = frozenset(term for each in task.linked.values for term in lexical_terms(each.words))
    asked = _grams(masked(task.question.text, words | values))
    scored = [
        LinkedSample(sample, max(_overlap(asked, _sample_grams(text, words)) for text in sample.questions))
        for sample in task.workbench.knowledge.samples
    ]
    found = {each.sample.id: place for place, each in enumerate(task.linked.samples)}
    return sorted(scored, key=lambda each: (-each.score, found.get(each.sample.id, len(found))))


@lru_cache(maxsize=8)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term for name in names for term in lexical_terms(name))


def schema_words(catalog: Catalog) -> frozenset[str]:
    """Words that name tables, columns and business terms, in the form in which words are compared."""
    names: list[str] = []
    for table in catalog.tables:
        names += [table.bare_name, *table.synonyms]
        names += [name for column in table.columns for name in (column.name, *column.synonyms)]
        names += [name for measure in table.measures for name in (measure.name, *measure.synonyms)]
        names += [name for term in table.filters for name in (term.name, *term.synonyms)]
    return _words_of(tuple(names))


def masked(text: str, words: frozenset[str]) -> tuple[str, ...]:
    """The text's words with masks for those of the schema, for values and for numbers; masks in a row are one."""
    said: list[str] = []
    for token in tokenize(text):
        if token.kind == "number":
            said.append(NUMBER)
        elif token.kind in ("quoted", "identifier") or words & {token.normal, *token.variants, *token.parts}:
            if said[-1:] != [MASK]:
                said.append(MASK)
        else:
            said.append(token.normal)
    return tuple(said)


@lru_cache(maxsize=20_000)
def _sample_grams(text: str, words: frozenset[str]) -> "Counter[str]":
    """Of a sample's question; the same for every question that is asked of a database."""
    return _grams(masked(text, words))


def _grams(words: tuple[str, ...]) -> "Counter[str]":
    """Words and pairs of neighbours, with a pair at either end."""
    ends = ("^", *words, "$")
    return Counter((*words, *(f"{one} {other}" for one, other in pairwise(ends))))


def skeleton(sql: str) -> tuple[str, ...]:
    """The query's keywords, functions and signs; names and literals are masks, and lists of them one.

    ``SELECT name, age FROM singer WHERE age > 20`` is ``SELECT _ FROM _ WHERE _ > _``.
    """
    said: list[str] = []
    for match in _SQL_TOKEN.finditer(sql):
        word = match["word"]
        if (word or match["sign"] or "").lower() in ("as", ";"):
            continue
        if word and (word.lower() in _KEYWORDS or sql[match.end() :].lstrip().startswith("(")):
            said.append(word.upper())
        elif match["sign"]:
            said.append(match["sign"])
        elif said[-1:] != ["_"]:
            if said[-1:] == ["."] or (said[-1:] == [","] and said[-2:-1] == ["_"]):
                said.pop()
            if said[-1:] != ["_"]:
                said.append("_")
    return tuple(said)


def skeleton_similarity(one: Iterable[str], other: Iterable[str]) -> float:
    """Jaccard similarity of two skeletons' tokens, each counted as often as it stands there, 0 to 1."""
    return _overlap(Counter(one), Counter(other))


def _overlap(one: "Counter[str]", other: "Counter[str]") -> float:
    shared = sum(min(count, other[each]) for each, count in one.items() if each in other)
    both = one.total() + other.total() - shared
    return shared / both if both else 0.0
