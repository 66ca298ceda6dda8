"""All sensible readings of an annotated question, best first, each with its SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise, product
from math import exp

from text2sql.catalog import Catalog
from text2sql.writers.offline.alternatives import is_named_by
from text2sql.writers.offline.composing import Reading, compose
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.echoes import echoed
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.lexicon import Meaning, grammar
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.pairing import paired
from text2sql.writers.offline.rendering import NotExpressible, Rendering
from text2sql.writers.offline.representation import Representation

_MOST_INTERPRETATIONS = 96
_MOST_MEANINGS = 6
_PLAIN_WORD = 0.35
"""What it costs to take a common word that is also a value for just the word."""
_UNKNOWN = 1.2
_LIGHT = 0.2
_ECHO = _UNKNOWN - _LIGHT
"""What an unknown word costs less when it only says once more what is known."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reading with its SQL and the confidence that it is what was meant, 0 to 1."""

    reading: Reading
    sql: str
    confidence: float


@dataclass(frozen=True)
class Parser:
    """Composes readings over one catalog."""

    catalog: Catalog
    graph: JoinGraph
    rendering: Rendering

    def read(self, annotation: Annotation, today: date, korean: bool) -> tuple[Read, ...]:
        """Readings with different SQL, best first; none when nothing was understood."""
        found: dict[str, Read] = {}
        for draft in self.drafts(annotation, today, korean):
            pairs = [*paired(draft, self.graph)]
            alone = compose(draft, self.graph)
            for reading in (*pairs, *(() if alone is None else (alone,))):
                try:
                    sql = self.rendering.sql(reading.representation)
                except NotExpressible:
                    continue
                saved = saved_by_echoes(annotation.unexplained, reading.representation, self.catalog)
                read = Read(reading, sql, exp(saved - reading.cost))
                if sql not in found or found[sql].confidence < read.confidence:
                    found[sql] = read
        return tuple(sorted(found.values(), key=lambda each: (-round(each.confidence, 3), self._rows(each))))

    def drafts(self, annotation: Annotation, today: date, korean: bool) -> Iterator[Draft]:
        """Every way to give each word one meaning, with what speaks against it as cost; likelier meanings first."""
        base_cost = _UNKNOWN * len(annotation.unexplained) + _LIGHT * len(annotation.passed_over)
        for words in _interpretations(annotation.mentions):
            prior = sum(word.meaning.cost for word in words if word.kind != "value") + self._spread(words)
            prior += sum(_far_fetched(word, words) + _stray_status(word, words) for word in words)
            prior += _split_values(words)
            yield Draft(self.catalog, words, korean, today, annotation.text, cost=base_cost + prior)

    def _is_noun(self, word: Word) -> bool:
        """Whether a business term names the rows themselves: cancelled orders."""
        table = self.catalog.table(word.meaning.table) if word.kind == "filter" else None
        return table is not None and is_named_by(word, table)

    def _rows(self, read: Read) -> int:
        """Of equals the coarser table comes first: revenue per order before revenue per order line."""
        table = self.catalog.table(read.reading.representation.table)
        return table.row_count or 0 if table else 0

    def _spread(self, words: Sequence[Word]) -> float:
        """Readings that need fewer tables, closer together, are likelier; so are columns of tables that are named."""
        tables = {word.meaning.table for word in words if word.meaning.table and word.kind != "filler"}
        named = {word.meaning.table for word in words if word.kind in ("table", "measure") or self._is_noun(word)}
        loose = [word for word in words if word.kind in ("column", "value", "filter")]
        strangers = sum(1 for word in loose if named and word.meaning.table not in named)
        # "orders that were cancelled": the status of the table that is named, not another table's.
        near_by = named | {each.table for word in words if word.kind == "measure" for each in word.mention.meanings}
        nearer = [{each.table for each in word.mention.meanings if each.kind == word.kind} & near_by for word in loose]
        strangers += 10 * sum(
            1 for word, near in zip(loose, nearer, strict=True) if near and word.meaning.table not in near
        )
        strangers += 10 * sum(map(_beside_its_own, words, words[1:]))
        meeting = self.graph.meeting(tables) if len(tables) > 1 else None
        joins = 0
        if meeting is not None:
            paths = self.graph.upward_from(meeting)
            joins = len({join for table in tables for join in paths[table]})
        elif len(tables) > 1:
            joins = 6
        return 0.02 * joins + 0.02 * strangers


