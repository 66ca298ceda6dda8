"""Fits the models that weigh linking's evidence on Spider's training questions, and writes them as JSON.

    python -m training.linking.fit SPIDER_FOLDER

"alone" is fitted on questions asked of their own database, "families" on some of them asked of all databases at once.
Every question is read twice: as it is, and as if its words were foreign. For that its vectors are turned at random as
far as a Korean word is from its English translation (cosines of 0.68 to 0.93 for most of forty words, of 0.74 to 0.9
for questions), and no word of it is known by its letters. So the models learn what to trust when only meaning is left.

Column models see scores of their tables by models that were fitted on other databases. A quarter of the databases is
only measured on. No development question is read.

Spider (Yu et al. 2018) is published under CC BY-SA 4.0; the models are sums over it and hold none of its text.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from text2sql.catalog import Catalog
from text2sql.corpus.knowledge import SearchedKnowledge
from text2sql.corpus.phrases import vectors_of
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.evaluation.linking.data import DatabaseValues, LinkingData, pooled, read_linking_data
from text2sql.evaluation.linking.gold import Gold, gold_of, schema_of
from text2sql.evaluation.linking.opening import opened
from text2sql.evaluation.types import Case
from text2sql.interfaces import DocumentKind
from text2sql.stages.linking.asked import asked
from text2sql.stages.linking.columns import COLUMN, Candidates, column_clues, table_clues
from text2sql.stages.linking.evidence import WITH_COLUMNS, compare
from text2sql.stages.linking.finding import Findings, findings
from text2sql.stages.linking.tables import FIRST, SECOND, first_clues
from text2sql.stages.linking.trees import Trees
from text2sql.types import Hit
from training.linking.boosting import Example, Flags, Floats, trees_for, weights_of

TARGET = Path(__file__).parents[2] / "text2sql" / "stages" / "linking"
QUESTIONS = {"alone": 4_000, "families": 1_300}
TREES = {"alone": (150, 120), "families": (150, 80)}
"""How many trees judge tables and columns."""
WORD_COSINES, QUESTION_COSINES = (0.68, 0.93), (0.74, 0.9)
FOR_FIRST = 1_000
VALUES = 120

Row = tuple[str, Findings, SearchedKnowledge, Gold]
"""The database of a question, what was found for it, what is known, and gold under the names that are known."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One question, with the clues of the tables and columns that may be meant."""

    database: str
    tables: Example
    candidates: Candidates
    columns: Example
    ranks: NDArray[np.int64]
    """The place of each candidate's table among the tables compared."""
    catalog: Catalog


class Turned:
    """The multilingual embedder, whose vectors of questions can be turned away from what they mean."""

    def __init__(self) -> None:
        self._inner = MultilingualEmbedder()
        self.name, self.dimensions = self._inner.name, self._inner.dimensions
        self.chance: np.random.Generator | None = None

    @contextmanager
    def turning(self, chance: np.random.Generator) -> Iterator[None]:
        """Turn all questions meanwhile."""
        self.chance = chance
        yield
        self.chance = None

    def embed(self, texts: Sequence[str], purpose: str) -> list[list[float]]:
        """Vectors of these texts."""
        rows = self._inner.embed(texts, "document")
        if self.chance is None or purpose == "document":
            return rows
        return turned(np.array(rows), QUESTION_COSINES, self.chance).tolist()


def turned(vectors: Floats, cosines: tuple[float, float], chance: np.random.Generator) -> Floats:
    """Unit vectors at a random angle to these."""
    away = chance.normal(size=vectors.shape)
    away -= (away * vectors).sum(axis=1, keepdims=True) * vectors
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    cosine = chance.uniform(*cosines, size=(len(vectors), 1))
    return (cosine * vectors + np.sqrt(1 - cosine**2) * away).astype(np.float32)


EMBEDDER = Turned()


