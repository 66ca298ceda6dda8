"""The life of a worker process: replaced when it dies, gone when its parent is, capped, and shared by threads."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, perf_counter

import pytest

from tests.warehouses.raw_sql import unchecked
from text2sql.errors import DeadlineExceeded, QueryFailed, WarehouseError
from text2sql.types import Limits
from text2sql.warehouses.duckdb import DuckDbWarehouse

PATIENCE = 10.0


def gone(number: int) -> bool:
    """Wait until a process is no more, or only a zombie."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
    return False


def count(warehouse: DuckDbWarehouse, limits: Limits = Limits()) -> object:
    return warehouse.run(unchecked("SELECT COUNT(*) FROM customers"), limits).rows[0][0]


def test_a_worker_dies_with_its_parent_even_in_the_middle_of_a_query(duckdb_file: Path) -> None:
    parent = (
        "import os, sys, threading\n"
        "from pathlib import Path\n"
        "from text2sql.types import CheckedSql, Limits\n"
        "from text2sql.warehouses.duckdb import DuckDbWarehouse\n"
        f"warehouse = DuckDbWarehouse(Path({str(duckdb_file)!r}))\n"
        "run = lambda sql: warehouse.run(CheckedSql(sql, 'duckdb', (), ()), Limits(seconds=60))\n"
        "run('SELECT 1')\n"
        "endless = 'SELECT COUNT(*) FROM range(10000000000) a, range(10000000000) b'\n"
        "threading.Thread(target=run, args=(endless,), daemon=True).start()\n"
        "print(warehouse.process_ids()[0], flush=True)\n"
        "sys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdin is not None
    worker = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert gone(worker)


def test_a_worker_that_died_while_idle_is_replaced_without_a_word(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    try:
        assert count(warehouse) == 30
        (first,) = warehouse.process_ids()
        os.kill(first, signal.SIGKILL)
        assert gone(first)
        assert count(warehouse) == 30
        assert warehouse.process_ids() != (first,)
    finally:
        warehouse.close()


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux lets us fill another process's address space")
def test_a_worker_that_earlier_statements_filled_is_replaced_without_a_word(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    try:
        assert count(warehouse) == 30
        (first,) = warehouse.process_ids()
        mapped = int(Path(f"/proc/{first}/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        limit = mapped + 2**20  # no room for a thread's stack
        resource.prlimit(first, resource.RLIMIT_AS, (limit, limit))
        assert count(warehouse) == 30
        assert warehouse.process_ids() != (first,)
    finally:
        warehouse.close()


def test_a_bomb_is_told_as_a_lack_of_memory_and_the_next_query_runs(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file, Limits(memory_megabytes=512))
    try:
        for bomb in ("SELECT repeat('x', 2000000000)", "SELECT len(list_distinct(range(300000000)))"):
            with pytest.raises(QueryFailed, match="more memory than the 512 MB") as caught:
                warehouse.run(unchecked(bomb), Limits(memory_megabytes=512))
            assert "\n" not in str(caught.value)
            assert count(warehouse, Limits(memory_megabytes=512)) == 30
    finally:
        warehouse.close()


def test_the_clock_of_a_deadline_is_kept(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    try:
        assert count(warehouse) == 30
        start = perf_counter()
        with pytest.raises(DeadlineExceeded):
            warehouse.run(
                unchecked("SELECT COUNT(*) FROM range(10000000000) a, range(10000000000) b"), Limits(seconds=0.5)
            )
        assert perf_counter() - start < 1.5
    finally:
        warehouse.close()


def test_other_memory_takes_another_worker(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file, Limits(memory_megabytes=512))
    try:
        assert count(warehouse, Limits(memory_megabytes=512)) == 30
        first = warehouse.process_ids()
        assert count(warehouse, Limits(memory_megabytes=768)) == 30
        assert warehouse.process_ids() != first and len(warehouse.process_ids()) == 1
        assert gone(first[0])
    finally:
        warehouse.close()


def test_threads_take_turns_and_each_gets_its_own_answer(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    try:
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda n: warehouse.run(unchecked(f"SELECT {n}"), Limits()).rows[0][0], range(40)))
        assert answers == list(range(40))
    finally:
        warehouse.close()


def test_closing_ends_a_running_query_and_leaves_nothing_behind(
    duckdb_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    warehouse = DuckDbWarehouse(duckdb_file)
    count(warehouse)
    (worker,) = warehouse.process_ids()
    assert list(tmp_path.iterdir())
    with ThreadPoolExecutor(1) as pool:
        endless = unchecked("SELECT COUNT(*) FROM range(10000000000) a, range(10000000000) b")
        running = pool.submit(warehouse.run, endless, Limits(seconds=60))
        while not running.running():
            pass
        warehouse.close()
        with pytest.raises(WarehouseError):
            running.result(timeout=PATIENCE)
    assert gone(worker)
    assert not list(tmp_path.iterdir())


def test_a_forgotten_warehouse_takes_its_worker_with_it(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    count(warehouse)
    (worker,) = warehouse.process_ids()
    del warehouse
    assert gone(worker)


def test_warming_starts_a_process_without_waiting(duckdb_file: Path) -> None:
    warehouse = DuckDbWarehouse(duckdb_file)
    try:
        assert warehouse.process_ids() == ()
        warehouse.warm()
        (started,) = warehouse.process_ids()
        assert count(warehouse) == 30
        assert warehouse.process_ids() == (started,)
    finally:
        warehouse.close()
    with pytest.raises(WarehouseError, match="closed"):
        warehouse.warm()
