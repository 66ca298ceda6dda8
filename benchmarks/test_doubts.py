"""What the doubts of the default strategy are worth: 14 published systems' answers to 512 Spider questions.

A doubt about a wrong answer is a chance to mend it; one about a right answer costs a call for nothing. The official
evaluator's verdict says which is which. Run with ``-s`` to see the figures.
"""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from functools import cache

import pytest

from tests.linking.test_spider import BENCH
from text2sql.evaluation.linking.data import read_linking_data
from text2sql.stages.checking import Checker
from text2sql.types import Question, Rejected, ResultColumn, ResultTable, Trial
from text2sql.writers.prompted.doubts import doubts

pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]
STEPS = 30_000_000
"""SQLite's own, before a query is ended."""


@cache
def catalogs():
    return read_linking_data(BENCH / "spider").catalogs


class Database:
    """One of Spider's, asked without the gate's masks and limits, as the published verdicts were."""

    def __init__(self, schema):
        name = schema["db_id"]
        self.catalog = catalogs()[name]
        self.checker = Checker(self.catalog)
        self.connection = sqlite3.connect(f"file:{BENCH}/spider/database/{name}/{name}.sqlite?mode=ro", uri=True)
        self.connection.text_factory = lambda text: text.decode(errors="ignore")
        self.connection.execute("PRAGMA query_only = ON")

    def trial(self, sql):
        checked = self.checker.check(sql)
        done = iter(range(STEPS // 100_000))
        self.connection.set_progress_handler(lambda: next(done, None) is None, 100_000)
        try:
            with closing(self.connection.execute(sql)) as cursor:
                rows = tuple(cursor.fetchmany(1_000))
                columns = tuple(ResultColumn(column[0], "") for column in cursor.description)
        except sqlite3.Error as error:
            return Trial(sql, str(error))
        known = None if isinstance(checked, Rejected) else checked
        return Trial(sql, "", known, result=ResultTable(columns, rows, False, 0.0))


@pytest.fixture(scope="module")
def spider():
    cases = json.loads((BENCH / "spider" / "dev.json").read_text("utf-8"))
    used = {case["db_id"] for case in cases}
    schemas = json.loads((BENCH / "spider" / "tables.json").read_text("utf-8"))
    databases = {each["db_id"]: Database(each) for each in schemas if each["db_id"] in used}
    yield {case["index"]: case for case in cases}, databases
    for database in databases.values():
        database.connection.close()


def state(case, sql, databases):
    """How the default strategy would see the query: failed, doubted, or without doubts."""
    database = databases[case["db_id"]]
    trial = database.trial(sql)
    if trial.problem:
        return "failed"
    question = Question(case["question"], "en", date(2026, 11, 21))
    return "doubted" if doubts(question, trial, database.catalog) else "undoubted"


def test_doubts_point_at_wrong_answers(spider):
    cases, databases = spider
    seen = Counter()
    for file in sorted(BENCH.glob("predictions/spider_*/verdicts.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            verdict = json.loads(line)
            seen[bool(verdict["exec"]), state(cases[verdict["index"]], verdict["pred"], databases)] += 1
    gold = Counter(state(case, case["query"], databases) for case in cases.values())
    right, wrong = (sum(count for (is_right, _), count in seen.items() if is_right == each) for each in (True, False))
    doubted = {each: seen[each, "doubted"] / (right if each else wrong) for each in (True, False)}
    failed = seen[False, "failed"] / wrong
    print(
        f"\n{right + wrong} answers, {wrong} wrong: {failed:.1%} of these fail, {doubted[False]:.1%} are doubted; "
        f"{doubted[True]:.1%} of the right ones are doubted; of gold {gold['doubted'] / len(cases):.1%}"
    )
    assert failed + doubted[False] >= 0.25
    assert doubted[True] <= 0.1
