"""What ``index --check`` finds, over the changeable shop of the tests of an index's life."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.cli.conftest import run
from tests.corpus.test_index import CountingEmbedder, Shop
from text2sql.corpus.building import build_index
from text2sql.corpus.checking_index import check_index
from text2sql.corpus.index import is_current
from text2sql.vector_stores.memory import MemoryVectorStore


@pytest.fixture
def shop(tmp_path) -> Shop:
    shop = Shop(tmp_path)
    shop.card("table: orders\ndescription: 고객이 낸 주문")
    shop.sample("questions: [주문은 몇 건?]\nsql: SELECT COUNT(*) FROM orders")
    shop.build()
    shop.embedder.texts.clear()
    return shop


def check(shop: Shop, problem=lambda sql: None):
    return check_index(shop.index, shop.sources, shop.embedder, shop.store, lambda catalog: problem)


def test_a_current_index_is_sound_and_looking_changes_and_asks_nothing(shop):
    before = {path.name: path.stat().st_mtime_ns for path in shop.index.iterdir()}
    found = check(shop)
    assert found.sound and found.vectors == {"table": 3, "column": 6, "sample": 1}
    assert {path.name: path.stat().st_mtime_ns for path in shop.index.iterdir()} == before
    assert shop.introspections == 1 and not shop.embedder.texts


def test_what_is_stale_is_told_apart(shop, tmp_path):
    shop.location = "2"
    shop.card("table: orders\ndescription: 취소를 뺀 주문")
    shop.sample("question: 고객은?\nsql: SELECT COUNT(*) FROM customers", "둘.yaml")
    shop.embedder = CountingEmbedder(32)
    assert check(shop).stale == ("data", "cards", "samples", "embedder")
    assert check(Shop(tmp_path / "elsewhere")).stale == ("never built",)
    state = shop.index / "state.json"
    content = json.loads(state.read_text())
    content["fingerprints"]["format"] = "0"
    state.write_text(json.dumps(content))
    assert check(shop).stale == ("other version",)


def test_samples_that_no_longer_pass_and_files_that_cannot_be_read_are_named(shop):
    found = check(shop, lambda sql: "orders has no column")
    assert [(each.id, each.problem) for each in found.broken_samples] == [("one", "orders has no column")]
    shop.sample("question: 둘\nsequel: SELECT 1", "two.yaml")
    shop.card("tabel: orders")
    assert [("orders.yaml, line 1" in told, "two.yaml, line 2" in told) for told in check(shop).wrong] == [
        (True, False),
        (False, True),
    ]


def test_bytes_that_changed_in_place_are_found_and_built_again(shop):
    """A power cut can leave a file of the right size with nothing in it."""
    for path in sorted(shop.index.iterdir()):
        if path.suffix not in (".json", ".sqlite", ".words") or path.name == "state.json":
            continue
        path.write_bytes(bytes(path.stat().st_size))
        assert is_current(shop.index, shop.sources, shop.embedder)  # the quick look cannot tell
        assert path.name.startswith(check(shop).damaged), path
        assert shop.build().changed
        assert check(shop).sound
        assert shop.open().values("서울", 9) and shop.open().matching("table", "주문", 9)


def test_lost_vectors_are_damage(shop):
    shop.store = MemoryVectorStore()
    assert check(shop).damaged == ("vectors of tables", "vectors of columns", "vectors of samples")


def test_columns_with_more_values_than_are_kept_are_listed_and_no_fault(shop):
    class Many:
        def distinct_values(self, table, column, count):
            return tuple(f"지역 {number}" for number in range(count))

    sources = replace(shop.sources, location="many", values=Many)
    build_index(shop.index, sources, shop.embedder, shop.store, lambda *_: None)
    found = check_index(shop.index, sources, shop.embedder, shop.store, lambda catalog: lambda sql: None)
    assert found.sound and {(each.table, each.column) for each in found.capped} >= {("orders", "region")}


def test_the_command_says_what_has_to_be_done_and_ends_with_three(tmp_path):
    path = tmp_path / "판매.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE sales (id INTEGER, region TEXT); INSERT INTO sales VALUES (1, '서울')")
    (tmp_path / "text2sql.toml").write_text("")
    samples = tmp_path / "sample_queries" / "판매"
    samples.mkdir(parents=True)
    (samples / "지역.yaml").write_text("question: 지역별 건수\nsql: SELECT region, COUNT(*) FROM sales GROUP BY region")
    arguments = ("index", "--check", "-d", path)
    never = run(tmp_path, *arguments)
    assert never.returncode == 3 and "no index yet" in never.out
    assert run(tmp_path, "index", "-d", path).returncode == 0
    sound = run(tmp_path, *arguments)
    assert (sound.returncode, sound.out) == (0, "판매: the index is current and whole, and every sample passes.\n")
    with closing(sqlite3.connect(path)) as database:
        database.executescript("ALTER TABLE sales RENAME COLUMN region TO area")
    assert run(tmp_path, *arguments).returncode == 3
    assert run(tmp_path, "index", "-d", path).returncode == 0
    told = run(tmp_path, *arguments, "--format", "json")
    found = json.loads(told.out)
    assert told.returncode == 3 and not found["sound"] and found["stale"] == []
    assert [each["id"] for each in found["broken_samples"]] == ["지역"] and "region" in told.out


def test_a_damaged_index_mends_itself_when_it_is_asked_of(tmp_path):
    path = tmp_path / "판매.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE sales (id INTEGER, region TEXT); INSERT INTO sales VALUES (1, '서울')")
    (tmp_path / "text2sql.toml").write_text('data_folder = "data"')
    assert run(tmp_path, "index", "-d", path).returncode == 0
    for stored in (tmp_path / "data").rglob("catalog-*.json"):
        stored.write_bytes(bytes(stored.stat().st_size))
    told = run(tmp_path, "link", "sales by region", "-d", path)
    assert told.returncode == 0 and "region" in told.out
