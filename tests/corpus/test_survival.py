"""An index outlives whoever builds it: killed at any moment, two at once, or with its whole folder gone."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import run
from tests.corpus.test_index import Shop
from text2sql.corpus import parts
from text2sql.corpus.checking_index import check_index
from text2sql.vector_stores.chroma import ChromaVectorStore

MOMENTS = 5
# Counts the calls of Python functions while an index is built and ends the process at the one it is told to.
BUILDING = """
import os, signal, sys
from pathlib import Path
from tests.corpus.test_index import Shop
from text2sql.corpus import parts
from text2sql.vector_stores.chroma import ChromaVectorStore
import chromadb
parts._UNDIVIDED = parts._TABLES = 1

shop = Shop(Path(sys.argv[1]))
if sys.argv[3] == "changed":
    shop.location, shop.tables = "2", ("orders", "상품", "returns")
shop.store = ChromaVectorStore(shop.index / "vectors")
calls, last = 0, int(sys.argv[2])
def counting(frame, event, argument):
    global calls
    if event in ("call", "c_call"):
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(counting)
shop.build()
sys.setprofile(None)
print(calls)
"""


def build(folder: Path, last: int, what: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", BUILDING, str(folder), str(last), what],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )


def shop_in(folder: Path) -> Shop:
    folder.mkdir()
    shop = Shop(folder)
    shop.card("table: orders\ndescription: 고객이 낸 주문\nsynonyms: [주문]")
    shop.sample("questions: [주문은 몇 건?, how many orders?]\nsql: SELECT COUNT(*) FROM orders")
    shop.store = ChromaVectorStore(shop.index / "vectors")
    return shop


def is_sound(shop: Shop) -> bool:
    return check_index(shop.index, shop.sources, shop.embedder, shop.store, lambda _: lambda sql: None).sound


@pytest.mark.parametrize("what", ["first", "changed"])
def test_killed_at_any_moment_it_is_the_old_index_or_none_and_the_next_run_finishes(tmp_path, what, monkeypatch):
    """The moments are spread over the whole run, by calls and not by time, so that none depends on the machine.

    The catalog has several parts, as a large one.
    """
    monkeypatch.setattr(parts, "_UNDIVIDED", 1)
    monkeypatch.setattr(parts, "_TABLES", 1)
    whole = shop_in(tmp_path / "whole")
    if what == "changed":
        whole.build()
    calls = int(build(whole.folder, -1, what).stdout)
    shop = shop_in(tmp_path / "shop")
    if what == "changed":
        shop.build()
    for moment in range(MOMENTS):
        killed = build(shop.folder, 1 + calls * moment // MOMENTS, what)
        if killed.returncode == 0:  # what earlier runs finished is not done again
            break
        assert killed.returncode == -signal.SIGKILL
        if what == "changed":
            knowledge = shop.open()
            assert knowledge.catalog.table("customers") and knowledge.matching("table", "주문", 1)[0].id == "orders"
            assert knowledge.nearest("sample", "주문은 몇 건?", 1)[0].id == "one"
            assert knowledge.values("서울", 9)
        else:
            assert not (shop.index / "state.json").exists() or shop.open().catalog.table("customers")
    assert moment > 1
    if what == "changed":
        shop.location, shop.tables = "2", ("orders", "상품", "returns")
    shop.build()
    assert is_sound(shop)
    assert {hit.id for hit in shop.open().nearest("table", "orders", 9)} == set(shop.tables)


@pytest.fixture
def home(tmp_path):
    with closing(sqlite3.connect(tmp_path / "판매.sqlite")) as database:
        rows = ", ".join(f"({number}, '{region}')" for number, region in enumerate(["서울", "부산", "대구"] * 20))
        database.executescript(f"CREATE TABLE sales (id INTEGER, region TEXT); INSERT INTO sales VALUES {rows}")
    (tmp_path / "text2sql.toml").write_text(
        'default_database = "sales"\ndata_folder = "data"\n[databases.sales]\nlocation = "판매.sqlite"\n', "utf-8"
    )
    (tmp_path / "schemas" / "sales").mkdir(parents=True)
    (tmp_path / "schemas" / "sales" / "sales.yaml").write_text("table: sales\nsynonyms: [거래]", "utf-8")
    (tmp_path / "sample_queries" / "sales").mkdir(parents=True)
    (tmp_path / "sample_queries" / "sales" / "one.yaml").write_text(
        "question: 거래 수\nsql: SELECT COUNT(*) FROM sales"
    )
    return tmp_path


def test_several_commands_at_once_over_a_new_database_all_succeed(home):
    commands = [
        ["index"],
        ["link", "거래 수", "--format", "json"],
        ["index"],
        ["link", "서울 거래", "--format", "json"],
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "text2sql.cli", *command],
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], told
    assert [json.loads(told[each][0])["tables"][0]["name"] for each in (1, 3)] == ["sales", "sales"]
    assert run(home, "index", "--check").returncode == 0


def test_an_index_without_its_folder_or_state_comes_back_from_the_files_people_wrote(home):
    assert run(home, "index").returncode == 0
    (index,) = (home / "data" / "indexes").iterdir()
    for number, damage in enumerate(("state.json", "vectors/chroma.sqlite3")):
        (index / damage).write_bytes(b"\0" * 100)
        (home / "schemas" / "sales" / "sales.yaml").write_text(f"table: sales\nsynonyms: [거래, 판매{number}]", "utf-8")
        told = run(home, "index")
        assert told.returncode == 0, told.err
    assert run(home, "index", "--check").returncode == 0
    assert "sales" in run(home, "link", "판매1", "--format", "json").out
