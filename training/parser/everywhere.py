"""How much of what is right on a benchmark's databases is also right on perturbed copies of them.

    python -m training.parser.everywhere SPIDER_FOLDER COPIES PREDICTIONS [PART]

PREDICTIONS is anything that ``text2sql eval spider --predictions`` takes, the ``verdicts.jsonl`` of an earlier run
included; COPIES is what ``training.parser.perturbing`` wrote. Right is what the official rule calls right.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from text2sql.evaluation.benchmarks.spider import read_spider
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring


def right_on(folder: Path, predictions: Path, part: str) -> dict[str, bool]:
    """By question, whether its prediction is right on the databases of a folder in Spider's shape."""
    data = read_spider(folder, part)
    predicted = read_predictions(predictions, data).by_case
    found: dict[str, bool] = {}
    with Databases(data.databases) as databases:
        scorer = Scorer(databases, Scoring(also=()))
        for case in data.cases:
            prediction = predicted.get(case.id)
            found[case.id] = prediction is not None and scorer.verdict(case, prediction).correct
    return found


def main(spider: Path, copies: Path, predictions: Path, part: str, told: Callable[[str], None]) -> None:
    """Tell the totals."""
    first = right_on(spider, predictions, part)
    everywhere, total = dict(first), max(len(first), 1)
    told(f"{sum(first.values()) / total:7.1%}  right on the databases ({sum(first.values()):,} of {len(first):,})")
    for folder in sorted(path for path in copies.iterdir() if (path / "database").is_dir()):
        there = right_on(folder, predictions, part)
        everywhere = {id: right and there[id] for id, right in everywhere.items()}
        told(f"{sum(there.values()) / total:7.1%}  right on copy {folder.name}")
    told(f"{sum(everywhere.values()) / total:7.1%}  right on all of them ({sum(everywhere.values()):,})")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), sys.argv[4] if len(sys.argv) > 4 else "dev", print)
