"""How long linking takes in catalogs of 1,000 and 10,000 tables, and how long indexing them does.

    pytest -s --benchmark-disable benchmarks/test_linking_speed.py

The catalogs are made up from business words: twenty columns a table, a key to another table in every second one.
Vectors of documents come from the hashing embedder where only questions are timed: they cost as much to compare as any.
Processor time of the asking thread is printed beside the wall's, for machines that others keep busy.
"""

import random
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

import pytest

from text2sql.catalog import Catalog, Column, Join, SampleQuery, Table
from text2sql.corpus.building import build_index
from text2sql.corpus.index import KnowledgeSources, open_knowledge
from text2sql.corpus.knowledge import knowledge_of
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.stages.linking import LinkBudget, link
from text2sql.stages.linking.samples import similar_samples
from text2sql.types import Question
from text2sql.vector_stores.chroma import ChromaVectorStore


def words(text):
    return tuple(text.split())


SUBJECTS = words(
    "customer order product invoice payment shipment store employee supplier contract campaign coupon return review "
    "warehouse stock delivery account budget ticket device session visit claim policy patient doctor course student "
    "room booking flight route vehicle driver station sensor alarm project task member team group region city branch"
)
KINDS = words("daily monthly yearly history detail summary log archive plan status type link price change target")
FIELDS = words(
    "id name code status type created_at updated_at amount price quantity discount tax currency country city address "
    "phone email grade score rating level start_date end_date due_date weight height color size brand category channel "
    "source reason comment description owner manager approver priority version language timezone balance limit cost "
    "margin rate"
)
QUESTIONS = (
    "How many orders were shipped late per region last month?",
    "지난달 지역별 반품 금액은?",
    "Average discount of coupons by campaign and brand",
    "고객 등급별 평균 결제 금액",
    "Which suppliers have contracts that end this year?",
    "재고가 부족한 창고와 상품",
    "Names of patients whose doctor has the highest rating",
    "환자별 예약 건수와 담당 의사",
)


SHAPES = (
    ("How many {a} have more than {n} {b}?", "SELECT COUNT(*) FROM {a} WHERE {b} > {n}"),
    ("Which {a} has the most {b}?", "SELECT {b} FROM {a} ORDER BY {b} DESC LIMIT 1"),
    ("Top {n} {a} by {b} last month", "SELECT {b} FROM {a} WHERE m = 1 GROUP BY 1 ORDER BY 2 DESC LIMIT {n}"),
    ("Average {b} of {a} for each {c}", "SELECT {c}, AVG({b}) FROM {a} GROUP BY {c}"),
    ("List the {b} and {c} of all {a}", "SELECT {b}, {c} FROM {a}"),
    ("{a}별 {b} 합계", "SELECT {a}, SUM({b}) FROM {c} GROUP BY {a}"),
    ("지난달 {a}의 {b} 상위 {n}개", "SELECT {b} FROM {a} WHERE m = 1 ORDER BY 1 DESC LIMIT {n}"),
    ("{b}가 {n} 이상인 {a}는 몇 개야?", "SELECT COUNT(*) FROM {a} WHERE {b} >= {n}"),
    ("{a} without any {b} since {n}", "SELECT 1 FROM {a} WHERE NOT EXISTS (SELECT 1 FROM {b} WHERE y > {n})"),
    ("What share of {a} is {b}, by {c}?", "SELECT {c}, SUM(CASE WHEN {b} THEN 1 END) / COUNT(*) FROM {a} GROUP BY 1"),
)
ENDS = (
    "",
    ", please",
    " in the current year",
    " and how did it change",
    "; ignore cancelled ones",
    " 알려줘",
    " 좀 보여줘",
)


def asked_before(count: int) -> tuple[SampleQuery, ...]:
    """Samples as people would approve them: the shapes above over words of the catalog, one in five approved."""
    chance = random.Random(5)
    found = []
    for number in range(count):
        question, sql = chance.choice(SHAPES)
        filled = {
            "a": chance.choice(SUBJECTS), "b": chance.choice(FIELDS), "c": chance.choice(FIELDS),
            "n": chance.randrange(2, 99),
        }  # fmt: skip
        text = question.format(**filled) + chance.choice(ENDS)
        approved = "kim" if number % 5 == 0 else ""
        found.append(SampleQuery(str(number), (text,), sql.format(**filled), approved_by=approved))
    return tuple(found)


ASKING = """
import sys
from datetime import date
from pathlib import Path
from benchmarks.test_linking_speed import QUESTIONS, megabytes
from text2sql.corpus.index import open_knowledge
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.stages.linking import LinkBudget, link
from text2sql.types import Question
from text2sql.vector_stores.chroma import ChromaVectorStore
folder = Path(sys.argv[1])
known = open_knowledge(folder / "index", MultilingualEmbedder(), ChromaVectorStore(folder / "vectors"))
for text in QUESTIONS:
    link(Question(text, "en", date(2026, 11, 21)), known, LinkBudget())
print(round(megabytes()))
"""