class Unremembered:
    """The same knowledge, which embeds a question again although it was the last one."""

    def __init__(self, known: SearchedKnowledge) -> None:
        self.catalog, self.samples = known.catalog, known.samples
        self.matching, self.families, self.values = known.matching, known.families, known.values
        self.family_numbers = known.family_numbers
        self._nearest = known.nearest
        self._mark = Unremembered.count = Unremembered.count + 1

    count = 0

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents closest to the turned question; blanks make it another text for whoever remembers the last one."""
        return self._nearest(kind, text + " " * (1 + self._mark % 2), count)


class ForeignWords:
    """Knowledge to which the words of a question are foreign: their meaning is known, and not well."""

    def __init__(self, known: SearchedKnowledge, chance: np.random.Generator) -> None:
        self.phrases = known.phrases
        self._vectors = vectors_of(known.phrases.words, EMBEDDER)
        self.chance = chance

    def closeness(self, spans: Sequence[str]) -> Floats:
        """Cosines of turned vectors."""
        vectors = vectors_of(spans, EMBEDDER)
        return turned(vectors, WORD_COSINES, self.chance) @ self._vectors.T if spans else vectors @ self._vectors.T


def main(folder: Path) -> None:
    """Fit, measure on the databases that were held out, write."""
    data, others = read_linking_data(folder, "train_spider"), read_linking_data(folder, "train_others")
    drawn = random.Random(7).sample([*data.cases, *others.cases], max(QUESTIONS.values()))
    names = sorted({case.database for case in drawn})
    folds = {name: number % 4 for number, name in enumerate(random.Random(7).sample(names, len(names)))}
    with tempfile.TemporaryDirectory() as place:
        for name, count in QUESTIONS.items():
            rows = (in_pool if name == "families" else each_alone)(data, drawn[:count], Path(place, name))
            early = list(islice(rows, FOR_FIRST))
            first = weights_of(
                [(first_clues(found, known), gold_tables(known, gold)) for _, found, known, gold in early]
            )
            seen = [seen_by(first, *row) for row in chain(early, rows)]
            print(name, len(seen), "examples", flush=True)
            measure(seen, folds, TREES[name])
            tables, columns = fitted(seen, folds, TREES[name])
            write(TARGET / f"{name}.json", first, tables, columns)


def in_pool(data: LinkingData, cases: Sequence[Case], place: Path) -> Iterator[Row]:
    """The questions asked of all databases as one catalog."""
    yield from asked_of(pooled(data.catalogs), data, cases, place)


def each_alone(data: LinkingData, cases: Sequence[Case], place: Path) -> Iterator[Row]:
    """Each question asked of its own database; those over one database one after the other."""
    order = {name: at for at, name in enumerate(random.Random(8).sample(sorted(data.catalogs), len(data.catalogs)))}
    for name, group in groupby(sorted(cases, key=lambda case: order[case.database]), key=lambda case: case.database):
        yield from asked_of(data.catalogs[name], data, list(group), place / name)


def asked_of(catalog: Catalog, data: LinkingData, cases: Sequence[Case], folder: Path) -> Iterator[Row]:
    """The questions asked of one catalog, each as it is and as if it were foreign."""
    prefix = catalog.database == "pool"
    known = opened(catalog, DatabaseValues(data.databases, "" if prefix else catalog.database), EMBEDDER, folder)
    chance = np.random.default_rng(7)
    foreign = ForeignWords(known, chance)
    schemas = {name: schema_of(data.catalogs[name]) for name in {case.database for case in cases}}
    for case in cases:
        gold = gold_of(case.gold[0], data.catalogs[case.database], schemas[case.database])
        if gold is None:
            continue
        gold = within(gold, case.database) if prefix else gold
        values = known.values(case.question, VALUES)
        said = asked(case.question, values)
        yield case.database, findings(said, values, known, known), known, gold
        unknown = replace(said, terms=((),) * len(said.terms), foreign=(True,) * len(said.spans), spelled="")
        with EMBEDDER.turning(chance):
            found = findings(unknown, values, Unremembered(known), foreign)
        yield case.database, found, known, gold


def within(gold: Gold, database: str) -> Gold:
    """Gold with the names that the pool gives its tables."""
    return Gold(
        frozenset(f"{database}.{table}" for table in gold.tables),
        frozenset((f"{database}.{table}", column) for table, column in gold.columns),
        gold.literals,
    )


def gold_tables(known: SearchedKnowledge, gold: Gold) -> Flags:
    """Which tables of the catalog are gold."""
    return np.array([table.name in gold.tables for table in known.catalog.tables])


def seen_by(first: Floats, database: str, found: Findings, known: SearchedKnowledge, gold: Gold) -> Seen:
    """A question with all clues; those that need scores of tables are filled in later."""
    compared = compare(found, known, first)
    tables = [known.catalog.tables[place] for place in compared.places]
    scores = compared.clues[:, len(FIRST)]
    best = np.argsort(-scores, kind="stable")[:WITH_COLUMNS]
    candidates = Candidates.of([tables[place] for place in best], found.wording)
    clues = column_clues(found, known.catalog, candidates, scores[best])
    is_gold = np.array([place in gold.columns for place in candidates.places], dtype=bool)
    of_tables = np.array([table.name in gold.tables for table in tables])
    return Seen(database, (compared.clues, of_tables), candidates, (clues, is_gold), best, known.catalog)


def with_scores(seen: Seen, models: Trees) -> Example:
    """Columns with the scores that models give their tables."""
    clues, gold = seen.columns
    told = table_clues(seen.catalog, seen.candidates, models(seen.tables[0])[seen.ranks])
    return np.concatenate([clues[:, : -len(told)], np.stack(told, axis=1)], axis=1).astype(np.float32), gold


def fitted(seen: Sequence[Seen], folds: Mapping[str, int], trees: tuple[int, int]) -> tuple[Trees, Trees]:
    """Models of tables and columns; the latter see tables judged by models of other databases."""
    halves = [[each for each in seen if folds[each.database] % 2 == half] for half in (0, 1)]
    examples = []
    for half, other in ((0, 1), (1, 0)):
        models = trees_for([each.tables for each in halves[other]], trees[0])
        examples += [with_scores(each, models) for each in halves[half]]
    return trees_for([each.tables for each in seen], trees[0]), trees_for(examples, trees[1])


def measure(seen: Sequence[Seen], folds: Mapping[str, int], trees: tuple[int, int]) -> None:
    """Print what models of three quarters of the databases find in the fourth."""
    held = [each for each in seen if folds[each.database] == 0]
    tables, columns = fitted([each for each in seen if folds[each.database] != 0], folds, trees)
    odds = [(tables(each.tables[0]), each.tables[1]) for each in held]
    report("tables", odds, (2, 3, 5, 10), (-3.0, -3.5, -4.0, -4.5, -5.0, -6.0))
    of_columns = [(columns(clues), gold) for clues, gold in (with_scores(each, tables) for each in held)]
    report("columns", of_columns, (10, 15, 20), (-3.0, -4.0, -5.0, -6.0))


def report(what: str, scored: Sequence[Example], cuts: Sequence[int], bounds: Sequence[float]) -> None:
    """Print the share of questions that keep all gold, by how many are kept and by how likely they must be."""
    for cut in cuts:
        whole = [gold[np.argsort(-odds, kind="stable")[:cut]].sum() == gold.sum() for odds, gold in scored]
        print(f"  {what}: all gold in the best {cut}: {np.mean(whole):.1%}")
    for bound in bounds:
        kept = [(odds >= bound) | (odds == odds.max(initial=-np.inf)) for odds, _ in scored]
        whole = [not (gold & ~each).any() for (_, gold), each in zip(scored, kept, strict=True)]
        size = np.mean([each.sum() for each in kept])
        print(f"  {what}: log-odds of at least {bound}: {np.mean(whole):.2%} whole, {size:.2f} kept", flush=True)


def write(path: Path, first: Floats, tables: Trees, columns: Trees) -> None:
    """The models as JSON, with what they were made from."""
    document = {
        "note": "Written by training/linking/fit.py from Spider's training questions (Yu et al. 2018, CC BY-SA 4.0).",
        "first": {name: round(float(weight), 4) for name, weight in zip(FIRST, first, strict=True)},
        "tables": as_json(tables),
        "columns": as_json(columns),
        "clues": {"tables": [*FIRST, *SECOND], "columns": list(COLUMN)},
    }
    path.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")


def as_json(trees: Trees) -> dict[str, object]:
    """Trees as lists; a bound that nothing is above is the largest number."""
    bounds = np.where(np.isfinite(trees.bounds), trees.bounds, 1e9)
    return {
        "base": round(trees.base, 4),
        "clues": trees.clues.tolist(),
        "bounds": [[float(f"{bound:.5g}") for bound in row] for row in bounds],
        "leaves": [[round(float(leaf), 4) for leaf in row] for row in trees.leaves],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
