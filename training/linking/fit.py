"""Fits the models that weigh linking's evidence on Spider's training questions, and writes them as JSON.

    python -m training.linking.fit SPIDER_FOLDER FOLDER_FOR_CLUES

"alone" is fitted on questions asked of their own database as it is, and of databases made as wide and as badly named
as people's own (:mod:`training.linking.widening`), without cell values there; "families" on questions asked of all
databases at once. Some of the questions are in Korean, some avoid the words of the schema.

Clues take long to gather and are kept in the second folder. Column models see scores of their tables by models that
were fitted on other databases. Models of three quarters of the databases are measured on the fourth before those of all
are written. No development question is read.

Spider (Yu et al. 2018) is published under CC BY-SA 4.0; the models are sums over it and hold none of its text.
"""

import json
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from text2sql.catalog import Catalog
from text2sql.corpus.knowledge import SearchedKnowledge
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.evaluation.linking.data import DatabaseValues, LinkingData, pooled, read_linking_data
from text2sql.evaluation.linking.gold import Gold
from text2sql.evaluation.linking.opening import opened
from text2sql.stages.linking.asked import asked
from text2sql.stages.linking.candidates import Candidates
from text2sql.stages.linking.columns import COLUMN, column_clues, table_clues
from text2sql.stages.linking.evidence import WITH_COLUMNS, compare
from text2sql.stages.linking.finding import findings
from text2sql.stages.linking.tables import FIRST, SECOND
from text2sql.stages.linking.trees import Trees, judge
from training.linking.boosting import Example, Floats, trees_for
from training.linking.measuring import measure
from training.linking.questions import Asking, Wording, drawn, pooled_gold, read_askings, with_gold
from training.linking.widening import widened

TARGET = Path(__file__).parents[2] / "text2sql" / "stages" / "linking"
COUNTS: Mapping[str, Mapping[Wording, int]] = {
    "own": {"spider": 650, "korean": 450, "reworded": 400},
    "wide": {"spider": 900, "korean": 300, "reworded": 1200},
    "pool": {"spider": 200, "korean": 350, "reworded": 150},
}
"""How many questions are asked of what."""
MODELS = {"alone": (("own", "wide"), ("own",)), "families": (("pool",), ("pool",))}
"""What each model learns its tables from, and its columns. Columns of wide copies were no help (decision 0021)."""
TREES = {"alone": (150, 120), "families": (150, 80)}
"""How many trees judge tables and columns."""
VALUES, FOLDS, WIDENINGS = 120, 4, 2


@dataclass(frozen=True, slots=True)
class Seen:
    """One question, with the clues of the tables and columns that may be meant."""

    wording: Wording
    database: str
    names: tuple[str, ...]
    """Of the tables that were compared."""
    tables: Example
    gold_tables: int
    """How many there are, also where some are not compared."""
    candidates: Candidates
    columns: Example
    gold_columns: int
    ranks: np.ndarray[tuple[int], np.dtype[np.int64]]
    """The place of each candidate's table among the tables compared."""
    catalog: Catalog


