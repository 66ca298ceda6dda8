"""Two small models that say how likely something is meant: a weighted sum, and a sum of decision trees.

Both were fitted on Spider's training questions by ``training/linking/fit.py`` and are kept as JSON beside this file.
Trees are complete: node n asks whether a number is above a bound, and goes on at 2n + 1 if it is not, at 2n + 2 if so.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees; the result is a logarithm of odds.

    Source: Friedman, "Greedy function approximation: a gradient boosting machine", 2001.
    """

    base: float
    """What is added to every result."""
    clues: "NDArray[np.int64]"
    """Of each tree (a row) the number asked for at each node."""
    bounds: "Floats"
    leaves: "Floats"
    """What each tree adds, by the leaf that is reached."""

    def __call__(self, rows: "Floats") -> "Floats":
        """A result for each row of clues."""
        trees = np.arange(len(self.clues))[None, :]
        node = np.zeros((len(rows), len(self.clues)), dtype=np.int64)
        inner = self.clues.shape[1]
        while inner and len(rows) and int(node[0, 0]) < inner:
            asked = rows[np.arange(len(rows))[:, None], self.clues[trees, node]]
            node = 2 * node + 1 + (asked > self.bounds[trees, node])
        found: Floats = self.base + self.leaves[trees, node - inner].sum(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Judge:
    """The models for one situation."""

    first: "Floats"
    """Weights of the first clues of tables."""
    tables: Trees
    columns: Trees


@cache
def judge(name: str) -> Judge:
    """The models for catalogs with several families of tables ("families") or with one ("alone")."""
    document = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    weights = np.array(list(document["first"].values()), dtype=np.float32)
    return Judge(weights, trees_of(document["tables"]), trees_of(document["columns"]))


def trees_of(document: dict[str, float | Sequence[Sequence[float]]]) -> Trees:
    """Read back what training wrote."""
    return Trees(
        float(str(document["base"])),
        np.array(document["clues"], dtype=np.int64),
        np.array(document["bounds"], dtype=np.float32),
        np.array(document["leaves"], dtype=np.float32),
    )
