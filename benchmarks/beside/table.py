"""Who is right how often: python -m benchmarks.beside.table spider/ name=predictions.jsonl name=report/verdicts.jsonl

Files are those of ``benchmarks.beside.asking`` or the ``verdicts.jsonl`` of ``text2sql eval spider --out``, which
is judged anew: everybody by Spider's official rule over the same files. Times are in the files: what the package took
for a question, or all stages of ours without the judging.
"""

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from text2sql.evaluation.benchmarks import read_spider
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring
from text2sql.evaluation.types import DataSet, Prediction

_JUDGING = ("gold", "predicted")


def row(name: str, file: Path, data_set: DataSet, scorer: Scorer) -> str:
    """A line of the table."""
    found = read_predictions(file, data_set).by_case
    right = answered = 0
    for case in data_set.cases:
        prediction = found.get(case.id, Prediction(case.id, None, "failed"))
        answered += prediction.sql is not None
        right += scorer.verdict(case, prediction).correct
    taken = f"{statistics.median(_seconds(file)) * 1e3:.2f} ms"
    share = f"{right / answered:.1%}" if answered else "–"
    asked = len(data_set.cases)
    return f"| {name} | {right} ({right / asked:.1%}) | {answered} | {answered - right} | {share} | {taken} |"


def _seconds(file: Path) -> Iterator[float]:
    for line in file.read_text("utf-8").splitlines():
        taken = json.loads(line)["seconds"]
        if isinstance(taken, float):
            yield taken
        else:
            stages = taken.items() if isinstance(taken, dict) else taken
            yield sum(seconds for stage, seconds in stages if stage not in _JUDGING)


def main() -> None:
    data, *files = sys.argv[1:]
    data_set = read_spider(Path(data))
    print(f"| {len(data_set.cases)} questions | right | answered | wrong | right of the answered | p50 |")
    print("|---|---|---|---|---|---|")
    with Databases(data_set.databases) as databases:
        scorer = Scorer(databases, Scoring(also=()))
        for each in files:
            name, _, file = each.rpartition("=")
            print(row(name or Path(file).stem, Path(file), data_set, scorer), flush=True)


if __name__ == "__main__":
    main()
