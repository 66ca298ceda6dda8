"""How long scoring takes: `pytest benchmarks/test_scoring.py` (pytest-benchmark), with the public benchmark data.

Target (issue 5): 5 s for one system's 512 Spider predictions on two cores, starting the processes included. Measured
are the official rule alone, and every rule that reports carry by default.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from text2sql.evaluation.benchmarks import read_spider
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.scoring import Databases, Scorer, Scoring

BENCH = Path(os.environ.get("TEXT2SQL_BENCH") or Path(__file__).parents[2] / "shared" / "bench")

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH")


def scored(scoring, system):
    data_set = read_spider(BENCH / "spider")
    predictions = read_predictions(BENCH / "predictions" / system, data_set)
    with Databases(data_set.databases) as databases, ThreadPoolExecutor(2) as threads:
        scorer = Scorer(databases, scoring, data_set.schemas)
        wanted = [predictions.by_case[case.id] for case in data_set.cases]
        return list(threads.map(scorer.verdict, data_set.cases, wanted))


@pytest.mark.parametrize(
    "scoring", [Scoring("test-suite", ()), Scoring()], ids=["the official rule", "every untimed rule"]
)
@pytest.mark.parametrize("system", ["spider_dail_gpt4", "spider_c3_chatgpt"])
def test_one_system(benchmark, scoring, system):
    verdicts = benchmark.pedantic(scored, (scoring, system), rounds=3, warmup_rounds=1)
    assert len(verdicts) == 512
