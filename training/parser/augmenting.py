"""Changes made to training examples as they are drawn, so that the network does not trust the words' letters alone.

Spider's questions repeat the names of columns letter by letter; people say synonyms, and Koreans say Korean. Where a
name is "blurred" its matches are taken away and its likeness becomes what a translation's or a synonym's is (0.4 to
0.7), and the vectors of the words move as far as a translation is from its original.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from text2sql.writers.offline.learned.relations import without_match
from training.parser.dataset import Prepared

BLURRED_QUESTIONS = 0.3
_BLURRED_NAMES = 0.5
_MATCH_FLAG = 19
_CERTAIN = 0.8
_NOISE = 0.6


def augmented(examples: Sequence[Prepared], random: np.random.Generator) -> list[Prepared]:
    """Some of the examples blurred, all others as they are."""
    return [blurred(each, random) if random.random() < BLURRED_QUESTIONS else each for each in examples]


def blurred(example: Prepared, random: np.random.Generator) -> Prepared:
    """The example asked in other words than the schema's."""
    features = example.features
    words, names = features.words, features.tables + features.columns
    chosen = random.random(names) < _BLURRED_NAMES
    relations = without_match(features.relations, words, features.tables, chosen)
    likeness = features.likeness.astype(np.float32)
    weaker = random.uniform(0.45, 0.75, size=(1, words, names))
    likeness = np.where(chosen[None, None] & (likeness > _CERTAIN), likeness * weaker, likeness)
    flags = features.flags.copy()
    place = words + np.flatnonzero(chosen)
    flags[place, _MATCH_FLAG] = 0
    flags[place, 20:23] = likeness.max(axis=1)[:, chosen].T
    vectors = features.vectors.astype(np.float32)
    noise = random.normal(size=(words, vectors.shape[1])) / np.sqrt(vectors.shape[1])
    strength = random.uniform(0, _NOISE)
    vectors[:words] = vectors[:words] * np.sqrt(1 - strength**2) + noise * strength
    return replace(
        example,
        features=replace(
            features, relations=relations, likeness=likeness.astype(np.float32), flags=flags, vectors=vectors
        ),
    )
