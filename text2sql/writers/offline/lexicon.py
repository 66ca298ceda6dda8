"""What words may mean in one database: names, synonyms and labels of its cards, and the grammar's own cue words."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from text2sql.catalog import Catalog, Column, Measure, NamedFilter, Table
from text2sql.language import tokenize
from text2sql.writers.offline.representation import ColumnRef

MeaningKind = Literal["table", "column", "measure", "filter", "value", "cue", "filler"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a span of words may refer to."""

    kind: MeaningKind
    table: str = ""
    column: ColumnRef | None = None
    measure: Measure | None = None
    filter: NamedFilter | None = None
    value: str = ""
    cue: str = ""
    cost: float = 0.0
    """How far-fetched it is: 0 for a name or synonym from a card, more for a part of a name or a fuzzy value."""


@dataclass(frozen=True, slots=True)
class Light:
    """Unknown words that hardly say anything."""

    words: frozenset[str]
    heavy: frozenset[str]
    """Words that say much though they are common: "will" asks for what nobody has stored."""
    endings: tuple[str, ...]
    """Of Korean verbs that end a clause."""
    polite: tuple[str, ...]
    """What may follow such a verb: 세어 주세요."""
    counters: tuple[str, ...]
    after_counters: tuple[str, ...]
    """What makes 명이더라 and 건씩 of them."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The cue words: by key, and what the adjectives of rankings stand for."""

    meanings: dict[str, tuple[Meaning, ...]]
    adjectives: dict[str, tuple[str, bool]]
    """Key of an adjective to its concept and whether it sorts descending."""
    concepts: dict[str, tuple[str, ...]]
    light_verbs: tuple[str, ...]
    """Beginnings of Korean verbs without content of their own."""
    verb_endings: tuple[str, ...]
    """What makes a Korean verb of a noun, longest first."""
    verbs: dict[str, tuple[str, ...]]
    """Key of a noun to verbs that say the same."""
    light: Light


_WHETHER = "여부"
_WHERE = re.compile(r"\bwhere (?:the |a |an )?(\w+) (\w+)", re.IGNORECASE)
GROUP_SUFFIXES = ("별", "마다", "당")
"""Korean endings that break a figure down by what they follow; they never belong to a phrase."""


def key_of(phrase: str) -> str:
    """The phrase without case, inflection and spaces: what lexicon entries and question spans are compared by.

    Empty when something inside is marked as a group: "고객당 매출" is not "고객의 매출".
    """
    tokens = tokenize(phrase)
    if any(token.suffix.startswith(GROUP_SUFFIXES) for token in tokens):
        return ""
    return "".join(token.normal for token in tokens)


def plain_key(phrase: str) -> str:
    """The phrase without case and spaces only; keeps words whose ending merely looks like a particle."""
    return "".join(phrase.casefold().replace("_", " ").split())


