"""The life of an index: built once, refreshed in part, shared between processes, unharmed by a kill."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from text2sql.catalog import Catalog, Column, ColumnProfile, Table
from text2sql.corpus.building import build_index
from text2sql.corpus.index import KnowledgeSources, introspected, is_current, open_knowledge
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.errors import KnowledgeError
from text2sql.vector_stores.memory import MemoryVectorStore


class CountingEmbedder(HashingEmbedder):
    def __init__(self, dimensions: int = 64) -> None:
        super().__init__(dimensions)
        self.texts: list[str] = []

    def embed(self, texts, purpose):
        self.texts += texts
        return super().embed(texts, purpose)


@dataclass
class Shop:
    """A warehouse, a folder of cards and one of samples, all changeable."""

    folder: Path
    tables: tuple[str, ...] = ("orders", "customers", "상품")
    location: str = "1"
    introspections: int = 0
    embedder: CountingEmbedder = field(default_factory=CountingEmbedder)
    store: MemoryVectorStore = field(default_factory=MemoryVectorStore)
    told: list[str] = field(default_factory=list)

    def introspect(self, on_progress) -> Catalog:
        self.introspections += 1
        columns = (
            Column("id", "INTEGER", "number"),
            Column("region", "TEXT", "text", profile=ColumnProfile(distinct=2, common=("서울", "부산"))),
        )
        return Catalog("shop", "duckdb", tuple(Table(name, columns) for name in self.tables))

    @property
    def sources(self) -> KnowledgeSources:
        return KnowledgeSources(
            self.location, self.folder / "schemas", self.folder / "samples", self.introspect, lambda: None
        )

    @property
    def index(self) -> Path:
        return self.folder / "indexes" / "shop"

    def build(self):
        self.embedder.texts.clear()
        return build_index(self.index, self.sources, self.embedder, self.store, lambda what, *_: self.told.append(what))

    def open(self):
        return open_knowledge(self.index, self.embedder, self.store)

    def card(self, text: str) -> None:
        (self.folder / "schemas").mkdir(exist_ok=True)
        (self.folder / "schemas" / "orders.yaml").write_text(text, encoding="utf-8")

    def sample(self, text: str, name: str = "one.yaml") -> None:
        (self.folder / "samples").mkdir(exist_ok=True)
        (self.folder / "samples" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def shop(tmp_path) -> Shop:
    shop = Shop(tmp_path)
    shop.card("table: orders\ndescription: 고객이 낸 주문\nsynonyms: [주문]")
    shop.sample("questions: [주문은 몇 건?, how many orders?]\nsql: SELECT COUNT(*) FROM orders")
    return shop


def test_what_was_built_is_found_again(shop):
    report = shop.build()
    knowledge = shop.open()
    assert (report.tables, report.columns, report.samples, report.embedded) == (3, 6, 1, 3 + 6 + 2)
    assert knowledge.catalog.table("orders").description.ko == "고객이 낸 주문"
    assert knowledge.samples[0].tables == ("orders",)
    assert [hit.id for hit in knowledge.matching("table", "주문", 1)] == ["orders"]
    assert [hit.id for hit in knowledge.nearest("table", "상품", 1)] == ["상품"]
    assert {each.table for each in knowledge.values("서울의 매출", 9)} == {"orders", "customers", "상품"}


def test_a_sample_is_found_by_each_of_its_questions_and_once(shop):
    shop.build()
    knowledge = shop.open()
    for question in ("주문은 몇 건?", "how many orders?"):
        (hit,) = knowledge.nearest("sample", question, 5)
        assert (hit.id, hit.score) == ("one", pytest.approx(1.0))
        assert [each.id for each in knowledge.matching("sample", question, 5)] == ["one"]


def test_opening_loads_neither_embedder_nor_words(shop, monkeypatch):
    shop.build()
    shop.embedder.texts.clear()
    read = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self.name) or original(self))
    shop.open()
    assert sorted(name.split("-")[0] for name in read) == ["catalog", "catalog", "samples"]
    assert shop.embedder.texts == []


def test_nothing_is_done_when_nothing_changed(shop):
    assert not is_current(shop.index, shop.sources, shop.embedder)
    shop.build()
    assert is_current(shop.index, shop.sources, shop.embedder)
    report = shop.build()
    assert (report.changed, report.embedded, report.tables, report.samples) == (False, 0, 3, 1)
    assert shop.introspections == 1
    assert shop.embedder.texts == []


def test_a_changed_card_embeds_its_table_alone_and_asks_no_warehouse(shop):
    shop.build()
    values = next(shop.index.glob("values-*"))
    shop.card("table: orders\ndescription: 취소를 뺀 주문\nsynonyms: [주문]")
    assert not is_current(shop.index, shop.sources, shop.embedder)
    assert shop.build().embedded == 1
    assert "취소를 뺀 주문" in shop.embedder.texts[0]
    assert shop.introspections == 1
    assert values.exists()
    assert shop.open().catalog.table("orders").description.ko == "취소를 뺀 주문"


def test_new_samples_and_gone_tables_are_noticed(shop):
    shop.build()
    shop.sample("question: 고객은 몇 명?\nsql: SELECT COUNT(*) FROM customers", "two.yaml")
    shop.tables, shop.location = ("orders", "상품"), "2"
    report = shop.build()
    assert (report.embedded, report.removed) == (1, 1 + 2)
    knowledge = shop.open()
    assert {hit.id for hit in knowledge.nearest("table", "customers", 9)} == {"orders", "상품"}
    assert knowledge.nearest("sample", "고객은 몇 명?", 1)[0].id == "two"


def test_another_embedder_never_reads_these_vectors(shop):
    shop.build()
    other = CountingEmbedder(32)
    assert not is_current(shop.index, shop.sources, other)
    with pytest.raises(KnowledgeError, match="text2sql index"):
        open_knowledge(shop.index, other, shop.store)
    shop.embedder = other
    assert shop.build().embedded == 11
    assert shop.open().nearest("table", "orders", 1)[0].id == "orders"


def test_lost_vectors_are_noticed_and_made_again(shop):
    shop.build()
    shop.store = MemoryVectorStore()
    with pytest.raises(KnowledgeError, match="text2sql index"):
        shop.open().nearest("table", "orders", 1)
    assert shop.build().embedded == 11
    assert shop.open().nearest("table", "orders", 1)


def test_damage_is_noticed_and_mended(shop):
    shop.build()
    for path in list(shop.index.iterdir()):
        if path.suffix in (".json", ".sqlite", ".words"):
            path.write_bytes(path.read_bytes()[:-10])
            assert not is_current(shop.index, shop.sources, shop.embedder)
            shop.build()
            assert is_current(shop.index, shop.sources, shop.embedder)
            assert shop.open().values("서울", 9)
            assert shop.open().matching("column", "region", 9)


def test_an_index_of_another_version_is_built_anew(shop):
    shop.build()
    state = shop.index / "state.json"
    content = json.loads(state.read_text())
    content["fingerprints"]["format"] = "0"
    state.write_text(json.dumps(content))
    assert introspected(shop.index) is None
    with pytest.raises(KnowledgeError, match="another version"):
        shop.open()
    assert shop.build().embedded == 11
    assert shop.introspections == 2


def test_a_reader_keeps_its_index_while_the_next_one_is_built(shop):
    shop.build()
    reader = shop.open()
    shop.card("table: orders\nsynonyms: [거래]")
    shop.build()
    assert [hit.id for hit in reader.matching("table", "주문", 1)] == ["orders"]
    assert reader.values("서울", 1)
    assert [hit.id for hit in shop.open().matching("table", "거래", 1)] == ["orders"]


def test_old_files_go_after_the_next_switch(shop):
    for number in range(4):
        shop.card(f"table: orders\ndescription: {number}")
        shop.build()
    assert len(list(shop.index.glob("catalog-*"))) == 1 + 2  # the head never changed
    assert not list(shop.index.glob("*.new"))


def test_a_wrong_card_leaves_the_old_index_as_it_was(shop):
    shop.build()
    shop.card("tabel: orders")
    with pytest.raises(KnowledgeError, match=r"orders\.yaml, line 1"):
        shop.build()
    assert shop.open().catalog.table("orders").synonyms == ("주문",)


def test_no_tables_no_samples_no_folders(tmp_path):
    shop = Shop(tmp_path, tables=())
    assert shop.build().tables == 0
    knowledge = shop.open()
    assert knowledge.nearest("table", "주문", 3) == knowledge.matching("sample", "주문", 3) == ()
    assert knowledge.values("서울", 3) == ()
    assert shop.build().changed is False


def test_a_folder_that_cannot_be_written_names_the_setting(shop):
    (shop.folder / "indexes").write_text("a file where the folder should be")
    with pytest.raises(KnowledgeError, match=r"TEXT2SQL_DATA_FOLDER"):
        shop.build()


def test_opening_without_an_index_says_what_to_do(shop):
    with pytest.raises(KnowledgeError, match="text2sql index"):
        shop.open()


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.corpus.test_index import Shop, CountingEmbedder
import text2sql.corpus.building as building
from text2sql.corpus import state, files
from text2sql.vector_stores.chroma import ChromaVectorStore

shop = Shop(Path(sys.argv[1]), location="2", tables=("orders", "상품", "returns"))
shop.store = ChromaVectorStore(shop.index / "vectors")
steps = 0
def dying(original):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **named)
    return step
os.replace = dying(os.replace)
ChromaVectorStore.upsert = dying(ChromaVectorStore.upsert)
ChromaVectorStore.delete = dying(ChromaVectorStore.delete)
shop.build()
"""