def made_up(tables: int) -> Catalog:
    chance = random.Random(7)
    names = [f"{subject}_{kind}" for subject in SUBJECTS for kind in KINDS]
    found, joins = [], []
    for number in range(tables):
        name = names[number % len(names)] + (f"_{number // len(names)}" if number >= len(names) else "")
        fields = ["id", *chance.sample(FIELDS[1:], 18), f"{chance.choice(SUBJECTS)}_id"]
        columns = tuple(Column(field, "TEXT", "text" if "_" not in field else "number") for field in fields)
        found.append(Table(name, columns, primary_key=("id",)))
        if number % 2:
            joins.append(Join(name, (fields[-1],), found[chance.randrange(number)].name, ("id",)))
    return Catalog("large", "duckdb", tuple(found), tuple(joins))


class HalfHashing(HashingEmbedder):
    """Questions get their true vectors at their true cost; documents quick ones."""

    def __init__(self) -> None:
        super().__init__(512)
        self.questions = MultilingualEmbedder()

    def embed(self, texts, purpose):
        return self.questions.embed(texts, purpose) if purpose == "query" else super().embed(texts, purpose)


def times(ask):
    """Milliseconds of wall and of processor time, medians after one round of warming."""
    wall, processor = [], []
    for number in range(5 * len(QUESTIONS)):
        begun, used = perf_counter(), thread_time()
        ask(QUESTIONS[number % len(QUESTIONS)] + f" {number}")
        wall.append((perf_counter() - begun) * 1000)
        processor.append((thread_time() - used) * 1000)
    return median(wall[len(QUESTIONS) :]), median(processor[len(QUESTIONS) :])


def megabytes():
    """The most memory that this program had; what the one that started it had does not count."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


@pytest.mark.parametrize(("tables", "most"), [(1_000, 25), (10_000, 60)])
def test_linking(tables, most, tmp_path):
    known = knowledge_of(made_up(tables), (), HalfHashing(), ChromaVectorStore(tmp_path))
    wall, processor = times(lambda text: link(Question(text, "en", date(2026, 11, 21)), known, LinkBudget()))
    print(f"\nlink at {tables:,} tables: p50 {wall:.1f} ms, {processor:.1f} ms of processor time, {megabytes():.0f} MB")
    assert processor < most


def test_samples(tmp_path):
    """Samples alone, and within linking at 1,000 tables."""
    samples = asked_before(100_000)
    known = knowledge_of(made_up(1_000), samples, HalfHashing(), ChromaVectorStore(tmp_path))
    wall, processor = times(lambda text: similar_samples(text, (), known, 8))
    print(f"\n100,000 samples: p50 {wall:.1f} ms, {processor:.1f} ms of processor time, {megabytes():.0f} MB")
    assert processor < 30
    wall, processor = times(lambda text: link(Question(text, "en", date(2026, 11, 21)), known, LinkBudget()))
    print(f"link at 1,000 tables with them: p50 {wall:.1f} ms, {processor:.1f} ms of processor time")
    shown = similar_samples("How many customers have more than 3 orders?", (), known, 8).shown
    assert shown[0].sample.sql.startswith("SELECT COUNT(*)") and shown[0].sample.is_approved


def test_indexing(tmp_path):
    catalogs = [made_up(10_000)]
    store = ChromaVectorStore(tmp_path / "vectors")
    embedder = MultilingualEmbedder()

    def indexed(location):
        sources = KnowledgeSources(location, tmp_path, tmp_path, lambda _: catalogs[-1], lambda: None)
        begun, used = perf_counter(), thread_time()
        build_index(tmp_path / "index", sources, embedder, store, lambda *_: None)
        return perf_counter() - begun, thread_time() - used

    wall, processor = indexed("1")
    print(f"\nindexing 10,000 tables of 20 columns: {wall:.0f} s, {processor:.0f} s of processor time")
    first, *others = catalogs[0].tables
    changed = Table(first.name, (*first.columns, Column("새_열", "TEXT", "text")), primary_key=("id",))
    catalogs.append(Catalog("large", "duckdb", (changed, *others), catalogs[0].joins))
    wall, processor = indexed("2")
    print(f"after one change: {wall:.1f} s, {processor:.1f} s of processor time, {megabytes():.0f} MB")
    assert open_knowledge(tmp_path / "index", embedder, store).catalog.tables[0].column("새_열")
    asking = subprocess.run([sys.executable, "-c", ASKING, str(tmp_path)], capture_output=True, text=True, check=True)
    print(f"a process that opens that index and links {len(QUESTIONS)} questions: {asking.stdout.strip()} MB")
