"""Trains the ranker on judged proposals and says what it is worth.

    python -m training.parser.ranker CANDIDATES.jsonl OUT_FOLDER

Reads what ``training.parser.candidates`` wrote. Every figure and every threshold is of proposals over databases the
trees were not grown on: five folds by database. Thresholds are the more careful ones of Spider's and the invented
databases. Writes ``ranker.npz``, grown on all of them, and ``ranker.json`` with
thresholds and figures. Needs scikit-learn; the package reads the result with NumPy.
"""

import json
import sys
from dataclasses import asdict, astuple, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from text2sql.writers.offline.learned.confidence import Thresholds, calibrated, precision_at
from text2sql.writers.offline.learned.ranking import NAMES, Evidence, Ranker

FOLDS, SEED = 5, 7
LANGUAGES = ("English", "Korean")
PARTS = tuple(f"{language}{kind}" for language in LANGUAGES for kind in ("", ", invented"))
"""Spider's questions, with the reworded ones, and those over invented databases."""
_PLACE = NAMES.index("place")


def grown(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> HistGradientBoostingClassifier:
    """Trees for these proposals: shallow and slow, for there are only some thousand questions."""
    trees = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.05,
        max_leaf_nodes=5,
        min_samples_leaf=60,
        l2_regularization=5.0,
        random_state=SEED,
    )
    return trees.fit(rows, right)


def exported(trees: HistGradientBoostingClassifier) -> Ranker:
    """The same trees as arrays."""
    nodes = [predictors[0].nodes for predictors in trees._predictors]
    firsts = np.cumsum([0, *(len(each) for each in nodes)])[:-1]
    leaf = np.concatenate([each["is_leaf"].astype(bool) for each in nodes])
    shift = np.repeat(firsts, [len(each) for each in nodes])

    def together(name: str) -> NDArray[np.float64]:
        return np.concatenate([each[name].astype(np.float64) for each in nodes])

    return Ranker(
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


def main(candidates: Path, out: Path) -> None:
    """Train, measure, write."""
    entries = [json.loads(line) for line in candidates.read_text("utf-8").splitlines()]
    rows = np.array([entry["row"] for entry in entries], dtype=np.float64)
    right = np.array([entry["right"] for entry in entries], dtype=bool)
    databases = np.array([entry["database"] for entry in entries])
    likely = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(rows, right, databases):
        likely[test] = grown(rows[train], right[train]).predict_proba(rows[test])[:, 1]
    questions: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        questions.setdefault(entry["id"], []).append(place)
    best = {name: max(places, key=lambda place: likely[place]) for name, places in questions.items()}
    first = [min(places, key=lambda place: rows[place, _PLACE]) for places in questions.values()]
    parts = {part: [place for name, place in best.items() if part_of(name) == part] for part in PARTS}
    own = {part: calibrated(likely[places].tolist(), right[places].tolist()) for part, places in parts.items()}
    english, korean = (more_careful(own[language], own[f"{language}, invented"]) for language in LANGUAGES)
    figures: dict[str, float] = {
        "questions": len(questions),
        "databases": len(set(databases)),
        "first proposal right": float(right[first].mean()),
        "some proposal right": float(np.mean([right[places].any() for places in questions.values()])),
    }
    for part, places in parts.items():
        thresholds = korean if part.startswith("Korean") else english
        sure, correct = likely[places], right[places]
        answered = sure >= thresholds.balanced
        figures[f"{part}: questions"] = len(places)
        figures[f"{part}: best by ranker right"] = float(np.mean(correct))
        figures[f"{part}: precision at 50 % coverage"] = precision_at(0.5, sure.tolist(), correct.tolist())
        figures[f"{part}: coverage of balanced"] = float(np.mean(answered))
        figures[f"{part}: precision of balanced"] = float(np.mean(correct[answered])) if answered.any() else 0.0
    out.mkdir(parents=True, exist_ok=True)
    trees = grown(rows, right)
    ranker = replace(exported(trees), thresholds=english, korean=korean)
    # What is exported leans on attributes that scikit-learn does not promise.
    said = ranker.probabilities([Evidence(**dict(zip(NAMES, map(float, row), strict=True))) for row in rows[:200]])
    if not np.allclose(said, trees.predict_proba(rows[:200])[:, 1]):
        raise SystemExit("The exported trees say something else than scikit-learn's. Look at exported().")
    ranker.save(out / "ranker.npz")
    by_name = {"en": asdict(english), "ko": asdict(korean)}
    told = {"thresholds": by_name, "figures": figures, "seed": SEED, "folds": FOLDS}
    (out / "ranker.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
