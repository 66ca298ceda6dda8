"""The trained network in NumPy: scores of grammar actions for one question, step by step.

It computes what ``training/parser/model.py`` computes in torch: a relation-aware encoder (RAT-SQL, Wang et al., 2020)
and a transformer decoder with pointers. A test holds the two together. One question is small enough that arithmetic
takes a few milliseconds, so nothing is batched but the beams.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from text2sql.writers.offline.learned.features import Features

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Weights = Mapping[str, Floats]

_VECTOR_SCALE = 4.0
_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Memory:
    """What the encoder made of one question; the decoder reads it at every step."""

    rows: Floats
    """N × width."""
    pointable: Floats
    readable: Floats
    """Words × width."""
    aligned: Floats
    """Words × N: how well a word and a row belong together."""
    cross: tuple[tuple[Floats, Floats], ...]
    """Of each decoder layer, keys and values by head."""


@dataclass(frozen=True, slots=True)
class Past:
    """Keys and values of the steps so far: of each decoder layer, beams × heads × steps × size."""

    layers: tuple[tuple[Floats, Floats], ...]

    def of(self, beams: Numbers) -> "Past":
        """The past of these beams."""
        return Past(tuple((keys[beams], values[beams]) for keys, values in self.layers))


class Network:
    """Weights that can be asked. Frozen after loading; safe to use from several threads."""

    def __init__(self, weights: Weights, heads: int) -> None:
        """Take the weights under torch's names."""
        self._weights = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
        self._heads = heads
        self._matrices: dict[str, Floats] = {}
        for name, array in self._weights.items():
            if array.ndim == 2 and name.replace(".weight", ".bias") in self._weights:
                # Turned once: a few beams times a matrix that lies the right way take half the time.
                self._matrices[name.removesuffix(".weight")] = np.ascontiguousarray(array.T)
        self.rules = self._weights["rule_scores.weight"].shape[0]
        self.width = self._weights["rule_scores.weight"].shape[1]
        self._encoders = self._layers("encoder.")
        self._decoders = self._layers("decoder.")
        self.most_steps = self._weights["steps.weight"].shape[0]
        for attention in (
            *(f"encoder.{number}.attention" for number in range(self._encoders)),
            *(f"decoder.{number}.own" for number in range(self._decoders)),
        ):
            self._join(attention)

    def encode(self, features: Features) -> Memory:
        """Read the question and the schema."""
        likeness = _symmetric(features)
        x = self._linear("vectors", features.vectors) * _VECTOR_SCALE
        x = x + self._weights["kinds.weight"][features.kinds] + self._linear("flags", features.flags)
        biases = self._weights["relation_bias"][features.relations] + likeness @ self._weights["likeness.weight"].T
        biases = np.ascontiguousarray(biases.transpose(2, 0, 1))
        for number in range(self._encoders):
            own = biases[number * self._heads : (number + 1) * self._heads]
            x = self._encoder_layer(f"encoder.{number}.", x, own)
        rows = self._norm("encoded", x)
        aligned = self._weights["relation_scores"][features.relations[: features.words]]
        aligned = aligned + (likeness[: features.words] @ self._weights["likeness_scores.weight"].T)[:, :, 0]
        cross = tuple(
            (
                self._split(self._linear(f"decoder.{number}.cross.key", rows)),
                self._split(self._linear(f"decoder.{number}.cross.value", rows)),
            )
            for number in range(self._decoders)
        )
        readable = self._linear("readable", rows[: features.words])
        return Memory(rows, self._linear("pointable", rows), readable, aligned, cross)

    def begin(self) -> Past:
        """The past of one beam before the first step."""
        size = self.width // self._heads
        empty = np.zeros((1, self._heads, 0, size), dtype=np.float32)
        return Past(tuple((empty, empty) for _ in range(self._decoders)))

    def step(self, memory: Memory, past: Past, previous: Numbers, situations: Numbers) -> tuple[Floats, Past]:
        """Scores of the next action of each beam.

        Args:
            memory: of the question.
            past: of the beams.
            previous: the last action of each beam in the joint vocabulary, rules then rows; -1 at the start.
            situations: what the step is about, beams × parts, see :func:`.decoding.situation_of`.

        Returns:
            Beams × (rules + N), not normalised, and the past with this step in it.
        """
        number = past.layers[0][0].shape[2]
        is_pointer = previous >= self.rules
        by_rule = self._weights["rules.weight"][np.where(is_pointer | (previous < 0), self.rules, previous)]
        by_row = self._linear("pointed", memory.rows[np.maximum(previous - self.rules, 0)])
        x = np.where(is_pointer[:, None], by_row, by_rule)
        x = x + self._weights["situations.weight"][situations].sum(axis=1) + self._weights["steps.weight"][number]
        layers = []
        for layer, (keys, values) in enumerate(past.layers):
            x, grown = self._decoder_layer(layer, x, (keys, values), memory)
            layers.append(grown)
        hidden = self._norm("decoded", x)
        return self._scores(hidden, memory), Past(tuple(layers))

    def _scores(self, hidden: Floats, memory: Memory) -> Floats:
        scale = np.float32(self.width**-0.5)
        pointers = self._linear("pointing", hidden) @ memory.pointable.T * scale
        reads = _softmax(self._linear("reading", hidden) @ memory.readable.T * scale)
        return np.concatenate([self._linear("rule_scores", hidden), pointers + reads @ memory.aligned], axis=1)

    def _encoder_layer(self, name: str, x: Floats, bias: Floats) -> Floats:
        joined = self._linear(name + "attention", self._norm(name + "first", x))
        query, key, value = (self._split(part) for part in np.split(joined, 3, axis=1))
        scores = query @ key.transpose(0, 2, 1) * np.float32(query.shape[-1] ** -0.5) + bias
        mixed = (_softmax(scores) @ value).transpose(1, 0, 2).reshape(x.shape)
        x = x + self._linear(name + "attention.out", mixed)
        return x + self._inner(name, self._norm(name + "second", x))

    def _decoder_layer(
        self, layer: int, x: Floats, past: tuple[Floats, Floats], memory: Memory
    ) -> tuple[Floats, tuple[Floats, Floats]]:
        name = f"decoder.{layer}."
        beams, scale = x.shape[0], np.float32((self.width // self._heads) ** -0.5)
        joined = self._linear(name + "own", self._norm(name + "first", x))
        query, key, value = (part.reshape(beams, self._heads, 1, -1) for part in np.split(joined, 3, axis=1))
        keys, values = np.concatenate([past[0], key], axis=2), np.concatenate([past[1], value], axis=2)
        mixed = (_softmax(query @ keys.transpose(0, 1, 3, 2) * scale) @ values).reshape(x.shape)
        x = x + self._linear(name + "own.out", mixed)
        query = self._split(self._linear(name + "cross.query", self._norm(name + "second", x)))
        memory_keys, memory_values = memory.cross[layer]
        mixed = _softmax(query @ memory_keys.transpose(0, 2, 1) * scale) @ memory_values
        x = x + self._linear(name + "cross.out", mixed.transpose(1, 0, 2).reshape(x.shape))
        return x + self._inner(name, self._norm(name + "third", x)), (keys, values)

    def _inner(self, name: str, x: Floats) -> Floats:
        return self._linear(name + "outer", np.maximum(self._linear(name + "inner", x), 0))

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._matrices[name] + self._weights[name + ".bias"]

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
        return np.asarray(centred / deviation * self._weights[name + ".weight"] + self._weights[name + ".bias"])

    def _split(self, x: Floats) -> Floats:
        """N × width to heads × N × size."""
        return x.reshape(x.shape[0], self._heads, -1).transpose(1, 0, 2)

    def _join(self, attention: str) -> None:
        """One matrix for what is asked, what it is compared with and what is read."""
        parts = [f"{attention}.{part}" for part in ("query", "key", "value")]
        self._weights[attention + ".bias"] = np.concatenate([self._weights[part + ".bias"] for part in parts])
        self._matrices[attention] = np.concatenate([self._matrices.pop(part) for part in parts], axis=1)

    def _layers(self, prefix: str) -> int:
        return 1 + max(int(name.split(".")[1]) for name in self._weights if name.startswith(prefix))


def _symmetric(features: Features) -> Floats:
    """N × N × channels: the likeness of words and names in both directions, 0 elsewhere."""
    channels, words, names = features.likeness.shape
    rows = features.relations.shape[0]
    found = np.zeros((rows, rows, channels), dtype=np.float32)
    found[:words, words : words + names] = features.likeness.transpose(1, 2, 0)
    found[words : words + names, :words] = features.likeness.transpose(2, 1, 0)
    return found


def _softmax(scores: Floats) -> Floats:
    # A question without a single word has nothing to attend to.
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-1e9))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
