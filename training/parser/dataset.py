"""Questions as arrays, made once and kept on disk, and batches of them.

What is kept of an example is the question's own; what belongs to the schema is shared by all questions of a database.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from text2sql.catalog import Catalog
from text2sql.language import Token
from text2sql.writers.offline.learned.decoding import number_of, situation_of
from text2sql.writers.offline.learned.features import (
    CHANNELS,
    DIMENSIONS,
    FLAGS,
    Features,
    SchemaSide,
    WordVectors,
    read_question,
    schema_side,
)
from text2sql.writers.offline.learned.grammar import RULES, Action, start
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.translated import Translated, translate
from text2sql.writers.offline.learned.values import ValueCandidate
from training.parser.data import Example
from training.parser.model import Batch

_CELLS = 80_000
"""Questions × rows² of a batch at most: what fits the processor's cache and a second or less."""
_MOST_QUESTIONS = 16
_FORGOTTEN = 0.2
"""Of the Korean words of training questions so many are taken for unknown ones: other databases have other words."""


Floats = NDArray[np.float32]
GoldActions = Callable[[Example, Scope], tuple[Action, ...] | None]
"""The actions of an example's gold; None when it cannot be said."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One question and its gold as the network sees them."""

    id: str
    database: str
    split: str
    features: Features
    """Vectors in half precision."""
    targets: NDArray[np.int16]
    situations: NDArray[np.int16]
    allowed: NDArray[np.uint8]
    """Steps × (rules + rows), packed bits."""

    @property
    def rows(self) -> int:
        """Words, tables, columns and values."""
        return len(self.features.kinds)


def whole_side(catalog: Catalog, vectors: WordVectors, *, cleaned: bool) -> SchemaSide:
    """All of a schema in the order of the grammar's scope."""
    tables = [(table, tuple(column.name for column in table.columns)) for table in catalog.tables]
    return schema_side(catalog, tables, vectors, cleaned=cleaned)


def prepared(
    example: Example,
    catalog: Catalog,
    side: SchemaSide,
    values: tuple[ValueCandidate, ...],
    vectors: WordVectors,
    gold: GoldActions,
) -> Prepared | None:
    """An example ready for training; None when the grammar or the values cannot say its gold."""
    scope = Scope(catalog, values)
    actions = gold(example, scope)
    if actions is None:
        return None
    random = np.random.default_rng(list(example.id.encode()))
    forgotten = _FORGOTTEN if example.split == "train" else 0.0

    def known(tokens: Sequence[Token]) -> Translated:
        return [() if random.random() < forgotten else found for found in translate(tokens)]

    features = read_question(example.question, side, scope.values, vectors, known)
    width = len(RULES) + len(features.kinds)
    allowed = np.zeros((len(actions), width), dtype=np.bool_)
    situations, targets, state = [], [], start(scope)
    for step, action in enumerate(actions):
        allowed[step, [number_of(each, features) for each in state.allowed()]] = True
        situations.append(situation_of(state))
        targets.append(number_of(action, features))
        state = state.after(action)
    return Prepared(
        example.id,
        example.database,
        example.split,
        _half(features),
        np.array(targets, np.int16),
        np.array(situations, np.int16),
        np.packbits(allowed, axis=1),
    )


def _half(features: Features) -> Features:
    return Features(
        features.words,
        features.tables,
        features.columns,
        features.values,
        features.vectors.astype(np.float16),  # type: ignore[arg-type]
        features.kinds,
        features.flags.astype(np.float16),  # type: ignore[arg-type]
        features.relations,
        features.likeness.astype(np.float16),  # type: ignore[arg-type]
    )


def batches(examples: Sequence[Prepared], random: np.random.Generator | None) -> Iterator[list[Prepared]]:
    """Examples of about one size together; shuffled when there is a source of randomness."""
    noise = random.normal(0, 4, len(examples)) if random else np.zeros(len(examples))
    order = sorted(range(len(examples)), key=lambda place: examples[place].rows + noise[place])
    groups: list[list[Prepared]] = [[]]
    for place in order:
        rows = max(examples[place].rows, max((each.rows for each in groups[-1]), default=0))
        if len(groups[-1]) >= _MOST_QUESTIONS or (groups[-1] and (len(groups[-1]) + 1) * rows**2 > _CELLS):
            groups.append([])
        groups[-1].append(examples[place])
    if random:
        random.shuffle(groups)  # type: ignore[arg-type]
    yield from groups


def collate(examples: Sequence[Prepared]) -> Batch:
    """Pad examples to the largest of them."""
    size, steps = max(each.rows for each in examples), max(len(each.targets) for each in examples)
    count, rules = len(examples), len(RULES)
    parts = examples[0].situations.shape[1]
    vectors = np.zeros((count, size, DIMENSIONS), np.float32)
    kinds, flags = np.zeros((count, size), np.int64), np.zeros((count, size, FLAGS), np.float32)
    relations = np.zeros((count, size, size), np.int64)
    likeness = np.zeros((count, size, size, CHANNELS), np.float32)
    there, words = np.zeros((count, size), np.bool_), np.zeros((count, size), np.bool_)
    targets = np.full((count, steps), -1, np.int64)
    situations = np.zeros((count, steps, parts), np.int64)
    allowed = np.zeros((count, steps, rules + size), np.bool_)
    allowed[:, :, 0] = True
    for row, example in enumerate(examples):
        each, rows, length = example.features, example.rows, len(example.targets)
        vectors[row, :rows], kinds[row, :rows], flags[row, :rows] = each.vectors, each.kinds, each.flags
        relations[row, :rows, :rows] = each.relations
        names = slice(each.words, each.words + each.tables + each.columns)
        likeness[row, : each.words, names] = each.likeness.transpose(1, 2, 0)
        likeness[row, names, : each.words] = each.likeness.transpose(2, 1, 0)
        there[row, :rows], words[row, : each.words] = True, True
        targets[row, :length], situations[row, :length] = example.targets, example.situations
        allowed[row, :length, : rules + rows] = np.unpackbits(example.allowed, axis=1, count=rules + rows)
    previous = np.concatenate([np.full((count, 1), -1), targets[:, :-1]], axis=1)
    arrays = (vectors, kinds, flags, relations, likeness, there, words, previous, situations, allowed, targets)
    return Batch(*map(torch.from_numpy, arrays))


def write_prepared(path: Path, examples: Iterable[Prepared]) -> None:
    """Keep them."""
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        pickle.dump(list(examples), file, protocol=5)
    draft.rename(path)


def read_prepared(path: Path) -> list[Prepared]:
    """What :func:`write_prepared` wrote; only ever read your own files, for a pickle may run anything."""
    with path.open("rb") as file:
        found: list[Prepared] = pickle.load(file)
    return found


def by_split(examples: Iterable[Prepared]) -> Mapping[str, list[Prepared]]:
    """Examples by split."""
    found: dict[str, list[Prepared]] = {}
    for each in examples:
        found.setdefault(each.split, []).append(each)
    return found