def saved_by_echoes(unexplained: Sequence[str], query: Representation, catalog: Catalog) -> float:
    """What is to be taken off the cost of a reading for unknown words that only say once more what it says."""
    return _ECHO * len(echoed(unexplained, query, catalog))


def _far_fetched(word: Word, words: Sequence[Word]) -> float:
    """What it costs to prefer another meaning over a business measure of the same words, or a column over its table.

    Beside a bound or an average words speak of a column ("배송비가 5천 원 이상", "평균 할인액"), else of the measure.
    """
    kinds = {meaning.kind for meaning in word.mention.meanings}
    tables = {meaning.table for meaning in word.mention.meanings if meaning.kind == "table"}
    if word.kind == "column" and word.meaning.table in tables:
        return 0.2
    if "measure" not in kinds or not kinds & {"column", "table", "filter", "value"}:
        return 0.0
    beside = [words[at] for at in (word.position - 1, word.position + 1) if 0 <= at < len(words)]
    of_rows = any(each.kind == "bound" or each.mention.cue("avg", "max", "min") for each in beside)
    if word.kind == "measure":
        return 0.2 if of_rows and "column" in kinds else 0.0
    return 0.0 if of_rows and word.kind == "column" else 0.2


def _stray_status(word: Word, words: Sequence[Word]) -> float:
    """What it costs to read a word as the state of rows that nothing else speaks of: parcels "left" the depot."""
    column = word.meaning.column
    if word.kind != "value" or column is None or not column.column.casefold().endswith(("status", "state")):
        return 0.0
    others = {other.meaning.table for other in words if other is not word and other.meaning.table}
    return 0.0 if not others or word.meaning.table in others else 0.7


def _beside_its_own(word: Word, following: Word) -> bool:
    """Whether a value is read as another table's than that of the noun right after it, which has it too: app orders."""
    if word.kind != "value" or following.kind != "table" or word.meaning.table == following.meaning.table:
        return False
    return any(each.kind == "value" and each.table == following.meaning.table for each in word.mention.meanings)


def _split_values(words: Sequence[Word]) -> float:
    """What it costs to read two values as of different columns when one column has both: Kakao Pay or Naver Pay."""
    values = [word for word in words if word.kind == "value"]
    cost = 0.0
    for one, other in pairwise(values):
        shared = _value_columns(one) & _value_columns(other)
        cost += 0.4 if shared and one.meaning.column != other.meaning.column else 0.0
    return cost


def _value_columns(word: Word) -> set[object]:
    return {meaning.column for meaning in word.mention.meanings if meaning.kind == "value"}


def _interpretations(mentions: Sequence[Mention]) -> Iterator[list[Word]]:
    """Every way to give each mention one meaning, likelier meanings first, bounded."""
    choices = [_choices(mention) for mention in mentions]
    for chosen in islice(product(*choices), _MOST_INTERPRETATIONS):
        yield [
            Word(position, mention, meaning)
            for position, (mention, meaning) in enumerate(zip(mentions, chosen, strict=True))
        ]


def _choices(mention: Mention) -> Sequence[Meaning]:
    if mention.special is not None:
        return (Meaning("filler"),)
    order = {"measure": 0, "filter": 1, "value": 2, "table": 3, "column": 4, "cue": 5, "filler": 6}
    found = mention.meanings
    if mention.text.casefold() in grammar().light.words and all(each.kind in ("value", "table") for each in found):
        found = (*found, Meaning("filler", cost=_PLAIN_WORD))  # parcels "left" the depot: nobody withdrew
    meanings = sorted(found, key=lambda each: (round(each.cost, 2), order[each.kind]))
    return meanings[:_MOST_MEANINGS]
