"""Trains the ranker on judged proposals and says what it is worth.

    python -m training.parser.ranker CANDIDATES.jsonl OUT_FOLDER

Reads what ``training.parser.candidates`` wrote. Every figure and every threshold is of proposals over databases the
trees were not grown on: five folds by database. The second trees learn from preferences that were found in the same way
(stacking: Wolpert, 1992). Thresholds are the more careful ones of Spider's and the invented databases. Writes
``ranker.npz``, grown on all of them, and ``ranker.json`` with thresholds and figures. Needs scikit-learn; the package
reads the result with NumPy.
"""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from text2sql.writers.offline.learned.confidence import Thresholds, calibrated, precision_at
from text2sql.writers.offline.learned.ranker import Ranker, own_rows, pair_rows, preferences
from text2sql.writers.offline.learned.ranking import NAMES, Evidence
from text2sql.writers.offline.learned.trees import Trees

FOLDS, SEED = 5, 7
LANGUAGES = ("English", "Korean")
PARTS = tuple(f"{language}{kind}" for language in LANGUAGES for kind in ("", ", invented"))
"""Spider's questions, with the reworded ones, and those over invented databases."""
_PLACE = NAMES.index("place")
_CHECKED = 200
_SPIDERS_WEIGHT = 4.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """All proposals, one a row."""

    rows: Floats
    right: NDArray[np.bool_]
    questions: Mapping[str, NDArray[np.int64]]
    """The rows of each question."""
    databases: Mapping[str, str]
    """The database of each question."""

    def pairs(self, asked: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Right and wrong proposals for the same question, each with each."""
        ones, others = [], []
        for name in asked:
            places = self.questions[name]
            right, wrong = places[self.right[places]], places[~self.right[places]]
            ones.append(np.repeat(right, len(wrong)))
            others.append(np.tile(wrong, len(right)))
        return np.concatenate(ones), np.concatenate(others)

    def folds(self) -> Iterator[tuple[list[str], list[str]]]:
        """Questions to learn from and to look at, no database in both."""
        names = sorted(set(self.databases.values()))
        random.Random(SEED).shuffle(names)
        for fold in range(FOLDS):
            kept = set(names[fold::FOLDS])
            yield (
                [each for each in self.questions if self.databases[each] not in kept],
                [each for each in self.questions if self.databases[each] in kept],
            )

    def weights(self) -> Floats:
        """One of Spider's questions counts as much as four over invented databases, of which there are so many more."""
        weights = np.ones(len(self.rows))
        for name, places in self.questions.items():
            if "invented" not in part_of(name):
                weights[places] = _SPIDERS_WEIGHT
        return weights


def read(candidates: Path) -> Judged:
    """What ``candidates`` wrote."""
    entries = [json.loads(line) for line in candidates.read_text("utf-8").splitlines()]
    questions: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        questions.setdefault(entry["id"], []).append(place)
    return Judged(
        np.array([entry["row"] for entry in entries], dtype=np.float64),
        np.array([entry["right"] for entry in entries], dtype=bool),
        {name: np.array(places) for name, places in questions.items()},
        {entry["id"]: entry["database"] for entry in entries},
    )


def better_trees(judged: Judged, asked: Sequence[str]) -> HistGradientBoostingClassifier:
    """Trees that tell the better one of two proposals."""
    right, wrong = judged.pairs(asked)
    rows = np.vstack([pair_rows(judged.rows, right, wrong), pair_rows(judged.rows, wrong, right)])
    answers = np.concatenate([np.ones(len(right)), np.zeros(len(wrong))])
    weights = judged.weights()
    return _grown(rows, answers, np.concatenate([weights[right], weights[wrong]]), iterations=400)


def likely_trees(judged: Judged, own: Floats, asked: Sequence[str]) -> HistGradientBoostingClassifier:
    """Trees that tell how likely a proposal is right."""
    places = np.concatenate([judged.questions[each] for each in asked])
    return _grown(own[places], judged.right[places], judged.weights()[places], iterations=300)


def _grown(
    rows: Floats, answers: NDArray[np.generic], weights: Floats, iterations: int
) -> HistGradientBoostingClassifier:
    trees = HistGradientBoostingClassifier(
        max_iter=iterations,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=60,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=SEED,
    )
    return trees.fit(rows, answers, sample_weight=weights)


def preferred(trees: HistGradientBoostingClassifier, judged: Judged, asked: Sequence[str]) -> tuple[Floats, Floats]:
    """The mean and the least that each proposal has against the others of its question; NaN for other questions."""
    mean, least = np.full(len(judged.rows), np.nan), np.full(len(judged.rows), np.nan)
    sides = [np.nonzero(~np.eye(len(judged.questions[name]), dtype=bool)) for name in asked]
    ones, others = (
        np.concatenate([judged.questions[name][pair[side]] for name, pair in zip(asked, sides, strict=True)])
        for side in (0, 1)
    )
    odds = trees.decision_function(pair_rows(judged.rows, ones, others))
    ends = np.cumsum([len(pair[0]) for pair in sides])
    for name, found in zip(asked, np.split(odds, ends[:-1]), strict=True):
        places = judged.questions[name]
        mean[places], least[places] = preferences(found.reshape(len(places), -1))
    return mean, least


def out_of_folds(judged: Judged) -> tuple[Floats, Floats]:
    """Preferences for each question by trees that do not know its database."""
    mean, least = np.zeros(len(judged.rows)), np.zeros(len(judged.rows))
    for known, unknown in judged.folds():
        found = preferred(better_trees(judged, known), judged, unknown)
        for name in unknown:
            places = judged.questions[name]
            mean[places], least[places] = found[0][places], found[1][places]
    return mean, least


def exported(trees: HistGradientBoostingClassifier) -> Trees:
    """The same trees as arrays."""
    nodes = [predictors[0].nodes for predictors in trees._predictors]
    firsts = np.cumsum([0, *(len(each) for each in nodes)])[:-1]
    leaf = np.concatenate([each["is_leaf"].astype(bool) for each in nodes])
    shift = np.repeat(firsts, [len(each) for each in nodes])

    def together(name: str) -> Floats:
        return np.concatenate([each[name].astype(np.float64) for each in nodes])

    return Trees(
        base=float(np.ravel(trees._baseline_prediction)[0]),
        roots=firsts.astype(np.int64),
        asked=np.where(leaf, -1, together("feature_idx")).astype(np.int64),
        bounds=np.where(leaf, 0.0, together("num_threshold")),
        left=np.where(leaf, 0, together("left") + shift).astype(np.int64),
        right=np.where(leaf, 0, together("right") + shift).astype(np.int64),
        leaves=np.where(leaf, together("value"), 0.0),
    )


def part_of(name: str) -> str:
    """Which part of the questions one belongs to, by its id."""
    language = "Korean" if name.endswith("/korean") else "English"
    return f"{language}, invented" if name.startswith("made/") else language


def more_careful(one: Thresholds, other: Thresholds) -> Thresholds:
    """The higher of each: databases differ, and a promise is kept on both kinds."""
    return Thresholds(*map(max, astuple(one), astuple(other)))


def unseen(judged: Judged, own: Floats) -> Floats:
    """The probability of each proposal by trees that do not know its database."""
    likely = np.zeros(len(judged.rows))
    for known, unknown in judged.folds():
        places = np.concatenate([judged.questions[each] for each in unknown])
        likely[places] = likely_trees(judged, own, known).predict_proba(own[places])[:, 1]
    return likely


def measured(judged: Judged, mean: Floats, likely: Floats) -> tuple[Thresholds, Thresholds, dict[str, float]]:
    """The thresholds of English and Korean questions, and what the ranker is worth."""
    best = {name: places[mean[places].argmax()] for name, places in judged.questions.items()}
    first = [places[judged.rows[places, _PLACE].argmin()] for places in judged.questions.values()]
    parts = {part: np.array([place for name, place in best.items() if part_of(name) == part]) for part in PARTS}
    own = {part: calibrated(likely[places].tolist(), judged.right[places].tolist()) for part, places in parts.items()}
    english, korean = (more_careful(own[language], own[f"{language}, invented"]) for language in LANGUAGES)
    figures: dict[str, float] = {
        "questions": len(judged.questions),
        "databases": len(set(judged.databases.values())),
        "first proposal right": float(judged.right[first].mean()),
        "best by ranker right": float(judged.right[list(best.values())].mean()),
        "some proposal right": float(np.mean([judged.right[places].any() for places in judged.questions.values()])),
    }
    for part, places in parts.items():
        thresholds = korean if part.startswith("Korean") else english
        sure, correct = likely[places], judged.right[places]
        answered = sure >= thresholds.balanced
        firsts = [place for place, name in zip(first, judged.questions, strict=True) if part_of(name) == part]
        figures[f"{part}: questions"] = len(places)
        figures[f"{part}: first proposal right"] = float(judged.right[firsts].mean())
        figures[f"{part}: best by ranker right"] = float(np.mean(correct))
        figures[f"{part}: precision at 50 % coverage"] = precision_at(0.5, sure.tolist(), correct.tolist())
        figures[f"{part}: coverage of balanced"] = float(np.mean(answered))
        figures[f"{part}: precision of balanced"] = float(np.mean(correct[answered])) if answered.any() else 0.0
    return english, korean, figures


def main(candidates: Path, out: Path) -> None:
    """Train, measure, write."""
    judged = read(candidates)
    everything = list(judged.questions)
    mean, least = out_of_folds(judged)
    own = own_rows(judged.rows, mean, least)
    english, korean, figures = measured(judged, mean, unseen(judged, own))
    better, likely = better_trees(judged, everything), likely_trees(judged, own, everything)
    ranker = Ranker(exported(better), exported(likely), english, korean)
    _compare(ranker, judged, better, likely)
    out.mkdir(parents=True, exist_ok=True)
    ranker.save(out / "ranker.npz")
    by_name = {"en": asdict(english), "ko": asdict(korean)}
    told = {"thresholds": by_name, "figures": figures, "seed": SEED, "folds": FOLDS}
    (out / "ranker.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


def _compare(
    ranker: Ranker, judged: Judged, better: HistGradientBoostingClassifier, likely: HistGradientBoostingClassifier
) -> None:
    """What is exported leans on attributes that scikit-learn does not promise.

    Raises:
        SystemExit: the exported trees say something else.
    """
    asked = list(judged.questions)[:_CHECKED]
    mean, least = preferred(better, judged, asked)
    chances = likely.predict_proba(own_rows(judged.rows, mean, least))[:, 1]
    for name in asked:
        places = judged.questions[name]
        found = [Evidence(**dict(zip(NAMES, map(float, row), strict=True))) for row in judged.rows[places]]
        said = ranker.standings(found)
        same = np.allclose([each.preferred for each in said], mean[places])
        expected = np.minimum(chances[places], chances[places[mean[places].argmax()]])
        if not same or not np.allclose([each.probability for each in said], expected):
            raise SystemExit("The exported trees say something else than scikit-learn's. Look at exported().")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
