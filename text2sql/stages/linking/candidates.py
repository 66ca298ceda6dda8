"""The columns that may be meant: those of the likeliest tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from text2sql.catalog import Table
from text2sql.stages.linking.wording import Wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The columns of some tables."""

    places: tuple[Place, ...]
    """Pairs of table and column."""
    numbers: "Numbers"
    """Their numbers in the phrase book."""
    owners: "Numbers"
    """For each the place of its table among the tables."""
    tables: tuple[Table, ...]

    @classmethod
    def of(cls, tables: Sequence[Table], wording: Wording) -> "Candidates":
        """The columns of these tables, in order."""
        firsts = wording.book.first_columns
        numbers = [
            int(firsts[wording.book.places[table.name]]) + at for table in tables for at in range(len(table.columns))
        ]
        owners = [rank for rank, table in enumerate(tables) for _ in table.columns]
        return cls(
            tuple((table.name, column.name) for table in tables for column in table.columns),
            np.array(numbers, dtype=np.int64),
            np.array(owners, dtype=np.int64),
            tuple(tables),
        )