def test_whoever_is_killed_while_building_leaves_a_usable_index(shop):
    from text2sql.vector_stores.chroma import ChromaVectorStore

    shop.store = ChromaVectorStore(shop.index / "vectors")
    shop.build()
    killed = 0
    for step in range(1, 60, 5):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", KILLED, str(shop.folder), str(step)], env=environment)
        if done.returncode == 0:
            break
        killed += 1
        assert done.returncode == -9
        assert shop.open().catalog.table("customers")
        assert shop.open().nearest("table", "orders", 1)[0].id == "orders"
    assert killed >= 4
    shop.location, shop.tables = "2", ("orders", "상품", "returns")
    shop.build()
    assert shop.open().nearest("table", "returns", 1)[0].id == "returns"
    assert "customers" not in {hit.id for hit in shop.open().nearest("table", "customers", 9)}


WAITING = """
import sys
from pathlib import Path
from tests.corpus.test_index import Shop
from text2sql.vector_stores.chroma import ChromaVectorStore

shop = Shop(Path(sys.argv[1]))
shop.store = ChromaVectorStore(shop.index / "vectors")
print("started", flush=True)
report = shop.build()
print(report.changed, shop.introspections, any("waiting for another" in told for told in shop.told))
"""


def test_the_second_of_two_processes_waits_and_finds_it_done(shop):
    from filelock import FileLock

    from text2sql.vector_stores.chroma import ChromaVectorStore

    shop.index.mkdir(parents=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    lock = FileLock(shop.index / "indexing.lock")
    with lock:
        running = [
            subprocess.Popen(
                [sys.executable, "-c", WAITING, str(shop.folder)], env=environment, stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        for process in running:
            assert process.stdout.readline() == "started\n"
    reports = sorted(process.communicate()[0].split()[:2] for process in running)
    assert reports == [["False", "0"], ["True", "1"]]
    assert open_knowledge(shop.index, shop.embedder, ChromaVectorStore(shop.index / "vectors")).nearest(
        "table", "주문", 1
    )


def test_building_again_waits_for_the_lock_and_says_so(shop):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from filelock import FileLock

    shop.index.mkdir(parents=True)
    waiting = Event()
    lock = FileLock(shop.index / "indexing.lock", thread_local=False)
    lock.acquire()
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(
            build_index, shop.index, shop.sources, shop.embedder, shop.store, lambda *told: waiting.set()
        )
        assert waiting.wait(20)
        assert not future.done()
        lock.release()
        assert future.result().changed
