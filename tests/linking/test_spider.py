"""Table linking on Spider's development questions: never worse than fusing two rankings, which is all many do.

Run with ``-s`` to see the figures.
"""

import json
import os
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.corpus.knowledge import SearchedKnowledge, knowledge_of
from text2sql.corpus.samples import tables_read
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.stages.linking import LinkBudget, link
from text2sql.types import Hit, Question
from text2sql.vector_stores.chroma import ChromaVectorStore
from text2sql.vector_stores.memory import MemoryVectorStore

BENCH = Path(os.environ.get("TEXT2SQL_BENCH") or Path(__file__).parents[3] / "shared" / "bench")
pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]
KINDS = {"text": "text", "number": "number", "time": "timestamp", "boolean": "boolean"}
EMBEDDER = MultilingualEmbedder()


@dataclass
class Recall:
    """Share of questions whose gold tables are all among the first ones."""

    hits: dict[int, int] = field(default_factory=dict)
    asked: int = 0

    def add(self, gold: set[str], found: list[str], *cuts: int) -> None:
        self.asked += 1
        for cut in cuts:
            self.hits[cut] = self.hits.get(cut, 0) + (gold <= set(found[:cut]))

    def at(self, cut: int) -> float:
        return self.hits[cut] / self.asked


def spider_catalog(schema: dict) -> Catalog:
    names = schema["table_names_original"]
    columns: list[list[Column]] = [[] for _ in names]
    spoken = [name for _, name in schema["column_names"]]
    for (table, name), said, kind in zip(schema["column_names_original"], spoken, schema["column_types"], strict=True):
        if table >= 0:
            columns[table].append(Column(name, kind, KINDS.get(kind, "other"), synonyms=(said,)))
    places = schema["column_names_original"]
    joins = [
        Join(names[places[one][0]], (places[one][1],), names[places[other][0]], (places[other][1],))
        for one, other in schema["foreign_keys"]
    ]
    tables = [
        Table(name, tuple(columns[number]), synonyms=(schema["table_names"][number],))
        for number, name in enumerate(names)
    ]
    return Catalog(schema["db_id"], "sqlite", tuple(tables), tuple(joins))


def pooled(catalogs: list[Catalog]) -> Catalog:
    tables = [
        replace(table, name=f"{catalog.database}.{table.name}", schema=catalog.database)
        for catalog in catalogs
        for table in catalog.tables
    ]
    joins = [
        replace(join, table=f"{catalog.database}.{join.table}", to_table=f"{catalog.database}.{join.to_table}")
        for catalog in catalogs
        for join in catalog.joins
    ]
    return Catalog("pool", "sqlite", tuple(tables), tuple(joins))


@pytest.fixture(scope="module")
def catalogs() -> dict[str, Catalog]:
    schemas = json.loads((BENCH / "spider" / "tables.json").read_text(encoding="utf-8"))
    return {schema["db_id"]: spider_catalog(schema) for schema in schemas}


@pytest.fixture(scope="module")
def questions() -> list[dict]:
    return json.loads((BENCH / "spider" / "dev.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pool(catalogs, tmp_path_factory) -> SearchedKnowledge:
    """All schemas as one catalog; its 5,000 documents are embedded once for the tests here."""
    store = ChromaVectorStore(tmp_path_factory.mktemp("pool"))
    return knowledge_of(pooled(list(catalogs.values())), (), EMBEDDER, store)


def linked_tables(text: str, knowledge: SearchedKnowledge) -> list[str]:
    budget = LinkBudget(whole_tables=0)
    schema = link(Question(text, "en", date(2026, 1, 1)), knowledge, budget)
    return [each.table.name for each in schema.tables]


def fused(*rankings: tuple[Hit, ...]) -> list[str]:
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking, 1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (60 + place)
    return sorted(scores, key=lambda each: -scores[each])


def gold_tables(row: dict, catalogs: dict[str, Catalog], prefix: bool) -> set[str]:
    database = row["db_id"]
    return {f"{database}.{table}" if prefix else table for table in tables_read(row["query"], catalogs[database])}


def test_all_databases_pooled_into_one_catalog(catalogs, questions, pool):
    ours, plain = Recall(), Recall()
    for row in questions:
        text, gold = row["question"], gold_tables(row, catalogs, prefix=True)
        ours.add(gold, linked_tables(text, pool), 10)
        plain.add(gold, fused(pool.nearest("table", text, 50), pool.matching("table", text, 50)), 10)
    print(f"\nevery gold table in the top 10 of {len(pool.catalog.tables)}: {ours.at(10):.1%}; RRF {plain.at(10):.1%}")
    assert ours.at(10) >= max(0.9, plain.at(10))


def test_each_database_alone(catalogs, questions):
    knowledge = {
        database: knowledge_of(catalogs[database], (), EMBEDDER, MemoryVectorStore())
        for database in {row["db_id"] for row in questions}
    }
    ours, plain = Recall(), Recall()
    for row in questions:
        text, alone = row["question"], knowledge[row["db_id"]]
        gold = gold_tables(row, catalogs, prefix=False)
        ours.add(gold, linked_tables(text, alone), 2, 3)
        plain.add(gold, fused(alone.nearest("table", text, 50), alone.matching("table", text, 50)), 2, 3)
    print(f"\nat 2 tables {ours.at(2):.1%}, at 3 {ours.at(3):.1%}; RRF {plain.at(2):.1%}, {plain.at(3):.1%}")
    assert ours.at(2) >= plain.at(2)
    assert ours.at(3) >= max(0.998, plain.at(3))


def test_korean_questions_find_much_of_what_their_originals_find(catalogs, questions, pool):
    with (BENCH / "korean" / "dev_ko.jsonl").open(encoding="utf-8") as lines:
        korean = {row["index"]: row["question_ko"] for row in map(json.loads, lines)}
    asked, translated = Recall(), Recall()
    for row in questions:
        if row["index"] in korean:
            gold = gold_tables(row, catalogs, prefix=True)
            asked.add(gold, linked_tables(row["question"], pool), 10)
            translated.add(gold, linked_tables(korean[row["index"]], pool), 10)
    print(f"\n{asked.asked} questions, top 10 of the pool: English {asked.at(10):.1%}, Korean {translated.at(10):.1%}")
    assert translated.at(10) >= 0.7
