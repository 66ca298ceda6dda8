"""Which words of a question a query speaks of, and which it leaves over, for the receipt of its answer.

It looks at the query that was written, not at how it was found, so rules and the learned parser are explained alike: a
word is linked when something that it may mean occurs in the query.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from text2sql.catalog import Measure, NamedFilter
from text2sql.explanations import WordLink
from text2sql.language import BoundMention, NumberMention
from text2sql.writers.offline.lexicon import Meaning
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.representation import ColumnRef, Compare, Exists, Measurement, Named, Representation

_FIRST = {"value": 0, "measure": 1, "filter": 2, "column": 3, "table": 4}

Alike = Callable[[str], WordLink | None]
"""What of the query an unknown word means about the same as."""


@dataclass(frozen=True, slots=True)
class Used:
    """What occurs in a query."""

    tables: frozenset[str]
    columns: frozenset[ColumnRef]
    terms: frozenset[str] = frozenset()
    """Names of business measures and conditions."""
    numbers: frozenset[float] | None = None
    """Its numbers; None when nobody looks whether one was left out."""


def used_by(query: Representation) -> Used:
    """What occurs in a query of the rules."""
    tables, columns, terms = {query.table}, set[ColumnRef](), set[str]()
    for each in _inside(query):
        if isinstance(each, ColumnRef):
            columns.add(each)
            tables.add(each.table)
        elif isinstance(each, Measurement | Exists | Named):
            tables.add(each.table)
        elif isinstance(each, Measure | NamedFilter):
            terms.add(each.name)
    return Used(frozenset(tables), frozenset(columns), frozenset(terms))


def values_of(query: Representation) -> frozenset[tuple[ColumnRef, str]]:
    """The texts that columns of a query of the rules are compared with."""
    return frozenset(
        (each.column, str(value)) for each in _inside(query) if isinstance(each, Compare) for value in each.values
    )


def linked_words(
    annotation: Annotation,
    used: Used,
    values: frozenset[tuple[ColumnRef, str]],
    alike: Alike | None = None,
) -> tuple[tuple[WordLink, ...], tuple[str, ...]]:
    """The words that say something of the query, and those that were left over, in the order of the question.

    Args:
        annotation: what the question's words may refer to.
        used: what occurs in the query.
        values: the texts that its columns are compared with.
        alike: asked about words that nothing explains; None for nobody.
    """
    links: list[tuple[int, WordLink]] = []
    left: list[tuple[int, str]] = []
    for mention in annotation.mentions:
        meaning = _meant(mention, used, values)
        if meaning is not None:
            links.append((mention.start, WordLink(mention.text, told(meaning))))
        elif _says_something(mention, used):
            left.append((mention.start, mention.text))
    for word in (*annotation.unexplained, *annotation.passed_over):
        start, link = annotation.text.find(word), None if alike is None else alike(word)
        if link is not None:
            links.append((start, link))
        elif word in annotation.unexplained:
            left.append((start, word))
    ordered = (link for _, link in sorted(links, key=lambda each: each[0]))
    return tuple(dict.fromkeys(ordered)), tuple(dict.fromkeys(word for _, word in sorted(left)))


def told(meaning: Meaning) -> str:
    """What a word means, as the catalog spells it."""
    term = meaning.measure or meaning.filter
    if term is not None:
        return f"{meaning.table}.{term.name}"
    if meaning.column is None:
        return meaning.table
    name = f"{meaning.column.table}.{meaning.column.column}"
    return f"{name} = '{meaning.value}'" if meaning.kind == "value" else name


def _meant(mention: Mention, used: Used, values: frozenset[tuple[ColumnRef, str]]) -> Meaning | None:
    found = [each for each in mention.meanings if _occurs(each, used, values)]
    return min(found, key=lambda each: (_FIRST[each.kind], each.cost), default=None)


def _occurs(meaning: Meaning, used: Used, values: frozenset[tuple[ColumnRef, str]]) -> bool:
    if meaning.kind == "table":
        return meaning.table in used.tables
    if meaning.kind == "value":
        return (meaning.column, meaning.value) in values
    if meaning.kind == "column":
        return meaning.column in used.columns
    term = meaning.measure or meaning.filter
    return term is not None and term.name in used.terms


def _says_something(mention: Mention, used: Used) -> bool:
    """Whether a mention that is not in the query should be: names, values and numbers, not words of grammar."""
    special = mention.special
    if special is None:
        kinds = {each.kind for each in mention.meanings}
        return bool(kinds) and kinds <= _FIRST.keys()
    if used.numbers is None or not isinstance(special, NumberMention | BoundMention):
        return False
    said = (special.value,) if isinstance(special, NumberMention) else (special.low, special.high)
    return any(each is not None and float(each) not in used.numbers for each in said)


def _inside(value: object) -> Iterator[object]:
    """A record and every record inside it."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from _inside(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
