"""Trains the ranker on judged proposals and says what it is worth.

    python -m training.parser.ranker CANDIDATES.jsonl OUT_FOLDER

Reads what ``training.parser.candidates`` wrote. Every figure and every threshold is of proposals over databases the
trees were not grown on: five folds by database. Writes ``ranker.npz``, grown on all of them, and ``ranker.json`` with
thresholds and figures. Needs scikit-learn; the package reads the result with NumPy.
"""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from text2sql.writers.offline.learned.confidence import calibrated, precision_at
from text2sql.writers.offline.learned.ranking import NAMES, Evidence, Ranker

FOLDS, SEED = 5, 7
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
    is_korean = {name: name.endswith("/korean") for name in questions}
    by_language = [[place for name, place in best.items() if is_korean[name] is korean] for korean in (False, True)]
    english, korean = (calibrated(likely[each].tolist(), right[each].tolist()) for each in by_language)
    figures: dict[str, float] = {
        "questions": len(questions),
        "databases": len(set(databases)),
        "first proposal right": float(right[first].mean()),
        "some proposal right": float(np.mean([right[places].any() for places in questions.values()])),
    }
    for language, places, thresholds in zip(("English", "Korean"), by_language, (english, korean), strict=True):
        sure, correct = likely[places].tolist(), right[places].tolist()
        figures[f"{language}: questions"] = len(places)
        figures[f"{language}: best by ranker right"] = float(np.mean(correct))
        figures[f"{language}: precision at 50 % coverage"] = precision_at(0.5, sure, correct)
        figures[f"{language}: coverage of balanced"] = float(np.mean(likely[places] >= thresholds.balanced))
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
