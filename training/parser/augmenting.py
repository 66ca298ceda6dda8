"""Changes made to training examples as they are drawn, so that the network learns what carries over to other databases.

A hundred and forty schemas are few: a network of some width remembers them. "Thinned" questions see a part of their
schema, another one each time; in "renamed" ones words of the question and the names they stand in mean something else,
the same in both, so that only the relation between them tells what is asked.

Spider's questions repeat the names of columns letter by letter; people say synonyms, and Koreans say Korean. Where a
name is "blurred" its matches are taken away and its likeness becomes what a translation's or a synonym's is (0.4 to
0.7), and the vectors of the words move as far as a translation is from its original.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from text2sql.writers.offline.learned.grammar import RULES
from text2sql.writers.offline.learned.relations import owners, whole_matches, without_match
from training.parser.dataset import Floats, Prepared

BLURRED_QUESTIONS = 0.3
THINNED_QUESTIONS = 0.5
RENAMED_QUESTIONS = 0.3
_DROPPED_TABLES, _DROPPED_COLUMNS = 0.6, 0.5
"""At most; how much is drawn for each question."""
_RENAMED_WORDS = 0.5
_KEYS = slice(14, 17)
_BLURRED_NAMES = 0.5
_MATCH_FLAG = 19
_CERTAIN = 0.8
_NOISE = 0.6


def augmented(examples: Sequence[Prepared], random: np.random.Generator, others: Floats) -> list[Prepared]:
    """The examples, many of them changed.

    Args:
        examples: as they are.
        random: where chance comes from.
        others: vectors of names, what names and words are renamed to.
    """
    found = []
    for example in examples:
        each = example
        if random.random() < THINNED_QUESTIONS:
            each = thinned(each, random)
        if random.random() < RENAMED_QUESTIONS:
            each = renamed(each, random, others)
        found.append(blurred(each, random) if random.random() < BLURRED_QUESTIONS else each)
    return found


def thinned(example: Prepared, random: np.random.Generator) -> Prepared:
    """The example over a part of its schema: the gold's tables and columns, keys, and some of the rest."""
    features, rules = example.features, len(RULES)
    words, tables, columns = features.words, features.tables, features.columns
    first = words + tables
    meant = np.zeros(example.rows, np.bool_)
    meant[example.targets[example.targets >= rules] - rules] = True
    owner = owners(features.relations, words, tables, columns)
    needed = meant[words:first].copy()
    needed[owner[meant[first : first + columns]]] = True
    kept_tables = needed | (random.random(tables) >= random.uniform(0, _DROPPED_TABLES))
    keys = features.flags[first : first + columns, _KEYS].any(axis=1)
    kept_columns = meant[first : first + columns] | keys
    kept_columns |= random.random(columns) >= random.uniform(0, _DROPPED_COLUMNS)
    kept_columns &= kept_tables[owner]
    kept = np.ones(example.rows, np.bool_)
    kept[words:first], kept[first : first + columns] = kept_tables, kept_columns
    names = np.concatenate([kept_tables, kept_columns])
    moved = np.concatenate([np.arange(rules), rules + np.cumsum(kept) - 1])
    allowed = np.unpackbits(example.allowed, axis=1, count=rules + example.rows)
    return replace(
        example,
        features=replace(
            features,
            tables=int(kept_tables.sum()),
            columns=int(kept_columns.sum()),
            vectors=features.vectors[kept],
            kinds=features.kinds[kept],
            flags=features.flags[kept],
            relations=features.relations[np.ix_(kept, kept)],
            likeness=features.likeness[:, :, names],
        ),
        targets=moved[example.targets].astype(np.int16),
        allowed=np.packbits(allowed[:, np.concatenate([np.ones(rules, np.bool_), kept])], axis=1),
    )


def renamed(example: Prepared, random: np.random.Generator, others: Floats) -> Prepared:
    """The example where some words of the question and the names they stand in mean something else."""
    features = example.features
    words = features.words
    whole = whole_matches(features.relations, words, features.tables, features.columns)
    vectors = features.vectors.astype(np.float32)
    for word in np.flatnonzero(whole.any(axis=1) & (random.random(words) < _RENAMED_WORDS)):
        vectors[[word, *(words + np.flatnonzero(whole[word]))]] = others[random.integers(len(others))]
    return replace(example, features=replace(features, vectors=vectors))


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
