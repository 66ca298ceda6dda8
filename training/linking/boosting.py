"""Fits the two kinds of model that linking uses; nothing but NumPy is needed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from text2sql.stages.linking.trees import Trees

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Example = tuple[Floats, Flags]
"""Rows of clues of one question, and which of them are gold."""

STEPS, RATE, PENALTY = 300, 0.05, 1e-3
BINS, KEPT, SMOOTHING, LEAST_WEIGHT, CLUES_SEEN = 48, 0.7, 2.0, 8.0, 0.8


def weights_of(examples: Sequence[Example]) -> Floats:
    """Weights with which every gold row comes before all others.

    The loss is the mean over gold rows of -log(e^s / (e^s + sum of e^t over the rows that are not gold)), with a small
    penalty on large weights of standardised clues, minimised by gradient descent (Adam, Kingma and Ba 2015).
    """
    used = [(rows, gold) for rows, gold in examples if gold.any() and not gold.all()]
    spread = np.concatenate([rows for rows, _ in used]).std(axis=0)
    spread[spread < 1e-6] = np.inf
    rows = np.concatenate([each for each, _ in used]) / spread
    gold = np.concatenate([each for _, each in used])
    sizes = [len(each) for _, each in used]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    question, meant = np.repeat(np.arange(len(used)), sizes), np.flatnonzero(gold)
    weights, mean, square = np.zeros(rows.shape[1]), np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        top = np.maximum.reduceat(np.where(gold, -1e9, scores), starts)
        odds = np.where(gold, 0.0, np.exp(np.clip(scores - top[question], -60, 0)))
        total = np.add.reduceat(odds, starts)
        centre = np.add.reduceat(odds[:, None] * rows, starts) / total[:, None]
        of = question[meant]
        lost = 1 / (1 + np.exp(np.clip(scores[meant] - top[of], -50, 50)) / total[of])
        slope = (lost[:, None] * (centre[of] - rows[meant])).sum(axis=0) / len(used) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return (weights / spread).astype(np.float32)


def trees_for(examples: Sequence[Example], trees: int, depth: int = 4, rate: float = 0.08) -> Trees:
    """Trees whose sum is the log-odds that a row is gold, by Newton steps on the logistic loss."""
    chance = np.random.default_rng(7)
    rows = np.concatenate([each for each, _ in examples])
    gold = np.concatenate([each for _, each in examples]).astype(np.float64)
    base = float(np.log(gold.mean() / (1 - gold.mean())))
    bounds = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])).astype(np.float32) for column in rows.T]
    bins = np.stack([np.searchsorted(bound, column) for bound, column in zip(bounds, rows.T, strict=True)]).astype(
        np.int64
    )
    scores, grown = np.full(len(rows), base), []
    for _ in range(trees):
        likely = 1 / (1 + np.exp(-scores))
        slope, curve = likely - gold, likely * (1 - likely)
        kept = np.flatnonzero(chance.random(len(rows)) < KEPT)
        seen = chance.permutation(len(bounds))[: max(1, int(CLUES_SEEN * len(bounds)))]
        clues, limits = _grown(bins[:, kept], bounds, slope[kept], curve[kept], depth, seen)
        leaf = _leaf(rows, clues, limits, depth)
        total = np.bincount(leaf[kept], slope[kept], 2**depth)
        leaves = -rate * total / (np.bincount(leaf[kept], curve[kept], 2**depth) + SMOOTHING)
        scores += leaves[leaf]
        grown.append((clues, limits, leaves))
    clues, limits, leaves = (np.array(part) for part in zip(*grown, strict=True))
    return Trees(base, clues, limits.astype(np.float32), leaves.astype(np.float32))


def _grown(bins, bounds, slope, curve, depth, seen):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The clue asked at each node, and the bound it is held against."""
    clues, limits = np.zeros(2**depth - 1, dtype=np.int64), np.full(2**depth - 1, np.inf)
    places = np.full(2**depth - 1, BINS)
    node = np.zeros(bins.shape[1], dtype=np.int64)
    for level in range(depth):
        first, count = 2**level - 1, 2**level
        best = np.full(count, 1e-6)
        for clue in seen:
            size = len(bounds[clue]) + 1
            if size < 2:
                continue
            key = (node - first) * size + bins[clue]
            gain, cut = _gains(np.bincount(key, slope, count * size), np.bincount(key, curve, count * size), count)
            for at in np.flatnonzero(gain > best):
                best[at], clues[first + at], places[first + at] = gain[at], clue, cut[at]
                limits[first + at] = bounds[clue][cut[at]]
        node = 2 * node + 1 + (bins[clues[node], np.arange(bins.shape[1])] > places[node])
    return clues, limits


def _gains(slope: NDArray[np.float64], curve: NDArray[np.float64], nodes: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """For each node what its best cut gains, and which that is."""
    slopes, curves = slope.reshape(nodes, -1), curve.reshape(nodes, -1)
    left, left_curve = slopes.cumsum(axis=1)[:, :-1], curves.cumsum(axis=1)[:, :-1]
    whole, whole_curve = slopes.sum(axis=1, keepdims=True), curves.sum(axis=1, keepdims=True)
    gain = left**2 / (left_curve + SMOOTHING) + (whole - left) ** 2 / (whole_curve - left_curve + SMOOTHING)
    gain -= whole**2 / (whole_curve + SMOOTHING)
    gain[(left_curve < LEAST_WEIGHT) | (whole_curve - left_curve < LEAST_WEIGHT)] = 0
    cut = gain.argmax(axis=1)
    return gain[np.arange(nodes), cut], cut


def _leaf(rows: Floats, clues: NDArray[np.int64], limits: NDArray[np.float64], depth: int) -> NDArray[np.int64]:
    node = np.zeros(len(rows), dtype=np.int64)
    for _ in range(depth):
        node = 2 * node + 1 + (rows[np.arange(len(rows)), clues[node]] > limits[node])
    return node - (2**depth - 1)
