"""Execution accuracy of exported weights by the official rule: of the first, with guidance, and of any in the beam.

    python -m training.parser.evaluate --data ../shared/bench --values /tmp/run/values.jsonl \
        --weights /tmp/run/one/parser.npz --split validation

``--split dev`` and ``--split korean`` give numbers to report, never to choose by. No question is printed.
"""

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from text2sql.catalog import Catalog
from text2sql.evaluation.linking.data import read_linking_data
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring
from text2sql.evaluation.types import Case, Prediction
from text2sql.types import LinkedValue
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.parsing import LearnedParser, Proposed
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.weights import load
from training.parser.data import Example, found_values, read_catalogs, read_examples, word_vectors
from training.parser.made import made_databases

_RUN = 5
"""Proposals that are executed for guidance, as the writer does."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one question."""

    first: bool
    guided: bool
    any: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Judges:
    """What is needed to judge proposals."""

    catalogs: Mapping[str, Catalog]
    databases: Databases
    scorer: Scorer

    def judge(self, example: Example, proposed: Sequence[Proposed], seconds: float) -> Judged:
        """Whether the first, the first that gives rows, and any of the proposals is right."""
        texts = self._texts(example, proposed)
        verdicts = [self._is_right(example, text) for text in texts]
        guided = next((place for place, text in enumerate(texts[:_RUN]) if self._gives_rows(example, text)), 0)
        return Judged(verdicts[:1] == [True], bool(verdicts) and verdicts[guided], any(verdicts), seconds)

    def _texts(self, example: Example, proposed: Sequence[Proposed]) -> list[str]:
        rendering = QueryRendering(JoinTrees(self.catalogs[example.database]))
        texts = []
        for each in proposed:
            try:
                texts.append(rendering.sql(each.query))
            except NotConnected:
                continue
        return list(dict.fromkeys(texts))

    def _is_right(self, example: Example, text: str) -> bool:
        case = Case(example.id, example.database, example.question, (example.gold,), "en")
        return bool(self.scorer.verdict(case, Prediction(example.id, text, "answered")).correct)

    def _gives_rows(self, example: Example, text: str) -> bool:
        return bool(self.databases.run(example.database, text).rows)


def evaluate(
    parser: LearnedParser, examples: Sequence[Example], values: Mapping[str, tuple[LinkedValue, ...]], data: Path
) -> list[Judged]:
    """Ask and judge each question."""
    catalogs = read_catalogs(data)
    judged = []
    with Databases({**read_linking_data(data / "spider").databases, **made_databases()}) as databases:
        judges = Judges(catalogs, databases, Scorer(databases, Scoring(also=())))
        for example in examples:
            catalog = catalogs[example.database]
            parser.warm(catalog)
            began = time.perf_counter()
            proposed = parser.propose(example.question, catalog, values[example.id])
            judged.append(judges.judge(example, proposed, time.perf_counter() - began))
    return judged


def main() -> None:
    """Read the options, evaluate and print totals."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--values", type=Path, required=True)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--split", default="validation")
    options.add_argument("--every", type=int, default=1, help="take every n-th question")
    given = options.parse_args()
    everything = read_examples(given.data)
    chosen = [each for each in everything if each.split == given.split][:: given.every]
    network, _ = load(given.weights)
    values = found_values(given.data, given.values, everything)
    judged = evaluate(LearnedParser(network, word_vectors()), chosen, values, given.data)
    for name in ("first", "guided", "any"):
        right = sum(getattr(each, name) for each in judged)
        print(f"{given.split:10} {name:7} {right:5} of {len(judged)}  {right / max(1, len(judged)):.1%}")
    seconds = np.array([each.seconds for each in judged]) * 1e3
    print(f"{given.split:10} p50 {np.percentile(seconds, 50):.0f} ms, p95 {np.percentile(seconds, 95):.0f} ms")


if __name__ == "__main__":
    main()
