"""Words of a follow-up that a bare schema does not know, in the names and values that it has.

Nobody gave such a schema synonyms or Korean names. After an answer the choice is small, though: the tables that the
answer was about, their columns and their frequent values. Among so few, word vectors of the multilingual embedder find
what is meant: 나이 is *age*, 프랑스 is *France*, *older than 30* is about *age*. What is not close to one of them stays
unexplained, and the follow-up is declined with that word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from text2sql.catalog import Catalog, Table
from text2sql.language import BoundMention, NumberMention, RankingMention, Token, tokenize
from text2sql.writers.offline.drafts import is_key
from text2sql.writers.offline.learned.features import Floats, WordVectors
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.lexicon import GROUP_SUFFIXES, Meaning
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.representation import ColumnRef, Representation

_ALIKE = 0.60
"""Cosine from which a Korean word and a name mean the same: 공연 and concert have 0.63, unrelated pairs up to 0.57."""
_ALIKE_ADJECTIVE = 0.55
"""The same for an adjective and what it measures: oldest and age have 0.59, farther and distance 0.65."""
_NEAR = 0.06
"""What is this close to the best may be meant as well."""
_COST, _STEEP = 0.08, 2.0
_MOST_VALUES = 400
_FIRST = ("first", "top", "처음", "맨 앞", "앞", "상위")
_AGES = {"oldest": True, "youngest": False}
_BY_ORDER = "순"


@dataclass(frozen=True, slots=True)
class _Known:
    """Something of the schema that a word may mean."""

    text: str
    meaning: Meaning


@dataclass(frozen=True)
class Glossary:
    """Finds what unknown words mean among what an answer was about."""

    vectors: WordVectors

    def explained(
        self, annotation: Annotation, base: Representation, catalog: Catalog, near: Iterable[str]
    ) -> Annotation:
        """The follow-up with meanings for words it could not place, where one is close enough.

        Args:
            annotation: what its words may refer to.
            base: the query before.
            catalog: what it is about.
            near: the tables that the query before reads.
        """
        tables = [table for name in dict.fromkeys((base.table, *near)) if (table := catalog.table(name)) is not None]
        said = [each for each in annotation.mentions if not _only_counted(each, annotation, base)]
        found = [one for each in said for one in self._measuring(each, base, catalog)]
        left = []
        foreign = [each for each in annotation.unexplained if any("가" <= letter <= "힣" for letter in each)]
        known = tuple(_known(tables)) if foreign else ()
        names = _unit(self.vectors.of([each.text for each in known])) if known else None
        for word in annotation.unexplained:
            more = self._glossed(word, annotation.text, known, names) if word in foreign and names is not None else []
            found += [each for each in more if not _only_counted(each, annotation, base)]
            left += [] if more else [word]
        found.sort(key=lambda each: (each.start, each.special is not None))
        return replace(annotation, mentions=tuple(found), unexplained=tuple(left))

    def _glossed(self, word: str, text: str, known: Sequence[_Known], names: Floats) -> list[Mention]:
        start, token = text.find(word), next(iter(tokenize(word)), None)
        if start < 0 or token is None:
            return []
        sorts = token.normal.endswith(_BY_ORDER) and len(token.normal) > 2
        stem = token.normal.removesuffix(_BY_ORDER) if sorts else token.normal
        meanings = self._meanings(stem, known, names)
        if sorts:
            meanings = tuple(each for each in meanings if each.kind == "column")
        if not meanings:
            return []
        mention = Mention(start, start + len(stem), stem, meanings, suffix="" if sorts else token.suffix)
        if not sorts:
            return [replace(mention, grouped=_is_group(token), end=start + len(word))]
        cue = Mention(start + len(stem), start + len(word), word[len(stem) :], (Meaning("cue", cue="order_by"),))
        return [mention, cue]

    def _meanings(self, word: str, known: Sequence[_Known], names: Floats) -> tuple[Meaning, ...]:
        likeness = names @ _unit(self.vectors.of([word]))[0]
        best = float(likeness.max())
        if best < _ALIKE:
            return ()
        chosen = [place for place in np.argsort(-likeness) if likeness[place] >= max(_ALIKE, best - _NEAR)]
        return tuple(
            replace(known[place].meaning, cost=_COST + _STEEP * (best - float(likeness[place]))) for place in chosen
        )

    def _measuring(self, mention: Mention, base: Representation, catalog: Catalog) -> list[Mention]:
        """*Older than 30* and *oldest first* with the column they measure; *the first two* of a list as a number."""
        special, table = mention.special, catalog.table(base.table)
        if not isinstance(special, BoundMention | RankingMention) or table is None:
            return [mention]
        word = (special.text if isinstance(special, BoundMention) else special.adjective).split()
        if not word or not word[0].isascii():
            return [mention]
        if isinstance(special, RankingMention) and word[0] in _FIRST and special.count is not None:
            number = NumberMention(special.start, special.end, special.text, special.count, "")
            return [replace(mention, special=number)] if not base.measurements else [mention]
        column = self._measured(word[0], base, table, catalog)
        if column is None:
            return [mention]
        if isinstance(special, RankingMention) and word[0] in _AGES:
            # "Oldest" of people is the largest age; its text says "first", which would be read as a date.
            special = replace(special, descending=_AGES[word[0]], adjective=word[0], text=word[0])
        meaning = Meaning("column", table=column.table, column=column)
        return [replace(mention, meanings=(meaning,), special=None), replace(mention, special=special)]

    def _measured(self, word: str, base: Representation, table: Table, catalog: Catalog) -> ColumnRef | None:
        own = [ColumnRef(table.name, each.name) for each in table.columns]
        numbers = [each for each in dict.fromkeys((*base.columns, *own)) if _is_number(each, catalog)]
        if not numbers:
            return None
        names = _unit(self.vectors.of([" ".join(words_of(each.column)) for each in numbers]))
        likeness = names @ _unit(self.vectors.of([word]))[0]
        place = int(likeness.argmax())
        return numbers[place] if likeness[place] >= _ALIKE_ADJECTIVE else None


def _only_counted(mention: Mention, annotation: Annotation, base: Representation) -> bool:
    """Whether a table is named for its count alone, which is there already: *most concerts first*, 콘서트가 많은 순."""
    counted = {each.table for each in base.measurements if each.function == "count" and each.column is None}
    ranked = any(isinstance(each.special, RankingMention) for each in annotation.mentions)
    tables = {each.table for each in mention.meanings if each.kind == "table"}
    return bool(ranked and base.dimensions and tables and tables <= counted and not mention.grouped)


def _known(tables: Sequence[Table]) -> Iterator[_Known]:
    values = 0
    for table in tables:
        yield _Known(" ".join(words_of(table.bare_name)), Meaning("table", table=table.name))
        for column in table.columns:
            reference = ColumnRef(table.name, column.name)
            yield _Known(" ".join(words_of(column.name)), Meaning("column", table=table.name, column=reference))
            if column.kind != "text" or column.profile is None or column.personal:
                continue
            for value in column.profile.common:
                if values < _MOST_VALUES and not any(letter.isdigit() for letter in value):
                    values += 1
                    yield _Known(value, Meaning("value", table=table.name, column=reference, value=value))


def _is_number(column: ColumnRef, catalog: Catalog) -> bool:
    table = catalog.table(column.table)
    details = table.column(column.column) if table is not None else None
    if table is None or details is None or is_key(table, column.column):
        return False
    return details.effective_kind in ("number", "date", "timestamp")


def _is_group(token: Token) -> bool:
    return token.suffix.startswith(GROUP_SUFFIXES)


def _unit(vectors: Floats) -> Floats:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit
