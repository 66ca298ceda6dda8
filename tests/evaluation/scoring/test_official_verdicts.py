"""Every verdict of the official Spider evaluator on 14 published systems, reproduced: exec, exact, keep_distinct."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from text2sql.evaluation.benchmarks import read_spider
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.scoring import Databases, Scorer, Scoring

BENCH = Path(os.environ.get("TEXT2SQL_BENCH") or Path(__file__).parents[4] / "shared" / "bench")
SYSTEMS = sorted(path.name for path in (BENCH / "predictions").glob("*") if path.is_dir())

pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not SYSTEMS, reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]


@pytest.fixture(scope="module")
def spider():
    return read_spider(BENCH / "spider")


@pytest.fixture(scope="module")
def databases(spider):
    with Databases(spider.databases) as opened:
        yield opened


def test_the_data_is_all_there(spider):
    assert len(spider.cases) == 512
    assert set(spider.databases) == {case.database for case in spider.cases}
    assert {case.hardness for case in spider.cases} == {"easy", "medium", "hard", "extra"}


@pytest.mark.parametrize("system", SYSTEMS or ["none"])
def test_every_verdict_is_the_official_one(system, spider, databases):
    file = BENCH / "predictions" / system / "verdicts.jsonl"
    official = {str(line["index"]): line for line in map(json.loads, file.read_text("utf-8").splitlines())}
    predicted = read_predictions(file.parent, spider)
    assert predicted.notes == ()
    ways = {
        "exec": Scorer(databases, Scoring("test-suite", ("exact",)), spider.schemas),
        "exec_keep_distinct": Scorer(databases, Scoring("test-suite", (), keep_distinct=True), spider.schemas),
    }
    wrong = []
    with ThreadPoolExecutor(2) as threads:
        for key, scorer in ways.items():
            cases = [case for case in spider.cases if key in official[case.id]]
            verdicts = threads.map(scorer.verdict, cases, [predicted.by_case[case.id] for case in cases])
            for verdict in verdicts:
                line = official[verdict.case.id]
                given = {key: int(verdict.correct)} | {
                    name: int(score) for name, score in verdict.scores if name == "exact"
                }
                wrong += [(line["index"], name, score) for name, score in given.items() if score != line[name]]
    assert wrong == []
