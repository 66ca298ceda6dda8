"""Boosted trees as arrays: grown by scikit-learn in ``training/parser/ranker.py``, followed here with NumPy alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_ARRAYS = ("roots", "asked", "bounds", "left", "right", "leaves")


@dataclass(frozen=True)
class Trees:
    """One node a row: all trees' nodes stand in the same arrays. Their sum is a logarithm of odds.

    Source: Friedman, "Greedy function approximation: a gradient boosting machine", 2001.
    """

    base: float
    """Logarithm of the odds before any tree."""
    roots: NDArray[np.int64]
    asked: NDArray[np.int64]
    """The number of the column a node asks for; -1 in a leaf."""
    bounds: NDArray[np.float64]
    """Up to and including the bound it goes left."""
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    leaves: NDArray[np.float64]

    @cached_property
    def _deepest(self) -> int:
        depth = np.zeros(len(self.asked), dtype=np.int64)
        for node in range(len(self.asked)):
            if self.asked[node] >= 0:  # Parents stand before their children.
                depth[[self.left[node], self.right[node]]] = depth[node] + 1
        return int(depth.max(initial=0))

    def odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The logarithm of the odds for each row."""
        nodes = np.tile(self.roots, (len(rows), 1))
        for _ in range(self._deepest):
            asked = self.asked[nodes]
            low = np.take_along_axis(rows, np.maximum(asked, 0), axis=1) <= self.bounds[nodes]
            nodes = np.where(asked < 0, nodes, np.where(low, self.left[nodes], self.right[nodes]))
        found: NDArray[np.float64] = self.base + self.leaves[nodes].sum(axis=1)
        return found

    def arrays(self, prefix: str) -> dict[str, NDArray[np.float64] | NDArray[np.int64]]:
        """What a file keeps of them."""
        return {f"{prefix}_base": np.array(self.base), **{f"{prefix}_{name}": getattr(self, name) for name in _ARRAYS}}

    @classmethod
    def read(cls, prefix: str, file: Mapping[str, NDArray[np.float64]]) -> "Trees":
        """Read back what :meth:`arrays` gave."""
        return cls(float(file[f"{prefix}_base"]), *(file[f"{prefix}_{name}"] for name in _ARRAYS))  # type: ignore[arg-type]