@cache
def grammar() -> Grammar:
    """The cue words of ``cues.toml``."""
    document = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    meanings: dict[str, list[Meaning]] = {}
    for cue, phrases in document["cues"].items():
        for phrase in phrases:
            _add(meanings, phrase, Meaning("cue", cue=cue))
    for phrase in document["fillers"]["words"]:
        _add(meanings, phrase, Meaning("filler"))
    adjectives: dict[str, tuple[str, bool]] = {}
    for direction in ("descending", "ascending"):
        for concept, phrases in document["adjectives"][direction].items():
            for phrase in phrases:
                for key in {key_of(phrase), plain_key(phrase)}:
                    adjectives[key] = (concept, direction == "descending")
    concepts = {concept: tuple(map(key_of, phrases)) for concept, phrases in document["concepts"].items()}
    endings = tuple(sorted(document["verb_endings"]["endings"], key=len, reverse=True))
    light = tuple(document["light_verbs"]["stems"])
    verbs = {key_of(noun): tuple(found) for noun, found in document["verbs"].items()}
    little = document["light_words"]
    passed_over = Light(
        words=frozenset(little["words"]),
        heavy=frozenset(little["heavy"]),
        endings=tuple(little["endings"]),
        polite=tuple(little["polite"]),
        counters=tuple(little["counters"]),
        after_counters=tuple(little["after_counters"]),
    )
    known = {key: tuple(found) for key, found in meanings.items()}
    return Grammar(known, adjectives, concepts, light, endings, verbs, passed_over)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Keys of phrases and what they may mean in one database."""

    meanings: dict[str, tuple[Meaning, ...]]
    longest: int
    """The length of the longest key, in characters."""

    def look_up(self, key: str) -> tuple[Meaning, ...]:
        """All meanings of a key in the database and in the grammar."""
        return (*self.meanings.get(key, ()), *grammar().meanings.get(key, ()))


def build_lexicon(catalog: Catalog) -> Lexicon:
    """Every name, synonym and label of the catalog by key."""
    meanings: dict[str, list[Meaning]] = {}
    for table in catalog.tables:
        for phrase, meaning in _phrases(table):
            _add(meanings, phrase, meaning)
    for noun, verbs in grammar().verbs.items():
        for verb in verbs:
            for meaning in meanings.get(noun, ()):
                if meaning.kind in ("table", "measure"):
                    _add(meanings, verb, meaning)
    keys = [*meanings, *grammar().meanings]
    return Lexicon({key: tuple(found) for key, found in meanings.items()}, max(map(len, keys), default=0))


def _add(meanings: dict[str, list[Meaning]], phrase: str, meaning: Meaning) -> None:
    # "한 번도" says no, and "한 번이라도", which is the same without its particle, says yes.
    inflected = meaning.cue == "without" and phrase.endswith("도")
    for key in {"" if inflected else key_of(phrase), plain_key(phrase)} - {""}:
        known = meanings.setdefault(key, [])
        if not any(same_target(meaning, other) for other in known):
            known.append(meaning)


def same_target(one: Meaning, other: Meaning) -> bool:
    """Whether two meanings refer to the same thing."""
    return (one.kind, one.table, one.column, one.measure, one.filter, one.value, one.cue) == (
        other.kind, other.table, other.column, other.measure, other.filter, other.value, other.cue,
    )  # fmt: skip


def _phrases(table: Table) -> Iterator[tuple[str, Meaning]]:
    named = Meaning("table", table=table.name)
    for phrase in _names(table.bare_name, table.label.en, table.label.ko, table.synonyms):
        yield phrase, named
    for measure in table.measures:
        for phrase in _names(measure.name, measure.label.en, measure.label.ko, measure.synonyms):
            yield phrase, Meaning("measure", table=table.name, measure=measure)
    for term in table.filters:
        for phrase in _names(term.name, term.label.en, term.label.ko, term.synonyms):
            yield phrase, Meaning("filter", table=table.name, filter=term)
    places: dict[str, ColumnRef] = {}
    for column in table.columns:
        yield from _column_phrases(table, column)
        for phrase in _places(column):
            places.setdefault(phrase, ColumnRef(table.name, column.name))  # the region, and not the city too
    for phrase, reference in places.items():
        yield phrase, Meaning("column", table=table.name, column=reference, cost=0.05)


def _places(column: Column) -> Iterator[str]:
    """Clauses for a column that a card describes by one: "where they live" of "Where the customer lives."."""
    for noun, verb in _WHERE.findall(column.description.en):
        for who in ("they", "people", f"our {noun}s", f"{noun}s", f"the {noun}", f"their {noun}s"):
            yield f"where {who} {verb}"
            yield f"where {who} {verb.removesuffix('s')}"


def _column_phrases(table: Table, column: Column) -> Iterator[tuple[str, Meaning]]:
    reference = ColumnRef(table.name, column.name)
    for phrase in _names(column.name, "", "", column.synonyms):
        yield phrase, Meaning("column", table=table.name, column=reference)
    short = _without_table(column.name, table.bare_name)
    if short:
        grain = any(each.cue.startswith("grain_") for each in grammar().meanings.get(key_of(short), ()))
        yield short, Meaning("column", table=table.name, column=reference, cost=0.4 if grain else 0.1)
    if column.kind == "boolean":
        for phrase in column.synonyms:
            if phrase.endswith(_WHETHER):
                yield phrase.removesuffix(_WHETHER).rstrip(), Meaning("column", table=table.name, column=reference)
    for labelled in column.values:
        for phrase in (labelled.value, *labelled.labels):
            yield phrase, Meaning("value", table=table.name, column=reference, value=labelled.value)


def _without_table(column: str, table: str) -> str:
    """``product_name`` of ``products`` is also just ``name``."""
    words = [token.normal for token in tokenize(column.replace("_", " "))]
    own = {token.normal for token in tokenize(table.replace("_", " "))}
    rest = [word for word in words if word not in own]
    return " ".join(rest) if rest and len(rest) < len(words) else ""


def _names(name: str, english: str, korean: str, synonyms: Iterable[str]) -> tuple[str, ...]:
    return tuple(phrase for phrase in (name.replace("_", " "), english, korean, *synonyms) if phrase)