class Remembering:
    """The multilingual embedder; what it has embedded once it knows."""

    def __init__(self) -> None:
        self._inner = MultilingualEmbedder()
        self.name, self.dimensions = self._inner.name, self._inner.dimensions
        self._known: dict[str, list[float]] = {}

    def embed(self, texts: Sequence[str], purpose: str) -> list[list[float]]:
        """Vectors of these texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._inner.embed(new, "document"), strict=True))
        return [self._known[text] for text in texts]


EMBEDDER = Remembering()


def main(spider: Path, kept: Path) -> None:
    """Gather clues, fit, measure on the databases that were held out, write."""
    seen = {setting: gathered(setting, spider, kept / f"{setting}.clues") for setting in COUNTS}
    names = sorted({each.database for rows in seen.values() for each in rows})
    folds = {name: number % FOLDS for number, name in enumerate(Random(7).sample(names, len(names)))}
    for name, sources in MODELS.items():
        rows = [[each for setting in settings for each in seen[setting]] for settings in sources]
        others = [[each for each in part if folds[each.database] != 0] for part in rows]
        tables, columns = fitted(others[0], others[1], folds, TREES[name])
        for setting in sources[0]:
            print(name, setting, flush=True)
            mine = [each for each in seen[setting] if folds[each.database] == 0]
            odds = [tables(each.tables[0]) for each in mine]
            of_columns = [columns(with_scores(each, own)) for each, own in zip(mine, odds, strict=True)]
            measure(mine, odds, of_columns)
        write(TARGET / f"{name}.json", judge(name).first, *fitted(rows[0], rows[1], folds, TREES[name]))


def gathered(setting: str, spider: Path, kept: Path) -> list[Seen]:
    """The clues of the questions of one setting, from the file if it is there."""
    if not kept.exists():
        data = read_linking_data(spider, "train_spider")
        askings = read_askings(spider)
        training = {asking.database for asking in askings}
        data = (
            replace(data, catalogs={name: data.catalogs[name] for name in sorted(training)})
            if setting == "wide"
            else data
        )
        chosen = with_gold(drawn(askings, COUNTS[setting]), data.catalogs)
        with tempfile.TemporaryDirectory() as place:
            rows = list(ASKERS[setting](data, chosen, Path(place)))
        kept.write_bytes(pickle.dumps(rows))
    found: list[Seen] = pickle.loads(kept.read_bytes())
    return found


def in_pool(data: LinkingData, chosen: Sequence[tuple[Asking, Gold]], place: Path) -> Iterator[Seen]:
    """The questions asked of all databases as one catalog."""
    known = opened(pooled(data.catalogs), DatabaseValues(data.databases), EMBEDDER, place)
    for asking, gold in chosen:
        yield seen_by(known, asking, pooled_gold(gold, asking.database), judge("families").first)


def each_alone(data: LinkingData, chosen: Sequence[tuple[Asking, Gold]], place: Path) -> Iterator[Seen]:
    """Each question asked of its own database."""
    for name, mine in by_database(chosen):
        source = DatabaseValues(data.databases, name) if name in data.databases else None
        known = opened(data.catalogs[name], source, EMBEDDER, place / name)
        for asking, gold in mine:
            yield seen_by(known, asking, gold, judge("alone").first)


def each_widened(data: LinkingData, chosen: Sequence[tuple[Asking, Gold]], place: Path) -> Iterator[Seen]:
    """Each question asked of one of two wider copies of its own database, of which no cell values are known.

    The data must hold training catalogs only: all of them lend columns and tables.
    """
    for name, mine in by_database(chosen):
        for copy in range(WIDENINGS):
            source = DatabaseValues(data.databases, name) if name in data.databases else None
            made = widened(name, data.catalogs, f"{name}{copy}", source)
            known = opened(made.catalog, None, EMBEDDER, place / f"{name}_{copy}")
            for asking, gold in mine[copy::WIDENINGS]:
                yield seen_by(known, asking, made.gold(gold), judge("alone").first)


ASKERS: Mapping[str, Callable[[LinkingData, Sequence[tuple[Asking, Gold]], Path], Iterator[Seen]]] = {
    "own": each_alone,
    "wide": each_widened,
    "pool": in_pool,
}


def by_database(chosen: Sequence[tuple[Asking, Gold]]) -> Iterator[tuple[str, list[tuple[Asking, Gold]]]]:
    """The questions over each database."""
    for name in sorted({asking.database for asking, _ in chosen}):
        yield name, [(asking, gold) for asking, gold in chosen if asking.database == name]


def seen_by(known: SearchedKnowledge, asking: Asking, gold: Gold, first: Floats) -> Seen:
    """A question with all clues; those that need scores of tables are filled in later."""
    values = known.values(asking.question, VALUES)
    found = findings(asked(asking.question, values), values, known, known)
    compared = compare(found, known, first)
    tables = [known.catalog.tables[place] for place in compared.places]
    scores = compared.clues[:, len(FIRST)]
    best = np.argsort(-scores, kind="stable")[:WITH_COLUMNS]
    candidates = Candidates.of([tables[place] for place in best], found.wording)
    clues = column_clues(found, known.catalog, candidates, scores[best])
    is_gold = np.array([place in gold.columns for place in candidates.places], dtype=bool)
    of_tables = np.array([table.name in gold.tables for table in tables])
    return Seen(
        asking.wording, asking.database, tuple(table.name for table in tables),
        (compared.clues, of_tables), len(gold.tables), candidates, (clues, is_gold), len(gold.columns), best,
        known.catalog,
    )  # fmt: skip


def with_scores(seen: Seen, odds: Floats) -> Floats:
    """Clues of columns with the scores of their tables."""
    told = table_clues(seen.catalog, seen.candidates, odds[seen.ranks])
    return np.concatenate([seen.columns[0][:, : -len(told)], np.stack(told, axis=1)], axis=1).astype(np.float32)


def fitted(
    for_tables: Sequence[Seen], for_columns: Sequence[Seen], folds: Mapping[str, int], trees: tuple[int, int]
) -> tuple[Trees, Trees]:
    """Models of tables and columns; the latter see tables judged by models of other databases."""
    examples = []
    for half in (0, 1):
        models = trees_for([each.tables for each in for_tables if folds[each.database] % 2 != half], trees[0])
        mine = [each for each in for_columns if folds[each.database] % 2 == half]
        examples += [(with_scores(each, models(each.tables[0])), each.columns[1]) for each in mine]
    return trees_for([each.tables for each in for_tables], trees[0]), trees_for(examples, trees[1])


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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
