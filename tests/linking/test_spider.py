"""Linking on Spider's development questions: never worse than fusing two rankings, which is all many do.

``text2sql eval linking`` prints the figures of all questions; of the pool, every fourth is enough here.
"""

import os
from pathlib import Path

import pytest

from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.evaluation.linking.data import read_linking_data
from text2sql.evaluation.linking.measuring import Setup, measure_own, measure_pooled
from text2sql.evaluation.linking.report import report_of
from text2sql.stages.linking import LinkBudget

BENCH = Path(os.environ.get("TEXT2SQL_BENCH") or Path(__file__).parents[3] / "shared" / "bench")
pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]
BUDGET = LinkBudget(whole_columns=0, whole_tables=0, unlikely_table=0.03, unlikely_column=0.0067)
SETUP = Setup(MultilingualEmbedder(), BUDGET, lambda linked: 0, ("linking", "rrf"))


def measured(measure, every, folder):
    """The reports by language and system."""
    data = read_linking_data(BENCH / "spider", korean=BENCH / "korean" / "dev_ko.jsonl")
    korean = {case.id for case in data.cases if case.language == "ko"}
    cases = [case for case in data.cases if int(case.id) % every == 0 or (every > 1 and case.id in korean)]
    report = report_of(data.name, [measure(data, cases, SETUP, folder)])
    return {(each.language, each.system): each for each in report.systems}


def recall(report, size):
    return next(cut.recall for cut in report.tables if cut.size == size)


def test_each_database_alone(tmp_path):
    found = measured(measure_own, 1, tmp_path)
    ours, plain, korean = found["en", "linking"], found["en", "rrf"], found["ko", "linking"]
    assert recall(ours, 2) >= recall(plain, 2) + 0.05
    assert recall(ours, 3) >= 0.998
    assert ours.kept.tables_recall >= 0.99
    assert ours.kept.tables <= 2.5
    assert ours.kept.columns_recall >= 0.98
    assert ours.kept.literals_found / ours.kept.literals >= 0.9
    assert abs(korean.kept.tables_recall - found["en pair", "linking"].kept.tables_recall) <= 0.03


def test_all_databases_in_one_catalog(tmp_path):
    found = measured(measure_pooled, 4, tmp_path)
    ours, plain = found["en", "linking"], found["en", "rrf"]
    assert recall(ours, 10) >= max(0.95, recall(plain, 10) + 0.1)
    assert recall(found["ko", "linking"], 10) >= 0.88
