"""What knowledge of a large catalog may be able to do beside the contract; linking does without where it cannot."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from text2sql.catalog import SampleQuery
from text2sql.types import Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]


class Bags(Protocol):
    """The phrases of each table or column."""

    def best(self, numbers: "Floats") -> "Floats":
        """Of rows with a number for each phrase, rows with the largest number of each bag; 0 for an empty one."""

    def some(self, places: Iterable[int]) -> "Bags":
        """Only these bags, in this order."""


class PhraseBook(Protocol):
    """What a catalog calls its tables and columns. Phrases, tables and columns go by number, columns table by table."""

    @property
    def words(self) -> Sequence[str]:
        """The phrases."""

    @property
    def rows(self) -> Sequence[Sequence[int]]:
        """The phrases that each column is called by."""

    @property
    def terms(self) -> Sequence[tuple[str, ...]]:
        """Of each phrase the terms of lexical search."""

    @property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """The phrases that hold each term."""

    @property
    def places(self) -> Mapping[str, int]:
        """The number of each table."""

    @property
    def first_columns(self) -> "Numbers":
        """The number of each table's first column, and at the end how many columns there are."""

    @property
    def join_counts(self) -> "Floats":
        """The logarithm of how many joins each table takes part in, and itself."""

    @property
    def table_names(self) -> Bags:
        """What each table is called."""

    @property
    def column_names(self) -> Bags:
        """What each column is called."""

    @property
    def column_texts(self) -> Bags:
        """What each column is called and shortly described by."""

    @property
    def said(self) -> Bags:
        """All that is in the names of each table and its columns."""

    @property
    def bearers(self) -> Sequence[int]:
        """How many columns are called by each phrase."""

    def rarity(self, term: str) -> float:
        """How much a term tells: the logarithm of how few tables and columns have it in their names."""


@runtime_checkable
class KnowsPhrases(Protocol):
    """Knows the names of the schema one by one, and what they mean."""

    @property
    def phrases(self) -> PhraseBook:
        """The names."""

    def closeness(self, spans: Sequence[str]) -> "Floats":
        """The cosine of each span of a question (a row) with each phrase (a column)."""


@runtime_checkable
class KnowsFamilies(Protocol):
    """Knows which tables belong together."""

    @property
    def family_numbers(self) -> "Numbers":
        """For each table of the catalog, in order, the number of its family; -1 for a table without one."""

    def families(self, text: str, count: int) -> tuple[Hit, ...]:
        """The ``count`` families that share the most words with the text, best first; an id is a family's number."""


@runtime_checkable
class KnowsSamples(Protocol):
    """Has its samples at hand by their ids: a dictionary of 100,000 takes longer to make than to search them."""

    @property
    def samples_by_id(self) -> Mapping[str, SampleQuery]:
        """All samples."""
