"""One interpretation of a question while it is put together: words with one meaning each, and what they cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from text2sql.catalog import Catalog, Column, Table
from text2sql.language import PeriodMention
from text2sql.writers.offline.lexicon import Meaning
from text2sql.writers.offline.mentions import Mention
from text2sql.writers.offline.representation import (
    ColumnRef,
    Condition,
    Contrast,
    Dimension,
    Having,
    Measurement,
    Named,
    Ordering,
    OverGroups,
    OverTime,
)

_NO_MEANING = Meaning("filler")


@dataclass(slots=True)
class Word:
    """A mention with the one meaning it has in this interpretation."""

    position: int
    mention: Mention
    meaning: Meaning = _NO_MEANING
    used: bool = False
    kind: str = field(init=False)
    """The kind of its meaning, or the kind of special mention."""

    def __post_init__(self) -> None:
        special = self.mention.special
        self.kind = self.meaning.kind if special is None else type(special).__name__.removesuffix("Mention").casefold()


@dataclass
class Draft:
    """What has been understood so far. Costs add up to doubt: confidence is exp(-cost)."""

    catalog: Catalog
    words: list[Word]
    korean: bool
    today: date
    text: str = ""
    """The question as it was typed."""
    table: str = ""
    """The table whose rows are counted, aggregated or listed, once it is known."""
    figures: list[Measurement] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    columns: list[ColumnRef] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    having: list[Having] = field(default_factory=list)
    ordering: list[Ordering] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    dated: ColumnRef | None = None
    """The date column that periods speak of, where a figure settles that."""
    limit: int | None = None
    offset: int = 0
    """Rows passed over before the first that is wanted: the third highest comes after two."""
    limit_within: tuple[Dimension, ...] = ()
    """The limit holds within each of these groups instead of for the whole result."""
    distinct: bool = False
    told_apart: list[Dimension] = field(default_factory=list)
    """Groups that nobody asked for by name: two values were, "revenue of Seoul and Busan"."""
    contrast: Contrast | None = None
    over_time: OverTime | None = None
    window: int | None = None
    over_groups: OverGroups | None = None
    over_dimensions: tuple[Dimension, ...] = ()
    averaged: bool = False
    """The figure is averaged over its groups: "하루 평균"."""
    cost: float = 0.0
    doubts: list[str] = field(default_factory=list)
    """Words that were not understood, for telling the person."""

    def doubt(self, cost: float, words: str = "") -> None:
        """Add to the doubt, remembering the words that caused it."""
        self.cost += cost
        if words:
            self.doubts.append(words)

    def unused(self, *kinds: str) -> Iterator[Word]:
        """Words of these kinds that have no role yet, in order."""
        return (word for word in self.words if not word.used and word.kind in kinds)

    def neighbour(self, word: Word, step: int, *kinds: str, reach: int = 1) -> Word | None:
        """The first free word of these kinds within ``reach`` content words in one direction."""
        position, passed = word.position + step, 0
        while 0 <= position < len(self.words) and passed < reach:
            other = self.words[position]
            if other.kind in kinds and not other.used:
                return other
            if other.kind not in ("filler", "cue"):
                passed += 1
            position += step
        return None

    def details(self, reference: ColumnRef) -> Column:
        """What the catalog says about a column."""
        table = self.catalog.table(reference.table)
        column = table.column(reference.column) if table else None
        assert column is not None, reference
        return column

    def is_number(self, word: Word) -> bool:
        """Whether the word is a column of numbers that are not mere keys."""
        if word.meaning.kind != "column" or word.meaning.column is None:
            return False
        column = self.details(word.meaning.column)
        return column.effective_kind == "number" and not is_key(self.table_of(word.meaning.table), column.name)

    def is_date(self, word: Word) -> bool:
        """Whether the word is a column of dates or times."""
        if word.meaning.kind != "column" or word.meaning.column is None:
            return False
        return self.details(word.meaning.column).effective_kind in ("date", "timestamp")

    def table_of(self, name: str) -> Table:
        """The table of that name."""
        table = self.catalog.table(name)
        assert table is not None, name
        return table

    def columns_of(self, term: Named) -> frozenset[ColumnRef]:
        """The columns that a business term reads; what stands in its literals is none."""
        words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", term.filter.condition).casefold()))
        table = self.table_of(term.table)
        return frozenset(ColumnRef(table.name, each.name) for each in table.columns if each.name.casefold() in words)


def is_key(table: Table, column: str) -> bool:
    """Whether a column only identifies rows, so that adding it up means nothing."""
    return column in table.primary_key or column.lower() == "id" or column.lower().endswith(("_id", "_key"))


def display_column(table: Table) -> ColumnRef | None:
    """The column people know a row of the table by: its name or title."""
    texts = [column for column in table.columns if column.kind == "text" and not column.values]
    own = table.bare_name.lower().rstrip("s")
    for wanted in ("name", f"{own}_name", f"{own}name", "title", f"{own}_title", "full_name", "label"):
        for column in texts:
            if column.name.lower() == wanted:
                return ColumnRef(table.name, column.name)
    for column in texts:
        if column.name.lower().endswith(("name", "title")):
            return ColumnRef(table.name, column.name)
    return None


def key_column(table: Table) -> ColumnRef | None:
    """The column that tells its rows apart, or None."""
    if len(table.primary_key) == 1:
        return ColumnRef(table.name, table.primary_key[0])
    own = table.bare_name.lower().rstrip("s")
    for column in table.columns:
        if column.name.lower() in ("id", f"{own}_id", f"{own}id"):
            return ColumnRef(table.name, column.name)
    return None


def is_absent(draft: Draft, word: Word) -> bool:
    """Whether something is only spoken of as missing: 주문을 안 한 고객, customers without orders."""
    at = word.position + (1 if draft.korean else -1)
    return 0 <= at < len(draft.words) and draft.words[at].meaning.cue == "without"
